"""The pages in a real browser: they render, nothing they need is blocked, and nothing leaves the machine."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import lxml.html
import pytest

from newsarchive.browse.pages import HEADERS

pytestmark = pytest.mark.browser

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-proxy-server",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE *.example", "--enable-logging=stderr",
    "--window-size=1280,900", "--virtual-time-budget=2000", "--dump-dom",
)  # fmt: skip
ITS_OWN = (".google.com", ".googleapis.com", "~notfound")
"""Hosts that Chromium asks for at every start, whatever the page; by the rules above it finds none."""


@dataclass
class Visit:
    """What a browser made of a page."""

    html: lxml.html.HtmlElement
    console: list[str]
    """Lines that it wrote into the console: complaints of the policy among them."""
    hosts: set[str]
    """Whom it asked, or wanted to look up the address of."""


@pytest.fixture
def visited(chromium: Path, tmp_path: Path) -> Callable[[str], Visit]:
    """A page, opened in a browser that was never used before."""

    def look(address: str) -> Visit:
        log = tmp_path / "net.json"
        command = [
            str(chromium),
            *FLAGS,
            f"--user-data-dir={tmp_path / 'profile'}",
            f"--log-net-log={log}",
            address,
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
        console = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
        return Visit(lxml.html.fromstring(done.stdout), console, hosts(log))

    return look


def hosts(log: Path) -> set[str]:
    """All hosts in the browser's own log of its network. In its words: URL_REQUEST's url, and the host of
    HOST_RESOLVER's jobs (https://www.chromium.org/developers/design-documents/network-stack/netlog/)."""
    text = log.read_text("utf-8").rstrip().rstrip(",")
    told = json.loads(text if text.endswith("}") and text.count("[") == text.count("]") else text + "]}")
    found = set()
    for event in told["events"]:
        params = event.get("params") or {}
        for name in ("url", "host"):
            value = str(params.get(name) or "")
            parts = urlsplit(value if "://" in value else f"//{value}")
            host = parts.hostname or ""
            if parts.scheme not in ("data", "chrome", "devtools") and not host.endswith(ITS_OWN):
                found.add(host)
    return found - {""}


@pytest.fixture
def address(kept, start):
    return start(kept)


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("", "Ferries & bridges"),
        ("news/-/search?q=ferry", "Search"),
        ("news/-/article/1", "Night ferry returns to the outer islands"),
        ("news/-/article/3", "عودة العبّارة الليلية إلى الجزر"),
        ("news/articles", "articles"),
        ("news", "Ferries & bridges"),
    ],
)
def test_a_page(visited, address, path, heading):
    visit = visited(address + path)
    assert visit.html.findtext(".//h1").strip() == heading
    assert visit.console == []
    assert visit.hosts == {"127.0.0.1"}


def test_a_hostile_page(visited, collection_of, start):
    from archive.article import Article, Block, Extractor, Image, Related

    owned = "document.title='owned'"
    bad = f"<script>{owned}</script><img src=https://tracker.example/x.png onerror={owned}>"
    page = Article(
        url=f"javascript:{owned}",
        headline=bad,
        byline=bad,
        language='en" onload="document.title=1',
        body=(Block(type="paragraph", text=bad), Block(type="table", text=bad, rows=((bad,),))),
        images=(Image(url="https://tracker.example/pixel.gif", alt=bad, caption=bad),),
        related=(Related(url="https://tracker.example/story", title=bad),),
        extractor=Extractor(version="1"),
    )
    address = start(collection_of(page))
    for path in ("", "news/-/article/1", "news/-/search?q=tracker", "news/articles", "news/articles/1"):
        visit = visited(address + path)
        assert "owned" not in (visit.html.findtext(".//title") or "").split("<")[0]
        assert visit.console == []
        assert visit.hosts == {"127.0.0.1"}, path


def test_the_watch_sees_what_it_is_there_for(visited):
    """A page that does all that ours must not, under the policy of ours and under none."""
    page = b"<h1>Bad</h1><script>console.log('ran')</script><img src=http://tracker.example/x.png>"

    class Bad(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            if self.path == "/guarded":
                for name, value in HEADERS.items():
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Bad) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            address = f"http://127.0.0.1:{server.server_port}/"
            bare, guarded = visited(address), visited(address + "guarded")
        finally:
            server.shutdown()
            thread.join()
    assert any("ran" in line for line in bare.console)
    assert "tracker.example" in bare.hosts
    assert not any('"ran"' in line for line in guarded.console)
    assert any("Content Security Policy" in line for line in guarded.console)
    assert guarded.hosts == {"127.0.0.1"}
