"""Where the wire cannot be listened in on: captures are made from what Scrapy gives, and say so."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator

from archive.capture import Capture
from archive.collection import Collection
from newsarchive.wire import inexact
from tests.crawl.odd_server import Reply, Server

SPIDER = """
import scrapy
from newsarchive import wire

del wire._Listening._finishResponse  # as if Twisted had renamed it

class Plain(scrapy.Spider):
    name = "plain"
    def __init__(self, url, **arguments):
        super().__init__(start_urls=[url], **arguments)
    def parse(self, response):
        pass
"""


def crawl(scrapy: Any, server: Server, collection: Collection, folder: Path) -> None:
    (folder / "plain.py").write_text(SPIDER)
    done = scrapy(
        "runspider", folder / "plain.py", "-a", f"url={server.url}/a",
        "-s", f"COLLECTION={collection.path}", "-s", "DOWNLOAD_DELAY=0",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_rebuilt_captures_say_so(
    scrapy: Any, server: Any, kit: Any, collection: Collection, tmp_path: Path
) -> None:
    body = "<html><title>Bells</title></html>"
    server.routes["/a"] = kit.page(body, "x-ODD-case: 1", status="200 All is fine")
    crawl(scrapy, server, collection, tmp_path)
    (told,) = [b.decode() for url, b, _ in kit.records(collection, "metadata") if url.endswith("/a")]
    assert (
        "exact: no: rebuilt from Scrapy's response (the response copied is not the response received)" in told
    )
    (captured,) = [b for url, b, _ in kit.records(collection, "response") if url.endswith("/a")]
    assert captured.startswith(b"HTTP/1.1 200\r\n")
    assert captured.endswith(b"\r\n\r\n" + body.encode())
    (request,) = [b for url, b, _ in kit.records(collection, "request") if url.endswith("/a")]
    assert request.startswith(b"GET /a HTTP/1.1\r\nHost: ")
    with next(collection.archive.glob("*.gz")).open("rb") as file:
        info = next(iter(ArchiveIterator(file))).content_stream().read()
    assert b"capture-rebuilt-from-responses" in info


def test_rebuilding_leaves_no_mark_and_tells_of_failures(
    scrapy: Any, server: Server, collection: Collection, tmp_path: Path
) -> None:
    server.routes["/a"] = Reply((b"",), close=True)
    crawl(scrapy, server, collection, tmp_path)
    assert server.log
    assert not any(b"newsarchive-visit" in request.lower() for request, _ in server.log)
    failed = [c for c in collection.walk() if isinstance(c, Capture) and c.url.endswith("/a")]
    assert len(failed) == 3  # and two tries more
    for capture in failed:
        assert capture.request.startswith(b"GET /a HTTP/1.1\r\n")
        assert capture.response == b""
        assert capture.facts["exact"].startswith("no: rebuilt from Scrapy's response")
        assert "failure" in capture.facts


FOREIGN = """
import scrapy
from scrapy.http import Headers, HtmlResponse

class Browser:
    "As one over HTTP/2, or one that drives a browser, gives its responses."
    lazy = False
    def __init__(self, crawler):
        pass
    @classmethod
    def from_crawler(cls, crawler):
        return cls(crawler)
    async def download_request(self, request):
        if request.url.endswith("/broken"):
            raise OSError("no bells here")
        headers = Headers({"content-type": "text/html", "Set-Cookie": ["a=1", "b=2"], "Content-Length": "3"})
        body = "<html><title>Bells</title></html>".encode()
        return HtmlResponse(request.url, headers=headers, body=body, protocol="HTTP/2")
    async def close(self):
        pass

class Plain(scrapy.Spider):
    name = "plain"
    def __init__(self, url, **arguments):
        broken, endless = "http://a.example/broken", "http://a.example/" + 30_000 * "x"
        super().__init__(start_urls=[url, broken, endless], **arguments)
    def parse(self, response):
        pass
"""


def test_another_handler(scrapy: Any, collection: Collection, tmp_path: Path) -> None:
    """A project's own handler stays; what it brings is kept, and says what it is not."""
    (tmp_path / "theirs.py").write_text(FOREIGN)
    done = scrapy(
        "runspider", tmp_path / "theirs.py", "-a", "url=http://a.example/a?b", "-s", "DOWNLOAD_DELAY=0",
        "-s", f"COLLECTION={collection.path}", "-s", 'DOWNLOAD_HANDLERS={"http": "theirs.Browser"}',
        "-s", "URLLENGTH_LIMIT=0",
        env={"PYTHONPATH": f"{tmp_path}:{os.environ.get('PYTHONPATH', '')}"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    captures = [capture for capture in collection.walk() if isinstance(capture, Capture)]
    assert {urlsplit(capture.url).path for capture in captures} == {"/robots.txt", "/a", "/broken"}
    (capture,) = [capture for capture in captures if capture.url.endswith("/a?b")]
    assert capture.facts["exact"] == "no: rebuilt from the response of Browser"
    assert capture.facts["protocol"] == "HTTP/2"
    assert capture.request.startswith(b"GET /a?b HTTP/1.1\r\nHost: a.example\r\n")
    assert capture.header_values("set-cookie") == ["a=1", "b=2"]
    assert capture.header_values("content-length") == [str(len(capture.payload))]
    failed = [capture for capture in captures if capture.url.endswith("/broken")]
    assert {capture.facts["failure"] for capture in failed} == {"OSError: no bells here"}
    assert "an address of 30,017 characters is not fetched" in done.stderr


def test_listening_in_works_here() -> None:
    assert inexact() is None
