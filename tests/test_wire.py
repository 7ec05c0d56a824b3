import gzip
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

import pytest
import requests
from patience import in_time
from services import service as services

from i18n.engines.engine import Limits
from i18n.engines.faults import BadOutput, EngineError, RateLimited, Refused, Transient
from i18n.engines.wire import LARGEST, Reply, Wire, connection, hide, seconds, status


class Service(services.Service):
    """Says what it was asked."""

    def reply(self, request: services.Request) -> Any:
        return {"path": request.path, "query": request.query, "body": request.body}


@pytest.fixture
def service(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = Service()
    yield server
    server.close()


@pytest.fixture
def wire():
    made = Wire("acme", Limits(timeout=0.5), {"X-Key": "s3cret"}, ("s3cret",))
    yield made
    made.close()


def test_json_goes_and_comes(service, wire) -> None:
    said = wire.post(f"{service.url}/translate", {"q": "Қар"}, {"to": "kk"})

    assert said == {"path": "/translate", "query": {"to": "kk"}, "body": {"q": "Қар"}}
    assert service.asked[0].headers["X-Key"] == "s3cret"


def test_something_may_be_asked_for(service, wire) -> None:
    assert wire.get(f"{service.url}/languages")["path"] == "/languages"
    assert service.asked[0].method == "GET"


def test_headers_of_one_request_come_on_top(service, wire) -> None:
    wire.post(service.url, {}, headers={"Authorization": "Bearer ya29"})

    sent = service.asked[0].headers
    assert (sent["X-Key"], sent["Authorization"]) == ("s3cret", "Bearer ya29")


@pytest.mark.parametrize("key", ["s3cret", "ya29.abc"])
def test_what_a_service_says_of_an_error_is_shown_without_keys(
    service, wire, monkeypatch, key
) -> None:
    service.fault = lambda request: "403"
    monkeypatch.setattr(service, "error", lambda number: f"<b>no</b>\n account for {key}!")
    with pytest.raises(Refused) as caught:
        wire.post(service.url, {}, headers={"Authorization": "Bearer ya29.abc"})

    assert caught.value.hint == "check its key in the environment; it says: no account for …!"


@pytest.mark.parametrize(
    "echo",
    [
        r"zq9\/S&T+ü=",
        r"zq9\\\/S&T+ü=",
        "zq9/S&amp;T+ü=",
        "zq9&sol;S&#38;T&#x2B;&uuml;&equals;",
        "zq9/S&amp;amp;T+ü=",
        r"zq9/S\u0026T\u002B\u00fc\u003d",
        "zq9%2FS%26T%2b%C3%BC%3D",
        "zq9%252FS%2526T%252B%25C3%25BC%253D",
        r"\u007aq9%2FS&amp;T\u002bü=",
    ],
)
def test_a_key_is_hidden_however_it_is_written(echo) -> None:
    assert hide(f"no account for {echo}!", ("zq9/S&T+ü=", "")) == "no account for …!"


def test_a_key_beyond_the_first_plane_is_hidden_in_json() -> None:
    assert hide(r'{"bad": "k\ud83d\ude00y"}', ("k😀y",)) == '{"bad": "…"}'


def test_hiding_does_not_take_long_however_many_backslashes_there_are() -> None:
    with in_time(10):
        assert hide("\\" * 1_000_000, ("/S",)) == "\\" * 1_000_000


def test_what_a_service_says_is_cut_short(service, wire, monkeypatch) -> None:
    service.fault = lambda request: "400"
    monkeypatch.setattr(service, "error", lambda number: "no " * 1000)
    with pytest.raises(BadOutput) as caught:
        wire.post(service.url, {})

    assert len(caught.value.hint) < 250


def test_an_error_that_says_nothing_has_a_next_step(service, wire, monkeypatch) -> None:
    service.fault = lambda request: "500"
    monkeypatch.setattr(service, "error", lambda number: "")
    with pytest.raises(Transient) as caught:
        wire.post(service.url, {})

    assert caught.value.hint == "run it again later"


def test_a_compressed_answer_may_not_swell_without_end(wire) -> None:
    bomb = gzip.compress(b" " * (LARGEST * 4))
    server = services.Service()

    class Bomb(server.RequestHandlerClass):  # type: ignore[misc,name-defined]
        def answer(self, request: services.Request) -> None:
            self.send_response(200)
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(bomb)))
            self.end_headers()
            self.wfile.write(bomb)

    server.RequestHandlerClass = Bomb
    try:
        with pytest.raises(BadOutput, match="without an end"):
            wire.post(server.url, {})
    finally:
        server.close()


@pytest.mark.parametrize("body", ["[" * 100_000, "", "<html>", "{", '{"a": 1} b'])
def test_what_is_no_json_is_no_data(body) -> None:
    assert Reply(200, body).data is None


@pytest.mark.parametrize(
    ("number", "after", "kind"),
    [
        (429, None, RateLimited),
        (503, 5.0, RateLimited),
        (503, None, Transient),
        (529, None, Transient),
        (425, None, Transient),
        (301, None, Refused),
        (456, None, Refused),
        (418, None, BadOutput),
    ],
)
def test_a_status_asks_for_something(number, after, kind) -> None:
    assert type(status("acme", number, after)) is kind


@pytest.mark.parametrize(
    "value",
    ["", "soon", "-5", "1e9", "99999999999", "Wed, 32 Foo 2026", "Mon, 01 Jan 0001 00:00:00 GMT"],
)
def test_a_retry_after_that_says_nothing_is_none_or_now(value) -> None:
    assert seconds(SimpleNamespace(headers={"Retry-After": value})) in {None, 0.0}


@pytest.mark.parametrize("value", ["Fri, 31 Dec 9999 23:59:59 -0000", "Mon, 01 Jan 0001 00:00:00"])
def test_a_retry_after_at_the_ends_of_time_is_read(value) -> None:
    after = seconds(SimpleNamespace(headers={"Retry-After": value}))

    assert after is None or after >= 0


@pytest.mark.parametrize("url", ["http://", "http://[", "http://a b/", "http://.x", "http://*"])
def test_an_address_that_is_none_is_a_fault_like_others(wire, url) -> None:
    with pytest.raises(EngineError):
        wire.post(url, {})


def test_a_text_with_half_a_character_is_sent_as_it_is(service, wire) -> None:
    with suppress(EngineError):
        wire.post(service.url, {"q": "a\ud83d"})

    assert service.asked[0].body == {"q": "a\ud83d"}


def test_a_proxys_address_is_not_shown() -> None:
    error = requests.exceptions.ProxyError("http://user:pass@proxy refused")

    assert "pass" not in str(connection("acme", error)) + connection("acme", error).hint


@pytest.mark.parametrize(
    ("number", "charged"), [(500, False), (503, False), (429, False), (401, False), (400, True)]
)
def test_a_service_that_failed_or_refused_charges_nothing(number: int, charged: bool) -> None:
    assert status("acme", number).charged == charged
