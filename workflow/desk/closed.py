"""A closed row: what most of a page is made of, and so made without a template."""

from urllib.parse import quote

from markupsafe import Markup, escape

from i18n.locales import Locale
from workflow.desk.lines import Line
from workflow.desk.texts import text
from workflow.reviewing.sheet import Sheet


def closed(
    sheet: Sheet, line: Line, source: Locale, view: str = "", *, swap: bool = False
) -> Markup:
    """Return a row that is not open, for an article written in `source`.

    `view` is what the address of a view of the article has before a row is named; `swap` it where
    it stands in a page.
    """
    known, made = line.made.get("closed", ("", Markup()))
    if known == (key := f"{source.tag} {view} {swap}"):
        return made
    made = _closed(sheet, line, source, view, swap=swap)
    line.made["closed"] = key, made
    return made


def _closed(sheet: Sheet, line: Line, source: Locale, view: str, *, swap: bool) -> Markup:
    uid, row, locale = line.uid, line.row, sheet.locale
    unit, etag, name = row.unit, row.etag, escape(line.name)
    target = text(unit.target) if unit.target else '<span class="none">Nothing yet</span>'
    grave = "found" if line.errors else "found warning"
    found = f'<span class="{grave}">{line.found}</span>' if line.found else ""
    todo, clean = "1" if line.todo else "", "1" if line.clean else ""
    tick = (
        f'<label class="tick"><input type="checkbox" name="row" value="{uid}:{etag}" form="bulk">'
        f'<span class="vh">Choose: {name}</span></label>'
        if clean
        else '<span class="tick"></span>'
    )
    notes = '<span class="noted">Comment</span>' if unit.notes else ""
    slug = quote(sheet.article.slug)
    oob = ' hx-swap-oob="true"' if swap else ""
    return Markup(  # noqa: S704 - all of it is escaped, or ours
        f'<article class="row {row.state}" id="u-{uid}" tabindex="-1" data-uid="{uid}"'
        f' data-etag="{etag}" data-state="{row.state}" data-todo="{todo}"'
        f' data-errors="{line.errors}" data-findings="{line.grave}" data-clean="{clean}" data-open="" aria-label="{name}"{oob}>'
        f'{tick}<div class="source" lang="{source.tag}" dir="{source.dir}">{text(unit.source)}</div>'
        f'<div class="target" lang="{locale.tag}" dir="{locale.dir}">{target}</div>'
        f'<div class="about"><span class="kind">{escape(line.kind)}</span>'
        f'<span class="state">{line.state}</span>{found}{notes}'
        f'<a class="open" href="/review/{locale.tag}/{slug}?{escape(view)}u={uid}#u-{uid}"'
        f' data-hx-get="/row/{locale.tag}/{uid}/{slug}?{escape(view)}" data-hx-target="#u-{uid}"'
        f' data-hx-swap="outerHTML">Open<span class="vh">: {name}</span></a></div></article>'
    )
