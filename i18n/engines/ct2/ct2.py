"""A model on this machine, run by CTranslate2: NLLB, MADLAD, OPUS, or a package of Argos.

Such models are taught with single sentences, and leave out what follows the first: a text is
cut into its sentences, each is translated alone, and one too long is not translated.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from i18n import locales
from i18n.engines.ct2 import family, inference, licences, weights
from i18n.engines.ct2.family import HINT, Family
from i18n.engines.ct2.inference import Answer, Model
from i18n.engines.ct2.weights import Weights
from i18n.engines.engine import Limits, Network, Traits
from i18n.engines.faults import BadOutput, Unsupported
from i18n.engines.options import Options as Basic
from i18n.errors import Place, UserError
from i18n.model import Brief, Segment
from i18n.segment import segment

LIMITS = Limits(chars=4000, items=64, longest=4000, rate=1e9, workers=1, retries=0)


@dataclass(frozen=True)
class Options(Basic):
    """`path` is a model's folder or an `.argosmodel` file, `tokenizer` where its pieces are.

    `source` and `target` are locales, for a model of one pair that does not say which;
    `threads` are those of one translation, 0 for as many as CTranslate2 takes.
    """

    path: str = ""
    tokenizer: str = ""
    family: str = "auto"
    source: str = ""
    target: str = ""
    beam: int = 4
    threads: int | None = None
    compute_type: str = "default"
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Ct2:
    """The engine `ct2`; `pair` is what its model translates, as far as it is for one pair."""

    model: Model
    vocabulary: frozenset[str] = field(repr=False)
    family: Family
    pair: tuple[str, str]
    limits: Limits
    version: str
    licence: str
    notice: str
    name: str = "ct2"
    network: Network = "none"
    natural: bool = True

    def traits(self, brief: Brief) -> Traits:
        self._tokens(brief)
        return Traits(styles=("brackets", "braces"))

    def translate(self, texts: Sequence[str], brief: Brief) -> list[str]:
        """Translate each sentence alone; a BadOutput has the texts that went well."""
        before, prefix = self._tokens(brief)
        source, target = locales.get(brief.source), locales.get(brief.target)
        cut = [segment(text, source) for text in texts]
        sentences = {one.text.strip(): None for text in cut for one in text if _spoken(one.text)}
        answers = self.model.translate(list(sentences), before, prefix)
        joined = [_join(text, answers, target.gap) for text in cut]
        for answer in joined:
            if isinstance(answer, BadOutput):
                good = tuple(one if isinstance(one, str) else None for one in joined)
                raise BadOutput(answer.what, hint=answer.hint, answers=good)
        return [str(answer) for answer in joined]

    def close(self) -> None:
        self.model.close()

    def _tokens(self, brief: Brief) -> tuple[list[str], list[str]]:
        """Return the pieces before a source and its translation; raises Unsupported."""
        wanted = (brief.source, brief.target)
        for mine, code in zip(self.pair, wanted, strict=True):
            if code not in locales.known() or (mine and mine != code):
                raise Unsupported(f"the model does not know the language {code!r}", hint=HINT)
        if brief.source == brief.target:
            raise Unsupported(f"ct2 does not translate {code!r} into itself", hint="mend locales")
        return self.family.tokens(brief, self.vocabulary)


def load(options: Options) -> Ct2:
    """Return the engine with the model in memory; UserError for what is wrong with the model."""
    if not options.path:
        raise UserError("the engine 'ct2' has no path", hint=weights.HINT)
    found = weights.find(Path(options.path).expanduser(), options.tokenizer)
    at = Place(options.path)
    kind = _family(options, found, at)
    limits = options.limit(LIMITS)
    model = inference.load(
        found, at, end=_end(found, kind), longest=kind.longest, beam=options.beam,
        compute_type=options.compute_type,
        inter_threads=limits.workers, intra_threads=options.threads or 0,
    )  # fmt: skip
    mark = f"{found.digest} {kind.name} {options.beam} {options.compute_type}"
    folders = (found.root, found.folder)
    licence = options.licence or licences.find(folders, found.metadata, kind)
    return Ct2(
        model,
        found.vocabulary,
        kind,
        _pair(options, found, kind, at),
        limits,
        version=f"{'-'.join(found.name.split())}@{hashlib.sha256(mark.encode()).hexdigest()[:8]}",
        licence=licence,
        notice=licences.notice(found.name, licence, kind),
    )


def _end(found: Weights, kind: Family) -> tuple[str, ...]:
    """What to put after a source: nothing if the model adds the end itself."""
    return (kind.end,) if kind.end and not found.config.get("add_source_eos") else ()


def _family(options: Options, found: Weights, at: Place) -> Family:
    if options.family != "auto":
        if options.family not in family.known():
            hint = f"leave it out, or write one of {', '.join(family.known())}"
            raise UserError(f"[engines.ct2] family is unknown: {options.family!r}", hint=hint)
        return family.known()[options.family]
    told = family.tell(found.vocabulary, package=bool(found.metadata))
    return replace(told, prefix=str(found.metadata.get("target_prefix", "")) or told.prefix)


def _pair(options: Options, found: Weights, kind: Family, at: Place) -> tuple[str, str]:
    """Return what the model translates: as set, as its package says, as its name says."""
    said = found.metadata
    source = options.source or kind.locale(said.get("from_code", "")) or said.get("from_code", "")
    target = options.target or kind.locale(said.get("to_code", "")) or said.get("to_code", "")
    if kind.many or (source and target):
        return source, target
    words = [kind.locale(word) for word in re.split(r"[-_.]", found.name)]
    pairs = [pair for pair in pairwise(words) if all(pair)]
    if not pairs:
        hint = 'write source = "en" and target = "ru", or what they are, in [engines.ct2]'
        raise UserError("nothing says which languages the model translates", hint=hint, at=at)
    return source or pairs[0][0], target or pairs[0][1]


def _spoken(text: str) -> bool:
    return any(char.isalpha() for char in text)


def _join(sentences: Sequence[Segment], answers: Mapping[str, Answer], gap: str) -> Answer:
    """Put a text together again, with the target's gap between its sentences."""
    parts = []
    for n, one in enumerate(sentences, 1):
        bare = one.text.strip()
        answer = answers.get(bare, bare)
        if isinstance(answer, BadOutput):
            return answer
        start = one.text[: len(one.text) - len(one.text.lstrip())]
        parts.append(start + answer + (one.gap if n == len(sentences) else gap))
    return "".join(parts)
