"""A small real collection of several kinds of pages, and datasette on it."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from datasette.app import Datasette

from archive.article import (
    Article,
    Block,
    Consent,
    Correction,
    Disclosure,
    Embed,
    Extractor,
    Image,
    Link,
    Related,
    Removed,
)
from archive.capture import Capture
from archive.collection import Collection, Description
from newsarchive.browse import serve

READER = Extractor(version="0.1.0")
FERRY = "https://www.harbourpost.example/2026/night-ferry"
BRIDGE = "https://www.harbourpost.example/2026/salt-bridge"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """datasette 0.65 opens connections to see what SQLite can do, and leaves them to the garbage collector
    (utils.detect_json1 and its like); Python 3.13 warns of that."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.filterwarnings("ignore:unclosed database:ResourceWarning"))


def utc(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


def listed(*items: str, ordered: bool = False) -> Block:
    return Block(type="list", text="\n".join(items), items=items, ordered=ordered)


FULL = Article(
    url=FERRY,
    alternative_headline="Ferries",
    headline="Night ferry returns to the outer islands",
    description="The council found the money, the engineers found the ship.",
    authors=("Marit Sund", "Jonas Beck"),
    byline="By Marit Sund and Jonas Beck",
    agency="Coast Wire",
    publisher="Harbour Post",
    section="Transport",
    keywords=("ferries", "islands"),
    genre="news",
    date_published=utc("2026-03-07T05:30"),
    date_published_raw="7 March 2026, 6.30",
    date_modified=utc("2026-03-08T09:12"),
    language="en",
    interface_language="da",
    body=(
        Block(type="paragraph", text="At twenty past eleven the Solvang cast off with nine passengers."),
        Block(type="heading", level=2, text="What it costs"),
        Block(
            type="table",
            text="Route\tPrice\nHarbour – Holm\t84",
            rows=(("Route", "Price"), ("Harbour – Holm", "84")),
        ),
        listed("two crossings a night", "no cars"),
        listed("ring the office", "be on pier four", ordered=True),
        Block(type="quote", text="Now we have a timetable on the fridge."),
        Block(type="preformatted", text="23:20  pier four\n23:55  Holm"),
        Block(type="live-entry", text="The ship is back", date=utc("2026-03-08T01:10")),
        Block(type="question", text="Will my ticket be refunded?"),
        Block(type="answer", text="Yes, at the harbour office."),
    ),
    images=(
        Image(
            url="https://img.harbourpost.example/solvang.jpg",
            alt="A small white ferry at a lit pier",
            caption="The Solvang before its first crossing.",
            credit="Ida Krog",
            width=1600,
            height=900,
            is_cover=True,
        ),
        Image(url="https://img.harbourpost.example/crate.jpg", caption="A crate of potatoes."),
    ),
    related=(
        Related(
            url=BRIDGE,
            title="The salt bridge that never was",
            teaser="A look into drawers.",
            labels=("Analysis",),
        ),
        Related(
            url="https://www.harbourpost.example/kettle", title="Council buys a kettle", place="inline-box"
        ),
    ),
    links=(Link(url="https://county.example/grants", text="a grant"),),
    disclosures=(
        Disclosure(scope="translation", label="Translated with AI", evidence="visible text"),
        Disclosure(scope="image", label="AI generated", evidence="iptc", target="images/1"),
    ),
    corrections=(Correction(text="An earlier version gave the price as 48.", date=utc("2026-03-08T09:10")),),
    embeds=(Embed(url="https://video.example/solvang", title="The first crossing"),),
    is_accessible_for_free=False,
    rights="© Harbour Post",
    consent=Consent(provider="Cookiewall Inc", title="We value your data"),
    encoding="utf-8",
    encoding_source="http",
    removed=(Removed(what="consent banner"),),
    extractor=READER,
)
SHORT = Article(
    url=BRIDGE,
    headline="The salt bridge that never was",
    date_published=utc("2026-03-06T10:00"),
    language="en",
    body=(Block(type="paragraph", text="What remains of the bridge are drawers of drawings, and a ferry."),),
    extractor=READER,
)
ARABIC = Article(
    url="https://mina.example/77",
    headline="عودة العبّارة الليلية إلى الجزر",
    language="ar",
    date_published=utc("2026-03-05T10:00"),
    body=(Block(type="paragraph", text="أبحرت العبّارة من الرصيف الرابع."), listed("رحلتان كل ليلة")),
    extractor=READER,
)
JAPANESE = Article(
    url="https://minato.example/1",
    headline="夜行フェリーが復活",
    language="ja",
    date_published=utc("2026-03-04T10:00"),
    body=(Block(type="paragraph", text="船は第四埠頭を離れた。"),),
    extractor=READER,
)
UNKNOWN = Article(url="", headline="A page that says little", extractor=READER)
PAGES: list[tuple[str, Article | None]] = [
    (FERRY, FULL),
    (BRIDGE, SHORT),
    ("https://mina.example/77", ARABIC),
    ("https://minato.example/1", JAPANESE),
    ("https://little.example/", UNKNOWN),
    ("https://www.harbourpost.example/gone", None),
    (FERRY, FULL),
]
"""The article of id N is the Nth; the sixth is no article, the seventh a second visit to the first."""
DESCRIPTION = Description(
    title="Ferries & bridges",
    operator="Institute of Tides",
    contact="desk@example.org",
    description="News of crossings.",
    rights="For research only.",
)


def keep(collection: Collection, pages: list[tuple[str, Article | None]]) -> None:
    """Captures of these pages, and the articles read from them."""
    with collection.lock("test"), collection.index() as index:
        start = utc("2026-03-09T12:00") + timedelta(seconds=index.next_id())
        with collection.writer(software="newsarchive/test", first_id=index.next_id()) as writer:
            for number, (url, article) in enumerate(pages):
                body = f"<h1>{number}</h1>".encode()
                head = "HTTP/1.1 {}\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\r\n".format(
                    "200 OK" if article else "404 Not Found", len(body)
                )
                capture = Capture(
                    url=url,
                    date=start + timedelta(seconds=number),
                    request=f"GET {url} HTTP/1.1\r\n\r\n".encode(),
                    response=head.encode() + body,
                    ip_address="203.0.113.9",
                )
                index.add(writer.append(capture), article)


@contextmanager
def opened(datasette: Datasette) -> Iterator[Datasette]:
    """datasette leaves threads and connections open, and keeps no list of those to databases in memory."""
    connections = []

    def noted(connect: Callable[..., Any]) -> Callable[..., Any]:
        def connected(*arguments: Any, **named: Any) -> Any:
            connections.append(connect(*arguments, **named))
            return connections[-1]

        return connected

    for database in datasette.databases.values():
        database.connect = noted(database.connect)
    try:
        yield datasette
    finally:
        datasette.executor.shutdown()
        for connection in connections:
            connection.close()


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the collection. Tests only read it."""
    path = tmp_path_factory.mktemp("browse") / "crossings"
    keep(Collection.create(path, DESCRIPTION), PAGES)
    return path


@pytest.fixture(scope="session")
def datasette(kept: Path) -> Iterator[Datasette]:
    """As ``newsarchive browse`` makes it."""
    with opened(serve.datasette_of(kept)) as made:
        yield made


class Page:
    """An answer of the server, and what a reader sees of it."""

    def __init__(self, response: Any) -> None:
        self.response = response
        self.status: int = response.status_code
        self.text: str = response.text

    @property
    def json(self) -> Any:
        return self.response.json()

    @property
    def html(self) -> Any:
        return lxml.html.fromstring(self.text)

    @property
    def seen(self) -> str:
        """The text of the page, blanks tidied."""
        return " ".join(self.html.find(".//main").text_content().split())

    def texts(self, css_class: str) -> list[str]:
        """Of all elements of a class."""
        found = self.html.xpath(f"//*[contains(concat(' ', @class, ' '), ' {css_class} ')]")
        return [" ".join(element.text_content().split()) for element in found]

    def link(self, text: str) -> str:
        """Where the first link that holds the text leads."""
        found = [a.get("href") for a in self.html.iter("a") if text in a.text_content()]
        assert found, f"no link {text!r}"
        return str(found[0])


def fetch(datasette: Datasette, path: str) -> Page:
    async def ask() -> Any:
        return await datasette.client.get(path)

    return Page(asyncio.run(ask()))


@pytest.fixture(scope="session")
def get(datasette: Datasette) -> Callable[[str], Page]:
    return lambda path: fetch(datasette, path)


@pytest.fixture
def collection_of(tmp_path: Path) -> Callable[..., Path]:
    """A collection of these articles, each at its own address."""

    def make(*articles: Article, name: str = "other") -> Path:
        path = tmp_path / name
        keep(Collection.create(path, Description(title=name)), [
            (f"https://{name}.example/{number}", article) for number, article in enumerate(articles)
        ])  # fmt: skip
        return path

    return make


@pytest.fixture
def visit(get: Any) -> Callable[[Datasette, str], Page]:
    """A page of a datasette of the test's own, which is closed afterwards."""

    def ask(datasette: Datasette, path: str) -> Page:
        with opened(datasette):
            return fetch(datasette, path)

    return ask


COMMAND = [sys.executable, "-c", "from newsarchive.cli import main; main()"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """``newsarchive browse`` as a process of its own; its address."""
    running: list[subprocess.Popen[str]] = []

    def begin(collection: Path, *more: str) -> str:
        command = [*COMMAND, "browse", "-c", str(collection), "--port", "0", *more]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        running.append(process)
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, line + (process.stderr.read() if process.stderr else "")
        return found[0]

    yield begin
    for process in running:
        process.terminate()
        process.communicate(timeout=30)


@pytest.fixture
def browse() -> Callable[..., subprocess.CompletedProcess[str]]:
    """The command run to its end: for what it refuses."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*COMMAND, "browse", *arguments],
            capture_output=True,
            text=True,
            timeout=120,
            env={**os.environ, **environment},
        )

    return run


@pytest.fixture
def article() -> Callable[..., Article]:
    """An article of few words."""

    def make(
        headline: str = "A headline", text: str = "A text.", date: str | None = None, **more: Any
    ) -> Article:
        body = (Block(type="paragraph", text=text),)
        day = utc(date) if date else None
        return Article(headline=headline, body=body, date_published=day, extractor=READER, **more)

    return make
