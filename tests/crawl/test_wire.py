"""Byte for byte: what lies in the WARC is what the server logged."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from archive.capture import Capture
from archive.collection import Collection
from tests.crawl.odd_pages import ODD, OK, TWO, crowd
from tests.crawl.odd_server import Reply, Server

PROBE = """
import json
from pathlib import Path
import scrapy
from newsarchive import outcome

class Probe(scrapy.Spider):
    name = "probe"
    handle_httpstatus_all = True
    def __init__(self, orders=None, **kwargs):
        super().__init__(**kwargs)
        self.orders = json.loads(Path(orders).read_text())
    async def start(self):
        for order in self.orders:
            yield scrapy.Request(dont_filter=True, callback=self.parse, errback=self.failed, **order)
    def parse(self, response):
        pass
    def failed(self, failure):
        about = {"request": failure.request, "reason": str(failure.value), "retryable": False}
        self.crawler.signals.send_catch_log(outcome.missed, **about)
"""
FAST = (
    "DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=False", "CONCURRENT_REQUESTS_PER_DOMAIN=16", "RETRY_TIMES=1",
    "ROBOTSTXT_OBEY=False", "REDIRECT_ENABLED=False", "COOKIES_ENABLED=False", "DOWNLOAD_MAXSIZE=1000000",
)  # fmt: skip


LF = ("/lf", "/lf-chunked", "/mixed-ends")
"""FastWARC knows the end of a head as CR LF CR LF only, and takes something else for the payload of these."""


def probe(
    scrapy: Any, collection: Collection, folder: Path, orders: list[dict[str, Any]], *more: str, **env: str
) -> str:
    """Send requests with our settings; the log of the run."""
    spider, file = folder / "probe.py", folder / "orders.json"
    spider.write_text(PROBE)
    file.write_text(json.dumps(orders))
    chosen = [word for setting in (*FAST, *more) for word in ("-s", setting)]
    chosen += ["-a", f"orders={file}", "-s", f"COLLECTION={collection.path}"]
    done = scrapy("runspider", spider, *chosen, env=env)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return str(done.stderr)


def order(server: Server, path: str, reply: Reply, **more: Any) -> dict[str, Any]:
    return {"url": server.url + path, "method": reply.method, "body": reply.body, **more}


def captures(collection: Collection) -> list[Capture]:
    return [capture for capture in collection.walk() if isinstance(capture, Capture)]


def truncations(collection: Collection) -> dict[str, str]:
    """Path -> WARC-Truncated, of those that have it."""
    return {urlsplit(c.url).path: c.truncated for c in captures(collection) if c.truncated}


def test_odd_responses(scrapy: Any, server: Server, collection: Collection, tmp_path: Path, kit: Any) -> None:
    server.routes.update(ODD)
    probe(scrapy, collection, tmp_path, [order(server, path, reply) for path, reply in ODD.items()])
    assert set(server.paths()) == set(ODD)
    assert kit.differences(collection, server.log) == []
    found = truncations(collection)
    found.pop("/colonless", None)  # before Scrapy 2.15, Twisted gives up at such a line
    assert found == {path: r.truncated for path, r in ODD.items() if r.truncated}
    assert not any(b"Newsarchive-Visit" in request for request, _ in server.log)


def test_odd_responses_as_other_tools_read_them(
    scrapy: Any, server: Server, collection: Collection, tmp_path: Path
) -> None:
    """Every digest that warcio and FastWARC know how to verify is right for them."""
    fastwarc = pytest.importorskip("fastwarc")
    server.routes.update(ODD)
    probe(scrapy, collection, tmp_path, [order(server, path, reply) for path, reply in ODD.items()])
    (path,) = collection.warcs()
    check = [str(Path(sys.executable).parent / "warcio"), "check", "-v", str(path)]
    done = subprocess.run(check, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout
    told = Counter(line.split()[-1] if "digest" in line else "" for line in done.stdout.splitlines())
    assert (told["fail"], told["pass"] > 2 * len(ODD)) == (0, True), done.stdout
    blocks: list[tuple[str, bytes]] = []
    with path.open("rb") as stream:
        for record in fastwarc.ArchiveIterator(stream, parse_http=False):
            assert record.verify_block_digest(), record.headers.asdict()
            block = record.reader.read()
            if record.headers["WARC-Type"] in ("request", "response"):
                blocks.append((record.headers["WARC-Type"], block))
    served = Counter([("request", q) for q, _ in server.log] + [("response", a) for _, a in server.log if a])
    assert served - Counter(blocks) == Counter()
    # A request written to a kept connection just as the server closed it is in no server's log.
    assert {kind for kind, _ in Counter(blocks) - served} <= {"request"}
    with path.open("rb") as stream:
        for record in fastwarc.ArchiveIterator(stream, record_types=fastwarc.WarcRecordType.response):
            told_of = urlsplit(record.headers["WARC-Target-URI"]).path
            if "WARC-Payload-Digest" in record.headers and told_of not in LF:
                assert record.verify_payload_digest(), told_of


def test_a_thousand_at_once_on_kept_connections(
    scrapy: Any, collection: Collection, tmp_path: Path, kit: Any
) -> None:
    """On eight addresses, sixteen connections each, all sizes and framings, cut by chance."""
    pages = crowd(1_000)
    server = kit.Server(routes=dict(pages), hosts=[f"127.0.0.{n}" for n in range(1, 9)])
    orders = [{"url": server.urls[n % 8] + path} for n, path in enumerate(pages)]
    probe(scrapy, collection, tmp_path, orders, "CONCURRENT_REQUESTS=128")
    assert sorted(server.paths()) == sorted(pages)
    assert kit.differences(collection, server.log) == []
    assert truncations(collection) == {}
    assert max(exchange.number for exchange in server.exchanges) > 3


def test_a_request_sent_again_on_a_fresh_connection(
    scrapy: Any, server: Server, collection: Collection, tmp_path: Path, kit: Any
) -> None:
    """Twisted's pool does so by itself when a kept connection dies; the server saw two requests."""
    answer = Reply((OK + TWO,))
    server.routes["/first"] = answer
    server.routes["/again"] = lambda line, number: None if number > 1 else answer
    orders = [{"url": server.url + "/first", "priority": 1}, {"url": server.url + "/again"}]
    probe(scrapy, collection, tmp_path, orders, "CONCURRENT_REQUESTS=1")
    assert server.paths() == ["/first", "/again", "/again"]
    assert kit.differences(collection, server.log) == []
