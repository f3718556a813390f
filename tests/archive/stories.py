"""Pages to search, and what a query finds among them."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import strategies as st

from archive.article import Article, Block, Disclosure, Image, Link, Related
from archive.index import Index
from archive.search import Hit, search


def page(headline: str, *paragraphs: str, **fields: object) -> Article:
    body = tuple(Block(type="paragraph", text=text) for text in paragraphs)
    return Article(headline=headline, body=body, **fields)  # type: ignore[arg-type]


def story(**fields: object) -> Article:
    return Article(**({"headline": "Plain", "language": "en"} | fields))  # type: ignore[arg-type]


def ids(index: Index, query: str) -> list[int]:
    results = search(index, query)
    assert results.total == len(results.hits)
    return [hit.id for hit in results.hits]


FERRY = "https://n.example/ferry"
STORIES = [
    story(
        url=FERRY,
        headline="Ferry sails",
        authors=("Ada Quist",),
        agency="Coast Wire",
        section="Winter sport",
        keywords=("sea lions", "tide"),
        genre="live blog",
        date_published=datetime(2024, 2, 29, 23, 59, tzinfo=UTC),
        images=(Image(url="i", caption="A grey seal", alt="wet rock", credit="Kim Rø"),),
        disclosures=(Disclosure(scope="image", label="Made with software", evidence="visible text"),),
    ),
    story(
        headline="Harbour sleeps",
        date_published=datetime(2024, 3, 1, tzinfo=UTC),
        related=(Related(url=FERRY, title="Seal on a ferry"),),
        body=(Block(type="paragraph", text="A grey day, without seal."),),
        language="de",
    ),
    story(
        links=(
            Link(url="http://www.port.example/a?b=1", text="x"),
            Link(url="https://port.example", text="y"),
        )
    ),
    story(headline="Όμορφη Αθήνα", body=(Block(type="paragraph", text="Ёлка и йод. שָׁלוֹם. كِتابٌ"),)),
    story(headline="हिन्दी समाचार", body=(Block(type="paragraph", text="iPhone発売の日、東京。大阪"),)),
    story(headline="ກ່ອງ", body=(Block(type="paragraph", text="ភាសា\u200bខ្មែរ မြန်မာစာ ภาษาไทย"),)),
    story(date_published=datetime(1, 1, 1, tzinfo=UTC)),
]


operators = st.sampled_from(
    ['"', "*", "-", "NOT ", "OR ", "AND ", "(", ")", ":", "^", "'", "storm", "朝鮮", " ", "\x00"]
)


def lit(hit: Hit) -> list[str]:
    return [text for text, matches in hit.snippet if matches]
