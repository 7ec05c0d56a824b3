"""The glossary: what the newsroom calls things, in every language it writes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from i18n.model import Term


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of an entry in one language: the first approved one before all others."""

    approved: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()

    @property
    def both(self) -> tuple[str, ...]:
        """What is approved and forbidden at once, which no glossary may have."""
        return tuple(form for form in self.approved if form in self.forbidden)


@dataclass(frozen=True, slots=True)
class Entry:
    """A term in the language of the articles, and its forms by locale code.

    `kind` is a part of speech, `note` is for translators. One to `keep` has no approved forms:
    it is written as it is. `line` is where it stands in its file, for messages.
    """

    term: str
    kind: str = ""
    note: str = ""
    keep: bool = False
    must: bool = False
    forms: Mapping[str, Forms] = field(default_factory=dict)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Glossary:
    """Entries, in the order of their file; no two have the same term."""

    entries: tuple[Entry, ...] = ()

    @cached_property
    def sources(self) -> tuple[Term, ...]:
        """Every term, without its forms: to look for in articles."""
        return tuple(Term(entry.term, note=entry.note, kind=entry.kind) for entry in self.entries)

    def within(self, codes: Collection[str]) -> "Glossary":
        """Return the glossary with the forms of these locales alone."""
        return Glossary(
            tuple(
                replace(entry, forms={c: forms for c, forms in entry.forms.items() if c in codes})
                for entry in self.entries
            )
        )

    def terms(self, code: str) -> tuple[Term, ...]:
        """Return the terms that have a form in a locale, or are kept; always the same tuple."""
        return self._by_code(code)[0]

    def offered(self, code: str) -> tuple[Term, ...]:
        """Return those of them that have an approved form, for engines; always the same tuple."""
        return self._by_code(code)[1]

    @cached_property
    def _made(self) -> dict[str, tuple[tuple[Term, ...], tuple[Term, ...]]]:
        return {}

    def _by_code(self, code: str) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
        if code not in self._made:
            terms = tuple(
                _term(entry, entry.forms.get(code, Forms()))
                for entry in self.entries
                if entry.keep or code in entry.forms
            )
            self._made[code] = terms, tuple(term for term in terms if term.approved)
        return self._made[code]


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file from elsewhere has for a project, and the languages left out of it, as it names them."""

    glossary: Glossary
    skipped: tuple[str, ...] = ()


def _term(entry: Entry, forms: Forms) -> Term:
    return Term(
        source=entry.term,
        approved=(entry.term,) if entry.keep else forms.approved,
        forbidden=forms.forbidden,
        note=entry.note,
        keep=entry.keep,
        must=entry.must,
        kind=entry.kind,
    )
