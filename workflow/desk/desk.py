"""The desk: what all its addresses share."""

from dataclasses import dataclass, field
from pathlib import Path

from starlette.requests import Request

from workflow.desk.door.door import Door
from workflow.desk.live import Live
from workflow.desk.presence import Place, Presence
from workflow.desk.previews import Previews
from workflow.reviewing.aids import Aids
from workflow.reviewing.bench import Bench
from workflow.reviewing.news import News
from workflow.reviewing.reviewer import Reviewer
from workflow.reviewing.tallies import Tallies
from workflow.reviewing.watch import Watch


@dataclass
class Desk:
    """The desk of the project in `root`. `reviewer` is who reviews where no users are named."""

    root: Path
    reviewer: Reviewer
    door: Door = field(default_factory=Door)
    bench: Bench = field(init=False)
    previews: Previews = field(default_factory=Previews)
    aids: Aids = field(init=False)
    tallies: Tallies = field(init=False)
    live: Live = field(init=False)
    watch: Watch = field(init=False)
    presence: Presence = field(init=False, default_factory=Presence)

    def __post_init__(self) -> None:
        self.live = Live(self.presence, self._version)
        self.bench = Bench(self.root, self._tell)
        self.aids = Aids(self.bench)
        self.tallies = Tallies(self.bench)
        self.watch = Watch(self.bench)
        self.watch.start()

    def _tell(self, news: News) -> None:
        """Tell open pages what happened, and have the memory read what changed."""
        self.live.tell(news)
        if news.kind == "changed":
            article, locale = self.bench.article(news.slug), self.bench.locale(news.locale)
            if article and locale:
                self.aids.recall.saved(article, locale)

    def _version(self, place: Place) -> str:
        return self.bench.version(*place)

    def close(self) -> None:
        self.live.close()
        self.watch.close()
        self.tallies.close()
        self.aids.close()
        self.bench.close()


def desk_of(request: Request) -> Desk:
    """Return the desk that a request came to."""
    found: Desk = request.app.state.desk
    return found


def who_asks(request: Request) -> Reviewer:
    """Return the person a request is from."""
    found: Reviewer = getattr(request.state, "reviewer", None) or desk_of(request).reviewer
    return found
