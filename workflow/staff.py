"""The staff: who is asked for drafts in one run, by locale, as the settings of a project say."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from functools import cached_property
from pathlib import Path

from i18n import engines, locales
from i18n.answers import Answers
from i18n.dispatch.chain import Chain
from i18n.dispatch.interpreter import Interpreter
from i18n.dispatch.meter import Meter
from i18n.engines import keys
from i18n.engines.facts import Price
from i18n.engines.faults import EngineError
from i18n.errors import UserError
from i18n.memory.memory import Memory
from workflow import remembering
from workflow.project import Project


class Staff:
    """The chains of one run, made when they are first wanted, closed with the stack.

    `names` are those to ask, in order, by locale. All locales share one pace and one meter for
    an engine. `answers` is the file of their answers, if it is not the project's. Raises UserError
    for a name or setting that does not exist.
    """

    def __init__(
        self,
        project: Project,
        names: Mapping[str, tuple[str, ...]],
        stack: ExitStack,
        meter: Meter,
        *,
        offline: bool = False,
        retry: bool = False,
        answers: Path | None = None,
    ) -> None:
        self.project = project
        self.names = names
        self.stack = stack
        self.meter = meter
        self.offline = offline
        self.retry = retry
        self.answers = answers
        self.stores: list[Memory | Answers] = []
        for name in self._named:
            engines.find(name)

    @cached_property
    def chains(self) -> Mapping[str, Chain]:
        """Who is asked, by locale: the memory if it is named there, and engines."""
        memory = None
        if "memory" in self._named:
            memory = self.stack.enter_context(closing(remembering.memory_of(self.project)))
            self.stores.append(memory)
            into = [locales.get(code) for code in self.names]
            remembering.refresh(self.project, memory, into)
        return {
            code: Chain(
                [self.interpreters[name] for name in self._ready(names)],
                memory if "memory" in names else None,
            )
            for code, names in self.names.items()
        }

    @cached_property
    def interpreters(self) -> Mapping[str, Interpreter]:
        """The engines by name; offline only those that ask nobody beyond this machine."""
        path = self.answers or self.project.state / "answers.db"
        answers = self.stack.enter_context(closing(Answers(path)))
        self.stores.append(answers)
        tables = self.project.engines
        found = {}
        for engine in engines.load(self._named, tables):
            self.stack.callback(engine.close)
            if not (self.offline and engine.network == "remote"):
                given = tables.get(engine.name, {})
                price = engines.price(engines.find(engine.name), given)
                found[engine.name] = Interpreter(
                    engine, answers, price, self.meter, retry=self.retry
                )
        return found

    @property
    def notices(self) -> tuple[str, ...]:
        """What a user has to be told of the engines once."""
        return tuple(one.engine.notice for one in self.interpreters.values() if one.engine.notice)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is not as it should be: engines that are named and not asked, damaged stores."""
        asking = [name for name in self._named if engines.find(name).module]
        remote = [name for name in asking if name not in self.interpreters]
        ready = {name for names in self.names.values() for name in self._ready(names)}
        idle = [name for name in asking if name not in ready and name not in remote]
        return (
            *(f"{name} is left out: it asks beyond this machine" for name in remote),
            *(f"{name} is left out: {self._wanted(name)}" for name in idle),
            *(store.notice for store in self.stores if store.notice),
        )

    def _ready(self, names: Sequence[str]) -> list[str]:
        """The engines among the names that have their keys; all if none has, to say so."""
        asking = [name for name in names if name in self.interpreters]
        return [name for name in asking if not self._wanted(name)] or asking

    def _wanted(self, name: str) -> str:
        return keys.wanted(engines.find(name).facts, self.interpreters[name].engine)

    @property
    def given_up(self) -> Mapping[str, EngineError]:
        """The engines that were not asked to the end, and why."""
        found = {name: one.pace.off for name, one in self.interpreters.items()}
        return {name: off for name, off in found.items() if off}

    @property
    def prices(self) -> Mapping[str, Price]:
        """What the engines charge that charge something."""
        return {name: one.price for name, one in self.interpreters.items() if one.price}

    def check_prices(self) -> None:
        """Raise UserError if a budget could not be kept: for a price nobody knows, or two currencies."""
        used = {name for names in self.names.values() for name in self._ready(names)}
        asked = [one for name, one in self.interpreters.items() if name in used]
        for one in asked:
            if not one.priced:
                what = f"nobody knows what {one.engine.name} charges, so no budget can be kept"
                hint = (
                    f"set price in [engines.{one.engine.name}], for openai price_in and price_out"
                )
                raise UserError(what, hint=hint)
        charging = {one.currency for one in asked if one.price and one.price.amount}
        if len(charging) > 1:
            what = f"prices are in {' and '.join(sorted(charging))}, so no budget can be kept"
            raise UserError(what, hint="set them in one currency, or name one engine with --engine")

    @property
    def _named(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for names in self.names.values() for name in names))
