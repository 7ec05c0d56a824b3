"""The style sheet and the scripts: small, of this site alone, to be read in any light and direction."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from workflow.site import theme

CSS = theme.style(None).decode()
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#\w+);", part))
    for part in CSS.partition("/* Letters")[0].split(
        "@media screen and (prefers-color-scheme: dark)"
    )
)

KAZAKH_FONTS = {"Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "Arial"} | {
    *("Cambria", "Noto Serif", "PT Serif", "Liberation Serif", "Times New Roman"),
    *("-apple-system", "ui-serif", "sans-serif", "serif"),
}
"""Fonts with all of Ә Ғ Қ Ң Ө Ұ Ү Һ І ₸: Georgia, Charter and Iowan Old Style lack some."""


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2, 0 to 1, of `#rgb` or `#rrggbb`."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["text", "quiet", "link", "mark"])
@pytest.mark.parametrize("paper", ["page", "tint", "mark-tint"])
def test_text_can_be_read(ink: str, paper: str, colours: Mapping[str, str]) -> None:
    assert contrast(colours[ink], colours[paper]) >= 4.5


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


def test_each_colour_has_its_other_in_the_dark() -> None:
    assert LIGHT.keys() == DARK.keys()
    assert re.findall(r"#[0-9a-f]{3,6}\b", CSS.partition("/* Letters")[2]) == [
        *("#fff", "#000", "#fff")  # behind drawings, and on paper
    ]


def test_the_files_are_small() -> None:
    sizes = {name: len(content) for name, content in theme.assets(None).items()}

    assert sizes["style.css"] <= 14_000
    assert sizes["chooser.js"] <= 1_000
    assert sizes["search.js"] <= 4_000
    assert sizes.keys() == {"style.css", "chooser.js", "search.js"}


@pytest.mark.parametrize("name", ["style.css", "chooser.js", "search.js"])
def test_nothing_is_loaded_from_elsewhere(name: str) -> None:
    assert not re.search(rb"url\(|@import|@font-face|//\w|src\s*=", theme.assets(None)[name])


def test_the_chooser_leads_nowhere_by_itself() -> None:
    script = theme.assets(None)["chooser.js"].decode()

    assert not re.search(r"location|\.click\(|submit|open\(|fetch|import", script)


def test_the_style_sheet_knows_no_left_and_no_right() -> None:
    physical = r"(?:margin|padding|border)-(?:left|right)|text-align: (?:left|right)|float|[^-]\b(?:left|right):"

    assert re.findall(physical, CSS) == []


def test_kazakh_is_set_in_fonts_that_have_its_letters() -> None:
    stacks = re.search(r":root, \[lang\] \{(.*?)\}", CSS, re.DOTALL)
    assert stacks

    fonts = {
        font.strip(' "\n')
        for stack in re.findall(r"--(?:sans|serif): (.*?);", stacks[1])
        for font in stack.split(",")
    }
    assert fonts == KAZAKH_FONTS


@pytest.mark.parametrize("language", ["ru", "kk", "zh", "zh-Hant", "zh-Hant-HK", "kk-Arab"])
def test_a_language_has_its_own_typography(language: str) -> None:
    assert f":lang({language})" in CSS


def test_a_project_adds_its_own_style(tmp_path: Path) -> None:
    (tmp_path / "style.css").write_text(":root { --link: #a00 }\n", "utf-8")

    styled = theme.assets(tmp_path)["style.css"].decode()
    assert styled == f"{CSS}\n:root {{ --link: #a00 }}\n"


def test_what_pages_are_made_with_is_known(tmp_path: Path) -> None:
    own = tmp_path / "theme" / "templates" / "article.html"
    own.parent.mkdir(parents=True)
    own.write_text("", "utf-8")

    ours = set(theme.BUILT_IN.rglob("*.*"))
    assert set(theme.sources(tmp_path / "theme")) == {*ours, own}
    assert set(theme.sources(None)) == set(theme.sources(tmp_path / "none")) == ours
