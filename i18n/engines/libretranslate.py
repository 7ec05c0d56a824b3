"""LibreTranslate, a server of one's own or a hosted one.

https://docs.libretranslate.com and libretranslate/app.py of the server: `q` may be a list, the key
is a field of the body, errors are `{"error": "…"}`: 400 for a missing key and a text too long, 403
for a wrong key and a ban, 429 `Slowdown: …`. Its html mode cuts a sentence at each tag and
translates the pieces alone, so it gets plain text. Codes changed (`zh` became `zh-Hans`):
`/languages` is asked once for those that the server has.
"""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from i18n.engines import keys, request
from i18n.engines.engine import Limits, Network, Traits, network
from i18n.engines.facts import known
from i18n.engines.faults import BadOutput, EngineError, Refused, Unsupported
from i18n.engines.options import Options
from i18n.engines.wire import Reply, Wire
from i18n.model import Brief

URL = "https://libretranslate.com"
FACTS = known()["libretranslate"]
KEY = "LIBRETRANSLATE_API_KEY"
HOSTED = Limits(chars=1800, items=50, longest=2000, rate=1.3)
OWN = Limits(chars=4000, items=50, longest=10_000, rate=20)


@dataclass(slots=True)
class Offer:
    """The pairs of codes a server has; asked for once, by whichever thread needs it first."""

    wire: Wire
    url: str
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _targets: Mapping[str, frozenset[str]] | None = None

    def targets(self) -> Mapping[str, frozenset[str]]:
        """Return what can be translated into, by the code of the source."""
        with self._lock:
            if self._targets is None:
                self._targets = _targets(self.wire.get(f"{self.url}/languages"))
            return self._targets


@dataclass(frozen=True, slots=True)
class LibreTranslate:
    """The engine `libretranslate`."""

    url: str
    limits: Limits
    wire: Wire
    network: Network
    offer: Offer = field(repr=False)
    key: str = field(default="", repr=False)
    name: str = "libretranslate"
    version: str = "1"
    natural: bool = True
    notice: str = ""

    @property
    def lacking(self) -> tuple[str, ...]:
        """The hosted service wants a key, a server of one's own may do without."""
        return (KEY,) if self.url == URL and not self.key else ()

    def traits(self, brief: Brief) -> Traits:
        FACTS.pair(self.name, brief)
        return Traits(styles=("brackets", "braces"))

    def translate(self, texts: Sequence[str], brief: Brief) -> list[str]:
        request.check(self, FACTS, texts, brief)
        if self.lacking:
            raise keys.no_key(self.name, self.lacking)
        if not texts:
            return []
        source, target = self._codes(brief)
        body: dict[str, Any] = {"q": list(texts), "source": source, "target": target}
        body |= {"format": "text"} | ({"api_key": self.key} if self.key else {})
        data = self.wire.post(f"{self.url}/translate", body)
        found = data.get("translatedText") if isinstance(data, dict) else None
        return request.answers(self, found, len(texts))

    def close(self) -> None:
        self.wire.close()

    def _codes(self, brief: Brief) -> tuple[str, str]:
        """Return the codes of the pair as this server has them, or raise Unsupported."""
        targets = self.offer.targets()
        for source in _names(brief.source):
            for target in _names(brief.target):
                if target in targets.get(source, ()):
                    return source, target
        what = f"this server of {self.name} has no model for {brief.source!r} to {brief.target!r}"
        raise Unsupported(what, hint="install one on the server, or name another engine")


def load(options: Options) -> LibreTranslate:
    """Return the engine; without `url` it is the hosted service, which needs a key."""
    url = options.url.rstrip("/") or URL
    limits = options.limit(HOSTED if url == URL else OWN)
    key = keys.read(FACTS).get(KEY, "")
    wire = Wire("libretranslate", limits, secrets=(key,), judge=_judge)
    return LibreTranslate(url, limits, wire, network(url), Offer(wire, url), key)


def _names(locale: str) -> list[str]:
    names = (FACTS.languages.get(locale), FACTS.older.get(locale))
    return [name for name in names if name]


def _targets(data: object) -> Mapping[str, frozenset[str]]:
    """`[{"code": "en", "name": "English", "targets": ["ru", "zh-Hans"]}, …]`.

    Servers of before 2023 give no targets: they translate every language into all others.
    """
    if not isinstance(data, list):
        raise BadOutput("libretranslate gave a list of languages of another form")
    rows = [row for row in data if isinstance(row, dict) and isinstance(row.get("code"), str)]
    codes = [row["code"] for row in rows]
    return {row["code"]: frozenset(map(str, row.get("targets", codes))) for row in rows}


def _judge(reply: Reply) -> EngineError | None:
    said = str(reply.data.get("error", "")) if isinstance(reply.data, dict) else ""
    if reply.status == 400 and "API key" in said:
        return Refused("libretranslate wants a key", hint=f"set {KEY} in the environment")
    return None
