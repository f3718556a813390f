"""Which of datasette's databases are ours, what is known of their collections, where their pages are."""

from __future__ import annotations

import shlex
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from datasette import Forbidden, NotFound
from datasette.utils import tilde_decode

from archive import description
from archive.collection import CollectionError, Description

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from datasette import Request
    from datasette.app import Datasette

OURS = {"captures", "articles", "articles_fts", "related", "versions"}
"""Tables that tell an index of ours from anybody's database."""


@dataclass(frozen=True)
class Shelf:
    """A collection as a reader visits it: its description, and where its pages are."""

    datasette: Datasette
    database: str
    file: Path
    """The index."""
    description: Description

    @property
    def front(self) -> str:
        if sole(self.datasette) == self.database:
            return str(self.datasette.urls.instance())
        return path(self.datasette, self.database, "/-/collection")

    @property
    def search(self) -> str:
        return path(self.datasette, self.database, "/-/search")

    @property
    def changes(self) -> str:
        return path(self.datasette, self.database, "/-/changes")

    def difference(self, before: int, after: int) -> str:
        return path(self.datasette, self.database, f"/-/difference/{before}/{after}")

    @property
    def tables(self) -> str:
        return str(self.datasette.urls.database(self.database))

    def article(self, id: int) -> str:
        return path(self.datasette, self.database, f"/-/article/{id}")

    def row(self, id: int) -> str:
        return str(self.datasette.urls.row(self.database, "articles", str(id)))

    def searched(self, asked: Mapping[str, str] | Sequence[tuple[str, str]], form: str = "") -> str:
        """The address of a search; empty values are left out."""
        pairs = asked.items() if hasattr(asked, "items") else asked
        query = urlencode([(name, value) for name, value in pairs if value], errors="replace")
        return self.search + form + (f"?{query}" if query else "")

    def check(self, id: int) -> str:
        """The commands with which anybody who has the collection sees what the server sent."""
        return f"newsarchive show {id} -c {shlex.quote(self.file.parent.name)} --wire"

    def check_difference(self, before: int, after: int) -> str:
        return f"newsarchive diff {before} {after} -c {shlex.quote(self.file.parent.name)}"


def path(datasette: Datasette, database: str, rest: str) -> str:
    """The address of a page of ours, below the database's own."""
    return f"{datasette.urls.database(database)}{rest}"


def sole(datasette: Datasette) -> str | None:
    """The database, where datasette serves one file only, and that is ours: its page is the front page."""
    names = [name for name, database in datasette.databases.items() if database.path]
    return names[0] if len(names) == 1 and is_ours(datasette, names[0]) else None


def is_ours(datasette: Datasette, database: str | None) -> bool:
    found = datasette.databases.get(database) if database else None
    if found is None or not found.path:
        return False
    try:
        return _has_tables(str(found.path), Path(found.path).stat().st_ino)
    except (OSError, sqlite3.Error):
        return False


@lru_cache(maxsize=64)
def _has_tables(path: str, inode: int) -> bool:
    """Asked once a file, not once a cell."""
    with closing(sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)) as db:
        names = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return names >= OURS


async def shelf(datasette: Datasette, request: Request) -> Shelf:
    """The collection that the address names.

    :raises NotFound: no such database, or none of ours
    :raises Forbidden: datasette's own permissions keep this reader from its articles
    """
    name = tilde_decode(request.url_vars.get("database") or "") or sole(datasette)
    if name is None or not is_ours(datasette, name):
        raise NotFound(f"No collection of articles is here by the name {name}.")
    if not await _allowed(datasette, request, name):
        raise Forbidden("view-table")
    file = Path(datasette.databases[name].path)
    return Shelf(datasette, name, file, describe(file))


def describe(file: Path) -> Description:
    """What collection.toml beside the index says; an index that was carried off alone goes by its name."""
    try:
        return description.read(file.parent / "collection.toml")
    except CollectionError:
        return Description(title=file.stem)


async def _allowed(datasette: Datasette, request: Request, database: str) -> bool:
    if hasattr(datasette, "allowed"):  # datasette 1.0
        from datasette.resources import TableResource

        table = TableResource(database, "articles")
        return bool(await datasette.allowed(action="view-table", resource=table, actor=request.actor))
    wanted = [("view-table", (database, "articles")), ("view-database", database), "view-instance"]
    try:
        await datasette.ensure_permissions(request.actor, wanted)
    except Forbidden:
        return False
    return True
