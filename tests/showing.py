"""Pages of a small newsroom, made with a theme: values for each template, in each language."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from markupsafe import Markup

from i18n import locales
from workflow.site import theme, wording
from workflow.site.pages import (
    Choice,
    Frame,
    Head,
    Item,
    Listing,
    Name,
    Notice,
    Printer,
    Story,
    Tag,
    Teaser,
    Years,
)
from workflow.site.wording import Words

Message = str | tuple[str, str]

CODES = ("en", "ru", "kk", "zh_Hans")
TITLES = {
    "en": "The rector opened a laboratory",
    "ru": "Ректор открыл лабораторию",
    "kk": "Ректор зертхана ашты",
    "zh_Hans": "校长为实验室揭牌",
}
HERE = "{tag}/2026/11/board/index.html"


def catalog(code: str) -> Mapping[Message, tuple[str, ...]]:
    """The words of the theme in a language: none in English, which they are written in."""
    path = theme.BUILT_IN / "words" / f"{code}.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        found = [(one.id, one.string) for one in read_po(file) if one.id]
    return {said: forms if isinstance(forms, tuple) else (forms,) for said, forms in found}


@cache
def words(code: str) -> Words:
    return wording.words(locales.get(code))


def frame(code: str, here: str = HERE, head: Head | None = None, **missing: str) -> Frame:
    """A frame with all languages: `missing` is the presence of those that are not there."""
    locale = locales.get(code)
    choices = []
    for one in CODES:
        tag, presence = locales.get(one).tag, "here" if one == code else missing.get(one, "there")
        file = f"{tag}/index.html" if presence == "missing" else here.format(tag=tag)
        choices.append(Choice(locales.get(one), file, presence))  # type: ignore[arg-type]
    menu = tuple(
        Item(key, f"{locale.tag}/{file}", current=key == "home")
        for key, file in (
            ("home", "index.html"),
            ("tags", "tags/index.html"),
            ("archive", "archive/index.html"),
            ("search", "search/index.html"),
            ("feed", "feed.atom"),
        )
    )  # fmt: skip
    site, tagline = Name("Tilshi", locales.get("en")), Name("Science & people", locales.get("en"))
    publisher = Name("Press office of Tilshi", locales.get("en"))
    return Frame(
        here.format(tag=locale.tag),
        locale,
        words(code),
        site,
        tagline,
        tuple(choices),
        head or Head(),
        menu,
        publisher=publisher,
        icon="favicon.svg",
    )


def story(code: str) -> Story:
    """An article that has all an article can have."""
    tag, said = locales.get(code).tag, words(code)
    return Story(
        title=TITLES[code],
        heading=Markup("<em>{}</em>").format(TITLES[code]),
        body=Markup("<p>{}.</p>\n<h2>{}</h2>\n<p>2026.</p>\n").format(TITLES[code], tag),
        date="2026-11-23",
        updated="2026-11-24T10:00:00+05:00",
        author=Name("A. & B."),
        minutes=2,
        tags=(Tag(Name(TITLES[code]), f"{tag}/tags/board/index.html", 1),),
        notices=(Notice("draft", said("Machine translation, not reviewed by an editor.")),),
        provenance=said("Translated by the newsroom."),
        original="en/2026/11/board/index.html",
        record=f"{tag}/2026/11/board/provenance.json",
    )


def teaser(code: str, *, draft: bool = False) -> Teaser:
    file = HERE.format(tag=locales.get(code).tag)
    return Teaser(TITLES[code], file, "2026-11-23", f"{TITLES[code]}.", draft)


def article(folder: Path | None = None, head: Head | None = None, **missing: str) -> str:
    """The page of the English article, with the theme in a folder."""
    printer = Printer(theme.environment(folder))
    return printer.article(frame("en", head=head, **missing), story("en"))


def pages(code: str, folder: Path | None = None) -> Mapping[str, str]:
    """Every kind of page in a language, by the template that makes it."""
    tag, said = locales.get(code).tag, words(code)
    printer, at_home = Printer(theme.environment(folder)), frame(code, "{tag}/index.html")
    rows, says = (teaser(code), teaser(code, draft=True)), [(at_home, f"{tag}/index.html")] * 2
    home = Listing(said("All articles"), (("", rows),), older=f"{tag}/page/2/index.html")
    year = Listing("2026", ((said.date("2026-11-23"), rows),), newer=at_home.here, kind="year")
    return {
        "article.html": printer.article(frame(code), story(code)),
        "list.html": printer.listing(at_home, home),
        "list.html of a year": printer.listing(frame(code, "{tag}/2026/index.html"), year),
        "list.html of nothing": printer.listing(at_home, Listing("2026", ())),
        "archive.html": printer.years(
            at_home, Years((("2026", f"{tag}/2026/index.html", 1),), rows)
        ),
        "tags.html": printer.tags(at_home, story(code).tags),
        "search.html": printer.search(at_home),
        "chooser.html": printer.chooser(frame(code, "index.html"), says),
        "chooser.html of choices": printer.chooser(frame(code, "index.html")),
        "404.html": printer.missing(frame(code, "404.html"), says),
        "moved.html": printer.moved(frame(code, "old/index.html"), f"{tag}/index.html"),
    }
