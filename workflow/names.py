"""Names: what the site, its tags and its authors are called in a language, as people approved it."""

from collections.abc import Mapping

from i18n.locales import Locale
from i18n.model import State
from workflow.project import WORDS, Project


def names(project: Project, locale: Locale) -> Mapping[tuple[str, str], str]:
    """Return the approved translations in `site.po`, by context and source text.

    Contexts are `site` (title, tagline, publisher), `tag` and `author`; none, "", has a word of
    the theme that the newsroom words in its own way. A draft is in none: no notice can stand
    beside a name. Raises UserError for a catalog that cannot be read; without one there is none.
    """
    trust = project.settings.trust_external
    done = {State.APPROVED, State.EXTERNAL} if trust else {State.APPROVED}
    catalog = project.catalog(WORDS, locale)
    units = catalog.units if catalog else ()
    return {one.key: one.target for one in units if not one.obsolete and one.state in done}
