import random

import pytest

from i18n.memory import open_memory
from i18n.memory.server import Server
from i18n.model import Unit

pytestmark = pytest.mark.postgres

NOUNS = [
    "school",
    "river",
    "library",
    "train",
    "museum",
    "bridge",
    "doctor",
    "garden",
    "letter",
    "market",
    "teacher",
]


@pytest.fixture
def fresh(postgres) -> str:
    server = Server(postgres)
    server.run("DROP SCHEMA IF EXISTS tilshi CASCADE")
    server.close()
    return postgres


def test_projects_share_what_they_know_and_change_only_their_own(fresh) -> None:
    city, sport = open_memory(fresh, project="City desk"), open_memory(fresh, project="Sport")
    city.refresh("kk", "news", "1", [Unit("Rain fell.", "Жаңбыр жауды.")], trust_external=True)
    sport.refresh("kk", "news", "1", [Unit("Rain fell.", "Жауын жауды.")], trust_external=True)
    sport.forget("kk", set())
    assert sport.find("kk", "Rain fell.").origin == "City desk:news"
    assert sport.names("kk") == list(sport.all("kk")) == []

    sport.clear()

    assert city.find("kk", "Rain fell.").origin == "news"
    assert city.knows("kk", "news", "1")
    assert not sport.knows("kk", "news", "1")


def test_an_edited_sentence_is_found_among_many(fresh) -> None:
    chance = random.Random(3)
    units = {}
    while len(units) < 3000:
        words = chance.choices(NOUNS, k=7)
        source = f"The {' '.join(words)} of {len(units)}"
        units[source] = Unit(source, source.upper())
    memory = open_memory(fresh, project="City desk")
    memory.refresh("kk", "news", "1", units.values(), trust_external=True)
    memory.build("kk")
    asked = chance.sample(list(units), 40)

    found = [memory.look("kk", f"{source} or so", most=1)[0].source for source in asked]

    assert found == asked


def test_what_nobody_translates_any_more_is_swept_out(fresh) -> None:
    memory = open_memory(fresh, project="City desk")
    memory.refresh("kk", "news", "1", [Unit("Rain fell.", "Жауын.")], trust_external=True)
    memory.refresh("kk", "news", "2", [], trust_external=True)
    memory.build("kk")
    server = Server(fresh)

    assert server.run("SELECT count(*) FROM tilshi.segment") == [[0]]
    server.close()


def test_a_text_that_the_server_cannot_keep_does_not_stop_it(fresh) -> None:
    memory = open_memory(fresh, project="City desk")

    memory.refresh("kk", "news", "1", [Unit("Rain\0 fell.", "Жауын\ud800.")], trust_external=True)

    assert memory.find("kk", "Rain\0 fell.").target == "Жауын?."
