"""A reviewer: who decides, and what they may do."""

from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["translator", "reviewer"]
ROLES: tuple[Role, ...] = get_args(Role)
"""What a person may do: each what those before may do, and more."""


@dataclass(frozen=True, slots=True)
class Reviewer:
    """A person with the name that catalogs show. A translator edits, a reviewer approves too."""

    name: str
    role: Role = "reviewer"

    def may(self, role: Role) -> bool:
        """Whether this person may do what one in that role may."""
        return ROLES.index(self.role) >= ROLES.index(role)
