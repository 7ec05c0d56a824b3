import io
import subprocess
import sys
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from patience import in_time

from i18n import locales
from i18n.errors import UserError
from i18n.memory.match import Entry
from i18n.memory.reader import Taken
from i18n.memory.tmx import read, write

EN = locales.get("en")
TARGETS = [locales.get(code) for code in ("ru", "zh_Hans", "kk")]
TAGS = {locale.code: locale.tag for locale in TARGETS}
HEAD = '<tmx version="1.4"><header srclang="{}" datatype="plaintext"/><body>'
FOOT = "</body></tmx>"


def units(text: str | bytes, count: Taken | None = None) -> list[tuple[str, Entry]]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(read(io.BytesIO(data), "old.tmx", EN, TARGETS, count or Taken()))


def tu(*texts: tuple[str, str], inside: str = "", **given: str) -> str:
    said = "".join(f' {key}="{value}"' for key, value in given.items())
    tuvs = "".join(f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>' for tag, text in texts)
    return f"<tu{said}>{inside}{tuvs}</tu>"


def tmx(*body: str, srclang: str = "en") -> str:
    return HEAD.format(srclang) + "".join(body) + FOOT


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("ru", "ru"), ("RU-ru", "ru"), ("ru_RU", "ru"), ("rus", "ru"),
        ("kk-KZ", "kk"), ("kk_kz", "kk"), ("KK", "kk"), ("kk-Cyrl", "kk"),
        ("zh", "zh_Hans"), ("zh-CN", "zh_Hans"), ("zh-Hans", "zh_Hans"), ("ZH_hans_CN", "zh_Hans"),
        ("zh-SG", "zh_Hans"),
    ],
)  # fmt: skip
def test_a_language_is_known_by_any_of_its_names(tag, code) -> None:
    assert units(tmx(tu(("EN-us", "Rain."), (tag, "X")))) == [(code, Entry("Rain.", "X"))]


@pytest.mark.parametrize("tag", ["zh-TW", "zh-Hant", "kk-Arab", "kk-CN", "de", "", "x"])
def test_other_languages_and_scripts_are_left_out_and_counted(tag) -> None:
    count = Taken()

    assert units(tmx(tu(("en", "Rain."), (tag, "X"))), count) == []
    assert count == Taken(
        Counter(), Counter({f"in {tag or 'no language'}, not one of the project's": 1})
    )


def test_dates_and_places_are_kept() -> None:
    props = '<prop type="context">title</prop><prop type="prev">Sun.</prop><prop type="next">Fog.</prop>'

    found = units(tmx(tu(("en", "Rain."), ("kk", "Жаңбыр."), inside=props,
                         creationdate="20261123T101500Z")))  # fmt: skip

    assert found == [("kk", Entry("Rain.", "Жаңбыр.", "title", "Sun.", "Fog.", "2026-11-23"))]


def test_a_unit_gives_an_entry_for_each_language() -> None:
    found = units(tmx(tu(("en", "Rain."), ("kk", "Жаңбыр."), ("ru", "Дождь."), ("de", "Regen."))))

    assert found == [("kk", Entry("Rain.", "Жаңбыр.")), ("ru", Entry("Rain.", "Дождь."))]


def test_of_two_sources_the_one_that_the_unit_names_is_taken() -> None:
    text = tmx(tu(("en-GB", "Colour."), ("en-US", "Color."), ("ru", "Цвет."), srclang="en-US"))

    assert units(text) == [("ru", Entry("Color.", "Цвет."))]


def test_units_without_a_source_or_a_text_are_counted() -> None:
    count = Taken()

    found = units(
        tmx(tu(("de", "Regen."), ("ru", "Дождь.")), tu(("en", "Rain."), ("ru", " "))), count
    )

    assert found == []
    assert count.skipped == {
        "without a text in English": 1,
        "empty, or longer than 20,000 characters": 1,
    }


def test_codes_inside_a_sentence_are_dropped_and_marked_text_stays() -> None:
    seg = 'Click <bpt i="1">&lt;b&gt;</bpt>here<ept i="1">&lt;/b&gt;</ept><ph/>, <hi>now</hi> &amp; <it pos="begin">x<sub>y</sub></it>go.'

    assert units(tmx(tu(("en", seg), ("ru", "Да.")))) == [
        ("ru", Entry("Click here, now & go.", "Да."))
    ]


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom"])
def test_files_in_utf_8_and_utf_16_are_read(coding) -> None:
    text = tmx(tu(("en", "Rain."), ("zh-CN", "雨。")))
    data = "\ufeff" + text if coding == "utf-16-le-bom" else text
    coded = data.encode("utf-16-le" if coding == "utf-16-le-bom" else coding)

    assert units(coded) == [("zh_Hans", Entry("Rain.", "雨。"))]


def test_a_doctype_is_read_over() -> None:
    text = '<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">' + tmx(
        tu(("en", "A"), ("ru", "Б"))
    )

    assert units(text) == [("ru", Entry("A", "Б"))]


BOMB = (
    '<!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<tmx version="1.4"><header srclang="en"/><body>' + tu(("en", "&b;"), ("ru", "x")) + FOOT
)
OUTSIDE = '<!DOCTYPE tmx [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + tmx(
    tu(("en", "&f;"), ("ru", "x"))
)
UNKNOWN = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">' + tmx(tu(("en", "&f;"), ("ru", "x")))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (BOMB, "old.tmx:1: not TMX: it declares or uses the entity 'a'"),
        (OUTSIDE, "old.tmx:1: not TMX: it declares or uses the entity 'f'"),
        (UNKNOWN, "old.tmx:1: not TMX: it declares or uses the entity 'f'"),
        ("<html/>", "old.tmx:1: not TMX: it begins with <html>"),
        ("", "old.tmx:1: not TMX: no element found: line 1, column 0"),
        (tmx()[:-3], "old.tmx:1: not TMX: unclosed token: line 1, column 75"),
        ("<tmx>\n<header", "old.tmx:2: not TMX: unclosed token: line 2, column 0"),
        ('<?xml version="1.0" encoding="klingon"?><tmx/>',
         "old.tmx:1: not TMX: unknown encoding: klingon"),
    ],
)  # fmt: skip
def test_what_is_not_tmx_or_not_to_be_trusted_is_refused(text, what) -> None:
    with pytest.raises(UserError) as caught:
        units(text)

    assert str(caught.value).startswith(what)


class Endless(io.RawIOBase):
    """A file that is never all in memory: a beginning, one part again and again, an end."""

    def __init__(self, head: str, part: str, times: int, foot: str) -> None:
        self.parts: Iterator[str] = iter([head, *[part] * times, foot])

    def read(self, size: int = -1) -> bytes:
        return next(self.parts, "").encode()


def test_a_large_file_is_read_in_little_memory() -> None:
    part = tu(("en", "Rain fell in Almaty."), ("ru", "В Алматы шёл дождь.")) * 200
    count = Taken()
    tracemalloc.start()

    found = sum(
        1 for _ in read(Endless(HEAD.format("en"), part, 100, FOOT), "x", EN, TARGETS, count)
    )

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (found, count.taken) == (20_000, {"ru": 20_000})
    assert peak < 3_000_000


@pytest.mark.parametrize(
    ("head", "part", "foot"),
    [
        (HEAD.format("en") + '<tu><tuv xml:lang="en"><seg>', "rain " * 10_000, "</seg></tuv></tu>" + FOOT),
        (HEAD.format("en") + '<tu tuid="', "rain " * 10_000, '"/>' + FOOT),
        (HEAD.format("en"), "<tu>" * 10_000, FOOT),
    ],
)  # fmt: skip
def test_an_endless_text_mark_or_depth_fills_no_memory(head, part, foot) -> None:
    tracemalloc.start()
    with in_time(), suppress(UserError):
        list(read(Endless(head, part, 600, foot), "x", EN, TARGETS, Taken()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 5_000_000


TEXT = st.text(
    st.sampled_from("aЖқ字é🙂“«\\\"\n\t%{}~|&<>]' \0\x0b\ud800\ufffe"), min_size=1, max_size=20
)
ENTRY = st.builds(Entry, TEXT, TEXT, TEXT | st.just(""), TEXT | st.just(""), st.just(""),
                  st.sampled_from(["", "2026-11-24"]))  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(["ru", "zh_Hans", "kk"]), ENTRY), max_size=5))
@settings(deadline=None)
def test_what_was_written_is_read_again(rows) -> None:
    text = "".join(write(((code, entry, "news") for code, entry in rows), EN, TAGS, "1.0"))

    assert units(text) == [(code, kept(entry)) for code, entry in rows if kept(entry)]


def kept(entry: Entry) -> Entry | None:
    """The entry as XML can hold it, with its white space as one space."""
    texts = (entry.source, entry.target, entry.context, entry.before, entry.after)
    clean = [" ".join("".join("\ufffd" if c in "\0\x0b\ud800\ufffe" else c for c in text).split())
             for text in texts]  # fmt: skip
    return Entry(*clean, entry.date) if clean[0] and clean[1] else None


TOOLKIT = """
import sys
from translate.storage import tmx
store = tmx.tmxfile.parsefile(sys.argv[1])
for unit in store.units:
    print(unit.source, unit.target, sep="|")
print(store.translate("Rain & snow."))
"""


def test_translate_toolkit_reads_what_is_written(tmp_path: Path) -> None:
    rows = [("kk", Entry("Rain & snow.", "Жаңбыр <мен> қар.", "title", "", "Sun.", "2026-11-24"), "news"),
            ("kk", Entry("Sun.", "Күн."), "memory/old.tmx")]  # fmt: skip
    path = tmp_path / "out.tmx"
    path.write_text("".join(write(iter(rows), EN, TAGS, "1.0")), "utf-8")

    said = subprocess.run(
        [sys.executable, "-c", TOOLKIT, path], capture_output=True, text=True, check=True
    )

    assert said.stdout == "Rain & snow.|Жаңбыр <мен> қар.\nSun.|Күн.\nЖаңбыр <мен> қар.\n"


def test_a_unit_is_written_as_the_standard_has_it() -> None:
    row = ("zh_Hans", Entry("Rain.", "雨。", "title", "Sun.", "Fog.", "2026-11-24"), "news")

    assert "".join(write([row], EN, TAGS, "1.0")) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        '<header creationtool="tilshi" creationtoolversion="1.0" segtype="sentence" o-tmf="tilshi" '
        'adminlang="en" srclang="en" datatype="plaintext"/>\n<body>\n'
        '<tu creationdate="20261124T000000Z"><prop type="origin">news</prop>'
        '<prop type="context">title</prop><prop type="prev">Sun.</prop><prop type="next">Fog.</prop>'
        '<tuv xml:lang="en"><seg>Rain.</seg></tuv><tuv xml:lang="zh-Hans"><seg>雨。</seg></tuv></tu>\n'
        "</body>\n</tmx>\n"
    )
