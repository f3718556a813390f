"""One visit to one address: what was sent, what came back, and where that is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from types import MappingProxyType

NO_FACTS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record lies: a WARC of the collection, and the gzip member in it."""

    file: str
    """Name without folder; unique in the collection."""
    offset: int
    """Of the member's first byte in the file."""
    length: int
    """Of the member as stored, in bytes."""


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
    facts: Mapping[str, str] = field(default=NO_FACTS)
    """Of the crawl, for the metadata record: how found (``via``, ``hopsFromSeed``), what is not exact."""
    place: Place | None = None
    """Of the response record; None until it is kept."""
    id: int | None = None
    """Ordinal of the capture in the collection, from 1, in the order of its WARCs; None until it is known."""

    @cached_property
    def head(self) -> bytes:
        """Status line and header lines, with the empty line that ends them."""
        raise NotImplementedError
