import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from services import service as services

from i18n import engines
from i18n.engines import facts
from i18n.engines.engine import network
from i18n.errors import UserError
from i18n.model import Brief

ROOT = Path(__file__).parents[1]

ENGINE = """
from dataclasses import dataclass

from i18n.engines.engine import Limits, Traits
from i18n.engines.facts import Facts
from i18n.engines.options import Options as Every

FACTS = Facts("turns every text round", {"en": "eng", "kk": "kaz"})


@dataclass(frozen=True)
class Options(Every):
    mark: str = "!"


@dataclass(frozen=True)
class Acme:
    limits: Limits
    mark: str
    name: str = "acme"
    version: str = "1"
    network: str = "none"
    natural: bool = True
    notice: str = ""

    def traits(self, brief):
        FACTS.pair(self.name, brief)
        return Traits()

    def translate(self, texts, brief):
        FACTS.pair(self.name, brief)
        return [text[::-1] + self.mark for text in texts]

    def close(self):
        pass


def load(options):
    return Acme(options.limit(Limits()), options.mark)
"""


@pytest.fixture
def installed(tmp_path) -> Path:
    """A folder as pip leaves it when somebody else's engine is installed."""
    (tmp_path / "acme_mt.py").write_text(ENGINE)
    info = tmp_path / "acme_mt-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-mt\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[tilshi.engines]\nacme = acme_mt\nbroken = acme_gone\ngoogle = acme_mt\n"
    )
    return tmp_path


def run(installed: Path, code: str) -> str:
    """Run code with the folder on the path, and return what it prints."""
    paths = f"import sys; sys.path[:0] = [{str(ROOT)!r}, {str(installed)!r}]\n"
    start = "from i18n import engines\nfrom i18n.errors import UserError\nfrom i18n.model import Brief\n"
    done = subprocess.run(
        [sys.executable, "-c", paths + start + code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_somebody_elses_engine_is_loaded_by_its_entry_point(installed) -> None:
    said = run(
        installed,
        "engine, = engines.load(['acme'], {'acme': {'mark': '?', 'rate': 2}})\n"
        "brief = Brief('en', 'kk')\n"
        "print(engine.translate(['rain'], brief), engine.limits.rate)",
    )

    assert said == "['niar?'] 2"


def test_its_options_and_languages_are_checked_as_ours_are(installed) -> None:
    said = run(
        installed,
        "row = engines.find('acme')\n"
        "print(row.facts.summary, dict(row.facts.languages))\n"
        "try: engines.load(['acme'], {'acme': {'marc': '?'}})\n"
        "except UserError as error: print(error, error.hint)\n",
    )

    assert said.splitlines() == [
        "turns every text round {'en': 'eng', 'kk': 'kaz'}",
        "[engines.acme] has an unknown key 'marc' did you mean 'mark'?",
    ]


def test_an_engine_of_ours_is_not_replaced(installed) -> None:
    said = run(installed, "print(engines.find('google').module, engines.table()['google'].module)")

    assert said == "i18n.engines.deep.google i18n.engines.deep.google"


def test_an_entry_point_that_leads_nowhere_is_named(installed) -> None:
    said = run(
        installed,
        "try: engines.load(['broken'], {})\nexcept UserError as error: print(error, '|', error.hint)",
    )

    what = "the engine 'broken' needs the package acme_gone, which is not installed"
    assert said == f"{what} | install the package acme_gone"


def test_the_example_of_the_documentation_translates(monkeypatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("ACME_KEY", "acme-s3cret")
    page = (ROOT / "docs" / "engines.md").read_text("utf-8")
    example = ModuleType("acme_example")
    monkeypatch.setitem(sys.modules, example.__name__, example)
    code = page.partition("```python\n")[2].partition("```")[0]
    exec(compile(code, "docs/engines.md", "exec"), example.__dict__)
    service = Acme()
    engine = example.load(example.Options(url=service.url))
    try:
        assert engine.translate(["rain", "why?"], Brief("en", "kk")) == ["niar", "?yhw"]
        assert service.asked[0].headers["X-Key"] == "acme-s3cret"
    finally:
        service.close()


class Acme(services.Service):
    def reply(self, request: services.Request) -> Any:
        return {"texts": [text[::-1] for text in request.body["texts"]]}


def test_every_engine_of_the_table_has_facts_and_every_fact_an_engine() -> None:
    assert [row.name for row in engines.ENGINES if row.name not in facts.known()] == []
    assert set(facts.known()) == {row.name for row in engines.ENGINES}


@pytest.mark.parametrize("name", [row.name for row in engines.ENGINES])
def test_what_is_said_of_an_engine_fits_together(name) -> None:
    known = facts.known()[name]
    codes = set(known.languages)

    assert set(known.targets) <= codes
    assert set(known.older) <= codes
    assert known.plain <= codes
    assert known.price is None or (known.price.source and known.price.as_of)
    assert not {"zh", "zh_CN", "zh-Hans", "no"} & codes


def test_no_engine_of_the_table_is_imported_before_it_is_used() -> None:
    code = (
        "import sys, i18n.engines\n"
        "[row.facts for row in i18n.engines.ENGINES]\n"
        "print({'requests', 'deepl', 'deep_translator', 'google'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("url", "where"),
    [
        ("http://127.0.0.1:5000", "loopback"),
        ("http://localhost/v1", "loopback"),
        ("http://[::1]:8080/v1", "loopback"),
        ("https://127.0.0.1.example.com", "remote"),
        ("https://localhost.example.com", "remote"),
        ("https://someone:127.0.0.1@example.com", "remote"),
        ("http://10.0.0.5:5000", "remote"),
        ("https://api.deepl.com", "remote"),
    ],
)
def test_an_address_leads_to_this_machine_or_out(url, where) -> None:
    assert network(url) == where


def test_settings_of_an_engine_that_is_not_there_are_an_error() -> None:
    with pytest.raises(UserError) as caught:
        engines.load(["pseudo"], {"depl": {"rate": 1}})

    assert caught.value.hint == "did you mean 'deepl'?"


@pytest.mark.parametrize(
    ("name", "key", "value"),
    [
        ("google", "timeout", 1e12),
        ("google", "rate", 1e-300),
        ("google", "rate", float("nan")),
        ("google", "chars_rate", 1e-300),
        ("google", "workers", 1 << 62),
        ("google", "price", 1e308),
        ("openai", "price_in", 1e308),
        ("openai", "temperature", -1),
        ("ct2", "beam", 0),
    ],
)
def test_a_number_beyond_what_can_be_is_refused(name, key, value) -> None:
    with pytest.raises(
        UserError, match=rf"\[engines.{name}\] {key} is not a .*number from \S+ to \S+$"
    ):
        engines.set_up(engines.find(name), {key: value})


@pytest.mark.parametrize(
    ("name", "key"), [("google", "retries"), ("google", "price"), ("ct2", "threads")]
)
def test_a_number_may_be_none_where_that_means_something(name, key) -> None:
    assert getattr(engines.set_up(engines.find(name), {key: 0}), key) == 0


def test_a_module_that_is_no_engine_is_named(monkeypatch) -> None:
    row = engines.Row("acme", "json", foreign=True)
    monkeypatch.setattr(engines, "_installed", lambda: (row,))

    with pytest.raises(UserError, match="json of the engine 'acme' has no FACTS or no load"):
        engines.load(["acme"], {})
