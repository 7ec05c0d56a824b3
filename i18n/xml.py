"""XML as other programs write it, read without following it anywhere.

No entity is declared, no file or address is opened: a file that asks for it is refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from i18n.errors import Place, UserError

DEEPEST = 100
"""Elements inside each other, at most: terminology needs ten, a table in a document thirty."""

MOST = 2_000_000
"""Elements in one file, at most: of these so many take about a gigabyte."""

INLINE = frozenset({"hi", "foreign", "ph", "sc", "ec"})
"""Elements inside a term whose text is part of it."""


@dataclass(slots=True)
class Element:
    """An element: its name without namespace, attributes by name, and what is in it, in order."""

    name: str
    attributes: dict[str, str]
    line: int
    content: list["Element | str"] = field(default_factory=list)

    @property
    def children(self) -> list["Element"]:
        return [part for part in self.content if isinstance(part, Element)]

    @property
    def text(self) -> str:
        """Its own text, with that of the elements in it that are part of a term."""
        return "".join(
            part if isinstance(part, str) else part.text
            for part in self.content
            if isinstance(part, str) or part.name in INLINE
        )

    @property
    def whole(self) -> str:
        """All text in it, however deep."""
        return "".join(part if isinstance(part, str) else part.whole for part in self.content)

    def attribute(self, name: str, default: str = "") -> str:
        """Return an attribute by its name without namespace."""
        found = (value for key, value in self.attributes.items() if _local(key) == name)
        return next(found, default)

    def child(self, name: str) -> "Element | None":
        """Return the first element directly in it with this name."""
        return next((child for child in self.children if child.name == name), None)

    def all(self, *names: str) -> Iterator["Element"]:
        """Yield the elements below with one of the names, all without names, in order."""
        for child in self.children:
            if not names or child.name in names:
                yield child
            yield from child.all(*names)


def parse(data: bytes, path: str) -> Element:
    """Return the root element. Raises UserError for what is not XML or would lead elsewhere."""
    return _parsed(data, _Reader(path))


def parse_plain(data: bytes, path: str) -> Element:
    """As `parse`, for formats in which no file has a document type: one is refused."""
    reader = _Reader(path)
    reader.parser.StartDoctypeDeclHandler = reader.typed
    return _parsed(data, reader)


def _parsed(data: bytes, reader: "_Reader") -> Element:
    hint = "export the file again from the program it comes from"
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        what = f"not XML: {expat.ErrorString(error.code)}"
        raise UserError(what, hint=hint, at=Place(reader.path, error.lineno)) from error
    except (ValueError, LookupError) as error:  # an encoding Python does not know, or not of XML
        raise UserError(f"not XML: {error}", hint=hint, at=Place(reader.path)) from error
    return reader.root.children[0]


class _Reader:
    """Builds the elements as expat meets them."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.root = Element("", {}, 0)
        self.open = [self.root]
        self.count = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._declared
        self.parser.AttlistDeclHandler = self._defaulted
        self.parser.ExternalEntityRefHandler = self._external
        self.parser.SkippedEntityHandler = self._skipped

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.open) > DEEPEST:
            raise self._refused("elements too deep inside each other")
        if self.count > MOST:
            raise self._refused(f"more than {MOST} elements")
        element = Element(_local(name), attributes, self.parser.CurrentLineNumber)
        self.open[-1].content.append(element)
        self.open.append(element)

    def _end(self, name: str) -> None:
        self.open.pop()

    def _text(self, text: str) -> None:
        self.open[-1].content.append(text)

    def typed(self, *rest: object) -> None:
        """Refuse a document type."""
        raise self._refused("the file declares a document type")

    def _declared(self, name: str, *rest: object) -> None:
        raise self._refused(f"the file declares an entity, {name!r}")

    def _defaulted(self, *rest: object) -> None:
        """Refuse attributes with defaults: a long one would come with every element."""
        raise self._refused("the file declares attributes")

    def _external(self, *rest: object) -> int:
        raise self._refused("the file asks for another file")

    def _skipped(self, name: str, *rest: object) -> None:
        raise self._refused(f"an unknown entity, {name!r}")

    def _refused(self, what: str) -> UserError:
        hint = "export the file again without it; Tilshi follows nothing that a file declares"
        return UserError(what, hint=hint, at=Place(self.path, self.parser.CurrentLineNumber))


def _local(name: str) -> str:
    return name.rpartition(":")[2]
