"""A crawl of a small newspaper: what is found, followed, left, and kept."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from archive.collection import Collection

STORY = """<!doctype html><html lang="en"><head><title>{title} | The Tidewatch</title>
<link rel="canonical" href="{url}"></head><body><article><h1>{title}</h1><p class="byline">By Mara Quill</p>
<time datetime="2026-03-04T08:00:00Z">4 March 2026</time>
<p>The old ferry will cross the bay at night from the first of May, the harbour board said on Tuesday.</p>
<p>Residents who came to the hearing said that they had waited for years, and that nobody had listened.</p>
<p>A decision is not expected before the summer, the mayor said after the meeting, and thanked everybody.</p>
</article>{more}</body></html>"""
SLUGS = (
    "old-ferry-crosses-at-night", "crane-drivers-want-more-pay", "bells-ring-over-the-bay",
    "seal-found-in-the-market", "salt-bridge-opens-to-carts", "lamp-keeper-retires-at-ninety",
)  # fmt: skip
ELSEWHERE = "http://elsewhere.example/2026/03/04"
FAST = ("--delay", "0")


@pytest.fixture
def paper(server: Any, kit: Any) -> dict[str, str]:
    """Front page, a section, a feed, a sitemap index, gzip; each story is announced by one of them."""
    stories = {slug: f"{server.url}/2026/03/04/{slug}" for slug in SLUGS}
    for slug, url in stories.items():
        title = slug.replace("-", " ").capitalize()
        server.routes[f"/2026/03/04/{slug}"] = kit.page(STORY.format(title=title, url=url, more=""))
    ferry, crane, bells, seal, salt, lamp = stories.values()
    server.routes["/robots.txt"] = kit.page(
        f"User-agent: *\nDisallow: /private/\nSitemap: {server.url}/sitemap-index.xml\n",
        "Content-Type: text/plain",
    )
    server.routes["/"] = kit.page(
        f"""<html><title>The Tidewatch</title>
        <link rel="alternate" type="application/rss+xml" href="/feed.xml">
        <a href="{ferry}?utm_source=front&fbclid=1">Old ferry crosses at night</a>
        <a href="{ferry}#comments">12</a><a href="/harbour/">Harbour</a><a href="/login">Log in</a>
        <a href="/private/2026/03/04/what-nobody-may-see-here">Private</a>
        <a href="{ELSEWHERE}/a-story-on-another-site">Elsewhere</a>
        <a href="/moved/2026/03/04/the-seal-that-has-moved">A seal</a><a href="/photo.jpg">Photo</a>
        <a href="/2026/03/04/a-story-that-is-not-there">Gone</a></html>"""
    )
    server.routes["/harbour/"] = kit.page(
        f'<html><title>Harbour</title><h1>Harbour</h1><ul><li><a href="{crane}">Crane drivers want pay</a>'
        + "".join(
            f'<li><a href="{ELSEWHERE}/a-story-{n}">A story of another harbour, {n}</a>' for n in range(9)
        )
        + "</ul></html>"
    )
    server.routes["/feed.xml"] = kit.page(
        f"<?xml version='1.0'?><rss><channel><title>T</title><item><title>Bells</title><link>{bells}</link>"
        "<pubDate>Wed, 04 Mar 2026 08:00:00 GMT</pubDate></item></channel></rss>",
        "Content-Type: application/rss+xml",
    )
    moved = kit.page("", f"Location: {seal}", status="301 Moved Permanently")
    server.routes["/moved/2026/03/04/the-seal-that-has-moved"] = moved
    index = f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>{server.url}/s.xml.gz</loc></sitemap></sitemapindex>"
    server.routes["/sitemap-index.xml"] = kit.page(f"<?xml version='1.0'?>{index}", "Content-Type: text/xml")
    urls = "".join(f"<url><loc>{url}</loc></url>" for url in (salt, lamp))
    packed = gzip.compress(f"<?xml version='1.0'?><urlset>{urls}</urlset>".encode())
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/gzip\r\nContent-Length: %d\r\n\r\n" % len(packed)
    server.routes["/s.xml.gz"] = kit.Reply((head + packed,))
    return stories


def articles(collection: Collection) -> list[str]:
    """Headlines of the stories in the index."""
    sql = "SELECT headline FROM articles JOIN captures USING (id) WHERE captures.url LIKE '%/2026/%'"
    with collection.index(read_only=True) as index:
        return sorted(row[0] for row in index.db.execute(sql))


def titles(*slugs: str) -> list[str]:
    return sorted(slug.replace("-", " ").capitalize() for slug in slugs)


def test_everything_is_found_and_fetched_once(
    newsarchive: Any, paper: dict[str, str], server: Any, kit: Any, collection: Collection
) -> None:
    done = newsarchive("crawl", f"{server.url}/", "-c", collection.path, *FAST)
    assert done.returncode == 0, done.stderr
    assert articles(collection) == titles(*SLUGS)
    asked = Counter(server.paths())
    assert max(asked.values()) == 1
    assert not {"/login", "/photo.jpg"} & set(asked)
    assert not any(path.startswith("/private") for path in asked)
    assert kit.differences(collection, server.log) == []
    assert "2 missed" in done.stdout
    assert "what-nobody-may-see-here: disallowed by robots.txt" in done.stdout
    assert "a-story-that-is-not-there: 404 Not Found" in done.stdout
    with collection.index(read_only=True) as index:
        assert index.next_id() == len(server.log) + 1
        assert {missed.reason for missed in index.missed()} == {"disallowed by robots.txt", "404 Not Found"}
    assert len(collection.cdxj.read_bytes().splitlines()) == len(server.log)


@pytest.mark.parametrize(
    ("seed", "depth", "expected"),
    [
        ("/", "0", ()),
        ("/", "1", (0, 2, 3, 4, 5)),
        ("/harbour/", "1", (1, 4, 5)),
        ("/feed.xml", "2", (2,)),
        ("/sitemap-index.xml", "1", (4, 5)),
        ("/s.xml.gz", "1", (4, 5)),
        ("/2026/03/04/old-ferry-crosses-at-night", "2", (0,)),
    ],
)
def test_seeds_are_told_apart_by_content(
    newsarchive: Any, paper: dict[str, str], server: Any, collection: Collection, seed: str, depth: str,
    expected: tuple[int, ...],
) -> None:  # fmt: skip
    done = newsarchive("crawl", server.url + seed, "-c", collection.path, *FAST, "--depth", depth)
    assert done.returncode == 0, done.stderr
    assert articles(collection) == titles(*(SLUGS[n] for n in expected))


def test_the_index_can_be_thrown_away(
    newsarchive: Any, paper: dict[str, str], server: Any, collection: Collection
) -> None:
    newsarchive("crawl", f"{server.url}/", "-c", collection.path, *FAST)
    with collection.index(read_only=True) as index:
        before = [tuple(row) for row in index.rows()]
    lines = collection.cdxj.read_bytes()
    collection.database.unlink()
    collection.cdxj.unlink()
    assert newsarchive("rebuild", "-c", collection.path).returncode == 0
    with collection.index(read_only=True) as index:
        assert [tuple(row) for row in index.rows()] == before
    assert collection.cdxj.read_bytes() == lines


def test_scrapys_own_habits(
    scrapy: Any, paper: dict[str, str], server: Any, collection: Collection, tmp_path: Path
) -> None:
    items = tmp_path / "items.jsonl"
    server.routes["/2026/03/04/bells-ring-over-the-bay"] = server.routes[
        "/2026/03/04/old-ferry-crosses-at-night"
    ]
    done = scrapy(
        "crawl", "site", "-a", f"seeds={server.url}/feed.xml", "-O", items,
        "-s", f"COLLECTION={collection.path}", "-s", "DOWNLOAD_DELAY=0", "-s", "LOG_LEVEL=WARNING",
    )  # fmt: skip
    assert done.returncode == 0
    assert done.stderr == ""
    lines = items.read_text("utf-8").splitlines()
    (item,) = [json.loads(line) for line in lines]
    assert item["headline"] == "Old ferry crosses at night"
    assert item["capture"]["url"] == paper["bells-ring-over-the-bay"]
    with collection.index(read_only=True) as index:
        place = index.place(item["id"])
    assert place is not None
    assert (place.file, place.offset, place.length) == tuple(
        item["capture"][name] for name in ("file", "offset", "length")
    )


def test_without_a_collection_nothing_is_crawled(scrapy: Any, server: Any) -> None:
    done = scrapy("crawl", "site", "-a", f"seed={server.url}/")
    assert server.log == []
    assert done.returncode == 1
    assert "Add: -s COLLECTION=folder" in done.stderr


def test_max_pages(newsarchive: Any, paper: dict[str, str], server: Any, collection: Collection) -> None:
    done = newsarchive("crawl", f"{server.url}/", "-c", collection.path, *FAST, "--max-pages", "3")
    assert done.returncode == 0, done.stderr
    first = server.paths()
    assert len(set(first) - {"/robots.txt"}) == 3
    assert "wait; the same command goes on" in done.stdout
    done = newsarchive("crawl", f"{server.url}/", "-c", collection.path, *FAST)
    assert "Going on with" in done.stderr
    assert articles(collection) == titles(*SLUGS)
    assert max(Counter(path for path in server.paths() if path != "/robots.txt").values()) == 1
