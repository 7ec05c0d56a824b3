"""The theme: the templates, the style sheet and the scripts of the site, a project's before ours.

What a project has in its folder `theme/` stands in for what is here: docs/theme.md.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from traceback import walk_tb
from typing import NoReturn

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)

from i18n.errors import Place, UserError

BUILT_IN = Path(__file__).with_name("theme")
PREFIX = "tilshi"
STYLE = "style.css"
SEARCH = "search.js"
SCRIPTS = ("chooser.js", SEARCH)
ICONS = ("favicon.svg", "favicon.ico", "favicon.png")
"""The names of an icon in `theme/static`, the better before."""

_FAULTS = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What an expression in a template can raise."""

HINT = "docs/theme.md says what templates get; without this file the built-in one is used"


def environment(folder: Path | None) -> Environment:
    """Return the templates of a theme; `folder` is the project's `theme/`, which need not be there.

    A template of the project stands in for the built-in one of that name, which it can still
    extend: as `tilshi/article.html`. What is wrong with it is a UserError, at its line.
    """
    return _Environment(folder)


def assets(folder: Path | None) -> Mapping[str, bytes]:
    """Return the files that pages load, by their names in the output."""
    scripts = {name: (BUILT_IN / name).read_bytes() for name in SCRIPTS}
    return {STYLE: style(folder), **scripts}


def style(folder: Path | None) -> bytes:
    """Return the style sheet: ours, and after it the project's `theme/style.css`."""
    ours = (BUILT_IN / STYLE).read_bytes()
    own = folder / STYLE if folder else None
    return ours + b"\n" + own.read_bytes() if own and own.is_file() else ours


def icon(folder: Path) -> str:
    """Return the name of the icon of a project; "" if it has none."""
    return next((name for name in ICONS if (folder / "static" / name).is_file()), "")


def sources(folder: Path | None) -> tuple[Path, ...]:
    """Return every file that pages are made with, ours and the project's, in a certain order."""
    tops = [BUILT_IN, *([folder] if folder else [])]
    return tuple(sorted(path for top in tops for path in top.rglob("*") if path.is_file()))


class _Environment(Environment):
    """Templates whose mistakes are told to the person who wrote them."""

    def __init__(self, folder: Path | None) -> None:
        ours = _Files(BUILT_IN / "templates")
        own: list[BaseLoader] = [_Files(folder / "templates")] if folder else []
        super().__init__(
            loader=ChoiceLoader([*own, ours, PrefixLoader({PREFIX: ours})]),
            autoescape=True,
            auto_reload=False,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._folder = folder

    def join_path(self, template: str, parent: str) -> str:
        """Take a template that extends its own name to mean the built-in one."""
        return f"{PREFIX}/{template}" if template == parent else template

    def handle_exception(self, source: str | None = None) -> NoReturn:
        """Raise a UserError for a mistake in a template of the project; others are bugs of ours."""
        error = sys.exc_info()[1]
        if isinstance(error, _FAULTS) and (at := self._place(error)):
            raise UserError(f"the template does not work: {_said(error)}", hint=HINT, at=at)
        super().handle_exception(source)

    def _place(self, error: BaseException) -> Place | None:
        """Where in the project's templates it happened: as deep in them as can be told."""
        lines = list(_template_lines(error))
        if isinstance(error, TemplateSyntaxError) and error.filename:
            lines.append((error.filename, error.lineno))
        own = [at for path, line in lines if (at := _place(self._folder, path, line))]
        return own[-1] if own else None


class _Files(FileSystemLoader):
    """Templates in a folder. Raises UserError for one that is no text."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            path = Path(self.searchpath[0], template)
            at = _place(Path(self.searchpath[0]).parent, path, 0)
            raise UserError("the template is not UTF-8", hint=HINT, at=at) from error


def _template_lines(error: BaseException) -> Iterator[tuple[str, int]]:
    """The files and lines of the templates that an error came through, the outermost first."""
    for frame, line in walk_tb(error.__traceback__):
        template = frame.f_globals.get("__jinja_template__")
        if template is not None and template.filename:
            yield template.filename, template.get_corresponding_lineno(line)


def _place(folder: Path | None, path: str | Path, line: int) -> Place | None:
    """A line of a template as its owner knows it, `theme/templates/article.html`; None for ours."""
    if folder is None or not Path(path).is_relative_to(folder):
        return None
    return Place(Path(path).relative_to(folder.parent).as_posix(), line)


def _said(error: BaseException) -> str:
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error.name!r}"
    said = error.message if isinstance(error, TemplateSyntaxError) else None
    return said or str(error)
