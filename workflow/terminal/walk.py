"""A walk: where a reviewer is in an article in one language, and what they see there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from time import sleep

from i18n.errors import UserError
from i18n.evidence.problem import Finding
from i18n.locales import Locale
from workflow.inspection import GRAVE
from workflow.project import Article
from workflow.reviewing.aids import Aids, Change, Offer, Use
from workflow.reviewing.bench import Bench
from workflow.reviewing.filters import FILTERS, matches, waits
from workflow.reviewing.reviewer import Reviewer
from workflow.reviewing.rows import Row
from workflow.reviewing.sheet import Sheet

WHOLE = frozenset({"checks", "errors"})
"""The filters that need every sentence checked."""

_MOMENT = 0.02


@dataclass(frozen=True, slots=True)
class Look:
    """A row as it is shown: number `at` of `of`, `among` which others, and what helps to decide."""

    sheet: Sheet
    row: Row
    at: int
    of: int
    among: str
    findings: tuple[Finding, ...]
    terms: tuple[Use, ...]
    offers: tuple[Offer, ...]
    change: Change | None

    @property
    def seen(self) -> tuple[object, ...]:
        """What makes the sentence another one to look at."""
        return self.row.uid, self.row.etag, self.at, self.of, self.among, self.offers

    @property
    def standing(self) -> tuple[Finding, ...]:
        """What nobody has dismissed."""
        return tuple(one for one in self.findings if one.stands)

    @property
    def around(self) -> tuple[Row | None, Row | None]:
        """The rows before and after it in the article."""
        rows, place = self.sheet.rows, self.sheet.by_uid[self.row.uid]
        before = rows[place - 1] if place else None
        return before, rows[place + 1] if place + 1 < len(rows) else None


@dataclass
class Walk:
    """One reviewer in one catalog. `show` is a filter and `search` a text that rows must have.

    What once matched is walked through to the end, though it be approved on the way; `uid` is
    where they are, "" before the first and behind the last row.
    """

    bench: Bench
    aids: Aids
    article: Article
    locale: Locale
    who: Reviewer
    show: str = "todo"
    search: str = ""
    uid: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    """What somebody typed for a unit, and could not be saved, by uid."""
    found: set[str] = field(default_factory=set)
    finished: bool = False

    @property
    def sheet(self) -> Sheet:
        """The catalog as it is on disk now. Raises UserError where there is none any more."""
        found = self.bench.sheet(self.article, self.locale)
        if found is None:
            raise UserError("the catalog is gone", hint="tilshi extract makes it anew")
        return found

    def whole(self) -> Sheet:
        """The same when checks have seen all of it."""
        while not (sheet := self.sheet).report.whole:
            sleep(_MOMENT)
        return sheet

    def rows(self) -> list[Row]:
        """Return the rows to walk through: those that match, or once did, or were gone to."""
        sheet = self.whole() if self.show in WHOLE else self.sheet
        self.found |= {row.uid for row in sheet.rows if self.matches(sheet, row)}
        return [row for row in sheet.rows if row.uid in self.found]

    def matches(self, sheet: Sheet, row: Row) -> bool:
        keeps = FILTERS[self.show].keeps(row, sheet.view(row, self._mine))
        return keeps and (not self.search or matches(row, self.search))

    def choose(self, show: str, search: str) -> bool:
        """Walk through other rows from here on; False, and as before, where there are none."""
        other = replace(self, show=show, search=search, found=set())
        rows = other.rows()
        if not rows:
            return False
        self.show, self.search, self.found = show, search, other.found
        if self.uid not in self.found:
            self.uid = self._behind(rows) or rows[0].uid
        return True

    def look(self) -> Look | None:
        """Return the row where they are; None behind the last one."""
        rows, sheet = self.rows(), self.sheet
        place = next((at for at, row in enumerate(rows) if row.uid == self.uid), None)
        if place is None:
            return None
        row = rows[place]
        return Look(
            sheet, row, place + 1, len(rows), self.among, self._findings(sheet, row),
            self.aids.terms(sheet, row), self.aids.offers(sheet, row), self.aids.change(sheet, row),
        )  # fmt: skip

    def begin(self, number: int = 1) -> int:
        """Stand at the row of this number, and return how many there are."""
        rows = self.rows()
        self.uid = rows[min(number, len(rows)) - 1].uid if rows else ""
        return len(rows)

    def forward(self) -> None:
        """Go to the next row, or behind the last."""
        rows = self.rows()
        after = self._after([row.uid for row in rows])
        self.uid, self.finished = (after[0], False) if after else (self.uid, True)

    def on(self) -> None:
        """Go to the next row that still matches, as after a decision."""
        sheet = self.sheet
        self.rows()
        uids = [row.uid for row in sheet.rows if row.uid in self.found]
        open_ = {row.uid for row in sheet.rows if self.matches(sheet, row)}
        after = [uid for uid in self._after(uids) if uid in open_]
        self.uid, self.finished = (after[0], False) if after else (self.uid, True)

    def back(self) -> None:
        uids = [row.uid for row in self.rows()]
        place = uids.index(self.uid) if self.uid in uids else len(uids)
        self.uid = uids[max(place - 1, 0)] if uids else ""

    def todo(self) -> bool:
        """Go to the next row of the article that waits, from the start after its end; False if none."""
        sheet = self.sheet
        return self._to(lambda row: waits(row, sheet.view(row)))

    def wrong(self) -> bool:
        """Go to the next row in which something grave is found."""
        sheet = self.whole()
        grave = {one.unit.key for found in sheet.report.found.values() for one in found
                 if one.stands and one.severity in GRAVE}  # fmt: skip
        return self._to(lambda row: row.unit.key in grave)

    def go(self, uid: str) -> None:
        """Go to a row of the article, whatever is shown."""
        self.found.add(uid)
        self.uid = uid

    @property
    def among(self) -> str:
        """Which rows are walked through, in words; "" for those to do."""
        shown = "" if self.show == "todo" else FILTERS[self.show].label
        return ", ".join(filter(None, (shown, f"“{self.search}”" if self.search else "")))

    @property
    def left(self) -> int:
        """How many rows of the article still wait."""
        sheet = self.whole()
        return sum(waits(row, sheet.view(row)) for row in sheet.rows)

    @property
    def _mine(self) -> frozenset[str]:
        """The uids of what this reviewer has done, asked for where it matters."""
        if self.show != "mine":
            return frozenset()
        return frozenset(self.bench.history.by(self.who.name, self.locale.code, self.article.slug))

    def _findings(self, sheet: Sheet, row: Row) -> tuple[Finding, ...]:
        """What is found in a row; of an article still being checked, among its neighbours."""
        if sheet.report.whole:
            return sheet.findings(row)
        brief = self.bench.brief(self.locale)
        return self.bench.findings.typed(sheet.catalog, row.unit, row.unit.target, brief)

    def _to(self, wanted: Callable[[Row], bool]) -> bool:
        rows = self.sheet.rows
        place = next((at for at, row in enumerate(rows) if row.uid == self.uid), -1)
        for row in (*rows[place + 1 :], *rows[: max(place, 0)]):
            if wanted(row):
                self.go(row.uid)
                return True
        return False

    def _after(self, uids: Sequence[str]) -> list[str]:
        """Those of the uids that come after where they are; if that is gone, as it was in the article."""
        if self.uid in uids:
            return list(uids[uids.index(self.uid) + 1 :])
        return list(uids)

    def _behind(self, rows: Sequence[Row]) -> str:
        """The first of the rows that stands after where they are."""
        order = self.sheet.by_uid
        here = order.get(self.uid, -1)
        return next((row.uid for row in rows if order[row.uid] > here), "")
