"""The text was read in the encoding it was written in.

Text that was saved in one encoding and opened in another turns into Ð¿Ñ€Ð¸, РїСЂРё, ЎЄ or 锟斤拷.
Where it can be turned back, the fix does so.

To mend it: take the text from where it came from, and open it as UTF-8.
"""

import re
from collections.abc import Iterator
from itertools import islice

from i18n.edits import Edit
from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem

_CONTINUED = (
    "\u0402\u0403\u201a\u0453\u201e\u2026\u2020\u2021\u20ac\u2030\u0409\u2039\u040a\u040c\u040b\u040f"
    "\u0452\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u2122\u0459\u203a\u045a\u045c\u045b\u045f"
    "\u00a0-\u00bf\u0401\u0404\u0407\u0406\u0456\u0491\u0451\u2116\u0454\u0458\u0405\u0455\u0457"
    "\u040e\u045e\u0408\u0490"
)
"""What the second byte of a Cyrillic letter in UTF-8 is in windows-1251."""
_BROKEN = re.compile(
    r"(?P<latin>(?:[\xc2-\xf4][\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    r"\u2013-\u203a\u20ac\u2122]{1,3}[ .,!?-]?){2,}|[\xc2\xc3][\x80-\xbf]|\xe2\u20ac[\x80-\xbf\u0152-\u2122]?)"
    rf"|(?P<cyrillic>(?:[\u0420\u0421\u0413\u0422\u0423][{_CONTINUED}][ .,!?-]?){{3,}})"
    r"|(?P<western>(?<![A-Za-z])[\xc0-\xff]{4,}(?:[ ,.-]{1,2}[\xc0-\xff]{2,})*)"
    r"|(?P<lost>(?:锟斤拷)+|烫{3,}|屯{3,}|(?<!\?)\?{4,}(?=[\s\w])|\ufffd\ufffd)"
)
_MOST = 10
"""More of one kind in one text are not worth their lines."""
_READINGS = {
    "latin": (("cp1252", "utf-8"), ("latin-1", "utf-8")),
    "cyrillic": (("cp1251", "utf-8"),),
    "western": (("latin-1", "cp1251"),),
}
_PERHAPS = re.compile(
    f"[\xc0-\xff锟烫屯\ufffd]|[\u0420\u0421\u0413\u0422\u0423][{_CONTINUED}]|\\?\\?\\?\\?"
)


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem for each stretch of such text that is not the source's."""
    text = pair.unit.target
    if not _PERHAPS.search(text):
        return
    for match in islice(_BROKEN.finditer(text), _MOST):
        if match[0] in pair.unit.source:
            continue
        mended = _mended(match)
        if match.lastgroup == "western" and not mended:
            continue
        yield Problem(
            f"{match[0][:20].strip()} is text read in the wrong encoding",
            target=(match.span(),),
            fix=(Edit(match.start(), match.end(), mended),) if mended else (),
        )


def _mended(match: re.Match[str]) -> str:
    for read, written in _READINGS.get(match.lastgroup or "", ()):
        try:
            return match[0].encode(read).decode(written)
        except UnicodeError:
            continue
    return ""
