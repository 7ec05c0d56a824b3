"""The weight of a page, as it came over the wire, not compressed."""

from judges.browser import Page

COUNTED = ("Document", "Stylesheet", "Script", "Font")


def budget(page: Page) -> dict[str, int]:
    """Return the bytes of HTML, style, scripts and fonts that the open page has asked for.

    Pictures do not count: an article may need a large one.
    """
    return {kind: count for kind, count in page.sent.items() if kind in COUNTED}
