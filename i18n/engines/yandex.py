"""Yandex Translate of Yandex Cloud, REST version 2.

https://yandex.cloud/en/docs/translate/api-ref/Translation/translate: 10,000 characters a request,
a glossary of up to 50 pairs in the request itself, `format: HTML` keeps elements; errors are
`{"code": 16, "message": "…", "details": []}` with the codes of gRPC.
https://yandex.cloud/en/docs/translate/concepts/limits: 20 requests a second, a million characters
an hour. The folder is needed by keys that are not of a service account.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from i18n.engines import keys, request, terms
from i18n.engines.engine import Limits, Network, Traits, network
from i18n.engines.facts import known
from i18n.engines.options import Options
from i18n.engines.wire import Wire
from i18n.glossary.matcher import relevant
from i18n.model import Brief

URL = "https://translate.api.cloud.yandex.net"
FACTS = known()["yandex"]
KEY, FOLDER = "YANDEX_TRANSLATE_KEY", "YANDEX_FOLDER_ID"
MOST_PAIRS = 50


@dataclass(frozen=True, slots=True)
class Yandex:
    """The engine `yandex`."""

    url: str
    limits: Limits
    wire: Wire
    network: Network
    folder: str = field(default="", repr=False)
    name: str = "yandex"
    version: str = "v2"
    natural: bool = True
    notice: str = ""

    def traits(self, brief: Brief) -> Traits:
        FACTS.pair(self.name, brief)
        return Traits(styles=("html", "braces"), terms=True)

    def translate(self, texts: Sequence[str], brief: Brief) -> list[str]:
        source, target = request.check(self, FACTS, texts, brief)
        if not texts:
            return []
        body: dict[str, Any] = {
            "sourceLanguageCode": source,
            "targetLanguageCode": target,
            "format": "HTML" if brief.form == "html" else "PLAIN_TEXT",
            "texts": list(texts),
        }
        if self.folder:
            body["folderId"] = self.folder
        if glossary := _glossary(texts, brief):
            body["glossaryConfig"] = {"glossaryData": {"glossaryPairs": glossary}}
        data = self.wire.post(f"{self.url}/translate/v2/translate", body)
        return request.answers(self, _texts(data), len(texts))

    def close(self) -> None:
        self.wire.close()


def load(options: Options) -> Yandex:
    """Return the engine."""
    url = options.url.rstrip("/") or URL
    limits = options.limit(Limits(chars=4000, items=100, longest=10_000, rate=15))
    found = keys.read(FACTS)
    headers = {"Authorization": f"Api-Key {found.get(KEY, '')}"}
    wire = Wire("yandex", limits, headers, tuple(found.values()))
    return Yandex(url, limits, wire, network(url), found.get(FOLDER, ""))


def _glossary(texts: Sequence[str], brief: Brief) -> list[dict[str, str]]:
    found = terms.pairs(relevant(texts, brief.terms, brief.source))
    return [
        {"sourceText": source, "translatedText": target}
        for source, target in islice(found.items(), MOST_PAIRS)
    ]


def _texts(data: object) -> list[object] | None:
    """`{"translations": [{"text": "…"}, …]}`."""
    match data:
        case {"translations": [*items]}:
            return [item.get("text") if isinstance(item, dict) else None for item in items]
    return None
