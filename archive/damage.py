"""What of a WARC can't be read, and where the records go on behind it."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from archive.members import MEMBER
from archive.records import Record, Records

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAIN = b"WARC/1."
WINDOW = 1 << 20
HEAD = 4096
"""Bytes of a record in which its fields are looked for."""


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes of a WARC that hold no record that can be read."""

    file: str
    start: int
    stop: int
    """The first byte behind them; the size of the file where no record follows."""
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: bytes {self.start:,} to {self.stop:,} are not read: {self.reason}."


def next_record(file: BinaryIO, after: int) -> int | None:
    """Offset of the first whole record behind the offset ``after``, where a fault begins; None where there is
    none.

    Only a record counts that names the file's warcinfo record (WARC-Warcinfo-ID): in a body somebody may have
    put what looks like a record, but its author could not know that id. Files without such ids end at their
    first fault.
    """
    info = _warcinfo(file)
    if info is None:
        return None
    return next((at for at in _candidates(file, after + 1) if _belongs(file, at, info)), None)


def hides_records(file: BinaryIO, after: int) -> bool:
    """Whether there are whole records behind a fault of which nobody can tell if they belong to the file,
    because its warcinfo record can't be read."""
    return _warcinfo(file) is None and any(_record(file, at) for at in _candidates(file, after + 1))


def _warcinfo(file: BinaryIO) -> str | None:
    file.seek(0)
    first = next(Records(file, ""), None)
    return first.id or None if first and first.kind == "warcinfo" else None


def _candidates(file: BinaryIO, at: int) -> Iterator[int]:
    """Offsets where a record may begin."""
    file.seek(0)
    mark = MEMBER if file.read(len(MEMBER)) == MEMBER else PLAIN
    while True:
        file.seek(at)
        window = file.read(WINDOW)
        found = window.find(mark)
        while found >= 0:
            yield at + found
            found = window.find(mark, found + 1)
        if len(window) < WINDOW:
            return
        at += WINDOW - len(mark) + 1


def _belongs(file: BinaryIO, at: int, info: str) -> bool:
    file.seek(at)
    if info.encode() not in _head(file.read(HEAD)):
        return False
    record = _record(file, at)
    return record is not None and (record.field("WARC-Warcinfo-ID") or "").strip("<>") == info


def _record(file: BinaryIO, at: int) -> Record | None:
    file.seek(at)
    return next(Records(file, ""), None)


def _head(data: bytes) -> bytes:
    if not data.startswith(MEMBER):
        return data
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, HEAD)
    except zlib.error:
        return b""
