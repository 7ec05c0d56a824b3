"""Tables of TOML, read into dataclasses by their annotations; what is wrong is told at its line."""

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from itertools import takewhile
from typing import Any, Literal, get_args, get_origin, get_type_hints

from i18n.errors import Place, UserError

FILE = "tilshi.toml"
_EXAMPLES = {"checks.severity": 'numbers = "error"', "publish.rules": 'kk = "signed"'}
"""What the first line of a table may be whose keys are the user's."""
_HEADING = r"\s*\[+[\w\s.\"'-]+\]+\s*(?:#.*)?$"
_DIGITS = 4300
"""So many digits of a number are read, no more: sys.int_info.default_max_str_digits."""


def load(text: str) -> dict[str, Any]:
    """Return TOML as tables. Raises UserError at the line of what is none."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        at = Place(FILE, int(line[1]) if line else 0)
        raise UserError(f"not TOML: {error}", hint="mend the line", at=at) from error
    except ValueError as error:  # Python's own limit: https://docs.python.org/3/library/stdtypes.html#int-max-str-digits
        at = Place(FILE, _first(rf".*?[\d_]{{{_DIGITS},}}", text.split("\n")))
        raise UserError("a number of too many digits", hint="write a smaller one", at=at) from error
    except RecursionError as error:
        at = Place(FILE, _first(r"[^\[{]*(?:[\[{][^\[\]{}]*){50}", text.split("\n")))
        what = "brackets too deep inside each other"
        raise UserError(what, hint="take them out", at=at) from error


def refuse_odd(table: Mapping[str, Any], text: str) -> None:
    """Refuse what no setting can be: a number beyond TOML's 64 bits, a NUL in a text."""
    left: list[tuple[str, Any]] = list(table.items())
    for key, value in left:
        if isinstance(value, dict):
            left.extend(value.items())
        elif isinstance(value, list):
            left.extend((key, item) for item in value)
        elif isinstance(value, int) and not -(1 << 63) <= value < 1 << 63:
            raise wrong(f"{key} is too large a number", "write a smaller one", key, text)
        elif isinstance(value, str) and "\0" in value:
            raise wrong(f"{key} has a NUL character in it", "take it out", key, text)


def known(find: Callable[[str], object], name: str, key: str, text: str, table: str = "") -> None:
    """Look a name up, and say where it is wrong."""
    try:
        find(name)
    except UserError as error:
        raise wrong(error.what, error.hint, key, text, table) from error


def read(kind: type, table: Mapping[str, Any], prefix: str, text: str) -> Any:
    """Return a dataclass of this kind from a table of TOML; `prefix` is where that stands.

    Raises UserError for an unknown key, naming the nearest, and for a value of another type.
    """
    hints = get_type_hints(kind)
    for key in table:
        if key not in hints:
            near = difflib.get_close_matches(key, hints, 1)
            known = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(hints)}"
            raise wrong(f"unknown key {prefix + key!r}", known, key, text)
    values = {
        entry.name: _value(hints[entry.name], table[entry.name], prefix + entry.name, text)
        for entry in fields(kind)
        if entry.name in table
    }
    return kind(**values)


def _value(wanted: Any, value: Any, name: str, text: str) -> Any:
    """Return the value as the annotation has it, or raise UserError."""
    key = name.rpartition(".")[2]
    if isinstance(wanted, type) and hasattr(wanted, "__dataclass_fields__"):
        if not isinstance(value, dict):
            raise wrong(f"{name} is a table", f"write it as [{name}]", key, text)
        return read(wanted, value, name + ".", text)
    if get_origin(wanted) is Literal:
        if value not in get_args(wanted):
            choices = ", ".join(repr(choice) for choice in get_args(wanted))
            raise wrong(f"{name} cannot be {value!r}", f"choose one of {choices}", key, text)
        return value
    if get_origin(wanted) is Mapping:
        return _mapping(get_args(wanted)[1], value, name, text)
    return _plain(wanted, value, name, text)


def _mapping(wanted: Any, value: Any, name: str, text: str) -> dict[str, Any]:
    """Return a table of keys that are the user's, its values as the annotation has them."""
    if not isinstance(value, dict):
        example = _EXAMPLES.get(name, 'kk = ["…"]')
        key = name.rpartition(".")[2]
        raise wrong(f"{name} is a table", f"write [{name}] and {example}", key, text)
    return {key: _plain(wanted, one, f"{name}.{key}", text) for key, one in value.items()}


def _plain(wanted: Any, value: Any, name: str, text: str) -> Any:
    """Return a value that is no table as the annotation has it, or raise UserError."""
    key = name.rpartition(".")[2]
    if get_origin(wanted) is tuple:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise wrong(f"{name} is a list of strings", f'write {key} = ["…"]', key, text)
        return tuple(value)
    if wanted is float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise wrong(f"{name} is a number", f"not {value!r}", key, text)
        return float(value)
    if wanted is int and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
        raise wrong(f"{name} is a whole number above 0", f"not {value!r}", key, text)
    if wanted in (str, bool) and not isinstance(value, wanted):
        what = "a string" if wanted is str else "true or false"
        raise wrong(f"{name} is {what}", f"not {value!r}", key, text)
    return value


def wrong(what: str, hint: str, key: str, text: str, table: str = "") -> UserError:
    """An error at the first line that sets the key."""
    return UserError(what, hint=hint, at=place(key, text, table))


def place(key: str, text: str, table: str = "") -> Place:
    """Return the first line that sets the key, in the table if that has a heading."""
    name = rf"\s*\[?\s*[\"']?(?:[\w.]+\.)?{re.escape(key)}(?![\w-])"
    start = heading(table, text)
    inside = takewhile(lambda line: not re.match(_HEADING, line), text.split("\n")[start:])
    within = _first(name, list(inside)) if start else 0
    return Place(FILE, start + within if within else _first(name, text.split("\n")))


def heading(table: str, text: str) -> int:
    """Return the line of `[table]`, 0 if there is none."""
    words = (rf"[\"']?{re.escape(word)}[\"']?" for word in table.split("."))
    dot = r"\s*\.\s*"
    return _first(rf"\s*\[\s*{dot.join(words)}\s*\]", text.split("\n"))


def _first(pattern: str, lines: Sequence[str]) -> int:
    """Return the number of the first line that begins with what matches, 0 if none does."""
    return next((n for n, line in enumerate(lines, 1) if re.match(pattern, line)), 0)
