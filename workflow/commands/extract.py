"""The command `tilshi extract`."""

import click

from workflow.commands import options, stages


@click.command("extract")
@options.articles_and_locales
@click.pass_context
def command(context: click.Context, names: tuple[str, ...], codes: tuple[str, ...]) -> None:
    """Cut articles into sentences, keeping all work.

    \b
    Example:
      tilshi extract articles/news.md -l kk
    """
    from workflow import reports

    project = options.project(context)
    articles = project.select(names)
    good, changed = stages.extract(project, articles, project.locales(codes))
    reports.extracted(len(good), changed)
    if len(good) < len(articles):
        context.exit(1)
