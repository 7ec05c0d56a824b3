"""Links such as `[this]` and `[this][]`, whose words are the name of their target."""

import re
from collections import Counter

from markdown_it.common.utils import normalizeReference

from i18n import inline
from i18n.formats import blocks
from i18n.formats.parser import parser
from i18n.splice import Translate

_BRACKETS = re.compile(r"(?<!\\)(!?)\[(?!\^)((?:[^\[\]\\]|\\.)+)\](?:\[\])?")


def linking(text: str, translate: Translate) -> Translate:
    """Return a `translate` whose answers keep the targets of the links in the source.

    The target of `[this]` is found by its words: once these are translated, it has to be named.
    Links are told apart by their order. Where a translation has more or fewer, it stays as it is.
    """
    if "]:" not in text:
        return translate
    known: list[dict[str, object]] = []

    def linked(context: str, source: str) -> str | None:
        target = translate(context, source)
        if not target or target == source or not _BRACKETS.search(source):
            return target
        if not known:
            known.append(blocks.parse(text).env)
        return _relink(source, target, known[0]) if known[0].get("references") else target

    return linked


def _relink(source: str, target: str, env: dict[str, object]) -> str:
    """Return the target with the labels of the source's links where its own do not resolve."""
    resolved = Counter(normalizeReference(label) for _, label in _labels(target, env))
    labels = {at: label for at, label in _labels(source, env) if _missing(label, resolved)}
    sources = sorted([*labels, *(match.start() for match in _loose(source, env))])
    targets = _loose(target, env)
    if len(sources) != len(targets):
        return target
    parts: list[str] = []
    end = 0
    for at, link in zip(sources, targets, strict=True):
        if at in labels:
            named = f"{link[1]}[{link[2]}][{labels[at]}]"
            parts += (target[end : link.start()], named)
            end = link.end()
    return "".join((*parts, target[end:]))


def _missing(label: str, resolved: Counter[str]) -> bool:
    """Tell whether a label is not, or no longer, among those resolved; take it out if it is."""
    name = normalizeReference(label)
    resolved[name] -= 1
    return resolved[name] < 0


def _labels(prose: str, env: dict[str, object]) -> list[tuple[int, str]]:
    """Return the links and images whose words name their target: where they stand, the words."""
    return sorted(
        (pair.start, prose[pair.inner_start : pair.inner_end])
        for pair in inline.scan(prose, parser(), env).pairs
        if pair.kind in {"link", "image"} and prose[pair.inner_end : pair.end] in {"]", "][]"}
    )


def _loose(prose: str, env: dict[str, object]) -> list[re.Match[str]]:
    """Return what stands in brackets and is no link, nor in code, a tag or the target of a link."""
    taken = [False] * len(prose)
    for pair in inline.scan(prose, parser(), env).pairs:
        if pair.inner_end == pair.end:
            taken[pair.start : pair.end] = [True] * (pair.end - pair.start)
        elif pair.kind in {"link", "image"}:
            taken[pair.start] = True
            taken[pair.inner_end : pair.end] = [True] * (pair.end - pair.inner_end)
    return [match for match in _BRACKETS.finditer(prose) if not taken[match.start()]]
