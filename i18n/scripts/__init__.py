"""Scripts: a text in another script of its language, made from the one people approved.

SCRIPTS is the table. A row is a derived locale of data/locales.toml, and the module that rewrites
texts of its base; the rules are data (data/scripts.toml). `convert` is in i18n.scripts.conversion,
`convert_document` in i18n.scripts.document.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from i18n.errors import UserError
from i18n.scripts.rules import Rewrite


@dataclass(frozen=True, slots=True)
class Script:
    """A derived locale by its code, and the module that writes in it."""

    name: str
    module: str

    @property
    def rewriter(self) -> Callable[[str, str], Rewrite]:
        """`rewriter(code, eng)`: what rewrites a text; `eng` is the letter for ң in Latin."""
        rewriter: Callable[[str, str], Rewrite] = import_module(self.module).rewriter
        return rewriter


SCRIPTS = (
    Script("zh_Hant_TW", "i18n.scripts.hanzi"),
    Script("zh_Hant_HK", "i18n.scripts.hanzi"),
    Script("kk_Latn", "i18n.scripts.latin"),
    Script("kk_Arab", "i18n.scripts.arabic"),
)


def find(code: str) -> Script:
    """Return the row of a derived locale; a UserError names all when there is none."""
    row = next((row for row in SCRIPTS if row.name == code), None)
    if row is None:
        hint = f"one of {', '.join(row.name for row in SCRIPTS)}"
        raise UserError(f"no texts are made for {code!r} from another script", hint=hint)
    return row
