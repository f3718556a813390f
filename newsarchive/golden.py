"""A page saved as a golden test: ``HOST/SLUG/page.html`` beside ``article.json``, as tests/test_golden.py
reads them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote, urlsplit

from archive.errors import ArchiveError
from newsarchive.reading import read_page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from archive.article import Article
    from newsarchive.sites import Sites

TELLING = ("content-type", "content-language", "link")
"""The response's headers that a page is read by."""
LEFT_OUT = ("text", "encoding", "encoding_source", "removed", "extractor")
"""Derived, or told of the reading and not of the page."""
ALWAYS = ("page_kind", "headline", "authors", "date_published", "body", "images", "related", "disclosures")
"""Listed even where nothing was found: that too is worth a look."""
LONGEST_SLUG = 60


class GoldenError(ArchiveError):
    """The test can't be written."""


class Source(NamedTuple):
    """A page, and what is known of how it came."""

    html: bytes
    url: str
    headers: Sequence[tuple[str, str]] = ()
    captured: datetime | None = None


def save(source: Source, into: Path, sites: Sites, *, overwrite: bool = False) -> tuple[Path, Article]:
    """Write the test's two files; returns their folder, and the page as it is read today.

    Raises GoldenError where the test is there already, unless it is to be overwritten.
    """
    folder = into / _host(source.url) / _slug(source.url)
    if folder.exists() and not overwrite:
        raise GoldenError(f"{folder} is there already: look at it, and give --overwrite to write it anew.")
    article = read_page(
        source.html, source.url, headers=source.headers, captured=source.captured, sites=sites
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "page.html").write_bytes(source.html)
        record = json.dumps(_record(source, article), ensure_ascii=False, indent=1)
        (folder / "article.json").write_text(record + "\n", encoding="utf-8")
    except OSError as error:
        raise GoldenError(f"{folder} can't be written: {error.strerror}.") from error
    return folder, article


def _record(source: Source, article: Article) -> dict[str, Any]:
    headers = {name: value for name, value in source.headers if name.lower() in TELLING}
    about = {
        "_address": source.url,
        "_headers": headers,
        "_captured": source.captured.isoformat() if source.captured else None,
    }
    read = article.to_dict()
    return (
        {name: value for name, value in about.items() if value}
        | {
            name: value
            for name, value in read.items()
            if name not in LEFT_OUT and (name in ALWAYS or value not in (None, [], ""))
        }
        | {"_never_in_text": []}
    )


def _host(url: str) -> str:
    try:
        host = urlsplit(url).hostname
    except ValueError:
        host = None
    if not host:
        raise GoldenError(f"{url!r} names no newspaper: give the page's address with --url.")
    return host.removeprefix("www.")


def _slug(url: str) -> str:
    """The last words of the path: "https://news.example/2026/ferry-late.html" -> "ferry-late"."""
    parts = urlsplit(url)
    last = unquote(parts.path).rstrip("/").rpartition("/")[2].rpartition(".")
    words = re.sub(r"[\W_]+", "-", f"{last[0] or last[2]} {parts.query}".casefold()).strip("-")
    return words[:LONGEST_SLUG].rstrip("-") or "front-page"
