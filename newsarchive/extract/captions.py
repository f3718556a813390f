"""The caption and the credit that stand beside a picture."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from newsarchive.extract import ailabels, credits
from newsarchive.extract.credits import Split
from newsarchive.extract.hints import CAPTION, CREDIT, OTHERS, pictured
from newsarchive.extract.regions import BIT, regions
from newsarchive.extract.texts import clean, fold, overlap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsarchive.extract.page import Page
    from newsarchive.extract.view import View

CLIMB = 6
"""Ancestors of a picture among which its frame is looked for."""
LONGEST = 1500
"""Characters; what is longer is an article, no caption."""
NAME = 60
"""Characters of a frame in which nothing but a credit stands: the caption stands beside it."""
SLIDE = 600
"""Characters of a slide of a gallery, all of which can be the caption."""
_SLIDE = re.compile(r"slide|carousel-?item|gallery-?item|lightbox-?item")
SHORT = 350
"""Characters of a caption whose element no class names."""
_LABEL = re.compile(
    r"(?:legende|bildunterschrift|image caption|caption|pie de foto|media caption|imatge"
    r"|skip image)\s*[:,]\s*",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"(?:view|see|show|alle|ver|voir)?\s?(?:all\s)?\d*\s?(?:images?|photos?|bilder|fotos|videos?)"
    r"|\d+\s?/\s?\d+|fotostrecke(?: ansehen)?|video|audio|play(?: video)?|click to enlarge"
    r"|enlarge(?: image)?|vergrößern"
    r"|bild vergrößern|zoom|open image|öffnen|fullscreen|öppna bild",
    re.IGNORECASE,
)
"""Words on a picture that are no caption: for those who cannot see it, and for those who would open it."""
_PROPERTIES = ("author", "creditText", "copyrightHolder", "creator", "copyrightNotice")
ATTRIBUTES = ("data-caption", "data-image-caption", "data-sub-html", "data-description")
CREDITS = (
    "data-credit", "data-credits", "data-image-credit", "data-source", "data-copyright", "data-photographer",
    "data-attribution",
)  # fmt: skip
"""Attributes in which scripts that show pictures large keep their words."""
_UNSEEN = re.compile(
    r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-?reader(?:-text)?|off-?screen|assistive|hidden-text)(?:$|[\s_-])"
)
"""Classes of words for those who hear a page."""
_LENGTH = re.compile(
    r"\(?(?:\d{1,2}:)?\d{1,2}:\d\d\)?|\d{1,3}(?::\d\d)?\s?(?:min|minuten?|minutes?|sek|sec|std)\b\.?"
    r"|(?:audio|video|podcast|live)\W*|\d{1,3}\s?(?:of|von|de|sur|di|van|av|af|z|ze|из|із|/)\s?\d{1,3}\W*",
    re.IGNORECASE,
)
"""What is printed on pictures: how long a film takes, the number of a slide."""


def read(page: Page, i: int) -> Split:
    """What is printed as caption and as credit of the picture at an index; else what its attributes say."""
    element = page.view.elements[i]
    split = printed(page, i)
    named = (
        credits.split(clean(element.get("title"))[:LONGEST]) if element.get("title") else Split(None, None)
    )
    if split == (None, None):
        split = named if named.credit else _of_attributes(page, i)
    given = split.credit or named.credit or credits.led(clean(element.get("alt")))
    return Split(split.caption, given)


def _of_attributes(page: Page, i: int) -> Split:
    near = [page.view.elements[j] for j in (i, *islice(page.view.ancestors(i), 2))]
    said = next((t for e in near for name in ATTRIBUTES if (t := clean(e.get(name)))), "")
    given = next((t for e in near for name in CREDITS if (t := clean(e.get(name))) and "://" not in t), "")
    split = credits.split(said[:LONGEST])
    return Split(split.caption, credits.credit(given)) if 1 < len(given) <= credits.LONGEST_CREDIT else split


def printed(page: Page, i: int) -> Split:
    """What is printed as caption and as credit of the picture at an index."""
    view = page.view
    frame = _frame(view, i)
    captions, given = _parts(view, frame, i) if frame >= 0 else ([], [])
    lacking = not captions and (not given or view.length(frame) <= NAME)
    if lacking and (beside := max(_beside(view, i), _named_by(page, i))) >= 0:
        captions = [beside]
    return _told_apart(view, captions, given) if captions or given else Split(None, None)


def _frame(view: View, i: int) -> int:
    """The element that holds the picture and what is printed for it; -1 where there is none."""
    best, credited = -1, False
    for step, j in enumerate(_around(view, i)):
        if step >= CLIMB or view.tags[j] in ("body", "article", "main") or view.length(j) > LONGEST:
            break
        if _is_figure(view, j):
            return j
        if _pictures(view, j, i) > 1:
            break
        marked = _marked(view, j, i)
        if marked and not credited:
            best, credited = j, True
            if (marked & CAPTION or view.length(j) > NAME) and view.tags[view.parents[j]] != "figure":
                break
        elif marked & CAPTION:
            return j
        elif best < 0 and (_is_slide(view, j) or _is_plain_frame(view, j, i)):
            best = j
    return best


def _marked(view: View, frame: int, i: int) -> int:
    """CAPTION and CREDIT, as the classes in a frame say."""
    found = 0
    for k in _inner(view, frame, i):
        found |= CAPTION if view.tags[k] == "figcaption" else pictured(view.hints[k])
    return found & (CAPTION | CREDIT)


def _is_slide(view: View, j: int) -> bool:
    """Whether an element is a slide of a gallery: all its words are the caption."""
    return bool(_SLIDE.search(view.hints[j])) and 3 <= view.length(j) <= SLIDE and view.density(j) < 0.5


def _is_figure(view: View, j: int) -> bool:
    """Whether an element is a figure with words; the caption of one without stands beside it."""
    if view.tags[j] not in ("figure", "amp-story"):
        return False
    return not _BUTTON.fullmatch(view.text_of(j)) and view.length(j) > 0


def _around(view: View, i: int) -> Iterator[int]:
    """The elements around a picture, without its own: the parser nests each unclosed source in the one
    before."""
    return (j for j in view.ancestors(i) if view.tags[j] not in ("source", "picture"))


def _is_plain_frame(view: View, j: int, i: int) -> bool:
    """Whether an element holds a picture and, after it, a line or two that can only be meant for it."""
    length = view.length(j)
    if not 3 <= length <= SHORT or view.density(j) > 0.3 or view.starts[i] > view.starts[j]:
        return False
    if any(
        view.tags[k] in ("h1", "h2", "h3", "h4", "ul", "ol", "button") and view.length(k)
        for k in range(j + 1, view.ends[j])
    ):
        return False
    text = view.text_of(j)
    if ailabels.maybe(text) and ailabels.read(text):
        return True
    if regions(view.hints[j]) & BIT["caption"] and view.tags[view.parents[j]] != "a":
        return True
    alt = clean(view.elements[i].get("alt"))
    return credits.split(text).credit is not None or (len(alt) > 15 and overlap(alt, text) > 0.7)


def _beside(view: View, i: int) -> int:
    """A figcaption that follows the picture outside of any figure; -1 where there is none."""
    end = view.ends[i]
    for j in islice(_around(view, i), 3):
        short = view.length(j) <= (NAME if view.tags[j] == "figure" else 0)
        following = max(end, view.ends[j]) if short else end
        if following < len(view.tags) and _is_caption(view, following):
            return following
    return -1


def _named_by(page: Page, i: int) -> int:
    """The element that a picture or its figure names as its label or description; -1 for none."""
    view = page.view
    for j in (i, *(j for j in islice(view.ancestors(i), 2) if view.tags[j] in ("figure", "div"))):
        element = view.elements[j]
        names = f"{element.get('aria-labelledby') or ''} {element.get('aria-describedby') or ''}".split()
        for named in (n for name in names[:2] for n in _BY_ID(element, name=name)):
            found = view.index.get(named, -1)
            if found >= 0 and 3 <= view.length(found) <= SLIDE and not view.tags[found].startswith("h"):
                return found
    return -1


_BY_ID = etree.XPath("id($name)")


def _is_caption(view: View, i: int) -> bool:
    """Whether the element after a picture's can only be meant for it."""
    if view.tags[i] == "figcaption":
        return True
    if (
        not 3 <= view.length(i) <= SHORT
        or view.density(i) > 0.3
        or view.tags[i] not in ("div", "p", "span", "small")
    ):
        return False
    if pictured(view.hints[i]) & CAPTION:
        return True
    text = view.text_of(i)
    if ailabels.maybe(text) and ailabels.read(text) is not None:
        return True
    return credits.led(text) is not None


def _pictures(view: View, j: int, i: int) -> int:
    """How many pictures an element holds: twins of one picture (for browsers without scripts) count once."""
    found, mine = 1, view.elements[i].get("alt")
    images = view.by_tag.get("img", ())
    for k in images[bisect_left(images, j) : bisect_left(images, view.ends[j])]:
        alike = k == i or (mine and view.elements[k].get("alt") == mine)
        found += not alike and view.tags[view.parents[k]] != "noscript"
    return found


def _inner(view: View, frame: int, i: int) -> Iterator[int]:
    """The elements of a frame that have text, without those around the picture."""
    for k in range(frame + 1, view.ends[frame]):
        if view.length(k) and not view.inside(i, k):
            yield k


def _parts(view: View, frame: int, i: int) -> tuple[list[int], list[int]]:
    """The outermost caption elements of a frame, and its credit elements; of a gallery those of this
    picture."""
    captions: list[int] = []
    given: list[int] = []
    loose = view.tags[frame] != "figure" and (
        view.length(frame) > 200 or view.starts[i] > view.starts[frame]
    )  # there the article's own byline may stand
    for k in _inner(view, frame, i):
        mark = pictured(view.hints[k])
        if any(view.inside(k, g) for g in given):
            continue
        outer = mark & CAPTION and not any(view.inside(k, c) for c in captions)
        if view.tags[k] == "figcaption" or (outer and not (mark & CREDIT and captions)):
            captions.append(k)
        elif (
            mark & CREDIT and not (mark & OTHERS and loose and not any(view.inside(k, c) for c in captions))
        ) or _says_credit(view, k, after=bool(captions)):
            given.append(k)
    if _pictures(view, frame, i) > 1:
        captions, given = _nearest(view, captions, i), _nearest(view, given, i)
    if not captions and not given and 2 < view.length(frame) <= 600:
        captions = [frame]
    return captions, given


def _says_credit(view: View, k: int, *, after: bool) -> bool:
    """Whether microdata or the kind of element make it a credit; `after`: it stands in or below a caption."""
    prop = view.elements[k].get("itemprop") or ""
    return prop in _PROPERTIES or view.tags[k] == "cite" or (after and view.tags[k] == "small")


def _nearest(view: View, found: list[int], i: int) -> list[int]:
    """The first element after the picture and before the next one, else the last of the frame."""
    pictures = view.by_tag["img"]
    following = next((p for p in pictures if p > i and view.parents[p] != view.parents[i]), 1 << 60)
    return [k for k in found if i < k < following] or found[-1:]


def _told_apart(view: View, captions: list[int], given: list[int]) -> Split:
    aside = [*given, *(k for c in captions for k in range(c + 1, view.ends[c]) if _is_aside(view, k))]
    texts = [_without(view, c, sorted(g for g in aside if view.inside(g, c))) for c in captions]
    text = " ".join(
        dict.fromkeys(_LABEL.sub("", t, count=1) for t in texts if t and not _BUTTON.fullmatch(t))
    )[:LONGEST]
    named = list(
        dict.fromkeys(filter(None, (_named(view.text_of(g)) for g in given if view.length(g) <= 300)))
    )
    if not named:
        last = _last_piece(view, captions[-1])
        return _cut(text, last) if last and text.endswith(last) else credits.split(text)
    if not text:
        joined = " ".join(view.text_of(g) for g in given)
        return (
            credits.split(joined) if len(joined) > credits.LONGEST_CREDIT else Split(None, " / ".join(named))
        )
    return Split(_trimmed(text), " / ".join(_distinct(named)))


def _named(text: str) -> str | None:
    """Who is named in an element for credits; some hold a caption or the length of a film too."""
    if credits.only_words(text) or _LENGTH.fullmatch(text) or _DAY.fullmatch(text):
        return None
    inner = credits.led(text) if len(text.split()) > LONG_NAME else None
    return inner or credits.credit(text)


LONG_NAME = 6
"""Words; a credit seldom has more."""
_DAY = re.compile(r"[\s|·]*\d{1,2}[./]\d{1,2}[./]\d{2,4}[\s|·]*")


def _is_aside(view: View, k: int) -> bool:
    """Whether an element in a caption is none of it: a day, the length of a film, words for the blind."""
    if not view.length(k):
        return False
    if view.tags[k] in ("time", "button") or _UNSEEN.search(view.hints[k]):
        return True
    return view.length(k) <= 20 and bool(_LENGTH.fullmatch(view.text_of(k)))


def _last_piece(view: View, caption: int) -> str:
    """The text of the last element in a caption, where it can be a credit that no class names."""
    stop = view.stops[caption]
    for k in range(view.ends[caption] - 1, caption, -1):
        if (
            view.stops[k] == stop
            and view.starts[caption] + 3 < view.starts[k]
            and view.length(k) <= credits.LONGEST_CREDIT
        ):
            piece = view.text_of(k)
            return piece if credits.is_credit(piece) or credits.is_name(piece) else ""
    return ""


def _cut(text: str, piece: str) -> Split:
    return Split(_trimmed(text[: -len(piece)]), credits.credit(piece))


def _distinct(named: list[str]) -> list[str]:
    """Each credit once, without those that stand in others."""
    return [n for n in named if not any(n is not m and fold(n) in fold(m) for m in named)] or named[:1]


def _trimmed(text: str) -> str | None:
    """A caption without the words and brackets that were left of the credit beside it."""
    text = text.strip(" |/–—-•·([").strip()
    left = credits.credit(text)
    return text if left and len(text) > 2 and not credits.only_words(text) else None


def _without(view: View, i: int, inner: list[int]) -> str:
    """The text of an element without that of some elements in it."""
    pieces, at = [], view.starts[i]
    for j in inner:
        if view.starts[j] >= at:
            pieces.append(view.text[at : view.starts[j]])
            at = view.stops[j]
    pieces.append(view.text[at : view.stops[i]])
    return " ".join(" ".join(pieces).split())
