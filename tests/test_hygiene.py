"""Hygiene: what is no translation, in tests/corpus/hygiene, one file a locale."""

import cases
import pytest
from cases import Case
from patience import in_time

from i18n import locales
from i18n.dispatch.hygiene import clean, objection
from i18n.loops import looped

CASES = cases.CORPUS / "hygiene"
KINDS = {
    "nothing", "echo", "entities", "warning", "page", "apology", "label", "fence", "quotes",
    "script", "language", "loop", "debris", "length", "broken", "fine",
}  # fmt: skip
"""What a case may be about; each is held by one at least."""


def read() -> list[tuple[str, Case]]:
    outcomes = ("refused", "mended", "passes")
    return [
        (path.stem, case)
        for path in sorted(CASES.iterdir())
        for case in cases.read(path, ("kind", "source", "answer"), (), outcomes)
    ]


ALL = read()


@pytest.mark.parametrize(("locale", "case"), ALL, ids=[case.place for _, case in ALL])
def test_an_answer_is_judged_as_its_case_says(locale: str, case: Case) -> None:
    source, answer = case.given["source"], case.given["answer"]
    cleaned = clean(answer, source)
    found = cleaned, objection(source, cleaned, locales.get(locale))

    if case.outcome == "refused":
        assert case.value
        assert case.value in found[1]
    else:
        assert found == (case.value or answer, "")


def test_every_kind_has_a_case_and_every_case_a_kind() -> None:
    assert {case.given["kind"] for _, case in ALL} == KINDS
    assert {path.stem for path in CASES.iterdir()} == set(locales.known()) - {"en"}


SOURCE = "The president said that the new line would open in the autumn."


@pytest.mark.parametrize("mark", "\u202a\u202e\u2066\u2069\x07\ufffd")
def test_what_turns_text_round_is_no_text_unless_the_source_has_it(mark: str) -> None:
    locale = locales.get("ru")

    assert objection("Rain fell.", f"Дождь{mark} прошёл.", locale)
    assert objection(f"Rain{mark} fell.", f"Дождь{mark} прошёл.", locale) == ""


def test_an_empty_answer_is_none() -> None:
    assert objection(SOURCE, " \n", locales.get("ru")) == "the answer is empty"


def test_a_fence_over_lines_comes_off() -> None:
    assert clean("```text\nНовая линия.\n```", "The new line.") == "Новая линия."
    assert clean("```\nНовая линия.\n```", "```\nThe new line.\n```") == "```\nНовая линия.\n```"


def test_without_a_source_only_entities_are_mended() -> None:
    assert clean('"Sainsbury&#39;s &amp;quot;рост&amp;quot;"') == '"Sainsbury\'s "рост""'
    assert clean("AT&T; R & D &copy=1") == "AT&T; R & D &copy=1"
    assert clean('Перевод: "да"') == 'Перевод: "да"'


@pytest.mark.parametrize(
    "bit", ["а", "аб ", "@@", "<", "# ", '"', "```\n", "Translation: ", "🙂", "&amp;", "字"]
)
def test_a_long_answer_is_judged_to_its_end(bit: str) -> None:
    answer = bit * (80_000 // len(bit))

    with in_time(20):
        objection(SOURCE, clean(answer, SOURCE), locales.get("ru"))
        looped(" ".join(map(str, range(20_000))))


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("key", "locale"),
    [("google_ru", "ru"), ("ru", "ru"), ("kk", "kk"), ("google_zh", "zh_Hans"), ("zh", "zh_Hans")],
)
def test_no_real_translation_meets_an_objection(news, key, locale) -> None:
    found = [
        (why, segment["en"], segment[key])
        for article in news
        for segment in article["segments"]
        if (
            why := objection(segment["en"], clean(segment[key], segment["en"]), locales.get(locale))
        )
    ]

    assert found == []


@pytest.mark.corpus
@pytest.mark.parametrize(("key", "locale"), [("ru", "ru"), ("kk", "kk"), ("zh", "zh_Hans")])
def test_what_people_wrote_needs_no_mending(news, key, locale) -> None:
    segments = [segment for article in news for segment in article["segments"]]

    assert [clean(one[key], one["en"]) for one in segments] == [one[key] for one in segments]


@pytest.mark.corpus
@pytest.mark.parametrize(("key", "other"), [("kk", "ru"), ("ru", "kk")])
def test_the_other_language_of_the_script_is_seen(news, key, other) -> None:
    segments = [segment for article in news for segment in article["segments"]]
    long = [one for one in segments if len(one[key]) > 80]
    seen = sum("Kazakh" in objection(one["en"], one[key], locales.get(other)) for one in long)

    assert seen > 0.98 * len(long)
