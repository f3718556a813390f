"""Which rules read a page: told with each article, so that one sees which were read by older ones."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files

DIGITS = 8
"""Hexadecimal digits: among 1,000 states of the rules two are alike once in 8,000 times."""


@cache
def rules_version() -> str:
    """The program's version, and after a plus sign the digest of the rules: ``0.1.0+3f9c01ab``."""
    try:
        program = version("newsarchive")
    except PackageNotFoundError:  # run from a checkout that was never installed
        program = "unknown"
    sources = {
        source.name: source.read_bytes()
        for source in files("newsarchive.extract").iterdir()
        if source.name.endswith(".py")
    }
    return f"{program}+{digest(sources)}" if sources else program


def digest(sources: dict[str, bytes]) -> str:
    """What changes with every change of a rule: of names and contents of all modules of this package."""
    seen = hashlib.sha256()
    for name, content in sorted(sources.items()):
        seen.update(hashlib.sha256(name.encode()).digest() + hashlib.sha256(content).digest())
    return seen.hexdigest()[:DIGITS]
