"""Seeds: the addresses a crawl starts at, as people write them."""

from __future__ import annotations

from urllib.parse import urlsplit

from w3lib.url import safe_url_string

from archive.errors import ArchiveError


class SeedError(ArchiveError):
    """An address that can't be one."""


def checked(seed: str) -> str:
    """The address as it is fetched: without fragment, other scripts encoded.

    :raises SeedError: no http or https address with a host
    """
    text = seed.strip()
    try:
        parts = urlsplit(text)
        fine = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fine = False
    if not fine or any(letter.isspace() for letter in text):
        raise SeedError(f"{seed!r} is no web address. Give one such as https://news.example/")
    return str(safe_url_string(text)).partition("#")[0]
