"""Small helpers on words that several fields share."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from html import unescape
from typing import Any

_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,500}>")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
"""Characters that no text holds; what lets a line break (NEL, too) is white space."""
_HIDDEN = re.compile(CONTROL.pattern[:-1] + "\ud800-\udfff\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\xad]")
_ALIKE = (*((c, '"') for c in "“”„‟«»″〝〞"), *((c, "'") for c in "‘’‚‛′`´"), *((c, "-") for c in "‐‑‒–—―−"))
_DENSE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)
DENSE_FACTOR = 2.5
"""A character of Chinese, Japanese, Korean, Thai, Lao, Burmese, Khmer says as much as so many of Latin."""
_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_TOKEN = re.compile(rf"[{_CJK}]|[^\W{_CJK}]+")


def clean(value: Any) -> str:
    """A string from metadata as one line of plain text: no entities, tags, control characters; "" for no
    string."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return ""
    if "&" in value:
        value = unescape(value)
        if "&" in value and ";" in value:  # escaped twice: some writers of feeds do
            value = unescape(value)
    if "<" in value:
        value = _TAG.sub(" ", value)
    if not value.isprintable():
        value = _HIDDEN.sub("", value)
    return " ".join(value.split())


@lru_cache(maxsize=512)
def fold(text: str) -> str:
    """What two printings of a text have in common: case, kinds of quotes, dashes and blanks gone."""
    return " ".join(_folded(text).split())


def fold_lines(lines: list[str]) -> list[str]:
    """Each of many lines folded: at once, which costs a tenth."""
    if not lines:
        return []
    text = _folded("\n".join(lines))
    folded = text.split("\n")
    if "  " in text or " \n" in text or "\n " in text:  # NFKC makes blanks of some accents
        folded = [" ".join(line.split()) for line in folded]
    return folded


def _folded(text: str) -> str:
    if text.isascii():
        return text.replace("`", "'").lower()
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    for one, other in _ALIKE:
        if one in text:  # str.translate takes forty times as long
            text = text.replace(one, other)
    return text.casefold()


@lru_cache(maxsize=512)
def tokens(text: str) -> tuple[str, ...]:
    """Words; of scripts without blanks the single characters."""
    return tuple(_TOKEN.findall(fold(text)))


def overlap(one: str, other: str) -> float:
    """The share of words that two texts have in common, 0 to 1 (Dice)."""
    a, b = Counter(tokens(one)), Counter(tokens(other))
    total = sum(a.values()) + sum(b.values())
    return 2 * sum((a & b).values()) / total if total else 0.0


def within(part: str, whole: str) -> float:
    """The share of the words of `part` that stand in `whole`, 0 to 1."""
    a, b = Counter(tokens(part)), Counter(tokens(whole))
    return sum((a & b).values()) / sum(a.values()) if a else 0.0


def key(text: str) -> str:
    """Letters and digits only: "Der Bote.example" and "der-bote" share a beginning."""
    return "".join(tokens(text))


def factor_of(text: str) -> float:
    """What a character of a text weighs, measured in Latin ones: looked up in a sample of it."""
    sample = text[:: max(1, len(text) // 1000)]
    return DENSE_FACTOR if len(_DENSE.findall(sample)) > 0.2 * len(sample) else 1.0
