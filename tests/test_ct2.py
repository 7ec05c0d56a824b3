import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
import tiny_model
from tiny_model import spell

from i18n import engines
from i18n.engines.ct2 import family
from i18n.engines.ct2.ct2 import Ct2
from i18n.engines.engine import Traits
from i18n.engines.faults import BadOutput, Unsupported
from i18n.errors import Place, UserError
from i18n.model import Brief

RU, KK, ZH = Brief("en", "ru"), Brief("en", "kk"), Brief("en", "zh_Hans")
NEWS = [
    "Prices fell in Astana [[0]] after {1}.",
    "Rain is due in Almaty (5 %).",
    "“Why?” the mayor’s aide asked.",
]


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def opus(tmp_path) -> Path:
    return tiny_model.opus(tmp_path / "opus-mt-en-ru")


def load(path: Path, **more: object) -> Ct2:
    (engine,) = engines.load(["ct2"], {"ct2": {"path": str(path), **more}})
    return engine


MODELS = {
    "opus": (lambda folder: tiny_model.opus(folder / "opus-mt-en-ru"), RU),
    "opus-many": (lambda folder: tiny_model.opus_of_many(folder / "opus-mt-en-trk"), KK),
    "nllb": (lambda folder: tiny_model.nllb(folder / "nllb-200-tiny"), KK),
    "madlad": (lambda folder: tiny_model.madlad(folder / "madlad400-tiny"), KK),
    "argos": (lambda folder: tiny_model.argos(folder / "translate-en_kk.argosmodel"), KK),
}


@pytest.mark.parametrize("name", MODELS)
def test_a_model_of_each_family_translates_whole_sentences(tmp_path, name) -> None:
    write, brief = MODELS[name]
    engine = load(write(tmp_path))

    assert engine.family.name == name
    assert engine.translate(NEWS, brief) == [spell(text) for text in NEWS]


@pytest.mark.parametrize("name", MODELS)
def test_a_family_may_be_set(tmp_path, name) -> None:
    write, brief = MODELS[name]
    engine = load(write(tmp_path), family=name)

    assert engine.translate(["Rain."], brief) == [spell("Rain.")]


def test_the_pieces_of_languages_stand_where_each_family_wants_them() -> None:
    vocabulary = {"eng_Latn", "kaz_Cyrl", "<2kk>", ">>kaz<<"}

    tokens = {name: one.tokens(KK, vocabulary) for name, one in family.known().items()}

    assert tokens == {
        "nllb": (["eng_Latn"], ["kaz_Cyrl"]),
        "madlad": (["<2kk>"], []),
        "opus-many": ([">>kaz<<"], []),
        "argos": ([], []),
        "opus": ([], []),
    }


@pytest.mark.parametrize(
    ("name", "unknown"),
    [
        ("opus", [KK, Brief("ru", "en"), Brief("en", "xx"), Brief("en", "en")]),
        ("opus-many", [ZH, Brief("en", "en")]),
        ("nllb", [ZH, Brief("zh_Hans", "ru"), Brief("kk", "kk")]),
        ("madlad", [ZH, Brief("tlh", "kk")]),
        ("argos", [RU, Brief("kk", "en")]),
    ],
)
def test_a_pair_that_the_model_does_not_know_is_unsupported(tmp_path, name, unknown) -> None:
    engine = load(MODELS[name][0](tmp_path))

    for brief in unknown:
        with pytest.raises(Unsupported):
            engine.traits(brief)
        with pytest.raises(Unsupported):
            engine.translate(["Rain."], brief)


def test_it_asks_nobody_and_keeps_brackets(opus) -> None:
    engine = load(opus)

    assert (engine.network, engine.natural) == ("none", True)
    assert engine.traits(RU) == Traits(styles=("brackets", "braces"))


def test_each_sentence_of_a_text_is_translated_alone(opus, monkeypatch) -> None:
    engine = load(opus)
    seen = []
    translate = type(engine.model).translate
    monkeypatch.setattr(
        type(engine.model),
        "translate",
        lambda self, texts, *tokens: seen.append(texts) or translate(self, texts, *tokens),
    )

    answers = engine.translate(["Rain is due.  Why? Rain is due.", " Yes. \n", "", " 5 %"], RU)

    assert seen == [["Rain is due.", "Why?", "Yes."]]
    assert answers == [spell("Rain is due. Why? Rain is due."), f" {spell('Yes.')} \n", "", " 5 %"]


def test_the_gap_between_sentences_is_that_of_the_target(tmp_path) -> None:
    engine = load(tiny_model.opus(tmp_path / "m"), source="en", target="zh_Hans")

    assert engine.translate(["Rain is due. Why?"], ZH) == [spell("Rain is due.Why?")]


def test_what_the_model_never_saw_is_copied(opus) -> None:
    assert load(opus).translate(["The word 新闻 is ok."], RU) == [spell("The word 新闻 is ok.")]


@pytest.mark.parametrize("length", [159, 450, 5000])
def test_a_sentence_too_long_is_not_cut(opus, length) -> None:
    long = "a" * (length - 1) + "."

    with pytest.raises(BadOutput, match="too long for the model") as caught:
        load(opus).translate([NEWS[0], long, NEWS[1]], RU)

    assert caught.value.answers == (spell(NEWS[0]), None, spell(NEWS[1]))


def test_a_family_bears_sentences_of_so_many_pieces(opus) -> None:
    engine = load(opus)
    limited = replace(engine, model=replace(engine.model, longest=15))

    with pytest.raises(BadOutput, match="a sentence of 23 pieces is too long") as caught:
        limited.translate(["Rain is due.", "Rain is due in Almaty."], RU)

    assert caught.value.answers == (spell("Rain is due."), None)
    assert engine.model.longest == family.known()["opus"].longest


def test_the_end_is_put_where_the_model_does_not_put_it_itself(tmp_path, opus) -> None:
    nllb = tiny_model.nllb(tmp_path / "nllb")

    assert (load(opus).model.end, load(nllb).model.end) == ((), ("</s>",))


def test_a_long_text_of_short_sentences_is_no_trouble(opus) -> None:
    text = " ".join(f"Sentence {n} is here." for n in range(60))

    assert load(opus).translate([text], RU) == [spell(text)]


def test_a_model_that_runs_on_is_stopped(tmp_path) -> None:
    folder = tiny_model.opus(tmp_path / "opus-mt-en-ru")
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"add_source_eos": False}))

    with pytest.raises(BadOutput, match="without an end"):
        load(folder, family="argos").translate(["Rain."], RU)


@pytest.mark.parametrize(
    "mark", ["rain <2kk>", "rain >>kaz<<", "rain eng_Latn", "rain </s>", "rain ▁", "rain <unk>"]
)
def test_marks_of_the_model_never_leave_it(opus, mark) -> None:
    engine = load(opus)

    with pytest.raises(BadOutput, match="marks that mean something"):
        engine.translate([mark], RU)


def test_debris_in_a_translation_is_bad_output(tmp_path, monkeypatch) -> None:
    engine = load(tiny_model.nllb(tmp_path / "nllb"))
    row = ["kaz_Cyrl", "▁", "д", "а", "kaz_Cyrl"]
    monkeypatch.setattr(type(engine.model), "_decode", lambda self, rows, prefix, ngram: [row])

    with pytest.raises(BadOutput, match="left its own marks"):
        engine.translate(["Rain."], KK)


def test_eight_threads_get_their_own_answers(tmp_path) -> None:
    engine = load(tiny_model.nllb(tmp_path / "nllb"), workers=2)
    texts = [f"Sentence {n} about {chr(97 + n % 26) * 5}." for n in range(200)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda text: engine.translate([text], KK), texts))

    assert answers == [[spell(text)] for text in texts]


def test_tokenizers_may_stand_elsewhere(tmp_path, opus) -> None:
    elsewhere = tmp_path / "pieces"
    elsewhere.mkdir()
    for name in ("source.spm", "target.spm"):
        shutil.move(opus / name, elsewhere / name)

    for place in (elsewhere, elsewhere / "source.spm"):
        assert load(opus, tokenizer=str(place)).translate(["Rain."], RU) == [spell("Rain.")]


def test_a_package_already_unpacked_is_a_folder(tmp_path, cache) -> None:
    load(tiny_model.argos(tmp_path / "en_kk.argosmodel"))
    (folder,) = (path for path in (cache / "tilshi" / "models").iterdir() if path.is_dir())

    for path in (folder, folder / "translate-en_kk-1_0"):
        assert load(path).translate(["Rain."], KK) == [spell("Rain.")]


def test_a_package_may_name_a_prefix(tmp_path) -> None:
    package = tiny_model.argos(tmp_path / "en_kk.argosmodel", target_prefix="Ә")
    engine = load(package)

    assert engine.family.prefix == "Ә"


@pytest.mark.parametrize(
    ("folder", "pair"),
    [
        ("opus-mt-en-ru", ("en", "ru")),
        ("opus-mt-tc-big-eng-rus.int8", ("en", "ru")),
        ("kk_en", ("kk", "en")),
    ],
)
def test_a_model_of_one_pair_is_known_by_its_name(tmp_path, folder, pair) -> None:
    assert load(tiny_model.opus(tmp_path / folder)).pair == pair


def test_a_model_that_does_not_say_its_pair_wants_to_be_told(tmp_path) -> None:
    folder = tiny_model.opus(tmp_path / "opus-mt-model")

    with pytest.raises(UserError, match="nothing says which languages") as caught:
        load(folder)

    assert 'source = "en"' in caught.value.hint
    assert load(folder, source="en", target="kk").pair == ("en", "kk")


def test_the_version_follows_the_model_and_what_makes_for_other_answers(tmp_path, opus) -> None:
    twin = shutil.copytree(opus, tmp_path / "twin" / opus.name)
    other = tiny_model.write(tmp_path / "other" / opus.name, ["x"], add_source_eos=True)
    for name in ("source.spm", "target.spm"):
        shutil.copy(opus / name, other / name)

    version = load(opus).version

    assert version == load(twin, workers=2, threads=1).version
    assert version.startswith("opus-mt-en-ru@")
    assert len({version, load(other).version, load(opus, beam=1).version}) == 3


def test_the_version_is_one_word(tmp_path) -> None:
    engine = load(tiny_model.opus(tmp_path / "my model en-ru"), source="en", target="ru")

    assert engine.version.startswith("my-model-en-ru@")


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def cut_off(path: Path) -> None:
    path.write_text(json.dumps(json.loads(path.read_text())[:40]))


BREAKAGES = {
    "model.bin is missing": lambda folder: (folder / "model.bin").unlink(),
    "refuses the model: Variable": lambda folder: truncate(folder / "model.bin"),
    "refuses the model: File model.bin is incomplete": lambda folder: (
        folder / "model.bin"
    ).write_bytes(b""),
    "refuses the model: Unsupported model binary version": lambda folder: (
        folder / "model.bin"
    ).write_bytes(b"PK\x03\x04 what is this"),
    "a SentencePiece file is missing: source.spm": lambda folder: (folder / "source.spm").unlink(),
    "a SentencePiece file is missing: target.spm": lambda folder: (folder / "target.spm").unlink(),
    "target.spm is no SentencePiece": lambda folder: (folder / "target.spm").write_bytes(b"x"),
    "source.spm is no SentencePiece": lambda folder: (folder / "source.spm").write_bytes(b""),
    "only 40 of the 1": lambda folder: cut_off(folder / "shared_vocabulary.json"),
    "shared_vocabulary.json of the model is broken": lambda folder: truncate(
        folder / "shared_vocabulary.json"
    ),
    "the vocabulary of the model is missing": lambda folder: (
        folder / "shared_vocabulary.json"
    ).unlink(),
    "config.json of the model is broken": lambda folder: (folder / "config.json").write_text("[]"),
    "refuses the model: ": lambda folder: (folder / "config.json").unlink(),
}


@pytest.mark.parametrize("what", BREAKAGES)
def test_a_broken_model_is_named_before_the_run(opus, what) -> None:
    BREAKAGES[what](opus)

    with pytest.raises(UserError, match=what) as caught:
        load(opus)

    assert caught.value.at == Place(str(opus))
    assert caught.value.hint


def test_codes_of_bpe_are_told_from_a_missing_file(opus) -> None:
    (opus / "source.spm").rename(opus / "bpe.model")

    with pytest.raises(UserError, match="BPE codes"):
        load(opus)


def test_the_pieces_of_another_model_are_refused(opus, tmp_path) -> None:
    vocabulary = json.loads((opus / "shared_vocabulary.json").read_text())
    foreign = [f"▁слово{n}" for n in range(len(vocabulary))]
    (opus / "shared_vocabulary.json").write_text(json.dumps(foreign))

    with pytest.raises(UserError, match=r"only 0 of the \d+ pieces of source.spm"):
        load(opus)


@pytest.mark.parametrize(
    ("table", "what"),
    [
        ({}, "has no path"),
        ({"path": "/nowhere/at/all"}, "there is no model here"),
        ({"path": "{opus}", "family": "gpt"}, "family is unknown: 'gpt'"),
        ({"path": "{opus}", "compute_type": "int3"}, "Invalid compute type: int3"),
    ],
)
def test_a_setting_that_is_wrong_or_missing_is_named(opus, table, what) -> None:
    given = {key: value.replace("{opus}", str(opus)) for key, value in table.items()}

    with pytest.raises(UserError, match=what) as caught:
        engines.load(["ct2"], {"ct2": given})

    assert caught.value.hint


NC, NO_TRADE = "CC BY-NC 4.0", "not for commercial use"


@pytest.mark.parametrize(
    ("name", "files", "options", "licence", "words"),
    [
        ("opus", {}, {}, "", "the licence of the model opus-mt-en-ru is unknown"),
        ("opus", {"README.md": "---\nlicense: cc-by-4.0\n---\n"}, {}, "cc-by-4.0", "cc-by-4.0."),
        ("opus", {"README.md": "# X\n* License: **Apache 2.0**\n"}, {}, "Apache 2.0", "Apache"),
        ("opus", {"LICENSE": "\n  MIT License\n\nCopyright"}, {}, "MIT License", "MIT License"),
        ("opus", {"README.md": "license: mit"}, {"licence": "ours"}, "ours", "under ours."),
        ("nllb", {}, {}, NC, NO_TRADE),
        ("nllb", {"README.md": "license: cc-by-4.0"}, {}, "cc-by-4.0", "made from NLLB-200"),
        ("nllb", {"README.md": "license: cc-by-nc-4.0"}, {}, "cc-by-nc-4.0", NO_TRADE),
        ("madlad", {}, {}, "Apache-2.0", "under Apache-2.0."),
        ("argos", {}, {}, "CC0", "under CC0."),
    ],
)
def test_the_licence_of_the_model_is_told(tmp_path, name, files, options, licence, words) -> None:
    path = MODELS[name][0](tmp_path)
    for file, text in files.items():
        (path / file).write_text(text)

    engine = load(path, **options)

    assert engine.licence == licence
    assert words in engine.notice


def test_a_licence_in_the_metadata_of_a_package_counts(tmp_path) -> None:
    engine = load(tiny_model.argos(tmp_path / "x.argosmodel", license="CC BY-NC 4.0"))

    assert (engine.licence, NO_TRADE in engine.notice) == (NC, True)


def test_a_package_that_is_not_installed_is_named_with_the_extra(opus, monkeypatch) -> None:
    code = (
        "import sys; sys.modules['ctranslate2'] = None\n"
        "from i18n import engines\n"
        "from i18n.errors import UserError\n"
        f"try: engines.load(['ct2'], {{'ct2': {{'path': {str(opus)!r}}}}})\n"
        "except UserError as error: print(error.what, error.hint, sep='|')"
    )

    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert said.stdout.strip() == (
        "the engine 'ct2' needs the package ctranslate2, which is not installed"
        "|pip install 'tilshi[local]'"
    )


def test_the_table_is_read_without_ctranslate2() -> None:
    code = (
        "import sys, i18n.engines as e; [row.facts for row in e.ENGINES]\n"
        "sys.exit(bool({'ctranslate2', 'sentencepiece', 'numpy'} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
