import pytest

from i18n import locales
from i18n.evidence import lengths
from i18n.evidence.pair import Article, Pair
from i18n.model import Brief, Unit


def pair(source: str, target: str, locale: str) -> Pair:
    return Article([Unit(source, target)], Brief("en", locale)).pairs[0]


def test_bounds_are_of_known_locales_and_lie_inside_each_other() -> None:
    assert set(lengths.known()) <= set(locales.known())
    for bounds in lengths.known().values():
        for usual, alarm in zip(bounds.usual, bounds.alarm, strict=True):
            assert usual[0] == alarm[0]
            assert alarm[1] < usual[1] < usual[2] < alarm[2]
        assert bounds.passage[0] < bounds.passage[1]


@pytest.mark.parametrize(
    ("target", "size"),
    [
        ("[Мост](https://example.org/bridge) открыт", 11),
        ("Мост (Old Bridge) открыт", 11),
        ("Мост (старый) открыт", 20),
    ],
)
def test_markup_and_foreign_names_in_brackets_are_not_measured(target: str, size: int) -> None:
    assert lengths.translated(pair("The bridge is open", target, "ru")) == size


def test_a_band_holds_below_its_size() -> None:
    bands = ((40, 0.5, 2.0), (float("inf"), 0.7, 1.5))

    assert [lengths.band(bands, size) for size in (39, 40, 4000)] == [
        (0.5, 2.0),
        (0.7, 1.5),
        (0.7, 1.5),
    ]


def test_far_is_twice_out_of_bounds() -> None:
    assert [lengths.far(ratio, 0.6, 2.0) for ratio in (0.29, 0.31, 3.9, 4.1)] == [
        True,
        False,
        False,
        True,
    ]
