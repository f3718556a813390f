"""The canonical address, where the page gives one that can be true."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

if TYPE_CHECKING:
    from newsarchive.extract.sources import Sources

_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|mc_[ce]id|cmpid|icid|xtor|at_\w+|wt_\w+|ref|iref|ref_\w+|source|src|ito"
    r"|ns_\w+|s_cid|from|cid|int_\w+|link_source)$",
    re.IGNORECASE,
)
_MIRROR = re.compile(r"^(?:www\d?|m|mobile|amp|mobil)\.")


def canonical(sources: Sources) -> str:
    """The article's address: of rel=canonical, og:url or JSON-LD the first that can be true, else the
    page's own.

    An address cannot be true that is the front page of the site when the page is not, or that lies on another
    site while no second source says so.
    """
    page = sources.page
    offered = list(_offered(sources))
    for url in offered:
        if not page.address:
            return url
        if _is_front(url) and not _is_front(page.address):
            continue
        if _host(url) == _host(page.address) or sum(_host(o) == _host(url) for o in offered) > 1:
            return url
    return plain(page.address) if page.address else ""


def _offered(sources: Sources) -> list[str]:
    page = sources.page
    hrefs = [
        page.view.elements[i].get("href")
        for i in page.view.by_tag.get("link", ())
        if "canonical" in (page.view.elements[i].get("rel") or "").lower().split()
    ]
    hrefs += page.meta.get("og:url", [])
    for name in ("url", "mainEntityOfPage"):
        for value in sources.ld(name):
            hrefs.append(value.get("@id") or value.get("url") if isinstance(value, dict) else value)
    found = (page.absolute(h) for h in hrefs if isinstance(h, str) and h.strip())
    return [u.split("#", 1)[0] for u in found if u and urlsplit(u).hostname]


def plain(url: str) -> str:
    """An address without fragment and without the parameters that only tell where a visitor came from."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    query = parts.query
    if query:
        kept = [pair for pair in parse_qsl(query, keep_blank_values=True) if not _TRACKING.match(pair[0])]
        query = query if len(kept) == len(parse_qsl(query, keep_blank_values=True)) else urlencode(kept)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def _host(url: str) -> str:
    return _MIRROR.sub("", (urlsplit(url).hostname or "").lower())


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query
