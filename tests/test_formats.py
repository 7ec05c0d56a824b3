"""Formats: each has an article of its own in the corpus, read as people read it."""

from pathlib import Path

import pytest

from i18n import formats, locales
from i18n.formats import FORMATS, Format, Options
from i18n.model import Document

CORPUS = Path(__file__).parent / "corpus" / "formats"
EN, RU, ZH = locales.get("en"), locales.get("ru"), locales.get("zh_Hans")
NAMES = [row.name for row in FORMATS]


def sample(name: str) -> tuple[Format, str]:
    form = next(row for row in FORMATS if row.name == name)
    data = (CORPUS / f"{name}{form.suffixes[0]}").read_bytes()
    return form, data.decode("utf-8")


def listed(document: Document) -> list[str]:
    return [
        f"{passage.line} {passage.role}: " + " ‖ ".join(s.source for s in passage.segments)
        for passage in document.passages
    ]


@pytest.mark.parametrize("name", NAMES)
def test_an_article_is_read_as_its_corpus_expects(name) -> None:
    form, text = sample(name)
    expected = (CORPUS / f"{name}.expected").read_text("utf-8").splitlines()

    assert listed(form.parse(text, name, EN, Options())) == expected


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("name", NAMES)
def test_marks_of_the_file_change_nothing_in_what_is_read(name, mark, newline) -> None:
    form, text = sample(name)
    other = mark + text.replace("\n", newline)
    document = form.parse(other, name, EN, Options())

    assert listed(document) == listed(form.parse(text, name, EN, Options()))
    assert form.render(document, lambda context, source: source, RU) == other
    assert form.render(document, lambda context, source: None, RU) == other
    assert form.render(document, lambda context, source: "", RU) == other


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "text", ["", "\n", "\ufeff", " \t\r\n\n\u00a0\n", "\u2028", "字", "🙂\x00 a"]
)
def test_hardly_anything_is_an_article_too(name, text) -> None:
    form, _ = sample(name)
    document = form.parse(text, name, EN, Options())

    assert form.render(document, lambda context, source: source, RU) == text


@pytest.mark.parametrize("name", NAMES)
def test_a_passage_can_be_one_unit(name) -> None:
    form, text = sample(name)
    passages = form.parse(text, name, EN, Options(unit="passage")).passages

    many = [[s.source for s in passage.segments] for passage in passages if passage.segments[1:]]
    assert many in ([], [["First line of a verse,", "second line of it.", "The third."]])


@pytest.mark.parametrize("name", NAMES)
def test_chinese_sentences_touch_and_others_do_not(name) -> None:
    form, text = sample(name)
    document = form.parse(text, name, EN, Options())
    answers = {"It rained.": "下了雨。", "It was checked twice.": "查过两遍。"}
    first = {
        "Dr. A. Voronin spoke in the U.S. on Monday.": "他讲了话。",
        "The source says so. It": "x",
    }
    first["The source says so."] = "来源如此。"

    both = form.render(document, lambda context, source: (answers | first).get(source), ZH)
    one = form.render(document, lambda context, source: answers.get(source), ZH)

    assert "他讲了话。下了雨。" in both or "来源如此。查过两遍。" in both
    assert "Monday. 下了雨。" in one or "says so. 查过两遍。" in one


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a/b.txt", "text"),
        ("b.MD", "markdown"),
        ("b.markdown", "markdown"),
        ("b.po", None),
        ("md", None),
    ],
)
def test_a_format_is_known_by_the_end_of_the_path(path, name) -> None:
    form = formats.for_path(path)

    assert (form.name if form else None) == name
