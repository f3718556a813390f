"""A server for tests and benchmarks: it sends exactly the bytes it is told, and logs exactly those it got and
sent.

It speaks HTTP/1.1 and nothing of it by itself: no header, no framing, no end of a connection but what a reply
says. It is also a proxy: an absolute address is answered by its path, CONNECT opens a tunnel.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import ssl

Parts = Iterable[bytes | float]
LARGEST_HEAD = 1 << 20
"""Bytes of a request's head; more ends the connection."""


@dataclass(frozen=True)
class Reply:
    """What the server sends: parts of bytes, and pauses in seconds between them."""

    parts: tuple[bytes | float, ...] | Callable[[], Parts]
    """A function where they have no end."""
    close: bool = False
    """Whether the connection is closed behind it."""
    reset: bool = False
    """Whether it is torn down (RST)."""
    trailing: bytes = b""
    """Sent behind the response in the same write; no part of it."""
    method: str = "GET"
    """What it answers, and the request's body."""
    body: str = ""
    truncated: str | None = None
    """What an archive must say of the response: the WARC-Truncated it gets."""


def page(body: str, *headers: str, status: str = "200 OK") -> Reply:
    """An ordinary answer."""
    data = body.encode()
    kind = "" if any(h.lower().startswith("content-type") for h in headers) else "Content-Type: text/html\r\n"
    head = f"HTTP/1.1 {status}\r\n{kind}{''.join(h + chr(13) + chr(10) for h in headers)}"
    return Reply((f"{head}Content-Length: {len(data)}\r\n\r\n".encode() + data,))


Route = Reply | Callable[[str, int], Reply | None]


@dataclass
class Exchange:
    """One request, and what was sent for it."""

    request: bytes
    """As received, head and body."""
    port: int
    connection: int
    """Number of the connection on this server, from 1."""
    number: int
    """Of the request on its connection, from 1."""
    sent: list[bytes] = field(default_factory=list)

    @property
    def response(self) -> bytes:
        """As sent, without what trailed behind it."""
        return b"".join(self.sent)

    @property
    def path(self) -> str:
        return urlsplit(self.request.split(b" ", 2)[1].decode()).path


class Server:
    """Answers by path, on 127.0.0.1 or several addresses like it. An unknown path is 404, robots.txt too
    unless it is set. It runs in a thread of its own."""

    def __init__(
        self,
        routes: dict[str, Route] | None = None,
        tls: ssl.SSLContext | None = None,
        hosts: Iterable[str] = ("127.0.0.1",),
    ) -> None:
        """
        :param routes: path -> reply, or a function of request line and number of the request on the
            connection; None closes the connection without an answer
        """
        self.routes: dict[str, Route] = routes or {}
        self.tls = tls
        self.exchanges: list[Exchange] = []
        """In the order in which the requests came."""
        self.tunnels: list[bytes] = []
        """Heads of CONNECT requests."""
        self._connections = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        sockets = [socket.create_server((host, 0), backlog=1000) for host in hosts]
        self.urls = [_url(listening, tls is not None) for listening in sockets]
        self.url = self.urls[0]
        self.port: int = sockets[0].getsockname()[1]
        self._servers = [
            self._await(asyncio.start_server(self._accept, sock=listening, ssl=tls, limit=LARGEST_HEAD))
            for listening in sockets
        ]

    @property
    def log(self) -> list[tuple[bytes, bytes]]:
        """Request as received, response as sent."""
        return [(exchange.request, exchange.response) for exchange in list(self.exchanges)]

    def paths(self) -> list[str]:
        """Asked for so far, in order."""
        return [exchange.path for exchange in list(self.exchanges)]

    def close(self) -> None:
        """End all connections and the thread. A second call does nothing."""
        if self._loop.is_closed():
            return
        self._await(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _await(self, work):  # type: ignore[no-untyped-def]
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _end(self) -> None:
        for server in self._servers:
            server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = self._loop.create_task(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections += 1
        connection, number = self._connections, 0
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                kept = True
                while kept:
                    request = await _request(reader)
                    if request.startswith(b"CONNECT "):
                        return await self._tunnel(reader, writer, request)
                    number += 1
                    port = writer.get_extra_info("sockname")[1]
                    exchange = Exchange(request, port, connection, number)
                    self.exchanges.append(exchange)
                    kept = await _answer(writer, exchange, self._reply(exchange))
        finally:
            writer.close()

    def _reply(self, exchange: Exchange) -> Reply | None:
        found = self.routes.get(exchange.path, page("Not found", status="404 Not Found"))
        if isinstance(found, Reply):
            return found
        return found(exchange.request.split(b"\r\n", 1)[0].decode(), exchange.number)

    async def _tunnel(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes
    ) -> None:
        self.tunnels.append(request)
        host, _, port = request.split(b" ", 2)[1].decode().rpartition(":")
        from_beyond, to_beyond = await asyncio.open_connection(host, int(port))
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        try:
            await asyncio.gather(_pump(reader, to_beyond), _pump(from_beyond, writer))
        finally:
            to_beyond.close()


async def _request(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    length = next((int(line[15:]) for line in lines if line.lower().startswith(b"content-length:")), 0)
    return head + await reader.readexactly(length)


async def _answer(writer: asyncio.StreamWriter, exchange: Exchange, reply: Reply | None) -> bool:
    """Send the reply; whether the connection is kept."""
    if reply is None:
        return False
    if callable(reply.parts):
        for part in reply.parts():
            await _send(writer, exchange, part)
    else:
        *parts, last = reply.parts
        for part in parts:
            await _send(writer, exchange, part)
        await _send(writer, exchange, last, reply.trailing)
    if reply.reset:
        await asyncio.sleep(0.1)  # so that what was sent has arrived
        linger = struct.pack("ii", 1, 0)
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        writer.transport.abort()
    return not (reply.close or reply.reset)


async def _send(
    writer: asyncio.StreamWriter, exchange: Exchange, part: bytes | float, trailing: bytes = b""
) -> None:
    if isinstance(part, float):
        return await asyncio.sleep(part)
    exchange.sent.append(part)
    writer.write(part + trailing)
    return await writer.drain()


async def _pump(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await source.read(65536):
            target.write(data)
            await target.drain()
        target.write_eof()


def _url(listening: socket.socket, tls: bool) -> str:
    host, port = listening.getsockname()[:2]
    return f"http{'s' if tls else ''}://{host}:{port}"
