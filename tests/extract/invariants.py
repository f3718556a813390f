"""What holds of every record, whatever a server sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from archive.article import Article
from newsarchive.extract import extract
from newsarchive.extract.body import read_body
from newsarchive.extract.metadata import read_metadata
from newsarchive.extract.page import read_page

ADDRESS = "https://www.ferry.example/town/ferry-runs-again-after-storm"
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]")
"""Control characters but tabs and ends of lines, which part items, rows, cells and lines of code."""
GROWTH, LEAST = 20, 100
"""Some characters are longer in the normal form; nothing else is added to what a page says."""


def check(html: bytes, address: str = ADDRESS) -> Article:
    """The article; AssertionError where it breaks what holds of all."""
    article = extract(html, address)
    plain = article.to_dict()
    assert Article.from_dict(plain) == article, "does not come back from its dictionary"
    assert extract(html, address) == article, "is read otherwise the second time"
    assert len(article.text) <= GROWTH * len(html) + LEAST, "holds more than was sent"
    article.to_json().encode()
    for path, text in strings(plain):
        assert not CONTROL.search(text), f"{path} holds control characters: {text[:80]!r}"
        if path.endswith("url") and text:
            assert urlsplit(text).scheme in ("http", "https"), f"{path}: {text[:80]!r}"
    assert sum(image.is_cover for image in article.images) <= 1
    return article


def check_body(html: bytes, address: str = ADDRESS) -> None:
    """Blocks stand beside the elements they were read from; a page printed from its tree is read, too."""
    page = read_page(html, address)
    body = read_body(page, read_metadata(page))
    assert len(body.indices) in (len(body.blocks), 0), "blocks without elements"
    assert all(0 <= i < len(page.view.tags) for i in body.indices)
    extract(etree.tostring(page.root, method="html", encoding="utf-8"), address)


def strings(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Each string of a record with the names of the fields it stands in."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from strings(one, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for one in value:
            yield from strings(one, path)
