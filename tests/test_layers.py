"""Imports point down, and the table of what may import what is the design's."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

LAYERS = (
    {"workflow.cli"},
    {"workflow.commands"},
    {"workflow.terminal", "workflow.accounts", "workflow.desk"},
    {"workflow.findings", "workflow.manuals"},
    {"workflow.reports"},
    {"workflow.reviewing", "workflow.exchange.addressed", "workflow.exchange.bases"},
    {"workflow.exchange.delivery", "workflow.exchange.outgoing"},
    {"workflow.exchange.formats", "workflow.exchange.merging"},
    {"workflow.exchange.pieces"},
    {"workflow.exchange"},
    {"workflow.drafting", "workflow.terms", "workflow.checking", "workflow.previewing", "workflow.signing"},
    {"workflow.mend", "workflow.subjects"},
    {"workflow.roster"},
    {"workflow.staff"},
    {"workflow.remembering"},
    {"workflow.pipeline", "workflow.summary"},
    {"workflow.sitewords"},
    {"workflow.site"},
    {"workflow.inspection", "workflow.pofile"},
    {"workflow.publish", "workflow.plan", "workflow.translate", "workflow.extract", "workflow.review", "workflow.sample", "workflow.names"},
    {"workflow.approval"},
    {"workflow.typesetting"},
    {"workflow.work"},
    {"workflow.draft"},
    {"workflow.project"},
    {"workflow.settings", "workflow.stamps"},
    {"workflow.survey", "workflow.tables"},
    {"i18n.dispatch"},
    {"i18n.engines"},
    {"i18n.inspector", "i18n.scripts"},
    {"i18n.formats", "i18n.merge", "i18n.memory", "i18n.answers", "i18n.checks"},
    {"i18n.catalog", "i18n.amend", "i18n.change", "i18n.splice", "i18n.mask", "i18n.store"},
    {"i18n.evidence"},
    {"i18n.styles", "i18n.glossary", "i18n.typography"},
    {"i18n.segment", "i18n.values", "i18n.markup", "i18n.inline", "i18n.readings", "i18n.encoding", "i18n.loops", "i18n.sayings", "i18n.entries"},
    {"i18n.languages", "i18n.punctuation"},
    {"i18n.locales", "i18n.morphologies", "i18n.keep", "i18n.emphasis", "i18n.edits", "i18n.once", "i18n.parsers", "i18n.slugs", "i18n.xml"},
    {"i18n.errors"},
    {"i18n.model"},
)  # fmt: skip


def layer(module: str) -> int | None:
    """The number of the layer a module is in, 0 the top; None for what is outside."""
    for number, names in enumerate(LAYERS):
        if any(module == name or module.startswith(name + ".") for name in names):
            return number
    return None


def modules() -> list[str]:
    paths = (path for top in ("i18n", "workflow") for path in (ROOT / top).rglob("*.py"))
    names = (".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths)
    return sorted(name.removesuffix(".__init__") for name in names)


def imported(module: str) -> set[str]:
    path = ROOT.joinpath(*module.split("."))
    package = path / "__init__.py"  # a folder without it holds data, as workflow/site/theme
    path = package if package.exists() else path.with_suffix(".py")
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


@pytest.mark.parametrize("module", [m for m in modules() if m not in {"i18n", "workflow"}])
def test_a_module_has_a_layer_and_imports_only_from_those_below(module: str) -> None:
    mine = layer(module)
    assert mine is not None, f"say in LAYERS where {module} belongs"

    above = {
        name
        for name in imported(module)
        if (theirs := layer(name)) is not None
        and (theirs < mine or (theirs == mine and name.split(".")[1] != module.split(".")[1]))
    }

    assert not above


@pytest.mark.parametrize("module", [m for m in modules() if m.startswith("i18n")])
def test_the_language_machinery_knows_no_terminal_and_no_web(module: str) -> None:
    assert not {name.split(".")[0] for name in imported(module)} & {"click", "workflow", "jinja2"}


def test_only_the_catalog_knows_polib() -> None:
    assert [module for module in modules() if "polib" in imported(module)] == ["i18n.catalog"]
