"""The text of pages that a script builds, out of the data they carry along (``__NEXT_DATA__``, say)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from newsarchive.extract.texts import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsarchive.extract.page import Page

MOST = 10
"""Scripts that are looked at."""
LARGEST = 3_000_000
"""Characters of one."""
VALUES = 50_000
"""Values that are looked at in one."""
DEPTH = 40
_BODIES = frozenset(
    (
        "articlebody body bodyhtml bodytext content contenthtml contents html maintext paragraphs text story"
    ).split()
)
"""Names under which publishing systems keep the text, lower case, letters only."""
_PARTS = ("text", "html", "content", "value", "body")
"""Names under which a block of the text keeps its own."""


def read(page: Page, headline: str | None) -> str:
    """The longest text that stands beside the headline in a script's data, paragraphs parted by line breaks
    or tags; "" where there is none."""
    title = fold(headline or "")
    found: list[str] = []
    for script in page.stored[:MOST] if title else ():
        text = script.text or ""
        if len(text) > LARGEST:
            continue
        try:
            value = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        found += _bodies(value, title)
    return _words(max(found, key=len, default=""))


def _words(text: str) -> str:
    """HTML without what its scripts and styles hold."""
    for tag in ("script", "style"):
        first, *others = text.split(f"<{tag}")
        text = first + "".join(other.partition(f"</{tag}>")[2] for other in others)
    return text


def _bodies(value: Any, title: str) -> Iterator[str]:
    """The texts in objects that hold the headline, or stand in one that does."""
    open_ = [(value, False, 0)]
    for _ in range(VALUES):
        if not open_:
            return
        value, beside, depth = open_.pop()
        if depth > DEPTH:
            continue
        if isinstance(value, list):
            open_ += [(v, beside, depth + 1) for v in value if isinstance(v, dict | list)]
        elif isinstance(value, dict):
            own = any(_is_title(v, title) for v in value.values())
            for name, inner in value.items():
                if (own or beside) and "".join(filter(str.isalpha, name.lower())) in _BODIES:
                    yield _text(inner)
                if isinstance(inner, dict | list):
                    open_.append((inner, own, depth + 1))


def _is_title(value: Any, title: str) -> bool:
    return isinstance(value, str) and abs(len(value) - len(title)) < 20 and fold(clean(value)) == title


def _text(value: Any) -> str:
    """A text as it is; of blocks the texts of all, one a line."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list):
        return ""
    blocks = (next((b[n] for n in _PARTS if b.get(n)), "") if isinstance(b, dict) else b for b in value)
    return "\n".join(b for b in blocks if isinstance(b, str))
