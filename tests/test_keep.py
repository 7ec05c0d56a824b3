import pytest
from patience import in_time

from i18n.keep import find

TERMS = ("MISIS", "NUST MISIS", "AT&T", "5G", "Yahoo!", "ТАСС")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("NUST MISIS and MISIS", ["NUST MISIS", "MISIS"]),
        ("misis, MISISes and SMISIS", []),
        ("MISIS’s, MISIS-2, (MISIS)", ["MISIS", "MISIS", "MISIS"]),
        ("AT&T, not AT&TX or GREAT&T", ["AT&T"]),
        ("5G, not 15G or 5GB", ["5G"]),
        ("Yahoo! Yahoo!s", ["Yahoo!", "Yahoo!"]),
        ("MISIS大学与MISIS合作", ["MISIS", "MISIS"]),
        ("MISISтің ректоры", ["MISIS"]),
        ("ТАСС, но не ТАССа", ["ТАСС"]),
        ("MISISMISIS", []),
        ("MISIS\u0301", []),
        ("", []),
    ],
)
def test_terms_are_found_as_words(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find(text, TERMS)] == found


def test_without_terms_nothing_is_found() -> None:
    assert list(find("MISIS", ())) == []
    assert list(find("MISIS", ("", " "))) == []


@pytest.mark.parametrize("bit", ["M", "MISIS", "MISI", "5"])
def test_a_long_text_is_searched_to_its_end(bit: str) -> None:
    text = bit * (80_000 // len(bit))

    with in_time():
        found = list(find(text, (*TERMS, *(f"M{n}" for n in range(50)))))

    assert found == []
