"""On what kind of file system a path lies, as far as Linux tells."""

from __future__ import annotations

import re
from pathlib import Path

TABLE = Path("/proc/self/mountinfo")
"""See proc_pid_mountinfo(5): the fifth field is where, the one behind " - " what kind."""
NETWORK = re.compile(
    r"nfs\d?|cifs|smb\w*|ncpfs|9p|afs|ceph|glusterfs|lustre|gpfs|beegfs|fuse\.(?:sshfs|rclone|s3fs|glusterfs)"
)


def on_network(path: Path, table: Path = TABLE) -> bool:
    """Whether other machines may have the same files open: then SQLite's WAL, which needs shared memory, is
    no way to keep a database (https://www.sqlite.org/wal.html). False where nobody knows."""
    try:
        lines = table.read_text("utf-8", "replace").splitlines()
    except OSError:
        return False
    folder = str(path.resolve())
    known = [
        (_plain(line.split()[4]), line.partition(" - ")[2].split()[0]) for line in lines if " - " in line
    ]
    over = [(mount, kind) for mount, kind in known if f"{folder}/".startswith(mount.rstrip("/") + "/")]
    return bool(over) and bool(NETWORK.fullmatch(max(over, key=lambda one: len(one[0]))[1]))


def _plain(mount: str) -> str:
    """Blanks and the like stand there as octal numbers."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), mount)
