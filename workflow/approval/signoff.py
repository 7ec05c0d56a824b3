"""A sign-off: a person stands for the whole translation of an article, until a letter changes.

It is a field of the catalog's header, `X-Signoff: <who>; <day>; <seal>`, which other PO editors
keep. The seal is the first 12 hex digits of SHA-256 over the hashes of all live units, in the
order of the catalog, one a line: it is broken as soon as a sentence comes, goes, moves or is
written anew.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from i18n.catalog import headers
from i18n.errors import UserError
from i18n.model import Catalog, State

FIELD = "X-Signoff"
_PARTS = re.compile(r"(.*\S)\s*;\s*(\d{4}-\d\d-\d\d)\s*;\s*([0-9a-f]{12})")


@dataclass(frozen=True, slots=True)
class Signoff:
    """Who signed off, on which day (`2026-11-24`), and whether it still holds."""

    who: str
    day: str
    valid: bool


def sign(catalog: Catalog, who: str, day: str, *, trust_external: bool = True) -> Catalog:
    """Return the catalog signed off; the same one where this person's sign-off of it holds.

    Raises UserError where a sentence is not approved, and for a name with nothing in it.
    """
    if not (name := _name(who)):
        hint = 'say whose: --name "An Editor"'
        raise UserError("a sign-off puts a name on the whole article", hint=hint)
    _refuse_unapproved(catalog, trust_external=trust_external)
    before = signoff(catalog)
    if before and before.valid and before.who == name:
        return catalog
    return headers(catalog, X_Signoff=f"{name}; {day}; {_seal(catalog)}")


def withdrawn(catalog: Catalog) -> Catalog:
    """Return the catalog without a sign-off; the same one where there is none."""
    kept = tuple(field for field in catalog.headers if field[0] != FIELD)
    if kept == catalog.headers:
        return catalog
    return replace(catalog, headers=kept, raw_header="")


def signoff(catalog: Catalog) -> Signoff | None:
    """Return the sign-off of a catalog, whether it holds or not; None where there is none."""
    return read(catalog, lambda: _seal(catalog))


def read(catalog: Catalog, now: Callable[[], str]) -> Signoff | None:
    """Return the sign-off of a catalog; `now` is the seal of its units, "" if one is not approved."""
    found = _PARTS.fullmatch(dict(catalog.headers).get(FIELD, ""))
    return Signoff(found[1], found[2], found[3] == now()) if found else None


def seal(hashes: Iterable[str]) -> str:
    """Return what a sign-off is bound to: 12 hex digits over the hashes of the live units."""
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()[:12]


def _seal(catalog: Catalog) -> str:
    live = [unit for unit in catalog.units if not unit.obsolete]
    done = all(unit.target and not unit.fuzzy for unit in live)
    return seal(unit.hash for unit in live) if done else ""


def _refuse_unapproved(catalog: Catalog, *, trust_external: bool) -> None:
    """Raise UserError saying how many units wait, and which is the first of them."""
    done = {State.APPROVED, State.EXTERNAL} if trust_external else {State.APPROVED}
    live = [(unit, unit.state) for unit in catalog.units if not unit.obsolete]
    if not live:
        raise UserError("there is nothing to sign off", hint="tilshi extract fills the catalog")
    waiting = [(unit, state) for unit, state in live if state not in done]
    if waiting:
        states = Counter(state for _, state in waiting)
        said = (f"{states[one]:,} {one.replace('_', ' ')}" for one in State if states[one])
        what = f"not all is approved: {', '.join(said)}; the first is {waiting[0][0].source!r}"
        raise UserError(what, hint="tilshi review shows what waits")


def _name(who: str) -> str:
    """The name as one line without what parts the field, and without what steers a terminal."""
    seen = (c for c in who if c.isspace() or unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
    return " ".join("".join(seen).replace(";", ",").split())
