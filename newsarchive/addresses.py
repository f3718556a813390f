"""Addresses: the one a page is known by, and what an address tells about the page behind it."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

Kind = Literal["article", "section", "other"]

_TRACKING = re.compile(
    r"(?i)(?:utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|igshid|mc_[ce]id|_ga|_gl|_hs\w+"
    r"|mkt_tok|s_cid|cmpid|ncid|wt_mc|xtor|at_(?:medium|campaign|custom\d|link\w+)|ref_src|spm"
    r"|phpsessid|jsessionid|aspsessionid\w*)=.*"
)
"""Parameters that tell who sent the reader, or who the reader is: those of the large analytics and mail
services as their manuals name them, and the session ids of PHP, Java and ASP."""
_SESSION = re.compile(r"(?i);jsessionid=[^/?]*")
_PORTS = {"http": 80, "https": 443}

_NO_PAGE = re.compile(
    r"(?i)\.(?:jpe?g|png|gif|webp|avif|svg|ico|bmp|mp[34]|m4[av]|webm|mov|avi|ogg|wav|pdf|docx?|xlsx?|pptx?|zip|gz"
    r"|rar|7z|exe|dmg|apk|css|m?js|json|woff2?|ttf|eot|ics|epub)$"
)
_SERVICE_WORDS = """
login signin sign-in log-in logout register registration signup sign-up subscribe subscription subscriptions
abo account konto profile cart checkout shop search suche print share comment comments kommentare contact
kontakt about about-us privacy datenschutz terms imprint impressum cookie cookies advertise advertising
newsletter newsletters jobs careers help faq rss feed wp-admin wp-json cdn-cgi cgi-bin app apps
"""
_LIST_WORDS = """
tag tags topic topics thema themen author authors autor autoren autori auteur category categories kategorie
categoria section sections page archive archives archiv
"""
_SERVICE = frozenset(_SERVICE_WORDS.split())
_LISTS = frozenset(_LIST_WORDS.split())
_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d[-/_.]?(?:0?[1-9]|1[0-2])(?:[-/_.]?(?:0?[1-9]|[12]\d|3[01]))?(?!\d)")
_ID = re.compile(r"\d{5,}")
_PAGE_FILE = re.compile(r"(?i)\.(?:s?html?|php|aspx?|ece|story|cms)$")


def fold(url: str, base: str = "") -> str | None:
    """The address without fragment, tracking and session parameters, its host in lower case; None where it is
    none of http or https, or carries a user's name."""
    if not url.strip():
        return None
    try:
        parts = urlsplit(urljoin(base, url.strip()))
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not parts.hostname or "@" in parts.netloc:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    netloc = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    query = "&".join(p for p in parts.query.split("&") if p and not _TRACKING.fullmatch(p))
    return SplitResult(parts.scheme, netloc, _SESSION.sub("", parts.path) or "/", query, "").geturl()


def judge(url: str, anchor: str = "") -> Kind:
    """What the page behind a link most likely is, by the shape of the address and the words of the link."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    segments = [segment for segment in path.lower().split("/") if segment]
    if _NO_PAGE.search(path) or _SERVICE.intersection(segments):
        return "other"
    if not segments or _LISTS.intersection(segments[:-1]) or segments[-1] in _LISTS:
        return "section"
    if _score(parts, path, segments, anchor) >= 2:
        return "article"
    return "section" if len(segments) <= 3 and not parts.query else "other"


def _score(parts: SplitResult, path: str, segments: list[str], anchor: str) -> int:
    slug = _PAGE_FILE.sub("", segments[-1])
    words = [word for word in re.split(r"[-_+ ,.]", slug) if word]
    score = 0
    score += 2 if _DATE.search(path) else 0
    score += 2 if len(words) >= 4 else 0
    score += 1 if _ID.search(path) or _ID.search(parts.query) else 0
    score += 1 if _PAGE_FILE.search(path) and len(segments) > 1 else 0
    score += 1 if _headline_like(anchor) else 0
    return score


def _headline_like(anchor: str) -> bool:
    """Five words or more; in scripts without blanks twelve characters."""
    return len(anchor.split()) >= 5 or (len(anchor) >= 12 and not anchor.isascii() and " " not in anchor)
