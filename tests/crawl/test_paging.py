"""Next pages of a list."""

from __future__ import annotations

import pytest

from newsarchive.paging import is_next


@pytest.mark.parametrize(
    ("words", "page", "address", "expected"),
    [
        ("Next", "/city/", "/city/page/2/", True),
        ("2", "/city/", "/city/?page=2", True),
        ("»", "/city/?page=2", "/city/?page=3", True),
        ("Ältere Artikel", "/stadt/", "/stadt/seite/2", True),
        ("次へ", "/news/index3.html", "/news/index4.html", True),
        ("Older", "/city/", "/city/?before=2026-03-01", True),
        ("3", "/city/", "/city/?page=3", False),
        ("Next", "/city/?page=3", "/city/?page=2", False),
        ("Next", "/2026/03/04/a-story", "/2026/03/05/another-story", False),
        ("Next", "/calendar/2026/12/", "/calendar/2027/01/", False),
        ("City", "/", "/city/", False),
        ("", "/", "/page/2", False),
    ],
)
def test_next_pages(words: str, page: str, address: str, expected: bool) -> None:
    assert is_next(f"https://n.example{address}", words, f"https://n.example{page}") is expected
