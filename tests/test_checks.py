from itertools import chain

import pytest
from checking import CORPUS, cases, inspected, mended, said

from i18n.checks import CHECKS, manual
from i18n.evidence.problem import Severity
from i18n.inspector import Inspector
from i18n.model import Brief, Unit


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_says_what_its_corpus_expects(name: str) -> None:
    seen = list(inspected(name))

    assert {case.name: [said(one) for one in found] for case, found in seen} == {
        case.name: list(case.expected) for case, _ in seen
    }


@pytest.mark.parametrize("name", CHECKS)
def test_a_fix_of_a_check_does_what_its_corpus_expects(name: str) -> None:
    for case, found in inspected(name):
        fixed = case.unit.target if case.fixed is None else case.fixed

        assert mended(case.unit, found) == fixed


@pytest.mark.parametrize("name", CHECKS)
def test_a_corpus_has_what_a_check_finds_and_what_it_passes_over(name: str) -> None:
    every = cases(name)

    assert any(case.expected for case in every)
    assert any(not case.expected for case in every)


@pytest.mark.parametrize("name", CHECKS)
def test_a_problem_points_into_the_texts(name: str) -> None:
    for case, found in inspected(name):
        for problem in (one.problem for one in found):
            for text, (start, end) in chain(
                ((case.unit.source, span) for span in problem.source),
                ((case.unit.target, span) for span in problem.target),
            ):
                assert 0 <= start < end <= len(text)


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_finds_errors_where_its_row_says_so(name: str) -> None:
    row = CHECKS[name]
    found = [one.severity for _, every in inspected(name) for one in every]

    assert (Severity.ERROR in found) is (row.errors or row.severity is Severity.ERROR)


def test_a_check_is_a_module_with_a_manual_and_a_corpus() -> None:
    modules = {path.stem for path in CORPUS.glob("*.po")}

    assert modules == set(CHECKS)
    assert all("To mend it" in manual(name) for name in CHECKS)


def test_a_sentence_without_a_translation_is_told_once() -> None:
    units = [Unit("On Monday 12 banks lent $5 million.", target) for target in ("", " ")]

    found = Inspector().inspect(units, Brief("en", "ru"))

    assert [one.check for one in found] == ["empty", "empty"]
