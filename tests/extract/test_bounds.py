"""Work that hostile pages ask for is counted, not timed: what is asked once, what not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsarchive.extract import choice, corrections, extract, features, titles
from newsarchive.extract.body import read_body
from newsarchive.extract.features import Features
from newsarchive.extract.metadata import read_metadata
from newsarchive.extract.view import View

if TYPE_CHECKING:
    from collections.abc import Callable

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


def test_of_captions_without_end_the_first_are_read(page_of, monkeypatch):
    captions = "<figcaption>A goat. Photo: Ann Poe</figcaption>" * (choice.MAX_CAPTIONS + 500)
    page = page_of("<h1>Ferry</h1>" + TEXT + captions)
    metadata = read_metadata(page)
    asked = counted(monkeypatch, choice, "_is_credited")
    read_body(page, metadata)
    assert len(asked) == choice.MAX_CAPTIONS


def test_of_a_title_without_end_the_beginning_is_read(page_of, monkeypatch):
    site = '<meta property="og:site_name" content="Ferry">'
    page = page_of(TEXT, f"{site}<title>A goat swims{' | Ferry' * 20_000}</title>")
    asked = counted(monkeypatch, titles, "_is_site")
    assert read_metadata(page).headline == "A goat swims"
    assert len(asked) <= titles.LONGEST


LINE = "The ferry between the two towns ran again on Friday, and everybody was on board by noon. "
LIVE = '<script type="application/ld+json">{"@type": "LiveBlogPosting"}</script>'
MANY = {
    "lines of one element": f"{LINE}<br>",
    "questions of one element": "What did the master of the ferry say of it?<br>",
    "live entries": f'<article><time datetime="2026-03-01T10:00">10:00</time><p>{LINE}</p></article>',
    "labels": "<p>This article was translated by AI.</p>",
    "prompts": f'<div class="paywall"><p>Subscribe now and log in to read on.</p></div><p>{LINE}</p>',
    "items": f"<li>{LINE}",
    "tables": f"<table><tr><td>{LINE}<td>b</table>",
    "sections": '<h2>Related</h2><p><a href="/town/goat-becomes-mayor">Goat becomes mayor today</a></p>',
    "notices": "<div class='cookie'><p>We use cookies on this website.</p><button>OK</button></div>",
    "pictures": f"<figure><img src='/a.jpg'><figcaption>A goat</figcaption></figure><p>{LINE}</p>",
    "headings": f"<h2>Ferry runs</h2><p>{LINE}</p>",
}


@pytest.mark.parametrize("part", MANY.values(), ids=MANY.keys())
def test_twice_the_page_is_twice_the_work(part, monkeypatch):
    """The questions that are asked most of a tree: work grows with the page, not with its square."""
    asked = 0

    def counting(real):
        def call(*args):
            nonlocal asked
            asked += 1
            return real(*args)

        return call

    def children(view, i):
        nonlocal asked
        for child in real_children(view, i):
            asked += 1
            yield child

    real_children = View.children
    for name in ("inside", "length", "density", "text_of"):
        monkeypatch.setattr(View, name, counting(getattr(View, name)))
    monkeypatch.setattr(View, "children", children)
    work = []
    for times in (400, 800):
        asked = 0
        extract(f"<h1>Ferry</h1>{LIVE}<div>{part * times}</div>".encode(), "https://ferry.example/a-b-c-d")
        work.append(asked)
    assert work[1] < 2.6 * work[0] + 1_000
