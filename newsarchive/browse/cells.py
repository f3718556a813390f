"""Cells of datasette's tables: a headline leads to its article, JSON is in words, links are safe.

datasette itself cuts other long text (``truncate_cells_html``).
"""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup, escape

from newsarchive.browse.words import short, web_address

LONGEST = 2000
"""Characters; tables.css shows the first lines of it in a table, all of it on the page of a row."""
LINK = Markup('<a href="{}" rel="noopener noreferrer nofollow">{}</a>')
MOST = 30
"""Items of one list or object."""


def headline(value: str, href: str) -> Markup:
    return Markup('<a href="{}" dir="auto">{}</a>').format(href, short(value, 200))


def cell(value: str) -> Markup | None:
    """What stands in the cell instead of the value; None leaves it to datasette."""
    if value.startswith(("http://", "https://")) and not any(letter.isspace() for letter in value):
        # datasette would link it too, but tell the other side where the reader comes from.
        shown = short(value, 200)
        return LINK.format(value, shown) if web_address(value) else escape(shown)
    told = in_words(value) if value[:1] in ("[", "{") else None
    if told is None:
        return None
    return Markup('<span class="news-list" dir="auto">{}</span>').format(short(told, LONGEST))


def in_words(text: str) -> str | None:
    """JSON for a person: the items of a list, the names and values of an object; None for any other text."""
    try:
        value = json.loads(text)
        return _words(value) if isinstance(value, (list, dict)) else None
    except (ValueError, RecursionError):
        return None


def _words(value: Any) -> str:
    if isinstance(value, dict):
        told = [(name, item) for name, item in value.items() if item not in (None, [], "")]
        return "; ".join(f"{name}: {_words(item)}" for name, item in told[:MOST])
    if isinstance(value, list):
        rest = f" … ({len(value)} in all)" if len(value) > MOST else ""
        between = "\n" if any(isinstance(item, dict) for item in value) else ", "
        return between.join(map(_words, value[:MOST])) + rest
    return short(str(value), LONGEST)
