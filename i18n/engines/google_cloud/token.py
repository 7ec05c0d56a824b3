"""A token for Google Cloud: one from the environment, or those of a service account.

`gcloud auth print-access-token` prints one, good for an hour. GOOGLE_APPLICATION_CREDENTIALS names
the file with the key of a service account, for which google-auth gets new tokens as they run out.
"""

import json
import threading
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from i18n.engines import keys
from i18n.engines.facts import Facts
from i18n.engines.faults import EngineError, Refused, Transient, Unreachable
from i18n.errors import Place, UserError

TOKEN, FILE, PROJECT = (
    "GOOGLE_CLOUD_TOKEN",
    "GOOGLE_APPLICATION_CREDENTIALS",
    "GOOGLE_CLOUD_PROJECT",
)
SCOPE = "https://www.googleapis.com/auth/cloud-translation"


class Token(Protocol):
    """Who asks; `project` is the one that pays, empty if nothing says which."""

    @property
    def project(self) -> str: ...

    def headers(self) -> dict[str, str]:
        """Return what shows who asks, for one request; raises an EngineError."""


@dataclass(frozen=True, slots=True)
class Given:
    """A token as it is. A person's own needs the project in a header."""

    project: str
    token: str = field(repr=False)

    def headers(self) -> dict[str, str]:
        project = {"x-goog-user-project": self.project} if self.project else {}
        return {"Authorization": f"Bearer {self.token}", **project}


@dataclass(frozen=True, slots=True)
class Account:
    """The tokens of a service account; used by several threads."""

    project: str
    credentials: Any = field(repr=False)
    refresh: Any = field(repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def headers(self) -> dict[str, str]:
        with self._lock:
            if not self.credentials.valid:
                self._renew()
            return {"Authorization": f"Bearer {self.credentials.token}"}

    def _renew(self) -> None:
        """Get a new token. What google-auth raises may hold what was sent: it is not kept."""
        exceptions = import_module("google.auth.exceptions")
        try:
            self.credentials.refresh(self.refresh)
        except exceptions.TransportError:
            hint = "check the network, run it again"
            raise Unreachable("Google's token server cannot be reached", hint=hint) from None
        except exceptions.GoogleAuthError as error:
            raise _fault(bool(error.retryable)) from None


def find(facts: Facts, project: str, timeout: float) -> Token:
    """Return what the environment has: a token, else an account, else one that is empty.

    Raises UserError for a file that is not what it should be, and where google-auth is missing.
    """
    found = keys.read(facts)
    project = project or found.get(PROJECT, "")
    if TOKEN in found or FILE not in found:
        return Given(project, found.get(TOKEN, ""))
    return _account(found[FILE], project, timeout)


def _account(path: str, project: str, timeout: float) -> Account:
    try:
        transport = import_module("google.auth.transport.requests")
        kind = import_module("google.oauth2.service_account").Credentials
    except ModuleNotFoundError as error:
        what = f"{FILE} needs the package google-auth, which is not installed"
        raise UserError(what, hint="pip install 'tilshi[google]'") from error
    try:
        info = json.loads(Path(path).read_text("utf-8"))
        credentials = kind.from_service_account_info(info, scopes=[SCOPE])
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        hint = f"{FILE} names the file with the key of a service account, as Google gave it"
        what = "this is no key of a Google service account"
        raise UserError(what, hint=hint, at=Place(path)) from None
    refresh = partial(transport.Request(), timeout=timeout)
    return Account(project or credentials.project_id or "", credentials, refresh)


def _fault(may_pass: bool) -> EngineError:
    if may_pass:
        return Transient("google-cloud got no token: Google's token server did not answer")
    hint = f"is the account in {FILE} deleted, or the clock of this machine wrong?"
    return Refused("google-cloud got no token: Google refused the account", hint=hint)
