"""A full disk and a killed writer: what is in the file is whole."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archive.capture import Capture
from archive.walk import walk
from archive.warc import WarcWriter

if TYPE_CHECKING:
    pass


FULL_DISK = """
import resource, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from archive.capture import Capture
from archive.warc import WarcWriter, WriteError

resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
with WarcWriter(Path(sys.argv[1]), {"software": "x"}) as warc:
    for n in range(1000):
        try:
            warc.append(Capture(f"http://n.example/{n}", datetime.now(UTC), b"GET", b"HTTP/1.1 200 OK\\n\\n"))
        except WriteError as error:
            print(error)
            break
    try:
        warc.append_facts("urn:x:y", {})
    except WriteError as error:
        print(error)
    print(n)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on file sizes to fill a disk with")
def test_a_full_disk_is_an_error_and_leaves_only_whole_captures(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FULL_DISK, str(tmp_path / "w"), "5000"]
    first, second, count = subprocess.run(
        command, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert "can't be written: File too large. All captures before this one are kept" in first
    assert "takes no more captures after it failed" in second
    (path,) = (tmp_path / "w").iterdir()
    walked = walk(path)
    assert len(list(walked)) == int(count) > 3
    assert (walked.damage, walked.end) == ([], path.stat().st_size)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on file sizes to fill a disk with")
def test_a_disk_full_from_the_start_leaves_no_file(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FULL_DISK, str(tmp_path / "w"), "300"]
    subprocess.run(command, capture_output=True, text=True, check=True)
    assert list((tmp_path / "w").iterdir()) == []


ENDLESS = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from archive.capture import Capture
from archive.warc import WarcWriter

warc, n = WarcWriter(Path(sys.argv[1]), {"software": "x"}), 0
while True:
    body = bytes(str(n), "ascii") * 20_000
    warc.append(Capture(f"http://n.example/{n}", datetime.now(UTC), b"GET", b"HTTP/1.1 200 OK\\n\\n" + body))
    n += 1
    print(n, flush=True)
"""


def test_what_a_killed_writer_kept_is_whole(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ENDLESS, str(tmp_path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for _ in range(20):
            promised = int(process.stdout.readline())
        process.kill()
    (path,) = tmp_path.iterdir()
    assert len(list(walk(path))) >= promised == 20
    before = path.read_bytes()
    with WarcWriter(tmp_path, {"software": "x"}, after=path.name) as warc:
        warc.append(Capture("http://n.example/", datetime.now(UTC), b"GET", b"HTTP/1.1 200 OK\r\n\r\n"))
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir())[0] == path.name
