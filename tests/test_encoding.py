"""Decoding: UTF-8 or a message that says where it is not."""

import pytest

from i18n.encoding import decode
from i18n.errors import Place, UserError


def test_the_text_is_exact() -> None:
    assert decode(b"\xef\xbb\xbfa\r\n\xe5\xad\x97", "a.txt") == "\ufeffa\r\n字"


@pytest.mark.parametrize(
    ("data", "what", "line"),
    [
        (b"ab\n\xffc", "byte 3 (0xff) is not UTF-8 text", 2),
        ("Привет".encode("cp1251"), "byte 0 (0xcf) is not UTF-8 text", 1),
        ("a\n字".encode()[:-1], "byte 2 (0xe5) is not UTF-8 text", 2),
        (b"\xed\xa0\x80", "byte 0 (0xed) is not UTF-8 text", 1),
        ("a".encode("utf-16"), "this is UTF-16 text", 0),
    ],
)
def test_what_is_not_utf_8_is_refused_with_its_place(data, what, line) -> None:
    with pytest.raises(UserError) as caught:
        decode(data, "news/a.txt")

    assert (caught.value.what, caught.value.at) == (what, Place("news/a.txt", line))
    assert "UTF-8" in caught.value.hint
