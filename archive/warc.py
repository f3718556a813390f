"""Captures written into WARC files (WARC/1.1, ISO 28500:2017), a gzip member a record.

The records of one capture stand in the order request, metadata, response, and go to the disk in one write: a
capture is kept once its response record is whole, and the place of that record ends where the capture ends.
Where nothing came back there is no response record; a metadata record that says ``outcome: no response``
takes its part.

What is appended survives the end of the process at once, a power cut once :meth:`WarcWriter.sync` came back:
whatever tells, on the disk, that a capture is kept has to wait for that.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import shutil
import sys
import uuid
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from archive.capture import Capture, Facts, Place, digest
from archive.errors import ArchiveError
from archive.members import member
from archive.walk import FIELDS, NO_RESPONSE, OUTCOME, MissingCaptureError, Walk, fetch, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

__all__ = ["MissingCaptureError", "Walk", "WarcWriter", "WriteError", "fetch", "walk"]

MAX_SIZE = 1_000_000_000
"""Bytes after which a new WARC is begun: the size the WARC standard (annex C) recommends."""
TOKEN = 12
"""Hexadecimal digits of chance in a file name. Machines that write at one moment share the time in it, to the
millisecond: of a thousand that begin at midnight together, two take the same 48 bits once in 500 million
nights; with 32 bits once in 8,600."""
PREFIX = "newsarchive-"
_OURS = re.compile(PREFIX + r"(\d{17})-[0-9a-f]{8,12}-\d{5,}\.warc\.gz")

Fields = list[tuple[str, str]]
Position = tuple[str, int]
"""WARC and offset; compares in the order of a collection."""

_URL_SAFE = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"


class WriteError(ArchiveError):
    """A record could not be written whole. What was written of it has been cut off again where that was
    possible."""


def now() -> datetime:
    return datetime.now(UTC)


def new_id() -> str:
    return uuid.uuid4().urn


class WarcWriter:
    """Appends captures to WARCs of its own: it never opens a file that is already there.

    :param folder: where the WARCs go; made when the first is
    :param info: fields of the warcinfo record that opens every file
    :param first_id: the id of the first capture appended; None gives captures no ids
    :param after: a WARC name; all names made sort behind it, even when the clock was set back
    :param max_size: bytes; a file that has reached them gets no further capture
    :param max_age: seconds; a file that old gets no further capture; 0: however old
    :param clock: gives the time for file names and warcinfo
    :param record_id: gives a fresh URN for each record
    """

    def __init__(
        self,
        folder: Path,
        info: Mapping[str, str],
        *,
        first_id: int | None = None,
        after: str = "",
        max_size: int = MAX_SIZE,
        max_age: float = 0,
        clock: Callable[[], datetime] = now,
        record_id: Callable[[], str] = new_id,
    ) -> None:
        self.folder, self.info, self.max_size, self.max_age = folder, dict(info), max_size, max_age
        self._clock, self._record_id = clock, record_id
        self._next_id = first_id
        self._stamp = _stamp_behind(after)
        self._token = re.sub(r"\W", "", record_id())[-TOKEN:]
        self._serial = 0
        self._fd: int | None = None
        self._size = self._synced = 0
        self._begun = datetime.min.replace(tzinfo=UTC)
        self._info_id = ""
        self._failed: OSError | None = None
        self._unsafe: OSError | None = None
        self.path: Path | None = None
        """The WARC being written; None before the first record."""

    @property
    def position(self) -> Position:
        """All that is appended from now on lies there or behind, all that was appended lies before."""
        if self._fd is None or self.path is None:
            return f"{PREFIX}{self._now()}", 0
        return self.path.name, self._size

    def append(self, capture: Capture) -> Capture:
        """Keep a capture; the same as it will be read back: with its place (and id).

        :raises WriteError: the disk did not take it; this writer then takes no more
        """
        facts = {name: " ".join(value.split()) for name, value in capture.facts.items()}
        kept = replace(capture, url=uri(capture.url), facts=facts)
        begin = self._begin()
        place = self._write([*begin, *[member(record) for record in self._records(kept)]])
        number = self._next_id
        if number is not None:
            self._next_id = number + 1
        return replace(kept, place=place, id=number)

    def append_facts(self, kind: str, facts: Mapping[str, Any]) -> Facts:
        """Keep facts that no exchange tells, as JSON in a metadata record of their own; the same as they
        will be read back.

        :param kind: a URN that says what they are
        :raises WriteError: as :meth:`append`
        """
        block = json.dumps(dict(facts), ensure_ascii=False, default=str).encode("utf-8", "replace")
        date, begin = self._clock(), self._begin()
        fields = [*self._about(date), ("WARC-Target-URI", uri(kind))]
        record = _record("metadata", self._record_id(), fields, "application/json", block)
        return Facts(uri(kind), json.loads(block), date, self._write([*begin, member(record)]))

    def sync(self) -> None:
        """Put all that was appended on the disk; with nothing new it costs nothing.

        :raises WriteError: the disk did not take it, now or at an earlier call. What it has of it nobody
            knows: after an error the system forgets what it could not write.
        """
        if self._fd is not None and self._synced < self._size and self._unsafe is None:
            try:
                os.fsync(self._fd)
                if not self._synced:
                    sync_folder(self.folder)
            except OSError as error:
                self._failed = self._unsafe = error
            self._synced = self._size
        if self._unsafe is not None:
            raise WriteError(
                f"{self.path} can't be put on the disk: {self._unsafe.strerror}. Mend it, and start again."
            ) from self._unsafe

    def close(self) -> None:
        """Put all on the disk and end the file. A second call does nothing.

        :raises WriteError: the disk did not take it
        """
        if self._fd is None:
            return
        try:
            self.sync()
        finally:
            fd, self._fd = self._fd, None
            os.close(fd)

    def __enter__(self) -> WarcWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _records(self, capture: Capture) -> list[bytes]:
        """The records of one capture, uncompressed, the one that stands for it last."""
        # The address comes last, for it may be long: behind a fault, damage.py looks for the warcinfo's id.
        about = [*self._about(capture.date), ("WARC-Target-URI", uri(capture.url))]
        if capture.ip_address:
            about.append(("WARC-IP-Address", capture.ip_address))
        request, stands = self._record_id(), self._record_id()
        partner = [("WARC-Concurrent-To", f"<{stands}>")]
        records = []
        if capture.request:
            http = "application/http;msgtype=request"
            records.append(_record("request", request, about + partner, http, capture.request))
        if not capture.response:
            partner = [("WARC-Concurrent-To", f"<{request}>")] if capture.request else []
            block = _fields({**capture.facts, OUTCOME: NO_RESPONSE})
            return [*records, _record("metadata", stands, about + partner, FIELDS, block)]
        if capture.facts:
            block = _fields(capture.facts)
            records.append(_record("metadata", self._record_id(), about + partner, FIELDS, block))
        records.append(_response(capture, stands, about))
        return records

    def _about(self, date: datetime) -> Fields:
        return [_date(date), ("WARC-Warcinfo-ID", f"<{self._info_id}>")]

    def _write(self, members: list[bytes]) -> Place:
        """Append the members in one write; the place of the last."""
        assert self.path is not None
        self._put(b"".join(members))
        length = len(members[-1])
        return Place(self.path.name, self._size - length, length)

    def _begin(self) -> list[bytes]:
        """Have a file to write to; its warcinfo record where it is a new one, which goes to the disk with the
        first capture."""
        if self._failed is not None:
            raise WriteError(f"{self.path} takes no more captures after it failed: {self._failed}.")
        if self._fd is None or self._size >= self.max_size or self._is_old():
            self._open()
        if self._size:
            return []
        assert self.path is not None
        fields = [("WARC-Filename", self.path.name), _date(self._begun)]
        return [member(_record("warcinfo", self._info_id, fields, FIELDS, _fields(self.info)))]

    def _is_old(self) -> bool:
        return 0 < self.max_age <= (self._clock() - self._begun).total_seconds()

    def _now(self) -> str:
        """The time for a file name, never before one given earlier."""
        self._stamp = max(self._stamp, self._clock().strftime("%Y%m%d%H%M%S%f")[:-3])
        return self._stamp

    def _open(self) -> None:
        """Begin a new file."""
        self.close()
        self.path = self.folder / f"{PREFIX}{self._now()}-{self._token}-{self._serial:05}.warc.gz"
        self._serial += 1
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | getattr(os, "O_BINARY", 0)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._fd = os.open(self.path, flags, 0o644)
        except OSError as error:
            self._failed = error
            raise WriteError(f"{self.path} can't be made: {error.strerror}.") from error
        self._size = self._synced = 0
        self._begun, self._info_id = self._clock(), self._record_id()

    def _put(self, data: bytes) -> None:
        """Write all of it, or cut off what was written and raise."""
        assert self._fd is not None
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[os.write(self._fd, rest) :]
        except OSError as error:
            self._failed = error
            self._cut()
            raise WriteError(
                f"{self.path} can't be written: {error.strerror}. All captures before this one are kept; "
                "make room or mend the disk, and start again."
            ) from error
        self._size += len(data)

    def _cut(self) -> None:
        """Take off the half record; a file that holds nothing else is not left behind."""
        assert self._fd is not None
        assert self.path is not None
        with contextlib.suppress(OSError):  # on a broken disk readers stop before the half record anyway
            os.ftruncate(self._fd, self._size)
            if self._size == 0:
                self.path.unlink()


def _response(capture: Capture, record_id: str, about: Fields) -> bytes:
    fields = list(about)
    if not capture.interim:  # readers take what follows the first head for the payload, and would see a fault
        fields.append(("WARC-Payload-Digest", capture.payload_digest))
    if capture.truncated:
        fields.append(("WARC-Truncated", capture.truncated))
    return _record("response", record_id, fields, "application/http;msgtype=response", capture.response)


def _record(kind: str, record_id: str, fields: Fields, content_type: str, block: bytes) -> bytes:
    lines = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <{record_id}>",
        *[f"{name}: {value}" for name, value in fields],
        f"WARC-Block-Digest: {digest(block)}",
        f"Content-Type: {content_type}",
        f"Content-Length: {len(block)}",
        "\r\n",
    ]
    return b"".join(("\r\n".join(lines).encode(), block, b"\r\n\r\n"))


def _date(date: datetime) -> tuple[str, str]:
    return "WARC-Date", date.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def uri(url: str) -> str:
    """The address in ASCII without blanks: nothing in it can end the header line."""
    return quote(url, safe=_URL_SAFE)


def _fields(facts: Mapping[str, str]) -> bytes:
    """``name: value`` lines; line breaks in a value become blanks."""
    return "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in facts.items()).encode(
        "utf-8", "replace"
    )


def is_ours(name: str) -> bool:
    """Whether a :class:`WarcWriter` made the WARC of that name."""
    return _OURS.fullmatch(name) is not None


def in_order(name: str) -> tuple[bool, str]:
    """Key of the order of the WARCs of a collection: those of others first, by name; then ours, by time. So
    what is captured next lies behind all that is there, whatever others call their files."""
    return is_ours(name), name


def _stamp_behind(name: str) -> str:
    """The first time that sorts behind the name of one of our WARCs; "" of any other name."""
    ours = _OURS.fullmatch(name)
    return str(int(ours[1]) + 1) if ours else ""


def set_aside(path: Path, tail: int, folder: Path) -> Path:
    """Move the beginning of a capture from the end of a WARC that nobody writes into a file of its own; a
    WARC that holds nothing else goes as a whole.

    :param tail: :attr:`archive.walk.Walk.tail`
    :param folder: made if need be
    :returns: the file with the bytes, named by WARC and offset
    :raises OSError: the disk did not take it; the WARC is as it was
    """
    aside = folder / f"{path.name}.{tail}"
    folder.mkdir(parents=True, exist_ok=True)
    with path.open("rb") as file, aside.open("wb") as half:
        file.seek(tail)
        shutil.copyfileobj(file, half)
        half.flush()
        os.fsync(half.fileno())
    sync_folder(folder)
    if tail:
        with path.open("r+b") as file:
            file.truncate(tail)
            os.fsync(file.fileno())
    else:
        path.unlink()
        sync_folder(path.parent)
    return aside


def sync(path: Path) -> None:
    """Put a WARC on the disk that a process wrote and did not live to.

    :raises OSError: the disk did not take it
    """
    with path.open("rb") as file:
        os.fsync(file.fileno())
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Put the names of the files in it on the disk. Windows and some network file systems do so by
    themselves, and have no call for it.

    :raises OSError: the disk did not take them
    """
    if sys.platform == "win32":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(fd)
