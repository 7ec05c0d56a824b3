"""Tags of XML: their attributes, written so that they are read back as they were."""

from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from workflow.exchange.pieces import letters


def attributes(values: Mapping[str, str]) -> str:
    """Return attributes as they stand in a tag, each with a space before it."""
    return "".join(f" {name}={quoteattr(letters.shown(text))}" for name, text in values.items())
