"""What every engine that asks a service has to keep, whichever service it is."""

import importlib
from collections.abc import Iterator
from typing import Any

import pytest
from services.service import Service

from i18n import engines
from i18n.engines.engine import Engine
from i18n.model import Brief

ASKING = [row.name for row in engines.ENGINES if row.facts.languages]
TEXTS = ["Prices fell by 5 % & rose.", "Rain is due in Almaty.", "Why?"]


@pytest.fixture(params=ASKING)
def name(request) -> str:
    return request.param


@pytest.fixture
def standin(name: str) -> Any:
    """The module of the stand-in: an engine without one fails here."""
    return importlib.import_module(f"services.{name.replace('-', '_')}")


@pytest.fixture
def service(standin, monkeypatch) -> Iterator[Service]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    for variable, value in standin.KEYS.items():
        monkeypatch.setenv(variable, value)
    server = standin.Service()
    yield server
    server.close()


def load(name: str, standin: Any, service: Service, **more: Any) -> Engine:
    options = {"timeout": 0.5, **standin.options(service), **more}
    (engine,) = engines.load([name], {name: options})
    return engine


@pytest.fixture
def engine(name, standin, service) -> Iterator[Engine]:
    loaded = load(name, standin, service)
    yield loaded
    loaded.close()


def brief(name: str) -> Brief:
    """A pair that the engine knows."""
    languages = engines.find(name).facts.languages
    return Brief("en", "kk" if "kk" in languages else "ru")


def test_texts_come_back_in_number_and_order(name, engine, service) -> None:
    answers = engine.translate(TEXTS, brief(name))

    assert answers == [service.answer(text, brief(name).target) for text in TEXTS]
