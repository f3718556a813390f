from __future__ import annotations

import gzip
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.capture import Capture, Place
from archive.walk import MissingCaptureError, fetch, walk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from archive.warc import WarcWriter


def captures(path: Path, start: int = 0) -> list[Capture]:
    return [item for item in walk(path, start=start) if isinstance(item, Capture)]


@pytest.fixture
def kept(writer: Callable[..., WarcWriter], capture: Callable[..., Capture]) -> tuple[Path, list[Capture]]:
    """A WARC of four captures, of which one got no answer."""
    with writer() as warc:
        done = [
            warc.append(capture(facts={"via": "x"})),
            warc.append(capture(request=b"")),
            warc.append(capture(response=b"")),
            warc.append(capture()),
        ]
    assert warc.path is not None
    return warc.path, done


def end(capture: Capture) -> int:
    assert capture.place is not None
    return capture.place.offset + capture.place.length


def test_half_tails_at_every_cut(kept: tuple[Path, list[Capture]], tmp_path: Path) -> None:
    path, done = kept
    whole = path.read_bytes()
    members = [0, *(at for at in range(1, len(whole)) if whole[at:].startswith(b"\x1f\x8b\x08\x00\x00\x00"))]
    ends = [0, members[1], *map(end, done)]
    tail = tmp_path / path.name
    for cut in range(len(whole)):
        tail.write_bytes(whole[:cut])
        walked = walk(tail)
        assert [c for c in walked if isinstance(c, Capture)] == [c for c in done if end(c) <= cut]
        assert walked.end == max(at for at in members if at <= cut)
        assert (not walked.damage) == (cut in members), walked.damage
        assert walked.tail == (None if cut in ends else max(at for at in ends if at <= cut))


def test_a_walk_can_begin_behind_any_capture(kept: tuple[Path, list[Capture]]) -> None:
    path, done = kept
    for n, each in enumerate(done):
        assert captures(path, end(each)) == done[n + 1 :]


def test_a_flipped_bit_costs_no_record_before_it(kept: tuple[Path, list[Capture]]) -> None:
    path, done = kept
    data = bytearray(path.read_bytes())
    for at in range(end(done[1]) + 10, end(done[2]), 7):  # behind the gzip head, which nothing guards
        data[at] ^= 1
        path.write_bytes(data)
        data[at] ^= 1
        walked = walk(path)
        assert (list(walked)[:2], bool(walked.damage)) == (done[:2], True) or list(walk(path)) == done, at


def test_noise_behind_the_last_record(kept: tuple[Path, list[Capture]]) -> None:
    path, done = kept
    size = path.stat().st_size
    for noise in (b"noise", bytes(1000), b"\x1f\x8b\x08\x00", b"WARC/1.1\r\nWARC-Type: response\r\n\r\n"):
        with path.open("r+b") as file:
            file.truncate(size)
            file.seek(size)
            file.write(noise)
        walked = walk(path)
        assert list(walked) == done
        assert (walked.end, bool(walked.damage)) == (size, True)


@given(st.binary(max_size=300))
def test_no_bytes_make_a_walk_raise(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "noise.warc"
    for form in (data, gzip.compress(data), b"WARC/1.1\r\nContent-Length: 5\r\n" + data):
        path.write_bytes(form)
        assert captures(path) == []


def test_fetch_where_no_capture_lies(kept: tuple[Path, list[Capture]]) -> None:
    path, done = kept
    place = done[0].place
    assert place is not None
    for wrong in (
        Place(place.file, place.offset, place.length - 1),
        Place(place.file, 0, 100),
        Place(place.file, place.offset + 1, place.length),
        Place(place.file, 10**9, 1),
    ):
        with pytest.raises(MissingCaptureError, match="newsarchive rebuild"):
            fetch(path.parent, wrong)
    with pytest.raises(MissingCaptureError, match="No such file"):
        fetch(path.parent, Place("gone.warc.gz", 0, 1))


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "e.warc.gz").touch()
    walked = walk(tmp_path / "e.warc.gz")
    assert (list(walked), walked.end, walked.damage, walked.tail) == ([], 0, [], None)


# WARCs of other hands

HTML = b"<p>By another hand.</p>"
PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + HTML
ASKED = b"GET / HTTP/1.1\r\nHost: n.example\r\n\r\n"
DIGEST = "sha1:3SNHEBH6KQRUNM3FEYH3XTQFKLUDSYT7"


def record(kind: str, url: str, block: bytes, type_: str = "application/http", **fields: str) -> bytes:
    """One record. ``fields`` have underscores for hyphens and come last."""
    named = {"WARC_Date": "2026-03-07T09:30:15Z", "WARC_Record_ID": f"<urn:x:{kind}:{url}>"} | fields
    lines = ["WARC/1.0", f"WARC-Type: {kind}", f"WARC-Target-URI: {url}", f"Content-Type: {type_}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in named.items()]
    head = "\r\n".join([*lines, f"Content-Length: {len(block)}", "\r\n"])
    return head.encode() + block + b"\r\n\r\n"


def warc(path: Path, *records: bytes, compressed: bool = True) -> Path:
    path.write_bytes(b"".join(gzip.compress(r) if compressed else r for r in records))
    return path


@pytest.mark.parametrize("compressed", [True, False])
def test_response_first_request_behind_it(tmp_path: Path, compressed: bool) -> None:
    urls = [f"http://n.example/{n}" for n in range(3)]
    pairs = [
        (
            record("response", url, PAGE),
            record("request", url, ASKED, WARC_Concurrent_To=f"<urn:x:response:{url}>"),
        )
        for url in urls
    ]
    path = warc(tmp_path / "f.warc", *[r for pair in pairs for r in pair], compressed=compressed)
    found = captures(path)
    assert [(c.url, c.request, c.content()) for c in found] == [(url, ASKED, HTML) for url in urls]
    assert captures(path, end(found[0])) == found[1:]
    for each in found:
        assert each.place is not None
        assert fetch(tmp_path, each.place).content() == HTML


@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")  # warcio's spool
def test_what_warcio_writes_is_read(tmp_path: Path) -> None:
    with (tmp_path / "f.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        writer.write_record(writer.create_warcinfo_record("f.warc.gz", {"software": "x"}))
        for n in range(3):
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "n.example")], is_http_request=True)
            payload = io.BytesIO(HTML)
            url = f"http://n.example/{n}"
            writer.write_request_response_pair(
                writer.create_warc_record(url, "request", http_headers=asked),
                writer.create_warc_record(
                    url, "response", payload=payload, length=len(HTML), http_headers=head
                ),
            )
    found = captures(tmp_path / "f.warc.gz")
    assert [(c.url[-1], c.request, c.response) for c in found] == [(str(n), ASKED, PAGE) for n in range(3)]


def test_neighbours_that_name_nobody_are_joined_by_address(tmp_path: Path) -> None:
    kinds = ["request a", "response a", "request lost", "response b", "response c", "request c"]
    records = [record(kind, f"http://n.example/{name}", PAGE) for kind, name in map(str.split, kinds)]
    found = captures(warc(tmp_path / "f.warc.gz", *records))
    assert [(c.url[-1], bool(c.request)) for c in found] == [("a", True), ("b", False), ("c", True)]


def test_records_of_several_visits_at_once(tmp_path: Path) -> None:
    a, b = "http://n.example/a", "http://n.example/b"
    to_a, to_b = ({"WARC_Concurrent_To": f"<urn:x:response:{url}>"} for url in (a, b))
    path = warc(
        tmp_path / "f.warc.gz",
        record("request", a, b"GET a", **to_a),
        record("request", b, b"GET b", **to_b),
        record("response", b, PAGE),
        record("response", a, PAGE),
    )
    assert [(c.url, c.request) for c in captures(path)] == [(b, b"GET b"), (a, b"GET a")]


def test_a_plain_file_cut_off(tmp_path: Path) -> None:
    first, second = (record("response", f"http://n.example/{n}", PAGE) for n in range(2))
    path = tmp_path / "f.warc"
    for cut in range(1, len(second) - 4):
        path.write_bytes(first + second[:cut])
        walked = walk(path)
        assert len(list(walked)) == 1, cut
        assert walked.damage, cut


def test_metadata_of_other_crawlers(tmp_path: Path) -> None:
    url, fields = "http://n.example/a", b"via: http://n.example/\r\noutlink: one\r\noutlink: two\r\n"
    told = {"WARC_Concurrent_To": f"<urn:x:response:{url}>"}
    metadata = record("metadata", url, fields, "application/warc-fields", **told)
    (found,) = captures(warc(tmp_path / "f.warc.gz", record("response", url, PAGE), metadata))
    assert found.facts == {"via": "http://n.example/", "outlink": "one"}


def test_two_visits_without_an_answer_are_two(
    writer: Callable[..., WarcWriter], capture: Callable[..., Capture]
) -> None:
    with writer() as warc:
        done = [warc.append(capture(request=b"", response=b"", facts={"failure": n})) for n in "12"]
    assert warc.path is not None
    assert captures(warc.path) == done


REVISIT = {
    "WARC_Profile": "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
    "WARC_Payload_Digest": DIGEST,
}


def test_a_revisit_gets_the_payload_it_names(tmp_path: Path) -> None:
    lost = "sha1:" + "A" * 32
    path = warc(
        tmp_path / "f.warc.gz",
        record("response", "http://n.example/a", PAGE, WARC_Payload_Digest=DIGEST),
        record("revisit", "http://n.example/b", b"HTTP/1.1 200 OK\r\nAge: 9\r\n\r\n", **REVISIT),
        record("revisit", "http://n.example/c", b"", **REVISIT),
        record("revisit", "http://n.example/d", b"", **(REVISIT | {"WARC_Payload_Digest": lost})),
        record(
            "revisit",
            "http://n.example/e",
            b"HTTP/1.1 304 Not Modified\r\n\r\n",
            WARC_Profile="http://netpreserve.org/warc/1.1/revisit/server-not-modified",
        ),
    )
    _, whole, headless, missing, unchanged = captures(path)
    assert (whole.content(), whole.header("Age"), whole.facts) == (HTML, "9", {"warc-type": "revisit"})
    assert headless.response == PAGE
    assert (missing.payload, missing.facts["revisit"]) == (b"", f"the payload {lost} is not here")
    assert (unchanged.status, unchanged.payload) == (304, b"")


def test_a_revisit_of_another_file_asks_for_it(tmp_path: Path) -> None:
    first = warc(tmp_path / "a.warc.gz", record("response", "http://n.example/a", PAGE))
    again = warc(tmp_path / "b.warc.gz", record("revisit", "http://n.example/b", b"", **REVISIT))
    (found,) = walk(again, original={DIGEST: captures(first)[0].place}.get)
    assert isinstance(found, Capture)
    assert found.response == PAGE
    (found,) = walk(again, original=lambda _: Place("gone.warc.gz", 0, 1))
    assert isinstance(found, Capture)
    assert "is not here" in found.facts["revisit"]


def test_a_resource_record_is_a_page_without_a_head(tmp_path: Path) -> None:
    path = warc(
        tmp_path / "f.warc.gz",
        record("resource", "<http://n.example/a#top>", HTML, "text/html"),  # brackets: wget 1.19
        record("resource", "metadata://gnu.org/wget.log", b"log", "text/plain"),
        record("response", "dns:n.example", b"192.0.2.7", "text/dns"),
    )
    (found,) = captures(path)
    assert (found.url, found.content(), found.media_type) == ("http://n.example/a", HTML, "text/html")
    assert found.facts == {"warc-type": "resource"}


def test_arc_files_are_read(tmp_path: Path) -> None:
    version = b"1 0 x\nURL IP-address Archive-date Content-type Archive-length\n"
    head = b"filedesc://f.arc 0.0.0.0 20140101000000 text/plain %d\n" % len(version)
    line = b"http://n.example/a 192.0.2.7 20140216050221 text/html %d\n" % len(PAGE)
    (tmp_path / "f.arc").write_bytes(head + version + b"\n" + line + PAGE + b"\n")
    (found,) = captures(tmp_path / "f.arc")
    assert (found.url, found.content(), found.date.year) == ("http://n.example/a", HTML, 2014)


def test_a_file_compressed_as_a_whole_says_what_mends_it(tmp_path: Path) -> None:
    pages = [record("response", f"http://n.example/{n}", PAGE) for n in range(2)]
    walked = walk(warc(tmp_path / "whole.warc.gz", b"".join(pages)))
    assert list(walked) == []
    assert "warcio recompress" in str(walked.damage[0])


def test_a_record_without_length_ends_the_walk(tmp_path: Path) -> None:
    broken = record("response", "http://n.example/b", PAGE).replace(b"Content-Length", b"Content-Lenght")
    walked = walk(warc(tmp_path / "f.warc.gz", record("response", "http://n.example/a", PAGE), broken))
    assert len(list(walked)) == 1
    assert "without type or length" in str(walked.damage[0])


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("2026-03-07T09:30:15Z", "2026-03-07T09:30:15+00:00"),
        ("2026-03-07T09:30:15.123456789Z", "2026-03-07T09:30:15.123456+00:00"),
        ("2026-03-07", "2026-03-07T00:00:00+00:00"),
        ("2026-03", "2026-03-01T00:00:00+00:00"),
        ("2026", "2026-01-01T00:00:00+00:00"),
        ("yesterday", "1970-01-01T00:00:00+00:00"),
    ],
)
def test_dates_of_other_writers(tmp_path: Path, told: str, read: str) -> None:
    path = warc(tmp_path / "f.warc.gz", record("response", "http://n.example/a", PAGE, WARC_Date=told))
    (found,) = captures(path)
    assert found.date.isoformat() == read
