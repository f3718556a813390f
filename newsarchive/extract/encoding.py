"""From bytes to text by the WHATWG's rules: byte order mark, HTTP header, meta element, then a guess."""

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
    """The text of a page, and how its encoding was known ("bom", "http", "meta" or "guess")."""

    text: str
    encoding: str
    source: str


def decode(html: bytes, content_type: str = "") -> Decoded:
    """The text of a page. What does not decode becomes U+FFFD; never an error."""
    named, mark = read_bom(html)
    if named and mark:
        return Decoded(_text(html[len(mark) :], named), named, "bom")
    if named := http_content_type_encoding(content_type):
        return Decoded(_text(html, named), named, "http")
    utf8 = _strict_utf8(html)
    if named := html_body_declared_encoding(html):
        # A page saved after a browser or a tool had turned it to UTF-8 still names its first encoding. Text
        # of another encoding is hardly ever valid UTF-8 beyond ASCII.
        if utf8 is not None and not html.isascii():
            return Decoded(utf8, "utf-8", "meta" if named == "utf-8" else "guess")
        return Decoded(_text(html, named), named, "meta")
    if utf8 is not None:
        return Decoded(utf8, "utf-8", "guess")
    named = _guess(html[:GUESS_BYTES])
    return Decoded(_text(html, named), named, "guess")


def _text(html: bytes, encoding: str) -> str:
    # UTF-16 and UTF-32 without a mark are little-endian by the WHATWG's rules.
    plain = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(encoding, encoding)
    return to_unicode(html, plain)


def _strict_utf8(html: bytes) -> str | None:
    try:
        return html.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _guess(html: bytes) -> str:
    from bs4.dammit import UnicodeDammit  # 60 ms, and hardly a page needs it

    # It warns where bytes had to be replaced: known here, as the encoding's source is a guess.
    logging.getLogger("bs4.dammit").setLevel(logging.ERROR)
    guessed = UnicodeDammit(html, is_html=True).original_encoding
    return resolve_encoding(guessed or "") or "cp1252"
