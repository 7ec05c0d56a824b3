"""Faults: the ways in which an engine fails, and what each one asks for.

Adapters raise these and nothing else; what a library or a server says is translated at the
border. No text of a fault holds a key, an address or anything that changes from run to run.
"""

# ruff: noqa: N818 - a fault is named by what happened; `raise RateLimited` says it is an error

from i18n.errors import UserError


class EngineError(UserError):
    """An engine did not translate; `retry` tells if the same request may succeed later.

    `charged` tells if the service may have counted the request all the same.
    """

    retry = False
    charged = False

    def __init__(self, what: str, *, hint: str = "run it again later") -> None:
        super().__init__(what, hint=hint)


class RateLimited(EngineError):
    """Too many requests; `after` is the number of seconds the engine asks for, if it says."""

    retry = True

    def __init__(self, what: str, *, after: float | None = None) -> None:
        super().__init__(what, hint="run it again later, or lower the engine's rate")
        self.after = after


class Transient(EngineError):
    """The service stumbled: a broken connection, a page that is no answer, a 5xx."""

    retry = True

    def __init__(
        self, what: str, *, hint: str = "run it again later", charged: bool = True
    ) -> None:
        super().__init__(what, hint=hint)
        self.charged = charged


class Unreachable(Transient):
    """No connection at all."""

    def __init__(self, what: str, *, hint: str = "run it again later") -> None:
        super().__init__(what, hint=hint, charged=False)


class Refused(EngineError):
    """The service will not work for us: no key, a wrong one, no money, a ban."""


class Unsupported(EngineError):
    """The engine does not know one of the languages."""


class BadOutput(EngineError):
    """An answer came, and it is no translation of what was asked; a smaller request may do.

    `answers` has, in the order of the texts, those that came back whole, and None for the
    others; it is empty where none did.
    """

    charged = True

    def __init__(
        self,
        what: str,
        *,
        hint: str = "run it again later",
        answers: tuple[str | None, ...] = (),
    ) -> None:
        super().__init__(what, hint=hint)
        self.answers = answers if any(answer is not None for answer in answers) else ()


class Unfit(BadOutput):
    """The answer to this very text is no translation of it; the same question has the same answer."""

    def __init__(self, what: str) -> None:
        super().__init__(what, hint="translate it in the catalog, or have it asked with --retry")


class LeftOut(BadOutput):
    """Other texts of the request have an answer, this one has none; asked again it may have."""


class OverBudget(EngineError):
    """Asking would cost more than the run may spend; nothing was sent."""

    def __init__(self, what: str) -> None:
        super().__init__(what, hint="allow more with --budget; nothing paid for is lost")


class Off(EngineError):
    """The engine is not asked any more in this run."""
