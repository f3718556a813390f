"""What is behind a link, told before it is fetched: by its address and words, and by what the site taught."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from newsarchive.judging import judge
from newsarchive.taught import ENOUGH, Taught, shape


@pytest.mark.parametrize(
    ("path", "anchor", "kind"),
    [
        ("/2026/03/04/the-ferry", "", "article"),
        ("/moved/2026/03/04/the-seal-that-has-moved", "A seal", "article"),
        ("/harbour/old-ferry-crosses-at-night", "", "article"),
        ("/harbour/ferry-crosses-bay-1234567.html", "", "article"),
        (f"/news/{quote('пором-через-ніч-іде')}", "", "article"),
        (f"/nihongo/2026/05/30/{quote('霧笛の音を守る人々')}", "", "article"),
        ("/story/123456", "夜の渡し船が五月から湾を渡ることが決まったと市が発表", "article"),
        ("/story/123456", "The old ferry crosses the bay at night", "article"),
        ("/article.php?id=12345", "The old ferry crosses the bay at night, says board", "article"),
        ("/", "", "section"),
        ("/harbour/", "Harbour", "section"),
        ("/tag/the-old-ferry-of-the-bay", "", "section"),
        ("/author/mara-quill", "", "section"),
        ("/2026/03/04/", "4", "section"),
        ("/archive/2026-03", "March", "section"),
        ("/login", "", "other"),
        ("/2026/03/04/the-ferry.jpg", "", "other"),
        ("/a/b/c/d/e", "", "other"),
        ("/search?q=ferry", "", "other"),
        ("/privacy-policy", "Privacy policy", "other"),
        ("/datenschutz", "Datenschutz", "other"),
    ],
)  # fmt: skip
def test_judge(path: str, anchor: str, kind: str) -> None:
    assert judge(f"https://news.example{path}", anchor).kind == kind


def test_any_address_and_words_are_judged() -> None:
    for url in (
        "https://n.example/" + "a-" * 50_000,
        "https://n.example/%ff%00/%",
        "https://n.example//?&&=;",
    ):
        judge(url, "x\u0000\ud800 " * 10_000)


def test_a_site_teaches_by_the_shape_of_its_addresses() -> None:
    taught = Taught()
    story, page = "https://n.example/x/{}".format, "https://n.example/games/{}".format
    taught.learn((story(n), True) for n in range(ENOUGH))
    taught.learn((page(n), False) for n in range(ENOUGH))
    assert taught.verdict(story(999)) == "article"
    assert taught.verdict(page(999)) == "no article"
    assert taught.verdict("https://other.example/x/9") is None
    assert taught.verdict("https://n.example/y/9") is None
    taught.page(page(7), article=True)
    assert taught.verdict(page(8)) is None


def test_a_site_teaches_by_its_canonical_addresses() -> None:
    taught = Taught()
    taught.page("https://n.example/a?id=1&box=2", article=True, canonical="https://n.example/a?id=1")
    assert taught.fold("/b?box=3&id=2", "https://n.example/") == "https://n.example/b?id=2"
    assert taught.fold("https://m.example/b?box=3") == "https://m.example/b?box=3"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://n.example/news/2026/03/04/old-ferry-at-night.html?id=7", "news/0/0/0/slug.html?id"),
        ("https://n.example/12345", "0"),
        ("https://n.example/city/a1b2c3d4", "city/word0"),
        ("https://n.example/", "/"),
    ],
)
def test_shapes(url: str, expected: str) -> None:
    assert shape(url) == expected
