import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from fakes import Fake
from services.service import shout

from i18n.answers import Answers
from i18n.dispatch.interpreter import Interpreter
from i18n.dispatch.meter import Meter
from i18n.engines.engine import Limits, Traits, Usage
from i18n.engines.facts import Price
from i18n.engines.faults import (
    BadOutput,
    EngineError,
    Off,
    RateLimited,
    Refused,
    Transient,
    Unreachable,
)
from i18n.mask import mask
from i18n.model import Brief, Term

RU = Brief("en", "ru")
STORY = ("The forum opened.", "See *rain* now.", "It rained in the valley.")


@pytest.fixture
def answers(tmp_path: Path) -> Answers:
    return Answers(tmp_path / "answers.sqlite")


def ask(interpreter: Interpreter, *texts: str, brief: Brief = RU) -> dict[str, str | EngineError]:
    lines = tuple(map(mask, texts))
    results = interpreter.translate([lines], brief)
    return {text: results[line.text] for text, line in zip(texts, lines, strict=True)}


def right(*texts: str) -> dict[str, str]:
    return {text: shout(mask(text).text, "ru") for text in texts}


def test_texts_that_travel_by_themselves_keep_their_own_numbers(answers) -> None:
    engine = Fake()

    assert ask(Interpreter(engine, answers), *STORY, "Snow on **it**.") == right(
        *STORY, "Snow on **it**."
    )
    assert engine.texts == [
        (STORY[0], "See {0}rain{1} now.", STORY[2], "Snow on {0}it{1}."),
    ]


def test_only_what_lost_its_markup_is_asked_again_in_the_second_form(answers) -> None:
    engine = Fake(answer=lambda text, to: shout(text, to).replace("{", "").replace("}", ""))

    assert ask(Interpreter(engine, answers), *STORY) == right(*STORY)
    assert engine.texts[1:] == [("See [[0]]rain[[1]] now.",)]


def test_what_is_wrong_without_markup_is_not_paid_for_twice(answers) -> None:
    engine = Fake(answer=lambda text, to: "" if "rained" in text else shout(text, to))

    found = ask(Interpreter(engine, answers), *STORY)

    assert isinstance(found.pop(STORY[2]), BadOutput)
    assert found == right(*STORY[:2])
    assert len(engine.asked) == 1


def test_bad_output_that_brings_the_good_answers_costs_only_the_bad_ones(answers) -> None:
    asked = []

    def translate(texts, brief):
        asked.append(texts)
        good = tuple(None if "rained" in t else shout(t, brief.target) for t in texts)
        raise BadOutput("one is missing", answers=good if any(good) else ())

    engine = Fake()
    engine.translate = translate  # type: ignore[method-assign]
    found = ask(Interpreter(engine, answers), *STORY)

    assert str(found.pop(STORY[2])) == "one is missing"
    assert found == right(*STORY[:2])
    assert [len(texts) for texts in asked] == [3, 1]


def test_a_request_that_fails_as_a_whole_is_halved(answers) -> None:
    def answer(text: str, to: str) -> str:
        if "poison" in text:
            raise Transient("fake stumbled")
        return shout(text, to)

    texts = ("One is here.", "Two is here.", "This is poison.", "Four is here.", "Five is here.")
    engine = Fake(answer=answer)
    found = ask(Interpreter(engine, answers), *texts)

    assert str(found.pop("This is poison.")) == "fake stumbled"
    assert found == right(*(text for text in texts if "poison" not in text))


def test_no_request_has_more_texts_than_the_limit(answers) -> None:
    engine = Fake(limits=Limits(rate=1e6, items=2))
    texts = tuple(f"Town {n} is wet." for n in range(5))

    assert ask(Interpreter(engine, answers), *texts) == right(*texts)
    assert [len(one) for one in engine.texts] == [2, 2, 1]


def test_what_an_engine_could_not_do_is_not_paid_for_again(answers) -> None:
    engine = Fake(answer=lambda text, to: "" if "rained" in text else shout(text, to))
    first = ask(Interpreter(engine, answers), *STORY)
    asked = len(engine.asked)

    second = ask(Interpreter(engine, answers), STORY[2])

    assert str(second[STORY[2]]) == str(first[STORY[2]]) == "a sentence came back empty"
    assert len(engine.asked) == asked
    engine.answer = shout
    assert ask(Interpreter(engine, answers, retry=True), STORY[2]) == right(STORY[2])


def test_a_stumble_is_no_refusal(answers) -> None:
    def answer(text: str, to: str) -> str:
        raise Transient("fake stumbled")

    ask(Interpreter(Fake(answer=answer), answers), *STORY)

    assert ask(Interpreter(Fake(), answers), *STORY) == right(*STORY)


# -- what an engine is told


TERMS = (Term("rain", ("дождь",)), Term("snow", ("снег",)))
TOLD = Brief("en", "ru", "The weather", TERMS)


def test_an_engine_hears_only_what_it_makes_use_of(answers) -> None:
    deaf, keen = Fake(), Fake(traits_=Traits(context=True, terms=True))
    for engine in (deaf, keen):
        ask(Interpreter(engine, answers), "Rain fell.", brief=TOLD)

    assert [(b.context, b.terms) for _, b in deaf.asked] == [("", ())]
    assert [(b.context, b.terms) for _, b in keen.asked] == [("The weather", TERMS)]


@pytest.mark.parametrize(
    ("brief", "stored"),
    [
        (TOLD, True),
        (Brief("en", "ru", "Another article", TERMS), False),
        (Brief("en", "ru", "The weather", (Term("rain", ("дождик",)),)), False),
        (Brief("en", "ru", "The weather", (TERMS[0], Term("sun", ("солнце",)))), True),
    ],
)
def test_an_answer_is_kept_under_the_context_and_the_terms_in_it(answers, brief, stored) -> None:
    keen = Interpreter(Fake(traits_=Traits(context=True, terms=True)), answers)
    ask(keen, "Rain fell.", brief=TOLD)

    assert (keen.stored(brief, "Rain fell.") is not None) == stored


def test_an_engine_that_hears_nothing_of_them_keeps_one_answer_for_all(answers) -> None:
    deaf = Interpreter(Fake(), answers)
    ask(deaf, "Rain fell.", brief=TOLD)

    assert deaf.stored(RU, "Rain fell.") == shout("Rain fell.", "ru")


# -- money


def test_the_budget_is_never_exceeded(answers) -> None:
    meter = Meter(budget=0.001)
    engine = Fake(limits=Limits(rate=1e6, chars=20))
    paid = Interpreter(engine, answers, Price(10.0, "USD"), meter)
    texts = tuple(f"Town {n:02} is wet." for n in range(20))

    found = ask(paid, *texts)

    sent = sum(len(text) for one in engine.texts for text in one)
    assert meter.spent == pytest.approx({"USD": sent * 10 / 1e6})
    assert 0.0008 < meter.spent["USD"] <= 0.001
    off = [error for error in found.values() if isinstance(error, EngineError)]
    assert {str(error) for error in off} == {"the budget of 0.001 would be exceeded"}
    assert isinstance(paid.pace.off, Off)


@pytest.mark.parametrize(
    ("fault", "charged"),
    [
        (Refused("fake has no key"), False),
        (Unreachable("fake cannot be reached"), False),
        (RateLimited("fake wants fewer requests"), False),
        (Transient("fake answered with HTTP status 503", charged=False), False),
        (Transient("fake broke the connection off"), True),
        (BadOutput("fake gave 3 lines for 2"), True),
    ],
)
def test_what_is_not_charged_is_not_counted(answers, fault, charged) -> None:
    def translate(texts, brief):
        raise fault

    meter, engine = Meter(), Fake()
    engine.translate = translate  # type: ignore[method-assign]
    ask(Interpreter(engine, answers, Price(10.0, "USD"), meter), "Rain fell.")

    assert (meter.spent != {}) == charged


def test_currencies_are_never_added_up(answers) -> None:
    meter = Meter()
    for currency in ("USD", "EUR"):
        engine = Fake(name=f"fake {currency}")
        ask(Interpreter(engine, answers, Price(100.0, currency), meter), "Rain fell.")

    assert meter.spent == pytest.approx({"USD": 0.001, "EUR": 0.001})


def test_markup_costs_nothing_where_the_service_does_not_count_it(answers) -> None:
    for markup, counted in ((True, len("See {0}rain{1} now.")), (False, len("See rain now."))):
        meter = Meter()
        price = Price(10.0, "USD", markup=markup)
        ask(Interpreter(Fake(name=f"fake{markup}"), answers, price, meter), STORY[1])

        assert meter.spent == pytest.approx({"USD": counted * 10 / 1e6})


@dataclass
class Counter(Fake):
    """A fake whose service counts tokens: so many for each request."""

    each: Usage = field(default_factory=lambda: Usage(1000, 500))
    mine: threading.local = field(default_factory=threading.local)

    @property
    def used(self) -> Usage:
        return getattr(self.mine, "used", Usage())

    def translate(self, texts, brief):
        if "refused" in texts[0]:
            raise RateLimited("fake wants fewer requests")
        self.mine.used = self.used + self.each
        return super().translate(texts, brief)


def test_what_a_service_counts_takes_the_place_of_what_was_reckoned(answers) -> None:
    meter = Meter()
    price = Price(100.0, "USD", unit="tokens", answers=200.0)
    engine = Counter(limits=Limits(rate=1e6, items=1))
    ask(Interpreter(engine, answers, price, meter), *STORY)

    assert len(engine.asked) == 3
    assert meter.spent == pytest.approx({"USD": 3 * (1000 * 100 + 500 * 200) / 1e6})


def test_a_service_that_counts_more_than_was_reckoned_stops_at_the_budget(answers) -> None:
    meter = Meter(budget=1.0)
    engine = Counter(limits=Limits(rate=1e6, items=1, workers=1), each=Usage(600_000, 0))
    price = Price(1.0, "USD", unit="tokens")
    found = ask(Interpreter(engine, answers, price, meter), *(f"Town {n}." for n in range(9)))

    assert len(engine.asked) == 2
    assert sum(isinstance(result, str) for result in found.values()) == 2


def test_numbered_sentences_that_were_swapped_are_asked_for_again(answers) -> None:
    class Swapping(Fake):
        def translate(self, texts, brief):
            answers = super().translate(texts, brief)
            return [answers[1], answers[0], *answers[2:]] if len(answers) > 1 else answers

    engine = Swapping(traits_=Traits(numbered=True))
    texts = ("Title of the piece", "Its 12 laboratories opened in the autumn of that long year.")

    assert ask(Interpreter(engine, answers), *texts) == right(*texts)
    assert [len(one) for one in engine.texts] == [2, 2, 1, 1]


def test_what_is_counted_is_counted_for_its_own_request(answers) -> None:
    meter = Meter()
    engine = Counter(limits=Limits(rate=1e6, items=1, workers=8, retries=0))
    price = Price(100.0, "USD", unit="tokens", answers=200.0)
    interpreter = Interpreter(engine, answers, price, meter)
    texts = [f"Town {n} is {'refused' if n % 3 else 'wet'}." for n in range(12)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda text: ask(interpreter, text), texts))

    assert len(engine.asked) == 4
    assert meter.spent == pytest.approx({"USD": 4 * (1000 * 100 + 500 * 200) / 1e6})


def test_what_is_not_asked_for_has_a_next_step(answers) -> None:
    engine = Fake(limits=Limits(rate=1e6, longest=30), answer=lambda text, to: "")
    ask(Interpreter(engine, answers), "Rain fell.")

    found = ask(Interpreter(engine, answers), "Rain fell.", "Rain " * 20)

    assert [error.hint for error in found.values()] == [
        "translate it in the catalog, or have it asked with --retry",
        "cut the sentence, or translate it in the catalog",
    ]
