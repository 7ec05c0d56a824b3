"""Alternatives: what the engines of a project's chains have said of a sentence, or say when asked.

What was answered before is looked up without asking anybody. An engine is asked by name alone.
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack

from i18n import engines
from i18n.dispatch.answer import Answer
from i18n.dispatch.chain import Chain
from i18n.dispatch.interpreter import Interpreter
from i18n.dispatch.meter import Meter
from i18n.errors import UserError
from i18n.locales import Locale
from i18n.model import Brief, Unit
from workflow.project import WORDS, Article, Project
from workflow.reviewing.bench import Bench
from workflow.staff import Staff
from workflow.stamps import stamp
from workflow.work import context, hidden


class Alternatives:
    """The engines that a project's chains name, loaded when they are first wanted.

    `notice` says why none can be: a wrong setting, say. Used by several threads.
    """

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.notice = ""
        self._open = ExitStack()
        self._loaded: tuple[Project, Mapping[str, Interpreter]] | None = None
        self._loading = threading.Lock()
        self._told: dict[str, tuple[str, str]] = {}
        self._said: dict[tuple[str, str, str], Answer] = {}

    @property
    def project(self) -> Project:
        return self.bench.project

    def names(self, locale: Locale) -> tuple[str, ...]:
        """Return the engines that can be asked for a language, in the order of its chain."""
        loaded, chain = self._interpreters, self.project.settings.engines.chain_for(locale.code)
        return tuple(name for name in dict.fromkeys(chain) if name in loaded)

    def stored(self, article: Article, locale: Locale, unit: Unit) -> Iterator[Answer]:
        """Yield what engines once answered, asking nobody."""
        names = self.names(locale)
        if not names:
            return
        brief = self._brief(article, locale)
        masked = hidden(unit, brief)
        if masked.wordless:
            return
        for name in names:
            answer = Chain([self._interpreters[name]]).stored(masked, brief)
            if answer := answer or self._said.get((name, locale.code, masked.source)):
                yield answer

    def ask(self, name: str, article: Article, locale: Locale, unit: Unit) -> Answer:
        """Ask an engine of the chain, and return its answer, which is stored; of one whose answers
        are not worth storing, it is known as long as this program runs.

        Raises UserError where it does not answer, or not to the purpose.
        """
        if name not in self.names(locale):
            raise UserError(f"{name} is not among the engines", hint="add it to chain in [engines]")
        brief = self._brief(article, locale)
        masked, chain = hidden(unit, brief), Chain([self._interpreters[name]])
        if answer := chain.stored(masked, brief):
            return answer
        result = chain.ask([(masked,)], brief)[masked.text]
        if not isinstance(result, Answer):
            raise result
        text = chain.unmask(masked, result.text, brief)
        if text is None:
            raise UserError(f"{name} lost the markup", hint="translate it by hand")
        answer = Answer(text, result.origin)
        self._said[name, locale.code, masked.source] = answer
        return answer

    def close(self) -> None:
        self._open.close()

    @property
    def _interpreters(self) -> Mapping[str, Interpreter]:
        project = self.project
        with self._loading:
            if self._loaded is None or self._loaded[0] is not project:
                self._loaded = project, self._load(project)
            return self._loaded[1]

    def _load(self, project: Project) -> Mapping[str, Interpreter]:
        self.notice, chosen = "", project.settings.engines
        named = {one.code: chosen.chain_for(one.code) for one in project.locales(())}
        try:
            asking = {
                code: tuple(name for name in names if engines.find(name).module)
                for code, names in named.items()
            }
            return Staff(project, asking, self._open, Meter()).interpreters
        except UserError as error:
            self.notice = f"{error}; {error.hint}"
            return {}

    def _brief(self, article: Article, locale: Locale) -> Brief:
        """What engines are told, as drafts were asked for: another brief is another answer."""
        terms = self.project.glossary.offered(locale.code)
        about = self._about(article)
        return Brief(self.project.source.code, locale.code, about, terms)

    def _about(self, article: Article) -> str:
        """What engines are told of an article; it is read again when its file has changed."""
        if article == WORDS:
            site = self.project.settings.site
            return f"{site.title}\n{site.tagline}".strip()
        seen = stamp([self.project.root / article.path])
        known = self._told.get(article.slug)
        if known is None or known[0] != seen:
            known = self._told[article.slug] = seen, self._context(article)
        return known[1]

    def _context(self, article: Article) -> str:
        try:
            return context(self.project.document(article))
        except FileNotFoundError as error:
            hint = "bring it back, then ask again"
            raise UserError("the article is no longer there", hint=hint) from error
