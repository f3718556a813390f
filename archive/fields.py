"""The names of fields and choices in a query, and what stands behind each in the full-text index."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archive.marks import FIRST, LAST, days, mark, span

if TYPE_CHECKING:
    from collections.abc import Callable

FIELDS: dict[str, tuple[str, ...]] = {
    "headline": ("headline", "alternative_headline"),
    "description": ("description",),
    "text": ("text",),
    "caption": ("captions",),
    "alt": ("alts",),
    "credit": ("credits",),
    "related": ("teasers",),
    "author": ("authors",),
    "section": ("section",),
    "keyword": ("keywords",),
    "label": ("labels",),
}
"""Name in a query to columns of the full-text index."""
HAS = ("image", "caption", "credit", "related", "link", "embed", "label", "correction",
       "author", "date", "keyword", "section")  # fmt: skip
"""What an article can be asked to have."""
SCOPES = ("text", "image", "translation", "summary", "video", "audio")
"""Of notices about machines; ``label:ai`` is any of them."""

BECAME = {
    "changed:yes": "versions WHERE number > 1",
    "changed:headline": "versions WHERE number > 1 AND headline_before IS NOT NULL",
    "changed:silent": "versions WHERE number > 1 AND silent",
    "changed:corrected": "versions WHERE number > 1 AND corrected",
    "deleted:yes": "deletions WHERE back IS NULL",
    "deleted:back": "deletions WHERE back IS NOT NULL",
}
"""What can have become of an article, and which rows tell of it; ``no`` is what is not ``yes``."""


def choice(field: str, value: str) -> tuple[str, ...]:
    """Marks of which an article must have one; empty where the value is none of that field's: then it is
    looked for as words."""
    return CHOICES[field](value) if field in CHOICES else ()


def _site(value: str) -> tuple[str, ...]:
    try:
        host = urlsplit(value if "//" in value else f"//{value}").hostname or ""
    except ValueError:
        return ()
    return (mark("site", host.removeprefix("www.")),) if re.search(r"[^\W_]", host) else ()


def _language(value: str) -> tuple[str, ...]:
    return (mark("lang", re.split("[-_]", value)[0]),)


def _genre(value: str) -> tuple[str, ...]:
    return (mark("genre", value),)


def _has(value: str) -> tuple[str, ...]:
    name = value.lower()
    name = name if name in HAS else name.removesuffix("s")
    return (mark("has", name),) if name in HAS else ()


def _label(value: str) -> tuple[str, ...]:
    name = value.lower()
    return (mark("label", name),) if name in ("ai", *SCOPES) else ()


def _after(value: str) -> tuple[str, ...]:
    """From the first of these days on."""
    found = span(value)
    return tuple(days(found[0], LAST)) if found else ()


def _before(value: str) -> tuple[str, ...]:
    """Up to the day before the first of these."""
    found = span(value)
    if not found:
        return ()
    return tuple(days(FIRST, found[0] - timedelta(days=1))) or (mark("day", "none"),)


CHOICES: dict[str, Callable[[str], tuple[str, ...]]] = {
    "site": _site,
    "lang": _language,
    "language": _language,
    "genre": _genre,
    "has": _has,
    "label": _label,
    "after": _after,
    "before": _before,
}
