"""A text as the desk shows it: all of it is there, and nothing of it is markup."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.edits import Edit, apply
from i18n.memory.difference import difference
from workflow.desk.texts import difference as shown_difference
from workflow.desk.texts import mended, text, visible

TEXTS = st.text(alphabet=st.sampled_from("aЖқ字é🙂“« \\\"'\n\t<>&*_[](){}`~|\u00a0\u202e\u200b"), max_size=60)  # fmt: skip
SIGN = re.compile(r'<span class="unseen" title="[^"<>]*">U\+([0-9A-F]{4,6})</span>')
TAG = re.compile(r"</?(?:mark|code|span|ins|del)(?: (?:class|title)=\"[^\"<>]*\")*>")


def read(html: str) -> str:
    """What stands on the page, with what cannot be seen as it was."""
    whole = SIGN.sub(lambda found: chr(int(found[1], 16)), html)
    return unescape(TAG.sub("", whole))


@given(TEXTS, st.lists(st.tuples(st.integers(-3, 70), st.integers(-3, 70)), max_size=4))
def test_all_of_a_text_is_shown_whatever_is_marked_in_it(
    source: str, spans: list[tuple[int, int]]
) -> None:
    assert read(text(source, [(span, "error") for span in spans])) == source


@given(TEXTS, TEXTS)
def test_a_difference_shows_both_texts(old: str, new: str) -> None:
    html = shown_difference(difference(old, new))

    assert read(re.sub(r"<ins>.*?</ins>", "", html, flags=re.DOTALL)) == old
    assert read(re.sub(r"<del>.*?</del>", "", html, flags=re.DOTALL)) == new


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("<script>alert(1)</script>",
         '<code class="code">&lt;script&gt;</code>alert(1)<code class="code">&lt;/script&gt;</code>'),
        ("**12 rooms**", '<code class="code">**</code>12 rooms<code class="code">**</code>'),
        ("в\u00a0мае", 'в<span class="space" title="no-break space">\u00a0</span>мае'),
        ("a\u202eb", 'a<span class="unseen" title="right-to-left override">U+202E</span>b'),
        ("a\nb", 'a<span class="unseen" title="control character">U+000A</span>b'),
    ],
)  # fmt: skip
def test_markup_and_what_cannot_be_seen_are_set_apart(source: str, html: str) -> None:
    assert text(source) == html


def test_what_is_marked_may_overlap_markup() -> None:
    assert text("*12*", [((0, 2), "error"), ((1, 3), "term")]) == (
        '<mark class="error"><code class="code">*</code></mark>'
        '<mark class="error term">1</mark><mark class="term">2</mark><code class="code">*</code>'
    )


def test_a_fix_shows_what_it_takes_and_puts() -> None:
    source = "Ректор сказал : «Да»."

    assert mended(source, [Edit(13, 14, "")]) == "Ректор сказал<del> </del>: «Да»."
    assert mended("ab", [Edit(1, 1, ",")]) == "a<ins>,</ins>b"
    assert apply(source, [Edit(13, 14, "")]) == "Ректор сказал: «Да»."


def test_an_attribute_turns_no_text_round() -> None:
    assert visible("a\u202eb") == "a[U+202E]b"


@given(st.lists(st.tuples(st.integers(-2, 9), st.integers(-2, 9), st.sampled_from("abc"))))
def test_each_letter_is_marked_by_all_that_is_said_of_it(marks: list[tuple[int, int, str]]) -> None:
    source = "лекция"
    shown = text(source, [((start, end), name) for start, end, name in marks])
    runs = re.findall(r'<mark class="([^"]*)">([^<]*)</mark>|([^<]+)', shown)
    found = [names for names, marked, plain in runs for _ in marked + plain]

    assert found == [
        " ".join(dict.fromkeys(name for start, end, name in marks if start <= at < end))
        for at in range(len(source))
    ]
