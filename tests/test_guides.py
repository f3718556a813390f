"""What the guides tell people to do is done: their shell and Python blocks run in order, in one folder,
against the fictional newspaper."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archive.collection import Collection
from newsarchive.demo.server import DemoServer

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).resolve().parent.parent / "docs"
SETTINGS = "# settings.py"
"""Begins a block that is another project's file, not a thing to run."""


@pytest.fixture(scope="module")
def newspaper() -> Iterator[DemoServer]:
    with DemoServer() as server:
        yield server


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("guides")


def run(command: list[str], folder: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, f"{command[-1]}\n{done.stdout}\n{done.stderr}"


def adapted(block: str, newspaper: DemoServer, folder: Path) -> str:
    """With this newspaper's address, an id that is, and without the pauses that a foreign server is owed."""
    block = block.replace("https://news.example", newspaper.url)
    block = block.replace("newsarchive crawl ", "newsarchive crawl --delay 0 ")
    if "newsarchive show" in block:
        block = re.sub(
            r"show \d+", f"show {Collection(folder / 'lantern').search('ferry').hits[0].id}", block
        )
    return block


@pytest.mark.parametrize("guide", ["archivists", "readers", "researchers"])  # the first makes the collection
def test_a_guide_does_what_it_says(guide: str, newspaper: DemoServer, folder: Path) -> None:
    text = (DOCS / f"{guide}.md").read_text(encoding="utf-8")
    for language, block in re.findall(r"^```(sh|python)\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        block = adapted(block, newspaper, folder)
        if language == "sh":
            run(["sh", "-euc", block], folder)
        elif not block.startswith(SETTINGS):
            run([sys.executable, "-c", block], folder)
