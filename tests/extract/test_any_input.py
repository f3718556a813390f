"""Whatever a server sends is read: never an error, and never more than what was sent."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.extract.invariants import check, check_body

GOLDEN = sorted(Path(__file__).parents[1].glob("pages/*/*/page.html"))
TAGS = """html head body title meta link base script style template svg noscript iframe object select option
    textarea article main section header footer nav aside div p span a b br h1 h2 h3 ul ol li dl dt dd table
    caption tr th td blockquote pre figure figcaption picture source img video audio time address form input
    button label""".split()
NAMES = """class id href src srcset content name property itemprop itemscope datetime role type lang data-src
    alt""".split()
ATTRIBUTES = st.sampled_from(NAMES)
VALUES = st.one_of(
    st.sampled_from(
        "article-body byline caption related cookie-banner newsletter author og:title article:published_time"
        " application/ld+json 2025-03-14T10:00:00Z https://a.example/b-c-d-12345 /x 1x,2w http://[ #".split()
    ),
    st.text(max_size=12),
)
LINES = """By Ada Lind|Photo: Bo Ek|Related|Accept all
    |We use cookies to improve your experience.|14 March 2025
    |AI-generated image|Correction: an earlier version of this story was wrong.|＆nbsp;&#0;&x|\x01\x0b
    |The ferry between the two towns ran again on Friday, four days after a storm had torn its landing.
    |{"@type": "NewsArticle", "headline": {"a": [1, null]}, "author": ["x", {"name": 3}]}""".split("|")
WORDS = st.one_of(st.sampled_from(LINES), st.text(max_size=30))


@st.composite
def tags(draw: st.DrawFn) -> str:
    name = draw(st.sampled_from(TAGS))
    if draw(st.booleans()):
        return f"</{name}>"
    found = draw(st.lists(st.tuples(ATTRIBUTES, VALUES), max_size=3))
    quote = draw(st.sampled_from(('"', "'", "")))
    return f"<{name}{''.join(f' {key}={quote}{value}{quote}' for key, value in found)}>"


SOUP = st.lists(st.one_of(tags(), tags(), WORDS), max_size=60).map(lambda parts: "".join(parts))
CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.binary(max_size=8), st.integers(0, 40)), min_size=1, max_size=12
)
FEW = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@FEW
@given(SOUP)
def test_tags_in_any_order_are_read(soup: str) -> None:
    html = soup.encode("utf-8", "replace")
    check(html)
    check_body(html)


@pytest.mark.parametrize("page", GOLDEN, ids=lambda page: page.parent.name)
def test_damaged_pages_are_read(page: Path) -> None:
    html = page.read_bytes()

    @settings(FEW, max_examples=4)
    @given(CHANGES)
    def damaged(changes: list[tuple[float, bytes, int]]) -> None:
        changed = html
        for place, new, taken in changes:
            at = int(place * len(changed))
            changed = changed[:at] + new + changed[at + taken :]
        check(changed)

    damaged()


@FEW
@given(st.binary(max_size=300))
def test_any_bytes_are_read(html: bytes) -> None:
    check(html)
