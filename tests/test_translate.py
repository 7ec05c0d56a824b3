import html
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from patience import in_time
from standin import Standin, shout

from i18n import engines, mask
from i18n.answers import Answers
from i18n.dispatch.answer import Answer
from i18n.dispatch.chain import Chain
from i18n.dispatch.interpreter import Interpreter
from i18n.engines.engine import Limits, Traits
from i18n.errors import UserError
from i18n.memory import open_memory
from i18n.memory.memory import Memory
from i18n.model import Brief, Mark, State, Unit
from workflow.draft import Failure
from workflow.plan import Plan, plan
from workflow.translate import translate
from workflow.typesetting import typeset
from workflow.work import Work

RU = Brief("en", "ru")
FAST = {"rate": 1000, "timeout": 1}
STORY = (
    ("The forum opened in Urumqi.",),
    (
        "Why did **300 students** come?",
        "They came to hear the rector of [NUST MISIS](https://misis.ru/en/), who spoke on metals.",
        "Then it rained.",
    ),
    ("Rain fell on `main.py` and {name} until the evening of that long day.", "2026"),
)


@pytest.fixture
def server(monkeypatch) -> Iterator[Standin]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    standin = Standin()
    yield standin
    standin.close()


@pytest.fixture
def answers(tmp_path: Path) -> Answers:
    return Answers(tmp_path / "answers.sqlite")


def chain(server: Standin, answers: Answers, memory: Memory | None = None, **options) -> Chain:
    settings = {"google": {"url": server.url, **FAST, **options}}
    return of(engines.load(["google"], settings), answers, memory)


def of(loaded, answers: Answers, memory: Memory | None = None) -> Chain:
    """A chain of engines that cost nothing."""
    return Chain([Interpreter(engine, answers) for engine in loaded], memory)


def work(*passages: tuple[str, ...], name: str = "story", brief: Brief = RU, **fields) -> Work:
    return Work(name, brief, tuple(tuple(map(Unit, passage)) for passage in passages), **fields)


def outcomes(one: Work, by: Chain) -> dict[str, Answer | Failure]:
    ((_, found),) = translate([one], {one.brief.target: by})
    return {source: outcome for (_, source), outcome in found.items()}


def expected(*passages: tuple[str, ...]) -> dict[str, Answer]:
    """What the stand-in makes of the texts, markup put back."""
    found = {}
    for text in (text for passage in passages for text in passage):
        masked = mask.mask(text)
        target = mask.unmask(masked, shout(masked.text, "ru"))
        found[text] = Answer(target, "copy" if masked.wordless else "google/web")
    return found


def test_passages_of_an_article_travel_together_and_come_back_to_their_units(
    server, answers
) -> None:
    assert outcomes(work(*STORY), chain(server, answers)) == expected(*STORY)
    assert len(server.asked) == 1


def test_articles_share_requests_and_come_out_in_order(server, answers) -> None:
    works = [work((f"Rain fell in town {n}.",), name=str(n)) for n in range(30)]

    done = list(translate(works, {"ru": chain(server, answers)}))

    assert [one.name for one, _ in done] == [str(n) for n in range(30)]
    assert all(len(found) == 1 for _, found in done)
    assert len(server.asked) <= 3


def test_units_that_are_translated_are_not_asked_for(server, answers) -> None:
    units = (Unit("Rain.", "Дождь."), Unit("Snow.", "Снег", fuzzy=True), Unit("Sun."))

    ((_, found),) = translate([Work("a", RU, (units,))], {"ru": chain(server, answers)})

    assert list(found) == [("", "Sun.")]
    assert server.texts == ["Sun."]


def test_stale_units_are_asked_for_when_told(server, answers) -> None:
    unit = Unit("Heavy rain.", "Дождь.", fuzzy=True, previous="Rain.")
    one = Work("a", RU, ((unit,),), frozenset({State.STALE}))

    assert outcomes(one, chain(server, answers)) == expected(("Heavy rain.",))


def test_a_sentence_is_asked_once_in_a_run_however_often_it_occurs(server, answers) -> None:
    title = Unit("Rain.", context="title")
    works = [work(("Rain.", "Sun."), ("Rain.",), name=str(n)) for n in range(50)]
    works.append(Work("last", RU, ((title,),)))

    done = list(translate(works, {"ru": chain(server, answers)}))

    assert server.texts == ["Rain.\nSun."]
    assert done[-1][1] == {("title", "Rain."): Answer(shout("Rain.", "ru"), "google/web")}


def test_a_second_run_asks_nothing(server, answers) -> None:
    first = outcomes(work(*STORY), chain(server, answers))
    asked = len(server.asked)

    assert outcomes(work(*STORY), chain(server, answers)) == first
    assert len(server.asked) == asked


def test_a_chain_serves_several_runs(server, answers) -> None:
    by = chain(server, answers)

    assert outcomes(work(("Rain.",)), by) == expected(("Rain.",))
    assert outcomes(work(("Sun.",)), by) == expected(("Sun.",))


def test_sentences_that_differ_in_markup_only_share_an_answer(server, answers) -> None:
    outcomes(work(("See [rain](https://a.kz) and sun.",)), chain(server, answers))
    found = outcomes(work(("See *rain* and sun.",)), chain(server, answers))

    assert found == expected(("See *rain* and sun.",))
    assert len(server.asked) == 1


def test_the_memory_comes_first_and_says_which_article(server, answers, tmp_path) -> None:
    memory = open_memory(tmp_path / "memory.sqlite")
    unit = Unit("Rain.", "Дождь.")
    unit = replace(unit, marks=(Mark("reviewed", f"Aigul 2026-11-24 {unit.hash}"),))
    memory.refresh("ru", "weather", "1", [unit], trust_external=False)

    found = outcomes(work(("Rain.", "Sun.")), chain(server, answers, memory))

    assert found == {"Rain.": Answer("Дождь.", "memory:weather 100%"), **expected(("Sun.",))}
    assert server.texts == ["Sun."]


@pytest.mark.parametrize(
    "target",
    ["Откройте [дверь](javascript:alert(1)).", "Откройте <b>дверь</b>.", "Откройте\u202e дверь."],
)
def test_the_memory_drafts_nothing_with_other_markup(server, answers, tmp_path, target) -> None:
    memory = open_memory(tmp_path / "memory.sqlite")
    memory.refresh("ru", "doors", "1", [Unit("Open the door.", target)], trust_external=True)

    found = outcomes(work(("Open the door.",)), chain(server, answers, memory))

    assert found == expected(("Open the door.",))


def test_with_nobody_to_ask_nothing_is_claimed(answers) -> None:
    assert outcomes(work(*STORY), Chain(())) == {}


def test_pseudo_needs_no_network_and_stores_nothing(answers) -> None:
    found = outcomes(work(("See *rain*.",)), of(engines.load(["pseudo"], {}), answers))

    assert found == {"See *rain*.": Answer("⟦Šéé *ŕåîñ*.··⟧", "pseudo/1")}
    assert answers.find("pseudo 1", RU, "See {0}rain{1}.") is None


# -- answers that cannot be trusted


def merged(lines: list[str]) -> list[str]:
    return [" ".join(lines[:2]), *lines[2:]] if len(lines) > 1 else lines


def rotated(lines: list[str]) -> list[str]:
    return lines[1:] + lines[:1]


def blank(lines: list[str]) -> list[str]:
    return [*lines[:-1], ""] if len(lines) > 1 else lines


def token_moved(lines: list[str]) -> list[str]:
    return (
        [lines[0] + " {5}", *(line.replace("{5}", "") for line in lines[1:])]
        if lines[1:]
        else lines
    )


@pytest.mark.parametrize("arrange", [merged, rotated, blank, token_moved])
def test_lines_that_were_mixed_up_are_asked_again_until_they_are_right(
    server, answers, arrange
) -> None:
    server.arrange = arrange

    assert outcomes(work(*STORY), chain(server, answers)) == expected(*STORY)


def test_a_passage_that_comes_back_right_alone_is_not_taken_apart(server, answers) -> None:
    server.arrange = lambda lines: merged(lines) if len(lines) > 3 else lines

    assert outcomes(work(*STORY), chain(server, answers)) == expected(*STORY)
    assert [text.count("\n") for text in server.texts] == [4, 0, 2, 0]


def test_markup_that_is_lost_is_tried_in_another_style(server, answers) -> None:
    server.answer = lambda text, target: shout(text, target).replace("{", "").replace("}", "")

    found = outcomes(work(("See *rain* now.",)), chain(server, answers))

    assert found == expected(("See *rain* now.",))
    assert server.texts == ["See {0}rain{1} now.", "See [[0]]rain[[1]] now."]


def test_markup_that_is_lost_for_good_leaves_the_unit_with_the_reason(server, answers) -> None:
    def answer(text: str, target: str) -> str:
        return "".join(char for char in shout(text, target) if char not in "{}[]")

    server.answer = answer
    found = outcomes(work(("See *rain* now.", "Sun.")), chain(server, answers))

    assert found["See *rain* now."] == Failure(
        "markup is not intact: a mark is missing or in another sentence", lasting=True
    )
    assert found["Sun."] == expected(("Sun.",))["Sun."]


def test_a_sentence_that_fails_is_not_asked_for_again_in_the_run(server, answers) -> None:
    server.answer = lambda text, target: text
    prose = "The president said that it would open."
    works = [work((prose,), name=str(n)) for n in range(200)]

    done = list(translate(works, {"ru": chain(server, answers)}))

    assert {outcome for _, found in done for outcome in found.values()} == {
        Failure("the answer is the source again", lasting=True)
    }
    assert len(server.asked) == 1


def test_one_poisoned_sentence_does_not_cost_the_others(server, answers) -> None:
    server.fault = lambda asked: "500" if "poison" in asked.text else ""
    story = (("Rain fell.", "This is poison.", "Sun shone."), ("Snow fell on the hills.",))

    found = outcomes(work(*story), chain(server, answers, retries=1))

    assert found.pop("This is poison.") == Failure(
        "google answered with HTTP status 500", lasting=False
    )
    assert found == {
        text: answer for text, answer in expected(*story).items() if "poison" not in text
    }


def test_a_sentence_beyond_the_limit_is_not_sent(server, answers) -> None:
    found = outcomes(work(("Rain " * 2000, "Sun.")), chain(server, answers))

    assert found["Rain " * 2000].reason == "9999 characters in one sentence, google takes 4900"
    assert server.texts == ["Sun."]


# -- engines that do not answer


def test_an_unreachable_engine_is_given_up(answers, tmp_path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    memory = open_memory(tmp_path / "memory.sqlite")
    memory.refresh("ru", "weather", "1", [Unit("Rain.", "Дождь.")], trust_external=True)
    by = of(engines.load(["google"], {"google": {"url": url}}), answers, memory)
    works = [work(("Rain.", f"Town {n} is wet."), name=str(n)) for n in range(1000)]

    with in_time():
        done = list(translate(works, {"ru": by}))

    assert len(done) == 1000
    assert all(found["", "Rain."] == Answer("Дождь.", "memory:weather 100%") for _, found in done)
    assert {found["", f"Town {one.name} is wet."] for one, found in done} == {
        Failure("google cannot be reached", lasting=False)
    }


def test_a_blocked_engine_is_asked_a_limited_number_of_times(server, answers) -> None:
    server.fault = lambda asked: "429"
    works = [work((f"Town {n} is wet. " * 50,), name=str(n)) for n in range(100)]

    done = list(translate(works, {"ru": chain(server, answers)}))

    assert len(done) == 100
    assert all(isinstance(o, Failure) for _, found in done for o in found.values())
    assert len(server.asked) < 40


def test_an_unknown_language_is_refused_before_any_request(server, answers) -> None:
    one = work(("Rain.",), brief=Brief("tlh", "ru"))

    assert outcomes(one, chain(server, answers)) == {
        "Rain.": Failure("google does not know the language 'tlh'", lasting=False)
    }
    assert server.asked == []


@dataclass(frozen=True)
class Second:
    """An engine for what the first could not do."""

    name: str = "second"
    version: str = "1"
    network: str = "remote"
    natural: bool = True
    notice: str = ""
    limits: Limits = field(default_factory=Limits)

    def traits(self, brief: Brief) -> Traits:
        return Traits()

    def translate(self, texts: list[str], brief: Brief) -> list[str]:
        return ["ответ" for _ in texts]

    def close(self) -> None: ...


def test_what_one_engine_cannot_do_the_next_one_does(server, answers) -> None:
    server.fault = lambda asked: "400" if "Rain" in asked.text else ""
    (google,) = engines.load(["google"], {"google": {"url": server.url, **FAST}})

    found = outcomes(work(("Rain fell.", "Sun shone.")), of((google, Second()), answers))

    assert found == {"Rain fell.": Answer("ответ", "second/1"), **expected(("Sun shone.",))}


def test_a_store_that_cannot_be_written_ends_the_run_with_a_message(server, answers) -> None:
    answers._store.rows("PRAGMA max_page_count = 1")
    passages = [(f"Town {n} is wet. " * 80,) for n in range(10)]

    with pytest.raises(UserError, match="full"):
        outcomes(work(*passages), chain(server, answers))


def test_closing_the_run_stops_the_asking(server, answers) -> None:
    server.delay = 0.02
    works = (work((f"Town {n} is wet. " * 80,), name=str(n)) for n in range(1000))
    run = translate(works, {"ru": chain(server, answers)})
    next(run)
    run.close()
    asked = len(server.asked)
    time.sleep(0.1)

    assert asked < 30
    assert len(server.asked) == asked


# -- how much it would be


def test_an_estimate_asks_nobody(server, answers, tmp_path) -> None:
    memory = open_memory(tmp_path / "memory.sqlite")
    memory.refresh("ru", "weather", "1", [Unit("Rain.", "Дождь.")], trust_external=True)
    outcomes(work(("Sun shone.",)), chain(server, answers))
    server.asked.clear()
    one = work(("Rain.", "Sun shone.", "Snow fell.", "2026"), ("Snow fell.",))

    found = plan([one, one], {"ru": chain(server, answers, memory)})

    expected = Plan(
        "ru", 8, memory=2, stored=5, asked=1, characters=11, requests=1, engine="google"
    )

    assert found == (expected,)
    assert server.asked == []


def test_a_plan_counts_the_requests_of_an_engine_that_takes_few_texts(server, answers) -> None:
    one = work(tuple(f"Town {n} is wet." for n in range(7)))

    (found,) = plan([one], {"ru": chain(server, answers, items=2)})

    assert (found.asked, found.requests) == (7, 4)


# -- kill -9

RUN = """
import json, sys
from pathlib import Path
from i18n import engines
from i18n.answers import Answers
from i18n.dispatch.chain import Chain
from i18n.dispatch.interpreter import Interpreter
from i18n.model import Brief, Unit
from workflow.translate import translate
from workflow.work import Work
url, path = sys.argv[1:]
(google,) = engines.load(["google"], {"google": {"url": url, "rate": 1000}})
chains = {"ru": Chain([Interpreter(google, Answers(Path(path)))])}
units = [(Unit(f"Sentence {n} tells of town {n * 7} in the rain. " * 12),) for n in range(120)]
for work, found in translate([Work("a", Brief("en", "ru"), tuple(units))], chains):
    print(sum(type(one).__name__ == "Answer" for one in found.values()))
"""


def lines(log: Path, least: int) -> list[str]:
    """The lines of a growing file, once there are so many."""
    for _ in range(1000):
        found = log.read_text("utf-8").splitlines()
        if len(found) >= least:
            return found
        time.sleep(0.01)
    raise AssertionError(f"{log} never had {least} lines")


def test_a_killed_run_loses_no_answer_and_asks_none_twice(tmp_path) -> None:
    (tmp_path / "none.json").write_text("{}")
    log, path = tmp_path / "log", tmp_path / "a.sqlite"
    standin = [sys.executable, Path(__file__).with_name("standin.py"), tmp_path / "none.json"]
    environment = os.environ | {"NO_PROXY": "127.0.0.1"}
    chance = random.Random(1)
    with log.open("w") as file, subprocess.Popen([*standin, "0.03"], stdout=file) as server:
        command = [sys.executable, "-c", RUN, lines(log, 1)[0], path]
        for _ in range(6):
            run = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
            lines(log, len(lines(log, 1)) + chance.randint(2, 5))
            time.sleep(chance.random() / 50)
            run.send_signal(signal.SIGKILL)
            run.wait()
        kept = len(Answers(path)._store.rows("SELECT 1 FROM answer"))
        last = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        server.kill()
    texts = Counter(json.loads(line)[1] for line in lines(log, 1)[1:])

    assert last.stdout == "120\n"
    assert 0 < kept < 120
    assert sum(texts.values()) - len(texts) <= 6 * 4  # what was under way at a kill, no more


# -- the news


@pytest.mark.corpus
@pytest.mark.parametrize(("locale", "theirs"), [("ru", "ru"), ("zh_Hans", "zh-CN")])
def test_every_sentence_of_the_news_gets_its_answer_from_a_faulty_engine(
    server, answers, news, locale, theirs
) -> None:
    key = f"google_{locale[:2]}"
    right = {s["en"]: html.unescape(s[key]) for article in news for s in article["segments"]}
    masked = {mask.mask(source): target for source, target in right.items()}
    server.stored = {theirs: {one.text: mask.mask(target).text for one, target in masked.items()}}
    server.unlucky(0.2)
    works = [
        work(
            *(
                tuple(s["en"] for s in article["segments"][n : n + 3])
                for n in range(0, len(article["segments"]), 3)
            ),
            name=article["doc"],
            brief=Brief("en", locale),
        )
        for article in news
    ]

    found = {
        source: outcome
        for _, one in translate(works, {locale: chain(server, answers, rate=1000, workers=8)})
        for (_, source), outcome in one.items()
    }

    told = {source: Answer(target, "google/web") for source, target in right.items()}
    expected = {
        source: answer
        for one in works
        for (_, source), answer in typeset(
            one, {u.key: told[u.source] for p in one.passages for u in p}
        ).items()
    }
    assert found == expected
    assert len(server.asked) < len(right) / 5
