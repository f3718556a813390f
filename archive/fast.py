"""Compressed WARCs read by FastWARC: the same records as from :class:`archive.records.Records`, in a third of
the time.

FastWARC is trusted only as far as it goes without trouble: a record counts once the next gzip member begins
right behind it. The last one, and all from the first odd one on, is read by warcio. Needs FastWARC and a
system with ``pread``; without them, importing this module is an ImportError.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from os import pread
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator

from archive.capture import Place
from archive.members import MEMBER
from archive.records import MAX_BLOCK, Record, Records

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Found:
    offset: int
    fields: Fields
    block: bytes
    length: int


class FastRecords(Iterator[Record]):
    """As :class:`archive.records.Records`, of a file on a disk."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file, self._name = file, name
        self._end = file.tell()
        self._fast = ArchiveIterator(file, parse_http=False)
        self._ahead = deque([self._read(), self._read(), self._read()])
        self._slow: Records | None = None

    @property
    def damage(self) -> str | None:
        """Why the records end before the end of the file."""
        return self._slow.damage if self._slow else None

    def __next__(self) -> Record:
        if self._slow is None:
            found, following, third = self._ahead
            if found and following and third and self._is_whole(found, following.offset, third.offset):
                self._ahead.popleft()
                self._ahead.append(self._read())
                return self._record(found, following.offset)
            self._file.seek(self._end)
            self._slow = Records(self._file, self._name)
        return next(self._slow)

    def _read(self) -> _Found | None:
        """What FastWARC reads next; None at the end, and from where it meets trouble."""
        try:
            found = next(self._fast)
            block = found.reader.read(min(found.content_length, MAX_BLOCK))
        except (StopIteration, OSError, ValueError):
            return None
        fields = tuple((name.lower(), value) for name, value in found.headers.to_tuples())
        return _Found(found.stream_pos, fields, block, found.content_length)

    def _is_whole(self, found: _Found, end: int, third: int) -> bool:
        """Read to its last byte, and a member by itself; FastWARC takes the end of a member for the offset of
        a second record in it."""
        return (
            found.offset == self._end < end < third
            and len(found.block) == min(found.length, MAX_BLOCK)
            and pread(self._file.fileno(), len(MEMBER), end) == MEMBER
            and _is_plain(found.fields)
        )

    def _record(self, found: _Found, end: int) -> Record:
        place = Place(self._name, found.offset, end - found.offset)
        self._end = end
        return Record(
            dict(found.fields)["warc-type"], found.fields, found.block, place, found.length > len(found.block)
        )


def _is_plain(fields: Fields) -> bool:
    """Nothing in the head that the two read differently: Latin-1, line ends without CR, and the brackets that
    wget 1.19 puts around an address."""
    kind, url = (
        next((v for name, v in fields if name == key), "") for key in ("warc-type", "warc-target-uri")
    )
    return bool(kind) and url[:1] != "<" and not any("\ufffd" in v or "\n" in v for _, v in fields)
