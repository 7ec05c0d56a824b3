"""Addresses: the folder in which the page of each version is: `ru/2026/11/board/`.

An article without a date in its front matter has none in its address: `ru/board/`. The last
part is that of the source article in every language, or made from each title (`slugs`). A second
article that wants an address gets `board-2`. Who has an address keeps it while it fits: an address
is for good. One that has to change leads on to the new one.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from i18n.slugs import slug as romanised
from workflow.site.manifest import Version
from workflow.site.run import Run

TAKEN = re.compile(r"tags|archive|search|page|feed|\d{4}")
"""What an undated article is not called: there are other pages of the site."""

_DATED = re.compile(r"(\d{4})-(\d\d)")


def assign(run: Run) -> None:
    """Give every version that is out its address, and note where old addresses lead now."""
    wanted = {key: _wanted(run, key) for key in sorted(run.entries)}
    taken = {}
    for key, (prefix, name) in wanted.items():
        address = run.entries[key].address
        if _fits(address, prefix, name):
            taken[address] = key
    for key, (prefix, name) in wanted.items():
        entry = run.entries[key]
        if taken.get(entry.address) == key:
            continue
        address = next(one for one in _names(prefix, name) if one not in taken)
        taken[address] = key
        if entry.address:
            run.moved[entry.address] = key
        run.entries[key] = replace(entry, address=address)
    for old, key in list(run.moved.items()):
        if key not in run.entries or old in taken:
            del run.moved[old]


def wish(run: Run, slug: str, title: str, code: str) -> str:
    """Return the last part that an address should have; `slug` may be set by the article.

    Never empty: what has no letter that can be written in ASCII is called by a number.
    """
    source = run.project.source.code
    if run.project.settings.site.slugs == "localized" and (own := romanised(title, code)):
        return own
    name = PurePosixPath(slug).name
    return romanised(name, source) or hashlib.sha256(slug.encode()).hexdigest()[:8]


def _wanted(run: Run, key: Version) -> tuple[str, str]:
    """The folder that the address should be in, and its last part."""
    slug, code = key
    entry = run.entries[key]
    source = run.entries.get((slug, run.project.source.code), entry)
    dated = _DATED.match(source.date)
    if dated:
        return f"{run.root(code)}{dated[1]}/{dated[2]}/", entry.name
    name = f"{entry.name}-1" if TAKEN.fullmatch(entry.name) else entry.name
    return run.root(code), name


def _fits(address: str, prefix: str, name: str) -> bool:
    own = address.removeprefix(f"{prefix}{name}") if address.startswith(prefix) else ""
    return re.fullmatch(r"(?:-\d+)?/", own) is not None


def _names(prefix: str, name: str) -> Iterator[str]:
    yield f"{prefix}{name}/"
    number = 2
    while True:
        yield f"{prefix}{name}-{number}/"
        number += 1
