"""Foreign tools that some tests play against: found, or the test is skipped and says what is missing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Debian's browser. For tests marked ``browser``."""
    return _command("chromium")


@pytest.fixture(scope="session")
def wget() -> Path:
    """For tests marked ``peer``."""
    return _command("wget")


@pytest.fixture(scope="session")
def pywb() -> Path:
    """The folder that holds ``wayback``, ``wb-manager`` and ``cdx-indexer``. For tests marked ``peer``."""
    commands = ROOT / ".venv-pywb" / "bin"
    if not (commands / "wb-manager").exists():
        pytest.skip("pywb is not installed: make test-all does it")
    return commands


def _command(name: str) -> Path:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed: make test-all does it where apt-get is at hand")
    return Path(found)
