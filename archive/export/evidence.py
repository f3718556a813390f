"""The records behind an article, as they lie in the WARCs.

To an article's capture belong its own records (request, metadata, response), the redirects that led to it, as
far as the metadata records tell (``via``), and of a revisit the capture that holds the payload. Not
robots.txt, not the pages that link to it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.capture import Place
from archive.export.output import ExportError
from archive.members import MEMBER, member
from archive.records import Record, Records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from archive.index import Index

COLUMNS = (
    "id, url, urlkey, date, status, media_type, record_type, payload_digest, facts, "
    "warc_file, warc_offset, warc_length"
)
ONE = f"SELECT {COLUMNS} FROM captures WHERE id = ?"  # noqa: S608
BEFORE = f"SELECT {COLUMNS} FROM captures WHERE url = ? AND id < ? ORDER BY id DESC LIMIT 1"  # noqa: S608
ORIGINAL = (
    f"SELECT {COLUMNS} FROM captures WHERE payload_digest = ? AND record_type = 'response' "  # noqa: S608
    "ORDER BY id LIMIT 1"
)
END = (
    "SELECT warc_offset + warc_length FROM captures WHERE warc_file = ? AND warc_offset < ? "
    "ORDER BY warc_offset DESC LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Copy:
    """A record as it is to be stored: a gzip member."""

    data: bytes
    uri: str
    stands: bool
    """It is the one that stands for the capture; the others belong to it."""


def captures(index: Index, id: int) -> list[Any]:
    """The rows of the captures that belong to an article's, its own among them, in order of their ids."""
    rows = []
    row = index.db.execute(ONE, [id]).fetchone()
    while row is not None:
        rows.append(row)
        if row["record_type"] == "revisit":
            rows += index.db.execute(ORIGINAL, [row["payload_digest"]]).fetchall()
        row = _redirect_to(index, row)
    return sorted(rows, key=lambda row: int(row["id"]))


def _redirect_to(index: Index, row: Any) -> Any:
    """The last capture, before this one, of the address it was reached from, if that was a redirect."""
    via = json.loads(row["facts"] or "{}").get("via")
    before = index.db.execute(BEFORE, [via, row["id"]]).fetchone() if via else None
    return before if before and 300 <= (before["status"] or 0) < 400 else None


def copies(archive: Path, index: Index, row: Any) -> list[Copy]:
    """All records of a capture, in their order: byte for byte where they are compressed one by one, as ours
    are, else compressed so.

    :param row: of ``captures``
    :raises ExportError: the capture is not there, or lies in an ARC file
    """
    place = Place(row["warc_file"], row["warc_offset"], row["warc_length"])
    end = index.db.execute(END, [place.file, place.offset]).fetchone()
    with _open(archive, place.file) as file:
        main = _at(file, place)
        records = [*_leading(file, end[0] if end else 0, main), main, *_following(file, main)]
        return [Copy(_compressed(file, record), record.uri, record is main) for record in records]


def warcinfo(archive: Path, name: str) -> bytes | None:
    """The record that opens a WARC and tells of all others in it, as a gzip member."""
    with _open(archive, name) as file:
        first = next(Records(file, name), None)
        return _compressed(file, first) if first and first.kind == "warcinfo" else None


def _open(archive: Path, name: str) -> BinaryIO:
    if name.endswith((".arc", ".arc.gz")):
        raise ExportError(
            f"{name} is an ARC file, and a WACZ holds WARCs only. Convert it (warcio recompress OLD.arc.gz "
            "NEW.warc.gz), put the new file in its place, and rebuild the index."
        )
    try:
        return (archive / name).open("rb")
    except OSError as error:
        raise ExportError(f"{archive / name} can't be read: {error.strerror}.") from error


def _at(file: BinaryIO, place: Place) -> Record:
    file.seek(place.offset)
    record = next(Records(file, place.file), None)
    if record is None or record.place != place:
        raise ExportError(
            f"{place.file} has no whole capture at {place.offset}: the index does not belong to it; "
            "`newsarchive rebuild` makes it anew."
        )
    return record


def _leading(file: BinaryIO, start: int, main: Record) -> Iterator[Record]:
    """Records of the capture before the one that stands for it: ours, wget's."""
    file.seek(start)
    records = Records(file, main.place.file)
    while start < main.place.offset and (record := next(records, None)):
        start = record.place.offset + record.place.length
        if record.place.offset < main.place.offset and _belongs(record, main):
            yield record


def _following(file: BinaryIO, main: Record) -> Iterator[Record]:
    """Those behind it: Heritrix's, Browsertrix's."""
    file.seek(main.place.offset + main.place.length)
    for record in Records(file, main.place.file):
        if not _belongs(record, main):
            return
        yield record


def _belongs(record: Record, main: Record) -> bool:
    """As :mod:`archive.walk` joins them: either names the other; neighbours for one address where neither
    names anything."""
    if record.kind not in ("request", "metadata"):
        return False
    if record.partners or main.partners:
        return main.id in record.partners or record.id in main.partners
    return record.uri == main.uri


def _compressed(file: BinaryIO, record: Record) -> bytes:
    at = file.tell()
    file.seek(record.place.offset)
    data = file.read(record.place.length)
    file.seek(at)
    if data.startswith(MEMBER):
        return data
    head = data.index(b"\r\n\r\n") + 4
    return member(data[: head + int(record.field("Content-Length") or 0)] + b"\r\n\r\n")
