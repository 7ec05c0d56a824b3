"""The bench: what several reviewers do at once is all there, once, and nothing else is touched."""

import random
import shutil
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from deskroom import EDITOR, NEWS, Deskroom

from benchmarks.replay import Said, replayed
from i18n.errors import UserError
from i18n.model import State
from workflow.pipeline import live
from workflow.project import po_time
from workflow.reviewing import catalogs
from workflow.reviewing.bench import Bench
from workflow.reviewing.conflict import ConflictError
from workflow.reviewing.findings import Findings
from workflow.reviewing.instruction import Instruction
from workflow.reviewing.news import News
from workflow.reviewing.reviewer import Reviewer
from workflow.reviewing.rows import Row, rows
from workflow.reviewing.sheet import Sheet

TRANSLATOR = Reviewer("A Translator", "translator")
OTHER = Reviewer("Another Editor")
WAITED = "We waited nine years"


class Table:
    """A bench in a newsroom of its own, and short words for what is done at it."""

    def __init__(self, folder: Path) -> None:
        self.room = Deskroom(folder)
        self.told: list[News] = []
        self.bench = Bench(folder, self.told.append)
        article, locale = self.bench.article("news"), self.bench.locale("ru")
        assert article is not None
        assert locale is not None
        self.article, self.locale = article, locale

    @property
    def sheet(self) -> Sheet:
        found = self.bench.sheet(self.article, self.locale)
        assert found is not None
        return found

    def row(self, source: str) -> Row:
        return next(row for row in self.sheet.rows if row.unit.source.startswith(source))

    def do(self, action: str, row: Row, who: Reviewer = EDITOR, **fields: str) -> str:
        return self.all([Instruction(action, row.uid, row.etag, **fields)], who)  # type: ignore[arg-type]

    def all(self, asked: Sequence[Instruction], who: Reviewer = EDITOR) -> str:
        return self.bench.perform(self.article, self.locale, who, asked)

    def undo(self, batch: str = "", who: Reviewer = EDITOR) -> list[str]:
        return self.bench.undo(self.article, self.locale, who, batch)

    @property
    def path(self) -> Path:
        return self.room.root / "locales/ru/LC_MESSAGES/news.po"


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    table = Table(tmp_path / "room")
    yield table
    table.bench.close()


def test_what_is_saved_is_on_disk(table: Table) -> None:
    table.do("save", table.row(WAITED), target="Этого дня мы ждали девять лет.")

    assert table.room.unit("ru", WAITED).target == "Этого дня мы ждали девять лет."


def test_a_text_from_a_form_is_on_one_line(table: Table) -> None:
    table.do("save", table.row(WAITED), target="Этого дня мы\r\nждали\nдевять лет.\r\n")

    assert table.row(WAITED).unit.target == "Этого дня мы ждали девять лет."


def test_what_somebody_changed_meanwhile_is_not_overwritten(table: Table) -> None:
    seen = table.row(WAITED)
    table.do("save", seen, OTHER, target="Мы ждали этого девять лет.")

    with pytest.raises(ConflictError) as raised:
        table.do("save", seen, target="Девять лет ожидания.")
    assert raised.value.asked.target == "Девять лет ожидания."
    assert raised.value.theirs == table.row(WAITED).unit
    assert table.row(WAITED).unit.target == "Мы ждали этого девять лет."


@pytest.mark.parametrize("action", ["save", "approve"])
def test_what_is_sent_twice_is_done_once(table: Table, action: str) -> None:
    seen = table.row(WAITED)
    table.do(action, seen, target="Девять лет ожидания.")
    before = table.path.read_bytes()

    assert table.do(action, seen, target="Девять лет ожидания.\r\n") == ""
    assert table.path.read_bytes() == before


def test_of_a_batch_all_is_done_or_nothing(table: Table) -> None:
    good, gone = table.row(WAITED), replace(table.row("It has"), etag="0" * 12)
    before = table.path.read_bytes()

    with pytest.raises(ConflictError):
        table.all([Instruction("approve", one.uid, one.etag) for one in (good, gone)])
    assert table.path.read_bytes() == before


def test_of_two_instructions_for_a_sentence_in_a_batch_none_is_lost_unsaid(table: Table) -> None:
    row = table.row(WAITED)
    asked = [Instruction("comment", row.uid, row.etag, text=text) for text in ("один", "два")]

    with pytest.raises(ConflictError):
        table.all(asked)
    assert table.row(WAITED).unit.notes == ()


def test_a_translator_approves_nothing(table: Table) -> None:
    with pytest.raises(UserError, match="A Translator may edit, not approve"):
        table.do("approve", table.row(WAITED), TRANSLATOR)
    assert table.row(WAITED).state is State.DRAFT


def test_a_batch_is_undone_at_once(table: Table) -> None:
    before = [row.unit for row in table.sheet.rows]
    asked = [Instruction("approve", row.uid, row.etag) for row in table.sheet.rows[-3:-1]]
    batch = table.all(asked)

    assert sorted(table.undo(batch)) == sorted(one.uid for one in asked)
    assert [row.unit for row in table.sheet.rows] == before


def test_undoing_again_takes_back_what_was_before(table: Table) -> None:
    table.do("save", table.row(WAITED), target="Раз.")
    table.do("save", table.row(WAITED), target="Два.")

    table.undo()
    assert table.row(WAITED).unit.target == "Раз."
    table.undo()
    assert table.row(WAITED).unit.target == "Мы ждали этого дня девять лет."
    with pytest.raises(UserError, match="nothing to undo"):
        table.undo()


def test_what_others_have_changed_since_is_not_undone(table: Table) -> None:
    batch = table.do("save", table.row(WAITED), target="Раз.")
    table.do("save", table.row(WAITED), OTHER, target="Два.")

    with pytest.raises(ConflictError):
        table.undo(batch)
    assert table.row(WAITED).unit.target == "Два."


def test_what_others_did_is_theirs_to_undo(table: Table) -> None:
    batch = table.do("save", table.row(WAITED), OTHER, target="Два.")

    with pytest.raises(UserError, match="nothing to undo"):
        table.undo(batch)


def test_an_undo_that_was_killed_halfway_can_be_finished(table: Table) -> None:
    kept = table.path.read_bytes()
    batch = table.do("save", table.row(WAITED), target="Раз.")
    table.path.write_bytes(kept)

    assert table.undo(batch) == [table.row(WAITED).uid]
    assert table.row(WAITED).unit.target == "Мы ждали этого дня девять лет."


def test_a_decision_is_kept_where_nobody_can_note_how_to_undo_it(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_steps: object) -> None:
        raise UserError("database or disk is full", hint="free some space")

    monkeypatch.setattr(table.bench.history, "add", full)

    assert table.do("approve", table.row(WAITED)) == ""
    assert table.room.unit("ru", WAITED).state is State.APPROVED


def test_an_article_with_an_error_that_stands_is_not_signed_off(table: Table) -> None:
    for row in table.sheet.rows:
        table.do("approve", row, target=row.unit.target or "Приём документов начнётся в мае.")

    with pytest.raises(UserError, match="errors in the translation"):
        table.bench.sign(table.article, table.locale, EDITOR)


def test_the_bytes_of_other_entries_stay_as_they_are(table: Table) -> None:
    text = table.path.read_text("utf-8")
    odd = text.replace('msgstr "В ней', 'msgstr ""\n"В ней', 1).replace("#: ", "#:  ", 1)
    table.path.write_text(odd, "utf-8")
    before = odd.split("\n\n")

    table.do("save", table.row(WAITED), target="Раз.")
    after = table.path.read_text("utf-8").split("\n\n")

    changed = [one for one, other in zip(before, after, strict=True) if one != other]
    assert [block.split("\n")[0].split(":")[0] for block in changed[:1]] == ['msgid ""']
    assert len(changed) == 2
    assert WAITED in changed[1]


def test_a_sheet_has_the_version_of_what_was_read(table: Table) -> None:
    before = table.sheet
    assert before.version == table.bench.version("ru", "news")
    table.do("save", table.row(WAITED), target="Раз.")

    assert before.version != table.bench.version("ru", "news") == table.sheet.version


def test_rows_after_a_change_are_those_of_the_catalog(table: Table) -> None:
    _ = table.sheet
    table.do("save", table.row(WAITED), target="Раз.")
    table.do("needs-work", table.row("It has"), text="Что за кабинеты?")

    assert table.sheet.rows == tuple(rows(table.sheet.catalog))


def test_catalogs_in_memory_are_those_worked_at_last(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogs, "HELD", 2)
    ru, kk, zh = (table.bench.locale(code) for code in ("ru", "kk", "zh_Hans"))
    for locale in (ru, kk, ru, zh):
        assert locale is not None
        table.bench.sheet(table.article, locale)

    assert [locale.code for _, locale in table.bench.catalogs.held()] == ["ru", "zh_Hans"]


# Many at once

LONG = "# Halls\n\n" + "\n\n".join(f"Hall {n} of the library is open." for n in range(1, 9)) + "\n"


@pytest.mark.parametrize("seed", range(4))
def test_what_many_do_at_once_is_all_there_and_once(tmp_path: Path, seed: int) -> None:
    drafts = {"ru": {f"Hall {n} of the library is open.": f"Зал {n} открыт." for n in range(1, 9)}}
    articles = {f"{name}.md": LONG for name in ("one", "two")}
    room = Deskroom(tmp_path, articles=articles, drafts=drafts)
    first = {slug: room.catalog(slug, "ru") for slug in ("one", "two")}
    bench = Bench(tmp_path)
    logs: dict[str, list[Said]] = {slug: [] for slug in first}
    crowd = [threading.Thread(target=_review, args=(bench, f"{seed}-{n}", logs)) for n in range(6)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()

    for slug, before in first.items():
        after = room.catalog(slug, "ru")
        article, locale = bench.article(slug), bench.locale("ru")
        assert article
        assert locale
        assert bench.catalogs.read(article, locale) == after
        assert [replayed(unit, logs[slug]) for unit in live(before)] == list(live(after))
        assert len(logs[slug]) > 10
    bench.close()
    assert not list(room.root.rglob(".*.tilshi"))


def _review(bench: Bench, name: str, logs: dict[str, list[Said]]) -> None:
    """Do what comes to mind with what was seen, now or some time ago; log what was acknowledged."""
    chance, who = random.Random(name), Reviewer(f"Editor {name}")
    locale = bench.locale("ru")
    assert locale is not None
    seen: dict[str, Sheet | None] = dict.fromkeys(logs)
    for number in range(25):
        slug = chance.choice(sorted(logs))
        article = bench.article(slug)
        assert article is not None
        if seen[slug] is None or chance.random() < 0.7:
            seen[slug] = bench.sheet(article, locale)
        sheet = seen[slug]
        assert sheet is not None
        row = chance.choice(sheet.rows)
        action = chance.choice(["save", "approve", "comment", "needs-work"])
        text = f"Зал {name}-{number} открыт."
        target = text if action in {"save", "approve"} else None
        asked = Instruction(action, row.uid, row.etag, target, "" if target else text)
        try:
            bench.perform(article, locale, who, [asked])
        except ConflictError:
            seen[slug] = None
        else:
            logs[slug].append(Said(action, row.uid, row.etag, who.name, text, po_time()[:10]))


# Findings


def test_findings_of_a_changed_sentence_are_known_at_once(table: Table) -> None:
    _ = table.sheet
    table.do("save", table.row("The university"), target="3 марта 2026 года университет открылся.")
    before = {one.check for one in table.sheet.findings(table.row("The university"))}
    table.do("save", table.row("The university"), target="4 марта 2026 года университет открылся.")

    assert (
        "date" in {one.check for one in table.sheet.findings(table.row("The university"))} - before
    )


def test_a_look_at_the_past_counts_for_what_is_still_so(table: Table) -> None:
    """While people save all the time, no look at the whole sees the article as it is."""
    old = table.sheet.catalog
    changed = table.row("The university")
    table.do("save", changed, target="4 марта 2026 года университет открылся.")
    now = table.room.catalog("news", "ru")
    brief = table.bench.brief(table.locale)
    inspection = table.bench.findings._inspection
    findings = Findings(inspection, lambda slug, code: None)
    whole = findings.report("news", old, brief)
    patched = findings.report("news", now, brief)
    assert not patched.whole

    findings._take(("news", "ru"), old, whole, inspection)
    known = findings.report("news", now, brief)

    assert {u.source: [f.check for f in known.of(u)] for u in live(now)} == {
        u.source: [f.check for f in patched.of(u)] for u in live(now)
    }
    findings.close()


@pytest.mark.parametrize("seed", range(5))
def test_a_look_at_what_changed_finds_what_a_look_at_all_does(table: Table, seed: int) -> None:
    """Checks of a sentence see its neighbours; the others see all of the article each time."""
    chance, brief = random.Random(seed), table.bench.brief(table.locale)
    texts = [
        "Раз.",
        "Ректор открыл 12 кабинетов",
        "«Мы ждали",
        "Alma-Ata",
        "Приём 4 мая 2025 года.",
    ]
    findings = table.bench.findings
    for _ in range(8):
        row = chance.choice(table.sheet.rows)
        table.do(chance.choice(["save", "approve"]), row, target=chance.choice(texts))
        catalog = table.sheet.catalog
        fresh = Findings(findings._inspection, lambda slug, code: None)

        found = findings._look(("news", "ru"), catalog, brief, findings._inspection)
        assert found == fresh.report("news", catalog, brief).found
        fresh.close()


def test_what_goes_wrong_in_the_worker_is_said(
    table: Table, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a check that divides by nothing")

    findings = table.bench.findings
    _ = table.sheet
    monkeypatch.setattr(findings, "_take", broken)
    table.do("save", table.row(WAITED), target="Раз.")
    _ = table.sheet
    findings._worker.shutdown()

    assert "a check that divides by nothing" in caplog.text


# Other programs


def test_what_another_program_changes_is_told_with_the_sentences(table: Table) -> None:
    _ = table.sheet
    text = table.path.read_text("utf-8")
    table.path.write_text(text.replace("Мы ждали этого дня", "Мы этого дня ждали"), "utf-8")

    uid = table.row(WAITED).uid
    assert News("changed", "news", "ru", (uid,)) in table.told


def test_what_another_program_changes_before_a_save_is_told_too(table: Table) -> None:
    seen = table.row("It has")
    text = table.path.read_text("utf-8")
    table.path.write_text(text.replace("Мы ждали этого дня", "Мы этого дня ждали"), "utf-8")
    table.do("save", seen, target="В ней **12 комнат** и библиотека.")

    uid = table.row(WAITED).uid
    assert [one.uids for one in table.told if one.kind == "changed"] == [(uid,), (seen.uid,)]


def test_articles_and_languages_are_those_of_the_project_after_a_refresh(table: Table) -> None:
    table.room.write("articles/forum.md", NEWS)
    table.room.write("tilshi.toml", table.room.settings.replace('"kk", ', ""))
    assert table.bench.article("forum") is None
    table.bench.refresh()

    assert table.bench.article("forum")
    assert table.bench.locale("kk") is None
    assert table.told[-1] == News("project")


def test_an_article_that_is_gone_can_still_be_saved_in_its_catalog(table: Table) -> None:
    row = table.row(WAITED)
    (table.room.root / "articles/news.md").unlink()
    table.bench.refresh()

    assert table.bench.article("news") == table.article
    assert table.do("save", row, target="Раз.")


def test_bad_settings_leave_all_as_it_was(table: Table) -> None:
    table.room.write("tilshi.toml", "locales = 7\n")

    with pytest.raises(UserError):
        table.bench.refresh()
    assert table.do("save", table.row(WAITED), target="Раз.")


def test_an_extraction_keeps_what_is_decided_and_what_is_being_written(table: Table) -> None:
    table.do("approve", table.row(WAITED))
    seen = table.row("It has")
    table.room.write("articles/news.md", NEWS.replace("a library", "two libraries"))
    table.bench.extract(table.article, table.locale, EDITOR)

    assert table.row(WAITED).state is State.APPROVED
    assert table.row("It has").state is State.STALE
    with pytest.raises(ConflictError) as raised:
        table.do("save", seen, target="В ней **12 комнат** и библиотека.")
    assert raised.value.theirs is None
    assert raised.value.asked.target == "В ней **12 комнат** и библиотека."


def test_a_translator_brings_no_catalog_up_to_date(table: Table) -> None:
    with pytest.raises(UserError, match="A Translator may not bring a catalog up to date"):
        table.bench.extract(table.article, table.locale, TRANSLATOR)


def test_an_article_that_is_gone_cannot_be_extracted(table: Table) -> None:
    (table.room.root / "articles/news.md").unlink()

    with pytest.raises(UserError, match="the article is no longer there"):
        table.bench.extract(table.article, table.locale, EDITOR)


def test_a_catalog_that_is_gone_is_said_with_the_next_step(table: Table) -> None:
    row = table.row(WAITED)
    shutil.rmtree(table.room.root / "locales")

    with pytest.raises(UserError) as raised:
        table.do("save", row, target="Раз.")
    assert (str(raised.value), raised.value.hint) == (
        "there is no catalog",
        "tilshi extract makes it",
    )


def test_a_catalog_that_cannot_be_read_is_said_with_its_line(table: Table) -> None:
    row = table.row(WAITED)
    good = table.path.read_text("utf-8")
    table.path.write_text(good + 'msgid "open\n', "utf-8")

    with pytest.raises(UserError) as raised:
        table.do("save", row, target="Раз.")
    assert raised.value.at
    assert raised.value.at.line == good.count("\n") + 1
    table.path.write_text(good, "utf-8")
    assert table.do("save", row, target="Раз.")
