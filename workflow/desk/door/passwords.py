"""A password, which is kept as a hash that takes time and memory to compute.

Argon2id with the second of the recommended parameters of RFC 9106, section 4: three passes over
64 MiB in four lanes. They are above what OWASP asks for at least (19 MiB, two passes):
https://www.rfc-editor.org/rfc/rfc9106#section-4
https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
"""

import secrets
import unicodedata
from functools import cache

from argon2 import PasswordHasher, Type, extract_parameters
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from i18n.errors import UserError

SHORTEST, LONGEST = 15, 1000
"""Characters of a password: the least as NIST asks for where it is all that one needs, the most
so that nobody has us hash a book. https://pages.nist.gov/800-63-4/sp800-63b.html#passwordver
"""
GREATEST = 1 << 20
"""The most memory that a hash may ask for, in KiB: 1 GiB."""

_HASHER = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)


def checked(password: str) -> str:
    """Return a password that somebody wants. Raises UserError for one that is too easy to guess."""
    if not SHORTEST <= len(password) <= LONGEST:
        what = f"a password has {SHORTEST} to {LONGEST:,} characters"
        raise UserError(what, hint="four words that nobody would put together are a good one")
    return password


def hashed(password: str) -> str:
    """Return what is kept of a password: `$argon2id$…`."""
    return _HASHER.hash(_one_form(password))


def _one_form(password: str) -> str:
    """The letters in one form: keyboards differ in how they write `й` and `é`."""
    return unicodedata.normalize("NFC", password)


def is_password(given: str, kept: str | None) -> bool:
    """Whether this is the password; where none is kept, it takes as long to say no."""
    try:
        return _HASHER.verify(kept or _nobody(), _one_form(given[:LONGEST])) and kept is not None
    except VerificationError:
        return False


@cache
def _nobody() -> str:
    """The hash of a password that nobody has."""
    return hashed(secrets.token_urlsafe(32))


def is_hash(kept: str) -> bool:
    """Whether this is a hash of Argon2id, and one that can be computed here."""
    try:
        found = extract_parameters(kept)
    except InvalidHashError:
        return False
    return found.type is Type.ID and 0 < found.memory_cost <= GREATEST


def is_weak(kept: str) -> bool:
    """Whether it was made with other parameters than those of today."""
    return _HASHER.check_needs_rehash(kept)
