"""Where the wire cannot be listened in on: captures are made from what Scrapy gives, and say so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator

from archive.collection import Collection

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


def test_rebuilt_captures_say_so(
    scrapy: Any, server: Any, kit: Any, collection: Collection, tmp_path: Path
) -> None:
    body = "<html><title>Bells</title></html>"
    server.routes["/a"] = kit.page(body, "x-ODD-case: 1", status="200 All is fine")
    (tmp_path / "plain.py").write_text(SPIDER)
    done = scrapy(
        "runspider", tmp_path / "plain.py", "-a", f"url={server.url}/a",
        "-s", f"COLLECTION={collection.path}", "-s", "DOWNLOAD_DELAY=0",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
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
