"""Source formats: FORMATS is the table; a format is a module with `parse` and `render`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import PurePath

from i18n.formats.options import Options
from i18n.locales import Locale
from i18n.model import Document
from i18n.splice import Translate


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what its files end in, and the module that reads and writes it."""

    name: str
    suffixes: tuple[str, ...]
    module: str

    @property
    def parse(self) -> Callable[[str, str, Locale, Options], Document]:
        """`parse(text, path, locale, options)`: find the prose; the path is for messages."""
        parse: Callable[[str, str, Locale, Options], Document] = import_module(self.module).parse
        return parse

    @property
    def render(self) -> Callable[[Document, Translate, Locale], str]:
        """`render(document, translate, locale)`: the text with translations in its prose."""
        render: Callable[[Document, Translate, Locale], str] = import_module(self.module).render
        return render


FORMATS = (
    Format("text", (".txt",), "i18n.formats.text"),
    Format("markdown", (".md", ".markdown"), "i18n.formats.markdown"),
)


@lru_cache(maxsize=4096)
def for_path(path: PurePath | str) -> Format | None:
    """Return the format of a file by its suffix; None for a file that is no article."""
    suffix = PurePath(path).suffix.lower()
    return next((row for row in FORMATS if suffix in row.suffixes), None)
