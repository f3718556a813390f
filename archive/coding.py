"""Transfer and content codings undone (RFC 9112 section 7, RFC 9110 section 8.4), bounded and forgiving.

Half a stream gives what can be had of it; a body that is not coded as its header claims is passed on as it
is.
"""

from __future__ import annotations

import zlib
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MAX_CODINGS = 4
"""Of one body; real servers use one, broken proxies two. More is a way to make work."""
MAX_MEMBERS = 1000
"""Of one gzip body; a million empty ones are a way to make work."""
SLICE = 65536
"""Bytes given to zlib at a time: it copies what it leaves over, once a member."""
CHUNK_LINE = 4096
"""Longest chunk-size line that is read, with its extensions."""


class ContentError(ValueError):
    """The content can't be had: an unknown coding, a broken stream, or more bytes than allowed."""


def dechunk(data: bytes) -> bytes:
    """The chunks joined; extensions and trailers dropped, line ends with or without CR. ``data`` itself where
    it does not begin with a chunk (many WARCs hold bodies already joined below a head that says chunked)."""
    parts: list[bytes] = []
    at = 0
    while True:
        end = data.find(b"\n", at, at + CHUNK_LINE)
        size = _chunk_size(data[at : end if end >= 0 else at])
        if size is None:
            return b"".join(parts) if parts else data
        if size == 0:
            return b"".join(parts)
        parts.append(data[end + 1 : end + 1 + size])
        at = end + 1 + size
        at += 2 if data[at : at + 2] == b"\r\n" else data[at : at + 1] == b"\n"


def _chunk_size(line: bytes) -> int | None:
    digits = line.split(b";", 1)[0].strip()
    if not digits or len(digits) > 16 or digits.strip(b"0123456789abcdefABCDEF"):
        return None
    return int(digits, 16)


def decode(data: bytes, codings: Iterable[str], limit: int) -> bytes:
    """``data`` with the codings undone, the last one first.

    :raises ContentError: a coding without a decoder, a stream broken from its first byte, or more than
        ``limit`` bytes at any step
    """
    names = [name for name in (c.strip().lower() for c in codings) if name not in ("", "identity", "none")]
    if len(names) > MAX_CODINGS:
        raise ContentError(f"{len(names)} content codings on one body; at most {MAX_CODINGS} are undone.")
    for name in reversed(names):
        decoder = DECODERS.get(name)
        if decoder is None:
            raise ContentError(f"There is no decoder here for the content coding {name!r}.")
        data = decoder(data, limit) if data else data
    if len(data) > limit:
        raise _too_large(limit)
    return data


class _Decompressor(Protocol):
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


def _too_large(limit: int) -> ContentError:
    return ContentError(f"The content unpacks to more than {limit:,} bytes.")


def _inflate(data: bytes, wbits: int, limit: int) -> bytes:
    """All members of a zlib, gzip or raw deflate stream, up to the end or the first fault.

    :raises zlib.error: faulty before the first byte came out
    """
    out: list[bytes] = []
    room, at, members = limit + 1, 0, 0
    inflater = zlib.decompressobj(wbits)
    while at < len(data) and members < MAX_MEMBERS:
        piece = data[at : at + SLICE]
        before = inflater.copy()
        try:
            got = inflater.decompress(piece, room)
            at += len(piece) - len(inflater.unused_data)
        except zlib.error:
            got = _up_to_fault(before, piece, room)
            if not got and room > limit:
                raise
            at = len(data)
        out.append(got)
        room -= len(got)
        if room <= 0:
            raise _too_large(limit)
        if inflater.eof:
            members += 1
            inflater = zlib.decompressobj(wbits)
    return b"".join(out)


def _up_to_fault(inflater: zlib._Decompress, data: bytes, room: int) -> bytes:
    """zlib gives nothing of a call that fails, so feed it byte by byte."""
    out = bytearray()
    try:
        for at in range(len(data)):
            out += inflater.decompress(data[at : at + 1], max(room - len(out), 1))
            if len(out) >= room:
                break
    except zlib.error:
        pass
    return bytes(out)


def _gzip(data: bytes, limit: int) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data  # a lying header
    try:
        return _inflate(data, zlib.MAX_WBITS | 16, limit)
    except zlib.error as error:
        raise ContentError(f"The gzip stream is broken from its start: {error}.") from error


def _deflate(data: bytes, limit: int) -> bytes:
    """zlib format as RFC 9110 says, or raw as some servers send."""
    for wbits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            return _inflate(data, wbits, limit)
        except zlib.error:
            continue
    return _unless_text(data, "deflate")


def _brotli(data: bytes, limit: int) -> bytes:
    brotli = import_module("brotli")
    decompressor = brotli.Decompressor()
    out: list[bytes] = []
    room = limit + 1
    piece = data
    try:
        while piece or not decompressor.can_accept_more_data():
            got: bytes = decompressor.process(piece, output_buffer_limit=room)
            out.append(got)
            room -= len(got)
            if room <= 0:
                raise _too_large(limit)
            piece = b""
    except brotli.error:
        if not any(out):
            return _unless_text(data, "br")
    return b"".join(out)


def _unless_text(data: bytes, coding: str) -> bytes:
    """A body that opens like markup or JSON was never coded; the header lies."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"<", b"{", b"["):
        return data
    raise ContentError(f"The {coding} stream is broken from its start.")


DECODERS: dict[str, Callable[[bytes, int], bytes]] = {"gzip": _gzip, "x-gzip": _gzip, "deflate": _deflate}
if find_spec("brotli") is not None and hasattr(import_module("brotli").Decompressor, "can_accept_more_data"):
    DECODERS["br"] = _brotli  # before 1.2 it had no bound on what one call gives: a bomb
