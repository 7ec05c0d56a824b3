"""The command `tilshi review`."""

import click

from workflow.commands import options


@click.command("review")
@click.argument("name", metavar="[ARTICLE]", required=False)
@options.locales
@click.option("--name", "who", envvar="TILSHI_REVIEWER", metavar="NAME",
              help="Who reviews; also TILSHI_REVIEWER, else the name git knows.")  # fmt: skip
@click.option(
    "--approve-all",
    is_flag=True,
    help="Approve all drafts, and what other editors approved; needs --name.",
)
@click.pass_context
def command(
    context: click.Context,
    name: str | None,
    codes: tuple[str, ...],
    who: str | None,
    approve_all: bool,
) -> None:
    """Approve, edit or send back drafts one by one.

    \b
    Example:
      tilshi review from-urumqi-to-moscow -l kk
      tilshi review --approve-all --name "An Editor" -l ru
    """
    from workflow import terminal

    project = options.project(context)
    articles, locales = project.select([name] if name else ()), project.locales(codes)
    pairs = [(article, locale) for article in articles for locale in locales]
    if approve_all:
        terminal.approve_all(project, pairs, who)
    else:
        terminal.review(project, pairs, who)
