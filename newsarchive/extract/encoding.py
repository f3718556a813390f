"""From bytes to UTF-8 by the WHATWG's rules: byte order mark, HTTP header, meta element, then a guess."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    resolve_encoding,
    to_unicode,
)

GUESS_BYTES = 100_000
"""Bytes that the guess looks at: charset-normalizer takes some 0.1 s for as many."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page in UTF-8, and how its encoding was known ("bom", "http", "meta" or "guess")."""

    data: bytes
    encoding: str
    source: str


def decode(html: bytes, content_type: str = "") -> Decoded:
    """A page in UTF-8. What does not decode becomes U+FFFD; never an error."""
    named, mark = read_bom(html)
    if named and mark:
        return Decoded(_utf8(html[len(mark) :], named), named, "bom")
    if named := http_content_type_encoding(content_type):
        return Decoded(_utf8(html, named), named, "http")
    named = html_body_declared_encoding(html)
    if _is_utf8(html):
        # A page saved after a browser or a tool had turned it to UTF-8 still names its first encoding. Text
        # of another encoding is hardly ever valid UTF-8 beyond ASCII.
        if named == "utf-8":
            return Decoded(html, named, "meta")
        if named and html.isascii():
            return Decoded(_utf8(html, named), named, "meta")
        return Decoded(html, "utf-8", "guess")
    if named:
        return Decoded(_utf8(html, named), named, "meta")
    named = _guess(html[:GUESS_BYTES])
    return Decoded(_utf8(html, named), named, "guess")


def _utf8(html: bytes, encoding: str) -> bytes:
    if encoding == "utf-8" and _is_utf8(html):
        return html
    # UTF-16 and UTF-32 without a mark are little-endian by the WHATWG's rules.
    plain = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(encoding, encoding)
    # Surrogates come from UTF-16 and the like; the parser takes UTF-8 only.
    return to_unicode(html, plain).encode("utf-8", "replace")


def _is_utf8(html: bytes) -> bool:
    try:
        html.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _guess(html: bytes) -> str:
    from bs4.dammit import UnicodeDammit  # 60 ms, and hardly a page needs it

    # It warns where bytes had to be replaced: known here, as the encoding's source is a guess.
    logging.getLogger("bs4.dammit").setLevel(logging.ERROR)
    guessed = UnicodeDammit(html, is_html=True).original_encoding
    return resolve_encoding(guessed or "") or "cp1252"
