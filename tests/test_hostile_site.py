"""A site made from what nobody should write: names, front matter, manifests, links in its folder."""

import json
import os
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from newsroom import Newsroom

from i18n.errors import UserError
from workflow.site import press

SETTINGS = 'locales = ["ru", "kk"]\n[site]\nurl = "https://news.example"\n'

NAMES = (
    *("media.md", "localized.md", "en.md", "ru.md", "2026.md", "2026-1.md", "tags.md", "tags/x.md"),
    *("archive.md", "search.md", "page.md", "page/1.md", "feed.md", "feed.xml.md", "index.md"),
    *("404.md", "con.md", "A.md", "a.md", "a-2.md", "-x.md", "--help.md", "a..md", "x#y.md"),
    *("x?y.md", "x%2Fy.md", '"q".md', "'.md", "<b>.md", "&amp;.md", "{{ 7 }}.md", "日本.md"),
    *("\u202egnp.md", "🇰🇿.md", " .md", "manifest.json/x.md", "style.css.md", "x.md.md"),
    *(unicodedata.normalize(form, "é.md") for form in ("NFC", "NFD")),
)

SLUGS = ("../../x", "..", "/etc/x", "index.html", "%2e%2e%2f", "a/b", "tags", "2026", "\\u202e")

TAMPERED: dict[str, Callable[[dict[str, Any]], object]] = {
    "an absolute path": lambda said: said["files"].append("/etc/passwd"),
    "a way out": lambda said: said["files"].append("a/../../articles/news.txt"),
    "a way out as an address": lambda said: said["articles"]["news"]["en"].update(address="../"),
    "a way out as a localized file": lambda said: said["articles"]["news"]["en"].update(
        source="../articles/news.txt"
    ),
    "an old address outside": lambda said: said.update(moved={"../x/": ["news", "en"]}),
    "another format": lambda said: said.update(format=1),
    "a list of articles": lambda said: said.update(articles=[]),
}


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path / "project", SETTINGS)


def test_articles_of_any_name_have_addresses_of_their_own(newsroom: Newsroom) -> None:
    for name in NAMES:
        newsroom.write(f"articles/{name}", "# News\n\nThe library opens at 9.\n")
    report = press.publish(newsroom.project)
    assert not report.failed
    rows = json.loads(newsroom.read("public/manifest.json"))["articles"]
    addresses = [row["en"]["address"] for row in rows.values()]
    assert len(addresses) == len(NAMES) + 1
    assert len({address.lower() for address in addresses}) == len(addresses)
    assert all((newsroom.root / "public" / one / "index.html").is_file() for one in addresses)
    assert not {"en/tags/", "en/2026/", "en/archive/", "en/search/", "en/page/"} & set(addresses)


@pytest.mark.parametrize("name", ["a\nb.md", "a\\b.md", "a\x1b.md", os.fsdecode(b"\xff.md")])
def test_a_name_that_no_other_system_has_is_refused(newsroom: Newsroom, name: str) -> None:
    newsroom.write(f"articles/{name}", "# News\n")

    with pytest.raises(UserError, match="a name with a backslash") as caught:
        press.publish(newsroom.project)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("slug", SLUGS)
def test_a_slug_leads_nowhere_but_to_its_language(newsroom: Newsroom, slug: str) -> None:
    newsroom.write("articles/a.md", f'---\nslug: "{slug}"\n---\n# News\n\nIt opens at 9.\n')
    before = set(newsroom.root.rglob("*"))
    press.publish(newsroom.project)
    made = set(newsroom.root.rglob("*")) - before
    allowed = (newsroom.root / "public", newsroom.root / ".tilshi")
    assert all(path.is_relative_to(allowed[0]) or path.is_relative_to(allowed[1]) for path in made)
    address = json.loads(newsroom.read("public/manifest.json"))["articles"]["a"]["en"]["address"]
    assert address.startswith("en/")
    assert address.count("/") == 2


@pytest.mark.parametrize("how", TAMPERED)
def test_a_manifest_that_was_tampered_with_is_refused(newsroom: Newsroom, how: str) -> None:
    press.publish(newsroom.project)
    said = json.loads(newsroom.read("public/manifest.json"))
    TAMPERED[how](said)
    newsroom.write("public/manifest.json", json.dumps(said))
    with pytest.raises(UserError):
        press.publish(newsroom.project)
    assert (newsroom.root / "articles/news.txt").is_file()


@pytest.mark.parametrize("name", ["index.html", "en/news/index.html", "localized/en/news.txt"])
def test_a_link_in_place_of_a_file_is_replaced_not_followed(newsroom: Newsroom, name: str) -> None:
    press.publish(newsroom.project)
    outside = newsroom.write("outside.txt", "as it was")
    path = newsroom.root / "public" / name
    was = path.read_bytes()
    path.unlink()
    path.symlink_to(outside)
    press.publish(newsroom.project)
    assert outside.read_text() == "as it was"
    assert not path.is_symlink()
    assert path.read_bytes() == was


@pytest.mark.parametrize("name", ["en", "en/news", "localized", "localized/en"])
def test_a_link_in_place_of_a_folder_is_refused(newsroom: Newsroom, name: str) -> None:
    press.publish(newsroom.project)
    outside = newsroom.root / "outside"
    outside.mkdir()
    path = newsroom.root / "public" / name
    path.rename(newsroom.root / "aside")
    path.symlink_to(outside)
    newsroom.write("articles/news.txt", "News\n\nAnother text.\n")
    with pytest.raises(UserError, match="leads outside"):
        press.publish(newsroom.project)
    assert not list(outside.iterdir())


@pytest.mark.parametrize(
    "name", [".", "..", "articles", "articles/x", "locales", "theme", ".tilshi"]
)
def test_a_project_is_never_its_own_output(newsroom: Newsroom, name: str) -> None:
    before = newsroom.read("articles/news.txt")
    with pytest.raises(UserError, match="one inside the other"):
        press.publish(newsroom.project, output=newsroom.root / name)
    assert newsroom.read("articles/news.txt") == before
