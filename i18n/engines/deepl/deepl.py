"""DeepL, by its own library.

https://developers.deepl.com/api-reference/translate: 50 texts and 128 KiB a request, `context` and
tags free; https://developers.deepl.com/docs/translate/translating-xml: version 2 of tag handling
takes strict XML. Languages that came in 2025, Kazakh among them, have no tag handling and no
glossaries (https://developers.deepl.com/docs/getting-started/supported-languages).
The library's retries, redirects and timeouts are replaced by ours: see client.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from i18n.engines import keys, options, request, terms
from i18n.engines.deepl.client import call, connect
from i18n.engines.deepl.glossary import Glossary
from i18n.engines.engine import Limits, Network, Traits, network
from i18n.engines.facts import known
from i18n.engines.wire import Wire
from i18n.errors import UserError
from i18n.model import Brief

FACTS = known()["deepl"]
KEY = "DEEPL_API_KEY"
FORMALITIES = ("", "prefer_more", "prefer_less")
MODELS = ("prefer_quality_optimized", "quality_optimized", "latency_optimized")


@dataclass(frozen=True)
class Options(options.Options):
    """What `[engines.deepl]` sets.

    `formality` is `prefer_more` or `prefer_less`, in the languages that know the difference.
    `model_type` is one of MODELS. `glossary` is the name under which the terms are kept at DeepL,
    one name a project; empty: the terms stay here.
    """

    formality: str = ""
    model_type: str = MODELS[0]
    glossary: str = "tilshi"


@dataclass(frozen=True, slots=True)
class DeepL:
    """The engine `deepl`."""

    limits: Limits
    network: Network
    client: Any = field(repr=False)
    glossary: Glossary | None = field(repr=False)
    settings: dict[str, str]
    name: str = "deepl"
    natural: bool = True

    @property
    def version(self) -> str:
        """The settings that are not the usual ones."""
        return "+".join(("v2", *(value for value in self.settings.values() if value != MODELS[0])))

    @property
    def notice(self) -> str:
        """What became of the terms, if they could not be kept at DeepL."""
        return self.glossary.notice if self.glossary else ""

    def traits(self, brief: Brief) -> Traits:
        FACTS.pair(self.name, brief)
        if _plain(brief):
            return Traits(styles=("mail", "braces"))
        return Traits(styles=("xml", "braces"), context=True, terms=self.glossary is not None)

    def translate(self, texts: Sequence[str], brief: Brief) -> list[str]:
        pair = request.check(self, FACTS, texts, brief)
        if not texts:
            return []
        more = {} if _plain(brief) else self._more(brief, pair)
        found = call(
            lambda: self.client.translate_text(
                list(texts), source_lang=pair[0], target_lang=pair[1],
                split_sentences="0", preserve_formatting=True, **self.settings, **more,
            )
        )  # fmt: skip
        return request.answers(self, [result.text for result in found], len(texts))

    def close(self) -> None:
        self.client.close()

    def _more(self, brief: Brief, pair: tuple[str, str]) -> dict[str, Any]:
        """Return what only some languages have: context, tags, a glossary."""
        more: dict[str, Any] = {"context": brief.context} if brief.context else {}
        if brief.form == "xml":
            more |= {"tag_handling": "xml", "tag_handling_version": "v2", "ignore_tags": ["x"]}
        entries = terms.pairs(brief.terms)
        if self.glossary and entries:
            more["glossary"] = self.glossary.find(*pair, entries)
        return more


def load(given: Options) -> DeepL:
    """Return the engine; UserError for a setting that DeepL does not know."""
    for name, value, known_ones in (
        ("formality", given.formality, FORMALITIES),
        ("model_type", given.model_type, MODELS),
    ):
        if value not in known_ones:
            choice = " or ".join(filter(None, known_ones))
            raise UserError(f"[engines.deepl] {name} is not {value!r}", hint=f"write {choice}")
    limits = given.limit(Limits(chars=8000, items=50, longest=18_000, rate=10))
    key = keys.read(FACTS).get(KEY, "")
    client = connect(key, given.url.rstrip("/"), Wire("deepl", limits, secrets=(key,)))
    settings = {"model_type": given.model_type, "formality": given.formality}
    return DeepL(
        limits,
        network(client.server_url),
        client,
        Glossary(client, given.glossary) if given.glossary else None,
        {name: value for name, value in settings.items() if value},
    )


def _plain(brief: Brief) -> bool:
    return bool(FACTS.plain & {brief.source, brief.target})
