"""The house is in order: generated pages are up to date, commands explain themselves and import late, and
nothing names the machine it was made on."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from newsarchive.cli import COMMANDS, main

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
HEAVY = ("scrapy", "twisted", "datasette", "lxml", "bs4", "sqlite_utils")


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", generator().PAGES)
def test_generated_pages_say_what_the_code_says(name: str) -> None:
    written = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert written == generator().PAGES[name](), f"docs/{name} is out of date: run make docs"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_line_and_an_example(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.get_short_help_str()
    printed = CliRunner().invoke(main, [name, "--help"]).output
    assert re.search(rf"^ +(.*\| )?newsarchive {name}\b", printed, re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    options = [p for p in command.params if isinstance(p, click.Option)]
    assert not [option.opts for option in options if not option.help]


def test_a_command_that_does_not_exist_is_told_in_one_line() -> None:
    done = CliRunner().invoke(main, ["crwal"])
    assert done.exit_code == 2
    assert done.output.splitlines()[-1].startswith("Error: No such command 'crwal'")


def test_help_loads_nothing_heavy() -> None:
    code = f"""if True:
        import sys
        from click.testing import CliRunner
        from newsarchive.cli import main
        assert CliRunner().invoke(main, ["--help"]).exit_code == 0
        print(*sorted(set(sys.modules) & set({HEAVY!r})))
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_reading_a_page_loads_no_crawler() -> None:
    code = """if True:
        import sys
        from newsarchive.extract import extract
        extract(b"<p>Hello")
        print(*sorted(set(sys.modules) & {"scrapy", "twisted", "datasette", "sqlite_utils"}))
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_reading_a_page_opens_no_file_and_no_connection() -> None:
    """What the import contract can't see, such as urllib.request beside urllib.parse. Lists and models are
    read once, at the first page."""
    code = """if True:
        import sys
        from pathlib import Path
        from newsarchive.extract import extract

        pages = [path.read_bytes() for path in Path("tests/pages").glob("*/*/page.html")]
        assert pages
        seen = []
        for watched in (False, True):
            if watched:
                sys.addaudithook(lambda event, args: seen.append((event, args)))
            for page in pages:
                extract(page, "https://news.example/story")
        print(*[(e, a) for e, a in seen if e.startswith(("open", "socket.", "subprocess.", "os."))])
    """
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def text_files() -> list[Path]:
    """What would be committed; all files in an unpacked sdist, where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    names = listed.stdout.split("\0") if listed.returncode == 0 else map(str, ROOT.rglob("*"))
    return [path for name in names if (path := ROOT / name).is_file() and b"\0" not in path.read_bytes()]


def test_no_file_names_the_machine_it_was_made_on() -> None:
    """No home folder, not this checkout's place, no package taken from an address instead of by its name."""
    home = r"(?<![\w.}])/(?:home/\w+/|Users/\w+/|root/)"
    machine = re.compile(rf"{home}|{re.escape(str(ROOT))}/| @ file:|--(?:index-url|find-links)")
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in text_files()
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if machine.search(line)
    ]
    assert not found


def test_every_link_between_the_documents_leads_somewhere() -> None:
    links = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)")
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/*.md")]
        for target in links.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert not broken


def test_no_module_grows_beyond_four_hundred_lines() -> None:
    """One idea a module; CONTRIBUTING.md says why."""
    rooms = [path for room in ("archive", "newsarchive", "spiders") for path in (ROOT / room).rglob("*.py")]
    long = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in rooms}
    assert not {name: lines for name, lines in long.items() if lines > 400}
