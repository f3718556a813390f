"""What the guides tell people to do is done: their shell and Python blocks run in order, in one folder,
against the fictional newspaper."""

from __future__ import annotations

import dataclasses
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archive.collection import Collection
from newsarchive.demo.server import DemoServer
from newsarchive.extract.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
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


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what a newspaper's words and their test need, first on Python's path."""
    for room in ("archive", "newsarchive", "spiders"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "tests/test_golden.py", tmp_path / "tests")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return tmp_path


def test_the_guide_to_newspapers_names_every_word() -> None:
    text = (DOCS / "newspapers.md").read_text(encoding="utf-8")
    assert [f.name for f in dataclasses.fields(Site) if f"`{f.name}`" not in text and f.name != "name"] == []


def test_the_guide_to_newspapers_does_what_it_says(checkout: Path) -> None:
    """A block that begins with the name of a file is that file; the test of the page fails, then passes."""
    text = (DOCS / "newspapers.md").read_text(encoding="utf-8")
    for language, block in re.findall(r"^```(sh|python|html)\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        if language == "sh":
            run(["sh", "-euc", block], checkout)
        elif block.startswith("# correct.py"):
            run([sys.executable, "-c", block], checkout)
        elif named := re.match(r"(?:<!--|#) (\S+\.\w+)", block):
            (checkout / named[1]).write_text(block, encoding="utf-8")


def adapted(block: str, newspaper: DemoServer, folder: Path) -> str:
    """With this newspaper's address, an id that is, and without the pauses that a foreign server is owed."""
    block = block.replace("https://news.example", newspaper.url)
    block = block.replace("newsarchive crawl ", "newsarchive crawl --delay 0 ")
    if re.search(r"newsarchive (show|versions) \d", block):
        id = Collection(folder / "lantern").search("ferry").hits[0].id
        block = re.sub(r"(show|versions) \d+", rf"\g<1> {id}", block)
    return block


GUIDES = ("archivists", "readers", "researchers", "python", "export")  # the first makes the collection


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_does_what_it_says(guide: str, newspaper: DemoServer, folder: Path) -> None:
    """Python blocks of a guide go on from one another, as in a notebook."""
    text = (DOCS / f"{guide}.md").read_text(encoding="utf-8")
    told = ""
    for language, block in re.findall(r"^```(sh|python)\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        block = adapted(block, newspaper, folder)
        if language == "sh":
            run(["sh", "-euc", block], folder)
        elif not block.startswith(SETTINGS):
            told += block
    run([sys.executable, "-W", "error", "-c", told], folder)
