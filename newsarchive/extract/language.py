# LEAD: this module is being written by another hand right now (20:30). Do not overwrite it; build on its signatures.
"""The language of the text, and that of the page around it."""

from __future__ import annotations

from newsarchive.extract.body import Body
from newsarchive.extract.page import Page


def read_language(text: str, page: Page) -> str | None:
    """ISO 639-1, of the running text."""
    return None


def read_interface_language(page: Page, body: Body) -> str | None:
    """ISO 639-1, of navigation, labels and notices."""
    return None
