"""Parts of words looked for in a text: the quickest way to learn that it holds none of many."""

from __future__ import annotations

Signs = tuple[tuple[str, tuple[str, ...]], ...]
"""Rows of signs, each behind a letter that all of the row hold: "" for those of ASCII alone, which come
first."""


def signs(words: str) -> Signs:
    """The words (a _ is a blank within one) by their first letter beyond ASCII: texts that lack it are not
    searched for any of them."""
    rows: dict[str, list[str]] = {"": []}
    for part in (word.replace("_", " ") for word in words.split()):
        rows.setdefault(next((c for c in part if not c.isascii()), ""), []).append(part)
    return tuple((letter, tuple(row)) for letter, row in rows.items())


def held(rows: Signs, text: str) -> list[str]:
    """The signs that a text holds, as they are written."""
    rows = rows[:1] if text.isascii() else rows
    return [sign for letter, row in rows if letter in text for sign in row if sign in text]


def holds(rows: Signs, text: str) -> bool:
    """Whether a text holds any of them."""
    for letter, row in rows[:1] if text.isascii() else rows:
        if letter in text and any(map(text.__contains__, row)):
            return True
    return False
