"""A newsroom with a desk: a project with drafts in two languages, and its desk on 127.0.0.1."""

import http.client
import socket
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

from newsroom import Newsroom

from i18n.dispatch.answer import Answer
from i18n.model import Catalog, Unit
from workflow.desk import serving
from workflow.desk.desk import Desk
from workflow.desk.door.csrf import word
from workflow.desk.door.door import Door
from workflow.desk.serving import Server
from workflow.draft import fill
from workflow.pipeline import extract_article, live
from workflow.reviewing.reviewer import Reviewer
from workflow.reviewing.rows import etag

NEWS = """\
# Laboratory opens in Almaty

The university opened a laboratory in Almaty on 3 March 2026. It has **12 rooms** and a library.

> We waited nine years for this day.

- The rector thanked the [partners](https://example.org/partners).
- Admission opens in May.
"""

SETTINGS = """\
locales = ["ru", "kk", "zh_Hans"]
[engines]
chain = ["memory", "pseudo"]
[site]
title = "News of the university"
url = "https://news.example.org"
"""

GLOSSARY = """\
term,part of speech,note,ru,ru forbidden,kk,zh_Hans
laboratory,noun,,лаборатория,,зертхана,实验室
rector,noun,head of the university,ректор,директор,ректор,校长
Almaty,proper noun,,Алматы,Алма-Ата,Алматы,阿拉木图
"""

DRAFTS: Mapping[str, Mapping[str, str]] = {
    "ru": {
        "Laboratory opens in Almaty": "В Алма-Ате открылась лаборатория",
        "The university opened a laboratory in Almaty on 3 March 2026.":
            "3 марта 2025 года университет открыл в Алма-Ате лабораторию.",
        "It has **12 rooms** and a library.": "В ней **12 кабинетов** и библиотека.",
        "We waited nine years for this day.": "Мы ждали этого дня девять лет.",
        "The rector thanked the [partners](https://example.org/partners).":
            "Ректор поблагодарил [партнёров](https://example.org/partners).",
    },
    "kk": {
        "Laboratory opens in Almaty": "Алматыда зертхана ашылды",
        "The university opened a laboratory in Almaty on 3 March 2026.":
            "Университет 2026 жылғы 3 наурызда Алматыда зертхана ашты.",
        "It has **12 rooms** and a library.": "Онда **12 бөлме** мен кітапхана бар.",
        "We waited nine years for this day.": "Біз бұл күнді тоғыз жыл күттік.",
        "The rector thanked the [partners](https://example.org/partners).":
            "Ректор [серіктестерге](https://example.org/partners) алғыс айтты.",
        "Admission opens in May.": "Құжат қабылдау мамырда басталады.",
    },
}  # fmt: skip
"""Drafts as an engine left them: a wrong year in the Russian one, and its last sentence missing."""

TODAY = date(2026, 11, 24)
EDITOR = Reviewer("An Editor")


@dataclass
class Answered:
    """What the desk answered."""

    status: int
    headers: http.client.HTTPMessage
    text: str

    @property
    def place(self) -> str:
        """Where it sends the browser to."""
        return self.headers.get("Location", "")


@dataclass
class Deskroom(Newsroom):
    """A newsroom whose desk answers on 127.0.0.1 while it is entered."""

    settings: str = SETTINGS
    articles: dict[str, str] = field(default_factory=lambda: {"news.md": NEWS})
    drafts: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: DRAFTS)
    glossary: str = GLOSSARY
    reviewer: Reviewer = EDITOR
    door: Door = field(default_factory=Door)
    proxy: bool = False
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.write("glossary.csv", self.glossary)
        self.extract()
        for code, drafts in self.drafts.items():
            for slug in self.slugs:
                self.draft(slug, code, drafts)

    @property
    def slugs(self) -> list[str]:
        return [article.slug for article in self.project.articles]

    def extract(self) -> None:
        """Bring the catalogs up to date with the articles."""
        project = self.project
        with project.stamps() as stamps:
            for article in project.catalogued:
                list(extract_article(project, article, project.locales(()), stamps))

    def draft(self, slug: str, code: str, drafts: Mapping[str, str]) -> None:
        """Put drafts of an engine into a catalog, by their source."""

        def change(catalog: Catalog | None) -> Catalog:
            assert catalog is not None
            answers = {
                unit.key: Answer(drafts[unit.source], "google/web")
                for unit in live(catalog)
                if unit.source in drafts
            }
            return fill(catalog, answers, TODAY)

        project = self.project
        (article,) = project.select([slug])
        (locale,) = project.locales([code])
        project.update(article, locale, change)

    def __enter__(self) -> Self:
        self.desk = Desk(self.root, self.reviewer, self.door)
        self.server = Server(self.desk, proxy=self.proxy)
        ready = threading.Event()
        startup = self.server.startup

        async def started(sockets: list[socket.socket] | None = None) -> None:
            await startup(sockets)
            ready.set()

        self.server.startup = started  # type: ignore[method-assign]
        here = serving.listening("127.0.0.1", 0)
        self.port = int(here.getsockname()[1])
        self.thread = threading.Thread(target=self.server.run, args=([here],))
        self.thread.start()
        assert ready.wait(30), "the desk did not start"
        self.cookies[f"tilshi-{self.port}"] = self.desk.door.token
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.server.should_exit = True
        self.thread.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, **headers: str) -> Answered:
        return self.ask("GET", path, headers=headers)

    def post(self, path: str, fields: object = (), **headers: str) -> Answered:
        """Send a form, as a browser without JavaScript does; `fields` are pairs, or a mapping."""
        pairs = list(fields.items()) if isinstance(fields, Mapping) else list(fields)  # type: ignore[call-overload]
        body = urlencode(pairs).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.url}
        return self.ask("POST", path, body, kind | headers)

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Answered:
        """Ask the desk, with its cookies; a header `HX_Request` is sent as `HX-Request`."""
        given = {name.replace("_", "-"): value for name, value in (headers or {}).items()}
        if self.cookies:
            given["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body or None, given)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answered(answer.status, answer.headers, text)

    def submit(self, form: "Form", button: tuple[str, str] = ("", ""), **fields: str) -> Answered:
        """Send a form as a browser does when a button of it is pressed; fields may be filled in."""
        assert form.method == "post"
        assert button in form.buttons or not button[0], f"{button} is none of {form.buttons}"
        given = [*form.ticked, *(form.fields | fields).items()]
        return self.post(form.action, [*given, *([button] if button[0] else [])])

    def unit(self, code: str, source: str, slug: str = "news") -> Unit:
        """A unit of a catalog as it is on disk, by the beginning of its source."""
        return next(u for u in live(self.catalog(slug, code)) if u.source.startswith(source))

    def seen(self, unit: Unit) -> dict[str, str]:
        """The fields that a form for a unit has besides what is asked for."""
        return {"etag": etag(unit), "csrf": self.csrf}

    @property
    def csrf(self) -> str:
        """What forms have to prove that they are of the desk."""
        return word(self.cookies[f"tilshi-{self.port}"])


@dataclass
class Form:
    """A form of a page: where it goes, its fields as they are filled in, and its buttons.

    `boxes` are those that can be ticked, `ticked` those that are.
    """

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[tuple[str, str]] = field(default_factory=list)
    ticked: list[tuple[str, str]] = field(default_factory=list)
    disabled: list[str] = field(default_factory=list)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.named: dict[str, Form] = {}
        self.open: Form | None = None
        self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and "action" in given:
            self.open = self.named_form(given["id"]) if "id" in given else Form("", "")
            self.open.action, self.open.method = given["action"], given.get("method", "get")
            self.found.append(self.open)
        form = self.named_form(given["form"]) if "form" in given else self.open
        name = given.get("name", "")
        if form is None or not name:
            return
        if tag == "button":
            (form.disabled.append(name) if "disabled" in given else form.buttons.append((name, given.get("value", ""))))  # fmt: skip
        elif tag == "textarea":
            self.area, form.fields[name] = name, ""
        elif tag == "input" and given.get("type") == "checkbox":
            form.boxes.append((name, given.get("value", "on")))
            form.ticked += form.boxes[-1:] if "checked" in given else []
        elif tag == "input":
            form.fields[name] = given.get("value", "")

    def named_form(self, name: str) -> Form:
        """The form of this id; what belongs to it may come before it."""
        return self.named.setdefault(name, Form("", ""))

    def handle_data(self, data: str) -> None:
        if self.area and self.open:
            self.open.fields[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.open and self.area:
            self.open.fields[self.area] = self.open.fields[self.area].removeprefix("\n")
            self.area = ""
        elif tag == "form":
            self.open = None


def forms(page: str) -> list[Form]:
    """Return the forms of a page."""
    reader = _Forms()
    reader.feed(page)
    reader.close()
    return reader.found
