"""Several people at one desk: who they are, what each may do, and how strangers are slowed down."""

import os
import stat
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from deskroom import Answered, Deskroom
from newsroom import Newsroom
from visiting import (
    CHEAP,
    PASSWORD,
    TEAM,
    listen,
    reads,
    sign_in,
    signed_in,
    stranger,
    team_file,
)

from i18n.errors import UserError
from i18n.model import State
from workflow.desk.app import ROUTES
from workflow.desk.door import passwords, throttle, users
from workflow.desk.door.door import Door
from workflow.desk.door.names import checked
from workflow.desk.door.onward import place
from workflow.desk.door.sessions import EACH, IDLE, WHOLE, Sessions
from workflow.desk.door.team import Team, network
from workflow.desk.door.throttle import FORGOTTEN, FREE, LONGEST, Throttle
from workflow.reviewing.instruction import ACTIONS

HASH = CHEAP.hash(PASSWORD)


@dataclass
class Clock:
    """A clock that goes when it is told to."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def room(tmp_path: Path, clock: Clock) -> Iterator[Deskroom]:
    """A desk for a team, in the browser of a stranger."""
    team = Team(team_file(tmp_path / "users.toml"), clock=clock)
    with Deskroom(tmp_path / "news", door=Door(team=team)) as opened:
        yield stranger(opened)


@pytest.mark.parametrize("name", ["An Editor", "Әсел Қ.", "王小明", "O'Neill-Şahin", "Ёлка"])
def test_a_name_is_what_people_are_called(name: str) -> None:
    assert checked(name) == name


@pytest.mark.parametrize(
    "name",
    ["", " ", " An Editor", "An  Editor", "An\nEditor", "An\tEditor", "An\x1b[31m", "mt", "Todo",
     "reviewed", "qa-ok", "changed", "An; Editor", "An: Editor", 'An "Editor"', "An\\Editor",
     "<b>Editor", "Ed\u200bitor", "Ed\u202eitor", "Ed\u2028itor", "x" * 81],
)  # fmt: skip
def test_a_name_that_catalogs_cannot_bear_is_refused(name: str) -> None:
    with pytest.raises(UserError, match="cannot be the name of a person"):
        checked(name)


def test_a_name_has_one_form_of_letters() -> None:
    assert checked("И\u0306") == "Й"


def test_users_are_read_with_their_roles() -> None:
    text = users.added("", "Әсел Қ.", "translator", HASH)

    found = users.parse(users.added(text, "An Editor", "reviewer", HASH), "users.toml")

    assert [(name, user.who.role) for name, user in found.items()] == [
        ("Әсел Қ.", "translator"),
        ("An Editor", "reviewer"),
    ]


@pytest.mark.parametrize(
    ("text", "what", "line"),
    [
        ('["An Editor"]\nrole = "reviewer"\n', "needs a table with role and hash", 1),
        (f'\n["An Editor"]\nrole = "boss"\nhash = "{HASH}"\n', "cannot be 'boss'", 2),
        ('["An Editor"]\nrole = "reviewer"\nhash = "secret"\n', "none of Argon2id", 1),
        ('["An Editor"]\nrole = "reviewer"\nhash = 5\n', "none of Argon2id", 1),
        (f'["mt"]\nrole = "reviewer"\nhash = "{HASH}"\n', "cannot be the name", 1),
        (f'["A;B"]\nrole = "reviewer"\nhash = "{HASH}"\n', "cannot be the name", 1),
        ('"An Editor" = "reviewer"\n', "needs a table", 0),
        ('["An Editor"\n', "not TOML", 1),
        (f'[A]\nrole = "reviewer"\nhash = "{HASH}"\n[a]\nrole = "reviewer"\nhash = "{HASH}"\n',
         "two people have the name a", 4),
        (f'[A]\nrole = "reviewer"\nhash = "{HASH.replace("m=8,", "m=99999999,")}"\n',
         "none of Argon2id", 1),
    ],
)  # fmt: skip
def test_what_is_wrong_in_the_users_is_told_at_its_line(text: str, what: str, line: int) -> None:
    with pytest.raises(UserError, match=what) as caught:
        users.parse(text, "users.toml")

    assert caught.value.at
    assert caught.value.at.line == line


def test_a_file_that_people_write_keeps_what_they_wrote() -> None:
    text = (
        "# The desk of the newsroom\n\n"
        f'["A Translator"]  # since May\nrole = "translator"\n# new\nhash = "{HASH}"\n\n'
        f'# The night shift\n[\'An Editor\']\nrole = "reviewer"\nhash = "{HASH}"\n'
    )

    without = users.removed(text, "A Translator")
    both = users.added(text, "A Translator", "reviewer", HASH)

    assert without == "# The desk of the newsroom\n\n" + text[text.index("# The night") :]
    assert both == without + "\n" + users.added("", "A Translator", "reviewer", HASH)
    assert set(users.parse(both, "users.toml")) == {"A Translator", "An Editor"}
    assert users.removed(text, "Nobody") == text


def test_a_password_is_known_by_its_hash_whatever_the_keyboard_composed() -> None:
    kept = passwords.hashed("Пять зелёных йодов")

    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert passwords.is_password("Пять зеле\u0308ных и\u0306одов", kept)
    assert not passwords.is_password("Пять зеленых йодов", kept)
    assert not passwords.is_weak(kept)
    assert passwords.is_weak(HASH)


@pytest.mark.parametrize("password", ["", "short", "x" * 14, "x" * 1001])
def test_a_password_is_neither_short_nor_a_book(password: str) -> None:
    with pytest.raises(UserError, match="a password has 15 to 1,000 characters"):
        passwords.checked(password)


def test_an_unknown_name_costs_as_much_as_a_known_one(monkeypatch: pytest.MonkeyPatch) -> None:
    hashes = list[str]()

    class Hasher:
        def verify(self, kept: str, given: str) -> bool:
            hashes.append(kept)
            return True

    passwords.is_password("", None)
    monkeypatch.setattr(passwords, "_HASHER", Hasher())

    assert not passwords.is_password("four words put together", None)
    assert [kept.rpartition("$")[0].rpartition("$")[0] for kept in hashes] == [
        "$argon2id$v=19$m=65536,t=3,p=4"
    ]


def tries(gate: Throttle, clock: Clock, number: int, key: str = "name") -> list[float]:
    """Fail so often, as soon as it is allowed each time; return the waits."""
    waits = []
    for _ in range(number):
        while wait := gate.begin({key: FREE}):
            waits.append(wait)
            clock.now += wait
    return waits


def test_after_five_failures_each_wait_is_twice_the_last(clock: Clock) -> None:
    waits = tries(Throttle(clock), clock, FREE + 12)

    assert waits[:10] == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]
    assert set(waits[10:]) == {LONGEST}


def test_who_succeeds_is_free_again(clock: Clock) -> None:
    gate = Throttle(clock)
    tries(gate, clock, FREE)
    assert gate.begin({"name": FREE}) == 1

    gate.succeed("name")

    assert not tries(gate, clock, FREE)


def test_failures_are_forgotten_after_an_hour(clock: Clock) -> None:
    gate = Throttle(clock)
    tries(gate, clock, FREE + 5)

    clock.now += FORGOTTEN

    assert gate.begin({"other": FREE}) == 0
    assert "name" not in gate.failures


def test_names_that_somebody_makes_up_do_not_fill_the_memory(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "HELD", 50)
    gate = Throttle(clock)

    for number in range(500):
        gate.begin({f"name {number}": FREE, "address": FREE * 1000})

    assert len(gate.failures) <= 52
    assert gate.failures["address"].number == 500


def test_one_wait_holds_all_keys_of_a_try(clock: Clock) -> None:
    gate = Throttle(clock)
    tries(gate, clock, FREE, "address")

    assert gate.begin({"name": FREE, "address": FREE}) > 0
    assert "name" not in gate.failures


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("::ffff:203.0.113.9", "::ffff:203.0.113.9"),
        ("unknown", "unknown"),
        ("", ""),
    ],
)
def test_a_household_is_one_address(address: str, expected: str) -> None:
    assert network(address) in {expected, "::ffff:cb00:7109"}


def test_a_session_ends_twelve_hours_after_its_last_use(clock: Clock) -> None:
    sessions = Sessions(clock)
    secret = sessions.open("An Editor", HASH)

    clock.now += IDLE - 1
    assert sessions.find(secret)
    clock.now += IDLE - 1
    assert sessions.look(secret)
    clock.now += 1

    assert sessions.look(secret) is None
    assert sessions.find(secret) is None


def test_a_session_ends_after_seven_days_however_it_is_used(clock: Clock) -> None:
    sessions, began = Sessions(clock), clock.now
    secret = sessions.open("An Editor", HASH)

    while sessions.find(secret):
        clock.now += 3600

    assert clock.now - began == WHOLE


def test_sessions_are_kept_without_their_secrets(clock: Clock) -> None:
    sessions = Sessions(clock)

    secrets = {sessions.open("An Editor", HASH) for _ in range(EACH + 5)}

    assert len(secrets) == EACH + 5
    assert len(sessions.held) == EACH
    assert not [secret for secret in secrets if secret in repr(sessions.held)]
    assert sessions.find("") is None
    assert sessions.find("é") is None


def test_a_stranger_is_sent_to_the_form_and_comes_back_to_where_they_were_going(
    room: Deskroom,
) -> None:
    asked = room.get("/review/ru/news?u=1")
    assert (asked.status, asked.place) == (303, "/login?next=%2Freview%2Fru%2Fnews%3Fu%3D1")
    form = room.get(asked.place)
    assert 'name="next" value="/review/ru/news?u=1"' in form.text

    answer = sign_in(room, "An Editor", onward="/review/ru/news?u=1")

    assert (answer.status, answer.place) == (303, "/review/ru/news?u=1")
    assert room.get("/review/ru/news?u=1").status == 200
    assert room.get("/login").place == "/"


def test_scripts_of_who_is_no_longer_in_are_told_so(room: Deskroom) -> None:
    answer = room.get("/review/ru/news", HX_Request="true")

    assert answer.status == 401
    assert "You are no longer signed in." in answer.text
    assert "?t=" not in answer.text
    assert "sign in" in answer.text
    assert room.ask("GET", "/events", headers={"Sec-Fetch-Dest": "empty"}).status == 401
    assert room.post("/row/ru/x/news").status == 401


def test_where_a_team_comes_in_no_token_does(room: Deskroom) -> None:
    assert room.get(f"/?t={room.desk.door.token}").status == 401
    room.cookies[f"tilshi-{room.port}"] = room.desk.door.token
    assert room.get("/").status == 303


def test_a_stranger_sees_nothing_of_the_project(room: Deskroom) -> None:
    uid = room.unit("ru", "We waited").uid
    found = {one: room.get(one) for one in reads(lang="ru", slug="news", uid=uid, name="style.css")}

    open_ = {address for address, answer in found.items() if answer.status == 200}
    assert open_ == {"/login", "/static/style.css", "/healthz"}
    assert not [one for one in found.values() if "лаборатор" in one.text]


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("An Editor", "four words put apart"),
        ("An Editor", ""),
        ("Nobody", PASSWORD),
        ("", PASSWORD),
        ("an editor", PASSWORD),
        ("An Editor\x00", PASSWORD),
        ("An Editor", PASSWORD + "\x00"),
        ("<script>alert(1)</script>", "x"),
        ("é" * 500, "x" * 2000),
    ],
)
def test_whatever_is_wrong_the_answer_is_the_same(room: Deskroom, name: str, password: str) -> None:
    answer = sign_in(room, name, password)

    assert answer.status == 401
    assert "There is nobody of this name with this password." in answer.text
    assert "Set-Cookie" not in answer.headers
    assert "<script>alert" not in answer.text
    assert not password or len(password) < 10 or password not in answer.text


@pytest.mark.parametrize(
    "onward",
    ["https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example",
     "/%09/evil.example", "/\t/evil.example", "javascript:alert(1)", "evil.example", "/nothing",
     "/%2f/evil.example", "/review/ru/news\r\nX: y", "http:evil.example", "///evil",
     "/logout", "/..//evil.example", "", "/%5cevil.example", "//127.0.0.1@evil.example/review"],
)  # fmt: skip
def test_after_the_form_nobody_is_led_elsewhere(room: Deskroom, onward: str) -> None:
    answer = sign_in(room, "An Editor", onward=onward)

    assert (answer.status, answer.place) == (303, "/")


def test_the_place_to_go_on_to_is_one_of_ours() -> None:
    assert place("/review/zh-Hans/news/2026?show=todo&u=1", ROUTES) == (
        "/review/zh-Hans/news/2026?show=todo&u=1"
    )
    assert place("/row", ROUTES) == "/"


def test_the_cookie_is_for_the_browser_alone_and_new_each_time(room: Deskroom) -> None:
    first, second = sign_in(room, "An Editor"), sign_in(stranger(room), "An Editor")

    given = [answer.headers["Set-Cookie"] for answer in (first, second)]
    assert given[0] != given[1]
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(given[0].split("; "))
    assert "Secure" not in given[0]


def test_signing_in_again_ends_the_session_before(room: Deskroom) -> None:
    sign_in(room, "An Editor")
    before = stranger(room)
    before.cookies = dict(room.cookies)

    sign_in(room, "A Translator")

    assert before.get("/").status == 303
    assert room.get("/").status == 200


def test_who_leaves_is_out(room: Deskroom) -> None:
    browser = signed_in(room, "An Editor")
    before = stranger(room)
    before.cookies = dict(browser.cookies)

    answer = browser.post("/logout", {"csrf": browser.csrf})

    assert (answer.status, answer.place) == (303, "/login")
    assert "Max-Age=0" in answer.headers["Set-Cookie"]
    assert before.get("/").status == 303


def test_nobody_is_made_to_leave_by_a_page_of_others(room: Deskroom) -> None:
    browser = signed_in(room, "An Editor")

    assert browser.post("/logout", {"csrf": "guess"}).status == 403
    assert (
        browser.post("/logout", {"csrf": browser.csrf}, Origin="https://evil.example").status == 403
    )
    assert browser.get("/logout").status == 405
    assert browser.get("/").status == 200


def test_nobody_is_signed_in_by_a_page_of_others(room: Deskroom) -> None:
    fields = {"name": "An Editor", "password": PASSWORD}

    answer = room.post("/login", fields, Origin="https://evil.example")

    assert answer.status == 403
    assert "Set-Cookie" not in answer.headers


def test_a_session_is_forgotten_after_a_night(room: Deskroom, clock: Clock) -> None:
    browser = signed_in(room, "An Editor")

    clock.now += IDLE

    assert browser.get("/").place == "/login?next=%2F"


def test_a_removed_person_is_out_at_once(room: Deskroom) -> None:
    browser, other = signed_in(room, "A Translator"), signed_in(room, "An Editor")
    stream = listen(browser)
    assert stream.readline().startswith(b"retry:")
    file = room.desk.door.team.path

    file.write_text(users.removed(file.read_text(), "A Translator"))

    assert browser.get("/").status == 303
    assert browser.post("/row/ru/x/news", {"csrf": browser.csrf}).status == 401
    assert other.get("/").status == 200
    unit = room.unit("ru", "We waited")
    other.post(f"/row/ru/{unit.uid}/news", {**other.seen(unit), "action": "approve"})
    assert b"An Editor" not in stream.read()


def test_a_new_password_ends_the_sessions_of_the_old_one(room: Deskroom) -> None:
    browser = signed_in(room, "An Editor")
    file = room.desk.door.team.path

    new = CHEAP.hash("other words put together")
    file.write_text(users.added(file.read_text(), "An Editor", "reviewer", new))

    assert browser.get("/").status == 303
    assert sign_in(browser, "An Editor").status == 401
    assert sign_in(browser, "An Editor", "other words put together").status == 303


def test_a_new_role_holds_at_once(room: Deskroom) -> None:
    browser, file = signed_in(room, "A Translator"), room.desk.door.team.path

    file.write_text(file.read_text().replace('"translator"', '"reviewer"'))

    assert act(browser, "approve").status == 303


def test_a_slip_in_the_file_locks_nobody_out(tmp_path: Path, clock: Clock, room: Deskroom) -> None:
    told = list[UserError]()
    team = Team(team_file(tmp_path / "more.toml"), told.append, clock)

    team.path.write_text('["An Editor"\n')

    assert set(team.users) == set(TEAM)
    assert set(team.users) == set(TEAM)
    assert [error.what[:8] for error in told] == ["not TOML"]


def test_after_five_failures_a_name_has_to_wait(room: Deskroom, clock: Clock) -> None:
    assert {sign_in(room, "An Editor", "wrong").status for _ in range(FREE)} == {401}

    answer = sign_in(room, "An Editor")

    assert answer.status == 429
    assert answer.headers["Retry-After"] == "1"
    assert "Try again in 1 second." in answer.text
    assert sign_in(stranger(room), "an EDITOR").status == 429
    assert sign_in(stranger(room), "A Translator").status == 303
    clock.now += 1
    assert sign_in(room, "An Editor").status == 303


def test_an_unknown_name_has_to_wait_just_so(room: Deskroom) -> None:
    found = [sign_in(room, "Nobody", "wrong").status for _ in range(FREE + 1)]

    assert found == [401] * FREE + [429]


def test_an_address_that_tries_many_names_has_to_wait(room: Deskroom) -> None:
    found = Counter(sign_in(room, f"Nobody {n}", "wrong").status for n in range(25))

    assert found == {401: 20, 429: 5}
    assert sign_in(room, "An Editor").status == 429


def test_who_tries_many_at_once_gets_no_more_of_them(
    room: Deskroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    running, most, lock = 0, 0, threading.Lock()
    both = threading.Barrier(2, timeout=20)

    def slowly(given: str, kept: str | None) -> bool:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        both.wait()  # until two are tried at the same time
        with lock:
            running -= 1
        return False

    monkeypatch.setattr(passwords, "is_password", slowly)
    found = list[int]()

    def attempt(name: str) -> None:
        found.append(sign_in(stranger(room), name, "wrong").status)

    names = ["An Editor"] * 10 + [f"Nobody {n}" for n in range(3)]
    threads = [threading.Thread(target=attempt, args=[name]) for name in names]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert Counter(found) == {401: FREE + 3, 429: 5}
    assert most == 2


def test_the_desk_answers_while_passwords_are_tried(
    room: Deskroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, answered = threading.Event(), threading.Event()

    def slowly(given: str, kept: str | None) -> bool:
        begun.set()
        return answered.wait(20)

    browser = signed_in(room, "An Editor")
    monkeypatch.setattr(passwords, "is_password", slowly)
    trying = [
        threading.Thread(target=sign_in, args=(stranger(room), f"Nobody {n}")) for n in range(15)
    ]
    for one in trying:
        one.start()
    assert begun.wait(20)

    assert browser.get("/review/ru/news").status == 200
    answered.set()
    for one in trying:
        one.join()


def test_only_a_proxy_that_is_believed_says_whose_address_it_is(tmp_path: Path) -> None:
    for number, believed in enumerate((False, True)):
        team = Team(team_file(tmp_path / "users.toml"))
        room = Deskroom(tmp_path / str(number), door=Door(team=team), proxy=believed)
        with room:
            browser = stranger(room)
            fields = {"password": "wrong"}
            found = Counter(
                browser.post(
                    "/login", fields | {"name": f"Nobody {n}"}, X_Forwarded_For=f"203.0.113.{n}"
                ).status
                for n in range(25)
            )
            assert found == ({401: 25} if believed else {401: 20, 429: 5})


def test_behind_a_proxy_with_tls_the_cookie_is_for_tls_alone(tmp_path: Path) -> None:
    door = Door(team=Team(team_file(tmp_path / "users.toml")), url="https://desk.example.org")
    with Deskroom(tmp_path / "news", door=door, proxy=True) as room:
        browser = stranger(room)
        answer = browser.post(
            "/login",
            {"name": "An Editor", "password": PASSWORD},
            Host="desk.example.org",
            Origin="https://desk.example.org",
            X_Forwarded_Proto="https",
        )

        assert answer.status == 303
        given = answer.headers["Set-Cookie"]
        assert given.startswith("__Host-tilshi=")
        assert {"Secure", "HttpOnly", "SameSite=strict", "Path=/"} <= set(given.split("; "))
        seen = browser.get("/", Host="desk.example.org", X_Forwarded_Proto="https")
        assert seen.status == 200
        assert seen.headers["Referrer-Policy"] == "no-referrer"


ALLOWED = {
    "save": True,
    "approve": False,
    "needs-work": True,
    "fix": True,
    "dismiss": False,
    "comment": True,
    "resolve": True,
    "take": True,
}
"""What a translator may do; a reviewer may do all of it."""


def act(browser: Deskroom, action: str) -> Answered:
    """Ask for an action with a unit in which checks find a wrong year."""
    unit = browser.unit("ru", "The university opened")
    asked = {**browser.seen(unit), "action": action, "text": "год не тот", "offer": "1"}
    if action in {"save", "approve"}:
        asked["target"] = "3 марта 2026 года университет открыл в Алматы лабораторию."
    return browser.post(f"/row/ru/{unit.uid}/news", asked)


def test_every_action_is_for_somebody() -> None:
    assert set(ALLOWED) == set(ACTIONS)


@pytest.mark.parametrize("action", ALLOWED)
def test_a_translator_edits_and_a_reviewer_approves_too(room: Deskroom, action: str) -> None:
    translator, reviewer = signed_in(room, "A Translator"), signed_in(room, "An Editor")
    before = room.read("locales/ru/LC_MESSAGES/news.po")

    answer = act(translator, action)

    refused = f"A Translator may edit, not {action}" in answer.text
    assert refused != ALLOWED[action]
    if refused:
        assert answer.status == 422
        assert room.read("locales/ru/LC_MESSAGES/news.po") == before
        assert act(reviewer, action).status == 303


def test_what_a_person_does_has_their_name(room: Deskroom) -> None:
    assert act(signed_in(room, "A Translator"), "save").status == 303
    catalog = room.catalog("news", "ru")
    assert dict(catalog.headers)["Last-Translator"] == "A Translator"

    assert act(signed_in(room, "An Editor"), "approve").status == 303

    unit = room.unit("ru", "The university opened")
    assert unit.state is State.APPROVED
    assert next(unit.marked("reviewed")).startswith("An Editor 20")


def test_nobody_chooses_their_own_name_or_role(room: Deskroom) -> None:
    browser = signed_in(room, "A Translator")
    unit = room.unit("ru", "We waited")
    forged = {"who": "An Editor", "name": "An Editor", "role": "reviewer", "reviewer": "An Editor"}

    answer = browser.post(
        f"/row/ru/{unit.uid}/news?role=reviewer&who=An+Editor",
        {**browser.seen(unit), **forged, "action": "approve"},
        X_Remote_User="An Editor",
    )

    assert answer.status == 422
    assert room.unit("ru", "We waited").state is State.DRAFT


@pytest.mark.parametrize("path", ["/sign/ru/news", "/bulk/ru/news"])
def test_a_translator_neither_signs_off_nor_approves_many(room: Deskroom, path: str) -> None:
    browser, unit = signed_in(room, "A Translator"), room.unit("ru", "We waited")
    before = room.read("locales/ru/LC_MESSAGES/news.po")
    row = f"{unit.uid}:{browser.seen(unit)['etag']}"

    answer = browser.post(path, {"csrf": browser.csrf, "row": row, "checked": "on"})

    assert answer.status == 422
    assert room.read("locales/ru/LC_MESSAGES/news.po") == before


@pytest.fixture
def office(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path)


def test_people_are_added_and_taken_away_by_command(office: Newsroom) -> None:
    said = office.tilshi("desk", "user", "add", "users.toml", "Әсел Қ.", given=PASSWORD + "\n")
    assert said == "users.toml: Әсел Қ. is a translator.\n"
    mode = stat.S_IMODE((office.root / "users.toml").stat().st_mode)
    assert os.name != "posix" or mode == 0o600

    add = ("desk", "user", "add", "users.toml", "An Editor", "--role", "reviewer")
    office.tilshi(*add, given=PASSWORD)
    said = office.tilshi(*add, given="other words put together")
    assert said == "users.toml: An Editor is a reviewer, with a new password.\n"
    assert office.tilshi("desk", "user", "list", "users.toml").splitlines() == [
        "Әсел Қ.  translator",
        "An Editor  reviewer",
    ]
    kept = users.read(office.root / "users.toml")["An Editor"].hash
    assert passwords.is_password("other words put together", kept)

    office.tilshi("desk", "user", "remove", "users.toml", "Әсел Қ.")
    assert list(users.read(office.root / "users.toml")) == ["An Editor"]


@pytest.mark.parametrize(
    ("words", "given", "what"),
    [
        (("add", "users.toml", "An Editor"), "short\n", "a password has 15 to 1,000 characters"),
        (("add", "users.toml", "An Editor"), "", "a password has 15 to 1,000 characters"),
        (("add", "users.toml", "to;do"), PASSWORD, "cannot be the name of a person"),
        (("remove", "users.toml", "Nobody"), "", "the users cannot be read"),
    ],
)
def test_the_command_says_what_is_wrong(
    office: Newsroom, words: tuple[str, ...], given: str, what: str
) -> None:
    done = office.run("desk", "user", *words, given=given)

    assert done.returncode == 1
    assert what in done.stderr
    assert not (office.root / "users.toml").exists()


def test_a_password_is_never_an_argument(office: Newsroom) -> None:
    done = office.run("desk", "user", "add", "users.toml", "An Editor", PASSWORD)

    assert done.returncode == 2
    assert "--password" not in office.tilshi("desk", "user", "add", "--help")


def test_a_file_written_in_another_way_is_left_alone(office: Newsroom) -> None:
    text = f'"An Editor" = {{role = "reviewer", hash = "{HASH}"}}\n'
    office.write("users.toml", text)

    done = office.run("desk", "user", "remove", "users.toml", "An Editor")

    assert done.returncode == 1
    assert "change it by hand" in done.stderr
    assert office.read("users.toml") == text
