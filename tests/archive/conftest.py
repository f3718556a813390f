"""Captures, articles and collections to test with: real files on disk, made by our own writer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

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
from archive.capture import Capture, Place
from archive.collection import Collection, Description
from archive.index import Index
from archive.warc import WarcWriter
from tests.archive.stories import STORIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# How fast the machine is decides no test.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

DAY = datetime(2026, 3, 7, 9, 30, 15, 123456, tzinfo=UTC)
REQUEST = b"GET /story HTTP/1.1\r\nHost: news.example\r\nUser-Agent: newsarchive/0.1\r\n\r\n"
RESPONSE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Ferries resume.</p>"


@pytest.fixture
def capture() -> Callable[..., Capture]:
    """Makes a capture; each a second later than the one before."""
    seconds = count()

    def make(url: str = "http://news.example/story", **fields: Any) -> Capture:
        plain: dict[str, Any] = {"request": REQUEST, "response": RESPONSE, "ip_address": "192.0.2.7"}
        return Capture(url=url, date=DAY + timedelta(seconds=next(seconds)), **(plain | fields))

    return make


@pytest.fixture
def chance() -> dict[str, Any]:
    """Clock and record ids of a writer without chance: a second and a number further each time."""
    numbers, seconds = count(1), count()
    return {
        "clock": lambda: DAY + timedelta(seconds=next(seconds)),
        "record_id": lambda: f"urn:uuid:00000000-0000-4000-8000-{next(numbers):012}",
    }


@pytest.fixture
def writer(tmp_path: Path, chance: dict[str, Any]) -> Callable[..., WarcWriter]:
    """Makes a writer into ``tmp_path / "archive"``."""

    def make(**options: Any) -> WarcWriter:
        return WarcWriter(tmp_path / "archive", {"software": "newsarchive/0.1"}, **(chance | options))

    return make


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    description = Description(title="Harbour papers", operator="Ada Quist", contact="ada@archive.example")
    return Collection.create(tmp_path / "harbour", description)


@pytest.fixture
def article() -> Callable[..., Article]:
    """Makes an article with every field filled; fields given take the place of these."""

    def make(**fields: Any) -> Article:
        return replace(FULL, **fields)

    return make


OSLO = timezone(timedelta(hours=1))
FULL = Article(
    url="https://news.example/2026/ferries",
    headline="Ferries resume after the storm",
    alternative_headline="Coast",
    description="The crossing to the islands opens again on Saturday.",
    authors=("Ada Quist", "Bo Ek"),
    byline="By Ada Quist and Bo Ek",
    agency="NTB",
    publisher="The Harbour Review",
    section="News",
    keywords=("ferries", "weather"),
    genre="news",
    date_published=datetime(2026, 3, 7, 8, 5, tzinfo=OSLO),
    date_published_raw="7 March 2026 08:05",
    date_modified=datetime(2026, 3, 7, 9, 0, 0, 500, tzinfo=UTC),
    date_modified_raw="2026-03-07T09:00:00.0005Z",
    language="en",
    interface_language="no",
    body=(
        Block(type="paragraph", text="Three boats left the quay at dawn."),
        Block(type="heading", text="What comes next", level=2),
        Block(type="list", text="Rope\nTar", items=("Rope", "Tar"), ordered=False),
        Block(type="table", text="a\tb\nc\td", rows=(("a", "b"), ("c", "d"))),
        Block(type="live-entry", text="Fog lifts", date=datetime(2026, 3, 7, 6, 0, tzinfo=OSLO)),
    ),
    images=(
        Image(
            url="https://news.example/1.jpg",
            alt="A white boat",
            caption="The Solveig at her berth",
            credit="Kim Rø",
            width=1200,
            height=800,
            is_cover=True,
        ),
        Image(url="https://news.example/2.jpg"),
    ),
    related=(
        Related(
            url="https://news.example/tides",
            title="How tides work",
            teaser="The moon pulls.",
            image_alt="Moon",
            labels=("Explainer", "AI summary"),
            place="sidebar",
        ),
    ),
    links=(Link(url="https://port.example/", text="the port"),),
    disclosures=(
        Disclosure(scope="summary", label="AI summary", evidence="visible text", target="related/0"),
    ),
    corrections=(Correction(text="An earlier version named the wrong quay.", date=DAY),),
    embeds=(Embed(url="https://video.example/9", title="The quay"),),
    is_accessible_for_free=False,
    rights="© The Harbour Review",
    consent=Consent(provider="Cookiebot", title="Cookies", text="We use some.", buttons=("Yes", "No")),
    encoding="utf-8",
    encoding_source="http",
    removed=(Removed(what="consent banner", count=2),),
    extractor=Extractor(version="3", rule="news.example 2025-01-01"),
)


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with Index(tmp_path_factory.mktemp("stories") / "news.db") as index:
        for id, article in enumerate(STORIES, 1):
            url = f"https://{'m.' * (id == 2)}news.example/{id}"
            capture = Capture(
                url, datetime(2026, 3, id, tzinfo=UTC), b"", b"", id=id, place=Place("a", id, 1)
            )
            index.add(capture, article)
        index.flush()
        yield index
