"""How well a page was read, against its gold; every measure lies between 0 and 1.

body     F1 over words, bag against bag; the best of the texts where gold offers several. Where gold has no
         text but snippets only: F1 over those, all pages pooled
kept     share of the gold's snippets ("with") that stand in the text
leaked   share of the snippets that must not ("without") that do
title    equal but for case, white space and the form of quotes and dashes
authors  F1 over names
date     the same calendar day, in the gold's zone where both tell theirs
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import datetime
from typing import Any

Record = dict[str, Any]

# Scripts written without spaces, where a character is a word: Thai, Lao, Myanmar, Khmer, kana, Han.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
FORMS = str.maketrans("“”„«»‘’‚‐‑–—", '"""""\'\'\'----')
BETWEEN_NAMES = re.compile(r"\s*(?:[;,|\n]|\s&\s|\s(?:and|und|et|y|og|och|e|en)\s)\s*")


def folded(text: str | None) -> str:
    return " ".join(unicodedata.normalize("NFKC", text or "").translate(FORMS).casefold().split())


def f1(hits: int, found: int, wanted: int) -> float:
    """1 where nothing was wanted and nothing found."""
    return 2 * hits / (found + wanted) if found + wanted else 1.0


def body(text: str, golds: list[str]) -> float:
    found = Counter(WORD.findall(folded(text)))
    wanted = [Counter(WORD.findall(folded(gold))) for gold in golds]
    return max(f1((found & gold).total(), found.total(), gold.total()) for gold in wanted)


def share(snippets: list[str], text: str) -> float:
    text = folded(text)
    return sum(folded(snippet) in text for snippet in snippets) / len(snippets)


def body_share(record: Record, gold: Record) -> tuple[float, float] | None:
    """What the page adds above and below the line to the corpus's figure for the body; None: nothing told."""
    text = record.get("text") or ""
    if gold.get("texts"):
        return body(text, gold["texts"]), 1.0
    wanted, unwanted = gold.get("with") or [], gold.get("without") or []
    if not wanted + unwanted:
        return None
    hits = share(wanted, text) * len(wanted) if wanted else 0.0
    false = share(unwanted, text) * len(unwanted) if unwanted else 0.0
    return 2 * hits, hits + false + len(wanted)


def names(value: str | list[str]) -> set[str]:
    listed = [value] if isinstance(value, str) else value
    return {name for part in listed for name in BETWEEN_NAMES.split(folded(part)) if name}


def authors(found: list[str], gold: str | list[str]) -> float:
    a, b = names(found), names(gold)
    return f1(len(a & b), len(a), len(b))


def date(found: str | None, gold: str) -> float:
    a, b = _moment(found), _moment(gold)
    if a is None or b is None:
        return 0.0
    if a.tzinfo and b.tzinfo:
        return float(a.date() == b.date() or a.astimezone(b.tzinfo).date() == b.date())
    return float(a.date() == b.date())


def _moment(value: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(value or "")
    except ValueError:
        return None


def score(record: Record, gold: Record, given: tuple[str, ...]) -> dict[str, float]:
    """The measures that this page's gold allows, of what the reader gives."""
    text = record.get("text") or ""
    measures: dict[str, float] = {}
    if gold.get("texts"):
        measures["body"] = body(text, gold["texts"])
    if gold.get("with"):
        measures["kept"] = share(gold["with"], text)
    if gold.get("without"):
        measures["leaked"] = share(gold["without"], text)
    if gold.get("title") and "title" in given:
        measures["title"] = float(folded(record.get("title")) == folded(gold["title"]))
    if gold.get("authors") and "authors" in given:
        measures["authors"] = authors(record.get("authors") or [], gold["authors"])
    if _moment(gold.get("date")) and "date" in given:
        measures["date"] = date(record.get("date"), gold["date"])
    return measures
