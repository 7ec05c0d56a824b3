import pytest

from i18n.errors import UserError
from workflow.settings import Memory, parse


def test_the_memory_is_a_file_of_the_project_unless_settings_say_otherwise() -> None:
    assert parse("").memory == Memory("", 0.7)
    text = '[memory]\nurl = "postgresql://ed@db/news"\nleast = 1\n'
    assert parse(text).memory == Memory("postgresql://ed@db/news", 1.0)


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        ('url = "postgresql://ed:s3cret@db/news"', "the URL of the memory holds a password",
         "take it out, and set PGPASSWORD, or put it into ~/.pgpass"),
        ('url = "s3cret"', "memory.url is not the address of a database",
         'write url = "postgresql://user@host/database", or take it out'),
        ('url = "host=db password=s3cret"', "memory.url is not the address of a database",
         'write url = "postgresql://user@host/database", or take it out'),
        ('url = "postgresql+pg://ed:s3cret@db/news"', "memory.url is not the address of a database",
         'write url = "postgresql://user@host/database", or take it out'),
        ('url = "postgresql://ed:s3/cret@db/news"', "the port of the memory is not a number",
         "write it as postgresql://user@host:5432/database"),
        ('url = "postgresql://ed@[::1/news"', "the URL of the memory is none",
         "write it as postgresql://user@host:5432/database"),
        ("least = 1e-9", "memory.least is a likeness", "from 0.01 to 1"),
        (f"least = {'9' * 400}", "least is too large a number", "write a smaller one"),
        (f"least = 0x{'f' * 9000}", "least is too large a number", "write a smaller one"),
        (f"least = {'9' * 5000}", "a number of too many digits", "write a smaller one"),
        (f"least = {'[' * 3000}", "brackets too deep inside each other", "take them out"),
        ("least = 70", "memory.least is a likeness", "from 0.01 to 1"),
        ("least = true", "memory.least is a number", "not True"),
        ('least = "0.7"', "memory.least is a number", "not '0.7'"),
        ("most = 1", "unknown key 'memory.most'", "known here: url, least"),
    ],
)  # fmt: skip
def test_a_wrong_setting_says_its_line_and_what_to_do(text, said, hint) -> None:
    with pytest.raises(UserError) as caught:
        parse(f"[memory]\n{text}\n")

    assert (str(caught.value), caught.value.hint) == (f"tilshi.toml:2: {said}", hint)


def test_an_address_may_be_written_either_way() -> None:
    assert parse('[memory]\nurl = "postgres://ed@db/news"\n').memory.url == "postgres://ed@db/news"
