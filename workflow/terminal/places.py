"""Places: where each reviewer stopped in a catalog; a file of `.tilshi/`, and nothing is lost with it."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from workflow.project import write

MOST = 500
"""Places that are kept: those left last."""


@dataclass(frozen=True, slots=True)
class Places:
    """The uids of the sentences where reviewers stopped, in the file at `path`."""

    path: Path

    def of(self, who: str, locale: str, slug: str) -> str:
        """Return where somebody stopped, "" where nothing is known."""
        return self._read().get(_name(who, locale, slug), "")

    def put(self, who: str, locale: str, slug: str, uid: str) -> None:
        """Keep where somebody stopped; with no uid, that they came to the end."""
        known, name = dict(self._read()), _name(who, locale, slug)
        if known.pop(name, "") == uid:
            return
        if uid:
            known[name] = uid
        kept = dict(list(known.items())[-MOST:])
        write(self.path, json.dumps(kept, ensure_ascii=False, indent=1).encode())

    def _read(self) -> Mapping[str, str]:
        with suppress(OSError, ValueError, RecursionError):
            found = json.loads(self.path.read_text("utf-8"))
            if isinstance(found, dict):
                return {name: uid for name, uid in found.items() if isinstance(uid, str)}
        return {}


def _name(who: str, locale: str, slug: str) -> str:
    return f"{locale}/{slug} {who}"
