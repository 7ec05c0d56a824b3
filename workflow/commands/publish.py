"""The command `tilshi publish`."""

from pathlib import Path
from typing import Any

import click

from workflow.commands import options, stages


@click.command("publish")
@options.articles_and_locales
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path),
              help="Where to, instead of the folder of the settings.")  # fmt: skip
@click.option("--rule", type=click.Choice(["approved", "signed", "lead", "drafts"]),
              help="What may go out, instead of the rule of the settings.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["site", "source", "json"]), default="site",
              help="source: the localized files alone; json: those as records, for a CMS.")  # fmt: skip
@click.pass_context
def command(
    context: click.Context,
    names: tuple[str, ...],
    codes: tuple[str, ...],
    output: Path | None,
    rule: Any,
    form: Any,
) -> None:
    """Write articles and pages in every language.

    \b
    Example:
      tilshi publish -o /srv/www
      tilshi publish --rule drafts -o preview
      tilshi publish --format source -o ../hugo/content
    """
    from workflow import reports
    from workflow.summary import Last, summary, waiting

    project = options.project(context)
    with project.stamps() as stamps:
        wishes = ("publish", names, codes, rule, form)
        last = Last(project, stamps, wishes, output and output.resolve())
        if said := last.summary():
            reports.unchanged(waiting(said), said["problems"], last.output, said["pages"])
            return
    report = stages.publish(project, names, codes, output=output, rule=rule, form=form)
    with project.stamps() as stamps:
        last.stamps = stamps
        last.remember(summary(report))
    if report.failed:
        context.exit(1)
