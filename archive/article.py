"""The record of one news page, as read from one capture.

Names follow schema.org's NewsArticle in snake case. All records are frozen; sequences are tuples. What we
understood stands beside what the page said (``authors`` and ``byline``, ``date_published`` and
``date_published_raw``).
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

BlockType = Literal[
    "paragraph", "heading", "list", "quote", "table", "preformatted", "live-entry", "question", "answer"
]
PageKind = Literal["article", "index", "wall", "login", "check", "error", "other", "unread"]
"""article: one story under a headline of its own, in words, pictures or sound: also a live ticker, a
video's or a podcast episode's page, a gallery that tells one story, a test of a product, a recipe, a
column, a paid piece (genre says which, where the page does), a story cut off by a paywall, and a forum's
thread, which nothing tells apart. index: what leads to stories: a front page, a section, topic, author or
archive page, search results, a forum's board, a gallery of links. wall: nothing but a consent wall. login:
nothing but the demand to log in, to register or to subscribe. check: a test for robots. error: also one
that answers 200, and a page kept from this region. other: nothing to read (the shell of a page that a
script would fill), a form, or what a publisher says of itself: imprint, terms, privacy. unread: reading it
failed, took too long or too much memory (see newsarchive/workers.py); nothing but that is known of it."""
RelatedPlace = Literal["inline-box", "after-body", "sidebar"]
Scope = Literal["text", "image", "translation", "summary", "video", "audio"]
Evidence = Literal["visible text", "iptc", "json-ld", "c2pa"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of the body, in reading order. The list is flat: a live entry (``type="live-entry"``, its
    time in ``date``, its title in ``text``) and a question own the blocks that follow, up to the next one."""

    type: BlockType
    text: str
    """Plain text without line breaks; of a list its items and of a table its rows, one a line (cells parted
    by tabs); of preformatted text as it stands."""
    level: int | None = None
    """Of a heading: 1 to 6."""
    items: tuple[str, ...] = ()
    """Of a list."""
    ordered: bool | None = None
    """Of a list: numbered or not."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Of a table, its cells; all rows of one length."""
    date: datetime | None = None
    """Of a live entry: its time, aware."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture of the article, or the one its metadata names."""

    url: str
    """Absolute; the largest offered."""
    alt: str | None = None
    caption: str | None = None
    """As printed, without the credit where that can be told apart."""
    credit: str | None = None
    """Who made or owns it, without words such as "Photo:"."""
    width: int | None = None
    """CSS pixels as the page states them."""
    height: int | None = None
    is_cover: bool = False
    """At most one image of an article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another story which the page presents as tied to this one."""

    url: str
    """Absolute, without fragment."""
    title: str | None = None
    teaser: str | None = None
    image_alt: str | None = None
    labels: tuple[str, ...] = ()
    """Short notices on the card, as printed ("Reported by AI")."""
    place: RelatedPlace = "after-body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link in the running text."""

    url: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """A notice that a machine made, helped to make or translated something. One notice, one disclosure."""

    scope: Scope
    label: str
    """As printed, or the machine-readable term."""
    evidence: Evidence
    target: str = "article"
    """"article", "images/N" or "related/N", counted from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A note of the newsroom that the text was changed or was wrong."""

    text: str
    date: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Embed:
    """Foreign matter within the body: a video, a post, a map."""

    url: str
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """The consent banner that stood on the page."""

    provider: str | None = None
    """Its maker, where known ("Cookiebot")."""
    title: str | None = None
    text: str | None = None
    buttons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """Something taken off the page before it was read."""

    what: str
    """"consent banner", "attributes", "depth", …"""
    count: int = 1
    """How many elements, attributes or characters; ``what`` says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extractor:
    """What read the page."""

    version: str
    """The program's version; after a plus sign, where it is known, a digest that changes with every change of
    its rules."""
    rule: str = "general"
    """"general", or the site's rule by name and date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One page as read. ``page_kind`` tells whether it is an article at all; only articles are indexed."""

    url: str = ""
    """Canonical and absolute; empty when nobody knows it."""
    headline: str | None = None
    alternative_headline: str | None = None
    """The kicker above the headline."""
    description: str | None = None
    """The standfirst."""
    authors: tuple[str, ...] = ()
    """Names of persons, or of the desk where the page names only that."""
    byline: str | None = None
    """As printed."""
    agency: str | None = None
    publisher: str | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    genre: str | None = None
    """"news", "opinion", "live", "sponsored", …; None where the page does not tell."""
    date_published: datetime | None = None
    """Aware. A day without a time is midnight UTC; the raw string tells."""
    date_published_raw: str | None = None
    date_modified: datetime | None = None
    date_modified_raw: str | None = None
    language: str | None = None
    """Of the text, ISO 639-1."""
    interface_language: str | None = None
    """Of the page around it, ISO 639-1."""
    body: tuple[Block, ...] = ()
    images: tuple[Image, ...] = ()
    related: tuple[Related, ...] = ()
    links: tuple[Link, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    corrections: tuple[Correction, ...] = ()
    embeds: tuple[Embed, ...] = ()
    is_accessible_for_free: bool | None = None
    rights: str | None = None
    consent: Consent | None = None
    page_kind: PageKind = "article"
    encoding: str | None = None
    encoding_source: str | None = None
    """"bom", "http", "meta" or "guess"."""
    removed: tuple[Removed, ...] = ()
    extractor: Extractor | None = None

    @property
    def text(self) -> str:
        """The body as plain text, one block a line; list items and table rows have a line each."""
        return "\n".join(block.text for block in self.body if block.text)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON, every field present, ``text`` after ``body``; a block's empty fields are
        left out."""
        plain = {f.name: _plain(getattr(self, f.name)) for f in dataclasses.fields(self)}
        plain["body"] = [
            {k: v for k, v in block.items() if v not in (None, []) or k in ("type", "text")}
            for block in plain["body"]
        ]
        names = list(plain)
        after = names.index("body") + 1
        return {n: plain[n] if n != "text" else self.text for n in [*names[:after], "text", *names[after:]]}

    def to_json(self, *, indent: int | None = None) -> str:
        """UTF-8 text in one line, or indented."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    @classmethod
    def from_dict(cls, plain: dict[str, Any]) -> Article:
        """The inverse of :meth:`to_dict`. Unknown keys are ignored, so that newer records still open."""
        return typing.cast("Article", _build(cls, plain))


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    cls: type = type(value)
    return {name: _plain(getattr(value, name)) for name in _names(cls)}


@cache
def _names(cls: type) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(cls))


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _build(hint: Any, value: Any) -> Any:
    """A value of the type that the hint names, from plain JSON values."""
    if value is None:
        return None
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        hints = _hints(hint)
        return hint(**{k: _build(hints[k], v) for k, v in value.items() if k in hints})
    origin, args = get_origin(hint), get_args(hint)
    if origin is tuple:
        return tuple(_build(args[0], v) for v in value)
    if origin in (types.UnionType, typing.Union):
        return _build(next(a for a in args if a is not type(None)), value)
    return datetime.fromisoformat(value) if hint is datetime else value
