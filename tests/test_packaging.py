"""What a user gets from a package registry: sdist → wheel → a fresh environment, run from ``/``.

Nothing is fetched. The build runs hatchling from the environment that runs the tests, and the fresh
environment sees that one's site-packages through a ``.pth`` file: enough for the dependencies, while the
editable install of this checkout stays out of sight, because ``.pth`` files found in such a folder are not
followed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from newsarchive.extract import extract

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("archive", "newsarchive", "spiders")
PAGE = ROOT / "tests/pages/verdensposten.example/north-korea-denounces-talks/page.html"


def run(*command: str | Path, cwd: Path = Path("/")) -> str:
    """The command's standard output. A user's environment: no path of this checkout in it."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "SCRAPY"))}
    done = subprocess.run([str(c) for c in command], cwd=cwd, env=env, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked sdist."""
    folder = tmp_path_factory.mktemp("sdist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder, cwd=ROOT)
    (sdist,) = folder.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    return Path(str(sdist).removesuffix(".tar.gz"))


@pytest.fixture(scope="module")
def wheel(source: Path) -> Path:
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", source.parent, cwd=source)
    (wheel,) = source.parent.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def commands(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a fresh environment with the wheel in it."""
    venv = tmp_path_factory.mktemp("fresh") / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", venv)
    commands = venv / ("Scripts" if os.name == "nt" else "bin")
    run(sys.executable, "-m", "pip", "--python", venv, "install", "-q", "--no-deps", "--no-index", wheel)
    libraries = Path(
        run(commands / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    )
    (libraries / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return commands


def files(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for room in ROOMS
        for path in (folder / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_sdist_holds_every_file_of_the_rooms(source: Path) -> None:
    assert files(source) == files(ROOT)


def test_the_wheel_holds_the_rooms_and_nothing_else(source: Path, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert names == files(source)
    assert {f"{room}/py.typed" for room in ROOMS} <= names


def test_the_wheel_carries_licence_and_notice(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name.partition(".dist-info/")[2] for name in archive.namelist()}
    assert {"licenses/LICENSE", "licenses/NOTICE"} <= names


def test_the_installed_rooms_are_the_wheels(commands: Path) -> None:
    """Guards this test itself: the checkout must not be what answers."""
    where = run(
        commands / "python", "-c", f"import {', '.join(ROOMS)}; print(archive.__file__, spiders.__file__)"
    )
    assert str(ROOT) + os.sep not in where
    assert str(commands.parent) in where


def test_help_from_the_root_folder(commands: Path) -> None:
    assert "newsarchive crawl" in run(commands / "newsarchive", "--help")


def test_a_page_is_read_from_the_root_folder(commands: Path) -> None:
    """As the checkout reads it; tests/test_golden.py says whether that is right."""
    address = "https://news.example/story"
    article = json.loads(run(commands / "newsarchive", "extract", PAGE, "--url", address))
    assert article == extract(PAGE.read_bytes(), address).to_dict()


def test_scrapy_finds_the_spiders_by_the_settings_alone(commands: Path) -> None:
    code = """if True:
        import os
        os.environ["SCRAPY_SETTINGS_MODULE"] = "newsarchive.settings"
        from scrapy.spiderloader import get_spider_loader
        from scrapy.utils.project import get_project_settings
        print(*get_spider_loader(get_project_settings()).list())
    """
    assert "site" in run(commands / "python", "-c", code).split()


def test_a_foreign_module_named_spiders_is_told_plainly(commands: Path, tmp_path: Path) -> None:
    """PyPI has distributions that install modules named ``spiders`` and ``archive``."""
    (tmp_path / "spiders").mkdir()
    (tmp_path / "spiders" / "__init__.py").touch()
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import newsarchive.settings"
    done = subprocess.run([commands / "python", "-c", code], cwd="/", capture_output=True, text=True)
    assert done.returncode == 1
    error = done.stderr.splitlines()[-1]
    assert error.startswith("ImportError: ")
    assert str(tmp_path) in error


def test_a_collection_opens_without_scrapy_and_without_a_parser(commands: Path) -> None:
    """The import contract, at run time: all of ``archive`` with its forbidden modules out of reach."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    (forbidden,) = (
        contract["forbidden_modules"]
        for contract in project["tool"]["importlinter"]["contracts"]
        if contract.get("source_modules") == ["archive"]
    )
    code = f"""if True:
        import sys
        sys.modules.update(dict.fromkeys({forbidden!r}))
        import archive, importlib, pkgutil
        for module in pkgutil.walk_packages(archive.__path__, "archive."):
            importlib.import_module(module.name)
            print(module.name)
    """
    assert "archive.article" in run(commands / "python", "-c", code).split()
