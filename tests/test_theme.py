"""The theme: a project may replace any template, and a mistake in one has a place."""

import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from showing import article, frame, pages

from i18n.errors import Place, UserError
from workflow.site import theme
from workflow.site.pages import Printer

DOCUMENT = (Path(__file__).parents[1] / "docs/theme.md").read_text("utf-8")
CSS = theme.style(None).decode()


def write(folder: Path, name: str, text: str) -> Path:
    """Put a file into the theme of a project, and return the theme's folder."""
    path = folder / "theme" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return folder / "theme"


def test_a_template_of_the_project_replaces_ours(tmp_path: Path) -> None:
    folder = write(tmp_path, "templates/article.html", "<p>{{ story.title }} &amp; co</p>\n")

    assert article(folder) == "<p>The rector opened a laboratory &amp; co</p>"


@pytest.mark.parametrize("name", ["tilshi/article.html", "article.html"])
def test_a_template_of_the_project_changes_one_block(name: str, tmp_path: Path) -> None:
    text = f'{{% extends "{name}" %}}{{% block tags %}}<p>No tags</p>{{% endblock %}}'
    folder = write(tmp_path, "templates/article.html", text)

    ours, theirs = article(), article(folder)
    assert theirs == re.sub(r'(?s)<nav class="tags".*?</nav>\n', "<p>No tags</p>", ours)


def test_a_base_of_the_project_is_under_our_pages(tmp_path: Path) -> None:
    text = '{% extends "base.html" %}{% block foot %}<footer>Almaty</footer>{% endblock %}'
    folder = write(tmp_path, "templates/base.html", text)

    made = pages("kk", folder)
    assert all("<footer>Almaty</footer>" in made[kind] for kind in ("article.html", "tags.html"))


BROKEN = {
    "one\n{% if %}": (2, "Expected an expression, got 'end of statement block'"),
    "one\ntwo\n{{ story.titel }}": (3, "'workflow.site.pages.Story object' has no attribute 'titel'"),
    "{{ story.title | shout }}": (1, "No filter named 'shout'."),
    '\n{% extends "main.html" %}': (2, "there is no template 'main.html'"),
    "\n\n\n{{ story.title + 1 }}": (4, 'can only concatenate str (not "int") to str'),
    '{% extends "tilshi/article.html" %}\n{% block body %}\n{{ word.date("May") }}{% endblock %}': (
        3,
        "Invalid isoformat string: 'May'",
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", BROKEN)
def test_a_mistake_in_a_template_is_told_at_its_line(text: str, tmp_path: Path) -> None:
    folder = write(tmp_path, "templates/article.html", text)
    with pytest.raises(UserError) as error:
        article(folder)

    line, said = BROKEN[text]
    assert error.value.at == Place("theme/templates/article.html", line)
    assert error.value.what == f"the template does not work: {said}"


def test_a_mistake_deep_in_the_project_is_told_where_it_is(tmp_path: Path) -> None:
    write(tmp_path, "templates/parts/note.html", "\n{{ nobody }}")
    folder = write(tmp_path, "templates/article.html", '{% include "parts/note.html" %}')
    with pytest.raises(UserError) as error:
        article(folder)

    assert str(error.value.at) == "theme/templates/parts/note.html:2"


def test_a_template_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    folder = write(tmp_path, "templates/article.html", "")
    (folder / "templates/article.html").write_bytes("Новости".encode("cp1251"))
    with pytest.raises(UserError) as error:
        article(folder)

    assert str(error.value) == "theme/templates/article.html: the template is not UTF-8"


def test_a_mistake_of_ours_is_not_told_as_one_of_the_project(tmp_path: Path) -> None:
    folder = write(tmp_path, "templates/tags.html", "{{ nobody }}")
    made = Printer(theme.environment(folder))
    with pytest.raises(UndefinedError):
        made.article(frame("en"), None)  # type: ignore[arg-type]


def test_the_documentation_names_the_templates_the_blocks_and_the_colours() -> None:
    texts = [path.read_text("utf-8") for path in (theme.BUILT_IN / "templates").glob("*.html")]
    blocks = {name for text in texts for name in re.findall(r"{% block (\w+)", text)}
    templates = {kind.partition(" ")[0] for kind in pages("en")} | {"base.html"}
    names = set(re.findall(r"^  (--[\w-]+):", CSS.partition("/* Letters")[0], re.MULTILINE))
    wanted = blocks | templates | names - {"--indent"} | {"--sans", "--serif"}
    assert {name for name in wanted if f"`{name}`" not in DOCUMENT} == set()


@pytest.mark.parametrize("block", re.findall(r"```html\n(.*?)```", DOCUMENT, re.DOTALL))
def test_the_examples_of_the_documentation_work(block: str, tmp_path: Path) -> None:
    folder = write(tmp_path, "templates/base.html", block)

    assert "press@news.example" in article(folder)


def test_a_logo_stands_beside_the_name_and_a_colophon_in_the_footer(tmp_path: Path) -> None:
    text = """\
{% extends "base.html" %}
{% block brand %}<img src="{{ url("logo.svg") }}" alt="">{{ super() }}{% endblock %}
{% block colophon %}<p>{{ page.here }}</p>{% endblock %}
"""
    folder = write(tmp_path, "templates/base.html", text)

    for page in (made := pages("kk", folder))["article.html"], made["404.html"]:
        brand = page.partition('<div class="brand">')[2].partition("</div>")[0]
        foot = page.partition('<footer class="site">')[2].partition("</footer>")[0]
        assert re.match(r'\n<img src="(\.\./)*logo.svg" alt=""><p class="name">', brand)
        assert '<p class="tagline">' in brand
        assert re.search(r"Press office.*Atom.*<p>\S+index.html|404.html</p>", foot, re.DOTALL)


@pytest.mark.parametrize(
    ("names", "icon"),
    [
        ([], ""),
        (["logo.svg", "icons/favicon.svg"], ""),
        (["favicon.png"], "favicon.png"),
        (["favicon.png", "favicon.ico"], "favicon.ico"),
        (["favicon.ico", "favicon.svg"], "favicon.svg"),
    ],
)
def test_the_icon_is_the_best_that_is_there(names: list[str], icon: str, tmp_path: Path) -> None:
    for name in names:
        write(tmp_path, f"static/{name}", "")

    assert theme.icon(tmp_path / "theme") == icon
