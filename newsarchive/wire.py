"""The bytes of an HTTP/1.1 exchange as they pass the socket.

Twisted's client gives a parsed response; what the server sent is gone by then: reason phrase, case and order
of headers, folded lines, chunk framing, interim responses, and the attempts of a pool that sends a request
again by itself when a kept connection turns out dead. So the pool's protocol is replaced by one that copies
what it writes and what it receives. This leans on private parts of Twisted and Scrapy: :func:`inexact` tells
at start whether they still are what is assumed here.
"""

# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any, ClassVar

from twisted.internet.error import ConnectionDone
from twisted.internet.protocol import connectionDone
from twisted.internet.testing import StringTransport
from twisted.web._newclient import HTTP11ClientProtocol
from twisted.web._newclient import Request as WireRequest
from twisted.web.client import _HTTP11ClientFactory
from twisted.web.http_headers import Headers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twisted.python.failure import Failure

MARK = b"X-Newsarchive-Visit"
"""A header that ties a request of Scrapy to the socket it goes to. It is taken off before a byte is sent."""


@dataclass(slots=True)
class Exchange:
    """One request written to one socket, and what came back on it."""

    date: datetime
    peer: str | None
    sent: list[bytes] = field(default_factory=list)
    parts: list[bytes] = field(default_factory=list)
    size: int = 0
    """Bytes received so far."""
    trailing: int = 0
    """Bytes received behind the end of the response; they are no part of it."""
    whole: bool = False
    """The response came to its end by the rules of HTTP."""
    overflow: bool = False
    """The connection was cut because more came than the limit allows."""
    given_up: bool = False
    """What came made no sense as HTTP, and the connection was cut."""
    tls: str | None = None
    """Protocol and cipher, e.g. "TLSv1.3 TLS_AES_256_GCM_SHA384"."""

    @property
    def request(self) -> bytes:
        return b"".join(self.sent)

    @property
    def response(self) -> bytes:
        received = b"".join(self.parts)
        return received[: len(received) - self.trailing]


class Wire:
    """The visits under way, and the protocol factory that listens in on them."""

    def __init__(self, limit: int = 0) -> None:
        """``limit``: bytes of one response, framing included, after which the connection is cut; 0: none."""
        self.limit = limit
        self._visits: dict[bytes, list[Exchange]] = {}
        self._tokens = count(1)

    @contextmanager
    def visit(self, headers: Any) -> Iterator[list[Exchange]]:
        """Marks ``headers`` (Scrapy's) while the block runs; gives the exchanges made for them, in order."""
        token = str(next(self._tokens)).encode()
        headers[MARK] = token
        exchanges = self._visits[token] = []
        try:
            yield exchanges
        finally:
            del headers[MARK]
            del self._visits[token]

    def exchanges(self, headers: Headers) -> list[Exchange] | None:
        tokens = headers.getRawHeaders(MARK)
        return self._visits.get(tokens[0]) if tokens else None

    def factory(self, base: type[Any]) -> type[Any]:
        """A subclass of the pool's factory ``base`` whose protocols listen in."""
        kind = type(base(None, "").buildProtocol(None))
        protocol = type("Listening", (_Listening, kind), {"wire": self})

        class Factory(base):  # type: ignore[misc]
            noisy = False

            def buildProtocol(self, addr: object) -> Any:  # noqa: N802
                return protocol(self._quiescentCallback)

        return Factory


class _Listening(HTTP11ClientProtocol):
    wire: ClassVar[Wire]
    transport: Any
    _exchange: Exchange | None = None

    def request(self, request: WireRequest) -> Any:
        exchanges = self.wire.exchanges(request.headers)
        if exchanges is None or self.state != "QUIESCENT":
            return super().request(request)
        self._exchange = Exchange(datetime.now(UTC), _peer(self.transport))
        exchanges.append(self._exchange)
        # A copy: the pool may send the same request again on another socket, and needs the token for that.
        return super().request(_Copied(request, self._exchange))

    def dataReceived(self, data: bytes) -> None:  # noqa: N802
        exchange = self._exchange
        if exchange is not None:
            if not exchange.size:
                exchange.tls = _tls(self.transport)
            exchange.parts.append(data)
            exchange.size += len(data)
            if 0 < self.wire.limit < exchange.size:
                exchange.overflow = True
                self.transport.abortConnection()
                return
        super().dataReceived(data)

    def _finishResponse(self, rest: bytes) -> None:  # noqa: N802
        if self._exchange is not None:
            self._exchange.trailing = len(rest)
            self._exchange.whole = True
            self._exchange = None
        super()._finishResponse(rest)

    def _giveUp(self, reason: Failure) -> None:  # noqa: N802
        if self._exchange is not None:
            self._exchange.given_up = True
        super()._giveUp(reason)

    def connectionLost(self, reason: Failure = connectionDone) -> None:  # noqa: N802
        exchange, clean = self._exchange, reason.check(ConnectionDone)
        super().connectionLost(reason)
        if exchange is not None and not clean:
            # A body that ends with the connection ends cleanly or not at all.
            exchange.whole = False
        self._exchange = None


class _Copied(WireRequest):
    """The request without its token, whose bytes are copied as they are written."""

    def __init__(self, request: WireRequest, exchange: Exchange) -> None:
        headers = request.headers.copy()
        headers.removeHeader(MARK)
        super().__init__(request.method, request.uri, headers, request.bodyProducer, request.persistent)
        self._parsedURI = request._parsedURI
        self._exchange = exchange

    def writeTo(self, transport: Any) -> Any:  # noqa: N802
        return super().writeTo(_Tee(transport, self._exchange.sent))


class _Tee:
    """A transport that copies what is written to it."""

    def __init__(self, transport: Any, sent: list[bytes]) -> None:
        self._transport = transport
        self._sent = sent

    def write(self, data: bytes) -> None:
        self._sent.append(bytes(data))
        self._transport.write(data)

    def writeSequence(self, parts: Any) -> None:  # noqa: N802
        self.write(b"".join(parts))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


def _peer(transport: Any) -> str | None:
    return getattr(transport.getPeer(), "host", None)


def _tls(transport: Any) -> str | None:
    handle: Any = transport.getHandle() if hasattr(transport, "getHandle") else None
    if not hasattr(handle, "get_cipher_name"):
        return None
    return f"{handle.get_protocol_version_name()} {handle.get_cipher_name()}"


@cache
def inexact() -> str | None:
    """Why listening in does not work with the Twisted and Scrapy at hand; None where it does.

    Plays one exchange through the protocol, in memory."""
    try:
        from scrapy.core.downloader.handlers import http11

        base = getattr(http11, "_LenientHTTP11ClientFactory", _HTTP11ClientFactory)
        return _play(Wire(), base)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def _play(wire: Wire, base: type[Any]) -> str | None:
    answer = b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 fine\r\nx: 1\r\nContent-Length:2\r\n\r\nok"
    marked: dict[bytes, bytes] = {}
    with wire.visit(marked) as exchanges:
        transport = StringTransport()
        protocol = wire.factory(base)(lambda _: None, "").buildProtocol(None)
        protocol.makeConnection(transport)
        headers = Headers({MARK: [marked[MARK]], b"Host": [b"a.example"]})
        protocol.request(WireRequest(b"GET", b"/", headers, None, persistent=True)).addErrback(lambda _: None)
        protocol.dataReceived(answer + b"more")
    if not exchanges or exchanges[0].request != transport.value() or MARK in transport.value():
        return "the request written is not the request copied"
    if exchanges[0].response != answer or not exchanges[0].whole:
        return "the response copied is not the response received"
    return None
