"""Links: where the URLs of an article lead on its page, and what a translation may change of them."""

import posixpath
from urllib.parse import quote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from workflow.site.prose import links


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("photo.jpg", "2026/photo.jpg"),
        ("../other.md#part", "other.md"),
        ("./a%20b.png", "2026/a b.png"),
        ("../../etc/passwd", None),
        ("..%2f..%2fetc/passwd", None),
        ("a/../../../tilshi.toml", None),
        ("..\\..\\secret", None),
        ("/etc/passwd", None),
        ("//host/photo.jpg", None),
        (".env", None),
        ("../.git/config", None),
        ("photo.jpg%00.md", None),
        ("https://example.org/a", None),
        ("#part", None),
    ],
)
def test_a_relative_url_leads_into_the_articles_or_nowhere(url: str, path: str | None) -> None:
    assert links.target(url, "2026/news.md") == path


def test_urls_are_rewritten_from_page_to_page() -> None:
    seen: set[str] = set()
    out = {"2026/other.md": "kk/2026/other/index.html", "hall.jpg": "media/hall.jpg"}
    rewrite = links.Rewriter(
        "2026/news.md", "kk/2026/news/index.html", lambda path, _: out.get(path), seen
    )

    assert rewrite("other.md#үй", "a") == "../other/#%D2%AF%D0%B9"
    assert rewrite("../hall.jpg", "img") == "../../../media/hall.jpg"
    assert rewrite("missing.md", "a") is None
    assert rewrite("mailto:press@example.org", "a") == "mailto:press@example.org"
    assert rewrite("//example.org/a", "a") == "https://example.org/a"
    assert rewrite("//[broken", "a") is None
    assert seen == {"2026/other.md", "hall.jpg", "2026/missing.md"}
    assert rewrite.lost == {
        links.Lost("missing.md", "a", "2026/missing.md"),
        links.Lost("//[broken", "a"),
    }


@pytest.mark.parametrize(
    ("url", "there"),
    [
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("//example.org/a", "https://example.org/a"),
        ("#part", "#part"),
        ("java\nscript:x", None),
        ("data:text/html,x", None),
        ("other.md", None),
        ("https://user:pass@example.org:8080/a", "https://example.org:8080/a"),
        ("//user@example.org/a", "https://example.org/a"),
        ("https://example.org/#a#b", "https://example.org/#a%23b"),
        ("http://1.2.3.4/", "http://1.2.3.4/"),
        ("http://[::1]/", "http://[::1]/"),
        ("http://0x7f.1/", None),
        ("http://127.1/", None),
        ("http://256.2.3.4/", None),
        ("http://1.2.3.4./", None),
        ("http://a b/", None),
        (f"http://{'a' * 64}.org/", None),
    ],
)
def test_outside_of_the_site_only_what_can_be_followed(url: str, there: str | None) -> None:
    assert links.outside(url, "a") == there


@pytest.mark.parametrize("url", ["mailto:press@example.org", "tel:112", "#part"])
def test_an_image_is_a_file_of_the_web(url: str) -> None:
    assert links.outside(url, "img") is None
    assert links.outside(url, "a") == url


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://en.wikipedia.org/wiki/A", "https://kk.wikipedia.org/wiki/Б"),
        ("https://example.org/en/a", "https://EXAMPLE.org/zh-Hans/a/#b"),
        ("https://example.org/a?lang=en", "https://example.org/a?lang=kk"),
        ("./a%20b.md#x", "a b.md#y"),
        ("mailto:A@example.org", "mailto:a@example.org"),
        ("#a", "#ә"),
    ],
)
def test_two_urls_that_a_translation_may_swap_share_a_key(one: str, other: str) -> None:
    assert set(links.keys(one)) & set(links.keys(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://en.wikipedia.org/wiki/A", "https://wikipedia.org.evil.example/wiki/A"),
        ("https://en.github.io/a", "https://evil.github.io/a"),
        ("https://example.org/a", "https://example.org/b"),
        ("https://example.org/a?id=1", "https://example.org/a?id=2"),
        ("https://example.org/a", "http://example.org/a"),
        ("https://example.org/en/a", "https://example.org/a"),
        ("https://t.example/ab/12", "https://t.example/zz/12"),
        ("https://t.example/news/en/12", "https://t.example/news/ru/12"),
        ("https://example.org/a?id=ab", "https://example.org/a?id=zz"),
        ("https://en.blogs.example/a", "https://ru.blogs.example/b"),
        ("mailto:a@example.org", "mailto:a@example.org?bcc=b@example.org"),
        ("a.md", "../a.md"),
        ("https://example.org", "https:example.org"),
        ("//[", "//["),
    ],
)
def test_others_do_not(one: str, other: str) -> None:
    assert not set(links.keys(one)) & set(links.keys(other))


_PARTS = st.lists(
    st.sampled_from(["ru", "kk", "2026", "новость", "a b", ".x", "..", ""]), max_size=4
)


@given(_PARTS, _PARTS, st.sampled_from(["index.html", "фото 1.jpg", "feed.xml"]))
def test_the_way_to_a_file_is_that_of_the_paths(
    here: list[str], there: list[str], file: str
) -> None:
    page, name = "/".join([*here, "index.html"]), "/".join([*there, file])
    assume(not page.startswith("/") and not name.startswith("/"))
    way = posixpath.relpath("/".join(there) or ".", "/".join(here) or ".")
    folder = "./" if way == "." else f"{quote(way)}/"

    expected = folder if file == "index.html" else quote(posixpath.normpath(f"{way}/{file}"))
    assert links.relative(page, name) == expected


def test_a_translation_may_have_https_where_its_source_has_http_and_not_the_other_way() -> None:
    http, https = "http://example.org/a", "https://example.org/a"

    assert set(links.permitted(http)) & set(links.keys(https))
    assert not set(links.permitted(https)) & set(links.keys(http))
