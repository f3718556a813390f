"""The one way from a capture to an Article: crawl, rebuild, catch-up, import and ``extract`` all go it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from archive.article import Article

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from archive.capture import Capture
    from newsarchive.sites import Sites

logger = logging.getLogger(__name__)

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
UNTOLD_TYPES = frozenset({"", "text/plain", "application/octet-stream", "application/unknown"})
"""Media types behind which badly set up servers send HTML (MIME Sniffing, section 7)."""


def may_hold_page(capture: Capture) -> bool:
    """By its head; cheap."""
    return capture.status == 200 and (capture.media_type or "") in HTML_TYPES | UNTOLD_TYPES


def read(capture: Capture, sites: Sites) -> Article | None:
    """The page of a capture; None where it holds none: no HTML, no success, nothing that can be decoded."""
    if not may_hold_page(capture):
        return None
    try:
        content = capture.content()
    except ValueError as error:
        logger.warning("No page in the capture of %s: %s", capture.url, error)
        return None
    if not is_html(capture.media_type or "", content):
        return None
    try:
        return read_page(content, capture.url, headers=capture.headers, captured=capture.date, sites=sites)
    except Exception:  # a page is hostile input: it may cost itself, never the crawl or the rebuild
        logger.exception("The page of %s can't be read; its capture is kept", capture.url)
        return unread()


def unread() -> Article:
    """A page that brought its reader down: the index says so."""
    return Article(page_kind="unread")


def read_page(
    html: bytes,
    url: str,
    *,
    headers: Sequence[tuple[str, str]] = (),
    captured: datetime | None = None,
    sites: Sites,
) -> Article:
    """One page, by the word of its site where there is one for its host and day."""
    # Late: a crawl leaves reading to other processes, and needs no extractor of its own.
    from newsarchive.extract import extract

    return extract(html, url, headers=headers, captured=captured, site=sites.rule(url, captured))


def is_html(media_type: str, content: bytes) -> bool:
    """Whether the content is a page: by its media type, or its first bytes where that tells nothing."""
    if media_type in HTML_TYPES:
        return bool(content.strip())
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return media_type in UNTOLD_TYPES and start.startswith((b"<!doctype html", b"<html"))
