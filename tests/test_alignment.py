import pytest

from i18n.dispatch.alignment import suspects
from i18n.dispatch.hygiene import clean

SOURCES = [
    "The forum opened in Urumqi on 25 May.",
    "Why did 300 students come?",
    "They came to hear the rector of NUST MISIS, who spoke for an hour about new materials.",
    "Then it rained.",
]
ANSWERS = [
    "Форум открылся в Урумчи 25 мая.",
    "Почему приехали 300 студентов?",
    "Они приехали послушать ректора НИТУ МИСИС, который час говорил о новых материалах.",
    "Потом пошёл дождь.",
]


def test_answers_in_order_are_not_mixed() -> None:
    assert not suspects(SOURCES, ANSWERS)


@pytest.mark.parametrize("n", [1, 2, 3])
def test_rotated_answers_are_mixed(n: int) -> None:
    assert suspects(SOURCES, ANSWERS[n:] + ANSWERS[:n])


@pytest.mark.parametrize("n", [0, 1, 2])
def test_swapped_neighbours_are_mixed(n: int) -> None:
    swapped = [*ANSWERS[:n], ANSWERS[n + 1], ANSWERS[n], *ANSWERS[n + 2 :]]

    assert suspects(SOURCES, swapped)


def test_a_line_in_two_and_two_in_one_are_mixed() -> None:
    assert suspects(
        SOURCES,
        [
            ANSWERS[0] + " " + ANSWERS[1],
            "Они приехали послушать ректора",
            "НИТУ МИСИС, который час говорил о новых материалах.",
            ANSWERS[3],
        ],
    )


@pytest.mark.corpus
@pytest.mark.parametrize(("key", "alarms"), [("google_ru", 4), ("google_zh", 2)])
def test_real_answers_are_seldom_taken_for_mixed(news, key, alarms) -> None:
    parcels = [
        article["segments"][n : n + 10]
        for article in news
        for n in range(0, len(article["segments"]), 10)
    ]

    found = [p for p in parcels if suspects([s["en"] for s in p], [clean(s[key]) for s in p])]

    assert len(found) <= alarms


@pytest.mark.corpus
@pytest.mark.parametrize("key", ["google_ru", "google_zh"])
def test_real_answers_moved_by_one_line_are_seen(news, key) -> None:
    articles = [article["segments"][:10] for article in news if len(article["segments"]) > 3]

    seen = sum(
        bool(suspects([s["en"] for s in article], [s[key] for s in (*article[1:], article[0])]))
        for article in articles
    )

    assert seen >= 0.97 * len(articles)
