"""The body: where the article stands, and its blocks."""

from __future__ import annotations

from dataclasses import dataclass

from archive.article import Block
from newsarchive.extract.metadata import Metadata
from newsarchive.extract.page import Page


@dataclass(frozen=True, slots=True)
class Body:
    """The article's running text as it stands on the page."""

    blocks: tuple[Block, ...] = ()
    indices: tuple[int, ...] = ()
    """The element each block was read from."""
    containers: tuple[int, ...] = ()
    """Elements that hold the article; disjoint, in document order."""
    start: int = 0
    """Index of the first element of the running text."""
    stop: int = 0
    """Index after the last one."""
    dropped: tuple[int, ...] = ()
    """Elements between start and stop that are not running text: boxes, captions, prompts."""


def read_body(page: Page, metadata: Metadata) -> Body:
    """The article's blocks."""
    return Body()
