"""Google Cloud Translation, REST version 3, called Advanced.

https://docs.cloud.google.com/translate/docs/reference/rest/v3/projects/translateText: 1,024 texts
and 30,000 code points a request; `text/html` leaves `translate="no"` alone and answers with
entities. It takes no API key, only a token:
https://docs.cloud.google.com/translate/docs/authentication.
https://docs.cloud.google.com/translate/quotas: too many requests are a 403 `User Rate Limit
Exceeded`, a used-up day is a 403 `Daily Limit Exceeded`; newer projects get a 429 for both.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from i18n.engines import options, request
from i18n.engines.engine import Limits, Network, Traits, network
from i18n.engines.facts import known
from i18n.engines.faults import EngineError, RateLimited, Refused
from i18n.engines.google_cloud import token as google_token
from i18n.engines.google_cloud.token import Token
from i18n.engines.wire import Reply, Wire
from i18n.errors import UserError
from i18n.model import Brief

URL = "https://translation.googleapis.com"
FACTS = known()["google-cloud"]
_USED_UP = re.compile(r"daily ?limit|per day|billing", re.IGNORECASE)
_TOO_FAST = re.compile(r"rate_?limit|rate limit|resource_exhausted|per minute", re.IGNORECASE)


@dataclass(frozen=True)
class Options(options.Options):
    """What `[engines.google-cloud]` sets.

    `project` is its id, `location` a region (`global` has no glossaries). `model` is `nmt`,
    `translation-llm` or the full name of one's own. `glossary` names those of the project:
    `news` for all languages, `ru=news-ru kk=news-kk` for some.
    """

    project: str = ""
    location: str = "global"
    model: str = ""
    glossary: str = ""


@dataclass(frozen=True, slots=True)
class GoogleCloud:
    """The engine `google-cloud`; `parent` is `projects/…/locations/…`, or empty: no project."""

    url: str
    limits: Limits
    wire: Wire
    network: Network
    token: Token = field(repr=False)
    parent: str
    model: str
    glossaries: dict[str, str]
    name: str = "google-cloud"
    natural: bool = True
    notice: str = ""

    @property
    def version(self) -> str:
        """The model and the glossaries, where they are not Google's choice."""
        named = (f"{locale}={_last(name)}" for locale, name in sorted(self.glossaries.items()))
        return "+".join(filter(None, ("v3", _last(self.model), *named)))

    def traits(self, brief: Brief) -> Traits:
        FACTS.pair(self.name, brief)
        return Traits(styles=("html", "braces"))

    def translate(self, texts: Sequence[str], brief: Brief) -> list[str]:
        pair = request.check(self, FACTS, texts, brief)
        if not self.parent:
            hint = "set project in [engines.google-cloud], or GOOGLE_CLOUD_PROJECT"
            raise Refused(f"{self.name} has no project", hint=hint)
        if not texts:
            return []
        url = f"{self.url}/v3/{self.parent}:translateText"
        data = self.wire.post(url, self._body(texts, brief, pair), headers=self.token.headers())
        return request.answers(self, _texts(data), len(texts))

    def close(self) -> None:
        self.wire.close()

    def _body(self, texts: Sequence[str], brief: Brief, pair: tuple[str, str]) -> dict[str, Any]:
        body: dict[str, Any] = {
            "contents": list(texts),
            "mimeType": "text/html" if brief.form == "html" else "text/plain",
            "sourceLanguageCode": pair[0],
            "targetLanguageCode": pair[1],
        }
        if self.model:
            body["model"] = self._path("models", self.model)
        if glossary := self.glossaries.get(brief.target, self.glossaries.get("", "")):
            path = self._path("glossaries", glossary)
            body["glossaryConfig"] = {"glossary": path, "ignoreCase": True}
        return body

    def _path(self, kind: str, name: str) -> str:
        """Return the full name of a model or a glossary; Google's own models are `general`."""
        if name.startswith("projects/"):
            return name
        return f"{self.parent}/{kind}/{'general/' if kind == 'models' else ''}{name}"


def load(given: Options) -> GoogleCloud:
    """Return the engine; UserError for a glossary where there can be none."""
    if given.glossary and given.location == "global":
        what = "[engines.google-cloud] glossary needs a location that is not global"
        raise UserError(what, hint='set location = "us-central1", or where your glossary is')
    url = given.url.rstrip("/") or URL
    limits = given.limit(Limits(chars=5000, items=1024, longest=30_000, rate=10))
    token = google_token.find(FACTS, given.project, limits.timeout)
    parent = f"projects/{token.project}/locations/{given.location}" if token.project else ""
    words = (word.rpartition("=") for word in given.glossary.split())
    glossaries = {locale: name for locale, _, name in words}
    wire = Wire("google-cloud", limits, judge=_judge)
    return GoogleCloud(url, limits, wire, network(url), token, parent, given.model, glossaries)


def _last(name: str) -> str:
    return name.rpartition("/")[2]


def _texts(data: object) -> list[object] | None:
    """`{"translations": [{"translatedText": "…"}]}`; with a glossary its own list is the better."""
    match data:
        case {"glossaryTranslations": [*items]} | {"translations": [*items]}:
            return [
                item.get("translatedText") if isinstance(item, dict) else None for item in items
            ]
    return None


def _judge(reply: Reply) -> EngineError | None:
    """`{"error": {"code": 403, "message": "…", "status": "…", "errors": [{"reason": "…"}]}}`."""
    if reply.status not in {403, 429}:
        return None
    if _USED_UP.search(reply.text):
        hint = "look at the quotas and the billing of the project in Google's console"
        return Refused("google-cloud has used up its quota, or is not paid", hint=hint)
    if _TOO_FAST.search(reply.text):
        return RateLimited("google-cloud wants fewer requests", after=reply.after)
    return None
