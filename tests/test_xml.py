"""XML of other programs: read in order, and led nowhere."""

import pytest

from i18n import xml
from i18n.errors import UserError

PATH = "file.xml"
LATER = '<?xml version="1.0" encoding="{}"?><a>é</a>'


def refused(data: str) -> str:
    with pytest.raises(UserError) as caught:
        xml.parse(data.encode(), PATH)
    return str(caught.value)


def test_texts_and_elements_are_in_their_order() -> None:
    root = xml.parse("<a>қала <b x:id='1'>字</b> мен <c/>дала</a>".encode(), PATH)

    assert [part if isinstance(part, str) else part.name for part in root.content] == [
        "қала ", "b", " мен ", "c", "дала",
    ]  # fmt: skip
    assert (root.text, root.whole) == ("қала  мен дала", "қала 字 мен дала")


def test_an_element_is_found_by_its_name_without_namespace() -> None:
    root = xml.parse(b"<a xmlns:x='urn:x'><x:b x:id='1' n='2'/><b/></a>", PATH)
    found = root.child("b")

    assert found is not None
    assert (found.attribute("id"), found.attribute("n"), found.attribute("m", "0")) == (
        "1",
        "2",
        "0",
    )
    assert root.child("c") is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "file.xml:1: the file declares an entity, 'b'"),
        ("<!DOCTYPE a [<!ATTLIST a b CDATA 'long'>]><a/>", "file.xml:1: the file declares attributes"),
        ("<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/'>\n<a>&b;</a>", "file.xml:2: an unknown entity, 'b'"),
        ("<a>\n&b;</a>", "file.xml:2: not XML: undefined entity"),
        ("<a>\n<b></a>", "file.xml:2: not XML: mismatched tag"),
        ("", "file.xml:1: not XML: no element found"),
        ("<a>" * 101, "file.xml:1: elements too deep inside each other"),
        (LATER.format("utf-99"), "file.xml: not XML: unknown encoding: utf-99"),
    ],
)  # fmt: skip
def test_what_leads_elsewhere_or_is_damaged_is_refused(data: str, said: str) -> None:
    assert refused(data) == said


def test_a_file_of_too_many_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "MOST", 1000)

    assert refused("<a>" + "<b/>" * 1000) == "file.xml:1: more than 1000 elements"


def test_a_document_type_is_let_be_where_a_format_has_one() -> None:
    data = b"<!DOCTYPE martif SYSTEM 'TBXBasiccoreStructV02.dtd'><martif/>"

    assert xml.parse(data, PATH).name == "martif"
    with pytest.raises(UserError):
        xml.parse_plain(data, PATH)
