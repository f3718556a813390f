"""JSON-LD as news pages really carry it: wrapped in comments, broken, nested, several to a page.

Of 1,239 scripts on the development pages 21 hold something that is not JSON: CDATA wrappers, two values glued
together, JavaScript comments, unescaped quotes in a headline, values without quotes. All of them are read.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html import unescape
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Node = dict[str, Any]

REPAIR_LIMIT = 400_000
"""Characters of a broken script that are read; the repairing reader takes some 0.2 s for as many."""
DEPTH_LIMIT = 40
"""Values nested deeper are left out. The deepest on the development pages is 12."""
NODE_LIMIT = 2_000
"""Nodes of one page; the largest development page has some 700, a list of products."""

_OPENING = re.compile(r"(?:[\s;\ufeff]|<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?)*+")
_CLOSING = ("]]>", "-->", "//", "/*", "*/", ";")
_BLANK = re.compile(r"(?:\s|//[^\n]*|/\*.*?\*/)*+", re.DOTALL)
_BARE = re.compile(r"[^,}\]\n]*")
_KEY = re.compile(r"[\w@$.-]+")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_CONSTANTS = {"true": True, "false": False, "null": None}


def load(text: str) -> Any:
    """The value of one script, or None where nothing can be read. Never raises."""
    text = _unwrap(text)
    if not text:
        return None
    try:
        return json.loads(text, strict=False)
    except RecursionError:
        return None
    except ValueError:
        if '"' not in text and "&quot;" in text:
            text = unescape(text)
        return _Repair(text[:REPAIR_LIMIT]).read()


def _unwrap(text: str) -> str:
    opening = _OPENING.match(text)
    text = text[opening.end() :].rstrip() if opening else text.rstrip()
    while text.endswith(_CLOSING):
        closing = next(c for c in _CLOSING if text.endswith(c))
        text = text[: -len(closing)].rstrip()
    return text


class _Repair:
    """Reads JSON that a strict reader refuses; always moves on, so it ends."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def read(self) -> Any:
        values = []
        while self.peek():
            if self.peek() in "{[":
                values.append(self.value(0))
            else:
                self.at += 1
        return values[0] if len(values) == 1 else values or None

    def peek(self) -> str:
        blank = _BLANK.match(self.text, self.at)
        self.at = blank.end() if blank else self.at
        return self.text[self.at : self.at + 1]

    def value(self, depth: int) -> Any:
        c = self.peek()
        if c in ("{", "[") and depth >= DEPTH_LIMIT:
            self.at = len(self.text)
            return None
        if c == "{":
            return self.object(depth + 1)
        if c == "[":
            return self.array(depth + 1)
        if c == '"':
            return self.string(key=False)
        bare = _BARE.match(self.text, self.at)
        word = bare.group().strip() if bare else ""
        self.at = bare.end() if bare else self.at
        return _CONSTANTS.get(word, word)

    def array(self, depth: int) -> list[Any]:
        self.at += 1
        values: list[Any] = []
        while (c := self.peek()) not in ("", "]", "}"):
            if c in ",:":
                self.at += 1
            else:
                values.append(self.value(depth))
        self.at += c == "]"
        return values

    def object(self, depth: int) -> Node:
        self.at += 1
        members: Node = {}
        while (c := self.peek()) not in ("", "}", "]"):
            if c == '"':
                key = self.string(key=True)
            elif word := _KEY.match(self.text, self.at):
                key, self.at = word.group(), word.end()
            else:
                self.at += 1
                continue
            if self.peek() == ":":
                self.at += 1
                members[key] = self.value(depth)
        self.at += c == "}"
        return members

    def string(self, *, key: bool) -> str:
        start = self.at + 1
        end = start
        while (end := self.text.find('"', end)) >= 0:
            if not self.escaped(end) and self.closes(end + 1, key):
                break
            end += 1
        stop = len(self.text) if end < 0 else end
        self.at = stop + 1
        return _unescape(self.text[start:stop])

    def escaped(self, at: int) -> bool:
        before = at
        while self.text[before - 1] == "\\":
            before -= 1
        return (at - before) % 2 == 1

    def closes(self, at: int, key: bool) -> bool:
        """Whether the quote before `at` ends a string, or stands unescaped within it."""
        here, self.at = self.at, at
        c = self.peek()
        gap, after = self.text[at : self.at], self.at + 1
        if c == ",":
            self.at = after
            follows = self.peek()
            ends = follows in ('"', "{", "[", "}", "]", "") or follows.isdigit()
        elif key:
            ends = c in (":", "")
        else:
            ends = c in ("}", "]", "") or (c == '"' and "\n" in gap)
        self.at = here
        return ends


def _unescape(text: str) -> str:
    if "\\" not in text:
        return text

    def char(match: re.Match[str]) -> str:
        code = match.group(1)
        return chr(int(code[1:], 16)) if len(code) > 1 else _ESCAPES.get(code, code)

    # Escapes come in UTF-16 halves; a half without its other becomes U+FFFD.
    return _ESCAPE.sub(char, text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@dataclass(frozen=True, slots=True)
class LinkedData:
    """What all JSON-LD of a page says."""

    nodes: tuple[Node, ...] = ()
    """Objects with a type, in document order, inner ones after the one that holds them."""
    by_id: dict[str, Node] = field(default_factory=dict)
    types: tuple[list[str], ...] = ()
    """The types of each node."""
    kinds: frozenset[str] = frozenset()
    """All of them: a page has a dozen, however many nodes."""

    def of_type(self, *endings: str) -> list[Node]:
        """The nodes one of whose types ends so: "Article" finds NewsArticle too."""
        wanted = {kind for kind in self.kinds if kind.endswith(endings)}
        if not wanted:
            return []
        return [n for n, said in zip(self.nodes, self.types, strict=True) if not wanted.isdisjoint(said)]

    def longest(self, name: str) -> str:
        """The longest string that any node gives under a name, "" for none."""
        return max((v for n in self.nodes if isinstance(v := n.get(name), str)), key=len, default="")

    def follow(self, value: Any) -> list[Any]:
        """The value as a list without empty members; references (`{"@id": …}`) replaced by what they name."""
        values = value if isinstance(value, list) else [value]
        return [self._resolve(v) for v in values if v not in (None, "", [], {})]

    def _resolve(self, value: Any) -> Any:
        if isinstance(value, dict) and len(value) <= 2 and isinstance(value.get("@id"), str):
            known = self.by_id.get(value["@id"])
            return known if known is not None and len(known) > len(value) else value
        return value


def types(node: Node) -> list[str]:
    """The types of a node without their address: "NewsArticle"."""
    named = node.get("@type") or node.get("type")
    return [str(t).rsplit("/", 1)[-1] for t in (named if isinstance(named, list) else [named]) if t]


def read(scripts: Iterable[str]) -> LinkedData:
    """The linked data of a page from the texts of its `application/ld+json` scripts."""
    nodes = list(islice(chain.from_iterable(_walk(load(script), 0) for script in scripts), NODE_LIMIT))
    by_id: dict[str, Node] = {}
    for node in nodes:
        name = node.get("@id")
        if isinstance(name, str) and len(node) > len(by_id.get(name, {})):
            by_id[name] = node
    said = tuple(types(node) for node in nodes)
    return LinkedData(tuple(nodes), by_id, said, frozenset(chain.from_iterable(said)))


def _walk(value: Any, depth: int) -> Iterator[Node]:
    if depth > DEPTH_LIMIT:
        return
    if isinstance(value, list):
        for member in value:
            yield from _walk(member, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for member in value.values():
            if isinstance(member, dict | list):
                yield from _walk(member, depth + 1)
