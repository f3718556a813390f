"""WARCs with a hole in the middle: what stands behind it is read, what only looks like a record is not."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from archive.capture import Capture
from archive.walk import walk
from tests.archive.test_walk import PAGE, record, warc

if TYPE_CHECKING:
    from pathlib import Path

INFO = "urn:uuid:0a6ae4b1-6a3f-4a0f-8d0e-6f1b0c6f3c55"
URLS = [f"http://n.example/{n}" for n in range(5)]
BLANK_LINES = 4
"""Bytes between two records of a plain WARC that belong to neither."""
BLIND = 6
"""Bytes of a gzip head that nothing guards: a time and a system."""


def numbered(url: str, block: bytes = PAGE) -> bytes:
    return record("response", url, block, WARC_Warcinfo_ID=f"<{INFO}>")


def warcinfo() -> bytes:
    return record("warcinfo", "", b"software: x\r\n", "application/warc-fields", WARC_Record_ID=f"<{INFO}>")


@pytest.fixture(params=[True, False], ids=["compressed", "plain"])
def five(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, list[int]]:
    """A WARC of five captures, and where each record begins and the last ends."""
    records = [warcinfo(), *map(numbered, URLS)]
    path = warc(tmp_path / "five.warc", *records, compressed=request.param)
    begins = [item.place.offset for item in walk(path) if item.place]
    return path, [*begins, path.stat().st_size]


def addresses(path: Path) -> list[str]:
    return [item.url for item in walk(path) if isinstance(item, Capture)]


def test_what_stands_behind_a_hole_is_read(five: tuple[Path, list[int]]) -> None:
    path, begins = five
    data = bytearray(path.read_bytes())
    for first, last in ((0, 0), (1, 1), (1, 3), (3, 4)):
        start, stop = begins[first], begins[last + 1]
        holed = bytearray(data)
        holed[start : stop - 4] = bytes(stop - 4 - start)
        path.write_bytes(holed)
        walked = walk(path)
        assert [item.url for item in walked if isinstance(item, Capture)] == URLS[:first] + URLS[last + 1 :]
        (damage,) = walked.damage
        assert start - BLANK_LINES <= damage.start <= start
        assert damage.stop == (stop if last < 4 else len(data))
        assert walked.tail == (damage.start if last == 4 else None)


def test_two_holes_are_two(five: tuple[Path, list[int]]) -> None:
    path, begins = five
    data = bytearray(path.read_bytes())
    for at in (begins[1], begins[3]):
        data[at : at + 20] = b"?" * 20
    path.write_bytes(data)
    walked = walk(path)
    assert [item.url for item in walked if isinstance(item, Capture)] == [URLS[n] for n in (0, 2, 4)]
    assert all(
        at - d.start <= BLANK_LINES for d, at in zip(walked.damage, (begins[1], begins[3]), strict=True)
    )
    assert all(damage.file == path.name for damage in walked.damage)


def test_a_hole_in_the_warcinfo_record_hides_what_is_behind_it(five: tuple[Path, list[int]]) -> None:
    path, _ = five
    data = bytearray(path.read_bytes())
    data[BLIND + 6 : BLIND + 40] = b"?" * 34
    path.write_bytes(data)
    walked = walk(path)
    assert list(walked) == []
    assert (walked.damage[0].start, walked.damage[0].stop) == (0, len(data))


def test_a_page_that_holds_a_record_can_forge_nothing(tmp_path: Path) -> None:
    forged = [
        record("response", "http://forged.example/", PAGE),
        record("response", "http://forged.example/", PAGE, WARC_Warcinfo_ID="<urn:uuid:guessed>"),
        record("response", "http://forged.example/", PAGE + f"<{INFO}>".encode()),
    ]
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/warc\r\n\r\n"
    for one in forged:
        for form in (one, gzip.compress(one)):
            body = numbered("http://n.example/", head + form + b"and more")
            path = tmp_path / "half.warc"
            path.write_bytes(warcinfo() + body[:-20])  # killed while it was written
            assert addresses(path) == []
            stored = gzip.compress(body, 0)  # a body that does not compress stands in a member as it is
            path.write_bytes(gzip.compress(warcinfo()) + stored[:-20])
            assert addresses(path) == []
