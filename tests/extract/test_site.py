"""The words of one newspaper, from its spider to the record."""

from datetime import UTC, date, datetime

import pytest
from scrapy.settings import Settings

from newsarchive.extract.site import Site
from newsarchive.reading import read_page
from newsarchive.sites import Sites
from newsarchive.spider import NewsSpider


class QuayPost(NewsSpider):
    """A newspaper that changed its pages in 2025."""

    name = "quay-post"
    hosts = ("quay.example",)
    words = (
        Site(
            name="Quay Post",
            until=date(2025, 6, 1),
            headline=(".top b",),
            description=("//p[@data-part='lead']",),
            authors=(".who span", "meta[name=penned]"),
            date_published=(".when",),
        ),
        Site(name="Quay Post", since=date(2025, 6, 1), headline=(".head",)),
    )


LINE = "The ferry left the quay at seven in the morning with forty passengers and one goat on board. " * 4
PAGE = f"""<html lang="en"><head><title>Welcome aboard</title><meta name="author" content="Night Desk">
<meta name="penned" content="Cy Roe">
<meta property="article:published_time" content="2025-01-01"></head><body>
<div class="top"><b>Goat at sea</b></div><h1>Welcome aboard</h1><div class="head">Goat on land</div>
<p data-part="lead">A goat took the ferry.</p><div class="who"><span>Ann Poe</span>, <span>Bo Li</span></div>
<div class="when">on the 14th of March 2025, 9:20 am</div>
<article><p>{LINE}</p><p>{LINE}</p></article></body>""".encode()
URL = "https://www.quay.example/goat"


@pytest.fixture
def read():
    """The page as it was captured on a day, read by the words of the spider above."""
    sites = Sites.from_settings(Settings({"SPIDER_MODULES": [__name__]}))
    return lambda *day: read_page(PAGE, URL, captured=datetime(*day, tzinfo=UTC), sites=sites)


def test_selectors_of_the_day_win_over_the_general_reading(read):
    found = read(2025, 3, 15)
    assert (found.headline, found.description) == ("Goat at sea", "A goat took the ferry.")
    assert found.authors == ("Cy Roe", "Ann Poe", "Bo Li")
    assert found.date_published == datetime(2025, 3, 14, 9, 20, tzinfo=UTC)
    assert found.extractor.rule == "Quay Post"


def test_other_selectors_hold_from_another_day_and_what_they_leave_is_read_generally(read):
    found = read(2025, 6, 1)
    assert found.headline == "Goat on land"
    assert found.authors == ("Night Desk",)
    assert found.extractor.rule == "Quay Post 2025-06-01"


def test_another_newspaper_is_read_generally():
    sites = Sites({QuayPost.hosts[0]: QuayPost.words})
    assert read_page(PAGE, "https://elsewhere.example/goat", sites=sites).headline == "Welcome aboard"
