"""A disclosure: what readers are told of how a page came about."""

from typing import Literal

from workflow.approval.provenance import Provenance
from workflow.publish import Status

Disclosure = Literal["auto", "always", "never"]
Kind = Literal["source", "human", "reviewed_machine", "machine", "partly", "derived"]
"""What readers are told of a page.

`source`: the article itself. `human`: nothing a machine wrote went into it. `reviewed_machine`:
something did, and people approved all of it. `machine`: nobody approved anything. `partly`: not
all of it is approved. `derived`: converted to another script by rules.
"""


def kind(found: Provenance | None, status: Status, *, derived: bool = False) -> Kind:
    """Return what readers are told of a version that is out; None is the article itself."""
    if found is None:
        return "source"
    by_machine = found.machine + found.edited + found.memory
    if status is Status.DRAFT:
        return "machine" if by_machine and not found.approved + found.external else "partly"
    if derived:
        return "derived"
    return "reviewed_machine" if by_machine else "human"


def disclosed(what: Kind | Literal[""], disclosure: Disclosure, reason: str = "") -> bool:
    """Whether the page says visibly how it came about, by `disclosure:` in the front matter.

    `always` says it of what people wrote as well; `never`, with a reason, does not say it of what
    they approved. What nobody approved is always said, and so is a conversion.
    """
    if what in {"source", ""}:
        return False
    if what not in {"human", "reviewed_machine"}:
        return True
    if disclosure == "never" and reason:
        return False
    return what == "reviewed_machine" or disclosure == "always"
