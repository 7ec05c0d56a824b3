"""A token: the random text in the address that the command prints; who has it comes in."""

import hmac
import re
import secrets
from pathlib import Path

from i18n.errors import Place, UserError

BYTES = 32
FIELD = "t"
"""The query field of the first address: `/?t=…`."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32,200}")


def new() -> str:
    """Return a token of 256 random bits."""
    return secrets.token_urlsafe(BYTES)


def same(given: str, token: str) -> bool:
    """Whether this is the token; it takes as long whatever is given."""
    return hmac.compare_digest(given.encode(), token.encode())


def read(path: Path) -> str:
    """Return the token that a file has. Raises UserError for one that could be guessed."""
    at = Place(str(path))
    hint = f"make one: (umask 077; openssl rand -hex {BYTES} > {path})"
    try:
        found = path.read_text("utf-8").strip()
    except OSError as error:
        what = f"the token cannot be read: {(error.strerror or str(error)).lower()}"
        raise UserError(what, hint=hint, at=at) from error
    except UnicodeDecodeError as error:
        raise UserError("the token is no text", hint=hint, at=at) from error
    if not _TOKEN.fullmatch(found):
        what = "a token is 32 to 200 letters, digits, hyphens and underscores"
        raise UserError(what, hint=hint, at=at)
    return found
