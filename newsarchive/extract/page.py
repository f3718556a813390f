"""A page as all fields read it: decoded, guarded, parsed and walked once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin, urlsplit

from lxml import etree
from lxml.cssselect import CSSSelector

from archive.article import Consent, Removed
from newsarchive.extract import jsonld
from newsarchive.extract.consent import take_out
from newsarchive.extract.encoding import decode
from newsarchive.extract.guard import flatten, guard
from newsarchive.extract.view import View

if TYPE_CHECKING:
    from datetime import datetime

    from newsarchive.extract.site import Site

Headers = Mapping[str, str] | Iterable[tuple[str, str]] | None

_KEPT = "%/:=&?~#+!$,;'@()*[]|"
"""What stands in an address as it is; other scripts are percent-encoded, as browsers send them."""
_WHOLE = re.compile(r"https?://[a-z0-9.-]+/[\w.~%/&=+-]*(?:\?[\w.~%/&=+-]+)?", re.ASCII)
_ROOTED = re.compile(r"/(?!/)(?:[\w~%/&=+-]|(?<!/)\.)*(?:\?[\w.~%/&=+-]+)?", re.ASCII)
"""Addresses that joining leaves as they are, but for the host: most links; joining takes 20 µs."""
_STRAY = etree.XPath(
    "/html/head/*[not(self::title or self::meta or self::link or self::base or self::noscript)][1]"
)
PARSER_DEPTH = 2_040
"""libxml2 stops reading some elements below this depth (2,048 with ``huge_tree``)."""


@dataclass(slots=True, kw_only=True)
class Page:
    """One page; ``docs/architecture.md`` lists what each part offers."""

    root: Any
    address: str
    url: str
    headers: dict[str, str]
    captured: datetime | None
    site: Site | None
    encoding: str
    encoding_source: str
    meta: dict[str, list[str]]
    ld: jsonld.LinkedData
    stored: tuple[Any, ...]
    """The scripts that hold data (``application/json``) and are no part of the tree."""
    view: View
    consent: Consent | None
    removed: tuple[Removed, ...]

    def absolute(self, href: str | None) -> str:
        """The address a link leads to, or "" where it leads to no page."""
        return absolute(self.url, href)

    def select(self, words: tuple[str, ...]) -> list[int]:
        """The elements that a site's selectors give, in document order."""
        return _select(self.view, self.root, words)


def read_page(
    html: bytes,
    address: str = "",
    headers: Headers = None,
    captured: datetime | None = None,
    site: Site | None = None,
) -> Page:
    """Decode, guard, parse and walk a page. Never raises on what the page holds."""
    address = address if absolute("", address) else ""
    named = _headers(headers)
    decoded = decode(html, named.get("content-type", ""))
    data, removed = guard(decoded.data)
    root, scripts, stored, view = _tree(data)
    if max(view.depths) >= PARSER_DEPTH:
        data, count = flatten(data)
        removed.append(Removed(what="tags nested too deep", count=count))
        root, scripts, stored, view = _tree(data)
    if site and (unwanted := [i for i in _select(view, root, site.remove) if view.parents[i] >= 0]):
        view.cut(unwanted)
        removed += [Removed(what="removed by the site's rule")] * len(unwanted)
    consent, banners = take_out(view)
    return Page(
        root=root,
        address=address,
        url=_base(view, address),
        headers=named,
        captured=captured,
        site=site,
        encoding=decoded.encoding,
        encoding_source=decoded.source,
        meta=_meta(view),
        ld=jsonld.read(scripts),
        stored=tuple(stored),
        view=view,
        consent=consent,
        removed=(*removed, *banners),
    )


def absolute(base: str, href: str | None) -> str:
    """An address against a base; "" for what is none: empty, malformed, not http."""
    href = (href or "").strip()
    if _WHOLE.fullmatch(href):
        return href
    if _ROOTED.fullmatch(href) and (origin := _origin(base)):
        return origin + href
    try:
        joined = urljoin(base, href)
        if not (joined.isascii() and joined.isprintable()):
            joined = quote(joined, safe=_KEPT)
        scheme = urlsplit(joined).scheme
    except ValueError:
        return ""
    return joined if scheme in ("http", "https") or (not scheme and joined and not base) else ""


@lru_cache(maxsize=16)
def _origin(base: str) -> str:
    found = re.match(r"https?://[a-z0-9.-]+(?::\d+)?(?=[/?#]|$)", base)
    return found[0] if found else ""


def _headers(headers: Headers) -> dict[str, str]:
    pairs = headers.items() if isinstance(headers, Mapping) else headers or ()
    named: dict[str, str] = {}
    for name, value in pairs:
        key = name.lower()
        named[key] = f"{named[key]}, {value}" if key in named else value
    return named


def _tree(data: bytes) -> tuple[Any, list[str], list[Any], View]:
    """The tree, the texts of its JSON-LD scripts, its scripts of data (no script stays in the tree), and the
    view of it."""
    # Plain elements: those of lxml.html cost a call in Python each.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    root = etree.fromstring(data, parser) if data.strip() else None
    if root is None:  # nothing but white space or comments
        root = etree.fromstring(b"<html><body></body></html>", parser)
    # After a second <html> libxml2 goes on beside the root.
    for beside in list(root.itersiblings("*")):
        root.append(beside)
    typed = [(s, s.get("type", "").lower()) for s in root.iter("script")]
    linked = [s for s, kind in typed if "ld+json" in kind]
    stored = [s for s, kind in typed if kind == "application/json"]
    scripts = [script.text for script in linked if script.text]
    etree.strip_elements(root, "script", "style", "template", "svg", with_tail=False)
    _out_of_head(root)
    return root, scripts, stored, View(root)


def _out_of_head(root: Any) -> None:
    """Where a page leaves out <body>, as it may, libxml2 puts the elements that came with HTML 5 into <head>,
    up to the first one that it knows."""
    for stray in _STRAY(root):
        body = root.find("body")
        if body is None:
            body = etree.SubElement(root, "body")
        moved = [stray, *stray.itersiblings()]
        moved[-1].tail = (moved[-1].tail or "") + (body.text or "")
        body.text = None
        body[:0] = moved


def _base(view: View, address: str) -> str:
    given = (view.elements[i].get("href") for i in view.by_tag.get("base", ()))
    base = next((href for href in given if href is not None), None)
    return absolute(address, base) or address


def _meta(view: View) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for i in view.by_tag.get("meta", ()):
        element = view.elements[i]
        content = (element.get("content") or "").strip()
        if not content:
            continue
        for kind in ("name", "property", "itemprop", "http-equiv"):
            if name := element.get(kind):
                found.setdefault(name.strip().lower(), []).append(content)
    return found


def _select(view: View, root: Any, words: tuple[str, ...]) -> list[int]:
    found: set[int] = set()
    for word in words:
        matches = root.xpath(word) if word.startswith(("/", "./", "(")) else CSSSelector(word)(root)
        found.update(view.index[m] for m in matches if m in view.index)
    return sorted(found)
