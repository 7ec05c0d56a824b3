"""The translation has no characters that nobody sees.

Texts copied from a web page or a PDF bring zero-width spaces, byte-order marks, soft hyphens and
marks of direction. They break words for searches and for screen readers, and no eye finds them.
What the source has stays, and so does a soft hyphen in a very long word, a joiner in an emoji, and
a mark of direction where lines run from right to left.

`�` stands for a character that was lost, and a private one is seen by nobody else: those cannot
mend themselves, and are warnings.

To mend it: take the character out, `tilshi check --fix` does; for a lost one, write what was there.
"""

from collections.abc import Iterator
from functools import partial

from i18n.evidence import changes
from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem, Severity
from i18n.typography import controls


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem for the invisible characters, and one for those that were lost."""
    target, source = pair.unit.target, pair.unit.source
    if target.isprintable() and "\ufffd" not in target:
        return
    rtl = pair.target.locale.dir == "rtl"
    yield from changes.found(pair, partial(controls.find, source=source, rtl=rtl))
    lost = tuple(match.span() for match in controls.lost(target, source))
    if lost:
        names = ", ".join(dict.fromkeys(f"U+{ord(target[start]):04X}" for start, _ in lost))
        yield Problem(f"a character was lost: {names}", target=lost, severity=Severity.WARNING)
