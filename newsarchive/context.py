"""How a request came about: what the crawl tells in the metadata record beside a capture."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

from newsarchive.redact import bare

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler


PREREQUISITES = ("/robots.txt", "/.well-known/tdmrep.json", "/ai.txt")
"""Asked for because of other pages."""


def address(url: str) -> str:
    """Without fragment, and without name and password of a user."""
    return bare(urldefrag(url)[0])


def told(request: Request, crawler: Crawler) -> dict[str, str]:
    """``via`` and ``hopsFromSeed`` as the WARC standard has them (section 6.6; letters as Heritrix writes
    them: L for a link, R for a redirect, P for robots.txt), ``spider``, ``profile``, ``attempt`` where it is
    not the first, ``proxy``, and what feed or sitemap told of it (``found-title`` …). What is not known is
    left out."""
    meta = request.meta
    before: list[str] = meta.get("redirect_urls") or []
    via = before[-1] if before else meta.get("via")
    facts = {
        "via": address(via) if via else None,
        "hopsFromSeed": _hops(request, len(before)),
        "spider": crawler.spider.name if crawler.spider else None,
        "profile": crawler.settings.get("PROFILE"),
        "attempt": meta["retry_times"] + 1 if meta.get("retry_times") else None,
        "proxy": urlsplit(meta["proxy"]).netloc.rpartition("@")[2] if meta.get("proxy") else None,
    }
    told = {name: str(value) for name, value in facts.items() if value}
    return {**told, **meta.get("found", {})}


def prerequisite(request: Request) -> bool:
    """Whether it is for a file that tells of other pages."""
    return bool(request.meta.get("dont_obey_robotstxt")) and urlsplit(request.url).path in PREREQUISITES


def _hops(request: Request, redirects: int) -> str | None:
    """None where nobody counts them, and for a seed."""
    if prerequisite(request):
        return "P"
    return "L" * (request.meta.get("depth") or 0) + "R" * redirects or None
