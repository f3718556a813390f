"""What servers ask for is done, and what they forbid is not: crawls of servers that are not at ease."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from itertools import pairwise
from typing import Any

import pytest

from archive.capture import Capture
from archive.collection import Collection
from tests.crawl.odd_server import Reply, Server, page

STORIES = [f"/2026/03/04/a-story-of-the-harbour-number-{n}" for n in range(4)]
QUICK = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False", "-s", "BACKOFF_START=0.01")
PLAIN = "Content-Type: text/plain"


def busy(times: int, *headers: str, status: str = "503 Busy", then: str = "<title>Fine</title>") -> Any:
    """A page that is refused so many times."""
    left = iter(range(times))

    def reply(line: str, number: int) -> Reply:
        return page("", *headers, status=status) if next(left, None) is not None else page(then)

    return reply


def front(*links: str) -> Reply:
    return page(
        "<html><title>F</title>" + "".join(f'<a href="{link}">A story of many words</a>' for link in links)
    )


@pytest.fixture
def crawl(scrapy: Any, collection: Collection) -> Any:
    def run(*seeds: str, settings: tuple[str, ...] = (), **arguments: str) -> dict[str, Any]:
        """What was missed, by address."""
        words = [w for name, value in arguments.items() for w in ("-a", f"{name}={value}")]
        words += [w for setting in settings for w in ("-s", setting)]
        place = ("-s", f"COLLECTION={collection.path}")
        done = scrapy("crawl", "site", "-a", f"seeds={' '.join(seeds)}", *place, *QUICK, *words)
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr, done.stderr
        with collection.index(read_only=True) as index:
            return {miss.url: miss for miss in index.missed()}

    return run


def captures(collection: Collection) -> list[Capture]:
    return [found for found in collection.walk() if isinstance(found, Capture)]


def test_hosts_that_fail(crawl: Any, newsarchive: Any, collection: Collection) -> None:
    """One recovers, one asks for a pause, one keeps on, one asks for too long: each as it deserves, and the
    others go on. What is put off is not lost."""
    with ExitStack() as stack:
        servers = [stack.enter_context(Server(hosts=(f"127.0.0.{n}",))) for n in range(1, 6)]
        calm, tired, down, shy, closed = servers
        for server in servers:
            server.routes["/"] = front(*STORIES)
            server.routes |= {story: page("<title>Story</title>") for story in STORIES}
        tired.routes[STORIES[0]] = busy(2, "Retry-After: 1", status="429 Slow down")
        down.routes |= {story: page("", status="403 No") for story in STORIES}
        shy.routes |= {story: page("", "Retry-After: 9999", status="429 Slow down") for story in STORIES}
        closed.routes["/robots.txt"] = page("", status="503 Busy")
        missed = crawl(
            *(f"{server.url}/" for server in servers), settings=("HOST_FAILURES=3", "RETRY_TIMES=2")
        )
        assert {url for url in missed if calm.url in url or tired.url in url} == set()
        asked = Counter(tired.paths())
        assert asked[STORIES[0]] == 3
        assert sum(Counter(down.paths())[story] for story in STORIES) == 3
        assert missed[down.url + STORIES[3]].reason == "put off: 403 Forbidden, 3 times in a row"
        assert sum(Counter(shy.paths())[story] for story in STORIES) == 1
        assert "asks to be left alone for 9,999 s (Retry-After)" in missed[shy.url + STORIES[3]].reason
        assert set(closed.paths()) == {"/robots.txt"}
        assert missed[closed.url + "/"].reason == "robots.txt can't be had (503 Service Unavailable)"
        assert all(miss.retryable for miss in missed.values())
        dates = [c.date for c in captures(collection) if c.url == tired.url + STORIES[0]]
        assert (dates[1] - dates[0]).total_seconds() >= 1

        for server in (down, shy):
            server.routes |= {story: page("<title>Story</title>") for story in STORIES}
        closed.routes["/robots.txt"] = page("", status="404 None")
        done = newsarchive("crawl", "-c", collection.path, "--retry", "--delay", "0")
        assert done.returncode == 0, done.stderr
        assert "missed" not in done.stdout
        assert set(STORIES) <= set(down.paths()) & set(shy.paths()) & set(closed.paths())


@pytest.mark.parametrize(
    ("status", "allowed"),
    [("200 OK", True), ("401 No", True), ("403 No", True), ("404 None", True), ("410 Gone", True),
     ("429 Slow", False), ("500 Oh", False)],
)  # fmt: skip
def test_a_robots_txt_that_is_not_there(crawl: Any, server: Server, status: str, allowed: bool) -> None:
    """RFC 9309, section 2.3.1: 4xx forbids nothing, 5xx everything."""
    server.routes["/"] = page("<title>T</title>")
    server.routes["/robots.txt"] = page("User-agent: *\nDisallow: /private/", PLAIN, status=status)
    missed = crawl(f"{server.url}/", settings=("RETRY_TIMES=1", "HOST_FAILURES=2"))
    assert ("/" in server.paths()) is allowed
    assert bool(missed) is not allowed
    assert server.paths().count("/robots.txt") == (1 if allowed else 2)


def test_the_pause_that_robots_txt_asks_for(crawl: Any, server: Server, collection: Collection) -> None:
    server.routes["/robots.txt"] = page("User-agent: *\nCrawl-delay: 1\nRequest-rate: 5/1s", PLAIN)
    server.routes["/"] = front(*STORIES[:2])
    server.routes |= {story: page("<title>Story</title>") for story in STORIES}
    crawl(f"{server.url}/", settings=("CONCURRENT_REQUESTS_PER_DOMAIN=8",))
    dates = sorted(capture.date for capture in captures(collection))
    assert len(dates) >= 4
    assert min((b - a).total_seconds() for a, b in pairwise(dates)) >= 0.99


def test_what_is_said_against_the_use_of_pages(crawl: Any, server: Server, collection: Collection) -> None:
    server.routes["/robots.txt"] = page("User-agent: *\nContent-Signal: ai-train=no, search=yes\n", PLAIN)
    rules = '[{"location": "/2026/*", "tdm-reservation": 1, "tdm-policy": "https://a.example/p"}]'
    server.routes["/.well-known/tdmrep.json"] = page(rules, "Content-Type: application/json")
    server.routes["/ai.txt"] = page("User-Agent: *\nDisallow: *number-1\n", PLAIN)
    server.routes["/"] = front(*STORIES)
    server.routes[STORIES[0]] = page("<title>S</title>", "X-Robots-Tag: noarchive", "TDM-Reservation: 0")
    server.routes[STORIES[1]] = page(
        '<head><meta name="robots" content="noai, nofollow"></head><a href="/x">x</a>'
    )
    server.routes[STORIES[2]] = page("<title>S</title>", "X-Robots-Tag: noai")
    server.routes[STORIES[3]] = page(
        f'<meta name=robots content=nofollow><a href="{STORIES[3]}-b">A story more</a>'
    )
    files = "OPT_OUT_FILES=/.well-known/tdmrep.json,/ai.txt"
    missed = crawl(f"{server.url}/", settings=("OPT_OUTS_REFUSED=noimageai,x-other", files), depth="5")
    told = {c.url.removeprefix(server.url): c.facts.get("opt-outs") for c in captures(collection)}
    robots, rep = "robots.txt: ai-train=no", "tdmrep.json: tdm-reservation=1, tdm-policy=https://a.example/p"
    assert told["/"] == robots
    assert told[STORIES[0]] == f"{robots}; {rep}; x-robots-tag: noarchive; header: tdm-reservation=0"
    assert told[STORIES[1]] == f"{robots}; {rep}; ai.txt: disallowed; meta: noai, nofollow"
    assert told[STORIES[2]] == f"{robots}; {rep}; x-robots-tag: noai"
    assert missed == {}
    assert f"{STORIES[3]}-b" not in server.paths()
    sql = "SELECT COUNT(*) FROM captures WHERE json_extract(facts, '$.\"opt-outs\"') LIKE '%noai%'"
    with collection.index(read_only=True) as index:
        assert next(index.db.execute(sql))[0] == 2

    missed = crawl(f"{server.url}/", settings=("OPT_OUTS_REFUSED=noarchive,tdm-reservation=0,ai.txt", files))
    assert {url.removeprefix(server.url): miss.reason for url, miss in missed.items()} == {
        STORIES[0]: "opted out: noarchive, tdm-reservation=0", STORIES[1]: "opted out: ai.txt",
    }  # fmt: skip


def test_budgets_of_a_host(crawl: Any, server: Server, collection: Collection) -> None:
    """What is left waits for the next run."""
    server.routes["/"] = front(*STORIES)
    server.routes |= {story: page("<title>Story</title>") for story in STORIES}
    missed = crawl(f"{server.url}/", settings=("HOST_MAX_PAGES=3",))
    assert missed == {}
    assert len([path for path in server.paths() if path in STORIES]) == 2
    crawl(f"{server.url}/", settings=("HOST_MAX_BYTES=1000000",))
    assert sorted(path for path in server.paths() if path in STORIES) == STORIES
