"""Foreign tools that some tests play against: found, or the test is skipped and says what is missing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def own_environment() -> Iterator[None]:
    """The command sets SCRAPY_SETTINGS_MODULE; run within a test, it must not do so for the next one."""
    with mock.patch.dict(os.environ):
        yield


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


@pytest.fixture(scope="session")
def py_wacz() -> Path:
    """The folder that holds ``wacz`` and ``frictionless``. For tests marked ``peer``."""
    commands = ROOT / ".venv-wacz" / "bin"
    if not (commands / "wacz").exists():
        pytest.skip("py-wacz is not installed: make test-all does it")
    return commands


def _command(name: str) -> Path:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed: make test-all does it where apt-get is at hand")
    return Path(found)
