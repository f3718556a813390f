"""What a page, a response or a host says against being kept, shown or learnt from, in the forms that machines
read: X-Robots-Tag and robots meta, TDMRep, AIPREF's Content-Usage, Content-Signal, ai.txt.

Pure. Each is told as ``source: words``, as the capture's metadata record has it. What is granted is not told,
save where it answers a reservation (``tdm-reservation=0``).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DIRECTIVES = frozenset(
    "noindex nofollow none noarchive nocache nosnippet noimageindex noai noimageai unavailable_after".split()
)
"""Of X-Robots-Tag and robots meta: those of Google's and Bing's manuals that limit the use, and DeviantArt's
two. ``none`` is noindex and nofollow."""
NAMES = ("tdm-reservation", "tdm-policy")
"""Of TDMRep (W3C community group report, 2024), as header and as meta element."""
HEAD = 131_072
"""Bytes of a page in which meta elements are looked for."""
LONGEST = 2_000
"""Characters told of one page: hostile ones have more to say."""
MOST_RULES = 1_000
"""Of one tdmrep.json."""

_ATTRIBUTE = re.compile(r"""(?i)\b(name|content)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_NAMED = (b"robots", b"tdm-", b"newsarchive")
_SIGNALS = ("content-signal", "content-usage")
_REFUSAL = re.compile(r"(?i)([a-z-]+)\s*=\s*(?:no|n)\b")


@dataclass(frozen=True, slots=True)
class Reservation:
    """One rule of a tdmrep.json."""

    location: str
    """A pattern of paths, as in robots.txt: ``*`` for anything, ``$`` for the end."""
    words: str


def headers(pairs: Iterable[tuple[str, str]], agent: str) -> Iterator[str]:
    """
    :param agent: our own name: directives for other crawlers are not for us"""
    for name, value in pairs:
        key = name.lower()
        if key == "x-robots-tag" and (words := directives(value, agent)):
            yield f"x-robots-tag: {words}"
        elif key in NAMES:
            yield f"header: {key}={_one_line(value)}"
        elif key == "content-usage" and (words := refusals(value)):
            yield f"header: {words}"


def markup(body: bytes, agent: str) -> Iterator[str]:
    """
    :param body: the beginning of a page, of which HEAD bytes are looked at"""
    for tag in _metas(body[:HEAD]):
        given = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(tag)}
        name, content = given.get("name", "").strip().lower(), unescape(given.get("content", ""))
        if name in ("robots", agent) and (words := directives(content, agent)):
            yield f"meta: {words}"
        elif name in NAMES:
            yield f"meta: {name}={_one_line(content)}"


def _metas(page: bytes) -> Iterator[str]:
    """The meta elements that may tell something: found by plain search, for every page is looked through."""
    folded = page.lower()
    end = folded.find(b"<body")
    at = folded.find(b"<meta", 0, end)
    while at >= 0:
        stop = folded.find(b">", at, at + LONGEST)
        if stop >= 0 and any(sign in folded[at:stop] for sign in _NAMED):
            yield page[at:stop].decode("latin-1")
        at = folded.find(b"<meta", at + 5, end)


def directives(value: str, agent: str) -> str:
    """Those that limit, of ``noindex, googlebot: noarchive, unavailable_after: 1 May 2027``: what is meant
    for another crawler is left out."""
    found, ours = [], True
    for part in value.split(","):
        words = part.strip().lower()
        name, colon, rest = words.partition(":")
        if colon and name.strip() not in DIRECTIVES:
            ours, words = name.strip() == agent, rest.strip()
        if ours and words.partition(":")[0].strip() in DIRECTIVES:
            found.append(_one_line(words))
    return ", ".join(dict.fromkeys(found))


def refusals(value: str) -> str:
    """``ai-train=no, search=yes`` → ``ai-train=no``; AIPREF writes ``train-ai=n``."""
    return ", ".join(f"{name.lower()}=no" for name in dict.fromkeys(_REFUSAL.findall(value)))


def signals(robots: str, agent: str) -> str:
    """What the Content-Signal and Content-Usage lines of a robots.txt refuse to us: those of the group that
    names us, or of ``*``; lines before any group are for all."""
    found: dict[str, list[str]] = {}
    group: list[str] = ["*"]
    naming = False
    for line in robots.splitlines():
        name, _, value = line.partition("#")[0].partition(":")
        key = name.strip().lower()
        if key == "user-agent":
            group = [*(group if naming else ()), value.strip().lower()]
        elif key in _SIGNALS and (words := refusals(value)):
            for who in group:
                found.setdefault(who, []).append(words)
        naming = key == "user-agent" or (naming and not key)
    return ", ".join(found.get(agent) or found.get("*") or ())


def reservations(body: bytes) -> list[Reservation]:
    """The rules of a tdmrep.json; none where it is none."""
    try:
        plain: Any = json.loads(body)
    except (ValueError, RecursionError):
        return []
    found = []
    for rule in plain[:MOST_RULES] if isinstance(plain, list) else ():
        if isinstance(rule, dict) and isinstance(rule.get("location"), str) and "tdm-reservation" in rule:
            policy = rule.get("tdm-policy")
            words = f"tdm-reservation={_one_line(str(rule['tdm-reservation']))}"
            found.append(
                Reservation(
                    rule["location"], words + (f", tdm-policy={_one_line(str(policy))}" if policy else "")
                )
            )
    return found


def reserved(rules: Iterable[Reservation], path: str) -> str:
    """What is said of a path: the longest pattern that fits it, as in robots.txt."""
    fitting = [rule for rule in rules if fits(rule.location, path)]
    return max(fitting, key=lambda rule: len(rule.location)).words if fitting else ""


def fits(pattern: str, path: str) -> bool:
    """Whether a pattern of robots.txt fits a path. Linear: no pattern makes work."""
    anchored = pattern.endswith("$")
    first, *parts = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not parts:
        return not anchored or path == first
    at = len(first)
    for part in parts[:-1]:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return (
        path.endswith(parts[-1]) and len(path) - len(parts[-1]) >= at
        if anchored
        else path.find(parts[-1], at) >= 0
    )


def joined(found: Iterable[str]) -> str:
    """All as one field of a record, each once."""
    text = "; ".join(dict.fromkeys(found))
    return text if len(text) <= LONGEST else text[: LONGEST - 2] + " …"


def words(told: str) -> set[str]:
    """The single directives of such a field: ``noarchive``, ``tdm-reservation=1``, ``ai-train=no``,
    ``ai.txt`` where that disallows."""
    found = set()
    for entry in told.split("; "):
        source, _, said = entry.partition(": ")
        found |= {"ai.txt"} if source == "ai.txt" else set(said.split(", "))
    return (found | ({"noindex", "nofollow"} if "none" in found else set())) - {""}


def _one_line(text: str) -> str:
    return re.sub(r"[\s;,]+", " ", text).strip()[:200]
