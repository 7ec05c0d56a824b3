"""A hand at the desk: what a reviewer does with a browser, and what others do meanwhile."""

from dataclasses import replace

from deskroom import Deskroom
from judges.browser import Page

from i18n.model import Catalog, Unit

WHERE = "document.activeElement.closest('article.row')?.dataset.uid"
"""The uid of the row that has the focus."""

SAVED = "!document.querySelector('[data-pending]')"
"""Whether the desk has answered all that was asked for."""

EDITING = "document.activeElement.matches('.chips')"
TEXT = "document.querySelector('article.row[data-open=\"1\"] textarea[name=target]').value"


def visit(page: Page, room: Deskroom, code: str, show: str = "all") -> None:
    """Open the article in a language, in a browser that remembers nothing of it."""
    page.goto(f"{room.url}/?t={room.desk.door.token}")
    page.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.goto(f"{room.url}/review/{code}/news?show={show}")


def at(page: Page, room: Deskroom, code: str, source: str) -> str:
    """Go to the row of a sentence and wait until it is open; return its uid."""
    uid = room.unit(code, source).uid
    page.evaluate(f"document.getElementById('u-{uid}').focus()")
    page.wait(f"document.querySelector('#u-{uid}[data-open=\"1\"]')")
    return uid


def edit(page: Page, room: Deskroom, code: str, source: str) -> str:
    """Have the caret at the end of the translation of a sentence; return its uid."""
    uid = at(page, room, code, source)
    page.press("e")
    page.wait(EDITING)
    return uid


def write(room: Deskroom, code: str, source: str, target: str) -> None:
    """Write a translation into the catalog, as somebody else does beside the desk."""

    def change(catalog: Catalog | None) -> Catalog:
        assert catalog is not None
        return replace(catalog, units=tuple(map(written, catalog.units)))

    def written(unit: Unit) -> Unit:
        if not unit.source.startswith(source):
            return unit
        return replace(unit, target=target, fuzzy=True, marks=(), raw="")

    project = room.project
    (article,), (locale,) = project.select(["news"]), project.locales([code])
    project.update(article, locale, change)


def faults(page: Page) -> list[str]:
    """What the console has said but for answers that were asked for: no network, a conflict."""
    return [one for one in page.errors if not one.startswith("Failed to load resource")]
