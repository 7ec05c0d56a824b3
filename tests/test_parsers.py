"""Threads that share a parser of Markdown read the same in the same text, from the first on."""

import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from markdown_it import MarkdownIt
from mdurl import _decode, _encode

from i18n import readings
from i18n.formats import parser as articles
from workflow.site.prose import parser as pages

TEXT = "# News\n\n> - A [page](https://news.example/a%20b/é?x=1) and <https://news.example/ж>.\n\n| a |\n|---|\n| *b* |\n"


@pytest.fixture
def eager() -> Iterator[None]:
    """Have threads take turns at every step, and nothing be made yet."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    _encode.encode_cache.clear()
    _decode.decode_cache.clear()
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize(
    "make", [articles.parser, readings._parser, pages.parser], ids=["article", "sentence", "page"]
)
def test_the_first_to_parse_at_once_all_read_the_same(make: Callable[[], MarkdownIt]) -> None:
    make.cache_clear()  # type: ignore[attr-defined]
    alone = make().render(TEXT)
    for _ in range(10):
        make.cache_clear()  # type: ignore[attr-defined]
        _encode.encode_cache.clear()
        _decode.decode_cache.clear()
        found: list[str] = []
        start = threading.Barrier(6)

        def parse(found: list[str] = found, start: threading.Barrier = start) -> None:
            start.wait()
            found.append(make().render(TEXT))

        threads = [threading.Thread(target=parse) for _ in range(6)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()

        assert found == [alone] * 6
