import json
import logging
import os
import subprocess
import sys
import traceback

import pytest
from services import google_cloud as standin
from services.service import serving

from i18n import engines
from i18n.engines.faults import EngineError, RateLimited, Refused, Transient, Unreachable
from i18n.errors import UserError
from i18n.model import Brief

RU = Brief("en", "ru")


@pytest.fixture
def service(monkeypatch):
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
    monkeypatch.delenv("GOOGLE_CLOUD_PROJECT", raising=False)
    with serving(standin, monkeypatch) as server:
        yield server


def load(service, **more):
    (engine,) = engines.load(["google-cloud"], {"google-cloud": {"url": service.url, **more}})
    return engine


@pytest.mark.parametrize(
    ("message", "reason", "kind"),
    [
        ("User Rate Limit Exceeded", "userRateLimitExceeded", RateLimited),
        ("Rate Limit Exceeded", "rateLimitExceeded", RateLimited),
        ("Quota exceeded for quota metric … per minute", "RATE_LIMIT_EXCEEDED", RateLimited),
        ("Daily Limit Exceeded", "dailyLimitExceeded", Refused),
        ("Quota exceeded for quota metric … per day", "RATE_LIMIT_EXCEEDED", Refused),
        ("This API method requires billing to be enabled.", "forbidden", Refused),
        ("The caller does not have permission", "forbidden", Refused),
    ],
)
def test_a_403_is_what_its_reason_says(service, message, reason, kind) -> None:
    service.fault, service.retry_after = lambda request: "403", ""
    service.message, service.reason = message, reason
    with pytest.raises(EngineError) as caught:
        load(service, project="tilshi-news").translate(["Rain."], RU)

    assert type(caught.value) is kind


def test_a_429_for_a_day_is_not_tried_again(service) -> None:
    service.fault = lambda request: "429"
    service.message = "Quota exceeded for quota metric 'characters' and limit 'per day'"

    with pytest.raises(Refused, match="used up its quota"):
        load(service, project="tilshi-news").translate(["Rain."], RU)


def test_what_is_sent_is_what_version_3_takes(service) -> None:
    load(service, project="tilshi-news").translate(["Rain."], RU)

    (request,) = service.asked
    assert request.path == "/v3/projects/tilshi-news/locations/global:translateText"
    assert request.headers["x-goog-user-project"] == "tilshi-news"
    assert request.body == {
        "contents": ["Rain."],
        "mimeType": "text/plain",
        "sourceLanguageCode": "en",
        "targetLanguageCode": "ru",
    }


def test_a_model_and_a_glossary_have_full_names(service) -> None:
    engine = load(
        service,
        project="tilshi-news",
        location="us-central1",
        model="nmt",
        glossary="news ru=news-ru",
    )
    place = "projects/tilshi-news/locations/us-central1"
    answers = engine.translate(["Rain."], RU)
    engine.translate(["Rain."], Brief("en", "kk"))

    assert answers == [service.answer("Rain.", "ru")]
    assert [request.body["model"] for request in service.asked] == [
        f"{place}/models/general/nmt"
    ] * 2
    assert [request.body["glossaryConfig"] for request in service.asked] == [
        {"glossary": f"{place}/glossaries/news-ru", "ignoreCase": True},
        {"glossary": f"{place}/glossaries/news", "ignoreCase": True},
    ]
    assert engine.version == "v3+nmt+=news+ru=news-ru"


def test_a_model_of_ones_own_is_named_as_it_is(service) -> None:
    name = "projects/tilshi-news/locations/global/models/TRL123"
    engine = load(service, project="tilshi-news", model=name)
    engine.translate(["Rain."], RU)

    assert (service.asked[0].body["model"], engine.version) == (name, "v3+TRL123")


def test_a_glossary_needs_a_region(service) -> None:
    with pytest.raises(UserError) as caught:
        load(service, project="tilshi-news", glossary="news")

    assert "location" in caught.value.hint


def test_without_a_project_nobody_is_asked(service) -> None:
    with pytest.raises(Refused) as caught:
        load(service).translate(["Rain."], RU)

    assert "GOOGLE_CLOUD_PROJECT" in caught.value.hint
    assert service.asked == []


def test_the_project_may_come_from_the_environment(service, monkeypatch) -> None:
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", "tilshi-news")

    assert load(service).translate(["Rain."], RU) == [service.answer("Rain.", "ru")]


def test_an_answer_in_html_has_the_entities_of_google(service) -> None:
    service.answer = lambda text, target: 'Он сказал: "it\'s" & <ушёл>'

    assert load(service, project="tilshi-news").translate(
        ["He left."], Brief("en", "ru", form="html")
    ) == ["Он сказал: &quot;it&#39;s&quot; &amp; &lt;ушёл&gt;"]


def test_credentials_without_google_auth_name_what_to_install(tmp_path) -> None:
    code = (
        "import sys; sys.modules['google.auth.transport.requests'] = None\n"
        "from i18n import engines\n"
        "engines.load(['google-cloud'], {})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "GOOGLE_APPLICATION_CREDENTIALS": str(tmp_path / "key.json")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "GOOGLE_APPLICATION_CREDENTIALS needs the package google-auth" in done.stderr


@pytest.fixture
def account(service, monkeypatch, tmp_path):
    """The file with the key of a service account that the stand-in knows."""
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(65537, 2048)
    service.public = key.public_key()
    pem = key.private_bytes(
        form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption()
    ).decode()
    path = tmp_path / "ключ.json"
    path.write_text(
        json.dumps(
            {
                "type": "service_account",
                "project_id": "tilshi-news",
                "private_key_id": "1",
                "private_key": pem,
                "client_email": "news@tilshi-news.iam.gserviceaccount.com",
                "token_uri": f"{service.url}/token",
            }
        ),
        "utf-8",
    )
    monkeypatch.delenv("GOOGLE_CLOUD_TOKEN")
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(path))
    return pem


@pytest.mark.google_auth
def test_a_service_account_gets_its_token_once(service, account) -> None:
    engine = load(service)

    assert engine.translate(["Rain."], RU) == [service.answer("Rain.", "ru")]
    assert engine.translate(["Snow."], RU) == [service.answer("Snow.", "ru")]
    assert [request.path.rpartition("/")[2] for request in service.asked] == [
        "token",
        "global:translateText",
        "global:translateText",
    ]


@pytest.mark.google_auth
def test_a_token_that_runs_out_is_renewed(service, account) -> None:
    service.lifetime = 1
    engine = load(service)
    for _ in range(3):
        engine.translate(["Rain."], RU)

    assert len({request.headers.get("Authorization") for request in service.asked} - {None}) == 3


@pytest.mark.google_auth
@pytest.mark.parametrize(
    ("status", "kind"), [("400", Refused), ("401", Refused), ("503", Transient)]
)
def test_a_token_that_is_not_given_shows_no_key(
    service, account, caplog, status, kind, monkeypatch
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    service.fault = lambda request: status if request.path == "/token" else ""
    service.message = account
    engine = load(service)
    with pytest.raises(EngineError) as caught:
        engine.translate(["Rain."], RU)

    assert type(caught.value) is kind
    shown = "".join(traceback.format_exception(caught.value)) + caplog.text + repr(engine)
    assert account.split("\n")[1] not in shown


@pytest.mark.google_auth
def test_a_token_server_that_is_away_is_unreachable(service, account, monkeypatch) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    engine = load(service)
    service.close()

    with pytest.raises(Unreachable):
        engine.translate(["Rain."], RU)


@pytest.mark.google_auth
@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"type": "service_account"}', b"\xff"])
def test_a_file_that_is_no_key_is_named(service, account, monkeypatch, tmp_path, content) -> None:
    path = tmp_path / "else.json"
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(path))
    with pytest.raises(UserError, match=r"else\.json: this is no key"):
        load(service)
