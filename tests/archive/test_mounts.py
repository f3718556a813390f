"""Whether a folder lies on another machine, by Linux's own table."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.collection import Collection
from archive.mounts import on_network

TABLE = r"""24 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
31 24 0:27 / /files rw shared:2 - nfs4 store.example:/files rw,vers=4.2
32 31 0:28 / /files/ada/my\040disk rw - ext4 /dev/sdb1 rw
33 24 0:29 / /srv/far rw - fuse.sshfs ada@far.example: rw
34 24 0:30 / /srv/farm rw - tmpfs tmpfs rw
a line of another kind
"""


@pytest.mark.parametrize(
    ("folder", "network"),
    [
        ("/", False),
        ("/files/ada/x", True),
        ("/files/ada/my disk/x", False),
        ("/srv/far", True),
        ("/srv/farm/x", False),
    ],
)
def test_the_nearest_mount_counts(tmp_path: Path, folder: str, network: bool) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(TABLE)
    assert on_network(Path(folder), table) is network


def test_where_nobody_tells_it_is_here(tmp_path: Path) -> None:
    assert not on_network(tmp_path, tmp_path / "none")


def test_on_a_network_the_index_keeps_no_wal(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    with collection.index() as index:
        assert index.db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    monkeypatch.setattr("archive.collection.on_network", lambda path: True)
    with collection.index() as index:
        assert index.db.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
