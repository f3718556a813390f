"""What people write: seeds, the addresses a crawl starts at, and days."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from w3lib.url import safe_url_string

from archive.errors import ArchiveError


class SeedError(ArchiveError):
    """An address that can't be one."""


def checked(seed: str) -> str:
    """The address as it is fetched: without fragment, other scripts encoded.

    :raises SeedError: no http or https address with a host, or one that holds a user's name
    """
    text = seed.strip()
    try:
        parts = urlsplit(text)
        fine = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fine = False
    if not fine or any(letter.isspace() for letter in parts.netloc):
        raise SeedError(f"{seed!r} is no web address. Give one such as https://news.example/")
    if "@" in parts.netloc:
        host = parts.hostname
        raise SeedError(f'Leave name and password out of the address of {host}: use --header "{host}: …".')
    return str(safe_url_string(text)).partition("#")[0]


def given(day: str, name: str) -> date | None:
    """A day as people write it, ``2026-03-01``; None of an empty text.

    :param name: of the option
    :raises SeedError: it is none"""
    try:
        return date.fromisoformat(day.strip()) if day.strip() else None
    except ValueError as error:
        raise SeedError(f"{name} is {day!r}: it must be a day such as 2026-03-01.") from error


def from_file(path: Path | str) -> list[str]:
    """The addresses of a file, one a line; empty lines and those that begin with # are passed over.

    :raises SeedError: no such file, none in it, or a line that is no address
    """
    try:
        lines = Path(path).read_text("utf-8-sig").splitlines()
    except OSError as error:
        raise SeedError(f"{path} can't be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise SeedError(f"{path} is no text in UTF-8.") from error
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.lstrip().startswith("#"):
            try:
                found.append(checked(line))
            except SeedError as error:
                raise SeedError(f"{path}, line {number}: {error}") from error
    if not found:
        raise SeedError(f"{path} holds no address. Write one a line.")
    return found
