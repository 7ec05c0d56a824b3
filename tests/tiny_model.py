"""A tiny model: a real CTranslate2 model written by hand, which translates letter by letter.

Nothing is trained and nothing downloaded. A position is attended to by its own code, and what
stands there is looked up in the output matrix, so that `spell` says exactly what comes out:
Latin letters become Cyrillic ones and the other way round; all else stays.
"""

import io
import json
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
from ctranslate2.specs import TransformerDecoderSpec, TransformerEncoderSpec, TransformerSpec

LATIN, CYRILLIC = "abcdefghijklmnopqrstuvwxyz", "абцдефгхийклмнопқрстұвшыәз"
LATIN, CYRILLIC = LATIN + LATIN.upper(), CYRILLIC + CYRILLIC.upper()
SWAP = str.maketrans(LATIN + CYRILLIC, CYRILLIC + LATIN)
ALPHABET = LATIN + CYRILLIC + "0123456789.,:;!?%&()[]{}«»“”’-—@_…"
POSITIONS = 160
_TOKENS, _PLACES = 128, 128
_PRECISE = np.float32


def spell(text: str) -> str:
    """What every tiny model makes of a text in its alphabet."""
    return text.translate(SWAP)


@cache
def tokenizer() -> bytes:
    """Return a SentencePiece model of single characters."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([" ".join(ALPHABET)] * 3),
        model_writer=model,
        model_type="char",
        vocab_size=len(ALPHABET) + 4,
        hard_vocab_limit=False,
        character_coverage=1.0,
        normalization_rule_name="identity",
        minloglevel=2,
    )
    return model.getvalue()


def write(folder: Path, extra: Sequence[str] = (), shift: int = 0, **config: Any) -> Path:
    """Write a model without a tokenizer; its vocabulary has the extra pieces as well.

    `shift` is how many pieces at the start of the source the model leaves out.
    """
    processor = sentencepiece.SentencePieceProcessor(model_proto=tokenizer())
    pieces = [processor.id_to_piece(n) for n in range(processor.get_piece_size())] + [*extra]
    spec = TransformerSpec(
        TransformerEncoderSpec(1, 1, pre_norm=True), TransformerDecoderSpec(1, 1, pre_norm=True)
    )
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.encoder.scale_embeddings = spec.decoder.scale_embeddings = False
    _fill(spec, pieces, shift)
    for name, value in config.items():
        setattr(spec.config, name, value)
    spec.validate()
    spec.optimize(quantization="int8")
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))
    return folder


def opus(folder: Path) -> Path:
    """A model of one pair, as OpusMTConverter makes it: it adds the end of a sentence itself."""
    write(folder, add_source_eos=True, decoder_start_token="</s>")
    (folder / "source.spm").write_bytes(tokenizer())
    (folder / "target.spm").write_bytes(tokenizer())
    return folder


def opus_of_many(folder: Path) -> Path:
    """A model of OPUS that writes several languages, and wants to be told which."""
    extra = [">>kaz_Cyrl<<", ">>rus<<", ">>tat<<"]
    write(folder, extra, shift=1, add_source_eos=True, decoder_start_token="</s>")
    (folder / "source.spm").write_bytes(tokenizer())
    (folder / "target.spm").write_bytes(tokenizer())
    return folder


def nllb(folder: Path) -> Path:
    write(folder, ["eng_Latn", "kaz_Cyrl", "rus_Cyrl"], decoder_start_token="</s>")
    (folder / "sentencepiece.bpe.model").write_bytes(tokenizer())
    return folder


def madlad(folder: Path) -> Path:
    write(folder, ["<2en>", "<2kk>", "<2ru>"], shift=1, decoder_start_token="<s>")
    (folder / "spiece.model").write_bytes(tokenizer())
    return folder


def argos(path: Path, **metadata: Any) -> Path:
    """A package of Argos Translate: a zip archive of one folder."""
    root = "translate-en_kk-1_0"
    folder = path.with_suffix(".folder")
    write(folder, add_source_eos=True, decoder_start_token="<s>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in argos_files(metadata).items():
            archive.writestr(f"{root}/{name}", content)
        for file in sorted(folder.iterdir()):
            archive.write(file, f"{root}/model/{file.name}")
    shutil.rmtree(folder)
    return path


def argos_files(metadata: Mapping[str, Any]) -> dict[str, bytes]:
    said = {"package_version": "1.0", "argos_version": "1.9", "type": "translate"}
    said |= {"from_code": "en", "from_name": "English", "to_code": "kk", "to_name": "Kazakh"}
    return {
        "metadata.json": json.dumps(said | dict(metadata)).encode(),
        "sentencepiece.model": tokenizer(),
        "README.md": b"A package of the tests.\n\nLicense: CC0\n",
    }


def _fill(spec: TransformerSpec, pieces: Sequence[str], shift: int) -> None:
    """Set every weight: a state has the code of a piece, then the code of a place."""
    size, rng = _TOKENS + _PLACES, np.random.default_rng(0)
    words, places = _codes(rng, len(pieces), _TOKENS), _codes(rng, POSITIONS + 1, _PLACES)
    encoder, decoder = spec.encoder, spec.decoder
    encoder.embeddings[0].weight = _beside(words, left=True)
    decoder.embeddings.weight = _zeros(len(pieces), size)
    encoder.position_encodings.encodings = _beside(places[:POSITIONS], left=False)
    decoder.position_encodings.encodings = _beside(places[shift : POSITIONS + shift], left=False)
    _linear(decoder.projection, _beside(words[_swapped(pieces)] * 40, left=True))
    for layer in (encoder.layer[0], decoder.layer[0]):
        _linear(layer.self_attention.linear[0], _zeros(3 * size, size))
        _linear(layer.self_attention.linear[1], _zeros(size, size))
        _linear(layer.ffn.linear_0, _zeros(4, size))
        _linear(layer.ffn.linear_1, _zeros(size, 4))
        for norm in (layer.self_attention.layer_norm, layer.ffn.layer_norm):
            _plain(norm, size)
    _plain(encoder.layer_norm, size)
    _plain(decoder.layer_norm, size)
    _look(decoder.layer[0].attention, size)


def _look(attention: Any, size: int) -> None:
    """Let each step look at the place of its own number, and take what stands there."""
    _plain(attention.layer_norm, size)
    query, key, value = _zeros(size, size), _zeros(size, size), _zeros(size, size)
    query[_TOKENS:, _TOKENS:] = np.eye(_PLACES) * 60
    key[_TOKENS:, _TOKENS:] = np.eye(_PLACES)
    value[:_TOKENS, :_TOKENS] = np.eye(_TOKENS)
    _linear(attention.linear[0], query)
    _linear(attention.linear[1], np.concatenate([key, value]))
    _linear(attention.linear[2], np.eye(size) * 3)


def _swapped(pieces: Sequence[str]) -> list[int]:
    """For each piece of the target, the piece of the source that it answers."""
    places = {piece: n for n, piece in enumerate(pieces)}
    return [places[spell(piece) if len(piece) == 1 else piece] for piece in pieces]


def _codes(rng: np.random.Generator, count: int, size: int) -> Any:
    """Return vectors of mean zero and length one, no two of them much alike.

    Their mean lets layer normalization change nothing but their length.
    """
    found = _zeros(count, size)
    n = 0
    while n < count:
        half = rng.choice([-1.0, 1.0], size=size // 2)
        code = np.concatenate([half, -half]) / np.sqrt(size)
        if n == 0 or np.abs(found[:n] @ code).max() <= 0.45:
            found[n] = code
            n += 1
    return found


def _beside(codes: Any, *, left: bool) -> Any:
    """Return the codes in their half of a state, with nothing in the other half."""
    empty = _zeros(len(codes), _PLACES if left else _TOKENS)
    return np.concatenate([codes, empty] if left else [empty, codes], 1).astype(_PRECISE)


def _zeros(*shape: int) -> Any:
    return np.zeros(shape, _PRECISE)


def _linear(layer: Any, weight: Any) -> None:
    layer.weight, layer.bias = weight.astype(_PRECISE), _zeros(weight.shape[0])


def _plain(norm: Any, size: int) -> None:
    norm.gamma, norm.beta = np.ones(size, _PRECISE), _zeros(size)
