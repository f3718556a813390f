"""Addresses: the one a page is known by."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urljoin, urlsplit

_TRACKING = re.compile(
    r"(?i)(?:utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|igshid|mc_[ce]id|_ga|_gl|_hs\w+"
    r"|mkt_tok|s_cid|cmpid|ncid|icid|wt_\w+|xtor|at_(?:medium|campaign|custom\d|link\w+)|ref|ref_\w+|iref|ito|spm"
    r"|ns_\w+|int_\w+|link_source|smid|cx_\w+"
    r"|phpsessid|jsessionid|aspsessionid\w*|sess(?:ion)?_?id|zenid|oscsid|cftoken)=.*"
    r"|sid=[a-z0-9]{16,}"
)
"""Parameters that tell who sent the reader, or who the reader is: those of the large analytics and mail
services as their manuals name them, those that canonical addresses leave out, and session ids of
PHP, Java, ASP, ColdFusion and shops."""
_SESSION = re.compile(r"(?i);jsessionid=[^/?]*|/\(s\([a-z0-9]{24}\)\)(?=/)")
_VARIANT_PATH = re.compile(
    r"(?i)(?<=[^/])/(?:amp|print)(?:/|\.html)?$|\.(?:amp|print)(?=(?:\.html)?$)|^/amp(?=/[^/])"
)
_VARIANT_QUERY = re.compile(
    r"(?i)(?:amp|print|printable)(?:=(?:1|true|yes|on)?)?|(?:outputtype|output|view|format|mode|action)=(?:amp|print)"
)
_PORTS = {"http": 80, "https": 443}


def fold(url: str, base: str = "") -> str | None:
    """The address without fragment, tracking and session parameters, its host in lower case; None where it is
    none of http or https, or carries a user's name."""
    parts = _parts(url, base)
    if parts is None:
        return None
    query = "&".join(p for p in parts.query.split("&") if p and not _TRACKING.fullmatch(p))
    return parts._replace(path=_SESSION.sub("", parts.path) or "/", query=query).geturl()


def whole(url: str, base: str = "") -> str:
    """The address with all its parameters, for where the folded one is not there; "" where it is the same."""
    parts = _parts(url, base) if "?" in url else None
    return "" if parts is None or parts.geturl() == fold(url, base) else parts.geturl()


def _parts(url: str, base: str) -> SplitResult | None:
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
    return SplitResult(parts.scheme, netloc, parts.path or "/", parts.query, "")


def plain(url: str) -> str:
    """Of a folded address that by its shape is for AMP or for print, the one that it is most likely a variant
    of; of any other the same."""
    parts = urlsplit(url)
    path = _VARIANT_PATH.sub("", parts.path) or "/"
    query = "&".join(p for p in parts.query.split("&") if not _VARIANT_QUERY.fullmatch(p))
    return parts._replace(path=path, query=query).geturl()


def without(url: str, names: frozenset[str]) -> str:
    """The address without the parameters of these names."""
    parts = urlsplit(url)
    if not (names and parts.query):
        return url
    query = "&".join(p for p in parts.query.split("&") if p.partition("=")[0] not in names)
    return parts._replace(query=query).geturl()


def dropped(url: str, canonical: str) -> frozenset[str]:
    """The names of the parameters by which alone an address differs from the canonical one; none where it
    differs otherwise."""
    here, there = urlsplit(url), urlsplit(canonical)
    if (here.netloc, here.path) != (there.netloc, there.path):
        return frozenset()
    ours, theirs = here.query.split("&"), there.query.split("&") if there.query else []
    if [p for p in ours if p in theirs] != theirs:
        return frozenset()
    return frozenset(p.partition("=")[0] for p in ours if p and p not in theirs)
