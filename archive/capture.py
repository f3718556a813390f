"""One visit to one address: what was sent, what came back, and where that is kept."""

from __future__ import annotations

import re
from base64 import b32encode
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha1
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from archive.coding import ContentError, dechunk, decode

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

__all__ = ["CONTENT_LIMIT", "NO_FACTS", "Capture", "ContentError", "Facts", "Place", "digest"]

NO_FACTS: Mapping[str, str] = MappingProxyType({})
CONTENT_LIMIT = 50_000_000
"""Bytes that :meth:`Capture.content` gives at most. Of 1,422 real news pages the largest has 2.2 MB."""

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS_LINE = re.compile(rb"\s*[A-Za-z]+(?:/\d+(?:\.\d+)?)?[ \t]+(\d{3})(?:[ \t]+(.*))?$")
_FOLD = re.compile(rb"\r?\n[ \t]+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record lies: a WARC of the collection, and the gzip member in it."""

    file: str
    """Name without folder; unique in the collection."""
    offset: int
    """Of the member's first byte in the file."""
    length: int
    """Of the member as stored, in bytes."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A metadata record that stands alone: what no HTTP exchange tells, such as the report of a run."""

    kind: str
    """A URN: ``urn:newsarchive:run``."""
    facts: Mapping[str, Any]
    """Plain JSON values."""
    date: datetime
    place: Place


@dataclass(frozen=True)
class Capture:
    """Request and response of one visit, byte for byte as they went over the wire."""

    url: str
    """The address asked for, without fragment."""
    date: datetime
    """Start of the visit, aware, UTC, microseconds."""
    request: bytes
    """Head and body as sent; credentials redacted. Empty where a foreign WARC keeps none."""
    response: bytes
    """Head and body as received: header order and case, repeats, transfer coding. Empty when nothing came."""
    ip_address: str | None = None
    truncated: str | None = None
    """WARC-Truncated: "length", "time", "disconnect" or "unspecified"; None when whole."""
    facts: Mapping[str, str] = field(default_factory=lambda: NO_FACTS)
    """Of the crawl, for the metadata record: how found (``via``, ``hopsFromSeed``), what is not exact. A
    capture read from a record that is no response says so here, as ``warc-type``: revisit or resource."""
    place: Place | None = None
    """Of the response record, or of the metadata record where nothing came; None until it is kept."""
    id: int | None = None
    """Ordinal of the capture in the collection, from 1, in the order of its WARCs; None until it is known."""

    @property
    def head(self) -> bytes:
        """Status line and header lines of the final response, with the empty line that ends them; all there
        is where that line is missing. Interim responses (1xx) stand before it in ``response``."""
        start, end = self._span
        return self.response[start:end]

    @property
    def payload(self) -> bytes:
        """The body as received: still chunked, still compressed."""
        return self.response[self._span[1] :]

    @property
    def interim(self) -> bytes:
        """The responses before the final one, such as 103 Early Hints; mostly empty."""
        return self.response[: self._span[0]]

    @cached_property
    def _span(self) -> tuple[int, int]:
        start = 0
        while True:
            found = _HEAD_END.search(self.response, start)
            end = found.end() if found else len(self.response)
            status = _status(self.response[start:end])[0]
            if status is None or not 100 <= status < 200 or status == 101 or end >= len(self.response):
                return start, end
            start = end

    @property
    def status(self) -> int | None:
        """None where nothing came, or no status line."""
        return self._status_line[0]

    @property
    def reason(self) -> str:
        """As sent, Latin-1; empty where there was none."""
        return self._status_line[1]

    @cached_property
    def _status_line(self) -> tuple[int | None, str]:
        return _status(self.head)

    @cached_property
    def headers(self) -> list[tuple[str, str]]:
        """Name and value in the order and case they were sent, Latin-1, blanks around the value dropped.
        Folded lines are joined by one blank; a line without a colon has the empty name."""
        lines = _FOLD.sub(b" ", self.head.rstrip(b"\r\n")).split(b"\n")[1:]
        return [_header(line.rstrip(b"\r").decode("latin-1")) for line in lines]

    def header(self, name: str) -> str | None:
        """The first value of that name, in any case; None where there is none."""
        return next(iter(self.header_values(name)), None)

    def header_values(self, name: str) -> list[str]:
        """All values of that name, in order."""
        name = name.lower()
        return [value for key, value in self.headers if key.lower() == name]

    @cached_property
    def media_type(self) -> str | None:
        """As declared, in lower case, without parameters; None where no Content-Type names one."""
        for value in self.header_values("content-type"):
            kind = value.split(";", 1)[0].strip().lower()
            if "/" in kind:
                return kind
        return None

    def content(self, limit: int = CONTENT_LIMIT) -> bytes:
        """The entity: transfer and content coding undone. Of a truncated body, what can be had.

        :param limit: bytes at most
        :raises ContentError: more than that, a coding unknown here, or a stream broken from its start
        """
        return self._content if limit == CONTENT_LIMIT else self._decoded(limit)

    @cached_property
    def _content(self) -> bytes:
        return self._decoded(CONTENT_LIMIT)

    def _decoded(self, limit: int) -> bytes:
        body = self.payload
        transfer = _codings(self.header_values("transfer-encoding"))
        if "chunked" in transfer:
            body = dechunk(body)
            transfer.remove("chunked")
        return decode(body, [*_codings(self.header_values("content-encoding")), *transfer], limit)

    @cached_property
    def content_digest(self) -> str | None:
        """Of the content, as :attr:`payload_digest` is of the body; None where no content is to be had."""
        try:
            return digest(self.content()) if self.response else None
        except ContentError:
            return None

    @cached_property
    def payload_digest(self) -> str:
        """Of the body as received, as wget, warcio and FastWARC compute it: ``sha1:`` and base32."""
        return digest(self.payload)


def digest(*parts: bytes) -> str:
    """SHA-1 of the parts joined, in base32: the form that WARC readers verify."""
    hashed = sha1(usedforsecurity=False)
    for part in parts:
        hashed.update(part)
    return "sha1:" + b32encode(hashed.digest()).decode("ascii")


def _status(head: bytes) -> tuple[int | None, str]:
    found = _STATUS_LINE.match(head.split(b"\n", 1)[0].rstrip(b"\r"))
    return (int(found[1]), (found[2] or b"").decode("latin-1").strip()) if found else (None, "")


def _header(line: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    return (name.strip(), value.strip()) if colon else ("", line.strip())


def _codings(values: list[str]) -> list[str]:
    return [coding.strip().lower() for value in values for coding in value.split(",")]
