from __future__ import annotations

import gzip
import subprocess
import sys
import tracemalloc
import zlib
from datetime import UTC, datetime

import brotli
import pytest

from archive.capture import Capture
from archive.coding import MAX_CODINGS, ContentError, dechunk, decode

WORDS = b"".join(b"line %d of the paper\n" % n for n in range(500))


def raw_deflate(data: bytes) -> bytes:
    return zlib.compress(data, wbits=-15)


CODED = {
    "gzip": gzip.compress(WORDS),
    "x-gzip": gzip.compress(WORDS),
    "GZip": gzip.compress(WORDS[:100]) + gzip.compress(WORDS[100:]),
    "deflate": zlib.compress(WORDS),
    "Deflate": raw_deflate(WORDS),
    "br": brotli.compress(WORDS),
    "deflate, gzip": gzip.compress(zlib.compress(WORDS)),
    "br,identity , gzip": gzip.compress(brotli.compress(WORDS)),
    "identity": WORDS,
    "none": WORDS,
}


@pytest.mark.parametrize("coding", CODED)
def test_codings_are_undone_last_first(coding: str) -> None:
    assert decode(CODED[coding], coding.split(","), len(WORDS)) == WORDS


@pytest.mark.parametrize("coding", [c for c in CODED if c not in ("identity", "none")])
def test_more_than_the_limit_is_an_error(coding: str) -> None:
    with pytest.raises(ContentError, match="more than"):
        decode(CODED[coding], coding.split(","), len(WORDS) - 1)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "Deflate", "br"])
def test_half_a_stream_gives_its_beginning(coding: str) -> None:
    half = decode(CODED[coding][: len(CODED[coding]) // 2], [coding], 10**6)
    assert len(half) > 500
    assert WORDS.startswith(half)


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_stream_that_breaks_gives_what_came_before(coding: str) -> None:
    noise = bytes(range(256)) * 400
    whole = gzip.compress(noise + WORDS) if coding == "gzip" else zlib.compress(noise + WORDS)
    broken = bytearray(whole)
    broken[-60:-20] = b"\xff" * 40
    got = decode(bytes(broken), [coding], 10**6)
    assert got.startswith(noise[:1000])


def test_garbage_after_the_end_is_dropped() -> None:
    assert decode(gzip.compress(WORDS) + b"garbage", ["gzip"], 10**6) == WORDS


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_a_header_that_lies_leaves_the_page_as_it_is(coding: str) -> None:
    page = b"\xef\xbb\xbf <!doctype html><p>never compressed"
    assert decode(page, [coding], 10**6) == page


@pytest.mark.parametrize(
    ("data", "coding", "message"),
    [
        (b"\x1f\x8b\x08\x00", "gzip", None),
        (b"\x1f\x8bnothing like gzip at all", "gzip", "broken from its start"),
        (b"\x00\x01\x02garbage", "deflate", "broken from its start"),
        (b"\xff\xff\xff\xff", "br", "broken from its start"),
        (b"x", "zstd", "'zstd'"),
        (b"x", ",".join(["gzip"] * (MAX_CODINGS + 1)), "at most"),
    ],
)
def test_what_cannot_be_undone_says_why(data: bytes, coding: str, message: str | None) -> None:
    if message is None:  # a head cut off: nothing can be had, and nothing is wrong with it
        assert decode(data, [coding], 100) == b""
        return
    with pytest.raises(ContentError, match=message):
        decode(data, coding.split(","), 100)


def test_a_bomb_costs_no_more_than_the_limit() -> None:
    bombs = {
        "gzip": gzip.compress(bytes(10**8)),
        "deflate,deflate": zlib.compress(zlib.compress(bytes(10**8))),
        "br": brotli.compress(bytes(10**8)),
    }
    for codings, bomb in bombs.items():
        tracemalloc.start()
        with pytest.raises(ContentError, match="more than 1,000,000 bytes"):
            decode(bomb, codings.split(","), 10**6)
        assert tracemalloc.get_traced_memory()[1] < 10**7
        tracemalloc.stop()


def test_a_million_empty_members_cost_little() -> None:
    assert decode(gzip.compress(b"") * 100_000, ["gzip"], 10**6) == b""


@pytest.mark.parametrize(
    ("chunked", "joined"),
    [
        (b"3\r\nabc\r\n0\r\n\r\n", b"abc"),
        (b'3;name="v"\r\nabc\r\n2 ; x\r\nde\r\n0;last\r\nTrailer: x\r\n\r\n', b"abcde"),
        (b"3\nabc\n2\nde\n0\n\n", b"abcde"),
        (b"00A\r\n0123456789\r\n0\r\n\r\nmore", b"0123456789"),
        (b"5\r\nabc", b"abc"),
        (b"3\r\nabc\r\n", b"abc"),
        (b"3\r\nabc\r\n5", b"abc"),
        (b"3\r\nabc\r\nzz\r\nde", b"abc"),
        (b"<p>joined already</p>", b"<p>joined already</p>"),
        (b"-1\r\nabc", b"-1\r\nabc"),
        (b"0\r\n\r\n", b""),
        (b"", b""),
    ],
)
def test_chunks(chunked: bytes, joined: bytes) -> None:
    assert dechunk(chunked) == joined


def test_content_undoes_transfer_coding_before_content_coding() -> None:
    body = gzip.compress(WORDS)
    chunks = b"".join(
        b"%x\r\n%s\r\n" % (len(body[n : n + 50]), body[n : n + 50]) for n in range(0, len(body), 50)
    )
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, Chunked\r\nContent-Encoding: gzip\r\n\r\n"
    twice = gzip.compress(body)
    for coded in (chunks + b"0\r\n\r\n", chunks):
        capture = Capture("http://n.example/", datetime.now(UTC), b"", head.replace(b"gzip, ", b"") + coded)
        assert capture.content() == WORDS
    framed = b"%x\r\n%s\r\n0\r\n\r\n" % (len(twice), twice)
    assert Capture("http://n.example/", datetime.now(UTC), b"", head + framed).content() == WORDS
    with pytest.raises(ContentError):
        Capture("http://n.example/", datetime.now(UTC), b"", head + framed).content(limit=100)


def test_without_brotli_its_coding_is_unknown() -> None:
    code = (
        "import sys; sys.modules['brotli'] = None\n"
        "from archive.coding import ContentError, decode\n"
        "try: decode(b'x', ['br'], 10)\n"
        "except ContentError as error: print(error)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "no decoder here for the content coding 'br'" in run.stdout
