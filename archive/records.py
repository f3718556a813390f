"""WARC and ARC records one by one, as warcio reads them, each checked to be whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator

from archive.capture import Place

MAX_BLOCK = 200_000_000
"""Bytes of one record held in memory; of a longer one (a film in somebody else's WARC) the rest is passed
over."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Record:
    kind: str
    """WARC-Type: response, request, metadata, revisit, resource, …"""
    fields: tuple[tuple[str, str], ...]
    """Named fields in order, names in lower case."""
    block: bytes
    place: Place
    cut: bool
    """The block is longer than what is held here."""

    def field(self, name: str) -> str | None:
        """The first value of that name (in any case)."""
        name = name.lower()
        return next((value for key, value in self.fields if key == name), None)

    @property
    def uri(self) -> str:
        return (self.field("WARC-Target-URI") or "").strip("<>")  # wget 1.19 writes the brackets

    @property
    def id(self) -> str:
        return (self.field("WARC-Record-ID") or "").strip("<>")

    @property
    def partners(self) -> set[str]:
        """Ids of the records of the same capture, as far as this one names them."""
        return {v.strip("<>") for k, v in self.fields if k in ("warc-concurrent-to", "warc-refers-to")}

    @property
    def content_type(self) -> str:
        return (self.field("Content-Type") or "").split(";", 1)[0].strip().lower()

    @property
    def date(self) -> datetime:
        """Aware, UTC. A record that names no day is dated 1970: it is kept, and stands out."""
        text = self.field("WARC-Date") or ""
        for form in (text, f"{text}-01", f"{text}-01-01"):  # WARC/1.1 allows 2016 and 2016-11
            try:
                date = datetime.fromisoformat(form)
            except ValueError:
                continue
            return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
        return EPOCH


class Records(Iterator[Record]):
    """Whole records from where the file stands. Ends at the end of the file or before the first fault, which
    ``damage`` then tells.

    :param file: gzip-compressed by record, or plain
    :param name: for the places
    """

    def __init__(self, file: BinaryIO, name: str) -> None:
        self.damage: str | None = None
        self._file, self._name = file, name
        self._end = _pass_blank_lines(file)
        self._warcio = ArchiveIterator(file, no_record_parse=True, arc2warc=True)
        self._warcio.INC_RECORD = ""  # it would print what stands behind a record on standard error

    def __next__(self) -> Record:
        if self.damage is None:
            try:
                record = self._whole(next(self._warcio))
            except StopIteration:
                self._look_behind()
            except OSError:
                raise
            except _FaultError as fault:
                self.damage = str(fault)
            except Exception as error:  # warcio meets garbage with whatever error the garbage leads to
                self.damage = f"no record can be read: {' '.join(str(error).split())[:200]}"
            else:
                self._end = record.place.offset + record.place.length
                return record
        raise StopIteration

    def _whole(self, found: Any) -> Record:
        # warcio takes a length that is no number for 0: a head cut off at the end of a plain file
        told = (found.rec_headers.get_header("Content-Length") or "").isdecimal()
        length = found.length if found.rec_type and told else -1
        block: bytes = found.raw_stream.read(min(length, MAX_BLOCK)) if length > 0 else b""
        size = len(block)
        while size < length and (more := found.raw_stream.read(1 << 20)):
            size += len(more)
        place = Place(self._name, self._warcio.get_record_offset(), self._warcio.get_record_length())
        inflater = self._warcio.reader.decompressor
        if inflater is not None and self._warcio.next_line:
            raise _FaultError("not compressed record by record; `warcio recompress` mends it")
        if inflater is not None and not inflater.eof:
            raise _FaultError("half a record, whose gzip member does not end")
        if length < 0:
            raise _FaultError("a record without type or length")
        if size < length:
            raise _FaultError(f"half a record, {size:,} of {length:,} bytes")
        fields = tuple((name.lower(), value) for name, value in found.rec_headers.headers)
        return Record(found.rec_type, fields, block, place, size > len(block))

    def _look_behind(self) -> None:
        """warcio takes the first bytes of a gzip member for the end of the file."""
        self._file.seek(self._end)
        self._end = _pass_blank_lines(self._file)
        if self._file.read(1):
            self.damage = "half a record, of which there is only the beginning"


class _FaultError(Exception):
    pass


def _pass_blank_lines(file: BinaryIO) -> int:
    """In a plain WARC the blank lines between records belong to neither. The offset behind them."""
    while (byte := file.read(1)) in (b"\r", b"\n"):
        pass
    return file.seek(-len(byte), os.SEEK_CUR)
