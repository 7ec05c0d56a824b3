"""Accessibility as axe-core judges it, on a page as the browser shows it."""

from judges.browser import Page
from judges.tools import AXE

RUN = """
axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.flatMap(
  rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')}: ${rule.help}`)))
"""


def axe(page: Page) -> list[str]:
    """Return what is wrong with the page, as `rule: element: what the rule asks for`.

    All rules of axe are asked, its best practices too.
    """
    page.evaluate(AXE.read_text("utf-8") + "; undefined")
    return list(page.evaluate(RUN))
