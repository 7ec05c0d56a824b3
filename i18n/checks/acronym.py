"""An acronym of the source is in the translation, in some form.

Three in four are rightly translated (UN is ООН, БҰҰ, 联合国), so this only says where neither the
acronym nor any word in capitals is there. Those that are nearly always translated are passed over.

To mend it: write the acronym, its translation or its name in full; the glossary knows which.
"""

import re
from collections.abc import Iterator

from i18n.evidence.loans import known
from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem

_ACRONYM = re.compile(r"[A-Z](?<![\w.&'’-].)(?!(?<=[IVX])[IVX]{1,5}\b)[A-Z]{1,5}(?![\w.&-])")
"""`III` is no acronym; a translation may spell it. The search leaps from capital to capital."""
_CAPITALS = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]{2,}")


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem for each acronym where the translation has fewer words in capitals."""
    source, target = pair.unit.source, pair.unit.target
    if source.isupper() or not target or pair.source.locale.script == pair.target.locale.script:
        return
    found = dict.fromkeys(m[0] for m in _ACRONYM.finditer(source))
    if not found:
        return
    usual = known().translated.get(pair.source.locale.code, frozenset())
    missing = [one for one in found if one not in target and one not in usual]
    forms = len(set(_CAPITALS.findall(target)) - set(found))
    terms = {term.source for term in pair.brief.terms}
    for one in missing[forms:]:
        if one not in terms:
            place = re.search(rf"\b{one}\b", source)
            yield Problem(
                f"{one} is not in the translation", source=(place.span(),) if place else ()
            )
