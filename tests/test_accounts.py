import io
import sys
import time

from i18n.dispatch.meter import Meter
from i18n.engines.facts import Price
from workflow.accounts import money, paid, translating
from workflow.plan import Plan


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_one_bar_shows_what_is_done_the_rate_the_cost_and_the_time_left(monkeypatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    meter = Meter()
    with translating(
        [Plan("ru", asked=40), Plan("kk", asked=60)], meter, {"acme": Price(9, "EUR")}
    ) as tick:
        with meter.paying(1.25, "EUR"):
            tick(30)
        time.sleep(1.1)  # click reckons the time that is left once a second
        tick(20)

    assert "Translating" in screen.getvalue()
    assert "50/100" in screen.getvalue()
    assert " a second, 1.25 EUR so far" in screen.getvalue()
    assert "00:00:0" in screen.getvalue()


def test_in_a_pipe_there_is_no_bar(capsys) -> None:
    with translating([Plan("ru", asked=40)], Meter(), {}) as tick:
        tick(40)

    assert capsys.readouterr() == ("", "")


def test_money_is_said_in_its_currency() -> None:
    assert [money(amount, "USD") for amount in (0, 0.004, 1.239)] == [
        "none",
        "under 0.01 USD",
        "1.24 USD",
    ]
    assert paid({"USD": 1.5, "EUR": 0.2, "KZT": 0}) == "1.50 USD and 0.20 EUR"
    assert paid({}) == "nothing"
