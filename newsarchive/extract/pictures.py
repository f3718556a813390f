"""One picture element: its best address, its size, and whether it is content at all."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsarchive.extract.page import Page

SMALLEST = 80
"""CSS pixels: no picture of an article is narrower or lower; icons and avatars mostly are."""

_LAZY = re.compile(r"src|lazy|original|full|large|hi-?res|zoom|image$|img$|url$|orig|pin-media")
_PICTURE = re.compile(
    r"\.(?:jpe?g|png|webp|gif|avif)\b|im(?:g|age)|photo|foto|picture|media|bild|asset|upload|cdn",
    re.IGNORECASE,
)
"""What addresses of pictures look like; the others that lazy attributes hold lead to pages."""
_DESCRIBED = re.compile(r"\s\d+(?:\.\d+)?[wx](?:,|$)")
_DESCRIPTOR = re.compile(r"(\d+(?:\.\d+)?)([wx])(?=,|$)")
_EMPTY = re.compile(
    r"^data:|placeholder|spacer|blank\.|/pixel|1x1|transparent[._-]|loading\.|lazy[-_]?load\.|grey\.(?:gif"
    r"|png)|empty\.",
    re.IGNORECASE,
)
_HOLLOW = ("data: placeholder spacer blank. /pixel 1x1 transparent loading. lazy grey. empty.").split()
"""One of these is in every address that the expression finds: a tenth of its cost."""
_FURNITURE = re.compile(
    r"(?:^|[/_.-])(?:logos?|icons?|avatars?|sprites?|favicon|gravatar|emojis?|badges?|pixel|tracking"
    r"|beacon|captcha|buttons?|furniture|app-?store|google-?play)(?=[/_.-]|\d|$)"
    r"|doubleclick|googlesyndication|scorecardresearch|facebook\.com/tr|/ads?/|gravatar\.com|\.svg(?:$|\?)"
    r"|feedburner|vgwort|/count(?:er)?[/.?]",
    re.IGNORECASE,
)
_SUSPECT = (
    "logo icon avatar sprite emoji badge pixel track beacon captcha button store google doubleclick "
    "scorecard facebook furniture /ad .svg feedburner vgwort count share close whatsapp twitter linkedin "
    "telegram messenger arrow"
).split()
"""One of these is in every address that the two expressions find: a tenth of their cost."""
_BUTTON = re.compile(
    r"(?:share|close|whatsapp|facebook|twitter|linkedin|telegram|messenger|arrow|icon)"
    r"(?:[-_]?\w{1,8})?\.(?:png|gif|webp)$",
    re.IGNORECASE,
)
_INNER = re.compile(r"[?&](?:url|src|image|img|href|file)=/?([^&?]{5,300})")
"""The address of a picture within that of the service that resizes it."""
_SCHEME = re.compile(r"https?://")
_SCALED = re.compile(r"[-_]?\d{2,4}x\d{2,4}(?=\.\w+$)|-scaled(?=\.)")
_ENDING = re.compile(r"\.\w{3,4}$")
_DIGIT = re.compile(r"\d")
_HASH = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{20,}|[0-9a-f]{16,}")
_NUMBER = re.compile(r"\d{7,}")
_DAY = re.compile(r"(?:19|20)\d\d[01]\d[0-3]\d")
_SIZE = re.compile(r"^\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*$")


def best_address(page: Page, i: int) -> str:
    """The address of the largest version that an img or picture offers, absolute; "" where it offers none."""
    offers = [offer for element in _elements(page, i) for offer in _offers(element)]
    offers.sort(key=lambda offer: -offer[1])  # of one width the first stays first
    return next((url for a, _ in offers if not _is_empty(a[:500]) and (url := _absolute(page, a))), "")


def _is_empty(address: str) -> bool:
    low = address.lower()
    return any(map(low.__contains__, _HOLLOW)) and bool(_EMPTY.search(address))


def _absolute(page: Page, address: str) -> str:
    """The same as the page's own joining; most addresses of pictures are whole already."""
    whole = address.startswith(("https://", "http://")) and address.isascii() and not address[-1].isspace()
    return address if whole else page.absolute(address)


def _elements(page: Page, i: int) -> Iterator[Any]:
    """The img and the sources of its picture, in which the parser nests it where they are not closed."""
    view = page.view
    yield view.elements[i]
    for j in view.ancestors(i):
        if view.tags[j] == "picture":
            yield from (view.elements[k] for k in range(j + 1, view.ends[j]) if view.tags[k] == "source")
        if view.tags[j] != "source":
            return


def _offers(element: Any) -> Iterator[tuple[str, float]]:
    """Addresses with a width; those without any get one by the attribute's worth. What a script would copy
    into src or srcset stands in attributes of a hundred names (data-src, data-lazy-srcset,
    data-flickity-lazyload …)."""
    for name, value in element.attrib.items():
        if name == "src":
            if value and not value.startswith(("data:", "{", "[")):
                yield value, 1.0
        elif name == "srcset" or (name.startswith("data-") and _LAZY.search(name)):
            if "srcset" in name or _DESCRIBED.search(value):
                yield from parse_srcset(value)
            elif value and not value.startswith(("data:", "{", "[")):
                yield value, 1.5 if _PICTURE.search(value) else 0.5


def parse_srcset(value: str) -> Iterator[tuple[str, float]]:
    """Addresses and widths of a srcset; densities count as thousands of pixels. Commas within addresses
    stay."""
    address = ""
    for word in value.replace(",http", ", http").split():
        described = _DESCRIPTOR.match(word)
        if address and described:
            yield address, float(described[1]) * (1000 if described[2] == "x" else 1)
            address = word[described.end() :].strip(",")
            continue
        if address:
            yield address, 2.0
        address = word.strip(",")
        if word.endswith(","):
            yield address, 2.0
            address = ""
    if address:
        yield address, 2.0


def size(page: Page, i: int) -> tuple[int | None, int | None]:
    """Width and height as the element states them."""
    element = page.view.elements[i]
    found = []
    for name in ("width", "height"):
        match = _SIZE.match(element.get(name) or "")
        found.append(int(match[1]) if match and int(match[1]) > 0 else None)
    return found[0], found[1]


def is_small(page: Page, i: int) -> bool:
    """Whether its stated size is that of an icon or a tracker."""
    return any(s is not None and s < SMALLEST for s in size(page, i))


def is_thumbnail(url: str) -> bool:
    """Whether the largest address on offer asks for a picture of less than a hundred pixels: an avatar's."""
    return bool(_THUMBNAIL.search(url[-300:]))


_THUMBNAIL = re.compile(r"[?&/_-](?:w|width)[=_-]?\d\d(?=[/&.,]|$)|[/_-]\d\dx\d\d(?=[/&.]|$)")


def is_hidden(page: Page, i: int) -> bool:
    """Whether a picture is never shown: a tracker's, mostly. What a script will show is not hidden."""
    element = page.view.elements[i]
    hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")
    return bool(hidden) and not any(name.startswith("data-") for name in element.attrib)


_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def is_default(url: str) -> bool:
    """Whether an address is that of the picture a site gives to pages without any."""
    return bool(_DEFAULT.search(unquote(urlsplit(url).path)))


_DEFAULT = re.compile(
    r"[/_.-](?:default|fallback|placeholder|dummy|no-?image|share|sharing|social|opengraph|og)"
    r"(?:[-_]?(?:default|fallback|image|img|share|sharing|social|card|thumb(?:nail)?|preview|\d+x\d+|v?\d))*"
    r"\.(?:png|jpe?g|gif|webp)$",
    re.IGNORECASE,
)


def is_furniture(url: str) -> bool:
    """Whether an address is that of a logo, an icon, a tracker."""
    low = url.lower()
    if not any(map(low.__contains__, _SUSPECT)):
        return False
    parts = urlsplit(low)
    name = parts.path.rsplit("/", 1)[-1]
    return bool(_FURNITURE.search(f"{parts.netloc}{parts.path}") or _BUTTON.search(name))


@lru_cache(maxsize=1024)
def keys(url: str) -> frozenset[str]:
    """What the versions of one picture have in common: its name, or a number in its path."""
    found = set()
    plain = unquote(unquote(url)) if "%" in url else url
    inner = _INNER.findall(plain) if "?" in plain else []
    for part in [*filter(None, _SCHEME.split(plain)), *inner]:
        path = part.split("?", 1)[0].rstrip("/")
        host, _, rest = path.casefold().partition("/")
        found |= {path.casefold(), rest} if rest.count("/") else {f"{host}/{rest}"}
        name = _SCALED.sub("", path.rsplit("/", 1)[-1].casefold())
        stem = _ENDING.sub("", name)
        if len(stem) >= 12 and _DIGIT.search(stem):
            found.add(stem)
        found.update(_HASH.findall(part.casefold()))
        found.update(n for n in _NUMBER.findall(name) if not _DAY.match(n))
    return frozenset(found)
