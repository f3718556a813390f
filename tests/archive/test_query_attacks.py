"""Any text is a query."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.fields import CHOICES, FIELDS
from archive.index import Index
from archive.query import QueryError
from archive.search import FACETS, search
from tests.archive.stories import operators

if TYPE_CHECKING:
    from archive.ranking import Order


HOSTILE = [
    "a" * 10_000_000,
    '"' * 10_000_001,
    "(" * 10_000_000,
    "x OR " * 2_000_000,
    "-" * 10_000_000 + "x",
    "site:" * 2_000_000,
    "caption:(" * 1_000_000,
    "after:9999-99-99 before:0000 lang:' OR 1=1 --",
    "site:[::1 links:http://[ links:https://\x00 genre:'; DROP TABLE articles",
    "{headline} : ferry ^ + NEAR/3 *** \\",
    'a"b"c:"d"*"e"()',
    "\ud800\udfff\x00\ufeff\U0010ffff x",
    "\ue000any site\ue000news",
    "朝" * 2000,
    "朝 " * 1000,
    "abc* " * 400,
    "NOT NOT NOT",
    "- -- (-) (-x) -(-x)",
    "has: has:( label:() lang:\u200b",
    "before:9999-12-31 after:0001-01-01",
    "after:٢٠٢٤",
]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries(stories: Index, query: str) -> None:
    try:
        results = search(stories, query, facets=FACETS)
    except QueryError:
        return
    assert results.total >= len(results.hits)


names = st.sampled_from([*FIELDS, *CHOICES, "links", "changed", "deleted", "nosuch"])
pieces = st.one_of(
    operators,
    names.map("{}:".format),
    st.text(max_size=4),
    st.sampled_from(["2024-02", "ferry", "ai", "yes", "no", "silent"]),
)


@given(st.lists(pieces, max_size=25).map("".join), st.sampled_from(["best", "fresh", "newest"]))
def test_any_text_with_fields_is_a_query(stories: Index, query: str, order: Order) -> None:
    try:
        search(stories, query, limit=3, order=order, facets=("site", "year"))
    except QueryError:
        return
