"""The users: people who may come in, in a file that a person writes and commands add to.

A TOML table a person:

    ["An Editor"]
    role = "reviewer"
    hash = "$argon2id$…"
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from i18n.errors import Place, UserError
from workflow.desk.door import names, passwords
from workflow.reviewing.reviewer import ROLES, Reviewer, Role

FIELDS = ("role", "hash")


@dataclass(frozen=True, slots=True)
class User:
    """A person, and what is kept of their password."""

    who: Reviewer
    hash: str


def read(path: Path) -> Mapping[str, User]:
    """Return the users by name. Raises UserError at the line of what is wrong."""
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        what = f"the users cannot be read: {(error.strerror or str(error)).lower()}"
        hint = "tilshi desk user add makes the file"
        raise UserError(what, hint=hint, at=Place(str(path))) from error
    except UnicodeDecodeError as error:
        raise UserError("not UTF-8", hint="save it as UTF-8", at=Place(str(path))) from error
    return parse(text, str(path))


def parse(text: str, path: str) -> Mapping[str, User]:
    """Return the users that a text has."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        at = Place(path, int(line[1]) if line else 0)
        raise UserError(f"not TOML: {error}", hint="mend the line", at=at) from error
    found: dict[str, User] = {}
    for name, table in tables.items():
        try:
            one = _read(name, table)
        except UserError as error:
            at = Place(path, line_of(name, text))
            raise UserError(error.what, hint=error.hint, at=at) from error
        if one.who.name.casefold() in map(str.casefold, found):
            what = f"two people have the name {name}"
            raise UserError(what, hint="tell them apart", at=Place(path, line_of(name, text)))
        found[one.who.name] = one
    return found


def _read(name: str, table: Any) -> User:
    name = names.checked(name)
    if not isinstance(table, dict) or sorted(table) != sorted(FIELDS):
        hint = "tilshi desk user add writes it"
        raise UserError(f"{name} needs a table with {' and '.join(FIELDS)}", hint=hint)
    role, kept = table["role"], table["hash"]
    if role not in ROLES:
        raise UserError(f"{name} cannot be {role!r}", hint=f"choose one of {', '.join(ROLES)}")
    if not isinstance(kept, str) or not passwords.is_hash(kept):
        hint = "tilshi desk user add asks for the password and writes its hash"
        raise UserError(f"the hash of {name} is none of Argon2id", hint=hint)
    return user(name, role, kept)


def user(name: str, role: Role, kept: str) -> User:
    """Return a user of this name, with the hash of a password."""
    return User(Reviewer(name, role), kept)


def added(text: str, name: str, role: Role, kept: str) -> str:
    """Return the file with a person in the place of who had that name, or after the others."""
    without = removed(text, name).rstrip("\n")
    table = f'["{name}"]\nrole = "{role}"\nhash = "{kept}"\n'
    return f"{without}\n\n{table}" if without else table


def removed(text: str, name: str) -> str:
    """Return the file without a person; all else in it stays, what stands above the next as well."""
    lines, start = text.splitlines(keepends=True), line_of(name, text)
    if not start:
        return text
    heads = (n for n, line in enumerate(lines) if n >= start and line.lstrip().startswith("["))
    end = next(heads, len(lines))
    while end > start and re.match(r"\s*(#|$)", lines[end - 1]):
        end -= 1
    while end < len(lines) and not lines[end].strip():
        end += 1
    return "".join(lines[: start - 1] + lines[end:]).lstrip("\n")


def line_of(name: str, text: str) -> int:
    """Return the line with the heading of a person, from 1; 0 if it has none."""
    heading = re.compile(rf"\s*\[\s*([\"']?){re.escape(name)}\1\s*\]")
    return next((n for n, line in enumerate(text.splitlines(), 1) if heading.match(line)), 0)
