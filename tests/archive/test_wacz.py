"""A WACZ of some captures: what is in it and what is not, checked by hand and by other people's programs."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_STORED, ZipFile

import pytest
from warcio.archiveiterator import ArchiveIterator

from archive.article import Article, Block
from archive.capture import Capture, digest
from archive.export import ExportError, Selection, export
from archive.records import Records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from archive.collection import Collection

SITE = "http://www.news.example"
BODY = b"<h1>Ferries</h1><p>Three boats left the quay at dawn.</p>"
ENTRIES = ["archive/data.warc.gz", "indexes/index.cdx.gz", "indexes/index.idx", "pages/pages.jsonl",
           "datapackage.json", "datapackage-digest.json"]  # fmt: skip


def answer(status: str, body: bytes = b"", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", *[f"{k.replace('_', '-')}: {v}" for k, v in headers.items()], "\r\n"]
    return "\r\n".join(lines).encode() + body


@pytest.fixture
def kept(collection: Collection, capture: Callable[..., Capture]) -> Collection:
    """robots.txt, a front page with two articles, the second by way of two redirects, and one on ice."""
    story = Article(
        headline="Ferries resume", body=(Block(type="paragraph", text="From the quay\u2028at dawn"),)
    )
    html = {"Content_Type": "text/html"}
    visits: list[tuple[str, bytes, dict[str, str], Article | None]] = [
        ("/robots.txt", answer("200 OK", b"User-agent: *"), {}, None),
        ("/", answer("200 OK", b"<a href=/old>"), {}, None),
        ("/ice", answer("200 OK", b"<p>Ice", **html), {"via": f"{SITE}/"}, Article(headline="Ice")),
        ("/old", answer("302 Found", Location="/newer"), {"via": f"{SITE}/"}, None),
        ("/newer", answer("301 Moved", b"moved", Location="/story"), {"via": f"{SITE}/old"}, None),
        ("/story", answer("200 OK", BODY, **html), {"via": f"{SITE}/newer"}, story),
    ]
    with collection.index() as index, collection.writer(software="newsarchive/0.1") as warc:
        for path, response, facts, article in visits:
            index.add(warc.append(capture(SITE + path, response=response, facts=facts)), article)
    return collection


@pytest.fixture
def wacz(kept: Collection, tmp_path: Path) -> Path:
    report = export(kept, tmp_path / "ferries.wacz", Selection("ferries"))
    assert (report.articles, report.captures) == (1, 3)
    return report.files[0]


def read(wacz: Path, name: str) -> bytes:
    with ZipFile(wacz) as zipped:
        return zipped.read(name)


def index_lines(wacz: Path) -> list[tuple[str, str, dict[str, str]]]:
    text = gzip.decompress(read(wacz, "indexes/index.cdx.gz")).decode()
    return [
        (key, stamp, json.loads(fields))
        for key, stamp, fields in (x.split(" ", 2) for x in text.splitlines())
    ]


def records(data: bytes) -> list[tuple[str, str]]:
    return [
        (record.rec_type, record.rec_headers.get_header("WARC-Target-URI", "").removeprefix(SITE))
        for record in ArchiveIterator(io.BytesIO(data), no_record_parse=True)
    ]


def check(wacz: Path) -> None:
    """What the specification asks for, and what py-wacz does not look at."""
    with ZipFile(wacz) as zipped:
        assert zipped.testzip() is None
        assert zipped.namelist() == ENTRIES
        assert {info.compress_type for info in zipped.infolist()} == {ZIP_STORED}
    package = json.loads(read(wacz, "datapackage.json"))
    assert (package["profile"], package["wacz_version"]) == ("data-package", "1.1.1")
    assert [part["path"] for part in package["resources"]] == ENTRIES[:4]
    for part in package["resources"]:
        data = read(wacz, part["path"])
        assert (part["bytes"], part["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
    seal = json.loads(read(wacz, "datapackage-digest.json"))
    sealed = hashlib.sha256(read(wacz, "datapackage.json")).hexdigest()
    assert seal == {"path": "datapackage.json", "hash": f"sha256:{sealed}"}
    check_index(wacz)
    check_pages(wacz)


def check_index(wacz: Path) -> None:
    warc, cdx = read(wacz, "archive/data.warc.gz"), read(wacz, "indexes/index.cdx.gz")
    lines = gzip.decompress(cdx).splitlines(keepends=True)
    assert lines == sorted(lines)
    for _, stamp, fields in index_lines(wacz):
        start, length = int(fields["offset"]), int(fields["length"])
        member = warc[start : start + length]
        assert fields["recordDigest"] == f"sha256:{hashlib.sha256(member).hexdigest()}"
        (record,) = ArchiveIterator(io.BytesIO(member), no_record_parse=True)
        named = record.rec_headers.get_header
        assert fields["url"] == named("WARC-Target-URI")
        assert fields["digest"] == named("WARC-Payload-Digest")
        assert stamp == "".join(c for c in named("WARC-Date")[:19] if c.isdigit())
    meta, *blocks = read(wacz, "indexes/index.idx").decode().splitlines()
    assert meta == '!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}'
    found: list[bytes] = []
    for block in blocks:
        key, _, fields = block.partition(" {")
        told = json.loads("{" + fields)
        member = cdx[told["offset"] : told["offset"] + told["length"]]
        assert told["digest"] == f"sha256:{hashlib.sha256(member).hexdigest()}"
        part = gzip.decompress(member).splitlines(keepends=True)
        assert part[0].startswith(f"{key} {{".encode())
        assert len(part) <= 1024
        found += part
    assert found == lines


def check_pages(wacz: Path) -> None:
    head, *pages = [json.loads(line) for line in read(wacz, "pages/pages.jsonl").decode().splitlines()]
    assert head["format"] == "json-pages-1.0"
    assert pages
    indexed = {(fields["url"], stamp) for _, stamp, fields in index_lines(wacz)}
    assert {(page["url"], "".join(c for c in page["ts"] if c.isdigit())) for page in pages} <= indexed


def test_the_article_and_the_redirects_that_led_to_it(kept: Collection, wacz: Path) -> None:
    check(wacz)
    kinds = ("request", "metadata", "response")
    whole = [(kind, path) for path in ("/old", "/newer", "/story") for kind in kinds]
    assert records(read(wacz, "archive/data.warc.gz")) == [("warcinfo", ""), ("warcinfo", ""), *whole]
    assert [fields["status"] for _, _, fields in index_lines(wacz)] == ["301", "302", "200"]
    page = json.loads(read(wacz, "pages/pages.jsonl").splitlines()[1])
    assert (page["title"], page["text"]) == ("Ferries resume", "From the quay\u2028at dawn")
    package = json.loads(read(wacz, "datapackage.json"))
    assert (package["selection"], package["title"]) == ({"query": "ferries"}, "Harbour papers")


def test_records_are_copied_byte_for_byte(kept: Collection, wacz: Path) -> None:
    (source,) = kept.warcs()
    warc, original = read(wacz, "archive/data.warc.gz"), source.read_bytes()
    behind = 0
    for record in list(Records(io.BytesIO(warc), ""))[1:]:
        member = warc[record.place.offset : record.place.offset + record.place.length]
        at = original.find(member, behind)
        assert at >= behind, "in the order of the collection"
        behind = at + len(member)


def test_the_first_record_says_where_it_comes_from(wacz: Path) -> None:
    own, theirs = [r.block.decode() for r in Records(io.BytesIO(read(wacz, "archive/data.warc.gz")), "")][:2]
    assert "isPartOf: Harbour papers\r\n" in own
    assert "description: Records copied byte for byte from the collection Harbour papers." in own
    assert "software: newsarchive/" in own
    assert "robots:" not in own
    assert "software: newsarchive/0.1\r\n" in theirs


def test_two_articles_by_one_redirect_have_it_once(
    kept: Collection, capture: Callable[..., Capture], tmp_path: Path
) -> None:
    with kept.index() as index, kept.writer(software="newsarchive/0.1") as warc:
        facts = {"via": f"{SITE}/newer"}
        index.add(warc.append(capture(f"{SITE}/b", facts=facts)), Article(headline="Ferries again"))
    report = export(kept, tmp_path / "x.wacz", Selection("ferries"))
    check(report.files[0])
    assert (report.articles, report.captures) == (2, 4)
    kinds = [kind for kind, _ in records(read(report.files[0], "archive/data.warc.gz"))]
    assert kinds.count("warcinfo") == 3, "our own, and one from each of two files"
    assert kinds.count("response") == 4, "the redirects only once"


def record(kind: str, path: str, block: bytes, **fields: str) -> bytes:
    lines = {
        "WARC-Type": kind,
        "WARC-Target-URI": SITE + path,
        "WARC-Date": "2026-03-07T10:00:00Z",
        **{f"WARC-{name.replace('_', '-')}": value for name, value in fields.items()},
        "Content-Type": f"application/http;msgtype={'request' if kind == 'request' else 'response'}",
        "Content-Length": str(len(block)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"WARC/1.1\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def foreign() -> list[bytes]:
    """As Browsertrix orders records: the response first; a second visit found the same."""
    html = {"Content_Type": "text/html"}
    found = digest(BODY)
    profile = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
    first, second = "<urn:uuid:1>", "<urn:uuid:3>"
    return [
        record("response", "/a", answer("200 OK", BODY, **html), Record_ID=first, Payload_Digest=found),
        record("request", "/a", b"GET /a HTTP/1.1\r\n\r\n", Record_ID="<urn:uuid:2>", Concurrent_To=first),
        record("revisit", "/b", answer("200 OK", **html), Record_ID=second, Payload_Digest=found,
               Profile=profile, Refers_To_Target_URI=f"{SITE}/a", Refers_To_Date="2026-03-07T10:00:00Z"),
    ]  # fmt: skip


@pytest.fixture(params=[True, False], ids=["compressed", "plain"])
def revisited(request: pytest.FixtureRequest, collection: Collection) -> Collection:
    """Two captures by somebody else, the second a revisit of the first; an article each."""
    collection.archive.mkdir(exist_ok=True)
    ending, packed = ("warc.gz", gzip.compress) if request.param else ("warc", bytes)
    (collection.archive / f"theirs.{ending}").write_bytes(b"".join(map(packed, foreign())))
    with collection.index() as index:
        for item in collection.walk():
            assert isinstance(item, Capture)
            index.add(item, Article(headline="First" if item.url.endswith("a") else "Second"))
    return collection


def test_a_revisit_comes_with_the_capture_that_holds_its_payload(
    revisited: Collection, tmp_path: Path
) -> None:
    report = export(revisited, tmp_path / "x.wacz", Selection("second"))
    check(report.files[0])
    assert (report.articles, report.captures) == (1, 2)
    warc = read(report.files[0], "archive/data.warc.gz")
    assert records(warc) == [("warcinfo", ""), ("response", "/a"), ("request", "/a"), ("revisit", "/b")]
    assert [fields["mime"] for _, _, fields in index_lines(report.files[0])] == ["text/html", "warc/revisit"]
    warcio_check(report.files[0], tmp_path)


def test_an_index_of_several_blocks(
    collection: Collection, capture: Callable[..., Capture], tmp_path: Path
) -> None:
    with collection.index() as index, collection.writer(software="newsarchive/0.1") as warc:
        for number in range(1030):
            index.add(warc.append(capture(f"{SITE}/{number}")), Article(headline="x"))
    (wacz,) = export(collection, tmp_path / "many.wacz").files
    check(wacz)
    assert read(wacz, "indexes/index.idx").count(b"\n") == 3


def test_an_index_that_does_not_belong_to_the_warcs(kept: Collection, tmp_path: Path) -> None:
    (warc,) = kept.warcs()
    warc.write_bytes(warc.read_bytes()[:-50])
    with pytest.raises(ExportError, match=r"has no whole capture at \d+.*newsarchive rebuild"):
        export(kept, tmp_path / "x.wacz", Selection("ferries"))
    warc.rename(tmp_path / "elsewhere")
    with pytest.raises(ExportError, match=r"warc\.gz can't be read: No such file"):
        export(kept, tmp_path / "x.wacz")
    assert not (tmp_path / "x.wacz").exists()


def test_an_arc_file_is_told_from_a_warc(kept: Collection, tmp_path: Path) -> None:
    with kept.index() as index:
        index.db.execute("UPDATE captures SET warc_file = 'old.arc.gz'")
        index.db.commit()
    with pytest.raises(ExportError, match=r"old\.arc\.gz is an ARC file.*warcio recompress"):
        export(kept, tmp_path / "x.wacz")


def warcio_check(wacz: Path, folder: Path) -> None:
    with ZipFile(wacz) as zipped:
        path = zipped.extract("archive/data.warc.gz", folder)
    command = [Path(sys.executable).with_name("warcio"), "check", "-v", path]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "digest pass" in done.stdout


def test_warcio_finds_every_digest_sound(wacz: Path, tmp_path: Path) -> None:
    warcio_check(wacz, tmp_path)


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.peer
def test_py_wacz_finds_it_valid(kept: Collection, py_wacz: Path, wacz: Path, tmp_path: Path) -> None:
    export(kept, tmp_path / "all.wacz")
    for path in (wacz, tmp_path / "all.wacz"):
        assert "the passed WACZ is valid" in run(py_wacz / "wacz", "validate", "-f", path, cwd=tmp_path)


@pytest.mark.peer
def test_py_wacz_makes_the_same_index(py_wacz: Path, wacz: Path, tmp_path: Path) -> None:
    """From our WARC, by the reference implementation."""
    with ZipFile(wacz) as zipped:
        warc = zipped.extract("archive/data.warc.gz", tmp_path)
    run(py_wacz / "wacz", "create", "-o", "theirs.wacz", warc, cwd=tmp_path)

    def told(path: Path) -> list[Any]:
        names = ("url", "mime", "status", "digest", "length", "offset", "filename", "recordDigest")
        unk = {"mime": "unk"}  # what pywb writes where no type was declared, and py-wacz does not
        return [(key, at, {n: (unk | line).get(n) for n in names}) for key, at, line in index_lines(path)]

    assert told(wacz) == told(tmp_path / "theirs.wacz")


@pytest.mark.peer
@pytest.mark.parametrize("name", ["all.csv", "all.jsonl", "all.txt", "corpus"])
def test_frictionless_finds_the_packages_valid(
    collection: Collection,
    capture: Callable[..., Capture],
    article: Callable[..., Article],
    py_wacz: Path,
    tmp_path: Path,
    name: str,
) -> None:
    with collection.index() as index, collection.writer(software="newsarchive/0.1") as warc:
        for each in (article(), Article(), article(headline='=1+1\n"\u2028')):
            index.add(warc.append(capture()), each)
    report = export(collection, tmp_path / name, format="text" if name == "corpus" else None)
    folder = report.files[0] if name == "corpus" else tmp_path
    package = folder / "datapackage.json" if name == "corpus" else report.files[-1]
    run(py_wacz / "frictionless", "validate", "--type", "package", package.name, cwd=folder)


@contextmanager
def wayback(commands: Path, folder: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    command = [commands / "wayback", "-p", port, "-b", "127.0.0.1"]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            while not _listens(int(port)):
                assert server.poll() is None, "wayback has ended"
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.kill()


def _listens(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.peer
def test_pywb_replays_the_page_and_what_led_to_it(pywb: Path, wacz: Path, tmp_path: Path) -> None:
    run(pywb / "wb-manager", "init", "given", cwd=tmp_path)
    run(pywb / "wb-manager", "add", "--unpack-wacz", "given", wacz, cwd=tmp_path)
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with wayback(pywb, tmp_path) as address:
        for path in ("/story", "/old"):
            with direct.open(f"{address}/given/20260307mp_/{SITE}{path}", timeout=60) as shown:
                assert b"Three boats left the quay at dawn." in shown.read()
