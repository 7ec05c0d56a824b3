"""Whatever an engine does to a unit, its markup is that of its source, or there is no answer."""

from itertools import islice
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.markup import intact, judged, structure
from benchmarks.units import KEPT, Unit, units
from i18n.mask import mask
from i18n.styles import STYLES


@pytest.mark.parametrize("style", STYLES)
def test_no_unit_is_broken_and_harmless_changes_are_put_up_with(style: str) -> None:
    tally = judged(style, 300)

    assert tally.broken == ()
    assert tally.accepted > 60
    assert tally.recovered > 0.97


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(list(STYLES)), st.integers(1, 2**32))
def test_no_unit_of_any_seed_is_broken(style: str, seed: int) -> None:
    assert judged(style, 3, seed).broken == ()


@pytest.mark.parametrize("style", ["xml", "html"])
def test_elements_are_well_formed_to_a_strict_parser(style: str) -> None:
    for unit in islice(units(), 1000):
        masked = mask(unit.source, KEPT)
        root = ElementTree.fromstring(f"<r>{masked.render(masked.start, STYLES[style])}</r>")
        pairs = sum(token.mate > place for place, token in enumerate(masked.tokens))

        assert len(list(root.iter())) - 1 == len(masked.tokens) - pairs


@pytest.mark.parametrize(
    "target",
    [
        "Это очень важно: https://a.kz и MISIS.",
        "Это **очень** важно: https://b.kz и MISIS.",
        "Это ** очень ** важно: https://a.kz и MISIS.",
        "Это **очень** важно: https://a.kz и МИСИС.",
        "Это **очень** важно: https://a.kz и MISIS MISIS.",
        "Это **очень <b>важно</b>**: https://a.kz и MISIS.",
    ],
)
def test_the_judge_sees_what_is_broken(target: str) -> None:
    source = "This is **very** important: https://a.kz and MISIS."
    unit, masked = Unit(source, frozenset({"https://a.kz", "MISIS"})), mask(source, ("MISIS",))

    assert intact(unit, masked, "Это **очень** важно: https://a.kz и MISIS.")
    assert not intact(unit, masked, target)


def test_the_judge_knows_links_by_their_words() -> None:
    assert structure("see [ref] and [*this*][ref]") == structure("см. [это] и [*это*][ref]")
    assert structure("see [this][ref]") != structure("см. [это][другое]")
