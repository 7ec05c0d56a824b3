"""The words of the site: each that a page says is in every catalog, in every form, and no other."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from jinja2 import nodes
from showing import catalog, words

from i18n import locales
from workflow.site import theme

ROOT = Path(__file__).parents[1]
TRANSLATED = sorted(path.stem for path in (theme.BUILT_IN / "words").glob("*.po"))
FIELD = re.compile(r"\{\w+\}")


def test_catalogs_are_there() -> None:
    assert TRANSLATED == ["kk", "ru", "zh_Hans"]


def in_templates() -> Iterator[str | tuple[str, str]]:
    """Yield the messages of the templates, those with a plural as a pair."""
    templates = theme.environment(None)
    for path in sorted((theme.BUILT_IN / "templates").glob("*.html")):
        tree = templates.parse(path.read_text("utf-8"))
        for call in tree.find_all(nodes.Call):
            if _is_word(call.node):
                yield _constant(call.args[0])
            elif isinstance(call.node, nodes.Getattr) and call.node.attr in {"many", "form"}:
                yield _constant(call.args[0]), _constant(call.args[1])


def _is_word(called: nodes.Expr) -> bool:
    """Whether it is `word` or the `word` of a frame, which is called with a message."""
    name = called.attr if isinstance(called, nodes.Getattr) else getattr(called, "name", "")
    return name == "word"


def _constant(argument: nodes.Expr) -> str:
    assert isinstance(argument, nodes.Const), "a message has to stand in the template as it is"
    return str(argument.value)


def in_code() -> set[str]:
    """Return every string in the code: messages are constants there."""
    found = (ast.walk(ast.parse(path.read_text("utf-8"))) for path in ROOT.glob("workflow/**/*.py"))
    return {
        node.value
        for tree in found
        for node in tree
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def said_by_code() -> Iterator[str]:
    """Yield the messages that code gives to `word` in place: word("…"), frame.word("…")."""
    for path in ROOT.glob("workflow/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and re.search(r"\bword('\])?$", ast.unparse(node.func)):
                yield from (
                    str(one.value) for one in node.args[:1] if isinstance(one, ast.Constant)
                )


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_catalog_has_what_the_site_says_and_nothing_else(code: str) -> None:
    known, said = set(catalog(code)), {*in_templates(), *said_by_code()}

    assert said - known == set(), "not in the catalog"
    unused = {one for one in known - said if one not in in_code()}
    assert unused == set(), "in the catalog, and nothing says it"


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_form_is_there_and_has_the_fields_of_its_message(code: str) -> None:
    plural_forms = locales.get(code).plural_forms
    count = int(plural_forms.partition("nplurals=")[2].partition(";")[0])

    for message, forms in catalog(code).items():
        ids = message if isinstance(message, tuple) else (message,)
        assert len(forms) == (count if len(ids) == 2 else 1), message
        for form in forms:
            assert form.strip() == form != "", message
            may_go = {"{language}"}  # a translation can name its own language by itself
            assert set(FIELD.findall(ids[0])) - may_go <= set(FIELD.findall(form)), message
            assert set(FIELD.findall(form)) <= set(FIELD.findall(ids[-1])), message


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_catalog_says_its_language_and_plurals(code: str) -> None:
    with (theme.BUILT_IN / "words" / f"{code}.po").open("rb") as file:
        read = read_po(file)
    header = dict(read.mime_headers)

    assert (header["Language"], header["Plural-Forms"]) == (code, locales.get(code).plural_forms)
    assert not any(one.fuzzy for one in read if one.id)


SAID: Mapping[str, tuple[str, ...]] = {
    "en": ("1 article", "2 articles", "5 articles", "21 articles", "1,231 articles"),
    "ru": ("1 статья", "2 статьи", "5 статей", "21 статья", "1\u00a0231 статья"),
    "kk": ("1 мақала", "2 мақала", "5 мақала", "21 мақала", "1\u00a0231 мақала"),
    "zh_Hans": ("1篇文章", "2篇文章", "5篇文章", "21篇文章", "1,231篇文章"),
}


@pytest.mark.parametrize("code", SAID)
def test_numbers_take_the_form_of_the_word(code: str) -> None:
    said = words(code)

    numbers = (1, 2, 5, 21, 1231)
    assert tuple(said.many("{n} article", "{n} articles", n) for n in numbers) == SAID[code]
