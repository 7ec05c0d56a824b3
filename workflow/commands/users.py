"""The commands `tilshi desk user`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workflow.commands import options

if TYPE_CHECKING:
    from workflow.reviewing.reviewer import Role

FILE = click.Path(dir_okay=False, path_type=Path)


@click.group("user")
def group() -> None:
    """The people who come in to a desk by password."""
    options.need_desk()


@group.command("add")
@click.argument("file", type=FILE)
@click.argument("name")
@click.option("--role", type=click.Choice(["translator", "reviewer"]), default="translator",
              show_default=True, help="A translator edits, a reviewer approves too.")  # fmt: skip
def add(file: Path, name: str, role: "Role") -> None:
    """Let somebody in, or change their password and role.

    The password is asked for, or is the first line of what is piped in.

    \b
    Example:
      tilshi desk user add users.toml "An Editor" --role reviewer
    """
    from workflow.desk.door import names, passwords, users

    name = names.checked(name)
    text = file.read_text("utf-8") if file.exists() else ""
    known = users.parse(text, str(file))
    kept = passwords.hashed(passwords.checked(_password(name)))
    after = users.added(text, name, role, kept)
    _write(file, after, {**known, name: users.user(name, role, kept)})
    click.echo(f"{file}: {name} is a {role}{', with a new password' if name in known else ''}.")


@group.command("remove")
@click.argument("file", type=FILE)
@click.argument("name")
def remove(file: Path, name: str) -> None:
    """Let somebody in no longer; an open desk shows them out at once.

    \b
    Example:
      tilshi desk user remove users.toml "An Editor"
    """
    from i18n.errors import UserError
    from workflow.desk.door import users

    known = dict(users.read(file))
    if name not in known:
        hint = f"known here: {', '.join(known) or 'nobody'}"
        raise UserError(f"there is nobody of the name {name}", hint=hint)
    del known[name]
    _write(file, users.removed(file.read_text("utf-8"), name), known)
    click.echo(f"{file}: {name} is let in no longer.")


@group.command("list")
@click.argument("file", type=FILE)
def list_(file: Path) -> None:
    """Show who may come in, and as what.

    \b
    Example:
      tilshi desk user list users.toml
    """
    from workflow.desk.door import users

    for name, user in users.read(file).items():
        click.echo(f"{name}  {user.who.role}")


def _password(name: str) -> str:
    """Ask for a password twice without showing it, or read it from a pipe: never an argument."""
    if sys.stdin.isatty():
        asked: str = click.prompt(f"Password of {name}", hide_input=True, confirmation_prompt=True)
        return asked
    return sys.stdin.readline().rstrip("\r\n")


def _write(file: Path, text: str, wanted: object) -> None:
    """Write the users, if the file then says what it should."""
    from i18n.errors import Place, UserError
    from workflow.desk.door import secrecy, users

    if users.parse(text, str(file)) != wanted:
        hint = "it is written in another way than here: change it by hand"
        raise UserError("the table of this person is not found", hint=hint, at=Place(str(file)))
    secrecy.write(file, text)
