"""The glossary in a newsroom: hints for translators, and the commands."""

import itertools
import json
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import Fake
from newsroom import Newsroom

from i18n import engines
from i18n.engines.engine import Traits
from i18n.glossary.forms import present
from i18n.glossary.matcher import found
from i18n.glossary.usage import misuses
from i18n.model import Brief, State
from workflow import terms
from workflow.drafting import Drafting
from workflow.extract import units, with_terms
from workflow.inspection import Inspection, brief_of
from workflow.pipeline import live
from workflow.project import Project
from workflow.settings import Checks

ROOT = Path(__file__).parents[1]

GLOSSARY = """\
term,note,do not translate,must,ru,ru forbidden,kk
laboratory,,,,лаборатория,лабораторка,зертхана
Almaty,the city,,yes,Алматы,Алма-Ата,Алматы
rector,,,,ректор,,ректор
QazLab,,yes,,,,
"""
LABORATORY = "term: laboratory → лаборатория (not: лабораторка)"
ALMATY = "term: Almaty → Алматы (not: Алма-Ата) – the city"


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    room = Newsroom(tmp_path)
    room.write("glossary.csv", GLOSSARY)
    return room


def translate(room: Newsroom, **words: str) -> None:
    """Put translations into the Russian catalog, as a PO editor does: `source start=target`."""
    path = "locales/ru/LC_MESSAGES/news.po"
    lines = room.read(path).split("\n")
    for start, target in words.items():
        place = next(n for n, line in enumerate(lines) if line.startswith(f'msgid "{start}'))
        lines[place + 1] = f'msgstr "{target}"'
    room.write(path, "\n".join(lines))


def test_translators_see_the_terms_of_their_language(room: Newsroom) -> None:
    room.tilshi("extract")

    assert [unit.hints[-2:] for unit in room.catalog("news", "ru").units] == [
        (LABORATORY, ALMATY),
        (LABORATORY, ALMATY),
        (
            "before: The university opened a laboratory in Almaty.",
            "after: The rector thanked the partners.",
        ),
        ("before: It has 12 rooms.", "term: rector → ректор"),
    ]
    assert room.catalog("news", "kk").units[0].hints[-2:] == (
        "term: laboratory → зертхана",
        "term: Almaty → Алматы – the city",
    )


def test_extracting_again_changes_nothing(room: Newsroom) -> None:
    room.tilshi("extract")
    once = room.files()

    assert "0 catalogs changed" in room.tilshi("extract")
    assert room.files() == once


def test_a_changed_glossary_changes_hints_and_no_approval(room: Newsroom) -> None:
    room.tilshi("translate", "--engine", "pseudo", "-l", "ru")
    room.tilshi("review", "--approve-all", "--name", "An Editor")
    before = room.catalog("news", "ru")

    room.write("glossary.csv", GLOSSARY.replace("the city", "the largest city"))
    assert room.tilshi("extract") == (
        "locales/ru/LC_MESSAGES/news.po: terms brought up to date\n"
        "locales/kk/LC_MESSAGES/news.po: 4 new\n"
        "Extracted 1 article, 2 catalogs changed.\n"
    )

    after = room.catalog("news", "ru")
    assert after.units[0].hints[-1] == ALMATY.replace("the city", "the largest city")
    assert room.states("news", "ru") == [State.APPROVED] * 4
    assert [unit.marks for unit in after.units] == [unit.marks for unit in before.units]


def test_without_a_glossary_there_are_no_hints_of_terms(room: Newsroom) -> None:
    room.tilshi("extract")
    (room.root / "glossary.csv").unlink()
    room.tilshi("extract")

    hints = [hint for unit in room.catalog("news", "ru").units for hint in unit.hints]
    assert [hint for hint in hints if hint.startswith("term: ")] == []


def test_a_glossary_elsewhere_is_named_in_the_settings(room: Newsroom) -> None:
    (room.root / "glossary.csv").rename(room.root / "names.csv")
    room.write("tilshi.toml", 'glossary = "names.csv"\n' + room.settings)

    assert "Almaty · must · the city  (2)" in room.tilshi("glossary", "list")


def test_a_glossary_that_the_settings_name_has_to_be_there(room: Newsroom) -> None:
    room.write("tilshi.toml", 'glossary = "names.csv"\n' + room.settings)

    for command in (["extract"], ["glossary", "list"]):
        done = room.run(*command)
        assert (done.returncode, done.stderr) == (
            1,
            (
                "Error: tilshi.toml: there is no glossary 'names.csv'\n"
                "  hint: mend its name, or make the file, with `term` in its first line\n"
            ),
        )
    room.write("names.csv", "term\n")
    assert room.tilshi("glossary", "list") == "No terms yet: write them into names.csv.\n"


def test_a_moved_text_says_that_its_place_changed(room: Newsroom) -> None:
    room.tilshi("extract")
    text = room.read("articles/news.txt")
    room.write("articles/news.txt", text.replace("\n\nThe rector", "\n\n\nThe rector"))

    assert "news.po: places brought up to date\n" in room.tilshi("extract", "-l", "ru")


def test_a_bad_glossary_is_one_clear_error(room: Newsroom) -> None:
    room.write("articles/more.txt", "More news\n")
    room.write("glossary.csv", GLOSSARY + "rector,,,,\n")

    for command in (["extract"], ["build"], ["glossary", "list"]):
        done = room.run(*command)
        assert (done.returncode, done.stderr) == (
            1,
            (
                "Error: glossary.csv:6: 'rector' is in line 4 already\n"
                "  hint: put the forms into one line, with | between them\n"
            ),
        )


def test_the_reviewer_sees_the_terms(room: Newsroom) -> None:
    room.tilshi("translate", "--engine", "pseudo", "-l", "ru")

    said = room.tilshi("review", "news", "-l", "ru", given="q\n")

    terms = (hint.replace("term: ", "  term  ") for hint in (LABORATORY, ALMATY))
    assert "\n".join(terms) in said


def test_what_is_not_translated_is_kept_from_engines(room: Newsroom) -> None:
    room.write("articles/news.txt", "QazLab opens\n\nNear QazLab’s rooms.\n")

    room.tilshi("translate", "--engine", "pseudo", "-l", "ru")

    targets = [unit.target for unit in room.catalog("news", "ru").units]
    assert ["QazLab" in target for target in targets] == [True, True]
    assert "Near" not in targets[1]


def test_an_engine_that_takes_a_glossary_gets_it(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.tilshi("extract")
    project, engine = room.project, Fake("pseudo", traits_=Traits(terms=True))
    monkeypatch.setattr(engines, "load", lambda names, settings: [engine])

    with (
        project.stamps() as stamps,
        Drafting(
            project, project.articles, project.locales(["kk"]), stamps, engine="pseudo"
        ) as drafting,
    ):
        list(drafting.run(lambda count: None))

    assert {brief.terms for _, brief in engine.asked} == {project.glossary.terms("kk")}


def test_the_list_says_how_often_each_term_is_used(room: Newsroom) -> None:
    assert room.tilshi("glossary", "list", "-l", "ru") == (
        "laboratory  (2)\n"
        "  ru        лаборатория  not: лабораторка\n"
        "Almaty · must · the city  (2)\n"
        "  ru        Алматы  not: Алма-Ата\n"
        "rector  (1)\n"
        "  ru        ректор\n"
        "QazLab · as it is  (0)\n"
    )


def test_the_list_is_there_for_programs(room: Newsroom) -> None:
    rows = json.loads(room.tilshi("glossary", "list", "-l", "ru", "--json"))

    assert rows[1] == {
        "term": "Almaty",
        "part_of_speech": "",
        "note": "the city",
        "do_not_translate": False,
        "must": True,
        "uses": 2,
        "forms": {"ru": {"approved": ["Алматы"], "forbidden": ["Алма-Ата"]}},
    }


def test_a_text_can_be_looked_through(room: Newsroom) -> None:
    said = room.tilshi("glossary", "look", "Both laboratories of QazLab", "-l", "kk")

    assert said == "laboratory\n  kk        зертхана\nQazLab · as it is\n"
    assert room.tilshi("glossary", "look", "Nothing") == "No term of the glossary is in it.\n"


def check(room: Newsroom, *words: str) -> list[str]:
    """What is said of terms in the Russian catalog: gravity and message."""
    done = room.run(
        "check", "-l", "ru", "--select", "glossary,forbidden", "--format", "json", *words
    )
    return [f"{one['severity']}: {one['message']}" for one in json.loads(done.stdout)]


def test_the_check_passes_a_translation_that_inflects(room: Newsroom) -> None:
    room.tilshi("extract")
    translate(
        room,
        **{
            "Laboratory opens": "В Алматы открылась лаборатория",
            "The university": "Об открытии лаборатории в Алматы сообщил университет.",
            "The rector": "Ректору спасибо сказали партнеры.",
        },
    )

    assert check(room) == []


def test_the_check_names_what_is_missing_and_what_must_not_stand_there(room: Newsroom) -> None:
    room.tilshi("extract")
    translate(
        room,
        **{
            "Laboratory opens": "Лабораторка открылась в Алматы",
            "The university": "Университет открыл лабораторию в городе.",
            "The rector": "Он поблагодарил партнеров.",
        },
    )

    assert check(room) == [
        "error: “лабораторка” must not stand for “laboratory”; write “лаборатория”",
        "error: “Almaty” is not translated as “Алматы”",
        "warning: “rector” is not translated as “ректор”",
    ]


def test_terms_come_in_and_go_out_as_tbx(room: Newsroom, tmp_path: Path) -> None:
    room.tilshi("glossary", "export", "terms.tbx")
    other = Newsroom(tmp_path / "other")

    said = other.tilshi("glossary", "import", str(room.root / "terms.tbx"))

    assert said == "glossary.csv: 4 new terms, 0 filled in, 0 conflicts.\n"
    assert other.project.glossary == room.project.glossary
    once = other.files()
    assert "0 new terms, 0 filled in" in other.tilshi(
        "glossary", "import", str(room.root / "terms.tbx")
    )
    assert other.files() == once


def test_an_import_leaves_what_people_wrote_and_lists_the_conflicts(room: Newsroom) -> None:
    room.write("glossary.csv", "\ufeff" + GLOSSARY.replace(",", ";"))
    room.write("more.csv", "term,ru,kk forbidden\nrector,директор,\ndean,декан,дин\n")

    done = room.run("glossary", "import", "more.csv")

    assert (done.returncode, done.stdout) == (
        1,
        (
            "left as it is: rector: ru approved: ректор here, директор there\n"
            "glossary.csv: 1 new term, 0 filled in, 1 conflict.\n"
        ),
    )
    lines = room.read("glossary.csv").split("\n")
    assert lines[0] == "\ufeff" + GLOSSARY.partition("\n")[0].replace(",", ";") + ";kk forbidden"
    assert lines[3:6] == ["rector;;;;ректор;;ректор;", "QazLab;;yes;;;;;", "dean;;;;декан;;;дин"]


def test_an_import_leaves_out_languages_the_project_does_not_have(room: Newsroom) -> None:
    room.write("more.csv", "term,ru,fr,zh-Hans\ndean,декан,doyen,院长\n")

    assert room.tilshi("glossary", "import", "more.csv") == (
        "left out: fr, zh_Hans: the project does not translate into them\n"
        "glossary.csv: 1 new term, 0 filled in, 0 conflicts.\n"
    )
    assert room.read("glossary.csv") == GLOSSARY + "dean,,,,декан,,\n"


def test_a_csv_goes_out_too_and_other_files_do_not(room: Newsroom) -> None:
    room.tilshi("glossary", "export", "terms.csv")
    done = room.run("glossary", "export", "terms.xlsx")

    assert room.read("terms.csv").startswith("term,part of speech,note,do not translate,must,ru")
    assert (done.returncode, done.stderr) == (
        1,
        (
            "Error: terms.xlsx: a glossary is .tbx or .csv, not .xlsx\n"
            "  hint: give the file one of these names\n"
        ),
    )


def test_the_shipped_catalogs_say_what_the_shipped_glossary_says() -> None:
    project = Project(ROOT)
    articles, locales = project.select(["from-urumqi-to-moscow"]), project.locales([])
    terms_only = Inspection(Checks(), ["glossary", "forbidden"])

    uses = terms.uses(project.glossary, terms.sentences(project, articles), project.source)

    for article, locale in itertools.product(articles, locales):
        catalog = project.catalog(article, locale)
        assert catalog
        assert terms_only.inspect(catalog.units, brief_of(project, locale)) == ()
    assert len(uses) > 30


def test_the_shipped_catalogs_have_the_hints_of_the_shipped_glossary() -> None:
    project = Project(ROOT)

    for article in project.articles:
        wanted = tuple(units(project.document(article), article.path))
        for locale in project.locales([]):
            catalog = project.catalog(article, locale)
            assert catalog
            named = with_terms(wanted, project.terms(locale), project.source)
            hints = {unit.key: unit.hints for unit in catalog.units if not unit.obsolete}
            assert hints == {unit.key: unit.hints for unit in named}


def test_every_term_of_the_shipped_catalogs_is_asked_for_when_it_is_taken_out() -> None:
    project = Project(ROOT)
    places, asked = 0, 0

    for article, locale in itertools.product(project.articles, project.locales([])):
        brief = Brief("en", locale.code, terms=project.terms(locale))
        for unit in live(project.catalog(article, locale)):
            for term in {hit.term for hit in found(unit.source, brief.terms, "en")}:
                text = list(unit.target)
                for start, end in present(term, unit.target, locale.code):
                    text[start:end] = "☃" * (end - start)
                without = replace(unit, target="".join(text))
                places += bool(unit.target)
                asked += term in {one.term for one in misuses(without, brief)}

    assert places > 150
    assert asked == places
