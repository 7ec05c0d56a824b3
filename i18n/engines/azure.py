"""Azure AI Translator, REST version 3.

https://learn.microsoft.com/azure/ai-services/translator/text-translation/reference/v3/translate:
`textType=html` keeps elements of class `notranslate`; 1,000 texts and 50,000 characters a
request; errors are `{"error": {"code": 429001, "message": "…"}}`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from i18n.engines import keys, request
from i18n.engines.engine import Limits, Network, Traits, network
from i18n.engines.facts import known
from i18n.engines.options import Options
from i18n.engines.wire import Wire
from i18n.model import Brief

URL = "https://api.cognitive.microsofttranslator.com"
FACTS = known()["azure"]
KEY, REGION = "AZURE_TRANSLATOR_KEY", "AZURE_TRANSLATOR_REGION"


@dataclass(frozen=True, slots=True)
class Azure:
    """The engine `azure`."""

    url: str
    limits: Limits
    wire: Wire
    network: Network
    name: str = "azure"
    version: str = "v3"
    natural: bool = True
    notice: str = ""

    def traits(self, brief: Brief) -> Traits:
        FACTS.pair(self.name, brief)
        return Traits(styles=("html", "braces"))

    def translate(self, texts: Sequence[str], brief: Brief) -> list[str]:
        source, target = request.check(self, FACTS, texts, brief)
        if not texts:
            return []
        form = "html" if brief.form == "html" else "plain"
        params = {"api-version": "3.0", "from": source, "to": target, "textType": form}
        data = self.wire.post(f"{self.url}/translate", [{"Text": text} for text in texts], params)
        return request.answers(self, _texts(data), len(texts))

    def close(self) -> None:
        self.wire.close()


def load(options: Options) -> Azure:
    """Return the engine; the region is needed for a key that is not of the global region."""
    url = options.url.rstrip("/") or URL
    limits = options.limit(Limits(chars=10_000, items=1000, longest=50_000, rate=10))
    found = keys.read(FACTS)
    headers = {"Ocp-Apim-Subscription-Key": found.get(KEY, "")}
    if REGION in found:
        headers["Ocp-Apim-Subscription-Region"] = found[REGION]
    wire = Wire("azure", limits, headers, tuple(found.values()))
    return Azure(url, limits, wire, network(url))


def _texts(data: object) -> list[object] | None:
    """`[{"translations": [{"text": "…", "to": "ru"}]}, …]`."""
    match data:
        case [*items]:
            return [_text(item) for item in items]
    return None


def _text(item: object) -> object:
    match item:
        case {"translations": [{"text": text}]}:
            return text
    return None
