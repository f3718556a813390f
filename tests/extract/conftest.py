"""Small pages for the tests of the fields, read with a body that is known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from newsarchive.extract.body import Body
from newsarchive.extract.metadata import Metadata, read_metadata
from newsarchive.extract.page import Page, read_page

ADDRESS = "https://www.ferry.example/town/2025/03/14/ferry-runs-again-after-storm"


@pytest.fixture
def page_of() -> Callable[..., Page]:
    """A page from what stands in its body and head."""

    def read(
        body: str,
        head: str = "",
        *,
        address: str = ADDRESS,
        lang: str = "en",
        captured: datetime | None = None,
    ) -> Page:
        html = f'<html lang="{lang}"><head>{head}</head><body>{body}</body></html>'
        return read_page(html.encode(), address, captured=captured)

    return read


@pytest.fixture
def metadata_of(page_of: Callable[..., Page]) -> Callable[..., Metadata]:
    return lambda *parts, **more: read_metadata(page_of(*parts, **more))


@pytest.fixture
def body_of() -> Callable[[Page], Body]:
    """The paragraphs of class "t" of a page as its running text."""

    def read(page: Page) -> Body:
        view = page.view
        found = tuple(i for i in view.by_tag.get("p", ()) if view.hints[i] == "t")
        return Body(indices=found, start=found[0], stop=view.ends[found[-1]])

    return read
