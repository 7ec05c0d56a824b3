"""The prompt: what a language model is told of a job; its words are in data/prompt.toml.

The source text is data, in a JSON object of its own. What was learnt from others: numbered
items and tokens as in Weblate, terms inflected only as grammar requires, endings as in Pontoon.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

from i18n import locales
from i18n.glossary.matcher import relevant
from i18n.locales import Locale
from i18n.model import Brief, Term

DATA = Path(__file__).parents[2] / "data" / "prompt.toml"


def system(brief: Brief) -> str:
    """Return the rules for this pair of languages; both are locales that are known."""
    source, target = locales.get(brief.source), locales.get(brief.target)
    words = {
        "source": _name(source),
        "target": _name(target),
        "quotes": _quotes(target.quotes),
        "style": _data()["styles"].get(target.code, "").strip(),
    }
    return Template(_data()["system"]).substitute(words).strip()


def user(items: Mapping[str, str], brief: Brief) -> str:
    """Return the job as JSON: texts by id, the terms that occur in them, and the context."""
    job: dict[str, Any] = {
        "from": _name(locales.get(brief.source)),
        "to": _name(locales.get(brief.target)),
    }
    if brief.context:
        job["context"] = brief.context
    if found := relevant(items.values(), brief.terms, brief.source):
        job["glossary"] = [_entry(term) for term in found]
    job["items"] = [{"id": key, "text": text} for key, text in items.items()]
    return json.dumps(job, ensure_ascii=False)


@cache
def digest() -> str:
    """Return a mark of the words of the prompt: other words make for other answers."""
    return hashlib.sha256(DATA.read_bytes()).hexdigest()[:8]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text("utf-8"))


def _name(locale: Locale) -> str:
    """`Kazakh, Cyrillic script`: models take a bare code for another script."""
    script = _data()["scripts"].get(locale.script, locale.script)
    return f"{locale.name.partition(' (')[0]}, {script}"


def _quotes(marks: Sequence[str]) -> str:
    pairs = ["…".join(marks[n : n + 2]) for n in range(0, len(marks), 2)]
    return " and, inside them, ".join(pairs)


def _entry(term: Term) -> dict[str, Any]:
    forms = (term.source,) if term.keep else term.approved
    entry: dict[str, Any] = {"s": term.source, "t": " / ".join(forms)}
    if term.forbidden:
        entry["not"] = list(term.forbidden)
    if term.note:
        entry["note"] = term.note
    return entry
