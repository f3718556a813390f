"""SURT keys: addresses turned round and evened out, so that versions of a page sort together.

``http://www.Example.com:80/a/../B?y=2&x=1#top`` becomes ``com,example)/b?x=1&y=2``. The rules are those of
the Internet Archive's ``surt`` package, which pywb uses to look addresses up; the tests hold this to it.
Not taken over: hosts written as octal numbers, which ``surt`` resolves over the network.
"""

from __future__ import annotations

import re
from urllib.parse import quote_from_bytes, unquote_to_bytes

_PARTS = re.compile(rb"(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(?:/*([^/?#]*))?([^?#]*)(?:\?([^#]*))?", re.S)
_PORT = re.compile(rb":(\d*)$")
_WWW = re.compile(rb"^www\d*\.")
_DEFAULT_PORTS = {b"http": b"80", b"https": b"443"}
_SAFE = b"!\"$&'()*+,-./:;<=>?@[\\]^_`{|}~"
_PATH_SESSIONS = (
    re.compile(rb"^(.*/)\((?:[a-z]\([0-9a-z]{24}\))+\)/([^?]+\.aspx.*)$", re.I | re.S),
    re.compile(rb"^(.*/)\([0-9a-z]{24}\)/([^?]+\.aspx.*)$", re.I | re.S),
)
_QUERY_SESSIONS = tuple(
    re.compile(rb"^(.*)" + name + rb"(?:&(.*))?$", re.I | re.S)
    for name in (
        rb"jsessionid=[0-9a-z]{32}",
        rb"phpsessid=[0-9a-z]{32}",
        rb"sid=[0-9a-z]{32}",
        rb"aspsessionid[a-z]{8}=[a-z]{24}",
        rb"cfid=[^&]+&cftoken=[^&]+",
    )
)


def surt(url: str) -> str:
    """The key of an http or https address; any other text in lower case. ASCII without blanks."""
    data = re.sub(rb"[\r\n\t]", b"", url.encode("utf-8", "replace").strip())
    data = re.sub(rb"^(?:https?://)+(https?://)", rb"\1", data)
    if not re.match(rb"https?:", data, re.I):
        return _escape(data).decode().lower()
    found = _PARTS.match(data)
    assert found is not None
    scheme, netloc, path, query = found[1].lower(), found[2], found[3], found[4]
    return (_host(scheme, netloc) + b")" + _path(path) + _query(query or b"")).decode()


def _host(scheme: bytes, netloc: bytes) -> bytes:
    """``com,example``, with ``:port`` where it is not the scheme's own."""
    host = netloc.rpartition(b"@")[2]
    port = b""
    if found := _PORT.search(host):
        host, port = host[: found.start()], found[1].lstrip(b"0")
    host = host.strip(b"[]") if host.startswith(b"[") else host
    host = _ascii_host(_unescape(host)).replace(b"..", b".").strip(b".")
    host = _WWW.sub(b"", _escape(host).lower())
    if host.isdigit():
        host = b".".join(b"%d" % octet for octet in (int(host) & 0xFFFFFFFF).to_bytes(4, "big"))
    turned = b",".join(reversed(host.split(b".")))
    return turned + b":" + port if port and port != _DEFAULT_PORTS[scheme] else turned


def _ascii_host(host: bytes) -> bytes:
    if host.isascii():
        return host
    try:
        return host.decode("utf-8", "ignore").encode("idna")
    except UnicodeError:
        return host


def _path(path: bytes) -> bytes:
    kept: list[bytes] = []
    for part in _unescape(path).split(b"/")[1:]:
        if part == b"..":
            kept = kept[:-1] if kept else [part]
        elif part != b".":
            kept.append(part)
    joined = b"/" + b"".join(part + b"/" for part in kept[:-1] if part) + (kept[-1] if kept else b"")
    path = _escape(joined).lower()
    for session in _PATH_SESSIONS:
        path = session.sub(rb"\1\2", path)
    return path[:-1] if path.endswith(b"/") and len(path) > 1 else path


def _query(query: bytes) -> bytes:
    query = _escape(_unescape(query))
    for session in _QUERY_SESSIONS:
        query = session.sub(rb"\1\2", query)
    query = query.lower()
    if len(query) > 1:
        pairs = sorted(tuple(pair.split(b"=", 1)) for pair in query.split(b"&"))
        query = b"&".join(b"=".join(pair) for pair in pairs)
    return b"?" + query if query else b""


def _unescape(data: bytes) -> bytes:
    """Percent signs undone as often as they were put on."""
    while (once := unquote_to_bytes(data)) != data:
        data = once
    return data


def _escape(data: bytes) -> bytes:
    return quote_from_bytes(data, safe=_SAFE).encode()
