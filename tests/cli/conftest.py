"""A small real collection, and the command as a function."""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.capture import Capture
from archive.collection import Collection, Description
from newsarchive.cli import main
from newsarchive.rebuild import catch_up
from newsarchive.sites import Sites

PAGE = """<!doctype html><html lang="en"><head><title>{headline} | The Tidewatch</title>
<meta property="og:site_name" content="The Tidewatch"></head><body><nav><a href="/">Home</a></nav>
<article><h1>{headline}</h1><p class="byline">By Mara Quill</p>
<time datetime="2026-03-0{day}T08:00:00+00:00">{day} March 2026</time>
<p>{text} The council will meet again on Thursday evening, and both sides are expected to speak.</p>
<p>Residents who came to the hearing said that they had waited for years, and that nobody had listened.</p>
<figure><img src="/harbour.jpg" alt="A grey harbour">
<figcaption>The old crane at dusk. Photo: Ada Finch</figcaption></figure>
<p>A decision is not expected before the summer, the mayor said after the meeting, and thanked everybody.</p>
</article></body></html>"""
STORIES = (
    ("Harbour crane to be saved", "The harbour crane will stay where it has stood since 1911."),
    ("Ferry to run at night", "The ferry across the bay will run at night from the first of May."),
    ("Crane drivers want more pay", "Crane drivers at the container port have voted to strike."),
)


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """Three articles and a page that was not found."""
    kept = Collection.create(tmp_path / "tides", Description(title="Tides", contact="desk@example.org"))
    start = datetime(2026, 3, 4, 12, tzinfo=UTC)
    with kept.lock("test"):
        with kept.writer(software="newsarchive/test") as writer:
            for number, (headline, text) in enumerate(STORIES, 1):
                page = PAGE.format(headline=headline, text=text, day=number)
                writer.append(_capture(f"http://tidewatch.example/{number}", start, 200, page))
                start += timedelta(seconds=1)
            writer.append(_capture("http://tidewatch.example/gone", start, 404, "<h1>Not found</h1>"))
        catch_up(kept, Sites())
    return kept.path


def _capture(url: str, date: datetime, status: int, page: str) -> Capture:
    body = page.encode()
    head = f"HTTP/1.1 {status} X\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
    request = f"GET {url} HTTP/1.1\r\nHost: tidewatch.example\r\n\r\n"
    return Capture(url=url, date=date, request=request.encode(), response=head.encode() + body)


@pytest.fixture
def run() -> Callable[..., Result]:
    """The command in this process: ``run("search", "crane", "-c", folder)``."""

    def call(*args: object, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(arg) for arg in args], input=stdin)

    return call


@pytest.fixture
def unused_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
