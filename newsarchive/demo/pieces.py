"""The pieces as data: one TOML file each, its text in a small notation.

The text's chunks are parted by blank lines: ``## heading``, ``> quote``, lines of ``- item`` or ``1. item``,
lines of ``| cell | cell |`` with the head first, ``? question`` (the next chunk is its answer), ``![N]`` for
the piece's picture number N (0 is the cover, which stands above the text), ``@ 14:32 title``
with its text on the next line for an entry of a live report, and plain paragraphs;
``[words](/path)`` is a link.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from archive.article import Block

if TYPE_CHECKING:
    from datetime import datetime

LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
ENTRY = re.compile(r"@ (\d\d):(\d\d) (.+)")
PICTURE = re.compile(r"!\[(\d+)\]")


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A drawing below ``pictures/``. Made by AI or so labelled, it has the label for a caption."""

    file: str
    alt: str
    caption: str = ""
    credit: str = ""
    ai: bool = False


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One piece of the newspaper; ``id`` is the name of its file."""

    id: str
    path: str
    section: str
    language: str
    headline: str
    description: str
    body: str
    published: datetime
    modified: datetime | None = None
    kicker: str = ""
    authors: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    correction: str = ""
    live: bool = False
    paywalled: bool = False
    """The page holds its beginning only."""
    sponsor: str = ""
    """The notice of who paid for it."""
    ai_text: bool = False
    translated: bool = False

    @property
    def changed(self) -> datetime:
        return self.modified or self.published

    @property
    def chunks(self) -> list[str]:
        return [chunk.strip() for chunk in self.body.split("\n\n") if chunk.strip()]


def load() -> list[Piece]:
    """All pieces, newest first."""
    folder = files(__package__) / "pieces"
    pieces = [
        read(file.name.removesuffix(".toml"), tomllib.loads(file.read_text("utf-8")))
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    ]
    return sorted(pieces, key=lambda piece: piece.published, reverse=True)


def read(id_: str, data: dict[str, Any]) -> Piece:
    pictures = [Picture(**picture) for picture in data.pop("pictures", [])]
    return Piece(id=id_, pictures=pictures, **data)


def blocks(piece: Piece) -> list[Block]:
    """The text as an archive should hold it, read from the data."""
    found: list[Block] = []
    for chunk in piece.chunks:
        if entry := entry_of(chunk, piece):
            found += [entry, Block(type="paragraph", text=plain(chunk.partition("\n")[2]))]
            continue
        after_question = bool(found) and found[-1].type == "question"
        if not PICTURE.fullmatch(chunk):
            found.append(Block(type="answer", text=plain(chunk)) if after_question else block(chunk))
    return found


def entry_of(chunk: str, piece: Piece) -> Block | None:
    """An entry of a live report, on the day of the piece; None where the chunk is none."""
    found = ENTRY.match(chunk)
    if found is None:
        return None
    time = piece.published.replace(hour=int(found[1]), minute=int(found[2]))
    return Block(type="live-entry", text=found[3], date=time)


def block(chunk: str) -> Block:
    match kind_of(chunk):
        case "heading":
            return Block(type="heading", text=plain(chunk[3:]), level=2)
        case "quote":
            return Block(type="quote", text=plain(chunk[2:]))
        case "question":
            return Block(type="question", text=plain(chunk[2:]))
        case "list":
            items = tuple(plain(item) for item in items_of(chunk))
            return Block(type="list", text="\n".join(items), items=items, ordered=chunk[0] != "-")
        case "table":
            rows = tuple(tuple(plain(cell) for cell in row) for row in rows_of(chunk))
            return Block(type="table", text="\n".join("\t".join(row) for row in rows), rows=rows)
        case _:
            return Block(type="paragraph", text=plain(chunk))


def kind_of(chunk: str) -> str:
    kinds = {"## ": "heading", "> ": "quote", "? ": "question", "- ": "list", "1. ": "list", "| ": "table"}
    return next((kind for mark, kind in kinds.items() if chunk.startswith(mark)), "paragraph")


def items_of(chunk: str) -> list[str]:
    return [line.partition(" ")[2] for line in chunk.splitlines()]


def rows_of(chunk: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip(" |").split("|")] for line in chunk.splitlines()]


def plain(text: str) -> str:
    return " ".join(LINK.sub(r"\1", text).split())
