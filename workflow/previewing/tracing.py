"""A tracing: the content of a page with marks around its sentences that change nothing of it.

Where marks would change what a page shows, the passage they are in is marked as a whole, or goes
without: content with marks is content without them, once these are taken out.
"""

from collections.abc import Collection
from dataclasses import replace
from difflib import SequenceMatcher

from i18n.locales import Locale
from workflow.previewing.ink import Ink
from workflow.previewing.marking import Marking
from workflow.publish import Render
from workflow.site.prose.content import Content
from workflow.site.typeset import Page

ROUNDS = 8
"""How often marks are taken out of passages that they change, before there are none at all."""


def traced(page: Page, marking: Marking, render: Render, locale: Locale) -> Content | None:
    """Return what a page says, with marks; None where there can be none.

    The folder of the page is left with a text of the article that has marks.
    """
    whole, bare = set[int](), set[int]()
    for _ in range(ROUNDS):
        text = marking.text(render, locale, whole, bare)
        page.setting.run.folder.keep(page.entry.source, text.encode())
        said = type(page)(page.setting, page.row).said
        changed = _changed(page.said, said, marking.ink)
        if changed is None:
            return _titled(said, marking, whole | bare)
        places = marking.places(changed) - bare
        if not places:
            return None
        bare |= places & whole
        whole |= places
    return None


def _titled(said: Content, marking: Marking, places: Collection[int]) -> Content:
    """The content with its heading marked as a whole, where no mark of the title could stay."""
    for place, passage in enumerate(marking.document.passages):
        if passage.role == "title" and place in places and not marking.ink.numbers(said.heading):
            numbers = (marking.number(passage, one) for one in passage.segments)
            number = next((one for one in numbers if one is not None), None)
            if number is not None:
                return replace(said, heading=marking.ink.around(number, said.heading))
    return said


def _changed(before: Content, after: Content, ink: Ink) -> set[int] | None:
    """Return the numbers of the marks where content has changed; None where it has not."""
    found = set[int]()
    same = before.heading == ink.without(after.heading)
    if not same:
        found |= ink.numbers(after.heading)
    old, new = before.body.splitlines(), after.body.splitlines()
    bare = [ink.without(line) for line in new]
    if before.body == ink.without(after.body):
        return None if same else found
    for kind, _, _, first, last in SequenceMatcher(None, old, bare, autojunk=False).get_opcodes():
        if kind != "equal":
            here = ink.numbers("\n".join(new[first:last]))
            if first == 0 and (title := here | ink.numbers(after.heading)):
                return title  # a first heading that is the title is not shown twice
            found |= here or ink.numbers("\n".join(new[max(first - 1, 0) : last + 1]))
    return found
