import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import deep_translator.constants
import deep_translator.google
import pytest
from standin import Asked, Standin, shout

from i18n import engines
from i18n.engines.faults import (
    BadOutput,
    EngineError,
    RateLimited,
    Refused,
    Transient,
    Unreachable,
    Unsupported,
)
from i18n.errors import UserError
from i18n.model import Brief

RU, ZH = Brief("en", "ru"), Brief("en", "zh_Hans")


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    standin = Standin()
    yield standin
    standin.close()


@pytest.fixture
def google(server):
    (engine,) = engines.load(["google"], {"google": {"url": server.url, "timeout": 0.5}})
    yield engine
    engine.close()


def test_texts_travel_as_lines_of_one_request(google, server) -> None:
    answers = google.translate(["Prices fell.", "Rain is due."], RU)

    assert answers == [shout("Prices fell.", "ru"), shout("Rain is due.", "ru")]
    assert server.asked == [Asked("en", "ru", "Prices fell.\nRain is due.")]


def test_white_space_at_the_edges_is_kept(google) -> None:
    assert google.translate([" Rain. ", "\tSun"], RU) == [
        f" {shout('Rain.', 'ru')} ",
        f"\t{shout('Sun', 'ru')}",
    ]


def test_what_has_no_letter_is_never_sent(google, server) -> None:
    nothing = ["—", "!!!", "2025", "50 %", "😀", "", " ", "***"]

    assert google.translate(nothing, RU) == nothing
    assert google.translate(["…", "Rain."], RU) == ["…", shout("Rain.", "ru")]
    assert server.texts == ["Rain."]


def test_an_echo_comes_back_as_text(google, server) -> None:
    server.answer = lambda text, target: text

    assert google.translate(["NASA"], RU) == ["NASA"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "<br>", "<br/>"])
def test_lines_come_back_however_the_page_ends_them(google, server, line_end) -> None:
    server.line_end = line_end

    assert len(google.translate(["One.", "Two.", "Three."], RU)) == 3


def test_inline_tags_and_entities_of_the_page_do_no_harm(google, server) -> None:
    page = '<div class="result-container">А <b>Б</b> В &amp; Г&nbsp;Д &lt;тег&gt;</div>'
    server.page = lambda asked: page

    assert google.translate(["A B C & D E <tag>"], RU) == ["А Б В & Г\u00a0Д <тег>"]


@pytest.mark.parametrize("page", ["<![if robot]>", "<![foo [bar", "<?", "<!doctype <![CDATA["])
def test_a_page_that_cannot_be_parsed_is_no_answer(google, server, page) -> None:
    server.page = lambda asked: page

    with pytest.raises(Transient, match="a page without a translation"):
        google.translate(["Rain."], RU)


def test_of_two_answers_the_first_counts(google, server) -> None:
    server.page = lambda asked: '<div class="result-container">он</div>' * 2

    assert google.translate(["they"], RU) == ["он"]


def test_a_page_that_names_no_charset_is_utf_8(google, server, monkeypatch) -> None:
    sent = "send_header"
    handler = server.RequestHandlerClass
    original = getattr(handler, sent)
    monkeypatch.setattr(
        handler, sent, lambda self, name, value: original(self, name, value.partition(";")[0])
    )

    assert google.translate(["Rain."], RU) == [shout("Rain.", "ru")]


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("429", RateLimited),
        ("sorry", RateLimited),
        ("403", Refused),
        ("400", BadOutput),
        ("413", BadOutput),
        ("500", Transient),
        ("503", Transient),
        ("captcha", Transient),
        ("empty", Transient),
        ("nothing", Transient),
        ("reset", Transient),
        ("truncated", Transient),
        ("stall", Transient),
    ],
)
def test_a_fault_has_its_name(google, server, fault, kind) -> None:
    server.fault = lambda asked: fault

    with pytest.raises(EngineError) as caught:
        google.translate(["A secret sentence."], RU)

    assert type(caught.value) is kind
    assert "secret" not in str(caught.value)
    assert "127.0.0.1" not in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize(("header", "seconds"), [("7", 7.0), ("", None), ("soon", None)])
def test_retry_after_is_passed_on(google, server, header, seconds) -> None:
    server.fault, server.retry_after = lambda asked: "429", header

    with pytest.raises(RateLimited) as caught:
        google.translate(["Rain."], RU)

    assert caught.value.after == seconds


def test_retry_after_may_be_a_date(google, server) -> None:
    server.fault, server.retry_after = lambda asked: "429", "Wed, 01 Jan 2020 00:00:00 GMT"

    with pytest.raises(RateLimited) as caught:
        google.translate(["Rain."], RU)

    assert caught.value.after == 0


def test_a_closed_port_is_unreachable() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    (engine,) = engines.load(["google"], {"google": {"url": url}})

    with pytest.raises(Unreachable):
        engine.translate(["Rain."], RU)


def test_another_number_of_lines_is_no_answer(google, server) -> None:
    server.arrange = lambda lines: [" ".join(lines)]

    with pytest.raises(BadOutput, match="1 lines for 2"):
        google.translate(["One.", "Two."], RU)


def test_sixteen_threads_get_their_own_answers(google, server) -> None:
    server.delay = 0.002
    texts = [f"Sentence {n} about {chr(97 + n % 26) * 5}." for n in range(400)]
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda text: google.translate([text], RU), texts))

    assert answers == [[shout(text, "ru")] for text in texts]
    assert server.connections <= 16


def test_two_engines_in_one_thread_keep_apart(google, server) -> None:
    other = Standin(answer=lambda text, target: "иначе")
    (second,) = engines.load(["google"], {"google": {"url": other.url}})
    try:
        google.translate(["One."], RU)

        assert second.translate(["One."], RU) == ["иначе"]
        assert google.translate(["One."], RU) == [shout("One.", "ru")]
    finally:
        second.close()
        other.close()


def test_languages_have_googles_names(google, server) -> None:
    google.translate(["Rain."], ZH)
    google.translate(["Rain."], Brief("en", "kk"))

    assert [asked.target for asked in server.asked] == ["zh-CN", "kk"]


@pytest.mark.parametrize("brief", [Brief("en", "xx"), Brief("tlh", "ru"), Brief("en", "en")])
def test_an_unknown_pair_is_refused_before_any_request(google, server, brief) -> None:
    with pytest.raises(Unsupported):
        google.traits(brief)
    with pytest.raises(Unsupported):
        google.translate(["Rain."], brief)

    assert server.asked == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"ulr": "http://x"}, "unknown key 'ulr'"),
        ({"url": "example.com"}, "not a web address"),
        ({"rate": 0}, r"rate is not a number from 0\.001 to 1,000,000"),
        ({"workers": 1.5}, "workers is not a whole number"),
        ({"retries": True}, "retries"),
    ],
)
def test_a_wrong_setting_is_named(options, message) -> None:
    with pytest.raises(UserError, match=message):
        engines.load(["google"], {"google": options})


def test_an_unknown_engine_is_named_with_the_nearest() -> None:
    with pytest.raises(UserError) as caught:
        engines.load(["gogle"], {})

    assert caught.value.hint == "did you mean 'google'?"


def test_deep_translator_still_has_what_we_replace() -> None:
    made = deep_translator.google.GoogleTranslator("en", "ru")

    assert made._base_url == deep_translator.constants.BASE_URLS["GOOGLE_TRANSLATE"]
    assert {"zh-CN", "kk", "ru"} <= set(
        deep_translator.constants.GOOGLE_LANGUAGES_TO_CODES.values()
    )
    assert deep_translator.google.requests.__name__ != "requests"


def test_the_table_is_read_without_deep_translator() -> None:
    code = "import sys, i18n.engines; sys.exit('deep_translator' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_notice_is_for_who_asks_the_public_page(server) -> None:
    (public,) = engines.load(["google"], {})
    (own,) = engines.load(["google"], {"google": {"url": server.url}})

    assert "terms of use" in public.notice
    assert own.notice == ""
