"""The documentation of checks is what checks say of themselves, and its examples work."""

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from i18n.checks import CHECKS
from workflow import manuals
from workflow.cli import cli

ROOT = Path(__file__).parents[1]
DOCUMENT = (ROOT / manuals.DOCUMENT).read_text("utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", DOCUMENT, re.DOTALL)


def test_the_documentation_is_up_to_date() -> None:
    assert manuals.written(DOCUMENT) == DOCUMENT, "run: make docs"


def test_a_headline_is_a_sentence() -> None:
    assert all(re.fullmatch(r"[A-Z“].{5,200}\.", manuals.headline(name)) for name in CHECKS)


def test_the_hooks_are_commands_with_options_that_exist() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))

    assert [hook["id"] for hook in hooks] == ["tilshi-check", "tilshi-fix"]
    for hook in hooks:
        runs(hook["entry"])


@pytest.mark.parametrize("block", BLOCKS)
def test_the_examples_for_other_programs_are_yaml_with_commands_that_exist(block: str) -> None:
    assert yaml.safe_load(block)
    for line in re.findall(r"run: (tilshi .*)", block):
        runs(line.partition(" >")[0])


def runs(line: str) -> None:
    """See that a command, asked to list its checks besides, does it."""
    program, *words = line.split()
    done = CliRunner().invoke(cli, [*words, "--list"])

    assert (program, done.exit_code) == ("tilshi", 0), done.output
