"""Publishing a project to a folder: what is written, what stays, what is taken away."""

import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from browsing import harmful

from i18n.errors import UserError
from i18n.model import Catalog, Mark, Unit
from workflow.extract import extract, units
from workflow.project import Project
from workflow.publish import Status
from workflow.site import press
from workflow.site.press import Report

SIGNED = "News from Ürümqi\n\nThe rector signed it. He left.\n"
RUSSIAN = {
    "News from Ürümqi": "Новости из Урумчи",
    "The rector signed it.": "Ректор подписал документ.",
    "He left.": "Он уехал.",
}
CHINESE = {
    "News from Ürümqi": "乌鲁木齐新闻",
    "The rector signed it.": "校长签署了文件。",
    "He left.": "随后离开。",
}


class Newsroom:
    """A project in a folder, and the things that its people do."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "articles").mkdir(parents=True)
        (root / "tilshi.toml").write_text('locales = ["ru", "zh_Hans", "kk"]\n', "utf-8")

    @property
    def project(self) -> Project:
        return Project.find(self.root)

    def write(self, name: str, text: str | bytes) -> None:
        path = self.root / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    def translate(
        self, slug: str, code: str, words: Mapping[str, str], fuzzy: bool = False
    ) -> None:
        """Fill the catalog of an article; approved, unless fuzzy."""

        def change(catalog: Catalog | None) -> Catalog:
            document = self.project.document(article)
            fresh = extract(
                tuple(units(document, article.path)),
                article.path,
                catalog,
                project.source,
                locale,
                "2026-01-01",
            )
            return replace(fresh, units=tuple(done(unit) for unit in fresh.units))

        def done(unit: Unit) -> Unit:
            if unit.source not in words:
                return unit
            filled = replace(unit, target=words[unit.source], fuzzy=fuzzy, previous="", raw="")
            mark = Mark("reviewed", f"NAME 2026-01-01 {filled.hash}")
            return filled if fuzzy else replace(filled, marks=(mark,))

        project = self.project
        (article,) = project.select([slug])
        (locale,) = project.locales([code])
        project.update(article, locale, change)

    def publish(self, **options: object) -> Report:
        return press.publish(self.project, **options)  # type: ignore[arg-type]

    def out(self, name: str) -> str:
        return (self.root / "public" / name).read_bytes().decode()

    def is_out(self, name: str) -> bool:
        return (self.root / "public" / name).exists()

    def files(self) -> dict[str, tuple[int, int]]:
        """Inode and time of every file that is out."""
        top = self.root / "public"
        return {
            path.relative_to(top).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
            for path in top.rglob("*")
        }


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """One article, approved in Russian and Chinese, with no Kazakh yet."""
    room = Newsroom(tmp_path / "news")
    room.write("signed.txt", SIGNED)
    room.translate("signed", "ru", RUSSIAN)
    room.translate("signed", "zh_Hans", CHINESE)
    return room


def statuses(report: Report) -> dict[tuple[str, str], Status]:
    return {(one.slug, one.locale): one.status for one in report.outcomes}


def switcher(page: str) -> list[str]:
    return re.findall(r'<li><a href="([^"]+)" lang=', page)


def test_every_approved_version_goes_out_in_its_own_format(newsroom: Newsroom) -> None:
    report = newsroom.publish()

    assert statuses(report) == {
        ("signed", "en"): Status.PUBLISHED,
        ("signed", "ru"): Status.PUBLISHED,
        ("signed", "zh_Hans"): Status.PUBLISHED,
        ("signed", "kk"): Status.HELD,
    }
    assert newsroom.out("ru/signed.txt") == (
        "Новости из\u00a0Урумчи\n\nРектор подписал документ. Он уехал.\n"
    )
    assert report.places == (
        "en/index.html",
        "ru/index.html",
        "zh-Hans/index.html",
        "index.html",
    )


def test_chinese_has_no_space_between_sentences(newsroom: Newsroom) -> None:
    newsroom.publish()

    assert newsroom.out("zh-Hans/signed.txt") == "乌鲁木齐新闻\n\n校长签署了文件。随后离开。\n"
    assert "<p>校长签署了文件。随后离开。</p>" in newsroom.out("zh-Hans/signed/index.html")


def test_the_source_is_copied_byte_for_byte(newsroom: Newsroom) -> None:
    odd = "\ufeffTitle\r\n\r\nOne.\u00a0 Two.\t\r\n\r\nNo end".encode()
    newsroom.write("odd.txt", odd)
    newsroom.publish()

    assert (newsroom.root / "public/en/odd.txt").read_bytes() == odd


def test_versions_link_to_those_that_are_out_and_to_no_other(newsroom: Newsroom) -> None:
    newsroom.publish()

    page = newsroom.out("ru/signed/index.html")
    assert switcher(page) == [
        "../../en/signed/index.html",
        "index.html",
        "../../zh-Hans/signed/index.html",
    ]
    assert page.count('rel="alternate"') == 3
    assert '<a href="index.html" lang="ru" hreflang="ru" aria-current="page">Русский</a>' in page


def test_a_new_version_is_named_on_the_pages_of_its_siblings(newsroom: Newsroom) -> None:
    newsroom.publish()
    newsroom.translate("signed", "kk", dict.fromkeys(RUSSIAN, "Үрімжіден жаңалық"))
    newsroom.publish()

    assert 'hreflang="kk"' in newsroom.out("en/signed/index.html")
    assert newsroom.is_out("kk/index.html")


def test_an_earlier_version_stays_while_its_update_waits(newsroom: Newsroom) -> None:
    newsroom.publish()
    before = newsroom.files()["ru/signed.txt"]
    newsroom.write("signed.txt", SIGNED.replace("signed it", "did not sign it"))
    newsroom.translate("signed", "ru", {})
    report = newsroom.publish()

    (russian,) = (one for one in report.outcomes if one.locale == "ru")
    assert (russian.status, dict(russian.waiting)) == (Status.EARLIER, {"stale": 1})
    assert newsroom.files()["ru/signed.txt"] == before
    assert "Ректор подписал документ." in newsroom.out("ru/signed/index.html")
    assert "did not sign" in newsroom.out("en/signed/index.html")
    assert press.published(newsroom.project)["signed", "ru"] == "earlier"


def test_an_earlier_version_is_replaced_when_the_update_is_approved(newsroom: Newsroom) -> None:
    test_an_earlier_version_stays_while_its_update_waits(newsroom)
    newsroom.translate(
        "signed", "ru", {"The rector did not sign it.": "Ректор не подписал документ."}
    )
    newsroom.publish()

    assert "Ректор не\u00a0подписал документ." in newsroom.out("ru/signed.txt")
    assert press.published(newsroom.project)["signed", "ru"] == "yes"


def test_an_update_known_to_no_catalog_keeps_the_earlier_version(newsroom: Newsroom) -> None:
    newsroom.publish()
    newsroom.write("signed.txt", SIGNED + "\nA new paragraph.\n")

    assert statuses(newsroom.publish())["signed", "ru"] is Status.EARLIER


def test_drafts_go_out_with_a_notice_in_their_language(newsroom: Newsroom) -> None:
    newsroom.translate("signed", "kk", {"He left.": "Ол кетті."}, fuzzy=True)
    report = newsroom.publish(rule="drafts")

    page = newsroom.out("kk/signed/index.html")
    assert statuses(report)["signed", "kk"] is Status.DRAFT
    assert "Машиналық аударма, редактор тексермеген." in page
    assert "Кейбір сөйлем әлі аударылмаған." in page
    assert '<meta name="robots" content="noindex">' in page
    assert 'rel="alternate"' not in page
    assert "Ол кетті." in page
    russian = newsroom.out("ru/signed/index.html")
    assert "noindex" not in russian
    assert '<link rel="alternate" hreflang="kk"' not in russian
    assert '<a href="../../kk/signed/index.html" lang="kk"' in russian


def test_a_draft_is_withdrawn_when_the_rule_is_approved_again(newsroom: Newsroom) -> None:
    newsroom.translate("signed", "kk", {"He left.": "Ол кетті."}, fuzzy=True)
    newsroom.publish(rule="drafts")
    report = newsroom.publish()

    assert statuses(report)["signed", "kk"] is Status.WITHDRAWN
    assert report.deleted == ("kk/index.html", "kk/signed.txt", "kk/signed/index.html")
    assert not newsroom.is_out("kk")
    assert statuses(newsroom.publish())["signed", "kk"] is Status.HELD


def test_a_draft_that_took_the_place_of_an_approved_version_does_not_stay(
    newsroom: Newsroom,
) -> None:
    newsroom.publish()
    newsroom.translate("signed", "ru", {"He left.": "Он ушёл."}, fuzzy=True)
    newsroom.publish(rule="drafts")
    assert "Он ушёл." in newsroom.out("ru/signed.txt")

    assert statuses(newsroom.publish())["signed", "ru"] is Status.WITHDRAWN
    assert not newsroom.is_out("ru/signed.txt")


def test_a_file_changed_by_hand_is_nobodys_approved_version(newsroom: Newsroom) -> None:
    newsroom.publish()
    (newsroom.root / "public/ru/signed.txt").write_text("Ректор отказался.\n", "utf-8")
    newsroom.translate("signed", "ru", {"He left.": "Он ушёл."}, fuzzy=True)

    assert statuses(newsroom.publish())["signed", "ru"] is Status.WITHDRAWN


def test_nothing_changed_nothing_written(newsroom: Newsroom) -> None:
    newsroom.write("2026/photo.md", "# Photo\n\n![Hall](hall.jpg)\n\n[News](../signed.txt)\n")
    newsroom.write("2026/hall.jpg", b"\xff\xd8")
    newsroom.publish()
    before = newsroom.files()
    report = newsroom.publish()

    assert newsroom.files() == before
    assert (report.written, report.deleted) == (0, ())


def test_a_lost_or_spoilt_page_is_made_again(newsroom: Newsroom) -> None:
    newsroom.publish()
    page = newsroom.out("ru/signed/index.html")
    (newsroom.root / "public/ru/signed/index.html").unlink()
    (newsroom.root / "public/style.css").write_text("", "utf-8")
    newsroom.publish()

    assert newsroom.out("ru/signed/index.html") == page
    assert newsroom.out("style.css")


def test_the_cache_may_be_deleted(newsroom: Newsroom) -> None:
    newsroom.publish()
    before = newsroom.files()
    shutil.rmtree(newsroom.root / ".tilshi")
    newsroom.publish()

    assert newsroom.files() == before


def test_a_removed_article_leaves_nothing_behind(newsroom: Newsroom) -> None:
    newsroom.write("2026/photo.md", "# Photo\n\n![Hall](hall.jpg)\n")
    newsroom.write("2026/hall.jpg", b"\xff\xd8")
    newsroom.publish()
    own = newsroom.root / "public/2026.txt"
    own.write_text("not the program's", "utf-8")
    (newsroom.root / "articles/2026/photo.md").unlink()
    report = newsroom.publish()

    assert statuses(report)["2026/photo", "en"] is Status.REMOVED
    assert report.deleted == (
        "en/2026/photo.md",
        "en/2026/photo/index.html",
        "media/2026/hall.jpg",
    )
    assert not newsroom.is_out("en/2026")
    assert own.exists()
    assert "Photo" not in newsroom.out("en/index.html")


def test_a_locale_taken_out_of_the_project_goes(newsroom: Newsroom) -> None:
    newsroom.publish()
    (newsroom.root / "tilshi.toml").write_text('locales = ["zh_Hans"]\n', "utf-8")
    newsroom.publish()

    assert not newsroom.is_out("ru")
    assert 'hreflang="ru"' not in newsroom.out("en/signed/index.html")


def test_a_link_between_articles_follows_what_is_out(newsroom: Newsroom) -> None:
    newsroom.write("photo.md", "# Photo\n\n[News](signed.txt#top)\n")
    newsroom.translate(
        "photo", "ru", {"Photo": "Фото", "[News](signed.txt#top)": "[Новости](signed.txt#top)"}
    )
    newsroom.translate(
        "photo", "kk", {"Photo": "Сурет", "[News](signed.txt#top)": "[Жаңалық](signed.txt#top)"}
    )
    newsroom.publish()
    assert 'href="../signed/index.html#top"' in newsroom.out("ru/photo/index.html")
    assert 'href="../../en/signed/index.html#top"' in newsroom.out("kk/photo/index.html")

    newsroom.translate("signed", "kk", dict.fromkeys(RUSSIAN, "Үрімжіден жаңалық"))
    newsroom.publish()

    assert 'href="../signed/index.html#top"' in newsroom.out("kk/photo/index.html")


def test_path_tricks_copy_nothing(newsroom: Newsroom) -> None:
    (newsroom.root / "secret.txt").write_text("key", "utf-8")
    newsroom.write(".env", "key")
    newsroom.write("evil.html", "<script>alert(1)</script>")
    newsroom.write("evil.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")
    (newsroom.root / "articles/link.png").symlink_to(newsroom.root / "secret.txt")
    urls = ("../secret.txt", "..%2Fsecret.txt", "/etc/passwd", "link.png", ".env", "evil.html")
    tricks = "".join(f"![a]({url}) [b]({url})\n\n" for url in urls)
    newsroom.write("tricks.md", f"# Tricks\n\n{tricks}[c](evil.svg)\n")
    newsroom.publish()

    assert not newsroom.is_out("media")
    page = newsroom.out("en/tricks/index.html")
    assert not re.search("secret|passwd|evil", page)


def test_a_drawing_is_copied_for_an_image(newsroom: Newsroom) -> None:
    newsroom.write("art/plan.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    newsroom.write("plan.md", "# Plan\n\n![Plan](art/plan.svg)\n")
    newsroom.publish()

    assert newsroom.is_out("media/art/plan.svg")
    assert '<img src="../../media/art/plan.svg" alt="Plan"' in newsroom.out("en/plan/index.html")


def test_a_picture_that_changed_is_copied_again(newsroom: Newsroom) -> None:
    newsroom.write("hall.jpg", b"before")
    newsroom.write("photo.md", "# Photo\n\n![Hall](hall.jpg)\n")
    newsroom.publish()
    newsroom.write("hall.jpg", b"the new hall")
    newsroom.publish()

    assert newsroom.out("media/hall.jpg") == "the new hall"


def test_an_earlier_version_keeps_its_picture(newsroom: Newsroom) -> None:
    newsroom.write("hall.jpg", b"picture")
    newsroom.write("photo.md", "# Photo\n\n![Hall](hall.jpg)\n")
    newsroom.translate("photo", "ru", {"Photo": "Фото", "Hall": "Зал"})
    newsroom.publish()
    newsroom.write("photo.md", "# Photo\n\nNo picture, but a text that is new.\n")
    (newsroom.root / "articles/hall.jpg").unlink()
    newsroom.publish()

    assert newsroom.out("media/hall.jpg") == "picture"
    assert '<img src="../../media/hall.jpg" alt="Зал"' in newsroom.out("ru/photo/index.html")


def test_an_article_is_dated_only_by_its_front_matter(newsroom: Newsroom) -> None:
    newsroom.write("day.md", "---\ntitle: Day\ndate: 2026-11-23\n---\nText.\n")
    newsroom.translate("day", "kk", {"Day": "Күн", "Text.": "Мәтін."})
    newsroom.publish()

    day = '<time datetime="2026-11-23">2026\u00a0ж. 23 қараша</time>'
    assert day in newsroom.out("kk/day/index.html")
    assert day in newsroom.out("kk/index.html")
    assert "<time" not in newsroom.out("ru/signed/index.html")


def test_a_hostile_catalog_puts_no_program_into_a_page(newsroom: Newsroom) -> None:
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>[x](javascript:alert(1))'
    newsroom.write("post.md", "---\ntitle: News\ndescription: Of the day\n---\n\nText.\n")
    for slug in ("post", "signed"):
        words = dict.fromkeys((*RUSSIAN, "News", "Of the day", "Text."), evil)
        newsroom.translate(slug, "kk", words)
    newsroom.publish(rule="drafts")

    for name in ("kk/post/index.html", "kk/signed/index.html", "kk/index.html"):
        assert harmful(newsroom.out(name)) == []


def test_one_article_that_cannot_be_read_does_not_keep_the_others_back(
    newsroom: Newsroom,
) -> None:
    newsroom.write("bad.txt", b"\xff\xfe broken")
    report = newsroom.publish()

    errors = [one.error for one in report.outcomes if one.status is Status.FAILED]
    assert {error.at.path for error in errors if error and error.at} == {"articles/bad.txt"}
    assert newsroom.is_out("ru/signed/index.html")


def test_only_the_articles_and_locales_named_are_touched(newsroom: Newsroom) -> None:
    newsroom.write("other.txt", "Other\n\nText.\n")
    project = newsroom.project
    newsroom.publish(articles=project.select(["signed"]), locales=project.locales(["ru"]))

    assert set(press.published(newsroom.project)) == {("signed", "en"), ("signed", "ru")}


@pytest.mark.parametrize("folder", [".", "..", "articles", "articles/out", "locales/ru"])
def test_an_output_folder_that_holds_peoples_work_is_refused(
    newsroom: Newsroom, folder: str
) -> None:
    with pytest.raises(UserError, match="one inside the other"):
        newsroom.publish(output=newsroom.root / folder)


def test_a_folder_with_files_of_somebody_else_is_refused(newsroom: Newsroom) -> None:
    (newsroom.root / "public").mkdir()
    (newsroom.root / "public/.git").mkdir()
    newsroom.publish()
    shutil.rmtree(newsroom.root / "public")
    newsroom.write("../public/thesis.doc", "years of work")

    with pytest.raises(UserError, match=r"not empty \(thesis.doc\)"):
        newsroom.publish()


def test_what_is_out_can_be_asked_of_any_folder(newsroom: Newsroom) -> None:
    newsroom.write("../public/thesis.doc", "years of work")

    assert press.published(newsroom.project) == {}


def test_a_manifest_that_names_files_elsewhere_is_refused(newsroom: Newsroom) -> None:
    newsroom.publish()
    path = newsroom.root / "public/manifest.json"
    path.write_text(path.read_text("utf-8").replace('"index.html"', '"../tilshi.toml"'), "utf-8")

    with pytest.raises(UserError, match="not a manifest"):
        newsroom.publish()


def test_nothing_is_written_through_a_symbolic_link(newsroom: Newsroom, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    newsroom.publish()
    shutil.rmtree(newsroom.root / "public/ru")
    (newsroom.root / "public/ru").symlink_to(elsewhere)

    with pytest.raises(UserError, match="leads outside the output folder"):
        newsroom.publish()
    assert not list(elsewhere.iterdir())


def test_articles_whose_files_would_meet_are_refused(newsroom: Newsroom) -> None:
    newsroom.write("signed.txt.md", "# Signed\n")

    with pytest.raises(UserError, match=r"would stand where articles/signed\.txt does"):
        newsroom.publish()


def test_a_run_that_was_killed_is_completed(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("workflow.site.indexes.show", killed)
        with pytest.raises(KeyboardInterrupt):
            newsroom.publish()
    report = newsroom.publish()

    assert statuses(report)["signed", "ru"] is Status.PUBLISHED
    assert "Новости из\u00a0Урумчи" in newsroom.out("ru/index.html")


def test_an_incremental_site_equals_a_full_one(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.publish()
    newsroom.write("photo.md", "# Photo\n\n[News](signed.txt)\n")
    newsroom.translate("signed", "kk", dict.fromkeys(RUSSIAN, "Үрімжіден жаңалық"))
    newsroom.publish()
    fresh = tmp_path / "fresh"
    newsroom.publish(output=fresh)

    assert tree(fresh) == tree(newsroom.root / "public")


def tree(top: Path) -> dict[str, bytes]:
    files = (path for path in top.rglob("*") if path.is_file())
    return {path.relative_to(top).as_posix(): path.read_bytes() for path in files}


def test_source_files_alone_are_for_a_site_that_another_program_makes(newsroom: Newsroom) -> None:
    newsroom.publish()

    report = newsroom.publish(form="source")
    files = sorted(tree(newsroom.root / "public"))

    assert report.places == ("en", "ru", "zh-Hans")
    assert files == ["en/signed.txt", "manifest.json", "ru/signed.txt", "zh-Hans/signed.txt"]
    assert newsroom.publish(form="source").deleted == ()

    newsroom.publish()
    assert newsroom.is_out("ru/signed/index.html")
