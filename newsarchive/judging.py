"""What the page behind a link most likely is, told before it is fetched: by its address and the words of the
link, weighed by a small logistic model (``linkweights.py``; ``benchmarks/train_links.py`` makes it)."""

from __future__ import annotations

import re
from functools import lru_cache
from math import exp
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from newsarchive.days import is_archive
from newsarchive.linkweights import BIAS, WEIGHTS
from newsarchive.linkwords import ARTICLES, LISTS, MEDIA, SERIES, SERVICE

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["article", "section", "other"]

REMEMBERED = 50_000
"""Links whose verdict is kept: those of menus and footers come again on every page of a site."""
STEPS = (2, 3, 4, 5, 6, 8, 11)
"""Numbers of words; each more tells more."""
LONG = 2_000
"""Characters of an address or of the words of a link that are looked at."""

_NO_PAGE = re.compile(
    r"(?i)\.(?:jpe?g|png|gif|webp|avif|svg|ico|bmp|mp[34]|m4[av]|webm|mov|avi|ogg|wav|pdf|docx?|xlsx?|pptx?|zip|gz"
    r"|rar|7z|exe|dmg|apk|css|m?js|json|xml|rss|atom|woff2?|ttf|eot|ics|epub|vcf|txt|m3u8?|pls)$"
)
_DAY = re.compile(
    r"(?<!\d)(?:19|20)\d\d([-/_.]?)(?:0[1-9]|1[0-2]|(?<=\D)[1-9])\1(?:0[1-9]|[12]\d|3[01]|(?<=\D)[1-9])(?!\d)"
)
_DAY_FIRST = re.compile(r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])([-/_.])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d(?!\d)")
_MONTH = re.compile(r"(?<!\d)(?:19|20)\d\d[-/_.]?(?:0[1-9]|1[0-2])(?!\d)")
_ARCHIVE = re.compile(r"[\d_.-]{1,10}")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBER = re.compile(r"\d{4,}")
_CODE = re.compile(r"(?=[a-z\d]{6})(?:[a-z]+\d+[a-z][a-z\d]*|\d+[a-z]+\d[a-z\d]*|[a-z]\d{5,})")
_PAGE_FILE = re.compile(r"\.(?:[sp]?html?|php\d?|aspx?|jsp|ece|story|cms|do)$")
_PARTS = re.compile(r"[-_+\s,.~!?:;|/()\[\]'’‘\"“”„«»]+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff]")
_SENTENCE = re.compile(r"[,:;?!»“”„\"，：「」？！、،؟।]")


class Judged(NamedTuple):
    kind: Kind
    score: float
    """How likely it is an article: 0 to 1."""


@lru_cache(REMEMBERED)
def judge(url: str, anchor: str = "") -> Judged:
    """
    :param url: a folded address (:func:`newsarchive.addresses.fold`)
    :param anchor: the words of the link; "" where there are none, or nobody knows them"""
    parts = urlsplit(url[:LONG])
    path = unquote(parts.path).lower()
    if _NO_PAGE.search(path):
        return Judged("other", 0.0)
    segments = [segment for segment in path.split("/") if segment]
    if is_archive(url) and all(_ARCHIVE.fullmatch(segment) or segment in LISTS for segment in segments[1:]):
        return Judged("section", 0.0)
    score = BIAS + sum(WEIGHTS.get(name, 0.0) for name in features(parts, path, segments, anchor[:LONG]))
    score = 1 / (1 + exp(-max(-30.0, min(30.0, score))))
    if (score >= 0.5 and not _lists(path, segments)) or _is_dated(path, segments):
        return Judged("article", max(score, 0.5))
    return Judged("section" if _may_list(parts, segments) else "other", score)


def _is_dated(path: str, segments: list[str]) -> bool:
    """A day and a headline in the path make an article whatever the link says; few sites of the judged pages
    have such addresses, half of the world's newspapers do."""
    words = _slug(segments)
    return _date(path) == "day" and len(words) > 1 and not (LISTS | SERVICE).intersection([*segments, *words])


def _may_list(parts: SplitResult, segments: list[str]) -> bool:
    """Whether a page that is no article may list some: front pages, sections, topics."""
    if not segments:
        return True
    words = _words(segments[-1])
    if SERVICE.intersection(segments) or sum(word in SERVICE for word in words) * 2 > len(words):
        return False
    return bool(LISTS.intersection(segments)) or (len(segments) <= 3 and not parts.query)


def _lists(path: str, segments: list[str]) -> bool:
    """Topics, authors, sections: whatever the headline-like words behind, unless a date tells of a piece."""
    return bool(LISTS.intersection(segments[:-1])) and _date(path) == "none"


def features(parts: SplitResult, path: str, segments: list[str], anchor: str) -> Iterator[str]:
    """Names of what holds of a link.

    :param path: percent-decoded, in lower case"""
    words, date, id_ = _slug(segments), _date(path), _id(parts, segments)
    marks = _marks(len(words), date, id_, segments)
    yield f"marks {marks}"
    yield from _shaped(path, segments, words, date, id_)
    yield from _told(parts, segments, words, id_)
    if anchor:
        yield from _said(anchor, words, marks)


def _marks(words: int, date: str, id_: str, segments: list[str]) -> int:
    """How many signs of a single piece the address bears."""
    if LISTS.intersection(segments):
        return 0
    named = id_ in ("code", "folder") or id_[-1] in "567"
    return (date in ("day", "month")) + named + (words > 3) + (words > 5)


def _shaped(path: str, segments: list[str], words: list[str], date: str, id_: str) -> Iterator[str]:
    last = segments[-1] if segments else ""
    stem = _PAGE_FILE.sub("", last)
    slug = _coarse(len(words))
    yield f"depth {min(len(segments), 6)}"
    yield from (f"slug {size}" for size in STEPS if len(words) >= size)
    yield f"date {date}"
    yield f"id {id_}"
    yield f"id {id_}, slug {slug}"
    yield f"date {date}, slug {slug}"
    if stem != last:
        yield "index file" if stem in ("index", "default", "home") else "file"
    elif path.endswith("/"):
        yield "slash"


def _told(parts: SplitResult, segments: list[str], words: list[str], id_: str) -> Iterator[str]:  # noqa: C901  a row a feature
    """By the words of host, folders, slug and query."""
    folders, slug = segments[:-1], _coarse(len(words))
    if SERVICE.intersection(segments):
        yield "service segment"
    if SERVICE.intersection(words):
        yield f"service word, slug {slug}"
    if LISTS.intersection(folders):
        yield "list folder"
        yield f"list folder, id {id_}"
    if SERIES.intersection(folders):
        yield f"series folder, slug {slug}"
    if segments and segments[-1] in LISTS:
        yield "list"
    if ARTICLES.intersection(folders):
        yield "article folder"
        yield f"article folder, id {id_[:6]}"
    if MEDIA.intersection(segments):
        yield f"media, slug {slug}"
    if (SERVICE | LISTS | MEDIA).intersection((parts.hostname or "").split(".")[:-2]):
        yield "service host"
    if parts.query:
        yield "query"
        yield "query address" if "http" in parts.query else "query plain"
        if SERVICE.intersection(re.split(r"[=&]", parts.query.lower())):
            yield "service query"


def _said(anchor: str, slug: list[str], marks: int) -> Iterator[str]:
    """By the words of the link."""
    words = _words(anchor.lower())
    length = _length(anchor, len(words))
    long = _coarse(length)
    yield "anchor"
    yield from (f"anchor {size}" for size in STEPS if length >= size)
    yield f"anchor {long}, slug {_coarse(len(slug))}"
    yield f"marks {marks}, anchor {long}"
    if _SENTENCE.search(anchor):
        yield f"sentence, anchor {long}"
    if SERVICE.intersection(words):
        yield f"service word, anchor {long}"
    if length < 6 and (LISTS.intersection(words) or SERIES.intersection(words) or MEDIA.intersection(words)):
        yield "list word in anchor"
    if "@" in anchor or "://" in anchor:
        yield "address in anchor"


def _slug(segments: list[str]) -> list[str]:
    """The words of the folder or file that is most like a headline; numbers and codes are no words."""
    found: list[str] = []
    for segment in segments:
        words = [w for w in _words(_PAGE_FILE.sub("", segment)) if not w.isdigit() and not _CODE.fullmatch(w)]
        if not segment.isascii():
            words += ["\uffff"] * (len(_UNSPACED.findall(segment)) // 3)
        if len(words) >= len(found):
            found = words
    return found


def _words(text: str) -> list[str]:
    return [word for word in _PARTS.split(text) if word]


def _length(text: str, words: int) -> int:
    """In words; in scripts without blanks three letters count as one."""
    return words if text.isascii() else words + len(_UNSPACED.findall(text)) // 3


def _coarse(words: int) -> str:
    return "none" if words == 0 else "short" if words < 3 else "middle" if words < 5 else "long"


def _date(path: str) -> str:
    if _DAY.search(path) or _DAY_FIRST.search(path):
        return "day"
    return "month" if _MONTH.search(path) else "year" if _YEAR.search(path) else "none"


def _id(parts: SplitResult, segments: list[str]) -> str:
    """A number or code that may name a piece, and where."""
    if not segments:
        return "query" if _NUMBER.search(parts.query) else "none"
    last = _PAGE_FILE.sub("", segments[-1])
    if any(_CODE.fullmatch(word) for word in _words(last)):
        return "code"
    numbers = [n for n in _NUMBER.findall(last) if not _YEAR.fullmatch(n)]
    if numbers:
        return f"number {min(max(map(len, numbers)), 7)}"
    if any(segment.isdigit() and len(segment) > 4 for segment in segments):
        return "folder"
    if any(_CODE.search(segment) for segment in segments[:-1]):
        return "code in folder"
    return "query" if _NUMBER.search(parts.query) else "none"
