"""Serves the site on loopback: HTTP/1.1 with keep-alive, gzip where accepted, ETag and Last-Modified."""

from __future__ import annotations

import gzip
import hashlib
import threading
import time
from dataclasses import dataclass
from datetime import UTC
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote, unquote, urlsplit

from newsarchive.demo.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from newsarchive.demo.site import Resource


@dataclass(frozen=True)
class Request:
    """One line of the server's log."""

    method: str
    path: str
    """As asked for, with its query."""
    status: int
    user_agent: str
    when: float
    """Of the machine's monotonic clock, seconds."""


class DemoServer:
    """A site on ``http://127.0.0.1:PORT`` while the context is open; ``port=0`` takes a free one.

    :param site: made with its base address
    :raises OSError: the port is taken
    """

    def __init__(self, port: int = 0, site: Callable[[str], Any] = Site) -> None:
        self._server = _Server(("127.0.0.1", port), _Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self.site = self._server.site = site(self.url)
        self.log = self._server.log
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # a connection kept alive would hold the end up
    site: Any

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.log: list[Request] = []


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "Lantern/1.0", ""
    wbufsize = -1  # head and body leave together; unbuffered, the second waits for the client's delayed ACK
    timeout = 30
    server: _Server

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        site = self.server.site
        if resource := site.find(self.path):
            self._send(resource)
        elif target := site.redirects.get(path):
            self._answer(301, {"Location": site.base + quote(target, safe="/?&=")}, b"")
        else:
            self._answer(404, {"Content-Type": "text/plain; charset=utf-8"}, b"There is nothing here.\n")

    do_HEAD = do_GET  # noqa: N815  the name is http.server's

    def _send(self, resource: Resource) -> None:
        tag = f'"{hashlib.sha256(resource.body).hexdigest()[:16]}"'
        headers = {
            "ETag": tag,
            "Last-Modified": format_datetime(_utc(resource.modified), usegmt=True),
            "Vary": "Accept-Encoding",
        }
        if self._fresh(tag, resource.modified):
            return self._answer(304, headers, None)
        headers["Content-Type"] = resource.media_type
        body = resource.body
        if "gzip" in self.headers.get("Accept-Encoding", ""):
            headers["Content-Encoding"] = "gzip"
            body = gzip.compress(body, 6, mtime=0)
        return self._answer(200, headers, body)

    def _fresh(self, tag: str, modified: datetime) -> bool:
        if known := self.headers.get("If-None-Match"):
            return tag in known
        try:
            return _utc(modified) <= parsedate_to_datetime(self.headers.get("If-Modified-Since", ""))
        except (TypeError, ValueError):
            return False

    def _answer(self, status: int, headers: dict[str, str], body: bytes | None) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if body is not None:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if body and self.command != "HEAD":
            self.wfile.write(body)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        agent = self.headers.get("User-Agent", "")
        self.server.log.append(Request(self.command, self.path, int(code), agent, time.monotonic()))

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on standard error: the log is there to be asked."""


def _utc(when: datetime) -> datetime:
    return when.astimezone(UTC).replace(microsecond=0)
