"""Credentials of the archivist never reach the disk: neither a WARC nor the file of a frontier.

Of a request, headers that carry credentials, the name and password of an address, and fields of a form or of
JSON that are called like a password or a token. A body keeps its length, for its head tells that. The address
itself stays, query and all: it is what the capture is of; so a token belongs into a header (``--header``).
Responses stay as they came: a Set-Cookie is the server's word, and evidence.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapy.settings import BaseSettings

CREDENTIALS = ("Authorization", "Proxy-Authorization", "Cookie", "X-Api-Key", "X-Auth-Token")
"""Request headers that are credentials whatever the site."""
REDACTED = b"[redacted]"

_SECRET = rb'[^\s=&:;"]*(?:passw|passphrase|passcode|pwd|secret|token|api[-_]?key)[^\s=&:;"]*|pass|pin|otp'
_FIELDS = (
    re.compile(rb"(?i)(?:^|(?<=&))(" + _SECRET + rb")=([^&]*)"),
    re.compile(rb'(?i)"(' + _SECRET + rb')"\s*:\s*("(?:[^"\\]|\\.)*"?|[^\s,}\]]+)'),
    re.compile(rb'(?is)\bname="?(' + _SECRET + rb')"?[^\n]*\n(?:[^\r\n]+\r?\n)*\r?\n(.*?)(?=\r?\n--|\Z)'),
)
"""Name and value in a form as browsers send it, in JSON, and in a multipart body."""
_USER = re.compile(rb"(?im)(\A\S+ [a-z]+://|^(?:referer|origin|host):[ \t]*(?:[a-z]+://)?)([^/?#@\s]*)(?=@)")
_USER_IN_TEXT = re.compile(r"(?<=://)[^/?#@\s]*@")
_USER_OF_ADDRESS = re.compile(r"(\A[a-zA-Z][a-zA-Z0-9+.-]*://)[^/?#]*@")
_HEAD_END = re.compile(rb"\r?\n\r?\n")


def secrets(settings: BaseSettings) -> tuple[str, ...]:
    """Names of the request headers that are never written down: CREDENTIALS, REDACTED_HEADERS, and all of
    SITE_HEADERS."""
    sites = settings.getdict("SITE_HEADERS").values()
    return (
        *CREDENTIALS,
        *settings.getlist("REDACTED_HEADERS"),
        *sorted({name for headers in sites for name in headers}),
    )


def redact(request: bytes, names: Iterable[str]) -> tuple[bytes, list[str]]:
    """The request without credentials, and what was blacked out: names of headers and of fields of the body,
    "userinfo" for the name and password of an address."""
    end = _HEAD_END.search(request)
    split = end.start() if end else len(request)
    head, body = request[:split], request[split:]
    found: list[str] = []

    def header(match: re.Match[bytes]) -> bytes:
        found.append(match[1].decode("latin-1"))
        return match[1] + match[2] + REDACTED + (b"\r" if match[0].endswith(b"\r") else b"")

    def user(match: re.Match[bytes]) -> bytes:
        found.append("userinfo")
        return match[1] + REDACTED

    def field(match: re.Match[bytes]) -> bytes:
        found.append(match[1].decode("latin-1"))
        start, stop = (at - match.start() for at in match.span(2))
        return match[0][:start] + b"*" * (stop - start) + match[0][stop:]

    head = _USER.sub(user, _headers(tuple(names)).sub(header, head))
    for fields in _FIELDS:
        # The body begins behind the empty line that ``end`` found.
        gap = len(end[0]) if end else 0
        body = body[:gap] + fields.sub(field, body[gap:])
    return head + body, list(dict.fromkeys(found))


@lru_cache
def _headers(names: tuple[str, ...]) -> re.Pattern[bytes]:
    """Each in any case, with blanks before its colon, and with its folded lines."""
    choice = b"|".join(re.escape(name.encode("latin-1")) for name in names)
    return re.compile(rb"(?im)^(" + choice + rb")([ \t]*:[ \t]*)[^\n]*(?:\n[ \t][^\n]*)*")


def bare(url: str) -> str:
    """An address without name and password; whatever its path and query hold stays."""
    return _USER_OF_ADDRESS.sub(r"\1", url) if "@" in url else url


def without_user(text: str) -> str:
    """An address, or a sentence that holds some, without name and password in it."""
    return _USER_IN_TEXT.sub("", text)
