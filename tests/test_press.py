"""Publishing a project to a folder: what is written, what stays, what is taken away."""

import importlib
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from browsing import harmful
from pressroom import (
    SITE,
    Pressroom,
    alternates,
    outcome,
    statuses,
    switcher,
    touched,
    tree,
)

from i18n import locales
from i18n.errors import UserError
from workflow.publish import Status
from workflow.site import crew, standing, wording

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
KAZAKH = dict.fromkeys(RUSSIAN, "Үрімжіден жаңалық")
PHOTO = "# Photo\n\n![Hall](hall.jpg)\n"
CHANGED = SIGNED.replace("signed it", "did not sign it")


@pytest.fixture
def room(tmp_path: Path) -> Pressroom:
    """One article, approved in Russian and Chinese, with no Kazakh yet."""
    room = Pressroom(tmp_path / "news")
    room.write("signed.txt", SIGNED)
    room.translate("signed", "ru", RUSSIAN)
    room.translate("signed", "zh_Hans", CHINESE)
    return room


def test_every_approved_version_goes_out_in_its_own_format(room: Pressroom) -> None:
    report = room.publish()

    assert statuses(report) == {
        ("signed", "en"): Status.PUBLISHED,
        ("signed", "ru"): Status.PUBLISHED,
        ("signed", "zh_Hans"): Status.PUBLISHED,
        ("signed", "kk"): Status.HELD,
    }
    assert room.out("localized/ru/signed.txt") == (
        "Новости из\u00a0Урумчи\n\nРектор подписал документ. Он уехал.\n"
    )
    assert report.written == 1
    assert report.places == (
        "en/index.html",
        "ru/index.html",
        "zh-hans/index.html",
        "index.html",
    )


def test_chinese_has_no_space_between_sentences(room: Pressroom) -> None:
    room.publish()

    assert room.out("localized/zh-Hans/signed.txt") == (
        "乌鲁木齐新闻\n\n校长签署了文件。随后离开。\n"
    )
    assert "<p>校长签署了文件。随后离开。</p>" in room.out("zh-hans/signed/index.html")


def test_the_source_is_copied_byte_for_byte(room: Pressroom) -> None:
    odd = "\ufeffTitle\r\n\r\nOne.\u00a0 Two.\t\r\n\r\nNo end".encode()
    room.write("odd.txt", odd)
    room.publish()

    assert (room.public / "localized/en/odd.txt").read_bytes() == odd


def test_versions_link_to_those_that_are_out_and_to_no_other(room: Pressroom) -> None:
    room.publish()

    page = room.out("ru/signed/index.html")
    assert switcher(page) == {
        "en": "../../en/signed/",
        "ru": "",
        "zh-Hans": "../../zh-hans/signed/",
    }
    assert alternates(page) == {
        "en": "https://news.example/en/signed/",
        "ru": "https://news.example/ru/signed/",
        "zh-Hans": "https://news.example/zh-hans/signed/",
        "zh": "https://news.example/zh-hans/signed/",
        "x-default": "https://news.example/en/signed/",
    }


def test_a_new_version_is_named_on_the_pages_of_its_siblings(room: Pressroom) -> None:
    room.write("other.txt", "Other news\n")
    room.publish()
    room.translate("signed", "kk", KAZAKH)
    room.publish()

    assert switcher(room.out("en/signed/index.html"))["kk"] == "../../kk/signed/"
    assert switcher(room.out("en/other/index.html"))["kk"] == "missing ../../kk/#not-here"
    assert 'id="not-here"' in room.out("kk/index.html")


def test_an_earlier_version_stays_while_its_update_waits(room: Pressroom) -> None:
    room.publish()
    before = room.stats()["localized/ru/signed.txt"]
    room.write("signed.txt", CHANGED)
    room.translate("signed", "ru", {})
    report = room.publish()

    russian = outcome(report, "signed", "ru")
    assert (russian.status, dict(russian.waiting)) == (Status.EARLIER, {"stale": 1})
    assert room.stats()["localized/ru/signed.txt"] == before
    page = room.out("ru/signed/index.html")
    assert "Ректор подписал документ." in page
    assert "Это перевод от 20 ноября 2026\u00a0г.; с тех пор оригинал изменился." in page
    assert "did not sign" in room.out("en/signed/index.html")
    assert standing.published(room.project)["signed", "ru"] == "earlier"


def test_an_earlier_version_is_replaced_when_the_update_is_approved(room: Pressroom) -> None:
    test_an_earlier_version_stays_while_its_update_waits(room)
    room.translate("signed", "ru", {"The rector did not sign it.": "Ректор не подписал документ."})
    room.publish()

    assert "Ректор не\u00a0подписал документ." in room.out("localized/ru/signed.txt")
    assert 'class="notice' not in room.out("ru/signed/index.html")
    assert standing.published(room.project)["signed", "ru"] == "yes"


def test_an_update_known_to_no_catalog_keeps_the_earlier_version(room: Pressroom) -> None:
    room.publish()
    room.write("signed.txt", SIGNED + "\nA new paragraph.\n")

    assert statuses(room.publish())["signed", "ru"] is Status.EARLIER


def test_drafts_go_out_with_a_notice_in_their_language(room: Pressroom) -> None:
    room.translate("signed", "kk", {"He left.": "Ол кетті."}, fuzzy=True)
    report = room.publish(rule="drafts")

    page = room.out("kk/signed/index.html")
    assert statuses(report)["signed", "kk"] is Status.DRAFT
    word = wording.words(locales.get("kk"))
    assert word("An editor has not reviewed all of this translation yet.") in page
    assert word("Some sentences have not been translated yet.") in page
    assert '<meta name="robots" content="noindex">' in page
    assert "data-pagefind-body" not in page
    assert alternates(page) == {}
    assert "Ол кетті." in page
    russian = room.out("ru/signed/index.html")
    assert "noindex" not in russian
    assert set(alternates(russian)) == {"en", "ru", "zh-Hans", "zh", "x-default"}
    assert switcher(russian)["kk"] == "../../kk/signed/"
    assert "kk/" not in room.out("sitemap.xml")
    assert not room.is_out("kk/feed.xml")


def test_a_draft_is_withdrawn_when_the_rule_is_approved_again(room: Pressroom) -> None:
    room.translate("signed", "kk", {"He left.": "Ол кетті."}, fuzzy=True)
    room.publish(rule="drafts")
    report = room.publish()

    assert statuses(report)["signed", "kk"] is Status.WITHDRAWN
    assert report.deleted == (
        "kk/archive/index.html",
        "kk/index.html",
        "kk/signed/index.html",
        "kk/signed/provenance.json",
        "localized/kk/signed.txt",
    )
    assert not room.is_out("kk")
    assert not room.is_out("localized/kk")
    assert statuses(room.publish())["signed", "kk"] is Status.HELD


def test_a_draft_that_took_the_place_of_an_approved_version_does_not_stay(room: Pressroom) -> None:
    room.publish()
    room.translate("signed", "ru", {"He left.": "Он ушёл."}, fuzzy=True)
    room.publish(rule="drafts")
    assert "Он ушёл." in room.out("localized/ru/signed.txt")

    assert statuses(room.publish())["signed", "ru"] is Status.WITHDRAWN
    assert not room.is_out("localized/ru/signed.txt")


def test_a_file_changed_by_hand_is_nobodys_approved_version(room: Pressroom) -> None:
    room.publish()
    (room.public / "localized/ru/signed.txt").write_text("Ректор отказался.\n", "utf-8")
    room.translate("signed", "ru", {"He left.": "Он ушёл."}, fuzzy=True)

    assert statuses(room.publish())["signed", "ru"] is Status.WITHDRAWN


def test_a_file_changed_by_hand_is_written_again_from_what_is_approved(room: Pressroom) -> None:
    room.publish()
    before = tree(room.public)
    (room.public / "localized/ru/signed.txt").write_text("Ректор отказался.\n", "utf-8")
    room.publish()

    assert tree(room.public) == before


def test_nothing_changed_nothing_written(room: Pressroom) -> None:
    room.write("2026/photo.md", "# Photo\n\n![Hall](hall.jpg)\n\n[News](../signed.txt)\n")
    room.write("2026/hall.jpg", b"\xff\xd8")
    room.set(SITE + "search = true\n")
    room.publish()
    before = room.stats()
    report = room.publish()

    assert room.stats() == before
    assert (report.written, report.deleted) == (0, ())


def test_every_lost_or_spoilt_file_is_made_again(room: Pressroom) -> None:
    room.write("photo.md", PHOTO)
    room.write("hall.jpg", b"\xff\xd8")
    room.publish()
    before = tree(room.public)
    for name in sorted(before.keys() - {"manifest.json"}):
        if not name.endswith("/"):
            (room.public / name).unlink()
    for name in sorted(before, reverse=True):
        if name.endswith("/"):
            (room.public / name).rmdir()
    room.publish()
    assert tree(room.public) == before

    for name, data in before.items():
        if data and name != "manifest.json":
            (room.public / name).write_bytes(data + b" ")
    room.publish()
    assert tree(room.public) == before


def test_the_cache_may_be_deleted_or_spoilt(room: Pressroom) -> None:
    room.publish()
    before = room.stats()
    shutil.rmtree(room.root / ".tilshi")
    room.publish()
    assert room.stats() == before

    (room.root / ".tilshi/stamps.db").write_bytes(b"SQLite format 3\0 and then nothing")
    room.publish()
    assert room.stats() == before


def test_a_removed_article_leaves_nothing_behind(room: Pressroom) -> None:
    room.write("2026/photo.md", PHOTO)
    room.write("2026/hall.jpg", b"\xff\xd8")
    room.publish()
    own = room.public / "2026.txt"
    own.write_text("not the program's", "utf-8")
    room.remove("2026/photo.md")
    report = room.publish()

    assert statuses(report)["2026/photo", "en"] is Status.REMOVED
    assert report.deleted == (
        "en/photo/index.html",
        "localized/en/2026/photo.md",
        "media/2026/hall.jpg",
    )
    assert not room.is_out("en/photo")
    assert not room.is_out("media")
    assert own.exists()
    assert "Photo" not in room.out("en/index.html") + room.out("sitemap.xml")


def test_a_removed_article_is_not_found_by_search(room: Pressroom) -> None:
    room.set(SITE + "search = true\n")
    room.write("photo.md", "# Photo\n\nZeppelins.\n")
    room.publish()
    room.remove("photo.md")
    room.publish()

    entry = json.loads(room.out("pagefind/pagefind-entry.json"))
    assert {code: one["page_count"] for code, one in entry["languages"].items()} == {
        "en": 1,
        "ru": 1,
        "zh-hans": 1,
    }


def test_a_locale_taken_out_of_the_project_goes(room: Pressroom) -> None:
    room.publish()
    room.set(SITE.replace('"ru", ', ""))
    room.publish()

    assert not room.is_out("ru")
    assert "ru" not in switcher(room.out("en/signed/index.html"))


def test_a_link_between_articles_follows_what_is_out(room: Pressroom) -> None:
    room.write("photo.md", "# Photo\n\n[News](signed.txt#top)\n")
    room.translate(
        "photo", "ru", {"Photo": "Фото", "[News](signed.txt#top)": "[Новости](signed.txt#top)"}
    )
    room.translate(
        "photo", "kk", {"Photo": "Сурет", "[News](signed.txt#top)": "[Жаңалық](signed.txt#top)"}
    )
    room.publish()
    assert 'href="../signed/#top"' in room.out("ru/photo/index.html")
    assert 'href="../../en/signed/#top"' in room.out("kk/photo/index.html")

    room.translate("signed", "kk", KAZAKH)
    room.publish()
    assert 'href="../signed/#top"' in room.out("kk/photo/index.html")

    room.remove("signed.txt")
    room.publish()
    assert "<p>Новости</p>" in room.out("ru/photo/index.html")


def test_path_tricks_copy_nothing(room: Pressroom) -> None:
    (room.root / "secret.txt").write_text("key", "utf-8")
    room.write(".env", "key")
    room.write("evil.html", "<script>alert(1)</script>")
    room.write("evil.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")
    (room.root / "articles/link.png").symlink_to(room.root / "secret.txt")
    long = "a" * 5000 + ".png"
    urls = (
        "//[",
        long,
        "../secret.txt",
        "..%2Fsecret.txt",
        "/etc/passwd",
        "link.png",
        ".env",
        "evil.html",
    )
    tricks = "".join(f"![a]({url}) [b]({url})\n\n" for url in urls)
    for image in (*urls, "evil.svg/../.env"):
        room.write("tricks.md", f"---\nimage: {image}\n---\n# Tricks\n\n{tricks}[c](evil.svg)\n")
        room.publish()

        assert not room.is_out("media")
        page = room.out("en/tricks/index.html")
        assert not re.search("secret|passwd|evil", page)


def test_a_drawing_is_copied_for_an_image(room: Pressroom) -> None:
    room.write("art/plan.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    room.write("plan.md", "# Plan\n\n![Plan](art/plan.svg)\n")
    room.publish()

    assert room.is_out("media/art/plan.svg")
    assert '<img src="../../media/art/plan.svg" alt="Plan"' in room.out("en/plan/index.html")


@pytest.mark.parametrize(
    "text", [PHOTO, "---\nimage: hall.jpg\n---\n# Photo\n", "# P\n\n[Hall](hall.jpg)\n"]
)
def test_a_picture_that_came_or_changed_or_went_is_seen(room: Pressroom, text: str) -> None:
    room.write("photo.md", text)
    room.publish()
    assert not room.is_out("media")

    room.write("hall.jpg", b"before")
    room.publish()
    assert room.out("media/hall.jpg") == "before"

    room.write("hall.jpg", b"the new hall")
    room.publish()
    assert room.out("media/hall.jpg") == "the new hall"

    room.remove("hall.jpg")
    room.publish()
    assert not room.is_out("media")


def test_an_earlier_version_keeps_its_picture(room: Pressroom) -> None:
    room.write("hall.jpg", b"picture")
    room.write("photo.md", PHOTO)
    room.translate("photo", "ru", {"Photo": "Фото", "Hall": "Зал"})
    room.publish()
    room.write("photo.md", "# Photo\n\nNo picture, but a text that is new.\n")
    room.remove("hall.jpg")
    for _ in range(2):
        room.publish()

        assert room.out("media/hall.jpg") == "picture"
        assert '<img src="../../media/hall.jpg" alt="Зал"' in room.out("ru/photo/index.html")


def test_an_article_is_dated_only_by_its_front_matter(room: Pressroom) -> None:
    room.write("day.md", "---\ntitle: Day\ndate: 2026-11-23\n---\nText.\n")
    room.translate("day", "kk", {"Day": "Күн", "Text.": "Мәтін."})
    room.publish()

    day = '<time datetime="2026-11-23"'
    assert day in room.out("kk/2026/11/day/index.html")
    assert f"{day}>2026\u00a0ж. 23 қараша</time>" in room.out("kk/index.html")
    assert "<time" not in room.out("ru/signed/index.html")


def test_a_hostile_catalog_puts_no_program_into_a_page(room: Pressroom) -> None:
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>[x](javascript:alert(1))'
    matter = "title: News\ndescription: Of the day\ntags: [Science]\nauthor: A. Writer"
    room.write("post.md", f"---\n{matter}\ncorrection: Not now.\n---\n\nText.\n")
    for slug in ("post", "signed", "site"):
        words = (*RUSSIAN, "News", "Of the day", "Text.", "Science", "A. Writer", "Not now.")
        room.translate(slug, "kk", dict.fromkeys((*words, "The Bulletin"), evil))
    room.publish(rule="drafts")

    pages = sorted(one for one in tree(room.public) if one.startswith("kk/") and "html" in one)
    assert len(pages) > 5
    for name in pages:
        page = re.sub(
            r'(?s)<head>.*?</head>|<meta property="[^"]+" content="[^"]*">', "", room.out(name)
        )
        assert harmful(page) == [], name
        assert "<script>alert" not in room.out(name)
    assert "<script" not in room.out("kk/feed.xml") if room.is_out("kk/feed.xml") else True


def test_one_article_that_cannot_be_read_does_not_keep_the_others_back(room: Pressroom) -> None:
    room.publish()
    room.write("bad.txt", b"\xff\xfe broken")
    catalog = room.root / "locales/ru/LC_MESSAGES/signed.po"
    catalog.write_text('msgid "open', "utf-8")
    report = room.publish()

    errors = [one.error for one in report.outcomes if one.status is Status.FAILED]
    assert {error.at.path for error in errors if error and error.at} == {
        "articles/bad.txt",
        "locales/ru/LC_MESSAGES/signed.po",
    }
    assert report.failed
    assert room.is_out("ru/signed/index.html")


def test_only_the_articles_and_locales_named_are_touched(room: Pressroom) -> None:
    room.write("other.txt", "Other\n\nText.\n")
    project = room.project
    room.publish(articles=project.select(["signed"]), locales=project.locales(["ru"]))

    assert set(standing.published(room.project)) == {("signed", "en"), ("signed", "ru")}


@pytest.mark.parametrize("folder", [".", "..", "articles", "articles/out", "locales/ru"])
def test_an_output_folder_that_holds_peoples_work_is_refused(room: Pressroom, folder: str) -> None:
    with pytest.raises(UserError, match="one inside the other"):
        room.publish(output=room.root / folder)


def test_a_folder_with_files_of_somebody_else_is_refused(room: Pressroom) -> None:
    (room.public / ".git").mkdir(parents=True)
    room.publish()
    shutil.rmtree(room.public)
    room.write("../public/thesis.doc", "years of work")

    with pytest.raises(UserError, match=r"not empty \(thesis.doc\)"):
        room.publish()


def test_what_is_out_can_be_asked_of_any_folder(room: Pressroom) -> None:
    room.write("../public/thesis.doc", "years of work")

    assert standing.published(room.project) == {}


@pytest.mark.parametrize("name", ["index.html", "localized/ru/signed.txt", "ru/signed/"])
def test_a_manifest_that_names_files_elsewhere_is_refused(room: Pressroom, name: str) -> None:
    room.publish()
    path = room.public / "manifest.json"
    before = room.stats()
    for elsewhere in ("../tilshi.toml", "/etc/passwd", "a\\\\..\\\\b"):
        path.write_text(room.out("manifest.json").replace(f'"{name}"', f'"{elsewhere}"'), "utf-8")
        with pytest.raises(UserError, match="not a manifest"):
            room.publish()
        path.write_text(room.out("manifest.json").replace(f'"{elsewhere}"', f'"{name}"'), "utf-8")

    assert touched(before, room.stats(), room.public) == {"manifest.json"}


@pytest.mark.parametrize("folder", ["ru", "ru/signed", "localized/ru"])
def test_nothing_is_written_through_a_symbolic_link(
    room: Pressroom, tmp_path: Path, folder: str
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    room.publish()
    shutil.rmtree(room.public / folder)
    (room.public / folder).symlink_to(elsewhere)

    with pytest.raises(UserError, match="leads outside the output folder"):
        room.publish()
    assert not list(elsewhere.iterdir())


def test_articles_of_one_name_but_for_the_suffix_stand_beside_each_other(room: Pressroom) -> None:
    room.write("signed.txt.md", "# Signed\n")
    room.publish()

    assert room.out("localized/en/signed.txt") == SIGNED
    assert room.is_out("en/signed-txt/index.html")


STEPS = (
    "release.versions._Case._remember",
    "articles.show",
    "articles._stamp",
    "file.stamp",
    "press._sweep",
    "manifest.write",
)


@pytest.mark.parametrize("step", STEPS)
def test_a_run_that_was_stopped_is_completed(
    room: Pressroom, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Stopped at each call of a step in turn, after what it came after was written."""
    room.write("photo.md", "---\ntitle: Photo\ntags: [Hall]\n---\n\n[News](signed.txt)\n")
    room.write("plain.txt", "Plain\n")
    room.translate("plain", "ru")
    room.publish()
    room.translate("plain", "ru", by="google")
    room.write("signed.txt", SIGNED.replace("News", "The news"))
    room.translate("signed", "ru", {**RUSSIAN, "The news from Ürümqi": "Новости"}, by="google")
    room.translate("signed", "kk", KAZAKH)
    room.write("photo.md", "---\ntitle: The photo\ndate: 2026-11-20\n---\n\n[Is new](new.md)\n")
    room.write("new.md", "# New\n")
    whole = copied(room)
    whole.publish()

    calls = 0
    while stopped(room, monkeypatch, step, calls):
        calls += 1 + calls // 3

    assert calls
    assert tree(room.public) == tree(whole.public)


def copied(room: Pressroom) -> Pressroom:
    """The project as it is, what is out with it, and no cache."""
    root = room.root.with_name("copy")
    shutil.copytree(room.root, root, ignore=shutil.ignore_patterns(".tilshi"))
    return Pressroom(root, (root / "tilshi.toml").read_text("utf-8"))


def stopped(room: Pressroom, monkeypatch: pytest.MonkeyPatch, step: str, calls: int) -> bool:
    """Stop a run when a step is called once more than so often; False when it came to its end."""
    module, *rest = f"workflow.site.{step}".rsplit(".", 2 if "_Case" in step else 1)
    owner = importlib.import_module(module)
    for name in rest[:-1]:
        owner = getattr(owner, name)
    real, left = getattr(owner, rest[-1]), [calls]

    def step_or_stop(*given: object, **named: object) -> object:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return real(*given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(owner, rest[-1], step_or_stop)
        try:
            room.publish()
        except KeyboardInterrupt:
            return True
    return False


def test_what_the_theme_has_beside_templates_goes_out_as_it_is(room: Pressroom) -> None:
    room.write("../theme/static/fonts/a.txt", "font")
    room.write("../theme/static/favicon.ico", "icon")
    room.publish()
    assert (room.out("fonts/a.txt"), room.out("favicon.ico")) == ("font", "icon")

    room.write("../theme/static/favicon.ico", "another")
    shutil.rmtree(room.root / "theme/static/fonts")
    room.publish()
    assert (room.out("favicon.ico"), room.is_out("fonts")) == ("another", False)


def test_a_file_of_the_theme_stands_in_for_ours(room: Pressroom) -> None:
    room.write("../theme/static/robots.txt", "User-agent: *\nDisallow: /\n")
    room.publish()
    before = room.stats()
    room.publish()

    assert room.stats() == before
    assert room.out("robots.txt") == "User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize("name", ["manifest.json", "ru/signed/index.html"])
def test_a_file_of_the_theme_stands_in_for_no_article(room: Pressroom, name: str) -> None:
    room.write(f"../theme/static/{name}", "{}")

    with pytest.raises(UserError, match="needs for itself") as caught:
        room.publish()
    assert str(caught.value.at) == f"theme/static/{name}"


def test_source_files_alone_are_for_a_site_that_another_program_makes(room: Pressroom) -> None:
    report = room.publish(form="source")
    files = sorted(name for name in tree(room.public) if not name.endswith("/"))

    assert report.places == ("en", "ru", "zh-Hans")
    assert files == ["en/signed.txt", "manifest.json", "ru/signed.txt", "zh-Hans/signed.txt"]
    before = room.stats()
    assert room.publish(form="source").deleted == ()
    assert room.stats() == before


@pytest.mark.parametrize("form", ["source", "json"])
def test_a_folder_keeps_its_form(room: Pressroom, form: str) -> None:
    room.publish()
    before = tree(room.public)

    with pytest.raises(UserError, match="was published to with --format site") as caught:
        room.publish(form=form)
    assert caught.value.hint.startswith(f"for --format {form} choose another folder with -o")
    assert tree(room.public) == before
    assert room.publish(form=form, output=room.root / form).written == 1


def test_workers_do_what_one_process_does(room: Pressroom, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(70):
        room.write(
            f"{number}.md", f"---\ndate: 2026-11-{number % 28 + 1:02}\n---\n# No. {number}\n"
        )
    room.write("33.md", b"\xff broken")
    room.translate("5", "ru")
    reports = {}
    for jobs in ("1", "2"):
        monkeypatch.setenv("TILSHI_JOBS", jobs)
        monkeypatch.setattr(crew, "_processors", lambda: 2)
        shutil.rmtree(room.root / ".tilshi")
        reports[jobs] = room.publish(output=room.root / jobs)

    one, two = reports.values()
    assert statuses(one) == statuses(two)
    assert [str(one.error) for one in one.outcomes] == [str(one.error) for one in two.outcomes]
    assert replace(one, folder=two.folder, outcomes=two.outcomes) == two
    assert tree(room.root / "1") == tree(room.root / "2")
    before = tree(room.root / "2")
    assert room.publish(output=room.root / "2").written == 0
    assert tree(room.root / "2") == before
