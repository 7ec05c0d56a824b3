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
@options.rows
@click.option("--search", default="", metavar="TEXT", help="Only sentences with this text.")
@click.option("--from", "start", type=click.IntRange(1), metavar="N", help="Begin at this number.")
@click.option("--restart", is_flag=True, help="Begin anew, not where you stopped.")
@click.pass_context
def command(
    context: click.Context,
    name: str | None,
    codes: tuple[str, ...],
    who: str | None,
    approve_all: bool,
    show: str | None,
    search: str,
    start: int | None,
    restart: bool,
) -> None:
    """Approve, edit or send back drafts one by one.

    \b
    Example:
      tilshi review from-urumqi-to-moscow -l kk
      tilshi review --stale --search Almaty
      tilshi review --approve-all --name "An Editor" -l ru
    """
    from workflow.terminal import bulk, review

    project = options.project(context)
    articles, locales = project.select([name] if name else ()), project.locales(codes)
    pairs = [(article, locale) for article in articles for locale in locales]
    if approve_all and (show or search or start):
        raise click.UsageError("--approve-all approves all drafts, whatever is shown")
    if approve_all:
        bulk.approve_all(project, pairs, who)
    else:
        wish = review.Wish(show or "todo", search, start or 0, resume=not restart)
        review.review(project, pairs, who, wish)
