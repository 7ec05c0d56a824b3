from pathlib import PurePath

import pytest

from i18n.languages import tags


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("ru", "ru"), ("ru_RU", "ru"), ("ru-RU", "ru"), ("ru_RU.UTF-8", "ru"), ("rus", "ru"),
        ("Russian", "ru"), ("kk", "kk"), ("kk_KZ", "kk"), ("kk-Cyrl-KZ", "kk"), ("kaz", "kk"),
        ("kk_KZ@cyrillic", "kk"), ("zh", "zh_Hans"), ("zh_CN", "zh_Hans"), ("zh-Hans-CN", "zh_Hans"),
        ("zh_Hans", "zh_Hans"), ("zh-SG", "zh_Hans"), ("cmn", "zh_Hans"), ("en_GB", "en"),
    ],
)  # fmt: skip
def test_a_tag_of_another_program_means_a_locale(tag: str, code: str) -> None:
    assert tags.code(tag) == code


@pytest.mark.parametrize("tag", ["", "de", "rut", "kk@latin", "kk_CN", "x-y", "rue", "-", "é"])
def test_a_tag_that_means_no_known_locale_means_none(tag: str) -> None:
    assert tags.code(tag) is None


@pytest.mark.parametrize("tag", ["zh_TW", "zh-Hant", "zh-HK", "zh_Hant_TW"])
def test_traditional_chinese_is_never_taken_for_simplified(tag: str) -> None:
    assert tags.code(tag) in {None, "zh_Hant"}


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("locales/ru/LC_MESSAGES/news.po", "ru"),
        ("locales/kk/LC_MESSAGES/2026/news.po", "kk"),
        ("locales/kk_KZ/LC_MESSAGES/ru.po", "kk"),
        ("ru.po", "ru"),
        ("news.ru.po", "ru"),
        ("django-zh_CN.po", "zh_Hans"),
        ("news_kk.po", "kk"),
        ("po/zh-Hans/news.po", "zh_Hans"),
        ("app/ru-RU/strings.po", "ru"),
        ("news.po", None),
        ("LC_MESSAGES/news.po", None),
        ("de/news.po", None),
    ],
)  # fmt: skip
def test_the_place_of_a_file_tells_its_locale(path: str, code: str | None) -> None:
    assert tags.of_path(PurePath(path)) == code
