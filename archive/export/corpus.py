"""A corpus of plain text, as tools for linguists read it: the headline, an empty line, then the text, a block
a line; beside it a table of metadata.
"""

from __future__ import annotations

import hashlib
from html import escape
from typing import TYPE_CHECKING, Any

from archive.export.columns import TYPES
from archive.export.tables import CsvWriter, csv_resource

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from archive.export.columns import Found
    from archive.export.output import Binary

METADATA = tuple(name for name in TYPES if name not in ("body", "text"))
CORPUS = {"profile": "data-resource", "format": "txt", "mediatype": "text/plain", "encoding": "utf-8"}
FILE_FIELDS = (
    {"name": "file", "type": "string", "description": "The article's text, a path from here."},
    {"name": "sha256", "type": "string", "description": "Of that file, in hexadecimal digits."},
)


def text_of(found: Found) -> str:
    """Lines end with a line feed, whatever the page had."""
    article = found.article
    parts = [part for part in (article.headline, article.text) if part]
    return "\n\n".join("\n".join(part.splitlines()) for part in parts) + "\n"


def write_one_file(corpus: Binary, metadata: Binary, articles: Iterable[Found]) -> None:
    """Each article between ``<doc …>`` and ``</doc>``, which have lines of their own. ``&``, ``<`` and ``>``
    in a text are written ``&amp;``, ``&lt;`` and ``&gt;``: no page can imitate the end of a text."""
    table = CsvWriter(metadata, METADATA)
    for found in articles:
        text = escape(text_of(found), quote=False)
        corpus.write(f"{_opening(found)}\n{text}</doc>\n".encode())
        table.write(found.plain())
    table.finish()


def _opening(found: Found) -> str:
    article = found.article
    attributes: dict[str, Any] = {
        "id": found.id,
        "site": found.evidence["site"],
        "date": article.date_published.date().isoformat() if article.date_published else "",
        "language": article.language or "",
        "author": "; ".join(article.authors),
        "url": article.url or found.evidence["capture_url"],
    }
    told = [f'{name}="{escape(" ".join(str(value).split()))}"' for name, value in attributes.items()]
    return f"<doc {' '.join(told)}>"


def write_folder(folder: Path, metadata: Binary, articles: Iterable[Found]) -> None:
    """A file an article below ``texts/``, named by its id; the table says which, with its SHA-256."""
    texts = folder / "texts"
    texts.mkdir()
    table = CsvWriter(metadata, (*[field["name"] for field in FILE_FIELDS], *METADATA))
    for found in articles:
        data = text_of(found).encode()
        path = texts / f"{found.id:07}.txt"
        path.write_bytes(data)
        about = {"file": f"texts/{path.name}", "sha256": hashlib.sha256(data).hexdigest()}
        table.write({**about, **found.plain()})
    table.finish()


def metadata_resource(*, files: bool) -> dict[str, Any]:
    """How the table is read."""
    resource = csv_resource(METADATA)
    if files:
        resource["schema"]["fields"] = [*FILE_FIELDS, *resource["schema"]["fields"]]
    return resource
