"""The bytes of an HTTP/1.1 exchange as they pass the socket.

Twisted's client gives a parsed response; what the server sent is gone by then: reason phrase, case and order
of headers, folded lines, chunk framing, interim responses, and the attempts of a pool that sends a request
again by itself when a kept connection turns out dead. So the pool's protocol is replaced by one that copies
what it writes and what it receives. This leans on private parts of Twisted and Scrapy: :func:`inexact` tells
at start whether they still are what is assumed here.
"""

# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, partial
from itertools import count
from typing import TYPE_CHECKING, Any, ClassVar

from twisted.internet.error import ConnectionDone
from twisted.internet.protocol import connectionDone
from twisted.internet.testing import StringTransport
from twisted.web._newclient import HTTP11ClientProtocol
from twisted.web._newclient import Request as WireRequest
from twisted.web.client import _HTTP11ClientFactory
from twisted.web.http import _ChunkedTransferDecoder
from twisted.web.http_headers import Headers

from newsarchive import certificate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from twisted.python.failure import Failure

CLEAN = "the connection was closed"
MARK = b"X-Newsarchive-Visit"
"""A header that ties a request of Scrapy to the socket it goes to. It is taken off before a byte is sent."""


HEAD_STATES = ("STATUS", "HEADER")
"""Of Twisted's parser: the head of the final response has not ended yet."""


@dataclass(slots=True)
class Exchange:
    """One request written to one socket, and what came back on it."""

    date: datetime
    peer: str | None
    handle: Any = None
    """OpenSSL's connection; None without TLS."""
    sent: list[bytes] = field(default_factory=list)
    received: bytearray = field(default_factory=bytearray)
    """One piece, for a list of a byte each would take forty times its bytes."""
    entity: int = 0
    """Bytes of the body without chunk framing, where it is chunked."""
    chunked: bool = False
    trailing: int = 0
    """Bytes received behind the end of the response; they are no part of it."""
    whole: bool = False
    """The response came to its end by the rules of HTTP."""
    overflow: str = ""
    """The limit because of which the connection was cut."""
    given_up: str | None = None
    """Why what came made no sense as HTTP; the connection was cut."""
    lost: str | None = None
    """Why the connection ended before the response did."""
    tls: Mapping[str, str] = field(default_factory=dict)
    """See :func:`newsarchive.certificate.tls`."""

    @property
    def request(self) -> bytes:
        """As sent. Empty where TLS never came about: then nothing of it left this machine."""
        if self.handle is not None and self.handle.get_finished() is None:
            return b""
        return b"".join(self.sent)

    @property
    def size(self) -> int:
        """Bytes received so far."""
        return len(self.received)

    @property
    def response(self) -> bytes:
        return bytes(memoryview(self.received)[: len(self.received) - self.trailing])


class Budget:
    """Bytes that all responses together may hold in memory, from the first byte until they are kept."""

    def __init__(self, limit: int = 0) -> None:
        """
        :param limit: above it the largest one under way is cut; 0: none"""
        self._limit = limit or sys.maxsize
        self._under_way: dict[_Listening, Exchange] = {}
        self._total = 0

    def received(self, protocol: _Listening, exchange: Exchange, number: int) -> None:
        """So many bytes more."""
        self._under_way[protocol] = exchange
        self._total += number
        if self._total > self._limit:
            largest = max(self._under_way, key=lambda one: self._under_way[one].size)
            self._under_way[largest].overflow = "all downloads at once exceed DOWNLOADS_MAXSIZE"
            if largest is not protocol:
                largest.transport.abortConnection()

    def ended(self, protocol: _Listening) -> None:
        """Nothing more comes."""
        self._under_way.pop(protocol, None)

    def freed(self, number: int) -> None:
        self._total -= number


class Wire:
    """The visits under way, and the protocol factory that listens in on them."""

    def __init__(
        self, limit: int = 0, head_limit: int = 0, framing_limit: int = 0, budget: Budget | None = None
    ) -> None:
        """Bytes after which a connection is cut; 0: none.

        :param limit: of one response, framing included
        :param head_limit: before the body begins, interim responses included
        :param framing_limit: of one response, head and chunk framing: each chunk is work, however small
        :param budget: of all responses at once
        """
        self.limit = limit or sys.maxsize
        self.head_limit = head_limit or sys.maxsize
        self.framing_limit = framing_limit or sys.maxsize
        self.budget = budget or Budget()
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
            headers.pop(MARK, None)
            del self._visits[token]
            self.budget.freed(sum(exchange.size for exchange in exchanges))

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
    _told: Mapping[str, str] | None = None

    def request(self, request: WireRequest) -> Any:
        exchanges = self.wire.exchanges(request.headers)
        if exchanges is None or self.state != "QUIESCENT":
            return super().request(request)
        self._exchange = Exchange(datetime.now(UTC), _peer(self.transport), _handle(self.transport))
        exchanges.append(self._exchange)
        # A copy: the pool may send the same request again on another socket, and needs the token for that.
        answer = super().request(_Copied(request, self._exchange))
        parser: Any = self._parser
        if parser is not None:
            parser.headerReceived = partial(_tolerant, parser.headerReceived)
            parser.MAX_LENGTH = sys.maxsize  # of a line: 16,384 is too short for some; head_limit bounds it
        return answer

    def dataReceived(self, data: bytes) -> None:  # noqa: N802
        exchange = self._exchange
        if exchange is None:
            super().dataReceived(data)
            return
        if not exchange.received:
            exchange.tls = self._tls()
        exchange.received += data
        self.wire.budget.received(self, exchange, len(data))
        if exchange.size > self.wire.limit:
            exchange.overflow = "more bytes than DOWNLOAD_MAXSIZE allows"
        if not exchange.overflow:
            super().dataReceived(data)
            self._bound(exchange)
        if exchange.overflow:
            self.transport.abortConnection()

    def _bound(self, exchange: Exchange) -> None:
        """Cuts what has too much of a head or of chunk framing."""
        parser: Any = self._parser
        if parser is None:
            return
        if parser.state in HEAD_STATES:
            if exchange.size > self.wire.head_limit:
                exchange.overflow = "the head is too large"
        elif exchange.chunked:
            if exchange.size - exchange.entity > self.wire.framing_limit:
                exchange.overflow = "the chunks are too small"
        elif type(parser.bodyDecoder) is _ChunkedTransferDecoder:
            exchange.chunked = True
            parser.bodyDecoder.dataCallback = partial(_counted, parser.bodyDecoder.dataCallback, exchange)

    def _ended(self) -> None:
        if self._exchange is not None:
            self.wire.budget.ended(self)
        self._exchange = None

    def _tls(self) -> Mapping[str, str]:
        """Of the connection: asked for at the first byte, for one that broke off has nothing to tell."""
        if self._told is None:
            handle = _handle(self.transport)
            self._told = certificate.tls(handle) if handle is not None else {}
        return self._told

    def _finishResponse(self, rest: bytes) -> None:  # noqa: N802
        if self._exchange is not None:
            self._exchange.trailing = len(rest)
            self._exchange.whole = self._exchange.lost in (None, CLEAN)
        self._ended()
        super()._finishResponse(rest)

    def _giveUp(self, reason: Failure) -> None:  # noqa: N802
        if self._exchange is not None:
            self._exchange.given_up = _reason(reason)
        super()._giveUp(reason)

    def connectionLost(self, reason: Failure = connectionDone) -> None:  # noqa: N802
        if self._exchange is not None:
            # A body that ends with the connection ends cleanly or not at all.
            self._exchange.lost = CLEAN if reason.check(ConnectionDone) else _reason(reason)
        super().connectionLost(reason)
        self._ended()


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


def _counted(receive: Callable[[bytes], None], exchange: Exchange, data: bytes) -> None:
    exchange.entity += len(data)
    receive(data)


def _peer(transport: Any) -> str | None:
    return getattr(transport.getPeer(), "host", None)


def _handle(transport: Any) -> Any:
    handle = transport.getHandle() if hasattr(transport, "getHandle") else None
    return handle if hasattr(handle, "get_cipher_name") else None


def _reason(failure: Failure) -> str:
    return f"{type(failure.value).__name__}: {failure.getErrorMessage()}"


def _tolerant(received: Callable[[bytes, bytes], None], name: bytes, value: bytes) -> None:
    """Passes a header on to the parser. One with a name that is none, which browsers pass over too, does not
    cost the page."""
    with suppress(ValueError):
        received(name.rstrip(), value)


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
