"""The live news of the desk: what open pages are told, as server-sent events.

A page asks `GET /events?lang=ru&slug=news&seen=VERSION`, without `slug` for all articles. Each
event has a name and an object of JSON:

    open     {"version"}                      first of all, on each connection
    changed  {"uids", "who", "version"}       units changed: any, where `uids` is empty;
             {"places": ["ru/news"]}          where the page is of all articles
    findings {"version"}                      checks have looked at the article anew
    stale    {"what", "hint"}                 the article has changed since it was extracted
    trouble  {"what", "hint"}                 the catalog or the settings cannot be read
    project  {}                               articles, settings or the glossary changed
    here     {"here": {UID: [NAME]}}          who else has which row open

`what` is "" when it is over. The version is that of the catalog; it is also the `id` of the
event, so that a browser that comes back after a break says what it saw last, and is told
`changed` if that is the past. A comment is sent for nothing every BEAT seconds.

News that a page has not been sent yet are merged: however slow it is, little waits for it.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from i18n import locales
from i18n.errors import UserError
from workflow.desk.presence import EXPIRES, Place, Presence
from workflow.reviewing.news import News

BEAT = 15.0
"""Seconds after which a line is sent for nothing: it shows whether anybody still listens."""

MANY = 100
"""Changed rows after which a page is told that any may have changed."""

PER_SESSION = 12
"""Pages of one session that listen at the same time."""

MOST = 1000
"""Pages that listen at the same time, of all people together."""

EVERYWHERE: Place = ("", "")


class CrowdedError(UserError):
    """Too many pages listen already."""

    def __init__(self) -> None:
        hint = "close some of the open pages, then load this one again"
        super().__init__("too many pages are open to be told of changes", hint=hint)


@dataclass
class Listener:
    """A page that listens: of which session and person, and where.

    What is `waiting` is to be sent; `around` is who else it knows to be there.
    """

    session: str
    name: str
    place: Place
    waiting: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    awake: asyncio.Event = field(default_factory=asyncio.Event)
    around: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def put(self, kind: str, data: Mapping[str, Any]) -> None:
        """Have it sent, together with what waits of this kind."""
        before = self.waiting.pop(kind, None)
        self.waiting[kind] = _changed(before, data) if kind == "changed" else data
        self.awake.set()


def _changed(before: Mapping[str, Any] | None, data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Merge what changed; by whom is said where it was one person."""
    if before is None:
        return data
    if "places" in data:
        return {"places": list(dict.fromkeys((*before["places"], *data["places"])))}
    uids = list(dict.fromkeys((*before["uids"], *data["uids"])))
    every = not before["uids"] or not data["uids"] or len(uids) > MANY
    who = data["who"] if data["who"] == before["who"] else ""
    return {**data, "uids": [] if every else uids, "who": who}


class Live:
    """All pages that listen. `version` is asked what a catalog is now: by locale code and slug.

    Of one event loop, but for `tell`, which any thread may call.
    """

    def __init__(self, presence: Presence, version: Callable[[Place], str]) -> None:
        self.presence = presence
        self._version = version
        self._listeners: dict[Place, list[Listener]] = {}
        self._standing: dict[tuple[str, Place], News] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closed = False

    def tell(self, news: News) -> None:
        """Tell pages of news: those of the article, and those of all."""
        if (loop := self._loop) is not None:
            place = (news.locale, news.slug)
            data = _data(news, "" if place == EVERYWHERE else self._version(place))
            with suppress(RuntimeError):  # the loop is closed, and nobody listens
                loop.call_soon_threadsafe(self._spread, news, data)

    def refuse_crowds(self, session: str) -> None:
        """Raise CrowdedError where one more page of a session would be too many."""
        every = [one for listeners in self._listeners.values() for one in listeners]
        if len(every) >= MOST or sum(one.session == session for one in every) >= PER_SESSION:
            raise CrowdedError

    async def events(
        self, session: str, name: str, place: Place, seen: str
    ) -> AsyncIterator[bytes]:
        """Yield what is sent to a page that saw a version, until it goes or the desk closes."""
        self._loop = asyncio.get_running_loop()
        listener = Listener(session, name, place)
        self._listeners.setdefault(place, []).append(listener)
        try:
            yield b"retry: 2000\n\n"
            await self._greet(listener, seen)
            while not self._closed:
                waiting, listener.waiting = listener.waiting, {}
                listener.awake.clear()
                for kind, data in waiting.items():
                    yield _event(kind, data)
                if not waiting:
                    with suppress(TimeoutError):
                        await asyncio.wait_for(listener.awake.wait(), BEAT)
                    if not listener.waiting and not self._closed:
                        yield b":\n\n"
        finally:
            self._leave(listener)

    async def _greet(self, listener: Listener, seen: str) -> None:
        """Say how things stand."""
        place = listener.place
        version = "" if place == EVERYWHERE else await asyncio.to_thread(self._version, place)
        later, listener.waiting = listener.waiting, {}
        listener.put("open", {"version": version})
        if seen and version and seen != version:
            listener.put("changed", {"uids": [], "who": "", "version": version})
        for (kind, where), news in self._standing.items():
            if where in {place, EVERYWHERE}:
                listener.put(kind, {"what": news.what, "hint": news.hint})
        self._say_who(listener)
        for kind, data in later.items():
            listener.put(kind, data)

    def _leave(self, listener: Listener) -> None:
        here = self._listeners[listener.place]
        here.remove(listener)
        if not here:
            del self._listeners[listener.place]

    def here(self, name: str, place: Place, uid: str) -> None:
        """Note which row somebody has open, and tell the others when that is news."""
        loop = self._loop = asyncio.get_running_loop()
        if self.presence.put(name, place, uid):
            self._present(place)
        if uid:
            loop.call_later(EXPIRES + 0.1, self._expire)

    def close(self) -> None:
        """End all streams at once."""
        self._closed = True
        for listeners in self._listeners.values():
            for one in listeners:
                one.awake.set()

    def _expire(self) -> None:
        for place in self.presence.expire():
            self._present(place)

    def _present(self, place: Place) -> None:
        for listener in self._listeners.get(place, ()):
            self._say_who(listener)

    def _say_who(self, listener: Listener) -> None:
        others = self.presence.others(listener.name, listener.place)
        if others != listener.around:
            listener.around = others
            listener.put("here", {"here": others})

    def _spread(self, news: News, data: Mapping[str, Any]) -> None:
        place = (news.locale, news.slug)
        self._remember(news, place)
        everywhere = place == EVERYWHERE
        groups = self._listeners.values() if everywhere else [self._listeners.get(place, [])]
        for listener in (one for group in groups for one in group):
            listener.put(news.kind, data)
        if not everywhere and news.kind == "changed":
            where = f"{locales.get(news.locale).tag}/{news.slug}"
            for listener in self._listeners.get(EVERYWHERE, ()):
                listener.put("changed", {"places": [where]})

    def _remember(self, news: News, place: Place) -> None:
        """Keep what stays so until it is over: pages that are opened later are told of it too."""
        if news.kind in {"stale", "trouble"}:
            self._standing.pop((news.kind, place), None)
            if news.what:
                self._standing[news.kind, place] = news


def _data(news: News, version: str) -> Mapping[str, Any]:
    if news.kind == "changed":
        uids = news.uids if len(news.uids) <= MANY else ()
        return {"uids": list(uids), "who": news.who, "version": version}
    if news.kind == "findings":
        return {"version": version}
    if news.kind == "project":
        return {}
    return {"what": news.what, "hint": news.hint}


def _event(kind: str, data: Mapping[str, Any]) -> bytes:
    """Return an event as it is sent; its version is its id."""
    lines = [f"event: {kind}", f"data: {json.dumps(data, ensure_ascii=False)}"]
    if version := data.get("version"):
        lines.append(f"id: {version}")
    return ("\n".join(lines) + "\n\n").encode()
