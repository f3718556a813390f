from __future__ import annotations

import errno
import gzip
import os
import re
import subprocess
import sys
from argparse import Namespace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from archive.capture import Capture, Facts
from archive.members import member, zlib_member
from archive.walk import fetch, walk
from archive.warc import WarcWriter, WriteError
from tests.archive.test_warc_disk import ENDLESS

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = datetime(2026, 3, 7, 9, 30, 15, 123456, tzinfo=UTC)
HEADS = {
    "plain": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>x</p>",
    "odd case and order": b"HTTP/1.1 200 OK\r\nX-b: 1\r\ncOnTeNt-TyPe: text/html\r\nx-A: 2\r\n\r\nbody",
    "repeated": b"HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nset-cookie: c=3\r\n\r\nbody",
    "latin-1": b"HTTP/1.1 200 D\xe9j\xe0\r\nX-Name: caf\xe9\r\n\r\nbody",
    "blanks": b"HTTP/1.1 200  OK  \r\nA:1\r\nB :  2  \r\nC:\r\n\r\nbody",
    "folded": b"HTTP/1.1 200 OK\r\nX-Long: one\r\n two\r\n\r\nbody",
    "colon-less": b"HTTP/1.1 200 OK\r\nthis is no header\r\nA: 1\r\n\r\nbody",
    "LF only": b"HTTP/1.1 200 OK\nContent-Type: text/html\n\nbody",
    "no reason": b"HTTP/1.1 200\r\nA: 1\r\n\r\nbody",
    "HTTP/1.0": b"HTTP/1.0 200 OK\r\nA: 1\r\n\r\nbody",
    "chunked": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\nbody\r\n0\r\nT: 1\r\n\r\n",
    "gzip": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"body"),
    "204": b"HTTP/1.1 204 No Content\r\nA: 1\r\n\r\n",
    "no body": b"HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n",
    "early hints": b"HTTP/1.1 103 Early Hints\r\nA: 1\r\n\r\nHTTP/1.1 200 OK\r\nB: 2\r\n\r\nbody",
    "cut in the head": b"HTTP/1.1 200 OK\r\nContent-Ty",
}


def check(path: Path) -> int:
    """What ``warcio check`` says: 0 where every digest is right."""
    return Checker(Namespace(inputs=[str(path)], verbose=True)).process_all()


@pytest.mark.parametrize("name", HEADS)
def test_odd_responses_survive_byte_for_byte(
    name: str, writer: Callable[..., WarcWriter], capture: Callable[..., Capture]
) -> None:
    with writer() as warc:
        kept = warc.append(capture(response=HEADS[name]))
    assert warc.path is not None
    assert check(warc.path) == 0
    (back,) = walk(warc.path)
    assert isinstance(back, Capture)
    assert back == kept
    assert back.response == HEADS[name]
    assert kept.place is not None
    assert fetch(warc.path.parent, kept.place).response == HEADS[name]


@pytest.mark.parametrize("name", HEADS)
def test_other_readers_see_the_same_bytes_and_digests(
    name: str, writer: Callable[..., WarcWriter], capture: Callable[..., Capture]
) -> None:
    with writer() as warc:
        warc.append(capture(response=HEADS[name], facts={"via": "http://news.example/"}))
    assert warc.path is not None
    with warc.path.open("rb") as file:
        by_warcio = {r.rec_type: r.raw_stream.read() for r in ArchiveIterator(file, no_record_parse=True)}
    assert by_warcio["response"] == HEADS[name]
    kinds = []
    with warc.path.open("rb") as file:
        for record in FastIterator(file, parse_http=False):
            assert record.verify_block_digest()
            kinds.append(record.headers["WARC-Type"])
    assert kinds == ["warcinfo", "request", "metadata", "response"]
    with warc.path.open("rb") as file:
        for record in FastIterator(file, parse_http=True):
            # FastWARC 2.0 finds the end of a head only where its lines end in CR LF
            if "WARC-Payload-Digest" in record.headers and name != "LF only":
                assert record.verify_payload_digest()


def test_the_records_of_a_capture(writer: Callable[..., WarcWriter], capture: Callable[..., Capture]) -> None:
    with writer() as warc:
        warc.append(
            capture(
                request=b"GET / HTTP/1.1\r\n\r\n",
                response=b"HTTP/1.1 200 OK\r\n\r\nhi",
                truncated="time",
                facts={"via": "http://news.example/", "hopsFromSeed": "1"},
            )
        )
    assert warc.path is not None
    assert warc.path.name == "newsarchive-20260307093015123-000000000001-00000.warc.gz"
    assert gzip.decompress(warc.path.read_bytes()) == (
        b"WARC/1.1\r\n"
        b"WARC-Type: warcinfo\r\n"
        b"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000002>\r\n"
        b"WARC-Filename: newsarchive-20260307093015123-000000000001-00000.warc.gz\r\n"
        b"WARC-Date: 2026-03-07T09:30:16.123456Z\r\n"
        b"WARC-Block-Digest: sha1:W524GI5F7D75W62L34WXTLAMURNDYVMW\r\n"
        b"Content-Type: application/warc-fields\r\n"
        b"Content-Length: 27\r\n\r\n"
        b"software: newsarchive/0.1\r\n\r\n\r\n"
        b"WARC/1.1\r\n"
        b"WARC-Type: request\r\n"
        b"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000003>\r\n"
        b"WARC-Date: 2026-03-07T09:30:15.123456Z\r\n"
        b"WARC-Warcinfo-ID: <urn:uuid:00000000-0000-4000-8000-000000000002>\r\n"
        b"WARC-Target-URI: http://news.example/story\r\n"
        b"WARC-IP-Address: 192.0.2.7\r\n"
        b"WARC-Concurrent-To: <urn:uuid:00000000-0000-4000-8000-000000000004>\r\n"
        b"WARC-Block-Digest: sha1:HZXZT4LLCPHWK5TQRRYZ7H7BIVEI4ETY\r\n"
        b"Content-Type: application/http;msgtype=request\r\n"
        b"Content-Length: 18\r\n\r\n"
        b"GET / HTTP/1.1\r\n\r\n\r\n\r\n"
        b"WARC/1.1\r\n"
        b"WARC-Type: metadata\r\n"
        b"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000005>\r\n"
        b"WARC-Date: 2026-03-07T09:30:15.123456Z\r\n"
        b"WARC-Warcinfo-ID: <urn:uuid:00000000-0000-4000-8000-000000000002>\r\n"
        b"WARC-Target-URI: http://news.example/story\r\n"
        b"WARC-IP-Address: 192.0.2.7\r\n"
        b"WARC-Concurrent-To: <urn:uuid:00000000-0000-4000-8000-000000000004>\r\n"
        b"WARC-Block-Digest: sha1:4S7FXCEHZY3GSB42MR3ZUDJJ5LTTSV4G\r\n"
        b"Content-Type: application/warc-fields\r\n"
        b"Content-Length: 44\r\n\r\n"
        b"via: http://news.example/\r\nhopsFromSeed: 1\r\n\r\n\r\n"
        b"WARC/1.1\r\n"
        b"WARC-Type: response\r\n"
        b"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000004>\r\n"
        b"WARC-Date: 2026-03-07T09:30:15.123456Z\r\n"
        b"WARC-Warcinfo-ID: <urn:uuid:00000000-0000-4000-8000-000000000002>\r\n"
        b"WARC-Target-URI: http://news.example/story\r\n"
        b"WARC-IP-Address: 192.0.2.7\r\n"
        b"WARC-Payload-Digest: sha1:YIVV7ELYGQTASQUNN5I3FRNPJQF542SC\r\n"
        b"WARC-Truncated: time\r\n"
        b"WARC-Block-Digest: sha1:FNMQPCZGDE2HALVRMGIGENQEBHISOUSJ\r\n"
        b"Content-Type: application/http;msgtype=response\r\n"
        b"Content-Length: 21\r\n\r\n"
        b"HTTP/1.1 200 OK\r\n\r\nhi\r\n\r\n"
    )


def test_where_nothing_came_back_a_metadata_record_stands_for_the_capture(
    writer: Callable[..., WarcWriter], capture: Callable[..., Capture]
) -> None:
    with writer(first_id=1) as warc:
        kept = [
            warc.append(
                capture("http://gone.example/", request=b"", response=b"", facts={"failure": "no DNS"})
            ),
            warc.append(capture("http://mute.example/", response=b"", truncated="time")),
            warc.append(capture()),
        ]
    assert warc.path is not None
    assert check(warc.path) == 0
    with warc.path.open("rb") as file:
        kinds = [record.rec_type for record in ArchiveIterator(file)]
    assert kinds == ["warcinfo", "metadata", "request", "metadata", "request", "response"]
    back = list(walk(warc.path))
    assert [(c.url, c.request, c.response, dict(c.facts)) for c in kept] == [
        (c.url, c.request, c.response, dict(c.facts)) for c in back if isinstance(c, Capture)
    ]
    for each in kept:
        assert each.place is not None
        assert fetch(warc.path.parent, each.place).response == each.response


def test_ids_go_on_from_the_first(writer: Callable[..., WarcWriter], capture: Callable[..., Capture]) -> None:
    with writer(first_id=7) as warc:
        assert [warc.append(capture()).id for _ in range(3)] == [7, 8, 9]
    with writer() as warc:
        assert warc.append(capture()).id is None


def test_facts_of_their_own(writer: Callable[..., WarcWriter], capture: Callable[..., Capture]) -> None:
    with writer() as warc:
        warc.append(capture())
        told = warc.append_facts(
            "urn:newsarchive:run", {"pages": 3, "when": datetime(2026, 1, 1, tzinfo=UTC)}
        )
        warc.append(capture())
    assert warc.path is not None
    assert check(warc.path) == 0
    back = list(walk(warc.path))
    assert [type(item) for item in back] == [Capture, Facts, Capture]
    assert back[1] == told
    assert told.facts == {"pages": 3, "when": "2026-01-01 00:00:00+00:00"}


def test_nothing_in_a_capture_can_forge_a_header_line(
    writer: Callable[..., WarcWriter], capture: Callable[..., Capture]
) -> None:
    bad = "http://news.example/ä b\r\nWARC-Type: warcinfo"
    with writer() as warc:
        kept = warc.append(capture(bad, facts={"via": "x\r\nWARC-Type: y", "empty": ""}))
    assert warc.path is not None
    (back,) = walk(warc.path)
    assert back == kept
    assert kept.url == "http://news.example/%C3%A4%20b%0D%0AWARC-Type:%20warcinfo"
    assert kept.facts == {"via": "x WARC-Type: y", "empty": ""}


def test_a_full_file_is_followed_by_the_next(
    writer: Callable[..., WarcWriter], capture: Callable[..., Capture], tmp_path: Path
) -> None:
    with writer(max_size=1) as warc:
        kept = [warc.append(capture()) for _ in range(3)]
    files = sorted(p.name for p in (tmp_path / "archive").iterdir())
    assert [c.place.file for c in kept if c.place] == files
    assert len(files) == 3
    for file in files:
        assert check(tmp_path / "archive" / file) == 0


def test_an_old_file_is_followed_by_the_next(
    writer: Callable[..., WarcWriter], capture: Callable[..., Capture]
) -> None:
    clock = iter(DAY + timedelta(seconds=n) for n in (0, 0, 59, 60, 60, 60, 60, 60))
    with writer(max_age=60, clock=lambda: next(clock)) as warc:
        files = [warc.append(capture()).place.file for _ in range(4)]  # type: ignore[union-attr]
    assert files[0] == files[1] < files[2] == files[3]


def test_every_record_names_its_warcinfo(
    writer: Callable[..., WarcWriter], capture: Callable[..., Capture], tmp_path: Path
) -> None:
    with writer(max_size=1) as warc:
        for _ in range(2):
            warc.append(capture())
            warc.append_facts("urn:x:y", {})
    for path in (tmp_path / "archive").iterdir():
        with path.open("rb") as file:
            info, *others = (dict(record.rec_headers.headers) for record in ArchiveIterator(file))
        assert {fields["WARC-Warcinfo-ID"] for fields in others} == {info["WARC-Record-ID"]}


def test_what_is_appended_lies_behind_the_position_of_the_writer(
    writer: Callable[..., WarcWriter], capture: Callable[..., Capture]
) -> None:
    before = ("", 0)
    for _ in range(2):  # one writer after another, as two crawls
        after = "" if before == ("", 0) else before[0]
        with writer(max_size=1_500, after=after) as warc:
            for _ in range(5):
                position = warc.position
                assert before < position
                place = warc.append(capture()).place
                assert place is not None
                assert position <= (place.file, place.offset)
                before = place.file, place.offset


@pytest.mark.skipif(sys.platform != "linux", reason="files are told apart by way of /proc")
def test_sync_puts_file_and_name_on_the_disk_once(
    writer: Callable[..., WarcWriter], capture: Callable[..., Capture], tmp_path: Path
) -> None:
    """As the operating system sees it."""
    synced: list[str] = []

    def fsync(fd: int) -> None:
        synced.append(Path(os.readlink(f"/proc/self/fd/{fd}")).name)

    with pytest.MonkeyPatch.context() as patch, writer() as warc:
        patch.setattr(os, "fsync", fsync)
        warc.sync()
        warc.append(capture())
        warc.sync()
        warc.sync()
        warc.append(capture())
        warc.sync()
        assert warc.path is not None
        assert synced == [warc.path.name, "archive", warc.path.name]


def test_a_disk_that_does_not_take_it_is_not_asked_again(
    writer: Callable[..., WarcWriter], capture: Callable[..., Capture]
) -> None:
    """After an error of fsync the system takes for written what is not: the next call would succeed."""
    warc = writer()
    warc.append(capture())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", failing)
        with pytest.raises(WriteError, match="can't be put on the disk: Input/output error"):
            warc.sync()
    with pytest.raises(WriteError, match="can't be put on the disk"):
        warc.sync()
    with pytest.raises(WriteError, match="takes no more captures"):
        warc.append(capture())
    with pytest.raises(WriteError, match="can't be put on the disk"):
        warc.close()


def failing(fd: int) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_a_clock_set_back_makes_no_name_that_sorts_before(
    writer: Callable[..., WarcWriter], capture: Callable[..., Capture]
) -> None:
    after = "newsarchive-20300101000000000-ffffffff-00003.warc.gz"
    with writer(after=after) as warc:
        warc.append(capture())
    assert warc.path is not None
    assert warc.path.name.startswith("newsarchive-20300101000000001-")
    with writer(after="wget.warc.gz") as warc:
        warc.append(capture())


def test_without_captures_no_file(writer: Callable[..., WarcWriter], tmp_path: Path) -> None:
    with writer():
        pass
    assert not (tmp_path / "archive").exists()


def test_an_existing_file_is_never_written_to(
    writer: Callable[..., WarcWriter], capture: Callable[..., Capture], tmp_path: Path
) -> None:
    there = tmp_path / "archive" / "newsarchive-20260307093015123-000000000001-00000.warc.gz"
    there.parent.mkdir()
    there.write_bytes(b"somebody's")
    with writer() as warc, pytest.raises(WriteError, match="can't be made: File exists"):
        warc.append(capture())
    assert there.read_bytes() == b"somebody's"


def test_zlib_stands_in_for_isal(tmp_path: Path) -> None:
    code = "import sys; sys.modules['isal'] = None\n" + ENDLESS.replace("while True", "while n < 3")
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, stdout=subprocess.DEVNULL)
    (path,) = tmp_path.iterdir()
    assert check(path) == 0
    assert len(list(walk(path))) == 3


def test_both_compressors_write_one_plain_gzip_member() -> None:
    record = os.urandom(100) + b"text " * 1000
    for packed in (member(record), zlib_member(record)):
        assert gzip.decompress(packed) == record
        assert re.match(rb"\x1f\x8b\x08\x00\x00\x00\x00\x00", packed)
