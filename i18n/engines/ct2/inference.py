"""Inference: sentences through a model in memory, by CTranslate2 and SentencePiece.

https://opennmt.net/CTranslate2/python/ctranslate2.Translator.html: left to itself it cuts a
source at 1,024 pieces and a translation at 256 without a word; nothing is cut here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ctranslate2  # type: ignore[import-untyped]
import sentencepiece

from i18n.engines.ct2 import weights
from i18n.engines.ct2.weights import Weights
from i18n.engines.faults import BadOutput
from i18n.errors import Place, UserError

_GROWTH, _MORE = 3, 30
"""How many pieces a translation may have: so many times the source's, and some more."""
_LOOPED = 4
"""Pieces in a row that may not come twice, once a model has run on without an end."""
_KNOWN = 0.5
"""The least share of a tokenizer's pieces in the vocabulary of a model it belongs to."""
_DEBRIS = re.compile(
    r"[\u2581\u2047\ufffd]|<unk>|</?s>|<pad>|<0x[0-9A-F]{2}>|<2[a-z]{2,3}>|>>\w+<<"
    r"|(?<![A-Za-z])[a-z]{3}_[A-Z][a-z]{3}(?![A-Za-z])|madeupword\d"
)


Answer = str | BadOutput
"""A translation, or why there is none."""


@dataclass(frozen=True, slots=True)
class Model:
    """A model in memory. `end` stands after each source, `longest` is what it bears, in pieces."""

    translator: Any = field(repr=False)
    source: Any = field(repr=False)
    target: Any = field(repr=False)
    end: tuple[str, ...]
    longest: int
    beam: int

    def translate(
        self, sentences: Sequence[str], before: list[str], prefix: list[str]
    ) -> dict[str, Answer]:
        """Translate each sentence alone; `before` and `prefix` tell the model the languages."""
        rows, answers = {}, dict[str, Answer]()
        for text in sentences:
            row = [*before, *self.source.encode(text, out_type=str), *self.end]
            if len(row) > self.longest:
                answers[text] = _too_long(len(row))
            elif _DEBRIS.search(text):
                answers[text] = BadOutput("the text has marks that mean something to the model")
            else:
                rows[text] = row
        found = self._run(list(rows.values()), prefix)
        for text, one in zip(rows, found, strict=True):
            answers[text] = one if isinstance(one, BadOutput) else self._read(one)
        return answers

    def close(self) -> None:
        """Give the memory back."""
        self.translator.unload_model()

    def _run(
        self, rows: Sequence[list[str]], prefix: list[str], ngram: int = 0
    ) -> list[list[str] | BadOutput]:
        """Return the pieces of each translation, without the prefix."""
        try:
            found = self._decode(rows, prefix, ngram) if rows else []
        except RuntimeError:  # positions beyond those that the model has
            if len(rows) == 1:
                return [_too_long(len(rows[0]))]
            return [one for row in rows for one in self._run([row], prefix, ngram)]
        results: list[list[str] | BadOutput] = []
        for row, pieces in zip(rows, found, strict=True):
            if len(pieces) < _most(row):
                results.append(pieces[len(prefix) :])
            elif ngram:
                results.append(BadOutput("the model runs on without an end"))
            else:
                results += self._run([row], prefix, _LOOPED)
        return results

    def _decode(self, rows: Sequence[list[str]], prefix: list[str], ngram: int) -> list[list[str]]:
        found = self.translator.translate_batch(
            list(rows),
            target_prefix=[prefix] * len(rows) if prefix else None,
            beam_size=self.beam,
            max_batch_size=1024,
            batch_type="tokens",
            max_input_length=0,
            max_decoding_length=max(map(_most, rows)),
            no_repeat_ngram_size=ngram,
            replace_unknowns=True,
        )
        return [one.hypotheses[0] for one in found]

    def _read(self, pieces: list[str]) -> Answer:
        """Make a text of the pieces, in which nothing of the model's own is left."""
        answer = str(self.target.decode(pieces)).strip()
        if not answer:
            return BadOutput("the model wrote nothing")
        if _DEBRIS.search(answer):
            return BadOutput("the model left its own marks in the translation")
        return answer


def load(
    found: Weights, at: Place, *, end: tuple[str, ...], longest: int, beam: int, **settings: Any
) -> Model:
    """Put a model into memory, with CTranslate2's settings; UserError for a broken one."""
    source, target = _pieces(found.source, at), _pieces(found.target, at)
    _belong(source, found, at)
    try:
        translator = ctranslate2.Translator(str(found.folder), device="cpu", **settings)
    except (RuntimeError, ValueError) as error:
        said = str(error).partition("\n")[0].partition(". ")[0]
        what = f"CTranslate2 refuses the model: {said}"
        raise UserError(what, hint=weights.AGAIN, at=at) from error
    return Model(translator, source, target, end, longest, beam)


def _pieces(path: Path, at: Place) -> Any:
    """Load a SentencePiece model."""
    try:
        return sentencepiece.SentencePieceProcessor(model_file=str(path))
    except (RuntimeError, OSError) as error:
        what = f"{path.name} is no SentencePiece model"
        raise UserError(what, hint=weights.AGAIN, at=at) from error


def _belong(pieces: Any, found: Weights, at: Place) -> None:
    """Raise UserError for a vocabulary that is another model's, or cut off."""
    count = pieces.get_piece_size()
    known = sum(pieces.id_to_piece(n) in found.vocabulary for n in range(count))
    if known < _KNOWN * count:
        what = f"only {known} of the {count} pieces of {found.source.name} are in the vocabulary"
        raise UserError(what, hint=f"take the files of one model; {weights.AGAIN}", at=at)


def _most(row: Sequence[str]) -> int:
    return _GROWTH * len(row) + _MORE


def _too_long(count: int) -> BadOutput:
    what = f"a sentence of {count} pieces is too long for the model"
    return BadOutput(what, hint="cut the sentence, or translate it by hand")
