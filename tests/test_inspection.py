"""An inspection: what counts of a catalog, and that it is looked at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from newsroom import SETTINGS, Newsroom

from i18n import catalog, locales
from i18n.model import Catalog, Unit
from workflow.inspection import Counter, Counts
from workflow.project import Article

ARTICLE = Article("news", "articles/news.txt")
UNITS = (
    Unit("It has 12 rooms.", "В ней 13 комнат ."),
    Unit("In 2025 it cost $5 million.", "В 2024 году она стоила 5 млн долларов."),
    Unit("The rector thanked the partners.", "The rector thanked the partners."),
    Unit("It has 10,000 books.", "В ней 10,000 книг ."),
)
RAISED = '[checks.severity]\nspace = "error"\n'
LOWERED = '[checks.severity]\nnumbers = "warning"\nnumber_format = "info"\nuntranslated = "info"\n'


@contextmanager
def counting(root: Path, settings: str = "") -> Iterator[Counter]:
    room = Newsroom(root, settings=SETTINGS + settings)
    room.write("locales/ru/LC_MESSAGES/news.po", catalog.write(Catalog("ru", (), UNITS)))
    with room.project.stamps() as stamps:
        yield Counter(room.project, stamps)


@pytest.mark.parametrize(("settings", "errors"), [("", 3), (RAISED, 5), (LOWERED, 0)])
def test_the_errors_are_those_among_all_that_counts(
    settings: str, errors: int, tmp_path: Path
) -> None:
    russian = locales.get("ru")
    with counting(tmp_path, settings) as counter:
        assert counter.errors(ARTICLE, russian) == errors
        assert counter.counts(ARTICLE, russian).errors == errors


def test_a_catalog_is_read_once_for_what_counts(tmp_path: Path) -> None:
    russian = locales.get("ru")
    with counting(tmp_path) as counter:
        counts = counter.counts(ARTICLE, russian)

        assert counts.warnings
        assert counter.counts(ARTICLE, russian, refuse) == counts
        assert counter.errors(ARTICLE, russian, refuse) == counts.errors


def test_a_catalog_is_read_once_for_its_errors(tmp_path: Path) -> None:
    russian = locales.get("ru")
    with counting(tmp_path) as counter:
        errors = counter.errors(ARTICLE, russian)

        assert counter.errors(ARTICLE, russian, refuse) == errors


def test_nothing_is_found_in_a_catalog_that_is_not_there(tmp_path: Path) -> None:
    with counting(tmp_path) as counter:
        assert counter.counts(ARTICLE, locales.get("kk")) == Counts()
        assert counter.errors(ARTICLE, locales.get("kk")) == 0


def refuse() -> Catalog:
    raise AssertionError("it is read again")
