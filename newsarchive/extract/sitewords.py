"""The fields that a newspaper's own selectors give; nothing where they match nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsarchive.extract import dates, names, shown
from newsarchive.extract.shown import Dated
from newsarchive.extract.standfirst import Printed
from newsarchive.extract.texts import clean
from newsarchive.extract.titles import Heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsarchive.extract.page import Page
    from newsarchive.extract.sources import Sources


def headline(page: Page) -> Heading | None:
    """The headline and the index of its element."""
    return (
        next((Heading(text, i) for text, i in _texts(page, page.site.headline)), None) if page.site else None
    )


def description(page: Page) -> Printed | None:
    """The standfirst and the index of its element."""
    return (
        next((Printed(text, i) for text, i in _texts(page, page.site.description)), None)
        if page.site
        else None
    )


def authors(page: Page) -> tuple[str, ...]:
    """All names in the elements selected."""
    if not page.site:
        return ()
    return names.unique(name for text, _ in _texts(page, page.site.authors) for name in names.split(text))


def date_published(sources: Sources) -> Dated | None:
    """The first of the elements selected that holds a date, for machines or in print."""
    page = sources.page
    for text, _ in _texts(page, page.site.date_published) if page.site else ():
        date = dates.parse(text, zone=sources.zone) or dates.printed(
            text, month_first=shown.month_first(sources), zone=sources.zone
        )
        if date:
            return Dated(date, text)
    return None


def _texts(page: Page, words: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """What the selected elements say, and their indices: their machine value, else their text."""
    for i in page.select(words) if words else ():
        element = page.view.elements[i]
        value = element.get("content") or element.get("datetime") or page.view.text_of(i)
        if text := clean(value):
            yield text, i
