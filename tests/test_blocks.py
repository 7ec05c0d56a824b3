"""Blocks: their prose stands where they say."""

import pytest
from hypothesis import given
from test_markdown import DOCUMENTS, spec

from i18n.formats.blocks import parse
from i18n.formats.prose import Piece, Prose, join


def check(text: str) -> None:
    """The lines of each block, joined, are what the parser took for its content."""
    found = parse(text)
    for block in found:
        if block.token.type == "inline" and block.token.content:
            prose = join(found.source, block.lines)
            raw = "".join(text[found.place(at) : found.place(at) + 1] for at in range(*prose.range))
            lines = (line.strip(" \t") for line in block.token.content.split("\n"))
            bar = "\\|" if block.kind in {"td", "th"} else "|"

            assert prose.text.strip() == "\n".join(lines).strip().replace("|", bar)
            assert (
                raw.replace("\r", "\n").replace("\0", "\ufffd") == found.source[slice(*prose.range)]
            )


@pytest.mark.corpus
def test_the_examples_of_commonmark_stand_where_they_say(corpus) -> None:
    for text in spec(corpus):
        check(text)
        check("\ufeff" + text.replace("\n", "\r\n"))


@given(DOCUMENTS)
def test_any_text_stands_where_it_says(text) -> None:
    check(text)


def test_a_part_of_prose_stands_where_it_stood() -> None:
    prose = join("> One two\n> three", ((2, 9), (12, 17)))

    assert prose == Prose("One two\nthree", (Piece(0, 2, 9), Piece(8, 12, 17)))
    assert prose.inside(4, 10) == Prose("two\nth", (Piece(0, 6, 9), Piece(4, 12, 14)))
    assert prose.inside(9, 13) == Prose("hree", (Piece(0, 13, 17),))
    assert prose.inside(0, 7).stripped == Prose("One two", (Piece(0, 2, 9),))
    assert prose.source(9) == 13
