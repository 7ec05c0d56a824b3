"""Markdown: nothing but prose changes, whatever a translation holds."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structure import blocks, targets

from i18n import inline, locales
from i18n.errors import Place, UserError
from i18n.formats import blocks as blocking
from i18n.formats import html, markdown
from i18n.formats.options import Options
from i18n.formats.parser import parser
from i18n.model import Document
from i18n.splice import Translate

EN, RU, ZH = locales.get("en"), locales.get("ru"), locales.get("zh_Hans")
LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "бцдфгхжклмнпрстшщзчёэюяїіў")

FRAGMENTS = [
    *("Abc def. Ghi.\n", "# Abc\n", "Abc\n===\n", "Abc. Def  \nghi\n---\n", "## Abc ##\n", "# \u00a0Abc\u2003#\n"),
    *("- abc\n", "-   abc\n    def\n", "1. abc\n2. def\n", "- > abc  \n  > def\n", "*\tabc\n"),
    *("> abc\n", "> abc\ndef\n", "> # abc\n> def\\\n> ghi\n", ">\tabc\n", "> - abc\n>   def\n"),
    *("| a | b |\n|---|---|\n| c \\| d | e |\n", "a | b\n---|---\nc | d\n", "|---|\n", "|a\n|-\n", "\u00a0|a|\x1c\n|-|\n"),
    *("**Abc | def. Ghi.**\n", "*Abc. Def  \nghi.*\n", "abc  \ndef\\\nghi\n", "abc\\\n", "***Abc. Def.***\n"),
    *('![abc](d "efg")\n', "![a | b](c)\n", "[abc]\n", "[abc]: /def\n", "[abc]:\n", "[abc][] def\n"),
    *("[^1]: abc\n    def\n", "abc[^1]. Def.\n", "    abc\n", "```abc\n", "```\n", "~~~\nabc\n~~~\n"),
    *("<div>\nabc\n", "<i>\nabc\n</i>\n", "<p title='abc'>def</p>\n", "<!-- abc -->def\n", "<script>\nabc\n", "<p>a|b</p>\nc\n"),
    *("<abc@def.gh> abc\n", "`` abc` ``\n", "***\n", "---\n", "+++\n", "...\n", "&amp; abc\n", "[ ] abc\n"),
    *("---\ntitle: abc\nsummary: |\n  def\n---\n", "---\ntitle: 'abc\n  def'\n---\n", "\\# abc\n"),
    *("\n", "\n\n", " ", "    ", "\t", "\r\n", "\r", "\ufeff", "\u00a0", "\u2028", "\0", "> ", "- ", "  "),
]  # fmt: skip
HOSTILE = [
    *("- x", "+ ", "-", "*\tx", "1. y", "1)", "123456789. a", "0.", "# z", "#", "######\tx", "> q", ">"),
    *("```", "```x```", "``` x", "~~~~ x", "---", "--- x", "===", "=", "***", "* * *", "_ _ _", "-- -"),
    *("<div>", "</div>", "<div", "<b>", "<x-y >", "<a title='>'>", "<!--", "-->", "<?x", "<!X", "<![CDATA["),
    *("<script>", "</script>", "<pre>", "<http://a>", "| a | b |", "|---|", "a|", "|", "\\|", "\\\\|", ":--"),
    *("[a]: b", "[a]:", "[a\\]b]: c", "[^a]: b", "[^a\\]: b", "[a", "b]: c", '"t"', "(t)", "'t'", "[", "]"),
    *("a\n\nb", "a  \n- b", "    code", "\t- q", "a\\", "\\", "\\\\", "a #", "a ##", "**", "_", "`", "``a"),
    *("\u2028- z", "\x0b- x", "\x1c> z", "\x85- q", "\ufeff# x", "a\0b", "\u00a0\u00a0\u00a0\u00a0x", "+++"),
    *("字。", "&#10;- a", "{0}", "...", "--- a: b", "a-- b", "\\-- a", ")", '") x', "![", "![a](b", "*a", "a*", " ", "a" * 300),
]  # fmt: skip
DOCUMENTS = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=6).map("".join)
TRANSLATIONS = st.sampled_from(HOSTILE) | st.text(
    alphabet="aЖ字 #>-+*_=`~<[]():|\\\"'!1.\n&/", max_size=9
)


def parse(text: str) -> Document:
    return markdown.parse(text, "news.md", EN, Options())


def rendered(text: str, words: dict[str, str], locale=RU) -> str:
    return markdown.render(parse(text), lambda context, source: words.get(source), locale)


def spec(folder: Path) -> list[str]:
    """Return the examples of the CommonMark specification."""
    text = (folder / "commonmark-spec.txt").read_text("utf-8").replace("→", "\t")
    return re.findall(r"^`{32} example\n(.*?)^\.$", text, re.MULTILINE | re.DOTALL)


def always(words: str) -> Translate:
    """Return a `translate` that has one answer."""
    return lambda context, source: words


def unlike(text: str) -> str:
    """Return the text with every letter changed outside links, code, tags and entities."""
    env = blocking.parse(text).env

    def translate(context: str, source: str) -> str:
        found = inline.scan(source, parser(), env)
        kept = [m.span() for m in [*re.finditer(r"&#?\w+;", source), *html.MARKUP.finditer(source)]]
        kept += [(p.start, p.end) for p in found.pairs if p.kind == "<code"]
        return "".join(
            char.lower().translate(LETTERS)
            if found.mask[at] == char and not any(start <= at < end for start, end in kept)
            else char
            for at, char in enumerate(source)
        )

    return markdown.render(parse(text), translate, RU)


@pytest.mark.corpus
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_examples_of_commonmark_come_back_byte_for_byte(corpus, mark, newline) -> None:
    examples = spec(corpus)
    texts = [mark + text.replace("\n", newline) for text in examples]

    assert len(examples) > 640
    assert [
        markdown.render(parse(text), lambda context, source: source, RU) for text in texts
    ] == texts


@pytest.mark.corpus
def test_the_examples_of_commonmark_keep_their_structure_in_other_letters(corpus) -> None:
    """But for the white space in the target of a link, which is one space in a `msgid`."""
    spaced = {"[link](<foo\nbar>)\n", '[link](/url\u00a0"title")\n'}
    for text in spec(corpus):
        other = unlike(text)

        assert blocks(other) == blocks(text)
        assert targets(other) == targets(text) or text in spaced


@pytest.mark.corpus
def test_the_examples_of_commonmark_keep_their_blocks_in_any_translation(corpus) -> None:
    for text in spec(corpus):
        document, structure = parse(text), blocks(text)
        others = [markdown.render(document, always(words), RU) for words in HOSTILE]

        assert [other for other in others if blocks(other) != structure] == []


@settings(max_examples=300, deadline=None)
@given(DOCUMENTS, st.lists(TRANSLATIONS | st.none(), min_size=1, max_size=4))
def test_no_translation_changes_the_blocks(text, translations) -> None:
    try:
        document = parse(text)
    except UserError:
        return

    def translate(context: str, source: str) -> str | None:
        return translations[len(source) % len(translations)]

    def added(context: str, source: str) -> str | None:
        translation = translate(context, source)
        return translation and f"{translation} {source}"

    edges = [edge for passage in document.passages for edge in (passage.start, passage.end)]
    assert edges == sorted(edges)
    assert markdown.render(document, lambda context, source: source, RU) == text
    for words in (translate, added):
        for locale in (RU, ZH):
            assert blocks(markdown.render(document, words, locale)) == blocks(text)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("> One\n> two. Three.\n", {"Three.": "Три."}, "> One two. Три.\n"),
        ("- One,  \n  two\\\n  three\n", {"two": "два"}, "- One,  \n  два\\\n  three\n"),
        ("> a\r\n> b  \r\n>  c\r\n", {"c": "в"}, "> a b  \r\n>  в\r\n"),
        ("**One. Two.**\n", {"One.": "Раз."}, "**Раз. Two.**\n"),
        ("*One  \ntwo.* x\n", {"*One two.* x": "*Раз два.* х"}, "*Раз два.* х\n"),
        ("# One #\n", {"One": "Раз #"}, "# Раз \\# #\n"),
        ("One\n\nTwo\n", {"One": "1. Раз", "Two": "- два"}, "1\\. Раз\n\n\\- два\n"),
        ("One\n", {"One": "```раз``` и `два`"}, "```раз``` и `два`\n"),
        ("Use `a  b`.\n", {"Use `a b`.": "Пишите `a b`."}, "Пишите `a  b`.\n"),
        ("`a  b` or `a b`.\n", {"`a b` or `a b`.": "`a b`, `a b`."}, "`a b`, `a b`.\n"),
        ("A | `b|c`\n---\n", {"A | `b|c`": "А | `b|c`"}, "А | `b|c`\n---\n"),
        ("One\n---\n", {"One": "|раз|"}, "&#124;раз&#124;\n---\n"),
        ("One.\n{: .lead}\n", {"One.": "Раз."}, "Раз.\n{: .lead}\n"),
        ("> [!NOTE]\n> One\n> two.\n", {"One two.": "Раз два."}, "> [!NOTE]\n> Раз два.\n"),
        ("| One | b |\n|--|--|\n", {"One": "р|а\\|з"}, "| р\\|а\\|з | b |\n|--|--|\n"),
        ('![One](a.png "Two")\n', {"One": "[Раз]", "Two": '"Два"'}, '![\\[Раз\\]](a.png "\\"Два\\"")\n'),
        ("<p>One <b>two</b></p>\n", {"One <b>two</b>": "<b>Раз</b> <i>"}, "<p><b>Раз</b> &lt;i></p>\n"),
        ("<p>a|b</p>\nOne\n", {"One": "|-|"}, "<p>a|b</p>\n&#124;-|\n"),
        ("<i>\nOne\n</i>\n", {"One": "Раз\n\nдва"}, "<i>\nРаз два\n</i>\n"),
        ("---\ntitle: One # x\n---\n", {"One": "Раз: два"}, '---\ntitle: "Раз: два" # x\n---\n'),
        ("[One] and [two][].\n\n[one]: /1\n[two]: /2\n", {"[One] and [two][].": "[Раз] и [два][]."},
         "[Раз][One] и [два][two].\n\n[one]: /1\n[two]: /2\n"),
    ],
)  # fmt: skip
def test_a_translation_is_written_as_its_place_asks(text, words, expected) -> None:
    assert rendered(text, words) == expected


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("He said **“Go. Now.”** and [left. Then](a.b) `x. Y` <b>came. Back</b>. End.\n",
         ["He said **“Go. Now.”** and [left. Then](a.b) `x. Y` <b>came. Back</b>.", "End."]),
        ("One. ***Two. Three.*** Four.\n", ["One.", "***Two. Three.***", "Four."]),
        ("[![Build](a.svg)](b)\n", ["[![Build](a.svg)](b)"]),
        ("`code` <https://a.b> ![](c)\n", []),
        ("+++\ntitle = 'One'\n+++\nTwo\n", ["Two"]),
        ("<p><em>One. Two.</em> Three.</p>\n", ["<em>One. Two.</em>", "Three."]),
        ('<p>See <a title="A. B.">this</a>. Now.</p>\n', ['See <a title="A. B.">this</a>.', "Now."]),
        ("A \ue000b\ue001. \ue002 C `d`.\n", ["A \ue000b\ue001.", "\ue002 C `d`."]),
        ("- [Link only](a.b)\n- <https://a.b>\n- `code`\n- 1,000\n", ["[Link only](a.b)", "1,000"]),
    ],
)  # fmt: skip
def test_markup_is_not_cut(text, sources) -> None:
    assert [s.source for passage in parse(text).passages for s in passage.segments] == sources


def test_only_the_first_heading_is_a_title_and_only_without_one_in_front_matter() -> None:
    headings = "# One\n\n# Two\n\nThree\n=====\n"

    assert [p.role for p in parse(headings).passages] == ["title", "heading", "heading"]
    assert [p.role for p in parse(f"---\ntitle: Four\n---\n{headings}").passages] == [
        *("title", "heading", "heading", "heading"),
    ]  # fmt: skip


def test_front_matter_that_is_not_yaml_says_where() -> None:
    with pytest.raises(UserError, match="the front matter is not YAML") as caught:
        parse("---\ntitle: One\nsummary: Two: three\n---\n")

    assert caught.value.at == Place("news.md", 3)
