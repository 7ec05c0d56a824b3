"""Directives: what only a site generator reads is no part of a passage."""

import pytest
from patience import in_time
from structure import blocks

from i18n import inline, locales
from i18n.formats import directives, markdown
from i18n.formats.options import Options
from i18n.formats.parser import parser
from i18n.inline import Inline

EN, RU = locales.get("en"), locales.get("ru")


def read(text: str) -> list[str]:
    """Return what stands between the directives of a paragraph, in their order."""
    found = inline.scan(text, parser(), {})
    return [text[a:b] for a, b in directives.between(text, found) if a < b]


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("One.\nTwo.", ["One.\nTwo."]),
        ("One.\n{: .lead #top}", ["One."]),
        ("{:toc}", []),
        ("A long way {#way}", ["A long way"]),
        (":::note Mind the gap\nOne.\n:::", ["One."]),
        (":::{note}\n:class: dropdown\nOne.", ["One."]),
        (":smile: One.", [":smile: One."]),
        ('!!! warning "Ice"\n    One.', ["One."]),
        ('=== "Linux"\n    One.\n=== "Mac"\n    Two.', ["One.", "Two."]),
        ("[!IMPORTANT]\nOne.", ["One."]),
        ("[[_TOC_]]", []),
        ("{% include map.html %}\nOne.", ["One."]),
        ("{% highlight sh %}\nls -l\n{% endhighlight %}\nOne.", ["One."]),
        ('{{< figure src="a.png" >}}', []),
        ("$$\na = b\n$$\nOne.", ["One."]),
        ("[ ] Call the rector", ["Call the rector"]),
        ("[x] Done", ["Done"]),
        ("One {{ site.name }} two.", ["One {{ site.name }} two."]),
        ("One: {braces} and [x] in a line", ["One: {braces} and [x] in a line"]),
        ("One `two\n:::three\nfour` five", ["One `two\n:::three\nfour` five"]),
        ("He said:\n$5 is enough!\n? No.", ["He said:\n$5 is enough!\n? No."]),
    ],
)
def test_a_directive_stands_apart_from_prose(text, prose) -> None:
    assert read(text) == prose


@pytest.mark.parametrize(
    "text", ["Жаңалық", "1,000", "See www.example.org", "{one} two", "AT&amp;T"]
)
def test_what_people_read_has_words(text) -> None:
    assert directives.has_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "—",
        "https://example.org/a?b=c",
        "press@example.org",
        "{{ content }}",
        "{name}",
        "&nbsp;",
    ],
)
def test_an_address_or_a_template_alone_has_none(text) -> None:
    assert not directives.has_words(text)


@pytest.mark.parametrize("translation", ["Раз", "- x", "# z", ":::", "===", "---", "{: .a}", "$$"])
def test_directives_stay_whatever_the_translation(translation) -> None:
    text = "> [!NOTE]\n> One.\n\n- [ ] One\n- [x] One\n\n:::tip\nOne.\n:::\n\n## One {#a}\n\nOne.\n{: .b}\n"
    document = markdown.parse(text, "news.md", EN, Options())
    other = markdown.render(document, lambda context, source: translation, RU)

    assert blocks(other) == blocks(text)
    assert [line for line in text.split("\n") if "One" not in line] == [
        line for line in other.split("\n") if "One" not in line and line in text.split("\n")
    ]


@pytest.mark.parametrize(
    "piece", [" ", "{{ ", "{% raw %}\n", "{% raw ", "a.", "a@", "$$\n", "::", "{: ", "www."]
)
def test_a_long_text_is_read_to_its_end(piece) -> None:
    text = "a\n" + piece * 100_000 + "a"

    with in_time():
        spans = directives.between(text, Inline(text))
        directives.has_words(text)

    assert spans is not None
