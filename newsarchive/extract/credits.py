"""Caption and credit told apart in the text that stands below a picture, in any language."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsarchive.extract.credit_words import AGENCY, BY, LEADS

_LEAD = re.compile(
    rf"(?:^|[\s\[(（【/|–—.·•»,:＝=。、-])(?:(?:{LEADS})(?:\s(?:출처"
    rf"|제공))?(?:\s*[/&+]\s*\w{{3,12}})?\s*(?:[:：=\]|]|\s[–—-]\s|\.\s?(?=(?-i:[A-ZÀ-Þ]))"
    rf"|\s(?={BY}\s+(?-i:[A-ZÀ-Þ])))\s*(?:{BY}\s+)?"
    rf"|credit\.{{3}}|(?:photo(?:graph)?s?|image|picture|illustration"
    rf"|courtesy)\s(?:by|of|courtesy of|from|via)\s+(?=(?-i:[A-ZÀ-Þ]))|[=＝]\s*(?=[^=＝]{{0,60}}撮影))"
    r"|[©ⓒ®]\s*(?:copyright\s*)?(?:\d{4}\s*)?|[(（][cｃＣ][)）]\s*",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    rf"^[\s\[(（|/＝=–—-]*(?:(?:(?:{LEADS})(?:\s(?:출처|제공))?(?:\s+{BY}\b|\s*[:：=/|]|\s[–—-]\s|\.\s)"
    rf"|[©ⓒ]|[(（][cｃＣ][)）]|credit\.{{3}}|copyright\b\s*/?|courtesy(?: of)?\b|image credit\b"
    rf"|(?:photos?|fotos?|beeld|image|picture)\s(?:(?:courtesy )?of\s)?(?=(?-i:[A-ZÀ-Þ]))"
    rf"|(?:supplied|handout|file|archive?)\s?[:：]|{BY}\s+(?=(?-i:[A-ZÀ-Þ]))|via\s)[\s:：]*)+",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"(?<!\w)(?:{AGENCY})(?!\w)")
_BRACKETS = re.compile(r"\s*[(\[（【]([^()\[\]（）【】]{2,120})[)\]）】]\s*\.?$")
_AGENCY_LAST = re.compile(rf"\s*[/|–—]\s*({AGENCY})\.?$")
_TAIL = re.compile(
    r"(?<=[.!?…\"”»'’])\s+([^.!?]{2,90})\.?$|\s+[|•·]\s+([^|•·]{2,80})$|\s[–—]\s([^–—.]{2,60})$"
    r"|(?<=\S)\s*/\s*([^/.]{2,40}(?:/[^/.]{2,40})?)$|(?<=[\w.])\s/\s([^/]{2,40}(?:\s/\s[^/]{2,40})?)$"
    r"|(?<=[\u3040-\u9fff])[\s＝=]+([\u3040-\u9fff]{2,8})$"
)
_WORDS_OF_PHOTO = re.compile(
    rf"(?<!\w)(?:{LEADS}|handout|collage|montage|screenshot|archiv\w*|file|supplied)(?!\w)",
    re.IGNORECASE,
)
LONGEST_CREDIT = 140
END = 240
"""Characters at the end of a text among which its credit begins: the longest and the words that lead to
it."""


class Split(NamedTuple):
    """A caption and a credit, either of them None where there is none."""

    caption: str | None
    credit: str | None


def split(text: str) -> Split:
    """A text below a picture as caption and credit."""
    text = text.strip()
    if not text:
        return Split(None, None)
    if _nothing_but_names(text):
        return Split(None, credit(text))
    for cut in (_bracketed, _taken, _led, _bare, _tailed):
        found = cut(text)
        if found:
            return _joined(found)
    return Split(text, None)


def _end(text: str) -> int:
    """Where the part of a text begins in which its credit is looked for."""
    return max(0, len(text) - END)


def _joined(found: Split) -> Split:
    """ "Photo: Ann Poe (AFP)": a credit and no caption before it"""
    if found.caption and found.credit and len(found.caption) <= 60 and _PREFIX.match(found.caption):
        return Split(None, f"{credit(found.caption)} / {found.credit}")
    return found


def _nothing_but_names(text: str) -> bool:
    """Whether a line is an agency and perhaps who works for it."""
    if len(text) > 60 or not _NAMED.search(text):
        return False
    others = _NAMED.sub(" ", text).replace("/", " ").split()
    return len(others) <= 3 and all(w[0].isupper() for w in others)


def _bracketed(text: str) -> Split | None:
    """ "A bridge (AP Photo/Ann Poe)" """
    found = _BRACKETS.search(text, _end(text))
    if not found:
        return None
    inner = found[1].strip()
    before = text[: found.start()]
    if _GENERIC.fullmatch(inner):
        return None
    named = _NAMED.search(inner) or _PREFIX.match(inner) or (_WORDS_OF_PHOTO.search(inner) and "/" in inner)
    if (
        not named
        and not (before.endswith(_ENDS) and is_name(inner))
        and not (len(inner.split()) > 1 and is_name(inner))
    ):
        return None
    return Split(_caption(text[: found.start()]), credit(inner))


_ENDS = (".", "!", "?", "。", "।", "”", '"', "»")
_NAME = re.compile(
    r"[^\W\d_a-zß-öø-ÿ][\w.’'&-]*(?:[\s/,]+(?:[^\W\d_a-zß-öø-ÿ][\w.’'&/@-]*|(?:de|del|van|von|der|den|di"
    r"|da|la|le|al|el|y|e|via|for|and|und|of|the)\b))*$"
)


def is_name(text: str) -> bool:
    """Whether a text can be nothing but names of persons or firms: a few words, capitals first."""
    return 3 <= len(text) <= 80 and len(text.split()) <= 9 and bool(_NAME.match(text))


def _taken(text: str) -> Split | None:
    """ "夜明けの港＝山田太郎撮影", "새벽 부두. 고영희 기자": the verb or the office behind the name"""
    found = _TAKEN.search(text, _end(text))
    if not found:
        return None
    return Split(_caption(text[: found.start()]), credit(next(g for g in found.groups() if g)))


_TAKEN = re.compile(
    r"(?:(?<=。)|[.)）\s＝=(（、])\s?(?:(?:图|圖|記者|记者)[/／]?\s?)?([^。.\s＝=()（）、:：／/|]{2,12}(?:\s[^\s。／/]{1,6})?)"
    r"\s?[／/]?\s?(?:摄|摄影|攝|攝影|撮影)[)）]?$"
    r"|(?<=[.다])\s([가-힣]{2,4})\s?(?:선임|사진|인턴)?기자$"
)
_BARE = re.compile(
    r"(?<=[.!?»”\"'’])\s+(?i:photos?|foto|beeld|bild|fot\.)\s(?=[A-ZÀ-Þ])([^.!?:]{4,60})\.?$"
    r"|(?<=[a-zà-ÿ][.!?»”])\s+/?\s?([A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:\s(?:/\s)?[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){1,4}(?:\s[«“\"][^«»“”\"]{2,40}[»”\"])?)$"
)


def _bare(text: str) -> Split | None:
    """ "Le quai. Photo Ann Poe", "El muelle. ANN POE" """
    found = _BARE.search(text, _end(text))
    if not found:
        return None
    name = found[1] or found[2]
    person = re.split(r"\s[«“\"]", name)[0]
    return Split(_caption(text[: found.start()]), credit(name)) if is_name(person) else None


_GENERIC = re.compile(
    r"(?:file|archive?|archivo|symbol|stock|undated)?[ -]?(?:photo|foto|bild|picture|image|imagen)?",
    re.IGNORECASE,
)
"""Words in brackets that tell what a picture is, not whose."""


def led(text: str) -> str | None:
    """The credit at the end of a text, where a word or a sign leads to it."""
    found = None if _PREFIX.match(text) else _led(text)
    return found.credit if found and found.caption else None


def _led(text: str) -> Split | None:
    """ "A bridge. Photo: Ann Poe" """
    last = None
    for found in _LEAD.finditer(text, _end(text)):
        rest = text[found.end() :].strip()
        if (
            rest
            and len(rest) <= LONGEST_CREDIT
            and not re.search(r"[a-zß-ÿ]{3}\.\s+[A-ZÀ-Þ]\w+\s\w+\s\w+\s\w+", rest)
        ):
            last = found
            break
    if last is None:
        return None
    named = credit(text[last.start() :])
    first, stop, rest = (named or "").partition(". ")
    if last.start() == 0 and stop and len(rest) > 12 and is_name(first):
        return Split(rest, first)  # "Photo: Ann Poe. A bridge"
    return Split(_caption(text[: last.start()]), named) if named else None


def _tailed(text: str) -> Split | None:
    """ "A bridge. Ann Poe/Getty Images" """
    found = _TAIL.search(text, _end(text)) or _AGENCY_LAST.search(text, _end(text))
    if not found:
        return None
    tail = next(g for g in found.groups() if g)
    if _GENERIC.fullmatch(tail.strip()):
        return None
    alone = text[: found.start(found.lastindex or 0)].rstrip().endswith("/") and _is_full_name(tail)
    if (alone or _NAMED.search(tail) or (" / " in tail and _WORDS_OF_PHOTO.search(tail))) and len(
        tail.split()
    ) <= 9:
        start = found.start(found.lastindex or 0)
        return Split(_caption(text[:start]), credit(tail))
    return None


def _is_full_name(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 4 and all(w[0].isupper() for w in words)


def credit(text: str) -> str | None:
    """A credit without brackets and words such as "Photo:"."""
    text = text.strip(" \t|/–—-,;•·")
    for _ in range(3):
        shorter = _PREFIX.sub("", text, count=1).strip()
        if shorter == text or not shorter:
            break
        text = shorter
    if text[:1] in "([（【" and text[-1:] in ")]）】":
        text = text[1:-1]
    text = text.strip(" \t|–—-,;:：•·")
    if text.count(")") > text.count("("):
        text = text.rstrip(")").strip()
    if text.count("(") > text.count(")"):
        text = text.lstrip("(") if text.startswith("(") else text + ")"
    return _once(text) or None


def _once(text: str) -> str:
    """ "Ann Poe | Ann Poe" once."""
    parts = [p.strip() for p in re.split(r"\s+[|/–—-]\s+", text)]
    return parts[0] if len(parts) > 1 and len(set(parts)) == 1 else text


def _caption(text: str) -> str | None:
    text = text.rstrip(" \t|/–—-,;•·([（【＝=").strip()
    return text or None


def is_credit(text: str) -> bool:
    """Whether a text alone is a credit: nothing but a lead and a name, or an agency's name."""
    if len(text) > LONGEST_CREDIT:
        return False
    if _PREFIX.match(text):
        return len(text) <= 90
    found = _NAMED.search(text)
    return bool(found) and len(text.split()) <= 7 and not text.endswith((".", "!", "?"))


def only_words(text: str) -> bool:
    """Whether a text is nothing but a lead such as "Photo:" whose name stands elsewhere."""
    return len(text) <= 40 and bool(
        re.fullmatch(rf"(?:{LEADS})\s*(?:{BY})?\s*[:：|/-]?", text, re.IGNORECASE)
    )
