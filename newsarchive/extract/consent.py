# LEAD: this module is being written by another hand right now (20:30). Do not overwrite it; build on its signatures.
"""Consent banners: found in the static HTML, taken off the page, their words kept."""

from __future__ import annotations

from archive.article import Consent, Removed
from newsarchive.extract.view import View


def take_out(view: View) -> tuple[Consent | None, list[Removed]]:
    """The banner's words, and what was removed; the view is changed in place."""
    return None, []
