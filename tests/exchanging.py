"""A newsroom that gives catalogs away and takes them back; and programs' ways of writing them."""

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import polib
from click.testing import CliRunner
from newsroom import Newsroom
from translate.storage.po import pofile

from workflow.cli import cli

ROOT = Path(__file__).parents[1]
LONG = "how-a-press-release-becomes-news"
"""The article of the project that is in every state."""

Texts = Mapping[str, str]
"""Translations by their source."""


@dataclass
class Said:
    """What a command printed, and its exit status."""

    status: int
    text: str
    error: str

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()


def tilshi(room: Newsroom, *words: str | Path) -> Said:
    """Run a command in this process. What is no UserError is raised."""
    done = CliRunner().invoke(cli, ["-C", str(room.root), *map(str, words)])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Said(done.exit_code, done.stdout, done.stderr)


def ours(folder: Path) -> Newsroom:
    """A copy of this project: its articles, and catalogs in three languages."""
    for name in ("articles", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "glossary.csv", folder)
    return Newsroom(folder, (ROOT / "tilshi.toml").read_text("utf-8"), articles={})


def po(room: Newsroom, code: str, slug: str = LONG) -> str:
    """The text of a catalog."""
    return room.read(f"locales/{code}/LC_MESSAGES/{slug}.po")


def exported(room: Newsroom, code: str, slug: str = LONG) -> Path:
    """A catalog as it goes out."""
    path = room.root / "out" / f"{slug}.{code}.po"
    said = tilshi(room, "export", slug, "-l", code, "--format", "po", "-o", path)
    assert said.status == 0, said.error
    return path


def blocks(text: str) -> list[str]:
    """The entries of a catalog as they are written, the header first."""
    return text.rstrip("\n").split("\n\n")


def source(block: str) -> str:
    return polib.pofile(block)[0].msgid


HEADER = {
    "Last-Translator": "A Translator <translator@news.example>",
    "PO-Revision-Date": "2030-01-02 15:31+0500",
    "Language-Team": "Kazakh <https://translate.news.example/projects/news/>",
}


def poedit(data: bytes, texts: Texts) -> bytes:
    """Edit texts and save as Poedit does: every line wrapped, the header rewritten."""
    text = _edited(data, texts, HEADER | {"X-Generator": "Poedit 3.4.2"})
    return _gettext("msgcat", "--width=79", "-", given=text)


def msgmerge(data: bytes, texts: Texts) -> bytes:
    """Edit texts, and save what `msgmerge` and `msgattrib` make of it: wrapped, sorted anew."""
    text = _edited(data, texts, HEADER)
    return _gettext("msgattrib", "--no-obsolete", "--sort-output", "-", given=text)


def toolkit(data: bytes, texts: Texts, generator: str, width: int) -> bytes:
    """Edit texts and save by translate-toolkit's readers."""
    store = pofile()
    store.wrapper.width = width
    store.parse(data)
    for unit in store.units:
        if unit.source in texts and not unit.isheader():
            unit.target = texts[unit.source]
            unit.markfuzzy(False)
            unit.prev_msgid, unit.prev_msgctxt = [], []
    fields = {name.replace("-", "_"): value for name, value in HEADER.items()}
    store.updateheader(add=True, X_Generator=generator, **fields)
    out = BytesIO()
    store.serialize(out)
    return out.getvalue()


def weblate(data: bytes, texts: Texts, width: int = 77) -> bytes:
    """Edit texts and save as Weblate does: an old source goes with the flag."""
    return toolkit(data, texts, "Weblate 5.14", width)


def virtaal(data: bytes, texts: Texts) -> bytes:
    """Edit texts and save as Virtaal does."""
    return toolkit(data, texts, "Virtaal 0.7.1", 77)


def omegat(data: bytes, texts: Texts) -> bytes:
    """Translate texts as OmegaT 3.6 does: no flag, and no draft that nobody confirmed."""
    kept = []
    for block in blocks(data.decode()):
        entry = polib.pofile(block)[0] if 'msgid ""\nmsgstr' not in block else None
        lines = [one.strip() for one in block.split("\n")]
        lines = [one for one in lines if one != "#, fuzzy"]
        if entry:
            confirmed = "" if entry.fuzzy else entry.msgstr
            lines[-1] = f'msgstr "{_escaped(texts.get(entry.msgid, confirmed))}"'
        kept.append("\n".join(lines))
    return ("\n\n".join(kept) + "\n").encode()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _edited(data: bytes, texts: Texts, header: Mapping[str, str]) -> bytes:
    """The catalog with texts written, their flags taken off, and fields of the header set."""
    first, *entries = blocks(data.decode())
    for name, value in header.items():
        field = f'"{name}: {value}\\n"'
        first, there = re.subn(rf'^"{name}: .*"$', lambda _, f=field: f, first, flags=re.MULTILINE)
        first = first if there else f"{first}\n{field}"
    for number, block in enumerate(entries):
        if (text := texts.get(source(block))) is not None:
            plain = re.sub(r"^(?:#, fuzzy|#\|.*)\n", "", block, flags=re.MULTILINE)
            entries[number] = re.sub(r"^msgstr .*\Z", "", plain, flags=re.MULTILINE | re.DOTALL)
            entries[number] += f'msgstr "{_escaped(text)}"'
    return ("\n\n".join((first, *entries)) + "\n").encode()


def _gettext(program: str, *words: str, given: bytes) -> bytes:
    done = subprocess.run([program, *words], input=given, capture_output=True, check=True)
    return done.stdout
