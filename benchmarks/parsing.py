"""How many megabytes a second formats and catalogs are read and written at; for profiling.

Render puts a translation into every sentence. Catalogs are written anew, and as they were read.
"""

import time
from collections.abc import Callable
from dataclasses import replace

from benchmarks import fill
from benchmarks.articles import articles
from benchmarks.measure import Bar
from i18n import catalog as catalogs
from i18n import formats, locales
from i18n.model import Catalog, Document
from workflow.extract import extract, units

COUNT = 200
ROUNDS = 5
NOW = "2026-11-24 00:00+0000"


def run() -> list[Bar]:
    """Print the best of some rounds for each; nothing is asked for."""
    texts = [article.text for article in articles(COUNT)]
    documents = _format("articles/a.md", texts)
    _format("articles/a.txt", [_plain(text) for text in texts])
    _catalogs([_catalog(document) for document in documents])
    return []


def _format(path: str, texts: list[str]) -> list[Document]:
    form = formats.for_path(path)
    assert form is not None
    source, target, options = locales.get("en"), locales.get("ru"), formats.Options()
    documents = [form.parse(text, path, source, options) for text in texts]
    _say(
        f"parse {form.name}",
        texts,
        lambda: [form.parse(text, path, source, options) for text in texts],
    )
    _say(
        f"render {form.name}",
        texts,
        lambda: [form.render(one, _translate, target) for one in documents],
    )
    return documents


def _catalogs(new: list[Catalog]) -> None:
    texts = [catalogs.write(one) for one in new]
    read = [catalogs.parse(text, "a.po", "ru") for text in texts]
    _say("parse PO", texts, lambda: [catalogs.parse(text, "a.po", "ru") for text in texts])
    _say("write PO, new", texts, lambda: [catalogs.write(one) for one in new])
    _say("write PO, untouched", texts, lambda: [catalogs.write(one) for one in read])


def _say(what: str, texts: list[str], work: Callable[[], object]) -> None:
    size = sum(len(text.encode()) for text in texts) / 1e6
    best = min(_seconds(work) for _ in range(ROUNDS))
    print(f"  {what:24} {size / best:8.2f} MB/s  {1000 * best / len(texts):8.3f} ms a file")


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _plain(text: str) -> str:
    return text.split("---\n", 2)[2].replace("*", "").replace("`", "").replace("## ", "")


def _translate(context: str, source: str) -> str:
    return fill.translated(source, "ru")


def _catalog(document: Document) -> Catalog:
    wanted = tuple(units(document, "articles/a.md"))
    catalog = extract(wanted, "articles/a.md", None, locales.get("en"), locales.get("ru"), NOW)
    filled = (replace(one, target=fill.translated(one.source, "ru")) for one in catalog.units)
    return replace(catalog, units=tuple(filled))
