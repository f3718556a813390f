"""FastWARC and warcio must read every file the same, whole or not."""

from __future__ import annotations

import gzip
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.capture import Capture
from archive.records import Record, Records
from archive.warc import WarcWriter
from tests.archive.test_walk import HTML, PAGE, record

if TYPE_CHECKING:
    from pathlib import Path


fast = pytest.importorskip("archive.fast", reason="needs FastWARC")


def read(kind: type[Records], path: Path, start: int = 0) -> tuple[list[Record], str | None]:
    with path.open("rb") as file:
        file.seek(start)
        records = kind(file, path.name)
        return list(records), records.damage


def same(path: Path, start: int = 0) -> list[Record]:
    """What both read from the file."""
    found = read(fast.FastRecords, path, start)
    assert found == read(Records, path, start)
    return found[0]


ODD = [
    record("response", "http://n.example/ä", PAGE),
    record("response", "http://n.example/", PAGE).replace(b"n.example", b"\xe4\xff.example"),
    record("response", "http://n.example/", b""),
    record("Response", "<http://n.example/>", PAGE, WARC_Folded="one\r\n two"),
    record("request", "http://n.example/", PAGE, WARC_Twice="a\r\nWARC-Twice: b"),
    record("response", "http://n.example/", PAGE).replace(b"\r\n", b"\n"),
    record("response", "http://n.example/", PAGE).replace(b"Content-Length: ", b"Content-Length: 9"),
    record("response", "http://n.example/", PAGE).replace(b"Content-Length: ", b"Content-Length: -"),
    record("response", "http://n.example/", PAGE).replace(b"Content-Length:", b"content-length :"),
    record("response", "http://n.example/", PAGE).replace(b"Content-Length", b"Content-Lenght"),
    record("response", "http://n.example/", PAGE).replace(b"WARC/1.0", b"WARC/9.9"),
    record("response", "http://n.example/", PAGE).replace(b"WARC-Type: response\r\n", b""),
    record("response", "http://n.example/", PAGE).replace(b"WARC-Type:", b"WARC-Type"),
    record("response", "http://n.example/", PAGE).rstrip(b"\r\n"),
    record("response", "http://n.example/", PAGE) + b"\r\n\r\n\r\n",
    record("response", "http://n.example/", PAGE) + b"behind it",
    record("response", "http://n.example/", PAGE) * 2,
    b"",
    b"noise",
]


@pytest.mark.parametrize("odd", ODD)
def test_odd_records_among_whole_ones(tmp_path: Path, odd: bytes) -> None:
    plain = [record("response", f"http://n.example/{n}", HTML * n) for n in range(3)]
    for place in range(len(plain) + 1):
        path = tmp_path / f"{place}.warc.gz"
        path.write_bytes(b"".join(gzip.compress(r) for r in [*plain[:place], odd, *plain[place:]]))
        assert len(same(path)) >= place


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A WARC as it is written here, of five records."""
    with WarcWriter(tmp_path_factory.mktemp("fast"), {"software": "x"}) as warc:
        for n in range(2):
            url = f"http://n.example/{n}"
            warc.append(Capture(url, datetime.now(UTC), b"GET / HTTP/1.1\r\n\r\n", PAGE))
    assert warc.path is not None
    return warc.path.read_bytes()


@given(st.data())
def test_bytes_changed_cut_and_put_in(
    ours: bytes, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(ours)))
    out = data.draw(st.integers(0, 30))
    path = tmp_path_factory.getbasetemp() / "changed.warc.gz"
    path.write_bytes(ours[:at] + data.draw(st.binary(max_size=30)) + ours[at + out :])
    same(path)


def test_half_files_and_any_beginning(ours: bytes, tmp_path: Path) -> None:
    path = tmp_path / "half.warc.gz"
    path.write_bytes(ours)
    whole = same(path)
    assert len(whole) == 5
    for each in whole:
        assert same(path, each.place.offset)[0] == each
    for size in range(0, len(ours), 13):
        path.write_bytes(ours[:size])
        assert same(path) == [r for r in whole if r.place.offset + r.place.length <= size]


def test_a_file_compressed_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "whole.warc.gz"
    path.write_bytes(gzip.compress(record("response", "http://n.example/", PAGE) * 1000))
    assert same(path) == []


def test_without_fastwarc_warcio_reads_all(ours: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(ours)
    program = (
        "import sys, pathlib; sys.modules['fastwarc.warc'] = None\n"
        "from archive.walk import walk\n"
        "print([capture.url for capture in walk(pathlib.Path('a.warc.gz'))])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout == "['http://n.example/0', 'http://n.example/1']\n", done.stderr
