"""What stands between a hostile page and the parser. Everything here is linear in the size of the page.

Bare lxml 6.1 (libxml2 2.14) takes 3.6 s for one tag with 30,000 attributes and 850 MB for 20 MB of ``<p>``.
It stops reading below 256 nested elements; with ``huge_tree`` below 2,048.
"""

from __future__ import annotations

import re

from archive.article import Removed

MAX_BYTES = 8_000_000
"""The largest of 1,422 development pages has 2.9 MB; 20 MB of tags with many attributes take 0.8 GB."""
MAX_TAGS = 40_000
"""The development page with the most has 20,000; 60,000 items of a list take a second more."""
MAX_ATTRIBUTES = 100
MAX_DEPTH = 250

_RAW = (
    rb"(?:(?:script|SCRIPT)\b[^>]*+>(?:[^<]++|<(?!/script|/SCRIPT))*+"
    rb"|(?:style|STYLE)\b[^>]*+>(?:[^<]++|<(?!/style|/STYLE))*+)"
)
# As HTML has it, a quote opens a value only after "=": anywhere else it is part of a name.
_ATTRIBUTE = rb"""[^\s>][^\s=>]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?\s*+"""
_USUAL = rb"""[^\s=>"']++="[^"]*+"\s*+"""
# One possessive walk over the page in C; it ends early before a tag with too many attributes.
_HARMLESS = re.compile(
    rb"(?:[^<]*+<(?:(?![a-zA-Z])|"
    + _RAW
    + rb"|[^\s>]++\s*+(?:"
    + _USUAL
    + rb"|"
    + _ATTRIBUTE
    + rb"){0,100}+>))*+"
)
_TAG = re.compile(rb"[^<]*+<[^\s>]*+((?:\s*+" + _ATTRIBUTE + rb")*+)>?")
_NAMED = re.compile(_ATTRIBUTE)
_TOKEN = re.compile(
    rb"<!--(?:.*?-->|.*+)|<" + _RAW + rb"|<(/?)([a-zA-Z][^\s/>]*+)((?:\s*+" + _ATTRIBUTE + rb")*+)>?",
    re.DOTALL,
)
_VOID = frozenset(
    b"area base br col embed hr img input link meta param source track wbr basefont frame keygen".split()
)


def guard(data: bytes) -> tuple[bytes, list[Removed]]:
    """The page (UTF-8) without what would cost the parser too much, and what that was."""
    removed: list[Removed] = []
    if len(data) > MAX_BYTES:
        removed.append(Removed(what="bytes beyond the limit", count=len(data) - MAX_BYTES))
        data = data[:MAX_BYTES]
    if len(data) > MAX_TAGS and (tags := data.count(b"<")) > MAX_TAGS:
        data = data[: _place_of_tag(data, MAX_TAGS)]
        removed.append(Removed(what="tags beyond the limit", count=tags - MAX_TAGS))
    data, count = _fewer_attributes(data)
    if count:
        removed.append(Removed(what="attributes", count=count))
    return data, removed


def flatten(data: bytes) -> tuple[bytes, int]:
    """The page with no element nested deeper than the parser reads, and how many tags that took.

    For the few pages whose tree reached the parser's limit: tags beyond it go, their text stays.
    """
    depth = count = 0

    def tag(match: re.Match[bytes]) -> bytes:
        nonlocal depth, count
        name = (match[2] or b"").lower()
        if not name or name in _VOID or match[3].endswith(b"/"):
            return match[0]
        depth += -1 if match[1] else 1
        beyond = depth >= MAX_DEPTH if match[1] else depth > MAX_DEPTH
        depth = max(depth, 0)
        count += beyond
        return b" " if beyond else match[0]

    return _TOKEN.sub(tag, data), count


def _place_of_tag(data: bytes, number: int) -> int:
    place = -1
    for part in data.split(b"<", number)[:-1]:
        place += len(part) + 1
    return max(place, 0)


def _fewer_attributes(data: bytes) -> tuple[bytes, int]:
    parts: list[bytes] = []
    done = place = count = 0
    while harmless := _HARMLESS.match(data, place):
        tag = _TAG.match(data, harmless.end())
        if tag is None or tag.end() == len(data) == harmless.end():
            break
        place = tag.end()
        if tag.end(1) - tag.start(1) > 2 * MAX_ATTRIBUTES:
            found = _NAMED.findall(tag[1])
            if len(found) > MAX_ATTRIBUTES:
                count += len(found) - MAX_ATTRIBUTES
                parts += [data[done : tag.start(1)], b" ", b" ".join(found[:MAX_ATTRIBUTES])]
                done = tag.end(1)
    return (b"".join([*parts, data[done:]]) if parts else data), count
