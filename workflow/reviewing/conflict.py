"""A conflict: somebody changed a unit between its being seen and its being decided."""

from i18n.errors import UserError
from i18n.model import Unit
from workflow.reviewing.instruction import Instruction


class ConflictError(UserError):
    """A unit is not as the reviewer saw it. `theirs` is as it is now, None where it is gone."""

    def __init__(self, asked: Instruction, theirs: Unit | None) -> None:
        if theirs:
            what = f"changed meanwhile by somebody else: it is now {theirs.target!r}"
            hint = "look at both texts, then decide"
        else:
            what = "the sentence is no longer in the article"
            hint = "keep a copy of your text, load the page again, and look for what became of it"
        super().__init__(what, hint=hint)
        self.asked = asked
        self.theirs = theirs
