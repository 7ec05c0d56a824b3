"""The keys of the review page; KEYS is the table, and the only place that has them."""

from dataclasses import asdict, dataclass
from typing import Literal

Mode = Literal["reading", "editing"]


@dataclass(frozen=True, slots=True)
class Key:
    """A key: in which mode it works, its names as browsers report them, and what it does.

    `keys` are all that do it; `Mod` is Ctrl, or Command on a Mac. `single` are those that are a
    letter or a sign alone, and so can be switched off.
    """

    mode: Mode
    action: str
    keys: tuple[str, ...]
    does: str
    single: bool = False


KEYS = (
    Key("reading", "next", ("j", "ArrowDown"), "Go to the next sentence", True),
    Key("reading", "previous", ("k", "ArrowUp"), "Go to the sentence before", True),
    Key("reading", "next-todo", ("n",), "Go to the next sentence that waits for you", True),
    Key("reading", "next-finding", ("!",), "Go to the next sentence with a finding", True),
    Key("reading", "approve", ("a",), "Approve, and go to the next that waits", True),
    Key("reading", "needs-work", ("x",), "Send back: say what is wrong", True),
    Key("reading", "edit", ("e", "Enter"), "Edit the translation", True),
    Key("reading", "comment", ("c",), "Write a comment", True),
    Key("reading", "change", ("d",), "Show or hide what changed in the source", True),
    Key("reading", "take", tuple("123456789"), "Take the offer with this number", True),
    Key("reading", "dismiss", ("i",), "Dismiss the first finding: say why", True),
    Key("reading", "fix", ("f",), "Make the fix of the first finding that has one", True),
    Key("reading", "undo", ("u",), "Undo what you did last", True),
    Key("reading", "preview", ("p",), "Show the page as readers will see it", True),
    Key("reading", "search", ("/",), "Search in the article", True),
    Key("reading", "keys", ("?",), "Show these keys", True),
    Key("editing", "approve", ("Mod+Enter",), "Approve, and go to the next that waits"),
    Key("editing", "needs-work", ("Mod+Shift+Enter",), "Send back, and go to the next that waits"),
    Key("editing", "save", ("Mod+s",), "Save, and stay"),
    Key("editing", "next", ("Alt+ArrowDown",), "Go to the next sentence"),
    Key("editing", "previous", ("Alt+ArrowUp",), "Go to the sentence before"),
    Key(
        "editing",
        "chip",
        tuple(f"Alt+{n}" for n in range(1, 10)),
        "Put in the piece of markup with this number",
    ),
    Key("editing", "missing", ("Alt+m",), "Put in the next piece of markup that is missing"),
    Key("editing", "markup", ("Alt+a",), "Put in all markup that is missing"),
    Key("editing", "list", ("Alt+l",), "List what can be put in: markup, terms, offers"),
    Key("editing", "raw", ("Alt+r",), "Show markup as it is written, or as chips"),
    Key("editing", "leave", ("Escape",), "Leave the editor; what you typed is kept"),
)

_NAMES = {
    "ArrowDown": "↓", "ArrowUp": "↑", "Mod": "Ctrl", "Escape": "Esc", "s": "S",
}  # fmt: skip


def keymap() -> list[dict[str, object]]:
    """Return the table as scripts read it."""
    return [asdict(key) for key in KEYS]


def named(key: str) -> tuple[str, ...]:
    """Return the keys to press together, as they are written on a keyboard: `Ctrl`, `Enter`."""
    parts = key.split("+") if len(key) > 1 else [key]
    return tuple(
        _NAMES.get(part, part) if len(parts) > 1 or len(part) > 1 else part for part in parts
    )
