"""A board: the page of one article in one language, whole or in the pieces that change."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from i18n.errors import UserError
from i18n.model import Unit
from workflow.desk.closed import closed
from workflow.desk.desk import desk_of, who_asks
from workflow.desk.lines import Listing
from workflow.desk.opened import Opened, Rail, opened, rail
from workflow.desk.render import page, rendered
from workflow.desk.screens.places import Spot, view
from workflow.desk.words import DONE, count
from workflow.project import WORDS
from workflow.reviewing.history import Step
from workflow.reviewing.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Said:
    """What was done, in words, and the batch it can be undone by, "" if it cannot."""

    text: str
    batch: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a reviewer asked for and did not get: what they typed, and why."""

    typed: str | None = None
    theirs: Unit | None = None
    problem: UserError | None = None


CALM = Trouble()


class Board:
    """The page of an article in a language, for whoever asks."""

    def __init__(self, request: Request, shown: Listing) -> None:
        self.request = request
        self.shown = shown
        self.sheet = shown.sheet
        self.desk = desk_of(request)
        self.who = who_asks(request)
        self.view = view(shown)

    @property
    def version(self) -> str:
        """What the catalog was when it was read, so that the page is told of what has changed since."""
        return self.sheet.version

    def page(
        self, uid: str = "", said: Said | None = None, trouble: Trouble = CALM, status: int = 200
    ) -> HTMLResponse:
        """Return the whole page, with a row open if one is named."""
        row = self.sheet.row(uid)
        shown = replace(self.shown, asked=uid) if row else self.shown
        one = self.open(uid, trouble) if row else None
        values = {
            **self.values, "version": self.version, "listing": shown, **self.opened(one), "said": said,
            "clean": sum(line.clean for line in shown.shown),
            "looking": not self.sheet.report.whole, "has_page": self.sheet.article != WORDS,
        }  # fmt: skip
        return page(self.request, "review.html", status, **values)

    @property
    def values(self) -> dict[str, Any]:
        """What all pieces of the page are given."""
        bench, sheet = self.desk.bench, self.sheet
        last = bench.history.last(self.who.name, sheet.locale.code, sheet.article.slug)
        return {
            "listing": self.shown, "sheet": sheet, "source": bench.project.source,
            "path": Spot(sheet.article, sheet.locale).path, "view": self.view, "who": self.who,
            "locales": bench.project.locales(()), "waits": tuple(self.waits()), "swap": False,
            "swap_row": False, "title": titled(sheet), "undoable": bool(last),
            "looking": False,
        }  # fmt: skip

    def waits(self) -> Iterator[str]:
        """Yield what keeps the article from being signed off."""
        shown = self.shown
        if not self.who.may("reviewer"):
            yield "a reviewer signs off"
        if shown.waiting:
            yield f"{count(shown.waiting, 'sentence')} to decide"
        if shown.errors:
            yield count(shown.errors, "error")

    def open(self, uid: str, trouble: Trouble = CALM) -> Opened:
        """Return a row of the sheet, open."""
        line = self.shown.lines[self.sheet.by_uid[uid]]
        return opened(
            self.desk.aids, self.sheet, line, trouble.typed, trouble.theirs, trouble.problem
        )

    def opened(self, one: Opened | None) -> dict[str, Any]:
        """What the pieces of an open row are given."""
        beside = self.beside(one) if one else None
        following = self.shown.next_todo(one.line.uid) if one else ""
        longest = max(len(one.unit.source), len(one.target)) if one else 0
        rows = min(12, 2 + longest // 48)
        return {"open": one, "rail": beside, "next": following, "rows": rows}

    def beside(self, one: Opened, problem: UserError | None = None) -> Rail:
        return rail(self.desk.aids, self.desk.bench.history, self.sheet, one.line, problem)

    def row(self, uid: str, trouble: Trouble = CALM, status: int = 200) -> HTMLResponse:
        """Return a row open, with its rail."""
        return HTMLResponse(self.pieces(open_row=uid, trouble=trouble), status)

    def closed(self, uid: str, *, swap: bool = False) -> str:
        line = self.shown.lines[self.sheet.by_uid[uid]]
        source = self.desk.bench.project.source
        return str(closed(self.sheet, line, source, self.view, swap=swap))

    def pieces(
        self,
        *,
        open_row: str = "",
        rail_of: str = "",
        swap_row: bool = False,
        trouble: Trouble = CALM,
        said: Said | None = None,
    ) -> str:
        """Return an open row, the rail of it or of another, and what else of the page has changed."""
        parts = []
        values = {**self.values, "said": said}
        if uid := open_row or rail_of:
            one = self.opened(self.open(uid, trouble))
            if open_row:
                parts.append(
                    rendered(self.request, "row.html", **values | one | {"swap_row": swap_row})
                )
            parts.append(rendered(self.request, "rail.html", **values | one | {"swap": True}))
        if said:
            again = values | {"swap": True}
            parts += [
                rendered(self.request, name, **again) for name in ("counts.html", "said.html")
            ]
        return "".join(parts)


def titled(sheet: Sheet) -> str:
    """Return the title of an article in its language, its slug if it has none."""
    titles = (row.unit.source for row in sheet.rows if row.role == "title")
    return next(titles, sheet.article.slug)


def told(action: str, steps: list[Step]) -> Said:
    """Say what was done, by the name of the action, so that it can be undone where it can."""
    what, batch = DONE.get(action, action), steps[0].batch if steps else ""
    said = what if len(steps) < 2 else f"{what}: {count(len(steps), 'sentence')}"
    return Said(f"{said}.", batch)
