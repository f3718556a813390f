"""What hostile servers send costs that one page, and a bounded part of the memory; the archive says what is
missing. Each limit is a setting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from archive.collection import Collection
from tests.crawl.odd_pages import HOSTILE, OK, TWO
from tests.crawl.odd_server import Reply, Server
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
