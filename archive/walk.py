"""WARC files read back: captures in order, each with its request and metadata, whoever wrote them.

What is no whole record is passed over and told: a process that was killed leaves half a member at the end of
its file, a failing disk a hole in the middle. A walk never raises for what a file holds.
"""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from archive.capture import Capture, Facts, Place
from archive.damage import Damage, hides_records, next_record
from archive.errors import ArchiveError
from archive.members import MEMBER
from archive.records import Record, Records

try:
    from archive.fast import FastRecords
except ImportError:  # warcio alone reads as well, in twice the time
    FastRecords = Records  # type: ignore[assignment,misc]

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

OUTCOME, NO_RESPONSE = "outcome", "no response"
"""The field of a metadata record that stands for a capture by itself: nothing came back."""
FIELDS = "application/warc-fields"
WAITING = 16
"""Requests and metadata records kept until their response comes. Ours and wget's come right before it; a
crawler with several threads may have put others between."""

Original = Callable[[str], Place | None]
"""From a payload digest to a capture that holds it, in a WARC of the same folder: revisit records name it."""


class MissingCaptureError(ArchiveError):
    """The index names a place where no capture lies."""


class Walk(Iterator[Capture | Facts]):
    """The captures of one WARC in order, without ids; also facts that stand alone.

    :param path: gzip-compressed by record, or plain; ARC files too
    :param start: offset of a record to begin at
    :param original: asked for the capture that a revisit record repeats, where this file does not hold it
    """

    def __init__(self, path: Path, start: int = 0, original: Original | None = None) -> None:
        self.path = path
        self.end = start
        """Offset behind the last whole record that was read."""
        self.damage: list[Damage] = []
        """What could not be read, in order."""
        self._settled = start
        self._size = start
        self._hides = False
        self._original = original
        self._seen: dict[str, Place] = {}
        self._waiting: deque[Record] = deque(maxlen=WAITING)
        self._items = self._read(start)

    def __next__(self) -> Capture | Facts:
        return next(self._items)

    @property
    def tail(self) -> int | None:
        """After the walk: the offset from which on the file holds no whole capture, but the beginning of one;
        None where the file ends as it should, or where whole records may stand there that nobody can vouch
        for: the warcinfo record is damaged."""
        if self._hides:
            return None
        whole = self._settled == self.end and not (self.damage and self.damage[-1].stop == self._size)
        return None if whole else self._settled

    def _read(self, start: int) -> Iterator[Capture | Facts]:
        last: tuple[Record, Capture] | None = None
        with self.path.open("rb") as file:
            for record in self._records(file, start):
                if last and (joined := _join(*last, record)):
                    last = last[0], joined
                    self._settled = self.end
                    continue
                if last:
                    yield last[1]
                if facts := _facts(record):
                    last, self._settled = None, self.end
                    yield facts
                    continue
                capture = self._capture(record)
                last = (record, capture) if capture else None
        if last:
            yield last[1]

    def _records(self, file: BinaryIO, start: int) -> Iterator[Record]:
        """All whole records from there on, behind faults too."""
        self._size = file.seek(0, os.SEEK_END)
        at: int | None = start
        while at is not None:
            file.seek(at)
            records = _reader(file)(file, self.path.name)
            for record in records:
                self.end = record.place.offset + record.place.length
                yield record
            at = next_record(file, self.end) if records.damage else None
            if records.damage:
                stop = self._size if at is None else at
                self._hides = at is None and hides_records(file, self.end)
                self.damage.append(Damage(self.path.name, self.end, stop, records.damage))

    def _capture(self, record: Record) -> Capture | None:
        """The capture that this record stands for, with what waited for it; None where it stands for none."""
        capture = _bare(record)
        if capture is None and record.kind in ("request", "metadata"):
            self._waiting.append(record)
            return None
        self._settled = self.end
        if capture is None:
            return None
        if record.kind == "revisit":
            capture = self._with_original(capture, record)
        elif record.kind == "response" and (digest := record.field("WARC-Payload-Digest")):
            self._seen.setdefault(digest, record.place)
        for other in list(self._waiting):
            if joined := _join(record, capture, other):
                capture = joined
                self._waiting.remove(other)
        return capture

    def _with_original(self, capture: Capture, record: Record) -> Capture:
        """A revisit of an identical payload, with that payload where it is to be had."""
        digest = record.field("WARC-Payload-Digest")
        if "identical-payload" not in (record.field("WARC-Profile") or "") or not digest:
            return capture
        place = self._seen.get(digest) or (self._original(digest) if self._original else None)
        try:
            first = fetch(self.path.parent, place) if place else None
        except MissingCaptureError:
            first = None
        if first is None:
            return replace(capture, facts={**capture.facts, "revisit": f"the payload {digest} is not here"})
        return replace(capture, response=(capture.response or first.head) + first.payload)


def _reader(file: BinaryIO) -> type[Records | FastRecords]:
    at = file.tell()
    compressed = file.read(len(MEMBER)) == MEMBER
    file.seek(at)
    return FastRecords if compressed else Records


def walk(path: Path, *, start: int = 0, original: Original | None = None) -> Walk:
    """The captures of one WARC in order; see :class:`Walk`."""
    return Walk(path, start, original)


def fetch(archive: Path, place: Place) -> Capture:
    """The capture whose record lies there, without request and facts, which are records of their own before
    it.

    :param archive: folder of the WARCs
    :raises MissingCaptureError: no such file, or no whole capture at that place
    """
    try:
        with (archive / place.file).open("rb") as file:
            file.seek(place.offset)
            record = next(Records(file, place.file), None)
    except OSError as error:
        raise MissingCaptureError(f"{archive / place.file} can't be read: {error.strerror}.") from error
    capture = _bare(record) if record and record.place == place else None
    if capture is None:
        raise MissingCaptureError(
            f"{archive / place.file} has no whole capture at {place.offset}: the index does not belong to "
            "it; `newsarchive rebuild` makes it anew."
        )
    return capture


def _bare(record: Record) -> Capture | None:
    """What one record tells of a capture; None where it stands for none: a request, a DNS answer, a log …"""
    if not record.uri.lower().startswith(("http://", "https://")):
        return None
    capture = Capture(
        url=record.uri.split("#", 1)[0],
        date=record.date,
        request=b"",
        response=record.block,
        ip_address=record.field("WARC-IP-Address"),
        truncated=record.field("WARC-Truncated") or ("length" if _is_part(record) else None),
        place=record.place,
    )
    if record.kind == "response":
        return capture
    if record.kind == "revisit":
        return replace(capture, facts={"warc-type": "revisit"})
    if record.kind == "resource":
        return replace(capture, response=_head_for(record) + record.block, facts={"warc-type": "resource"})
    if record.kind == "metadata" and record.content_type == FIELDS:
        facts = _fields(record.block)
        if facts.pop(OUTCOME, None) == NO_RESPONSE:
            return replace(capture, response=b"", facts=facts)
    return None


def _is_part(record: Record) -> bool:
    return record.cut or record.field("WARC-Segment-Number") is not None


def _head_for(record: Record) -> bytes:
    """A resource record has no HTTP head: the one its fields make, marked by ``warc-type``."""
    content_type = record.field("Content-Type") or "application/octet-stream"
    return f"HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\n\r\n".encode("latin-1", "replace")


def _join(record: Record, capture: Capture, other: Record) -> Capture | None:
    """The capture with what another record of it adds; None where that is none of it."""
    if not _belong_together(record, other):
        return None
    if other.kind == "request" and not capture.request:
        return replace(capture, request=other.block)
    if other.kind == "metadata" and other.content_type == FIELDS and _bare(other) is None:
        return replace(capture, facts={**_fields(other.block), **capture.facts})
    return None


def _belong_together(record: Record, other: Record) -> bool:
    """Either names the other; neighbours for one address where neither names anything."""
    if record.partners or other.partners:
        return record.id in other.partners or other.id in record.partners
    return record.uri == other.uri


def _fields(block: bytes) -> dict[str, str]:
    """``name: value`` lines; of a repeated name the first."""
    facts: dict[str, str] = {}
    for line in block.decode("utf-8", "replace").splitlines():
        name, colon, value = line.partition(":")
        if colon:
            facts.setdefault(name.strip(), value.strip())
    return facts


def _facts(record: Record) -> Facts | None:
    """A JSON metadata record about no capture, such as the report of a run."""
    if record.kind != "metadata" or record.content_type != "application/json" or record.partners:
        return None
    try:
        facts = json.loads(record.block)
    except ValueError:
        return None
    return Facts(record.uri, facts, record.date, record.place) if isinstance(facts, dict) else None
