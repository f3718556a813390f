"""One process writes, and the others are told which."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from archive.collection import Collection, CollectionError
from archive.lock import LockedError

if TYPE_CHECKING:
    pass


HOLDER = """
import sys
from archive.collection import Collection
with Collection(sys.argv[1]).lock("crawl --profile daily"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_another_process_is_named(collection: Collection) -> None:
    command = [sys.executable, "-c", HOLDER, str(collection.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(LockedError) as caught, collection.lock("rebuild"):
            pass
        message = str(caught.value)
        assert f"{collection.path} is being written by `newsarchive crawl --profile daily`" in message
        assert f"(process {holder.pid} on " in message
        assert "Wait for it to end" in message
        holder.kill()
    with collection.lock("rebuild"):
        told = json.loads((collection.path / "collection.lock").read_text())
        assert (told["pid"], told["purpose"]) == (os.getpid(), "rebuild")
    assert (collection.path / "collection.lock").read_bytes() == b""


def test_the_same_process_cannot_take_it_twice(collection: Collection) -> None:
    with collection.lock("crawl"):
        (collection.path / "collection.lock").write_bytes(b"no JSON")
        with pytest.raises(CollectionError, match="another process"), collection.lock("crawl"):
            pass


def test_a_lock_that_cannot_be_made(collection: Collection) -> None:
    (collection.path / "collection.lock").mkdir()
    with pytest.raises(CollectionError, match="can't be written"), collection.lock("crawl"):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="locks by another call")
def test_a_file_system_without_locks(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    """As some network file systems answer; nobody else holds it, and nobody may believe so."""
    import fcntl

    def flock(fd: int, how: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", flock)
    with pytest.raises(CollectionError, match="can't be locked: No locks available") as caught:
        collection.lock("crawl").__enter__()
    assert not isinstance(caught.value, LockedError)
