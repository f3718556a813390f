"""Work that hostile pages ask for is counted, not timed: what is asked once, what not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsarchive.extract import corrections, features
from newsarchive.extract.body import read_body
from newsarchive.extract.features import Features
from newsarchive.extract.metadata import read_metadata

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

TEXT = (
    "<p>The ferry between the two towns ran again on Friday, four days after a storm tore its landing.</p>"
    * 3
)


def counted(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> list[object]:
    """The first arguments with which a function is called from now on; it does what it did."""
    seen: list[object] = []
    real: Callable[..., object] = getattr(module, name)

    def call(first: object, *others: object) -> object:
        seen.append(first)
        return real(first, *others)

    monkeypatch.setattr(module, name, call)
    return seen


def test_the_names_of_an_element_are_read_once_a_page(page_of, monkeypatch):
    page = page_of(
        "".join(f"<div class='art{n % 40}-b'><p class='x{n % 40}'>t</p></div>" for n in range(400))
    )
    metadata = read_metadata(page)
    asked = counted(monkeypatch, features, "regions")
    Features(page, metadata)
    assert 80 <= len(asked) <= len(set(page.view.hints))


def test_a_note_printed_again_is_not_read_again(page_of, monkeypatch):
    page = page_of("<h1>Ferry</h1>" + "<p>Correction: it was 14 March 2025.</p>" * 500 + TEXT)
    body = read_body(page, read_metadata(page))
    asked = counted(monkeypatch, corrections.dates, "printed")
    assert len(corrections.read_corrections(page, body)) == len(asked) == 1


def test_of_notes_without_end_the_first_are_read(page_of, monkeypatch):
    notes = "".join(f"<p>Correction: it was {n} goats.</p>" for n in range(3 * corrections.MOST))
    page = page_of("<h1>Ferry</h1>" + notes + TEXT)
    body = read_body(page, read_metadata(page))
    asked = counted(monkeypatch, corrections.dates, "printed")
    assert len(corrections.read_corrections(page, body)) == len(asked) == corrections.MOST
