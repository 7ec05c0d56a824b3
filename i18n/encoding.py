"""The encoding of source files: UTF-8, strictly, with its byte-order mark kept."""

import codecs

from i18n.errors import Place, UserError


def decode(data: bytes, path: str) -> str:
    """Return the exact text of a file; `path` is for messages.

    Raises UserError naming the first byte that is not UTF-8.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UserError("this is UTF-16 text", hint="save it as UTF-8", at=Place(path))
    if data.count(0) > len(data) // 4:
        raise UserError("this is UTF-16 text, or none", hint="save it as UTF-8", at=Place(path))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"byte {error.start} (0x{data[error.start]:02x}) is not UTF-8 text"
        raise UserError(what, hint="save the file as UTF-8", at=Place(path, line)) from error
