"""The index of the search: the same for the same pages, and nothing left of an earlier one."""

import json
import sys
from pathlib import Path

import pytest

from i18n.errors import UserError
from workflow.site import search
from workflow.site.folder import Folder

pytestmark = pytest.mark.search

PAGE = """<!DOCTYPE html><html lang="{lang}"><title>{title}</title>
<main data-pagefind-body><h1>{title}</h1><p>On geology.</p></main></html>"""


def write(root: Path, *titles: str, lang: str = "en") -> Folder:
    """Write pages that search is to find, one a title."""
    for title in titles:
        page = root / lang / title.replace(" ", "-") / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(PAGE.format(lang=lang, title=title), "utf-8")
    return Folder(root.resolve())


def contents(root: Path) -> dict[str, tuple[bytes, int]]:
    files = (path for path in (root / "pagefind").rglob("*") if path.is_file())
    return {
        path.relative_to(root).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in files
    }


def test_the_same_pages_make_the_same_index_and_touch_no_file(tmp_path: Path) -> None:
    folder = write(tmp_path, "Schools open", "Board elects a president")
    write(tmp_path, "Мектептер ашылды", lang="kk")
    names = search.index(folder)
    before = contents(tmp_path)

    assert search.index(folder) == names
    assert contents(tmp_path) == before
    assert set(before) == set(names)


def test_what_an_earlier_index_had_is_deleted(tmp_path: Path) -> None:
    folder = write(tmp_path, "Schools open", "Board elects a president")
    before = search.index(folder)
    (tmp_path / "en/Schools-open/index.html").unlink()
    after = search.index(folder)

    kinds = {name.split("/")[1].partition(".")[0] for name in set(before) - set(after)}
    assert kinds == {"fragment", "index", "pagefind"}
    assert set(contents(tmp_path)) == set(after)


def test_each_language_and_script_has_an_index_of_its_own(tmp_path: Path) -> None:
    languages = ["en", "kk", "kk-Arab", "kk-Latn", "ru", "zh-Hans", "zh-Hant-TW"]
    for lang in languages:
        write(tmp_path, "Schools open", lang=lang)
    search.index(Folder(tmp_path))

    entry = json.loads((tmp_path / "pagefind/pagefind-entry.json").read_text("utf-8"))
    assert list(entry["languages"]) == [lang.lower() for lang in languages]


def test_without_pagefind_the_error_names_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pagefind.service", None)

    with pytest.raises(UserError, match="Pagefind") as raised:
        search.index(write(tmp_path, "Schools open"))
    assert "tilshi[search]" in raised.value.hint
