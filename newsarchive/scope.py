"""Where a crawl may go."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Scope:
    """Hosts and a path. ``www.`` makes no difference."""

    hosts: frozenset[str] = frozenset()
    subdomains: bool = False
    path: str = ""
    """What the path must begin with; feeds and sitemaps lie elsewhere and are exempt."""
    _bare: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_bare", frozenset(map(bare, self.hosts)))

    def holds(self, url: str, home: str = "") -> bool:
        """Whether the page may be fetched.

        :param home: host of the front page from which the link descends: always in scope"""
        return self.holds_host(url, home) and urlsplit(url).path.startswith(self.path)

    def holds_host(self, url: str, home: str = "") -> bool:
        host = bare(urlsplit(url).hostname or "")
        allowed = self._bare | {bare(home)} if home else self._bare
        return host in allowed or (self.subdomains and _below(host, allowed))


def bare(host: str) -> str:
    return host.lower().removeprefix("www.")


def _below(host: str, domains: Iterable[str]) -> bool:
    return any(host.endswith(f".{domain}") for domain in domains)
