"""The command `tilshi desk`."""

from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workflow.commands import options, users

if TYPE_CHECKING:
    from workflow.desk.door.door import Door


@click.group("desk", invoke_without_command=True)
@click.option("--port", default=8600, show_default=True, type=click.IntRange(0, 65535),
              help="Where to answer; 0 takes a free one.")  # fmt: skip
@click.option("--name", "who", envvar="TILSHI_REVIEWER", metavar="NAME",
              help="Who reviews; also TILSHI_REVIEWER, else the name git knows.")  # fmt: skip
@click.option("--no-open", "quiet", is_flag=True, help="Open no browser.")
@click.option("--users", "team", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
              help="Let these people in, by password: see tilshi desk user.")  # fmt: skip
@click.option("--host", default="127.0.0.1", show_default=True,
              help="Answer a network; needs --users or --auth-token-file.")  # fmt: skip
@click.option("--public-url", "url", metavar="URL",
              help="Where browsers find it, if not on this machine.")  # fmt: skip
@click.option("--behind-proxy", "proxy", is_flag=True,
              help="Believe a proxy on this machine for whom it asks.")  # fmt: skip
@click.option("--auth-token-file", "token", metavar="FILE",
              type=click.Path(dir_okay=False, path_type=Path),
              help="Open with the token in this file, not a new one.")  # fmt: skip
@click.pass_context
def command(context: click.Context, /, who: str | None, **given: Any) -> None:
    """Review in the browser, a whole article at a time.

    It opens by the address that it prints; Ctrl-C ends it.

    \b
    Example:
      tilshi desk
      tilshi desk user add users.toml "An Editor" --role reviewer
      tilshi desk --users users.toml --public-url https://desk.example.org --behind-proxy
    """
    if context.invoked_subcommand:
        return
    options.need_desk()
    _serve(context, who, **given)


command.add_command(users.group)


def _serve(
    context: click.Context, who: str | None, team: Path | None, token: Path | None, host: str,
    url: str | None, port: int, *, proxy: bool, quiet: bool,
) -> None:  # fmt: skip
    """Answer until somebody ends it."""
    from workflow.desk import serving
    from workflow.desk.desk import Desk
    from workflow.desk.door import names
    from workflow.reviewing.gitname import git_name
    from workflow.reviewing.reviewer import Reviewer

    root = options.project(context).root
    reviewer = Reviewer("", "translator") if team else Reviewer(names.checked(who or git_name()))
    door = _door(team, token, url, host)
    with ExitStack() as stack:
        here = stack.enter_context(serving.listening(host, port))
        desk = Desk(root, reviewer, door)
        found = (url or serving.address(here)).rstrip("/")
        known = f"/?t=… with the token in {token}" if token else door.entrance
        click.echo(f"{found}{known} is the desk; Ctrl-C ends it.")
        if not quiet and serving.is_home(host) and serving.has_display():
            file = desk.bench.project.state / "desk.html"
            stack.enter_context(serving.opened(found + door.entrance, file))
        with suppress(KeyboardInterrupt):
            serving.Server(desk, proxy=proxy).run([here])


def _door(team: Path | None, token: Path | None, url: str | None, host: str) -> "Door":
    """Return who may come in, after what has to be said of it."""
    from workflow.desk import serving
    from workflow.desk.door import secrecy
    from workflow.desk.door import token as tokens
    from workflow.desk.door.door import Door
    from workflow.desk.door.team import Team

    _check(team, token, url, host)
    door = Door(names=serving.names(host), url=url or "")
    if team:
        from workflow import reports

        door.team = Team(team, reports.error)
        for name in door.team.weak:
            _warn(f"the password of {name} is hashed as was usual once: set it anew")
    if token:
        door.token = tokens.read(token)
    if (secret := team or token) and (said := secrecy.loose(secret)):
        _warn(said)
    return door


def _check(team: Path | None, token: Path | None, url: str | None, host: str) -> None:
    """Raise UserError for a network that anybody could come from, or that nobody could."""
    from urllib.parse import urlsplit

    from i18n.errors import UserError
    from workflow.desk import serving

    if team and token:
        what = "people come in by password or by one token, not both"
        raise UserError(what, hint="leave out --auth-token-file")
    if url and not (urlsplit(url).scheme in {"http", "https"} and urlsplit(url).hostname):
        raise UserError(f"{url!r} is no address", hint="write https://desk.example.org")
    if serving.is_home(host):
        return
    if not team and not token:
        hint = "name the people who may: --users FILE"
        raise UserError(f"whoever reaches {host} could come in", hint=hint)
    if not url and not serving.names(host):
        hint = "say where: --public-url https://desk.example.org"
        raise UserError(f"browsers find nothing at {host}", hint=hint)
    _warn(f"{host} is not only this machine; without a proxy that adds TLS, others can read along")


def _warn(what: str) -> None:
    click.echo(f"Warning: {what}.", err=True)
