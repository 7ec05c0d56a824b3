"""The merge of two glossaries: what people wrote stays, what they lack is added."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from i18n.glossary.glossary import Entry, Forms, Glossary


@dataclass(frozen=True, slots=True)
class Merged:
    """The glossary after a merge, how many entries are new or got more, and what disagrees."""

    glossary: Glossary
    added: int
    filled: int
    conflicts: tuple[str, ...]


def merge(mine: Glossary, theirs: Glossary) -> Merged:
    """Add to a glossary what only the other has: entries, languages, notes.

    Nothing that is written in mine changes; where the other says something else, the conflict
    is named for people to decide.
    """
    known = {entry.term: entry for entry in mine.entries}
    conflicts: list[str] = []
    filled = 0
    for entry in theirs.entries:
        own = known.get(entry.term)
        if own is not None:
            known[entry.term] = _filled(own, entry)
            filled += known[entry.term] != own
            conflicts += _conflicts(own, entry)
        else:
            known[entry.term] = entry
    glossary = Glossary(tuple(known.values()))
    return Merged(glossary, len(known) - len(mine.entries), filled, tuple(conflicts))


def _filled(own: Entry, other: Entry) -> Entry:
    more = {
        code: forms
        for code, forms in other.forms.items()
        if code not in own.forms and not (own.keep and forms.approved)
    }
    return replace(
        own,
        kind=own.kind or other.kind,
        note=own.note or other.note,
        forms={**own.forms, **more} if more else own.forms,
    )


def _conflicts(own: Entry, other: Entry) -> Iterator[str]:
    if own.keep != other.keep:
        yield f"{own.term}: {_both(own.keep, 'stays as it is', 'is translated')}"
    elif own.must != other.must:
        yield f"{own.term}: {_both(own.must, 'a must', 'no must')}"
    for code, theirs in other.forms.items():
        mine = own.forms.get(code, Forms() if own.keep else theirs)
        for what, here, there in (
            ("approved", mine.approved, theirs.approved),
            ("forbidden", mine.forbidden, theirs.forbidden),
        ):
            if set(there) - set(here) and not (own.keep and what == "forbidden"):
                yield f"{own.term}: {code} {what}: {_list(here)} here, {_list(there)} there"


def _both(mine: bool, yes: str, no: str) -> str:
    """What this glossary says and the other does not."""
    here, there = (yes, no) if mine else (no, yes)
    return f"{here} here, {there} there"


def _list(forms: tuple[str, ...]) -> str:
    return ", ".join(forms) or "nothing"
