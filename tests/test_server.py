from pathlib import Path

import pytest

from i18n.errors import UserError
from i18n.memory import open_memory
from i18n.memory.server import Address, Server, address, password


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("postgresql://ed@db.example/news", Address("ed", "db.example", 5432, "news")),
        ("postgresql://ed@db.example:5433", Address("ed", "db.example", 5433, "ed")),
        ("postgresql://ed@/news?host=/run/postgresql",
         Address("ed", "localhost", 5432, "news", "/run/postgresql")),
        ("postgresql://ed%40home@db/a%20b?sslmode=require",
         Address("ed@home", "db", 5432, "a b", encrypted=True)),
    ],
)  # fmt: skip
def test_a_url_says_where_the_database_is(url, wanted, monkeypatch) -> None:
    monkeypatch.delenv("PGPORT", raising=False)

    assert address(url) == wanted


@pytest.mark.parametrize(
    ("url", "what", "hint"),
    [
        ("postgresql://ed:secret@db/news", "the URL of the memory holds a password",
         "take it out, and set PGPASSWORD, or put it into ~/.pgpass"),
        ("postgresql://ed@db/news?timeout=3", "unknown option in the URL of the memory: timeout",
         "known are host and sslmode"),
        ("postgresql://ed@db/news?sslmode=nonsense",
         "the URL of the memory has an unknown sslmode: nonsense",
         "known are disable, allow, prefer, require, verify-ca, verify-full"),
        ("postgresql://ed@[::1/news", "the URL of the memory is none",
         "write it as postgresql://user@host:5432/database"),
        ("postgresql://ed@db\0/news", "the URL of the memory has a space in it, or what is no letter",
         "write it as postgresql://user@host:5432/database"),
        ("postgresql://ed@db:first/news", "the port of the memory is not a number",
         "write it as postgresql://user@host:5432/database"),
    ],
)  # fmt: skip
def test_a_url_that_will_not_do_says_why(url, what, hint) -> None:
    with pytest.raises(UserError) as caught:
        address(url)

    assert (caught.value.what, caught.value.hint) == (what, hint)


WHERE = Address("ed", "db", 5432, "news")


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ("db:5432:news:ed:s3cret", "s3cret"),
        ("# mine\n*:*:*:other:no\n*:*:news:ed:with\\:colon", "with:colon"),
        ("db:5432:sport:ed:no", None),
        ("db:5432", None),
        ("", None),
    ],
)
def test_the_password_is_looked_up_as_other_clients_do(
    lines, wanted, monkeypatch, tmp_path
) -> None:
    path = tmp_path / "pgpass"
    path.write_text(lines, "utf-8")
    path.chmod(0o600)
    monkeypatch.delenv("PGPASSWORD", raising=False)
    monkeypatch.setenv("PGPASSFILE", str(path))

    assert password(WHERE) == wanted


def test_the_environment_comes_before_the_file(monkeypatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "from outside")

    assert password(WHERE) == "from outside"


def test_a_password_file_that_others_can_read_is_not_used(monkeypatch, tmp_path) -> None:
    path: Path = tmp_path / "pgpass"
    path.write_text("*:*:*:*:s3cret", "utf-8")
    path.chmod(0o644)
    monkeypatch.delenv("PGPASSWORD", raising=False)
    monkeypatch.setenv("PGPASSFILE", str(path))

    assert password(WHERE) is None


def test_a_server_that_is_not_there_is_said(tmp_path) -> None:
    with pytest.raises(UserError) as caught:
        open_memory(f"postgresql://ed@/news?host={tmp_path}")

    assert caught.value.what.startswith(f"the memory at {tmp_path} does not answer")
    assert caught.value.hint == "see that the server runs and can be reached, then run it again"


@pytest.mark.postgres
def test_a_database_that_is_not_there_is_said(postgres) -> None:
    with pytest.raises(UserError) as caught:
        open_memory(postgres.replace("/postgres?", "/nothing?"))

    assert caught.value.what.endswith('refused: database "nothing" does not exist')
    assert caught.value.hint == "create the database: createdb NAME"


@pytest.mark.postgres
def test_a_transaction_is_whole_or_not_at_all(postgres) -> None:
    server = Server(postgres)
    server.run("CREATE TABLE IF NOT EXISTS public.word (text TEXT)")

    with pytest.raises(UserError), server.transaction():
        fails_halfway(server)

    assert server.run("SELECT * FROM public.word") == []
    server.close()


def fails_halfway(server: Server) -> None:
    server.run("INSERT INTO public.word VALUES (:text)", text="тіл")
    raise UserError("the disk is full", hint="free some")


@pytest.mark.postgres
def test_a_connection_that_was_lost_is_opened_again(postgres) -> None:
    server, other = Server(postgres), Server(postgres)
    ((number,),) = server.run("SELECT pg_backend_pid()")
    other.run("SELECT pg_terminate_backend(:number)", number=number)

    with pytest.raises(UserError, match=r"does not answer|refused: terminating"):
        server.run("SELECT 1")

    assert server.run("SELECT 1") == [[1]]
    server.close()
    other.close()
