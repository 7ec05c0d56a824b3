"""Front matter: the YAML values of a document that are prose, and how they are written back."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from i18n.errors import Place, UserError

STRING = "tag:yaml.org,2002:str"
SYNTAXES = {
    "": "yaml-plain",
    "'": "yaml-single",
    '"': "yaml-double",
    "|": "yaml-literal",
    ">": "yaml-folded",
}

NESTED = 200
"""How many marks that may nest the loader in C is trusted with."""
SEPARATORS = dict.fromkeys((0x85, 0x2028, 0x2029), "\u00a0")
"""Line ends to YAML 1.1, characters like any other to YAML 1.2 and to every editor."""
SPACES = re.compile(r"[\t-\r\x1c-\x20\x85\u2028\u2029]+")
ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]')
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
ODD = re.compile(r"[-+.0-9~=<\[{]|(?:y|n|yes|no|on|off|true|false|null)\Z", re.IGNORECASE)
"""What some reader of YAML takes for a number, a date, a truth value or a marker."""
SAFE = re.compile(r"(?:[^\W\d_]|[^\x00-\x7f\s])[^,:#?\[\]{}&*!|>'\"%@`\\]*(?<! )")
"""What needs no quotes anywhere: no mark of YAML at its start, and none that would end it."""
UNBRACKETED = re.compile(r"(?:[^\W\d_]|[^\x00-\x7f\s])[^:#\[\]{}&*!|>%@`\\]*(?<! )")
"""What needs none outside brackets: commas and quotation marks inside are letters there."""
HEADER = re.compile(r"([|>])([-+0-9]*)([ \t]+#[^\r\n]*)?")
KEY = re.compile(r"^([ \t]*)(?:- )?[\"']?([\w-]+)[\"']?[ \t]*:(?!\S)(.*)$", re.MULTILINE)
TEMPLATE = re.compile(r"\{\{|\{%|<%")
LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")


@dataclass(frozen=True, slots=True)
class Value:
    """A string among the values of the front matter.

    `key` is the dotted path; the items of a list have the key of the list. `start` and `end`
    are code points of the text given: the scalar with its quotes, or a block scalar from its
    indicator to the end of its last line, without the line end. `line` counts from 1.
    """

    key: str
    start: int
    end: int
    line: int
    prose: str
    syntax: str


def values(text: str, keys: Container[str]) -> list[Value]:
    """Return the values under `keys` that are strings to YAML and not blank, in order.

    `text` is what stands between the `---` lines. Tagged and anchored values, and so
    aliases, are left out: a change there would change another value too. Raises
    `UserError`, with the line in `text` and no path, where that is not YAML but has one of
    the keys, with a value that is no template.
    """
    body = text.removeprefix("\ufeff").translate(SEPARATORS)
    mark = len(text) - len(body)
    try:
        root = _compose(body)
    except UserError:
        if any(key in keys for key in _written_keys(body)):
            raise
        return []
    found = [
        Value(
            key,
            start + mark,
            start + mark + len(raw),
            _line(body, start),
            node.value,
            SYNTAXES[node.style or ""],
        )
        for key, node in _scalars(root, body)
        if key in keys and node.tag == STRING and node.value.strip()
        for start, raw in [(node.start_mark.index, _raw(node, body))]
    ]
    return sorted(found, key=lambda value: value.start)


def encode(prose: str, syntax: str, raw: str) -> str:
    """Return the YAML for a new value in the style of the old one, `raw`, its text on one line.

    Ordinary white space becomes single spaces, no-break spaces stay. A style that cannot
    hold the prose gives way to double quotes. The prose has no lone surrogates.
    """
    prose = SPACES.sub(" ", prose).strip(" ")
    if syntax in {"yaml-literal", "yaml-folded"}:
        return _block(prose, raw)
    if syntax == "yaml-plain" and _plain(prose, raw):
        return prose
    if syntax == "yaml-single" and not UNPRINTABLE.search(prose):
        return "'" + prose.replace("'", "''") + "'"
    return _double(prose)


def loader(body: str) -> Any:
    """The YAML loader in C where there is one, twenty times faster; in Python for deep nesting.

    200 000 open brackets make the one in C crash, not raise.
    """
    nested = body.count("[") + body.count("{") + body.count("- ") + body.count("? ")
    return yaml.SafeLoader if nested > NESTED else getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _compose(body: str) -> yaml.Node | None:
    """Return the tree of nodes, whose marks count code points."""
    try:
        return yaml.compose(body, Loader=loader(body))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = _line(body, mark.index) if mark else 0
        raise _refusal(error.problem or error.context or "not YAML", line) from error
    except yaml.reader.ReaderError as error:
        raise _refusal(error.reason, _line(body, error.position)) from error
    except RecursionError as error:
        raise _refusal("nested too deeply", 0) from error


def _written_keys(body: str) -> Iterator[str]:
    """Yield the dotted keys of what is not YAML, by its indentation, but not those of templates."""
    parents: list[tuple[int, str]] = []
    for line in KEY.finditer(body):
        indent, name, value = len(line[1]), line[2], line[3]
        parents = [parent for parent in parents if parent[0] < indent]
        parents.append((indent, name))
        if not TEMPLATE.search(value):
            yield ".".join(parent for _, parent in parents)


def _refusal(problem: str, line: int) -> UserError:
    hint = "mend the front matter; a value with a colon or a hash in it needs quotes"
    return UserError(f"the front matter is not YAML: {problem}", hint=hint, at=Place("", line))


def _line(body: str, index: int) -> int:
    return len(re.findall(r"\r\n?|\n", body[:index])) + 1


def _scalars(
    node: yaml.Node | None, body: str, key: str = ""
) -> Iterator[tuple[str, yaml.ScalarNode]]:
    """Yield the scalars that are neither tagged nor anchored nor in something that is."""
    if node is None or body[node.start_mark.index : node.start_mark.index + 1] in {"&", "!"}:
        return
    if isinstance(node, yaml.ScalarNode):
        yield key, node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item, body, key)
    elif isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if isinstance(name, yaml.ScalarNode):
                yield from _scalars(value, body, f"{key}.{name.value}" if key else name.value)


def _raw(node: yaml.ScalarNode, body: str) -> str:
    """Return the scalar as it stands, a block scalar without the blank lines after it.

    A line of white space beyond the indentation is content, and so inside.
    """
    raw = body[node.start_mark.index : node.end_mark.index]
    if node.style not in {"|", ">"}:
        return raw
    indent = len(_indent(raw))
    lines = LINE.findall(raw)
    while not lines[-1].strip() and len(lines[-1].rstrip("\r\n")) <= indent:
        lines.pop()
    return "".join(lines).rstrip("\r\n")


def _indent(raw: str) -> str:
    """Return the indentation of the leftmost line of a block scalar that is not blank."""
    lines = [line for line in LINE.findall(raw)[1:] if line.strip()]
    return min((line[: len(line) - len(line.lstrip(" "))] for line in lines), key=len, default="")


def _block(prose: str, raw: str) -> str:
    """Return a block scalar of one line under the old header.

    The digit of the header goes: it counts from the indentation of the parent, which `raw`
    does not show, and a line that begins with a letter needs none. A line of dashes alone
    would end the front matter.
    """
    style, marks, comment = map(str, HEADER.findall(raw)[0])
    indent = _indent(raw)
    if not prose.strip("-") or not indent or UNPRINTABLE.search(prose):
        return _double(prose) + comment
    newline = "\r\n" if "\r\n" in raw else "\n"
    return style + marks.strip("0123456789") + f"{comment}{newline}{indent}{prose}"


def _plain(prose: str, raw: str) -> bool:
    """Tell whether the prose needs no quotes where `raw` needed none.

    Whether that is in brackets we see only from a `raw` that cannot stand in brackets.
    """
    if not prose or ODD.match(prose) or UNPRINTABLE.search(prose):
        return False
    if SAFE.fullmatch(prose):
        return True
    if not UNBRACKETED.fullmatch(prose) and _reads(f"- {prose}") != prose:
        return False
    return not _bracketed(raw) or _reads(f"[{prose}]") == prose


@lru_cache(maxsize=64)
def _bracketed(raw: str) -> bool:
    """Tell whether a value may stand in brackets; asked for each language in turn."""
    return _reads(f"[{raw}]") is not None


def _reads(sequence: str) -> str | None:
    """Return the string that is the one item of this YAML sequence, if it is that."""
    try:
        node = yaml.compose(sequence, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return None
    if not isinstance(node, yaml.SequenceNode) or len(node.value) != 1:
        return None
    item: yaml.Node = node.value[0]
    return str(item.value) if item.tag == STRING else None


def _double(prose: str) -> str:
    return '"' + ESCAPED.sub(_escape, prose) + '"'


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    return "\\" + character if character in '\\"' else f"\\u{ord(character):04x}"
