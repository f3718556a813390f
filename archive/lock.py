"""One writer at a time: a lock of the operating system on a file that names its holder.

The lock ends with the process, however it ends. Readers never ask for it.
"""

from __future__ import annotations

import errno
import json
import os
import socket
import sys
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from archive.errors import CollectionError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    FAR = 1 << 30
    """Windows forbids others to read what is locked: lock a byte far behind what they want to read."""

    def _lock(fd: int) -> None:
        os.lseek(fd, FAR, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)


HELD = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
"""What the system answers where somebody holds the lock: POSIX the first two, Windows the last two."""


class LockedError(CollectionError):
    """Somebody else holds the lock; the message names who."""


@contextmanager
def hold(path: Path, purpose: str, what: str) -> Iterator[None]:
    """Hold the lock file while the block runs.

    :param purpose: the command, for the message others get: "crawl"
    :param what: what the lock protects, for that message
    :raises LockedError: another process, or another part of this one, holds it
    :raises CollectionError: the file can't be made or locked
    """
    try:
        fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise CollectionError(f"{path} can't be written: {error.strerror}.") from error
    try:
        try:
            _lock(fd)
        except OSError as error:
            if error.errno not in HELD:
                raise CollectionError(
                    f"{path} can't be locked: {error.strerror}. The file system may have no locks: move the "
                    "collection to another disk."
                ) from error
            raise LockedError(_refusal(path, what)) from error
        with suppress(OSError):  # a full disk: the lock holds, and nobody knows whose it is
            _put(fd, {"pid": os.getpid(), "host": socket.gethostname(), "purpose": purpose, "since": _now()})
        yield
        with suppress(OSError):
            _put(fd, None)
    finally:
        os.close(fd)


def _put(fd: int, holder: dict[str, Any] | None) -> None:
    """Who holds it; nobody is an empty file. It is never deleted: two processes could each lock their own."""
    os.ftruncate(fd, 0)
    os.lseek(fd, 0, os.SEEK_SET)
    if holder:
        os.write(fd, json.dumps(holder).encode())


def _refusal(path: Path, what: str) -> str:
    try:
        holder = json.loads(path.read_bytes())
        who = f"`newsarchive {holder['purpose']}` (process {holder['pid']} on {holder['host']}, since "
        who += f"{holder['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        who = "another process"
    return f"{what} is being written by {who}. Wait for it to end, or stop it, and start again."


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
