"""What servers do: a reply for each behaviour, by path."""

from __future__ import annotations

import gzip
import random
import zlib
from base64 import b64decode
from itertools import count, pairwise, repeat
from typing import TYPE_CHECKING

from tests.crawl.odd_server import Reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.crawl.odd_server import Parts

BODY = b"<html><title>x</title><p>Bells over the harbour at noon.</html>"
ZIPPED = gzip.compress(BODY, mtime=0)
DEFLATED = zlib.compress(BODY)
RAW = DEFLATED[2:-4]
OK = b"HTTP/1.1 200 OK\r\n"
TWO = b"Content-Length: 2\r\n\r\nok"
CHUNKS = OK + b"Transfer-Encoding: chunked\r\n\r\n"
TRAILED = b"5;name=value\r\n<html\r\n1\r\n>\r\n0\r\nX-Trailer: late\r\n\r\n"


def sized(body: bytes, *headers: bytes) -> bytes:
    lines = b"".join(header + b"\r\n" for header in (*headers, b"Content-Length: %d" % len(body)))
    return OK + lines + b"\r\n" + body


def closing(*parts: bytes | float, truncated: str | None = None, reset: bool = False) -> Reply:
    return Reply(parts, close=True, reset=reset, truncated=truncated)


ODD: dict[str, Reply] = {
    # heads
    "/case": Reply((OK + b"x-ODD-case: 1\r\nB: 2\r\nA: 1\r\nCONTENT-length: 2\r\n\r\nok",)),
    "/phrase": Reply((b"HTTP/1.1 200 All is  fine here\r\n" + TWO,)),
    "/empty-phrase": Reply((b"HTTP/1.1 200 \r\n" + TWO,)),
    "/no-phrase": Reply((b"HTTP/1.1 200\r\n" + TWO,)),
    "/latin-phrase": Reply((b"HTTP/1.1 200 Tr\xe8s bien\r\n" + TWO,)),
    "/duplicate": Reply((sized(BODY, b"Set-Cookie: a=1", b"X: 1", b"set-cookie: b=2", b"X: 1"),)),
    "/folded": Reply((OK + b"X-Long: one\r\n  two\r\n\tthree\r\n" + TWO,)),
    "/colonless": Reply((OK + b"no colon in here\r\n" + TWO,)),
    "/latin": Reply((OK + b"X-Name: M\xfcnchen\r\nX-\xdcber: 1\r\n" + TWO,)),
    "/utf-8": Reply((OK + "X-Name: Łódź\r\n".encode() + TWO,)),
    "/blanks": Reply(
        (OK + b"X-A:none\r\nX-B:   many   \r\nX-C:\r\nX-D : before\r\nContent-Length:2\r\n\r\nok",)
    ),
    "/odd-names": Reply((OK + b"X/Y: 1\r\n(z): 2\r\n: nameless\r\n" + TWO,)),
    "/lf": Reply((b"HTTP/1.1 200 OK\nContent-Length: 2\n\nok",)),
    "/lf-chunked": Reply((b"HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n" + TRAILED,)),
    "/mixed-ends": Reply((b"HTTP/1.1 200 OK\r\nX: 1\nContent-Length: 2\r\n\nok",)),
    "/long-line": Reply((sized(b"ok", b"Content-Security-Policy: " + b"img-src a.example; " * 1200),)),
    "/same-length-twice": Reply((OK + b"Content-Length: 2\r\n" + TWO,)),
    # bodies
    "/chunked": Reply((CHUNKS + TRAILED,)),
    "/slowly": Reply((CHUNKS[:30], 0.05, CHUNKS[30:] + TRAILED[:9], 0.05, TRAILED[9:])),
    "/chunk-sizes": Reply((CHUNKS + b"0005\r\n<html\r\nA\r\n0123456789\r\na\r\n0123456789\r\n000\r\n\r\n",)),
    "/gzip": Reply((sized(ZIPPED, b"Content-Encoding: gzip"),)),
    "/gzip-chunked": Reply(
        (
            OK
            + b"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n"
            + b"".join(
                b"%x\r\n%s\r\n" % (len(ZIPPED[i : i + 9]), ZIPPED[i : i + 9])
                for i in range(0, len(ZIPPED), 9)
            )
            + b"0\r\n\r\n",
        )
    ),
    "/deflate": Reply((sized(DEFLATED, b"Content-Encoding: deflate"),)),
    "/raw-deflate": Reply((sized(RAW, b"Content-Encoding: deflate"),)),
    "/half-gzip": Reply((sized(ZIPPED[:-12], b"Content-Encoding: gzip"),)),
    "/no-gzip": Reply((sized(BODY, b"Content-Encoding: gzip"),)),
    "/unknown-coding": Reply((sized(b"\x00\x01\x02", b"Content-Encoding: rot13"),)),
    "/empty": Reply((OK + b"Content-Length: 0\r\n\r\n",)),
    "/both-lengths": Reply((OK + b"Content-Length: 999\r\nTransfer-Encoding: chunked\r\n\r\n" + TRAILED,)),
    # statuses
    "/204": Reply((b"HTTP/1.1 204 Nothing\r\nX: 1\r\n\r\n",)),
    "/304": Reply((b'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\nContent-Length: 99\r\n\r\n',)),
    "/moved": Reply((b"HTTP/1.1 301 Moved\r\nLocation: /case\r\n" + TWO,)),
    "/404": Reply((b"HTTP/1.1 404 Gone fishing\r\n" + TWO,)),
    "/500": Reply((b"HTTP/1.1 500 Oh no\r\n" + TWO,)),
    "/999": Reply((b"HTTP/1.1 999 Go away\r\n" + TWO,)),
    "/early": Reply((b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + OK + TWO,)),
    "/interim": Reply((b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n", 0.05, OK + TWO)),
    "/head": Reply((OK + b"Content-Length: 500\r\nX: 1\r\n\r\n",), method="HEAD"),
    "/head-chunked": Reply((CHUNKS,), method="HEAD"),
    "/post": Reply((OK + TWO,), method="POST", body="a=1&b=2"),
    # ends of connections
    "/old": closing(b"HTTP/1.0 200 OK\r\nX: 1\r\n\r\n" + BODY),
    "/old-sized": closing(b"HTTP/1.0 200 OK\r\n" + TWO),
    "/until-close": closing(OK + b"X: 1\r\n\r\n" + BODY[:20], 0.05, BODY[20:]),
    "/closing": closing(OK + b"Connection: close\r\n" + TWO),
    "/garbage": Reply((OK + TWO,), trailing=b"and more"),
    "/garbage-chunked": Reply((CHUNKS + TRAILED,), trailing=b"\r\n\r\nand more"),
    "/pipelined": Reply((OK + TWO,), trailing=OK + TWO),
    "/longer-than-said": Reply((OK + TWO,), trailing=BODY, close=True),
    "/short": closing(OK + b"Content-Length: 1000\r\n\r\n" + BODY, truncated="disconnect"),
    "/half-chunk": closing(CHUNKS + b"40\r\n<html>", truncated="disconnect"),
    "/half-chunk-size": closing(CHUNKS + b"5\r\n<html\r\n4", truncated="disconnect"),
    "/no-last-chunk": closing(CHUNKS + b"5\r\n<html\r\n", truncated="disconnect"),
    "/half-head": closing(OK + b"Content-Le", truncated="disconnect"),
    "/half-status": closing(b"HTT", truncated="disconnect"),
    "/only-interim": closing(b"HTTP/1.1 103 Early Hints\r\n\r\n", truncated="disconnect"),
    "/reset": closing(OK + b"Content-Length: 1000\r\n\r\n" + BODY, truncated="disconnect", reset=True),
    "/reset-until-close": closing(OK + b"X: 1\r\n\r\n" + BODY, truncated="disconnect", reset=True),
    "/nothing": closing(b""),
    # no HTTP, or none that can be trusted
    "/no-http": closing(b"SSH-2.0-OpenSSH_9.2p1\r\n", truncated="unspecified"),
    "/only-body": closing(BODY + b"\n", truncated="unspecified"),
    "/negative-length": closing(OK + b"Content-Length: -5\r\n\r\nok", truncated="unspecified"),
    "/two-lengths": closing(OK + b"Content-Length: 3\r\n" + TWO, truncated="unspecified"),
    "/no-number": closing(OK + b"Content-Length: two\r\n\r\nok", truncated="unspecified"),
    "/odd-transfer": closing(OK + b"Transfer-Encoding: shuffled\r\n\r\nok", truncated="unspecified"),
    "/bad-chunk": closing(CHUNKS + b"xyz\r\n<html\r\n", truncated="unspecified"),
}
"""Each is answered whole before the client can do anything about it."""


def forever(head: bytes, *parts: bytes | float) -> Callable[[], Parts]:
    def endless() -> Parts:
        yield head
        for again in repeat(parts):
            yield from again

    return endless


def numbered(head: bytes, line: bytes) -> Callable[[], Parts]:
    def endless() -> Parts:
        yield head
        for start in count(0, 100):
            yield b"".join(line % number for number in range(start, start + 100))

    return endless


ZEROS = 60_000_000


def bomb(packed: bytes, coding: bytes) -> Reply:
    return Reply((sized(packed, b"Content-Type: text/html", b"Content-Encoding: " + coding),))


def zipped(wbits: int) -> bytes:
    packer = zlib.compressobj(9, wbits=wbits)
    piece = bytes(1_000_000)
    return b"".join(packer.compress(piece) for _ in range(ZEROS // len(piece))) + packer.flush()


BROTLI = b64decode(
    "y///P/gnAOKxQCD3/o///3/wTwDEYRGA7v0f////4J8AiMMCAN37P/7//8E/ARCHBQC693/8//+DfwIgDgsAdO//+P//B/8EQBwWAOje//H//w"
    "/+CYA4LADQvf/Lf8MJ/BMAcVgAoOs3AQ=="
)
ZSTD = zlib.decompress(b64decode("eNrT2Kr/tyGDoX0ysw8DAwcDI8Of/5YCTEwMAgyjeBSP4lE8ikfxKEbFzBY8DAC2+icB"))
"""ZEROS zeros, by brotli 1.2 and zstd 1.5."""

HOSTILE: dict[str, Reply] = {
    "/endless": Reply(forever(OK + b"\r\n", b"x" * 10_000), truncated="length"),
    "/endless-chunks": Reply(
        forever(CHUNKS, b"1000\r\n" + b"bells at noon. !" * 256 + b"\r\n"), truncated="length"
    ),
    "/tiny-chunks": Reply(forever(CHUNKS, b"1;%s\r\nx\r\n" % (b"e" * 900)), truncated="length"),
    "/crumbs": Reply(forever(CHUNKS, b"1\r\nx\r\n" * 2_000), truncated="length"),
    "/said-too-large": Reply((OK + b"Content-Length: 99999999999\r\n\r\n", BODY), truncated="length"),
    "/huge-chunk": Reply(forever(CHUNKS + b"ffffffffff\r\n", b"x" * 10_000), truncated="length"),
    "/headers": Reply(numbered(OK, b"X-%d: y\r\n"), truncated="length"),
    "/header": Reply(forever(OK + b"X: ", b"y" * 10_000), truncated="length"),
    "/fold": Reply(forever(OK + b"X: 1\r\n", b" more\r\n" * 100), truncated="length"),
    "/status-line": Reply(forever(b"HTTP/1.1 200 ", b"O" * 10_000), truncated="length"),
    "/interims": Reply(forever(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 100), truncated="length"),
    "/extension": Reply(forever(CHUNKS + b"5;", b"e" * 10_000), truncated="unspecified"),
    "/trailers": Reply(numbered(CHUNKS + b"5\r\n<html\r\n0\r\n", b"X-%d: y\r\n"), truncated="unspecified"),
    "/chunk-size": Reply(forever(CHUNKS, b"0" * 10_000), truncated="unspecified"),
    "/drip": Reply(forever(OK + b"Content-Length: 1000\r\n\r\n", b"x", 0.2), truncated="time"),
    "/drip-head": Reply(forever(OK, b"X: 1\r\n", 0.2), truncated="time"),
    "/stall": Reply(forever(OK + b"Content-Length: 10\r\n\r\nab", 1.0), truncated="time"),
    "/silence": Reply(forever(b"", 1.0)),
    "/gzip-bomb": bomb(zipped(31), b"gzip"),
    "/gzip-gzip-bomb": bomb(gzip.compress(zipped(31), mtime=0), b"gzip, gzip"),
    "/deflate-bomb": bomb(zipped(15), b"deflate"),
    "/br-bomb": bomb(BROTLI, b"br"),
    "/zstd-bomb": bomb(ZSTD, b"zstd"),
    "/loop": Reply((b"HTTP/1.1 302 Found\r\nLocation: /loop\r\n" + TWO,)),
    "/circle": Reply((b"HTTP/1.1 302 Found\r\nLocation: /round\r\n" + TWO,)),
    "/round": Reply((b"HTTP/1.1 302 Found\r\nLocation: /circle\r\n" + TWO,)),
}


def crowd(number: int, seed: int = 2026) -> dict[str, Reply]:
    """Ordinary replies of all sizes, framed and cut into writes by chance."""
    chance = random.Random(seed)
    replies = {}
    for n in range(number):
        body = b"%d bells " % n * chance.choice((0, 1, 20, 300, 4_000))
        if chance.random() < 0.3:
            body = gzip.compress(body, 1, mtime=0)
        if chance.random() < 0.5:
            framed, rest = CHUNKS, body
            while rest:
                size = chance.randint(1, 9_000)
                framed += b"%x\r\n%s\r\n" % (len(rest[:size]), rest[:size])
                rest = rest[size:]
            framed += b"0\r\n\r\n"
        else:
            framed = sized(body, b"X-Number: %d" % n)
        cuts = sorted(chance.randrange(len(framed)) for _ in range(chance.randrange(4)))
        edges = [0, *cuts, len(framed)]
        pieces = [framed[a:b] for a, b in pairwise(edges) if a < b]
        spaced = [part for piece in pieces for part in (0.002, piece)][1:]
        replies[f"/{n}"] = Reply(tuple(spaced), close=False)
    return replies
