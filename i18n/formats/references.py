"""Links such as `[this]` and `[this][]`, whose words are the name of their target."""

import re

from markdown_it.common.utils import normalizeReference

from i18n import inline
from i18n.formats import blocks
from i18n.formats.parser import parser
from i18n.splice import Translate

_BRACKETS = re.compile(r"(?<![\\\]])(!?)\[(?!\^)((?:[^\[\]\\]|\\.)+)\](?:\[\])?(?![\[(])")


def linking(text: str, translate: Translate) -> Translate:
    """Return a `translate` whose answers keep the targets of the links in the source.

    The target of `[this]` is found by its words: once these are translated, it has to be named.
    Links are told apart by their order. Where a translation has more or fewer, it stays as it is.
    """
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
    resolved = [normalizeReference(label) for _, label in _labels(target, env)]
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


def _missing(label: str, resolved: list[str]) -> bool:
    """Tell whether a label is not, or no longer, among those resolved; take it out if it is."""
    name = normalizeReference(label)
    if name in resolved:
        resolved.remove(name)
        return False
    return True


def _labels(prose: str, env: dict[str, object]) -> list[tuple[int, str]]:
    """Return the links and images whose words name their target: where they stand, the words."""
    return sorted(
        (pair.start, prose[pair.inner_start : pair.inner_end])
        for pair in inline.scan(prose, parser(), env).pairs
        if pair.kind in {"link", "image"} and prose[pair.inner_end : pair.end] in {"]", "][]"}
    )


def _loose(prose: str, env: dict[str, object]) -> list[re.Match[str]]:
    """Return what stands in brackets and is no link, nor in one, nor in code."""
    found = inline.scan(prose, parser(), env)
    taken = [pair for pair in found.pairs if pair.kind not in {"em", "strong", "s"}]
    taken = [pair for pair in taken if not pair.kind.startswith("<")]
    return [
        match
        for match in _BRACKETS.finditer(prose)
        if not any(pair.start < match.end() and match.start() < pair.end for pair in taken)
    ]
