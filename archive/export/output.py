"""Files that are either whole or not there: written in a folder beside, moved when all is well."""

from __future__ import annotations

import hashlib
import io
import os
import shlex
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO

from archive.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class ExportError(ArchiveError):
    """An export that can't be made, or not there."""


class Sink(io.RawIOBase):
    """Counts and hashes what is written through it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._sha256 = hashlib.sha256()
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        view = memoryview(data).cast("B")
        self._file.write(view)
        self._sha256.update(view)
        self.size += len(view)
        return len(view)

    def tell(self) -> int:
        return self.size

    def flush(self) -> None:
        if not self._file.closed:
            self._file.flush()

    @property
    def hash(self) -> str:
        """As in a data package: ``sha256:`` and hexadecimal digits."""
        return f"sha256:{self._sha256.hexdigest()}"


Binary = BinaryIO | Sink


@contextmanager
def sink(path: Path) -> Iterator[Sink]:
    """A new file, put on the disk at the end."""
    with path.open("xb") as file:
        out = Sink(file)
        yield out
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def workshop(target: Path) -> Iterator[Path]:
    """A hidden folder beside the target, on the same disk. It is gone at the end, however that comes about.

    :raises ExportError: there is no place for it, or what is written there meets an error of the disk
    """
    try:
        with TemporaryDirectory(prefix=f".{target.name}.", suffix=".part", dir=target.parent) as folder:
            yield Path(folder)
    except FileNotFoundError as error:
        if target.parent.is_dir():
            raise
        raise ExportError(
            f"There is no folder {target.parent} for {target.name}. Make it: "
            f"mkdir -p {shlex.quote(str(target.parent))}"
        ) from error
    except (OSError, sqlite3.OperationalError) as error:
        raise ExportError(
            f"{target} can't be written: {getattr(error, 'strerror', None) or error}. Nothing is left of it; "
            "make room, or choose another place."
        ) from error


def refuse_to_overwrite(targets: Sequence[Path], overwrite: bool) -> None:
    """
    :raises ExportError: one of them is there and may not be replaced
    """
    for target in targets:
        if target.is_dir() and any(target.iterdir()) and not (overwrite and is_ours(target)):
            raise ExportError(
                f"{target} is a folder with other things in it. Choose another name."
                if overwrite or not is_ours(target)
                else f"{target} is there already. Choose another name, or say --overwrite."
            )
        if target.is_file() and not overwrite:
            raise ExportError(f"{target} is there already. Choose another name, or say --overwrite.")


def is_ours(folder: Path) -> bool:
    """Whether the folder is an export of a text corpus and nothing else."""
    return {path.name for path in folder.iterdir()} == {"texts", "metadata.csv", "datapackage.json"}


def move(made: Sequence[Path], parent: Path) -> None:
    """Put files or folders in their place, the description of the others last; what it described before is
    never left beside it.

    :param made: in a folder of :func:`workshop`
    """
    last = parent / made[-1].name
    if len(made) > 1:
        last.unlink(missing_ok=True)
    for path in made:
        target = parent / path.name
        if target.is_dir():
            _exchange(path, target)
        else:
            path.replace(target)


def _exchange(new: Path, target: Path) -> None:
    before = new.with_name("before")  # goes with the workshop
    target.rename(before)
    try:
        new.rename(target)
    except BaseException:
        before.rename(target)
        raise
