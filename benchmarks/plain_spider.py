"""The spider of captures.py: fetches a list of addresses. With ``warc`` it writes records by warcio's writer
from Scrapy's responses, as people do by hand. It runs with any Scrapy since 2.11."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import scrapy

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator


class Plain(scrapy.Spider):
    name = "plain"
    handle_httpstatus_all = True

    def __init__(self, urls: str, warc: str = "", **arguments: Any) -> None:
        super().__init__(**arguments)
        self.urls = Path(urls).read_text().split()
        if warc:
            from warcio.warcwriter import WARCWriter

            self.file = Path(warc).open("wb")  # noqa: SIM115
            self.writer = WARCWriter(self.file, gzip=True)

    async def start(self) -> AsyncIterator[scrapy.Request]:
        for request in self.start_requests():
            yield request

    def start_requests(self) -> Iterator[scrapy.Request]:
        for url in self.urls:
            meta = {"handle_httpstatus_all": True, "dont_redirect": True}
            yield scrapy.Request(url, self.parse, dont_filter=True, errback=self.failed, meta=meta)

    def parse(self, response: Any) -> None:
        if hasattr(self, "writer"):
            self.write(response)

    def failed(self, failure: Any) -> None:
        from contextlib import suppress

        with suppress(ImportError):  # in other environments there is no newsarchive to be told
            from newsarchive import outcome

            about = {"request": failure.request, "reason": "failed", "retryable": False}
            self.crawler.signals.send_catch_log(outcome.missed, **about)

    def write(self, response: Any) -> None:
        from warcio.statusandheaders import StatusAndHeaders

        request = response.request
        path = request.url.split("/", 3)[3]
        asked = StatusAndHeaders(f"{request.method} /{path} HTTP/1.1", _lines(request), is_http_request=True)
        got = StatusAndHeaders(f"{response.status} OK", _lines(response), protocol="HTTP/1.1")
        make = self.writer.create_warc_record
        self.writer.write_request_response_pair(
            make(request.url, "request", payload=BytesIO(request.body), http_headers=asked),
            make(request.url, "response", payload=BytesIO(response.body), http_headers=got),
        )

    def closed(self, reason: str) -> None:
        if hasattr(self, "writer"):
            self.file.close()


def _lines(message: Any) -> list[tuple[str, str]]:
    return [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in message.headers.items()
        for value in values
    ]
