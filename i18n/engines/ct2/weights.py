"""Weights: a model on disk, and where its parts are: CTranslate2's own, and the pieces of text.

A folder is as CTranslate2's converters write it, with the SentencePiece files beside, or a
package of Argos Translate: https://github.com/argosopentech/argos-translate.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from i18n.engines.ct2 import archive
from i18n.errors import Place, UserError

SOURCE = ("source.spm", "sentencepiece.model", "sentencepiece.bpe.model", "spiece.model")
TARGET = ("target.spm", *SOURCE[1:])
VOCABULARIES = ("source_vocabulary", "shared_vocabulary")
_PROBE = 2**20


@dataclass(frozen=True, slots=True)
class Weights:
    """The parts of a model.

    `root` is the folder as the user knows it, `folder` the one with `model.bin`. `metadata`
    is that of a package, `config` that of CTranslate2, `vocabulary` the pieces of the source.
    """

    root: Path
    folder: Path
    source: Path
    target: Path
    name: str
    vocabulary: frozenset[str] = field(repr=False)
    config: Mapping[str, Any] = field(repr=False)
    metadata: Mapping[str, Any] = field(repr=False)

    @property
    def digest(self) -> str:
        """Name the weights by their content: the size, the start and the end of the large file."""
        mark = hashlib.sha256()
        model = self.folder / "model.bin"
        for path in (self.folder / "config.json", self.source, self.target):
            mark.update(path.read_bytes() if path.is_file() else b"")
        mark.update(str(size := model.stat().st_size).encode())
        with model.open("rb") as file:
            mark.update(file.read(_PROBE))
            file.seek(max(0, size - _PROBE))
            mark.update(file.read())
        return mark.hexdigest()[:8]


def find(path: Path, tokenizer: str = "") -> Weights:
    """Return the parts of the model in a folder or an archive; UserError for what is missing."""
    at = Place(str(path))
    if not path.exists():
        raise UserError("there is no model here", hint=HINT, at=at)
    name = path.name if path.is_dir() else path.stem
    root = _alone(archive.unpack(path) if path.is_file() else path)
    package = (root / "metadata.json").is_file()
    folder = root / "model" if package else root
    if not (folder / "model.bin").is_file():
        hint = "convert it first: docs/engines.md says how"
        raise UserError("this is no model of CTranslate2: model.bin is missing", hint=hint, at=at)
    beside = Path(tokenizer).expanduser() if tokenizer else root
    return Weights(
        root=root,
        folder=folder,
        source=_pieces(beside, SOURCE, at),
        target=_pieces(beside, TARGET, at),
        name=name,
        vocabulary=_vocabulary(folder, at),
        config=_object(folder / "config.json", at),
        metadata=_object(root / "metadata.json", at) if package else {},
    )


HINT = 'write path = "…" in [engines.ct2]: a folder with model.bin, or an .argosmodel file'


def _alone(folder: Path) -> Path:
    """A package is one folder in an archive."""
    inside = list(folder.iterdir())
    return inside[0] if len(inside) == 1 and inside[0].is_dir() else folder


def _pieces(place: Path, names: tuple[str, ...], at: Place) -> Path:
    """Return the SentencePiece file, given as such or by its folder."""
    found = place if place.is_file() else None
    for name in names:
        found = found or (place / name if (place / name).is_file() else None)
    if found:
        return found
    bpe = (place / "bpe.model").is_file()
    what = "this model cuts words with BPE codes, which is not known here" if bpe else (
        f"a SentencePiece file is missing: {' or '.join(names)}"
    )  # fmt: skip
    hint = 'copy it from the model this was made of, or write tokenizer = "…" in [engines.ct2]'
    raise UserError(what, hint=hint, at=at)


def _vocabulary(folder: Path, at: Place) -> frozenset[str]:
    """Return the pieces of the source: a list in JSON, or a line each in older models."""
    for name in VOCABULARIES:
        if (path := folder / f"{name}.json").is_file():
            pieces = _json(path, at)
            if isinstance(pieces, list):
                return frozenset(piece for piece in pieces if isinstance(piece, str))
        if (path := folder / f"{name}.txt").is_file():
            return frozenset(path.read_text("utf-8", "replace").split("\n"))
    raise UserError("the vocabulary of the model is missing", hint=AGAIN, at=at)


AGAIN = "convert the model again, or get it again"


def _object(path: Path, at: Place) -> Mapping[str, Any]:
    """Return an object in JSON; models of long ago have no config.json."""
    if not path.is_file():
        return {}
    value = _json(path, at)
    if not isinstance(value, dict):
        raise UserError(f"{path.name} of the model is broken", hint=AGAIN, at=at)
    return value


def _json(path: Path, at: Place) -> Any:
    try:
        return json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise UserError(f"{path.name} of the model is broken", hint=AGAIN, at=at) from error
