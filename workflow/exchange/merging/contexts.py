"""Contexts that a program has dropped: many converters write no `msgctxt`."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from workflow.exchange.merging.versions import Incoming, Key


def restored(units: Sequence[Incoming], keys: Iterable[Key]) -> Sequence[Incoming]:
    """Return what came back in the contexts it had; as it is, where a file still has any.

    `keys` are the sentences of the catalog, in order. As many of one source as there are here
    are these, the first the first; of fewer or more nobody knows which they are.
    """
    if any(unit.context for unit in units):
        return units
    contexts: defaultdict[str, list[str]] = defaultdict(list)
    for context, source in keys:
        contexts[source].append(context)
    came = Counter(unit.source for unit in units)
    known = {s: iter(found) for s, found in contexts.items() if len(found) == came[s]}
    return [
        replace(unit, context=next(known[unit.source])) if unit.source in known else unit
        for unit in units
    ]
