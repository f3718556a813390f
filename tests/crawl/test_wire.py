"""Byte for byte: what lies in the WARC is what the server logged."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PROBE = """
import json
from pathlib import Path
import scrapy

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
        pass
"""
FAST = (
    "DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=False", "CONCURRENT_REQUESTS_PER_DOMAIN=16", "RETRY_TIMES=1",
    "ROBOTSTXT_OBEY=False", "REDIRECT_ENABLED=False", "COOKIES_ENABLED=False", "DOWNLOAD_MAXSIZE=1000000",
)  # fmt: skip

BODY = b"<html><title>x</title><p>Bells over the harbour at noon.</html>"
ZIPPED = gzip.compress(BODY, mtime=0)
CHUNKED = b"5;name=value\r\n<html\r\n1\r\n>\r\n0\r\nX-Trailer: late\r\n\r\n"
LENGTH = b"Content-Length: %d\r\n" % len(BODY)

OK = b"HTTP/1.1 200 OK\r\n"
TWO = b"Content-Length: 2\r\n\r\nok"
CHUNKS = OK + b"Transfer-Encoding: chunked\r\n\r\n"
ODD: dict[str, tuple[bytes | float, ...]] = {
    "/case": (OK + b"x-ODD-case: 1\r\nB: 2\r\nA: 1\r\nCONTENT-length: 2\r\n\r\nok",),
    "/phrase": (b"HTTP/1.1 200 All is  fine here\r\n" + TWO,),
    "/no-phrase": (b"HTTP/1.1 200\r\n" + TWO,),
    "/duplicate": (OK + b"Set-Cookie: a=1\r\nX: 1\r\nSet-Cookie: b=2\r\n" + LENGTH + b"\r\n" + BODY,),
    "/folded": (OK + b"X-Long: one\r\n  two\r\n\tthree\r\n" + TWO,),
    "/colonless": (OK + b"no colon in here\r\n" + TWO,),
    "/latin": (OK + b"X-Name: M\xfcnchen\r\n" + TWO,),
    "/lf": (b"HTTP/1.1 200 OK\nContent-Length: 2\n\nok",),
    "/blanks": (OK + b"X-A:none\r\nX-B:   many   \r\nX-C:\r\nContent-Length:2\r\n\r\nok",),
    "/chunked": (CHUNKS + CHUNKED,),
    "/slowly": (CHUNKS[:30], 0.05, CHUNKS[30:] + CHUNKED[:9], 0.05, CHUNKED[9:]),
    "/gzip": (OK + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(ZIPPED) + ZIPPED,),
    "/204": (b"HTTP/1.1 204 Nothing\r\nX: 1\r\n\r\n",),
    "/304": (b'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\nContent-Length: 99\r\n\r\n',),
    "/empty": (OK + b"Content-Length: 0\r\n\r\n",),
    "/moved": (b"HTTP/1.1 301 Moved\r\nLocation: /case\r\n" + TWO,),
    "/404": (b"HTTP/1.1 404 Gone fishing\r\n" + TWO,),
    "/500": (b"HTTP/1.1 500 Oh no\r\n" + TWO,),
    "/early": (b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + OK + TWO,),
    "/interim": (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n", 0.05, OK + TWO),
}
ENDING: dict[str, tuple[bytes | float, ...]] = {
    "/old": (b"HTTP/1.0 200 OK\r\nX: 1\r\n\r\n" + BODY,),
    "/closing": (OK + b"Connection: close\r\n" + LENGTH + b"\r\n" + BODY,),
    "/short": (OK + b"Content-Length: 1000\r\n\r\n" + BODY,),
    "/half-chunk": (CHUNKS + b"40\r\n<html>",),
    "/half-head": (OK + b"Content-Le",),
    "/no-http": (b"SSH-2.0-OpenSSH_9.2p1\r\n",),
}
"""The server closes the connection behind these."""


def probe(scrapy: Any, collection: Any, folder: Path, orders: list[dict[str, Any]], **env: str) -> str:
    """Send requests with our settings; the log of the run."""
    spider, file = folder / "probe.py", folder / "orders.json"
    spider.write_text(PROBE)
    file.write_text(json.dumps(orders))
    chosen = [word for setting in FAST for word in ("-s", setting)]
    chosen += ["-a", f"orders={file}", "-s", f"COLLECTION={collection.path}"]
    done = scrapy("runspider", spider, *chosen, env=env)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return str(done.stderr)


def truncations(kit: Any, collection: Any) -> dict[str, str]:
    """Path -> WARC-Truncated, of those that have it."""
    found = kit.records(collection, "response")
    return {urlsplit(url).path: f["WARC-Truncated"] for url, _, f in found if "WARC-Truncated" in f}


def test_odd_responses(scrapy: Any, server: Any, collection: Any, tmp_path: Path, kit: Any) -> None:
    server.routes.update({path: kit.Reply(parts) for path, parts in ODD.items()})
    server.routes.update({path: kit.Reply(parts, close=True) for path, parts in ENDING.items()})
    server.routes["/garbage"] = kit.Reply((OK + TWO,), trailing=b"and more")
    orders: list[dict[str, Any]] = [{"url": server.url + path} for path in server.routes]
    orders.append({"url": server.url + "/case?post", "method": "POST", "body": "a=1&b=2"})
    server.routes["/head"] = kit.Reply((OK + b"Content-Length: 500\r\n\r\n",))
    orders.append({"url": server.url + "/head", "method": "HEAD"})

    probe(scrapy, collection, tmp_path, orders)

    assert kit.differences(collection, server.log) == []
    assert {urlsplit(order["url"]).path for order in orders} == set(server.paths())
    cut = dict.fromkeys(("/short", "/half-chunk", "/half-head"), "disconnect")
    found = truncations(kit, collection)
    found.pop("/colonless", None)  # before Scrapy 2.15, Twisted gives up at such a line
    assert found == {**cut, "/no-http": "unspecified"}
    assert not any(b"Newsarchive-Visit" in request for request, _ in server.log)


def test_many_at_once_on_kept_connections(
    scrapy: Any, server: Any, collection: Any, tmp_path: Path, kit: Any
) -> None:
    bodies = {f"/{n}": b"%d bells " % n * (n * 37 % 4000) for n in range(300)}
    for n, (path, body) in enumerate(bodies.items()):
        chunks = b"".join(
            b"%x\r\n%s\r\n" % (len(body[i : i + 999]), body[i : i + 999]) for i in range(0, len(body), 999)
        )
        framed = (
            CHUNKS + chunks + b"0\r\n\r\n" if n % 2 else OK + b"Content-Length: %d\r\n\r\n" % len(body) + body
        )
        server.routes[path] = kit.Reply((framed[:70], 0.001, framed[70:]))
    probe(scrapy, collection, tmp_path, [{"url": server.url + path} for path in bodies])
    assert len(server.log) == 300
    assert kit.differences(collection, server.log) == []
    assert truncations(kit, collection) == {}


def test_a_request_sent_again_on_a_fresh_connection(
    scrapy: Any, server: Any, collection: Any, tmp_path: Path, kit: Any
) -> None:
    """Twisted's pool does so by itself when a kept connection dies; the server saw two requests."""
    answer = kit.Reply((OK + TWO,))
    server.routes["/first"] = answer
    server.routes["/again"] = lambda line, number: None if number > 1 else answer
    orders = [{"url": server.url + "/first", "priority": 1}, {"url": server.url + "/again"}]
    probe(scrapy, collection, tmp_path, orders)
    assert server.paths() in (["/first", "/again", "/again"], ["/first", "/again"])
    assert kit.differences(collection, server.log) == []


def test_too_large_and_too_slow(scrapy: Any, server: Any, collection: Any, tmp_path: Path, kit: Any) -> None:
    endless = tuple(b"x" * 10_000 for _ in range(300))
    server.routes["/endless"] = kit.Reply((OK + b"\r\n", *endless), close=True)
    server.routes["/lines"] = kit.Reply((OK, *(b"X-%d: y\r\n" % n * 200 for n in range(2_000)), 5.0))
    server.routes["/slow"] = kit.Reply((OK + b"Content-Length: 10\r\n\r\nab", 20.0), close=True)
    orders = [{"url": server.url + path, "meta": {"max_retry_times": 0}} for path in ("/endless", "/lines")]
    orders.append({"url": server.url + "/slow", "meta": {"download_timeout": 1, "max_retry_times": 0}})
    probe(scrapy, collection, tmp_path, orders)
    assert truncations(kit, collection) == {"/endless": "length", "/lines": "length", "/slow": "time"}
