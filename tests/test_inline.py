"""Inline structure: the mask and the pairs that markdown-it sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structure import untouched

from i18n.formats.parser import parser
from i18n.inline import CLOSE, OPAQUE, OPEN, scan

SHOWN = str.maketrans({OPEN: "{", CLOSE: "}", OPAQUE: "#"})


@pytest.mark.parametrize(
    ("prose", "mask", "kinds"),
    [
        ("One two.", "One two.", []),
        ("a **b** *c* ~~d~~", "a {{b}} {c} {{d}}", ["strong", "em", "s"]),
        ("***a** b*", "{{{a}} b}", ["strong", "em"]),
        ("snake_case 2*3 a~b", "snake_case 2*3 a~b", []),
        ("[a *b*](c) ![d](e)", "{a {b}}}}} {{d}}}}", ["em", "link", "image"]),
        ("[a] [b][] [c](<d e>)", "{a} [b][] {c}}}} }}}", ["link", "link"]),
        ("`a` <http://b.c> <d@e.f>", "### ############ #######", ["code_inline", "link_close", "link_close"]),
        ("<b>a</b><br>c</i>", "{{{a}}}}####c}}}}", ["<b", "html"]),
        ("a[^1] b^[c]", "a#### b####", ["footnote_ref", "footnote_ref"]),
        ("\\*a\\* `b", "\\*a\\* `b", []),
    ],
)  # fmt: skip
def test_markup_is_masked_character_by_character(prose, mask, kinds) -> None:
    env = {"references": {"A": {"href": "/", "title": ""}}, "footnotes": {"refs": {":1": -1}}}
    found = scan(prose, parser(), env)

    assert found.mask.translate(SHOWN) == mask
    assert [pair.kind for pair in found.pairs] == kinds


def test_a_pair_is_parted_by_a_break_inside_it_and_by_no_other() -> None:
    found = scan("*a* b *c `d`*", parser(), {})

    assert [place for place in range(14) if found.parts(place)] == [1, 2, 7, 8, 9, 10, 11, 12]


@given(
    st.text(alphabet="ab *_~`[]()<>!\\/&;.\n:^1")
    | st.lists(st.sampled_from(["*", "**", "_", "a", " ", "`"])).map("".join)
)
def test_the_parser_finds_the_same_with_and_without_notes(prose) -> None:
    tokens, noted = [], []
    untouched().inline.parse(prose, untouched(), {}, tokens)
    parser().inline.parse(prose, parser(), {}, noted)
    found = scan(prose, parser(), {})

    assert [(t.type, t.content, t.attrs) for t in noted] == [
        (t.type, t.content, t.attrs) for t in tokens
    ]
    assert len(found.mask) == len(prose)
    for pair in found.pairs:
        assert 0 <= pair.start <= pair.inner_start <= pair.inner_end <= pair.end <= len(prose)
        marks = {"em": 1, "strong": 2, "s": 2}.get(pair.kind)
        if marks:
            assert prose[pair.start : pair.inner_start] == prose[pair.inner_end : pair.end]
            assert pair.inner_start - pair.start == marks
