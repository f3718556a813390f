"""A collection: one folder on disk, in pywb's layout, with its description, WARCs and index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive import description as toml
from archive import lock
from archive.capture import Capture, Facts
from archive.description import Description, Profile
from archive.difference import Difference, Text, difference
from archive.errors import CollectionError
from archive.history import History, history
from archive.index import Index
from archive.migration import migrate
from archive.mounts import on_network
from archive.versions import ignore
from archive.walk import Original, walk
from archive.warc import MAX_SIZE, WarcWriter, in_order, is_ours, set_aside

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from archive.article import Article
    from archive.damage import Damage
    from archive.search import Results

__all__ = ["Collection", "CollectionError", "Description", "OutOfOrderError", "Profile", "Walked"]

WARC_ENDINGS = (".warc.gz", ".warc", ".arc.gz", ".arc")


class Collection:
    """An existing collection.

    :raises CollectionError: the folder is none, or its description can't be read
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self.description = toml.read(self.path / "collection.toml")

    @classmethod
    def create(cls, path: Path | str, description: Description) -> Collection:
        """A new collection. The folder may exist, a collection in it may not.

        :raises CollectionError: it does, or the folder can't be made
        """
        path = Path(path)
        made: Path | None = None
        try:
            for folder in (path / "archive", path / "indexes"):
                folder.mkdir(parents=True, exist_ok=True)
            with (path / "collection.toml").open("x", encoding="utf-8") as file:
                made = Path(file.name)
                file.write(toml.write(description))
        except FileExistsError as error:
            raise CollectionError(
                f"{path} is a collection already, or a file. Choose another folder, or edit "
                f"{path / 'collection.toml'}."
            ) from error
        except OSError as error:
            if made is not None:  # half a description would stand in the way of the next try
                made.unlink(missing_ok=True)
            raise CollectionError(f"{path} can't be made: {error.strerror}.") from error
        return cls(path)

    @property
    def archive(self) -> Path:
        """The folder of the WARCs."""
        return self.path / "archive"

    @property
    def cdxj(self) -> Path:
        return self.path / "indexes" / "index.cdxj"

    @property
    def database(self) -> Path:
        return self.path / "news.db"

    def lock(self, purpose: str) -> AbstractContextManager[None]:
        """Hold the collection for writing; readers need no lock.

        :param purpose: the command that writes: "crawl"
        :raises LockedError: another process writes; the message names it
        """
        return lock.hold(self.path / "collection.lock", purpose, f"The collection {self.path}")

    def warcs(self) -> list[Path]:
        """All WARC and ARC files in order: those of others by name, then ours by time.

        :raises CollectionError: one is a link to a file that is not there
        """
        files = [f for f in self.archive.glob("*") if f.name.endswith(WARC_ENDINGS) and not f.is_dir()]
        for file in files:
            if file.is_symlink() and not file.exists():
                raise CollectionError(
                    f"{file} is a link to {file.readlink()}, which is not there. Mend it, or delete it."
                )
        return sorted(files, key=lambda file: in_order(file.name))

    def size(self) -> int:
        """Bytes of all WARCs."""
        return sum(file.stat().st_size for file in self.warcs())

    def writer(
        self,
        *,
        software: str,
        first_id: int | None = None,
        max_size: int = MAX_SIZE,
        max_age: float = 0,
    ) -> WarcWriter:
        """A writer of new WARCs, which all sort behind those that are here. Hold the lock.

        :param software: names and versions, parted by blanks; the first is the product in the user agent
        :param first_id: of the first capture; by default the next that the index, caught up with the WARCs,
        has
        :param max_size: bytes after which a new file is begun
        :param max_age: seconds; 0: however old
        """
        if first_id is None and self.database.exists():
            with self.index(read_only=True) as index:
                first_id = index.next_id()
        names = [file.name for file in self.warcs()]
        return WarcWriter(
            self.archive,
            self.description.warcinfo(software),
            first_id=first_id or 1,
            after=max(names, key=in_order, default=""),
            max_size=max_size,
            max_age=max_age,
        )

    def index(self, *, read_only: bool = False, before: Callable[[], object] = lambda: None) -> Index:
        """The index, made if need be.

        :param before: called before anything is committed; see :class:`archive.index.Index`
        :raises CollectionError: read-only, and there is none
        """
        if read_only and not (self.database.exists() and self.database.stat().st_size):
            raise CollectionError(
                f"{self.path} has no index yet. Crawl something first, or make it from the WARCs: "
                f"newsarchive rebuild -c {self.path}"
            )
        journal = "delete" if not read_only and on_network(self.path) else self.description.journal
        return Index(self.database, read_only=read_only, journal=journal, before=before)

    def migrate(self, progress: Callable[[int], None] = ignore) -> bool:
        """Bring an index of an older version up to this one.

        :param progress: called with the id of each capture done
        :returns: whether there was something to do
        :raises CollectionError: it can't be written; then it is as it was
        """
        with self.lock("migrate"):
            try:
                return migrate(self.database, progress)
            except sqlite3.Error as error:
                raise CollectionError(
                    f"{self.database} can't be brought up to date: {error}. It is as it was; make room or "
                    f"mend the disk and start again, or make it anew: newsarchive rebuild -c {self.path}"
                ) from error

    @contextmanager
    def new_index(self) -> Iterator[Index]:
        """An empty index beside the one there is; when the block ends well, it takes its place at one stroke,
        also for those who are reading. Hold the lock."""
        beside = self.path / "news.db.new"
        _remove(beside)
        try:
            with Index(beside) as index:
                yield index
                try:
                    index.copy_to(self.database)
                except sqlite3.DatabaseError as error:
                    if error.sqlite_errorcode not in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
                        raise
                    _remove(self.database)  # what is broken has no readers
                    index.copy_to(self.database)
        finally:
            _remove(beside)

    def walk(
        self, reached: Mapping[str, int] | None = None, first_id: int = 1, original: Original | None = None
    ) -> Walked:
        """All captures with their ids, or those behind what :meth:`Index.reached` gave.

        :param first_id: of the first capture given: :meth:`Index.next_id` where ``reached`` comes from an
        index
        :param original: :meth:`Index.original` of the index that is being filled, for revisit records
        """
        return Walked(self, reached or {}, first_id, original)

    def capture(self, id: int) -> Capture:
        """One capture, with its request and facts.

        :raises CollectionError: there is none of that id
        """
        with self.index(read_only=True) as index:
            place = index.place(id)
            if place is None:
                raise CollectionError(
                    f"{self.path} has no capture {id}. Search, or browse, to find the right id."
                )
            try:
                for found in walk(self.archive / place.file, start=index.start(id), original=index.original):
                    if found.place == place and isinstance(found, Capture):
                        return replace(found, id=id)
            except OSError as error:
                raise CollectionError(
                    f"{self.archive / place.file} can't be read: {error.strerror}. Capture {id} "
                    "lies there: put the file back, from a copy."
                ) from error
        raise CollectionError(
            f"{place.file} has no whole capture at {place.offset}: the index does not belong to it. "
            f"Make it anew: newsarchive rebuild -c {self.path}"
        )

    def article(self, id: int) -> Article:
        """The article read from the capture of that id.

        :raises CollectionError: there is none
        """
        with self.index(read_only=True) as index:
            article = index.article(id)
        if article is None:
            raise CollectionError(
                f"{self.path} has no article {id}. Search, or browse, to find the right id."
            )
        return article

    def versions(self, wanted: int | str) -> History:
        """The texts that an article has had, and when it was gone.

        :param wanted: id of a capture, or an address
        :raises CollectionError: no article is known by it
        """
        with self.index(read_only=True) as index:
            found = history(index.db, wanted)
        if found is None:
            raise CollectionError(f"{self.path} has no article {wanted}. Search, or browse, to find one.")
        return found

    def difference(self, before: int, after: int) -> Difference:
        """How the text of one article, by its id, became that of another.

        :raises CollectionError: there is none of that id
        """
        return difference(Text.of(self.article(before)), Text.of(self.article(after)))

    def search(self, query: str, **options: Any) -> Results:
        """Ranked hits for a query in a person's words.

        :param options: limit, offset, only, order, facets: see :func:`archive.search.search`
        """
        from archive.search import search

        with self.index(read_only=True) as index:
            return search(index, query, **options)


class OutOfOrderError(CollectionError):
    """Captures came to light that sort before some that have an id already: only a rebuild gives ids anew."""


class Walked(Iterator[Capture | Facts]):
    """See :meth:`Collection.walk`.

    :raises OutOfOrderError: from ``next``
    """

    def __init__(
        self, collection: Collection, reached: Mapping[str, int], first_id: int, original: Original | None
    ) -> None:
        self.damage: list[Damage] = []
        """What could not be read, so far."""
        self.tails: list[tuple[Path, int]] = []
        """WARCs of our own that end in half a capture, so far, and where it begins: for :meth:`mend`."""
        self._aside = collection.path / "tails"
        self._items = self._read(collection, reached, first_id, original)

    def __next__(self) -> Capture | Facts:
        return next(self._items)

    def _read(
        self, collection: Collection, reached: Mapping[str, int], id: int, original: Original | None
    ) -> Iterator[Capture | Facts]:
        last = max(reached, key=in_order, default="")
        for path in collection.warcs():
            walked = walk(path, start=reached.get(path.name, 0), original=original)
            for item in walked:
                if not isinstance(item, Capture):
                    yield item
                    continue
                if in_order(path.name) < in_order(last):
                    raise OutOfOrderError(
                        f"{path} has captures that are not in the index, and sorts before {last}, which is. "
                        f"Make the index anew: newsarchive rebuild -c {collection.path}"
                    )
                yield replace(item, id=id)
                id += 1
            self.damage.extend(walked.damage)
            if is_ours(path.name) and (walked.tail is not None or not path.stat().st_size):
                self.tails.append((path, walked.tail or 0))

    def mend(self) -> list[str]:
        """Behind the walk, take half captures off the ends of our own WARCs, where a process that was ended
        left them, so that others can read the files to their end. Their bytes are set aside, in ``tails/``.
        Hold the lock.

        :returns: a sentence for each
        :raises OSError: a file can't be written
        """
        said = []
        for path, tail in self.tails:
            self.damage = [d for d in self.damage if (d.file, d.start >= tail) != (path.name, True)]
            aside = set_aside(path, tail, self._aside)
            said.append(
                f"{path}: half a capture, from byte {tail:,} on, was being written when the crawl was ended; "
                f"its {aside.stat().st_size:,} bytes are set aside: {aside}"
            )
        self.tails.clear()
        return said


def _remove(database: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        Path(f"{database}{ending}").unlink(missing_ok=True)
