"""Plain text: titles and paragraphs, and every byte around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from patience import in_time

from i18n import locales
from i18n.formats import text as plain
from i18n.formats.options import Options
from i18n.model import Document, Passage, Segment

EN, RU = locales.get("en"), locales.get("ru")
TEXTS = st.text(alphabet="aBЖ字é🙂.!? \t\r\n\u00a0\u2028\x0b\x0c\x1c\x85\ufeff\x00")


def parse(text: str) -> Document:
    return plain.parse(text, "news.txt", EN, Options())


def test_the_first_line_is_the_title_and_blank_lines_part_paragraphs() -> None:
    assert parse("\nA title\nOne. Two\nthree.\n \t\nFour") == Document(
        "\nA title\nOne. Two\nthree.\n \t\nFour",
        (
            Passage("title", 2, 1, 8, (Segment("A title", ""),)),
            Passage("paragraph", 3, 9, 24, (Segment("One.", " "), Segment("Two\nthree.", ""))),
            Passage("paragraph", 6, 28, 32, (Segment("Four", ""),)),
        ),
    )


@pytest.mark.parametrize("space", ["\u2028", "\x0b", "\x0c", "\x1c", "\x85"])
def test_only_line_ends_end_a_line(space) -> None:
    assert [p.line for p in parse(f"A{space}b\n\nC{space}{space}d").passages] == [1, 3]


def test_a_translation_stands_where_the_source_stood() -> None:
    text = "\ufeff  A title \r\n\r\nOne\r\ntwo. Three.\t\r\n \r\nFour"
    words = {"A title": "Заглавие", "Three.": "Три.\n\nТочка. "}

    assert plain.render(parse(text), lambda context, source: words.get(source), RU) == (
        "\ufeff  Заглавие \r\n\r\nOne two. Три. Точка.\t\r\n \r\nFour"
    )


@given(TEXTS, TEXTS)
def test_everything_but_the_prose_stays(text, translation) -> None:
    document = parse(text)
    rendered = plain.render(document, lambda context, source: translation, RU)
    outside, at = [], 0
    for passage in document.passages:
        outside.append(text[at : passage.start])
        at = passage.end

    assert plain.render(document, lambda context, source: source, RU) == text
    assert all(part in rendered for part in [*outside, text[at:]])
    assert len(plain.parse(rendered, "", RU, Options()).passages) <= len(document.passages)


@pytest.mark.parametrize("piece", ["One two. ", " ", "\n", "a\n", "a\n\n", "\u00a0", "a. \r", "."])
def test_a_long_text_is_read_to_its_end(piece) -> None:
    text = piece * (100_000 // len(piece))

    with in_time():
        document = parse(text)
        plain.render(document, lambda context, source: "Ж " + source, RU)

    assert document.text == text
