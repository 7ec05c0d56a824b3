"""XML as other programs write it, read without following it anywhere.

No entity is declared, no file or address is opened: a file that asks for it is refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from i18n.errors import Place, UserError

DEEPEST = 100
"""Elements inside each other, at most: terminology needs ten."""


@dataclass(slots=True)
class Element:
    """An element: its name without namespace, attributes by name, text, and what is in it."""

    name: str
    attributes: dict[str, str]
    line: int
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    def all(self, *names: str) -> Iterator["Element"]:
        """Yield the elements below with one of the names, all without names, in order."""
        for child in self.children:
            if not names or child.name in names:
                yield child
            yield from child.all(*names)


def parse(data: bytes, path: str) -> Element:
    """Return the root element. Raises UserError for what is not XML or would lead elsewhere."""
    reader = _Reader(path)
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        what = f"not XML: {expat.ErrorString(error.code)}"
        hint = "export the file again from the program it comes from"
        raise UserError(what, hint=hint, at=Place(path, error.lineno)) from error
    return reader.root.children[0]


class _Reader:
    """Builds the elements as expat meets them."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.root = Element("", {}, 0)
        self.open = [self.root]
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._declared
        self.parser.ExternalEntityRefHandler = self._external
        self.parser.SkippedEntityHandler = self._skipped

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.open) > DEEPEST:
            raise self._refused("elements too deep inside each other")
        element = Element(_local(name), attributes, self.parser.CurrentLineNumber)
        self.open[-1].children.append(element)
        self.open.append(element)

    def _end(self, name: str) -> None:
        inner = self.open.pop()
        self.open[-1].text += inner.text * (inner.name in INLINE)

    def _text(self, text: str) -> None:
        self.open[-1].text += text

    def _declared(self, name: str, *rest: object) -> None:
        raise self._refused(f"the file declares an entity, {name!r}")

    def _external(self, *rest: object) -> int:
        raise self._refused("the file asks for another file")

    def _skipped(self, name: str, *rest: object) -> None:
        raise self._refused(f"an unknown entity, {name!r}")

    def _refused(self, what: str) -> UserError:
        hint = "export the file again without it; Tilshi follows no entities"
        return UserError(what, hint=hint, at=Place(self.path, self.parser.CurrentLineNumber))


INLINE = frozenset({"hi", "foreign", "ph", "sc", "ec"})
"""Elements inside a term whose text is part of it."""


def _local(name: str) -> str:
    return name.rpartition(":")[2]
