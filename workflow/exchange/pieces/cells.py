"""Looks of cells: the fonts, fills and formats of a sheet, numbered as a workbook needs them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from i18n.model import State
from workflow.exchange.pieces.tags import attributes

Paint = Literal["", "head"] | State

COLOURS: Mapping[Paint, str] = {
    "head": "FFD9E1F2",
    State.UNTRANSLATED: "FFFFFFFF",
    State.DRAFT: "FFFFF2CC",
    State.NEEDS_WORK: "FFF8CBAD",
    State.STALE: "FFFCE4D6",
    State.EXTERNAL: "FFDDEBF7",
    State.APPROVED: "FFE2EFDA",
}
"""Pale enough for black letters; the words beside them say the same."""

TEXT = "49"
"""The format `@`: what is typed stays text, be it 1/2, 007 or =1+1."""

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks: a `quoted` one begins with a letter that would make it a formula."""

    paint: Paint = ""
    open: bool = False
    rtl: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Looks:
    """The looks used so far, by number; 0 is that of cells nobody wrote."""

    numbers: dict[Look, int] = field(default_factory=dict)

    def number(self, look: Look) -> int:
        return self.numbers.setdefault(look, len(self.numbers) + 1)

    def written(self) -> str:
        """Return them as the part of a workbook that they are."""
        fills = [
            '<fill><patternFill patternType="none"/></fill>',
            '<fill><patternFill patternType="gray125"/></fill>',
            *(
                f'<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/></patternFill></fill>'
                for colour in COLOURS.values()
            ),
        ]
        font = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
        fonts = [f"<font>{font}</font>", f"<font><b/>{font}</font>"]
        edge = '<color rgb="FFBFBFBF"/>'
        sides = "".join(
            f'<{side} style="thin">{edge}</{side}>' for side in ("left", "right", "top", "bottom")
        )
        borders = [
            "<border><left/><right/><top/><bottom/><diagonal/></border>",
            f"<border>{sides}<diagonal/></border>",
        ]
        plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"'
        formats = [f'{plain} xfId="0"/>', *(_format(look) for look in self.numbers)]
        return (
            f'<styleSheet xmlns="{MAIN}">'
            + _counted("fonts", fonts)
            + _counted("fills", fills)
            + _counted("borders", borders)
            + _counted("cellStyleXfs", [f"{plain}/>"])
            + _counted("cellXfs", formats)
            + '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
            + "</styleSheet>"
        )


def _format(look: Look) -> str:
    fill = list(COLOURS).index(look.paint) + 2 if look.paint else 0
    about = {
        "numFmtId": TEXT, "fontId": str(int(look.paint == "head")), "fillId": str(fill),
        "borderId": "1", "xfId": "0", "applyNumberFormat": "1", "applyFont": "1",
        "applyFill": "1", "applyBorder": "1", "applyAlignment": "1", "applyProtection": "1",
    }  # fmt: skip
    about |= {"quotePrefix": "1"} if look.quoted else {}
    order = 2 if look.rtl else 1
    return (
        f"<xf{attributes(about)}>"
        f'<alignment vertical="top" wrapText="1" readingOrder="{order}"/>'
        f'<protection locked="{int(not look.open)}"/></xf>'
    )


def _counted(name: str, items: list[str]) -> str:
    return f'<{name} count="{len(items)}">{"".join(items)}</{name}>'
