"""A plan: what translating would take, before anybody is asked."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from i18n.dispatch import parcel
from i18n.dispatch.chain import Chain
from i18n.dispatch.interpreter import Interpreter
from i18n.model import Brief
from workflow.work import Chains, Work, hidden, placed


@dataclass(frozen=True, slots=True)
class Plan:
    """What translating into one locale would take: the sentences to draft, by who answers them.

    `stored` are those that were answered before, or are the same as another one, `refused` those
    that nobody in the chain could do. `characters` and `requests` are what `engine` would be sent,
    each sentence once, and `cost` what it asks for that, if it is known: `priced`.
    """

    locale: str
    sentences: int = 0
    memory: int = 0
    stored: int = 0
    refused: int = 0
    asked: int = 0
    characters: int = 0
    requests: int = 0
    engine: str = ""
    cost: float = 0.0
    currency: str = ""
    priced: bool = True

    @property
    def answered(self) -> bool:
        """Tell if anybody has something to say: not all is left for people."""
        return bool(self.memory or self.stored or self.asked)


def plan(works: Iterable[Work], chains: Chains) -> tuple[Plan, ...]:
    """Say what translating the works would take, asking nobody."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    sizes: dict[Brief, dict[int, int]] = defaultdict(dict)  # by the hash of a masked text
    for work in works:
        chain, tally = chains[work.brief.target], counts[work.brief.target]
        brief = chain.fitted(work.brief)
        for unit, around in placed(work):
            masked = hidden(unit, brief)
            tally["sentences"] += 1
            if chain.recall(unit, brief, *around):
                tally["memory"] += 1
            elif chain.stored(masked, brief) or hash(masked.text) in sizes[brief]:
                tally["stored"] += 1
            elif chain.refused(masked, brief):
                tally["refused"] += 1
            elif chain.interpreters:
                sizes[brief][hash(masked.text)] = parcel.weight((masked,))
    return tuple(_plan(locale, tally, sizes, chains[locale]) for locale, tally in counts.items())


def _plan(
    locale: str, tally: Counter[str], sizes: Mapping[Brief, Mapping[int, int]], chain: Chain
) -> Plan:
    """Sum up one locale; articles that share no context share no request."""
    groups = {brief: asked for brief, asked in sizes.items() if brief.target == locale and asked}
    totals = {brief: sum(asked.values()) for brief, asked in groups.items()}
    first = next((one for brief in totals if (one := chain.first(brief))), None)
    characters, asked = sum(totals.values()), sum(map(len, groups.values()))
    requests = sum(_requests(asked, chain, first) for asked in groups.values())
    return Plan(
        locale,
        **tally,
        asked=asked,
        characters=characters,
        requests=requests,
        engine=first.engine.name if first else "",
        cost=first.cost(characters, asked, requests) if first else 0.0,
        currency=first.currency if first else "",
        priced=first.priced if first else True,
    )


def _requests(asked: Mapping[int, int], chain: Chain, first: Interpreter | None) -> int:
    """How many requests carry texts of these sizes: at the least, if each is filled."""
    by_size = -(-sum(asked.values()) // chain.chars)
    return max(by_size, -(-len(asked) // first.engine.limits.items)) if first else by_size
