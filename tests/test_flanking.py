"""Flanking: emphasis beside the punctuation of Russian, Kazakh and Chinese."""

import json
import re

import pytest
from markdown_it import MarkdownIt
from test_markdown import spec

from workflow.site.prose import parser


def shown(text: str) -> str:
    return str(parser.parser().renderInline(text))


def commonmark(text: str) -> str:
    markdown = MarkdownIt("commonmark", {"xhtmlOut": False})
    return str(markdown.enable(["table", "strikethrough"]).renderInline(text))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**«Тілші»**ге", "<strong>«Тілші»</strong>ге"),
        ("**«слово»**слово", "<strong>«слово»</strong>слово"),
        ("**“引用”**文字", "<strong>“引用”</strong>文字"),
        ("这是**“重点”。**然后", "这是<strong>“重点”。</strong>然后"),
        ("**新实验室。**他说", "<strong>新实验室。</strong>他说"),
        ("*(text)*текст", "<em>(text)</em>текст"),
        ("текст*(text)*", "текст<em>(text)</em>"),
        ("~~„слово“~~слово", "<s>„слово“</s>слово"),
        ("**100 ₸**ге", "<strong>100 ₸</strong>ге"),
        ("**5 %**дан", "<strong>5 %</strong>дан"),
        ("до**$5**", "до<strong>$5</strong>"),
        ("**«Tılşı»**ge", "<strong>«Tılşı»</strong>ge"),
        ("**«تىلشى»**گە", "<strong>«تىلشى»</strong>گە"),
        ("他说**《红楼梦》**2026年", "他说<strong>《红楼梦》</strong>2026年"),
        ("한국어**(강조)**입니다", "한국어<strong>(강조)</strong>입니다"),
        ("[**«сөз»**ге](#a)", '<a href="#a"><strong>«сөз»</strong>ге</a>'),
    ],
)
def test_emphasis_begins_and_ends_beside_quotation_marks(text: str, html: str) -> None:
    assert shown(text) == html
    assert commonmark(text) != html


@pytest.mark.parametrize(
    "text",
    [
        "сноска*, другое*.",
        "Нью*-Йорк, Санкт*-Петербург",
        "ол*“ деді, сол*“ дейді",
        "文字*，其他*。",
        "файл_(копия)_новый",
        "имя_«слово»_слово",
        "2 * 3 * 4",
        '**"word"**s and *(word)*s',
    ],
)
def test_stars_that_are_no_emphasis_stay(text: str) -> None:
    assert shown(text) == commonmark(text)
    assert "<em>" not in shown(text)


@pytest.mark.corpus
def test_every_example_of_commonmark_is_as_it_was(corpus) -> None:
    for text in spec(corpus):
        assert shown(text) == commonmark(text)


@pytest.mark.corpus
def test_news_is_emphasised_where_commonmark_fails_and_only_there(corpus) -> None:
    quoted = re.compile(r"[«“(《][^«»“”()《》]+[»”)》][。，]?")
    marked = {"en": 0, "ru": 0, "zh": 0, "kk": 0}
    for line in (corpus / "newstest2019.jsonl").read_text("utf-8").splitlines():
        for segment in json.loads(line)["segments"]:
            for language in marked:
                text = segment[language]
                found = quoted.search(text)
                if not found or set(text) & set("*_`<[\\&"):
                    continue
                start, end = found.span()
                text = f"{text[:start]}**{text[start:end]}**{text[end:]}"
                assert "<strong>" not in commonmark(text) or shown(text) == commonmark(text)
                if shown(text) != commonmark(text):
                    assert shown(text).count("<strong>") == 1
                    marked[language] += 1

    assert marked["en"] == 0
    assert marked["zh"] > 50
