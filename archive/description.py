"""What a person wrote about a collection: ``collection.toml``, read and written.

From it come the ``warcinfo`` record of every WARC and the name by which the crawler shows itself to servers.
"""

from __future__ import annotations

import re
import shlex
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from archive.errors import CollectionError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Setting = str | int | float | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What one kind of crawl begins with, and how far it goes."""

    seeds: tuple[str, ...] = ()
    scope: Mapping[str, Setting] = field(default_factory=dict)
    limits: Mapping[str, Setting] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    title: str
    operator: str = ""
    """Who collects: a person or an institution."""
    contact: str = ""
    """An e-mail or web address, for those whose sites are visited."""
    description: str = ""
    rights: str = ""
    robots: str = "obey"
    """The policy towards robots.txt, as in warcinfo: "obey" or "ignore"."""
    journal: str = "wal"
    """How SQLite journals the index; see :mod:`archive.index`."""
    profiles: Mapping[str, Profile] = field(default_factory=dict)

    def user_agent(self, software: str) -> str:
        """Truthful, and ASCII: ``newsarchive/0.1 (Jane Doe; +jane@example.org)``.

        :param software: name and version; of several parted by blanks the first
        """
        product = software.split(" ", 1)[0]
        about = [_ascii(self.operator or self.title)] + ([f"+{_ascii(self.contact)}"] if self.contact else [])
        return f"{product} ({'; '.join(about)})"

    def warcinfo(self, software: str) -> dict[str, str]:
        """The fields of the warcinfo record; those that are not filled in are left out."""
        fields = {
            "software": software,
            "format": "WARC File Format 1.1",
            "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            "operator": "; ".join(filter(None, [self.operator, self.contact])),
            "isPartOf": self.title,
            "description": self.description,
            "rights": self.rights,
            "robots": self.robots,
            "http-header-user-agent": self.user_agent(software),
        }
        return {name: value for name, value in fields.items() if value}


def read(path: Path) -> Description:
    """
    :raises CollectionError: no file, no TOML, or a field of the wrong kind; the message says which
    """
    try:
        plain = tomllib.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise CollectionError(
            f"{path.parent} is no collection: it has no {path.name}. "
            f"Make one with: newsarchive init {shlex.quote(str(path.parent))}"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise CollectionError(f"{path} can't be read: {error}. Mend it in an editor.") from error
    texts = {name: _text(path, plain, name) for name in TEXTS if name in plain}
    if not texts.get("title"):
        raise CollectionError(f'{path} has no title. Add a line such as: title = "Kyiv papers"')
    for name, choices in CHOICES.items():
        if name in texts and texts[name] not in choices:
            raise CollectionError(f'{path}: {name} is "{texts[name]}"; it can be {" or ".join(choices)}.')
    tables = plain.get("profiles", {})
    if not isinstance(tables, dict):
        raise CollectionError(f"{path}: profiles is {tables!r}; it must be a table: [profiles.daily]")
    profiles = {name: _profile(path, name, table) for name, table in tables.items()}
    return Description(**texts, profiles=profiles)


TEXTS = ("title", "operator", "contact", "description", "rights", "robots", "journal")
CHOICES = {"robots": ("obey", "ignore"), "journal": ("wal", "delete")}


def _text(path: Path, plain: Mapping[str, Any], name: str) -> str:
    value = plain[name]
    if not isinstance(value, str):
        raise CollectionError(f'{path}: {name} is {value!r}; it must be text in quotes: {name} = "…"')
    return value


def _profile(path: Path, name: str, table: Any) -> Profile:
    where = f"{path}: profiles.{name}"
    if not isinstance(table, dict):
        raise CollectionError(f"{where} is {table!r}; it must be a table: [profiles.{_key(name)}]")
    seeds = table.get("seeds", [])
    if not isinstance(seeds, list) or not all(isinstance(seed, str) for seed in seeds):
        raise CollectionError(
            f'{where}.seeds is {seeds!r}; it must be a list of addresses: seeds = ["https://…"]'
        )
    scope, limits = (_settings(where, part, table.get(part, {})) for part in ("scope", "limits"))
    return Profile(seeds=tuple(seeds), scope=scope, limits=limits)


def _settings(where: str, part: str, table: Any) -> dict[str, Setting]:
    if not isinstance(table, dict):
        raise CollectionError(f"{where}.{part} is {table!r}; it must be a table of settings.")
    return {name: tuple(map(str, v)) if isinstance(v, list) else v for name, v in table.items()}


def write(description: Description) -> str:
    """The text of a ``collection.toml``, with a word on each field."""
    parts = [f"# {word}\n{name} = {_value(getattr(description, name))}\n" for name, word in WORDS.items()]
    parts.append(PROFILES)
    for name, profile in description.profiles.items():
        parts.append(f"[profiles.{_key(name)}]\nseeds = {_value(profile.seeds, lines=True)}\n")
        for part, settings in (("scope", profile.scope), ("limits", profile.limits)):
            lines = [f"{_key(key)} = {_value(value)}\n" for key, value in settings.items()]
            parts.append(f"[profiles.{_key(name)}.{part}]\n{''.join(lines)}")
    return "\n".join(parts)


WORDS = {
    "title": "What this collection is called.",
    "operator": "Who collects: a person or an institution. Goes into every WARC and into the user agent.",
    "contact": "An e-mail or web address, for those whose sites are visited.",
    "description": "What is collected, and why.",
    "rights": "What may be done with it.",
    "robots": 'Towards robots.txt: "obey", or "ignore" where you have the right to.',
    "journal": 'How SQLite journals the index: "wal", or "delete" where this folder lies on a network disk.',
}
PROFILES = """\
# Crawl profiles: newsarchive crawl -c HERE --profile NAME
# seeds: front pages, feeds, sitemaps or articles. scope: where to go. limits: when to stop.
"""


def _value(value: Setting, *, lines: bool = False) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, str):
        return f'"{_escaped(value)}"'
    items = [_value(item) for item in value]
    return (
        "[\n" + "".join(f"    {item},\n" for item in items) + "]"
        if lines and items
        else f"[{', '.join(items)}]"
    )


def _escaped(text: str) -> str:
    """As a TOML basic string wants it: quotes, backslashes and control characters escaped."""
    return re.sub(r'["\\\x00-\x1f\x7f]', lambda found: ESCAPES.get(found[0], f"\\u{ord(found[0]):04X}"), text)


ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else f'"{_escaped(name)}"'


def _ascii(text: str) -> str:
    """For a header line: other scripts percent-encoded, and no brackets that would end the comment."""
    return quote(" ".join(text.split()), safe=" !#$&'*+,-./:=?@_~")
