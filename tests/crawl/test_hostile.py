"""What hostile servers send costs that one page, and a bounded part of the memory; the archive says what is
missing. Each limit is a setting."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from archive.collection import Collection
from tests.crawl.conftest import ROOT, environment
from tests.crawl.odd_pages import HOSTILE, OK, TWO
from tests.crawl.odd_server import Reply, Server, page
from tests.crawl.test_wire import captures, order, probe, truncations

LIMITS = (
    "DOWNLOAD_MAXSIZE=1000000", "FRAMING_MAXSIZE=100000", "HEAD_MAXSIZE=100000", "DOWNLOAD_TIMEOUT=60",
    "REDIRECT_ENABLED=True", "REDIRECT_MAX_TIMES=3", "RETRY_TIMES=0", "CONCURRENT_REQUESTS_PER_DOMAIN=4",
)  # fmt: skip
SLOW = {"/drip", "/drip-head", "/stall", "/silence"}
AHEAD = 8_000_000
"""Bytes that may be on their way when a connection is cut: buffers of the kernel and of this server."""


def orders(server: Server, paths: Iterable[str]) -> list[dict[str, Any]]:
    server.routes.update(HOSTILE)
    meta = {path: {"meta": {"download_timeout": 2}} if path in SLOW else {} for path in paths}
    return [order(server, path, HOSTILE[path], **more) for path, more in meta.items()]


def test_each_costs_that_one_page(
    scrapy: Any, server: Server, collection: Collection, tmp_path: Path
) -> None:
    server.routes["/calm"] = Reply((OK + TWO,))
    probe(
        scrapy,
        collection,
        tmp_path,
        [*orders(server, HOSTILE), {"url": server.url + "/calm", "priority": -1}],
        *LIMITS,
    )

    assert set(server.paths()) == {*HOSTILE, "/calm"}
    assert truncations(collection) == {path: r.truncated for path, r in HOSTILE.items() if r.truncated}
    sent = {exchange.path: len(exchange.response) for exchange in server.exchanges}
    assert max(sent.values()) < AHEAD, sent
    times = Counter(server.paths())
    assert {times["/loop"], times["/circle"] + times["/round"]} <= {4, 8}


def test_what_is_kept_is_the_beginning_of_what_was_sent(
    scrapy: Any, server: Server, collection: Collection, tmp_path: Path
) -> None:
    cut = [path for path, reply in HOSTILE.items() if reply.truncated]
    probe(scrapy, collection, tmp_path, orders(server, cut), *LIMITS)
    sent = {exchange.path: exchange for exchange in server.exchanges}
    for capture in captures(collection):
        exchange = sent[urlsplit(capture.url).path]
        assert capture.request == exchange.request
        assert exchange.response.startswith(capture.response), capture.url
        assert "failure" in capture.facts
        # A read takes at most 65,536 bytes more than a limit allows.
        limit = 1_100_000 if b"\r\n\r\n" in capture.response and b"103 E" not in capture.response else 100_000
        assert len(capture.response) <= limit + 65_536


def test_answers_that_never_begin(
    scrapy: Any, server: Server, collection: Collection, tmp_path: Path
) -> None:
    """The request is kept, and that nothing came."""
    probe(scrapy, collection, tmp_path, orders(server, ["/silence"]), *LIMITS)
    (capture,) = captures(collection)
    assert capture.request.startswith(b"GET /silence ")
    assert (capture.response, capture.truncated) == (b"", None)
    assert "took longer than 2" in capture.facts["failure"]


STORY = """<!doctype html><html lang="en"><head><title>{0}</title></head><body><article><h1>{0}</h1>
<p>The old ferry will cross the bay at night from the first of May, the harbour board said on Tuesday.</p>
<p>Residents who came to the hearing said that they had waited for years, and that nobody had listened.</p>
<p>A decision is not expected before the summer, the mayor said after the meeting, and thanked everybody.</p>
</article>{1}</body></html>"""
CALM = [f"/2026/03/04/a-calm-story-of-the-harbour-number-{n}" for n in range(3)]
MOST = 600_000_000
"""Bytes of memory for a crawl that is sent everything at once; it needs half of it."""


class Trap(dict[str, Any]):
    """A newspaper whose pages have no end."""

    def __init__(self) -> None:
        self._numbers = count()
        super().__init__({path: page(STORY.format(path.replace("-", " "), "")) for path in CALM})
        links = "".join(
            f'<a href="/2026/03/04/one-of-a-hundred-thousand-{n}">A story, {n}</a>' for n in range(100_000)
        )
        self["/links"] = page(f"<html><title>Links</title>{links}</html>")
        self["/"] = page(
            "<html><title>Front</title>" + "".join(f'<a href="{path}">A story of today</a>' for path in (
                *CALM, "/links", "/calendar/2026/3/", "/story?sid=0", "/cookie?n=0", "/flood", *HOSTILE,
            )) + "</html>"
        )  # fmt: skip
        flood = [f"Set-Cookie: c{n}={'x' * 90}" for n in range(2_000)]
        self["/flood"] = page(STORY.format("A flood of cookies", ""), *flood)
        self["/story"], self["/cookie"] = self._story, self._cookie

    def get(self, path: str, default: Any = None) -> Any:
        if path.startswith("/calendar/"):
            days = "".join(
                f'<a href="/calendar/{2026 + next(self._numbers)}/{n}/">News of a day</a>' for n in range(9)
            )
            return page(f"<html><title>Calendar</title><ul>{days}</ul></html>")
        return super().get(path, HOSTILE.get(path, default))

    def _story(self, line: str, number: int) -> Reply:
        links = "".join(
            f'<a href="/story?sid={next(self._numbers)}">The old ferry at night</a>' for _ in range(5)
        )
        return page(STORY.format("Old ferry at night", links))

    def _cookie(self, line: str, number: int) -> Reply:
        n = next(self._numbers)
        return page("", f"Set-Cookie: seen=n{n}", f"Location: /cookie?n={n}", status="302 Again")


def test_a_newspaper_that_is_a_trap(collection: Collection, server: Server, tmp_path: Path) -> None:
    """All at once: the crawl goes on and ends, what is well is kept, memory is bounded."""
    server.routes = Trap()
    settings = {
        "COLLECTION": collection.path, "DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "RETRY_TIMES": 0,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 16, "DOWNLOAD_TIMEOUT": 20, "DOWNLOAD_MAXSIZE": 20_000_000,
        "DOWNLOADS_MAXSIZE": 60_000_000, "PATTERN_MAX": 10, "MAX_PAGES": 150, "HOST_FAILURES": 0,
    }  # fmt: skip
    words = [word for name, value in settings.items() for word in ("-s", f"{name}={value}")]
    command = [
        sys.executable,
        "-m",
        "scrapy",
        "crawl",
        "site",
        "-a",
        f"seed={server.url}/",
        "-a",
        "depth=20",
        *words,
    ]
    log = tmp_path / "log.txt"
    with log.open("wb") as file:
        process = subprocess.Popen(command, cwd=ROOT, stdout=file, stderr=file, env=environment())
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert status == 0, log.read_text()
    assert used.ru_maxrss * 1024 < MOST
    asked = Counter(path if path.startswith("/2026") else path.split("/")[1] for path in server.paths())
    assert all(asked[path] == 1 for path in CALM)
    assert asked["calendar"] <= 30
    assert asked["story"] <= 30
    assert asked["cookie"] <= 22
    assert sum(asked.values()) <= 400
    with collection.index(read_only=True) as index:
        titles = {row[0] for row in index.db.execute("SELECT headline FROM articles")}
    assert {path.replace("-", " ") for path in CALM} <= titles
    assert "Traceback" not in log.read_text()
