"""The front matter of an article, as the site reads it: when, by whom, under which name.

Only scalars as they are written are read, from the tree of nodes and two levels deep: no value
is made, so that no alias, number or date can do harm. What a person wrote and nobody can read
becomes a sentence in `problems`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Literal, get_args

import yaml

from i18n.formats.frontmatter import SEPARATORS, loader
from workflow.site.prose import characters, times

Disclosure = Literal["auto", "always", "never"]

HELD = datetime(9999, 1, 1, tzinfo=UTC)
"""The embargo of an article whose own cannot be read: it stays in until somebody mends it."""

NULL = "tag:yaml.org,2002:null"
MOST = 500
"""Items of a list, or keys, that are read; front matter with more of them is none."""

HEAD = 5_000
"""Characters in which an embargo is looked for where front matter is not told from text."""

_END = re.compile(r"\r\n?|\n")
_YAML = re.compile(
    r"(-{3,}+)[^\n]*+\n(?:(?P<matter>.*?)\n)??(?: {0,3}\1-*+[ \t]*+|\.\.\.[ \t]*+)(?:\n|\Z)",
    re.DOTALL,
)
"""As mdit_py_plugins.front_matter has it, which extraction reads with."""
_ITEM = r"(?!(?i:null)\b)[^\W_](?:[\w -]*\w)?"
_LINE = re.compile(
    r"([a-z_]+): (?:"
    r'"([^"\\\t\u2028\u2029\ufeff]*)"|'
    r"'([^'\t\u2028\u2029\ufeff]*)'|"
    rf"\[({_ITEM}(?:, {_ITEM})*)\]|"
    r"((?!(?i:null)\Z)(?:[^\W_]|[^\x00-\x7f\s\ufeff])"
    r"(?:[^:#\t\u2028\u2029\ufeff]|:(?! |\Z)|(?<! )#)*(?<! )))"
)
"""A key with text in quotes, a list of words, or text without quotes."""
_TOML = re.compile(r"\+\+\+[ \t]*+\n(?:.*?\n)??\+\+\+[ \t]*+(?:\n|\Z)", re.DOTALL)
_EMBARGO = re.compile(r"^[\"']?embargo[\"']?[ \t]*[:=]", re.MULTILINE)
_PERHAPS = re.compile(
    r"^\W*embargo\W{0,3}?[\"']?[^\S\n]*[:=\uff1a][^\S\n]*[^\s#].*", re.MULTILINE | re.IGNORECASE
)
"""What a person would take for an embargo, however it is written."""
LINES = 10
"""Lines of an article without front matter that may say so."""
_NEVER = re.compile(r"never ?\(([^()]*[^\s()][^()]*)\)")
_COMMA = re.compile("[,，、]")


@dataclass(frozen=True, slots=True)
class Front:
    """What the front matter says; everything has a value where it says nothing.

    `date` and `updated` are ISO 8601, a day or a time to the second, with an offset where one
    is written. `embargo` always has an offset: a time without one is UTC, a day is its start;
    one that cannot be read is `HELD`, so that the article stays in. `slug` and `image` are as
    written: whether they may be used is for others to tell. `unread` is why nothing of it is
    used, where there is front matter that cannot be read.
    """

    title: str = ""
    description: str = ""
    date: str = ""
    updated: str = ""
    embargo: datetime | None = None
    slug: str = ""
    tags: tuple[str, ...] = ()
    author: str = ""
    image: str = ""
    image_alt: str = ""
    correction: str = ""
    correction_date: str = ""
    disclosure: Disclosure = "auto"
    disclosure_reason: str = ""
    problems: tuple[str, ...] = ()
    unread: str = ""


@lru_cache(maxsize=8)
def split(text: str) -> tuple[str, str]:
    """Return the YAML of an article in Markdown, and the Markdown after it.

    TOML front matter is neither. Lines end with U+000A in both.
    """
    text = characters.allowed(text)
    if "\r" in text:
        text = _END.sub("\n", text)
    if text.startswith("---") and (found := _YAML.match(text)):
        return found["matter"] or "", text[found.end() :]
    if text.startswith("+++") and (found := _TOML.match(text)):
        return "", text[found.end() :]
    return "", text


@lru_cache(maxsize=64)
def read(text: str, form_name: str) -> Front:
    """Return the front matter of an article in a format: `markdown`, others have none.

    Never raises, whatever the text.
    """
    return _held(_read(text, form_name), text)


def _read(text: str, form_name: str) -> Front:
    start = text.removeprefix("\ufeff")[:3]
    if form_name != "markdown" or start not in {"---", "+++"}:
        return Front()
    matter, body = split(text)
    if not matter.strip():
        return _unread(start, body, text)
    if (known := _lines(matter)) is not None:
        return _Reader(known).front()
    try:
        root = yaml.compose(matter.translate(SEPARATORS), Loader=loader(matter))
    except (yaml.YAMLError, ValueError, RecursionError):
        return _lost("the front matter is not YAML, and nothing of it is used", matter)
    return _Reader(_pairs(root)).front() if isinstance(root, yaml.MappingNode) else Front()


def _lines(matter: str) -> dict[str, yaml.Node] | None:
    """Return the values by their keys where each has one line, as most people write it.

    None when anything is written in another way: that takes a parser, and ten times as long.
    """
    values: dict[str, yaml.Node] = {}
    lines = matter.split("\n")
    for line in lines:
        found = _LINE.fullmatch(line)
        if found is None or len(lines) > MOST:
            return None
        key, double, single, items, plain = found.groups()
        if items:
            nodes = [yaml.ScalarNode("", item) for item in items.split(", ")]
            values[key] = yaml.SequenceNode("", nodes)
        else:
            style = None if plain else '"'
            values[key] = yaml.ScalarNode("", plain or double or single or "", style=style)
    return values


def _held(front: Front, text: str) -> Front:
    """Hold an article that seems to have an embargo which was not read: in capitals, say."""
    head = text[:HEAD]
    if front.embargo is not None or "embargo" not in head.lower() or not _PERHAPS.search(head):
        return front
    if not head.lstrip("\ufeff \t\r\n").startswith(("---", "+++", "{")):
        head = "".join(head.splitlines(keepends=True)[:LINES])
    found = _PERHAPS.search(head)
    if found is None:
        return front
    problem = f"an embargo where none is read: {found[0].strip()!r}; write embargo: and a time"
    return replace(front, embargo=HELD, problems=(*front.problems, problem))


def _unread(start: str, body: str, text: str) -> Front:
    """What is said where nothing is between the lines that front matter begins with."""
    if start == "+++":
        return _lost("front matter between +++ is not read: write YAML between ---", text[:HEAD])
    if body.startswith("---") and _EMBARGO.search(body, 0, HEAD):
        return _lost("the front matter has no end: write --- below it", body[:HEAD])
    return Front()


def _lost(problem: str, matter: str) -> Front:
    """Nothing but the problem; an embargo among what is lost holds the article."""
    return Front(
        embargo=HELD if _EMBARGO.search(matter) else None, problems=(problem,), unread=problem
    )


@dataclass(slots=True)
class _Reader:
    """The values by their keys, and what is wrong with those looked at."""

    values: Mapping[str, yaml.Node]
    problems: list[str] = field(default_factory=list)

    def front(self) -> Front:
        """Return what they say."""
        correction, corrected = self.parts("correction", "text", "date")
        image, image_alt = self.parts("image", "src", "alt")
        disclosure, reason = self.disclosure()
        return Front(
            title=self.text("title"),
            description=self.text("description"),
            date=self.time("date"),
            updated=self.time("updated"),
            embargo=self.embargo(),
            slug=self.text("slug"),
            tags=self.words("tags") or self.words("tag"),
            author=self.text("author") if self.is_scalar("author") else ", ".join(self.authors()),
            image=image,
            image_alt=image_alt,
            correction=correction,
            correction_date=self.moment("the date of the correction", corrected),
            disclosure=disclosure,
            disclosure_reason=reason,
            problems=tuple(self.problems),
        )

    def is_scalar(self, key: str) -> bool:
        return isinstance(self.values.get(key), yaml.ScalarNode)

    def text(self, key: str) -> str:
        """Return a value that is one text."""
        node = self.values.get(key)
        if node is None or isinstance(node, yaml.ScalarNode):
            return _text(node)
        self.problems.append(f"{key} is not one text: write {key}: and the words after it")
        return ""

    def words(self, key: str) -> tuple[str, ...]:
        """Return a list, or what stands between the commas of a text."""
        node = self.values.get(key)
        if isinstance(node, yaml.SequenceNode):
            items = node.value[:MOST]
            if not all(isinstance(item, yaml.ScalarNode) for item in items):
                self.problems.append(f"{key} has an item that is not one text")
            found = [_text(item) for item in items]
        elif node is None or isinstance(node, yaml.ScalarNode):
            found = [part.strip() for part in _COMMA.split(_text(node))[:MOST]]
        else:
            self.problems.append(f"{key} is not a list: write {key}: [one, another]")
            return ()
        return tuple(dict.fromkeys(filter(None, found)))

    def authors(self) -> tuple[str, ...]:
        return self.words("author") or self.words("authors")

    def parts(self, key: str, first: str, second: str) -> tuple[str, str]:
        """Return a text and nothing, or the two values of a mapping."""
        node = self.values.get(key)
        if not isinstance(node, yaml.MappingNode):
            return self.text(key), ""
        inner = _Reader(_pairs(node))
        found = inner.text(first), inner.text(second)
        if not found[0] or inner.problems:
            self.problems.append(f"{key} has no {first} that can be read")
        return found

    def time(self, key: str) -> str:
        return self.moment(key, self.text(key))

    def moment(self, name: str, written: str) -> str:
        """Return a day or a time in ISO 8601."""
        found = times.moment(written)
        if written and found is None:
            self.problems.append(
                f"{name} is not a date ({_short(written)}): write 2026-11-23, "
                "or 2026-11-23T15:07:00+05:00"
            )
        if found is None:
            return ""
        return found.date().isoformat() if times.is_day(written) else found.isoformat()

    def embargo(self) -> datetime | None:
        node = self.values.get("embargo")
        if node is None or (isinstance(node, yaml.ScalarNode) and not _text(node)):
            return None
        written = _text(node)
        found = times.moment(written)
        if found is None:
            self.problems.append(
                f"embargo is not a time ({_short(written)}), and the article is held: "
                "write 2026-11-23T15:07:00+05:00"
            )
            return HELD
        return found if found.tzinfo else found.replace(tzinfo=UTC)

    def disclosure(self) -> tuple[Disclosure, str]:
        node = self.values.get("disclosure")
        if isinstance(node, yaml.MappingNode):
            pairs = _pairs(node)
            if set(pairs) == {"never"} and (reason := _text(pairs["never"])):
                return "never", reason
        written = _text(node)
        if found := _NEVER.fullmatch(written):
            return "never", found[1]
        if written == "never":
            self.problems.append("disclosure: never has no reason, and changes nothing without")
        choices = {choice: choice for choice in get_args(Disclosure)}
        if node is not None and written not in choices:
            self.problems.append("disclosure is not auto, always, or never (with the reason)")
        return choices.get(written, "auto"), ""


def _pairs(node: yaml.MappingNode) -> dict[str, yaml.Node]:
    """Return the values by their keys; of the same key, the last."""
    return dict(_entries(node))


def _entries(node: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node]]:
    for key, value in node.value[:MOST]:
        if isinstance(key, yaml.ScalarNode):
            yield key.value, value


def _text(node: yaml.Node | None) -> str:
    """Return a scalar as it is written, on one line; nothing for all else."""
    if not isinstance(node, yaml.ScalarNode) or (node.tag == NULL and not node.style):
        return ""
    return characters.line(node.value)


def _short(written: str) -> str:
    return (written if len(written) <= 40 else f"{written[:39]}…") or "no text"
