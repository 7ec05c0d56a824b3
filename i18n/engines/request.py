"""A request: what an engine makes sure of before it asks its service, and of the answer."""

from collections.abc import Sequence

from i18n.engines import keys
from i18n.engines.engine import Engine
from i18n.engines.facts import Facts
from i18n.engines.faults import BadOutput
from i18n.model import Brief


def check(engine: Engine, facts: Facts, texts: Sequence[str], brief: Brief) -> tuple[str, str]:
    """Return the engine's codes of both languages, or raise for what is not to be sent.

    That is Unsupported for a pair it does not know, Refused without a key, and BadOutput for more
    than one request bears: `longest` characters, or the `chars` it packs if those are more.
    """
    pair = facts.pair(engine.name, brief)
    if lacking := keys.missing(facts):
        raise keys.no_key(engine.name, lacking)
    limits = engine.limits
    most = max(limits.chars, limits.longest)
    for size, limit, unit in (
        (len(texts), limits.items, "texts"),
        (sum(map(len, texts)), most, "characters"),
    ):
        if size > limit:
            what = f"{size} {unit} in one request, {engine.name} takes {limit}"
            raise BadOutput(what, hint="set a smaller chars in the engine's settings")
    return pair


def answers(engine: Engine, found: object, count: int) -> list[str]:
    """Return the texts found in an answer, or raise BadOutput unless there is one for each."""
    if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
        raise BadOutput(f"{engine.name} gave an answer of another form")
    if len(found) != count:
        raise BadOutput(f"{engine.name} gave {len(found)} texts for {count}")
    return found
