"""A site that edits, corrects and deletes, crawled three times: what it did is found, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from archive.collection import Collection
from newsarchive.rebuild import rebuild
from newsarchive.sites import Sites

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>{headline} | The Buoy</title>
<meta property="og:site_name" content="The Buoy"><meta property="og:type" content="article">
<meta property="article:published_time" content="2026-03-0{first}T08:00:00+00:00">{meta}</head>
<body><nav><a href="/">Home</a> <a href="/sea">Sea</a></nav><main><article><h1>{headline}</h1>
<p class="byline">By Mara Quill</p><p class="meta">{minutes} minutes ago</p>
<p class="count">{count} comments</p>
<p>{text} The harbour board will meet again on Thursday evening, and both sides are to speak at length.</p>
<p>Those who came to the hearing said that they had waited for years, and that nobody had listened.</p>
<p>A decision is not expected before the summer, the mayor said after the meeting.</p>
{note}</article><section class="related"><h2>Read also</h2><ul><li><a href="/other-{count}">Story number
{count} of the day, of which there are many</a></li></ul></section></main>
<footer>© The Buoy</footer></body></html>"""
LOST = """<!doctype html><html lang="en"><head><title>Page not found | The Buoy</title></head><body>
<nav><a href="/">Home</a></nav><main><h1>Page not found</h1><p>The page that you look for does not exist
any more.</p><a href="/">To the front page</a></main></body></html>"""
NOTE = """<p class="correction"><strong>Correction:</strong> An earlier version of this article named the
wrong pier.</p>"""
LATER = '<meta property="article:modified_time" content="2026-03-08T10:00:00+00:00">'
SAME = ("Ferry to sail at night", "The ferry across the bay will sail at night from the first of May.")
SLUGS = ("noisy", "edited", "headline", "corrected", "dated", "deleted", "lost", "back")


def answer(slug: str, day: int) -> tuple[int, str]:
    """What the site says of an article on the first, second or third day."""
    headline, text, note, meta = *SAME, "", ""
    if slug == "edited":
        text = (text, text.replace("first of May", "second of June"), text.replace("first of", "third of"))[
            day
        ]
    elif slug == "headline" and day == 2:
        headline = "Ferry to sail at night after all"
    elif slug == "corrected" and day:
        text, note = text.replace("across the bay", "along the coast"), NOTE
    elif slug == "dated" and day:
        text, meta = f"{text} Tickets are on sale.", LATER
    if (slug, day) in (("deleted", 1), ("deleted", 2), ("back", 1)):
        return 410, LOST
    if slug == "lost" and day:
        return 200, LOST
    page = PAGE.format(
        headline=f"{headline}: {slug}", text=text, note=note, meta=meta, first=SLUGS.index(slug) % 7 + 1,
        minutes=5 + 7 * day, count=12 + 31 * day,
    )  # fmt: skip
    return 200, page


class Site(BaseHTTPRequestHandler):
    day = 0

    def do_GET(self) -> None:
        slug = self.path.strip("/").removeprefix("2026/03/")
        status, page = answer(slug, Site.day) if slug in SLUGS else (404, LOST)
        body = page.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Silent."""


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Collection, str]:
    """The collection after three visits, and the site's address."""
    folder = tmp_path_factory.mktemp("buoy")
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        addresses = folder / "addresses.txt"
        addresses.write_text("".join(f"{address}/2026/03/{slug}\n" for slug in SLUGS))
        command("init", folder / "buoy", "--contact", "desk@archive.example")
        for Site.day in range(3):
            command("crawl", "-c", folder / "buoy", "--list", addresses, "--delay", "0", "--fresh")
        server.shutdown()
    return Collection(folder / "buoy"), address


def command(*arguments: object) -> str:
    call = [sys.executable, "-c", "from newsarchive.cli import main; main()", *map(str, arguments)]
    done = subprocess.run(call, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_a_site_did_is_found_exactly(crawled: tuple[Collection, str]) -> None:
    kept, address = crawled
    found: dict[str, list[tuple[Any, ...]]] = {}
    for slug in SLUGS:
        known = kept.versions(f"{address}/2026/03/{slug}")
        found[slug] = [
            (v.captures, v.added, v.removed, v.headline_before is not None, v.corrected, v.dated, v.silent)
            for v in known
        ]
        found[slug] += [(d.status, d.back is not None) for d in known.deletions]
    first = (None, None, False, False, False, False)
    assert found == {
        "noisy": [(3, *first)],
        "edited": [(1, *first), (1, 3, 3, False, False, False, True), (1, 3, 3, False, False, False, True)],
        "headline": [(2, *first), (1, 2, 0, True, False, False, True)],
        "corrected": [(1, *first), (2, 14, 3, False, True, False, False)],
        "dated": [(1, *first), (2, 4, 0, False, False, True, False)],
        "deleted": [(1, *first), (410, False)],
        "lost": [(1, *first), (200, False)],
        "back": [(2, *first), (410, True)],
    }


def test_a_rebuild_tells_the_same(crawled: tuple[Collection, str]) -> None:
    kept, _ = crawled
    with kept.index(read_only=True) as index:
        before = list(index.rows())
    rebuild(kept, Sites.load())
    with kept.index(read_only=True) as index:
        assert list(index.rows()) == before


def test_the_commands_tell_it(crawled: tuple[Collection, str]) -> None:
    kept, address = crawled
    told = command("versions", f"{address}/2026/03/edited", "-c", kept.path, "--diff")
    assert "first version; seen 1 time" in told
    assert "changed silently, +3 -3 words" in told
    assert "from the [-first of May-]{+second of June+}." in told
    assert "\x1b" not in told
    known = json.loads(command("versions", f"{address}/2026/03/edited", "-c", kept.path, "--diff", "--json"))
    first, second, _ = known["versions"]
    assert (second["previous"], second["difference"]["added"]) == (first["id"], 3)
    told = command("diff", first["id"], second["id"], "-c", kept.path)
    assert "second of June+}" in told
    assert json.loads(command("diff", first["id"], second["id"], "-c", kept.path, "--json"))["removed"] == 3
    assert "the same" in command("diff", first["id"], first["id"], "-c", kept.path)
    told = command("versions", "-c", kept.path)
    assert (told.count("gone; the last"), told.count("silently"), told.count("corrected")) == (3, 3, 2)
    assert len(json.loads(command("versions", "-c", kept.path, "--json", "-n", "3"))) == 3
    assert "Nothing was changed" in command("versions", "-c", kept.path, "--site", "other.example")
    assert command("search", "ferry changed:headline", "-c", kept.path).startswith("3 articles")
    counts = json.loads(command("stats", "-c", kept.path, "--json"))
    assert counts["changes"] == {"edits": 5, "silent": 3, "corrected": 1, "headlines": 1, "deletions": 3}
