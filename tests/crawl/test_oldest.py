"""The capture leans on private parts of Scrapy and Twisted: its tests pass with the oldest supported too."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".venv-oldest"
NEEDED = ROOT / "tests" / "oldest.txt"


@pytest.fixture(scope="module")
def oldest() -> Path:
    """The interpreter of that environment; .ready is there only when its set-up went through."""
    python, ready = FOLDER / "bin" / "python", FOLDER / ".ready"
    if not ready.exists() or ready.read_text() != NEEDED.read_text():
        subprocess.run([sys.executable, "-m", "venv", "--clear", FOLDER], check=True)
        pip = [python, "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, "--upgrade", "pip>=25.1"], check=True)
        subprocess.run([*pip, "--requirement", NEEDED, "--editable", ROOT], check=True)
        ready.write_text(NEEDED.read_text())
    return python


@pytest.mark.peer
@pytest.mark.parametrize("module", ["test_wire", "test_fallback", "test_redact"])
def test_capture_with_the_oldest_versions(oldest: Path, module: str) -> None:
    # Old versions warn of newer Pythons and of one another.
    command = [oldest, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "default"]
    path = Path("tests") / "crawl" / f"{module}.py"
    done = subprocess.run(
        [*command, path], cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, timeout=500
    )
    assert done.returncode == 0, done.stdout[-5000:]
