"""A forged request: one that a page of somebody else has a reviewer's browser send.

It is told by where the browser says it comes from, and by a word that only our own pages have.
Both are asked for: https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
"""

import hmac
from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.requests import Request

FIELD, HEADER = "csrf", "x-csrf"


def word(secret: str) -> str:
    """Return the word of a session: made of its secret, which cannot be made of the word."""
    return hmac.new(secret.encode(), b"a form of the desk", "sha256").hexdigest()


def is_word(given: str, secret: str) -> bool:
    """Whether this is the word of a session; it takes as long whatever is given."""
    return hmac.compare_digest(given.encode(), word(secret).encode())


def is_ours(headers: Headers, origins: Collection[str]) -> bool:
    """Whether the browser says that a page of ours sends this; it must say something.

    A form of a page that tells nobody where it is has Origin: null, and Sec-Fetch-Site tells:
    https://fetch.spec.whatwg.org/#append-a-request-origin-header
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is None:
        return origin in origins
    return site == "same-origin" and origin in {None, "null", *origins}


def csrf(request: Request) -> str:
    """Return the word for the forms of a page; "" for who is not in."""
    return str(getattr(request.state, "csrf", ""))
