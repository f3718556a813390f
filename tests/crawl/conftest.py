"""A server that sends exactly the bytes it is told and logs exactly those it got, and crawls in processes of
their own."""

from __future__ import annotations

import os
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from warcio.archiveiterator import ArchiveIterator

from archive.collection import Collection, Description

ROOT = Path(__file__).resolve().parents[2]
MAIN = "from newsarchive.cli import main; main(prog_name='newsarchive')"


@dataclass
class Reply:
    """What the server sends: parts of bytes, and pauses in seconds between them."""

    parts: tuple[bytes | float, ...]
    close: bool = False
    trailing: bytes = b""
    """Sent behind the response; no part of it."""

    @property
    def response(self) -> bytes:
        return b"".join(part for part in self.parts if isinstance(part, bytes))


def page(body: str, *headers: str, status: str = "200 OK") -> Reply:
    """An ordinary answer."""
    data = body.encode()
    kind = "" if any(h.lower().startswith("content-type") for h in headers) else "Content-Type: text/html\r\n"
    head = f"HTTP/1.1 {status}\r\n{kind}{''.join(h + chr(13) + chr(10) for h in headers)}"
    return Reply((f"{head}Content-Length: {len(data)}\r\n\r\n".encode() + data,))


@dataclass
class Server:
    """Answers by path, in threads. An unknown path is 404; no robots.txt unless one is set."""

    routes: dict[str, Reply | Callable[[str, int], Reply | None]] = field(default_factory=dict)
    """Path -> reply, or a function of request line and count of requests on the connection; None closes."""
    log: list[tuple[bytes, bytes]] = field(default_factory=list)
    """Request as received, response as sent."""
    tls: ssl.SSLContext | None = None

    def __post_init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=200)
        self.port = self._socket.getsockname()[1]
        self.url = f"http{'s' if self.tls else ''}://127.0.0.1:{self.port}"
        self._lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()

    def paths(self) -> list[str]:
        """Asked for so far, in order."""
        return [urlsplit(request.split(b" ", 2)[1].decode()).path for request, _ in self.log]

    def close(self) -> None:
        self._socket.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(30)
        if self.tls:
            with suppress(OSError):
                connection = self.tls.wrap_socket(connection, server_side=True)
        with suppress(OSError), connection:
            number, pending = 0, b""
            while (read := _request(connection, pending)) is not None:
                request, pending = read
                if request.startswith(b"CONNECT ") and self.tls is None:
                    return self._tunnel(connection, request)
                number += 1
                if not self._answer(connection, request, number):
                    return None
        return None

    def _answer(self, connection: socket.socket, request: bytes, number: int) -> bool:
        """Whether the connection is kept."""
        target = request.split(b" ", 2)[1].decode()
        found = self.routes.get(urlsplit(target).path, page("Not found", status="404 Not Found"))
        reply = found(request.split(b"\r\n", 1)[0].decode(), number) if callable(found) else found
        with self._lock:
            self.log.append((request, reply.response if reply else b""))
        for part in (*reply.parts, reply.trailing) if reply else ():
            if isinstance(part, float):
                time.sleep(part)
            else:
                connection.sendall(part)
        return reply is not None and not reply.close

    def _tunnel(self, connection: socket.socket, request: bytes) -> None:
        """A proxy's CONNECT."""
        host, _, port = request.split(b" ", 2)[1].decode().partition(":")
        with socket.create_connection((host, int(port))) as beyond:
            connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            other = threading.Thread(target=_pump, args=(beyond, connection), daemon=True)
            other.start()
            _pump(connection, beyond)
            other.join()


def _request(connection: socket.socket, pending: bytes) -> tuple[bytes, bytes] | None:
    while b"\r\n\r\n" not in pending:
        data = connection.recv(65536)
        if not data:
            return None
        pending += data
    head, _, rest = pending.partition(b"\r\n\r\n")
    length = next((int(h[15:]) for h in head.split(b"\r\n") if h.lower().startswith(b"content-length:")), 0)
    while len(rest) < length:
        rest += connection.recv(65536)
    return head + b"\r\n\r\n" + rest[:length], rest[length:]


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    description = Description(title="Tides", operator="Mara Quill", contact="desk@example.org")
    return Collection.create(tmp_path / "tides", description)


@pytest.fixture
def kit() -> SimpleNamespace:
    """What tests make replies with, and read WARCs by."""
    return SimpleNamespace(
        Reply=Reply, Server=Server, page=page, pairs=pairs, records=records, differences=differences
    )


Run = Callable[..., "subprocess.CompletedProcess[str]"]


def environment(**more: str) -> dict[str, str]:
    """This one without its proxies."""
    plain = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
    return {**plain, "PYTHONWARNINGS": "error::ResourceWarning", **more}


@pytest.fixture
def newsarchive(tmp_path: Path) -> Run:
    """The command, in a process of its own and outside the checkout."""

    def run(*words: object, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", MAIN, *map(str, words)],
            cwd=tmp_path, env=environment(**(env or {})), capture_output=True, text=True, timeout=120,
        )  # fmt: skip

    return run


@pytest.fixture
def scrapy(tmp_path: Path) -> Run:
    """Scrapy's command with our settings, in the checkout."""

    def run(
        *words: object, cwd: Path = ROOT, env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "scrapy", *map(str, words)],
            cwd=cwd, env=environment(**(env or {})), capture_output=True, text=True, timeout=120,
        )  # fmt: skip

    return run


def records(collection: Collection, kind: str) -> list[tuple[str, bytes, dict[str, str]]]:
    """Address, block and header fields of all records of a kind, as warcio reads them."""
    found = []
    for path in sorted(collection.archive.glob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, no_record_parse=True):
                if record.rec_type == kind:
                    fields = dict(record.rec_headers.headers)
                    found.append((fields["WARC-Target-URI"], record.raw_stream.read(), fields))
    return found


def pairs(collection: Collection) -> list[tuple[bytes, bytes]]:
    """Request and response of each exchange; nothing where no response came."""
    responses = {fields["WARC-Record-ID"]: block for _, block, fields in records(collection, "response")}
    return [
        (block, responses.pop(fields.get("WARC-Concurrent-To", ""), b""))
        for _, block, fields in records(collection, "request")
    ]


def differences(collection: Collection, log: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Exchanges that only one of the archive and the server's log has. A request that got no answer and that
    the server never read is none: it was written to a kept connection just as the server closed it."""
    kept, served = Counter(pairs(collection)), Counter(log)
    return [*(served - kept), *(exchange for exchange in kept - served if exchange[1])]
