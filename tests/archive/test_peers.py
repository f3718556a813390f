"""What other tools make of our WARCs and CDXJ, and we of theirs."""

from __future__ import annotations

import gzip
import http.server
import json
import socket
import subprocess
import threading
import time
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from archive import cdxj
from archive.capture import Capture
from archive.walk import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from archive.collection import Collection

pytestmark = pytest.mark.peer

PAGES = {
    "/": (b"<p>Front page</p><a href=/story>story</a>", {}),
    "/story": (gzip.compress(b"<p>Ferries resume.</p>"), {"Content-Encoding": "gzip"}),
    "/chunks": (b"8\r\n<p>one\r\n\r\n6\r\n two\r\n\r\n0\r\n\r\n", {"Transfer-Encoding": "chunked"}),
}


@pytest.fixture
def kept(collection: Collection, capture: Callable[..., Capture]) -> Collection:
    """A collection of these pages, with index and CDXJ."""
    with collection.index() as index, collection.writer(software="newsarchive/0.1") as warc:
        for path, (body, headers) in PAGES.items():
            lines = ["HTTP/1.1 200 OK", "Content-Type: text/html", *[f"{k}: {v}" for k, v in headers.items()]]
            response = "\r\n".join([*lines, "\r\n"]).encode() + body
            url = f"http://www.news.example{path}?b=2&a=1"
            index.add(warc.append(capture(url, response=response, facts={"via": "x"})), None)
        index.add(warc.append(capture("http://gone.example/", response=b"")), None)
        cdxj.write(index, collection.cdxj)
    return collection


def test_pywb_makes_the_same_lines(kept: Collection, pywb: Path) -> None:
    command = [pywb / "cdx-indexer", "-j", "-s", *kept.warcs()]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    made = [line.split(" ", 2) for line in run.stdout.splitlines()]
    ours = [line.split(" ", 2) for line in kept.cdxj.read_text().splitlines()]
    assert len(ours) == len(PAGES)
    assert [line[:2] for line in ours] == [line[:2] for line in made]
    assert [json.loads(line[2]) for line in ours] == [json.loads(line[2]) for line in made]


@contextmanager
def wayback(root: Path, pywb: Path) -> Iterator[str]:
    """pywb's server on a free port of loopback; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    command = [pywb / "wayback", "-p", port, "-b", "127.0.0.1"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            while not listens(int(port)):
                assert process.poll() is None, "wayback has ended"
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()


def listens(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def test_pywb_plays_the_pages(kept: Collection, pywb: Path, tmp_path: Path) -> None:
    (tmp_path / "collections").mkdir()
    kept.path.rename(tmp_path / "collections" / "harbour")
    shown = {"/": b"Front page", "/story": b"Ferries resume.", "/chunks": b"<p>one\r\n two"}
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with wayback(tmp_path, pywb) as address:
        for path, words in shown.items():
            url = f"{address}/harbour/20260307mp_/http://www.news.example{path}?a=1&b=2"
            with direct.open(url, timeout=60) as answer:
                assert words in answer.read()


class Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body, headers = PAGES.get(self.path, (b"", {}))
        self.send_response(200 if body else 404)
        self.send_header("Content-Length", str(len(body)))
        for name, value in ({"Content-Type": "text/html"} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def test_what_wget_keeps_is_read(wget: Path, tmp_path: Path) -> None:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        command = [wget, "--quiet", "--no-proxy", "--warc-file=theirs", "--delete-after"]
        subprocess.run([*command, f"{address}/", f"{address}/story"], cwd=tmp_path, check=True)
        server.shutdown()
    found = [item for item in walk(tmp_path / "theirs.warc.gz") if isinstance(item, Capture)]
    assert [item.url.removeprefix(address) for item in found] == ["/", "/story"]
    assert [item.content() for item in found] == [PAGES["/"][0], b"<p>Ferries resume.</p>"]
    assert all(item.request.startswith(b"GET ") and item.ip_address == "127.0.0.1" for item in found)
