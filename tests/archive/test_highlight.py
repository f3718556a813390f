from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.highlight import BEFORE, PASSAGE, SCANNED, Segments, mark
from archive.query import Term

STORM = (Term("storm"),)


def lit(segments: Segments) -> list[str]:
    return [text for text, matches in segments if matches]


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        (Term("storm"), "Storm! STORM? A storm-front, stormy.", ["Storm", "STORM", "storm"]),
        (Term("storm"), "brainstorm storm_2 ostorm", ["storm"]),
        (Term("stor", prefix=True), "The store, a storm.", ["store", "storm"]),
        (Term("café"), "cafe CAFÉ cafe\u0301 cafés", ["cafe", "CAFÉ", "café"]),
        (Term("cafe"), "Café", ["Café"]),
        (Term("grain ship"), "Grain,\nship grain-ship grainship", ["Grain,\nship", "grain-ship"]),
        (Term("grain cor", prefix=True), "grain corridors", ["grain corridors"]),
        (Term("don't"), "Don’t don t dont", ["Don’t", "don t"]),
        (Term("straße"), "STRASSE Straße", ["Straße"]),
        (Term("ὀδός"), "ΟΔΟΣ οδος", ["ΟΔΟΣ", "οδος"]),
        (Term("йод"), "Йод иод", ["Йод", "иод"]),
        (Term("朝鮮"), "北朝鮮と朝鮮半島", ["朝鮮", "朝鮮"]),
        (Term("กรุงเทพ"), "ในกรุงเทพมหานคร", ["กรุงเทพ"]),
        (Term("الميناء"), "عاصفة في الميناء.", ["الميناء"]),
        (Term("C++"), "In C and c++.", ["C", "c"]),
    ],
)
def test_words_are_found_as_the_index_finds_them(term: Term, text: str, found: list[str]) -> None:
    assert lit(mark(text, (term,)).whole()) == found


def test_the_passage_is_where_most_terms_meet() -> None:
    far = "calm " * 100
    marked = mark(f"A storm. {far}A gale, a storm. {far}A gale.", (Term("storm"), Term("gale")))
    assert lit(marked.passage()) == ["gale", "storm"]
    text = "".join(piece for piece, _ in marked.passage())
    assert text.startswith("…calm ")
    assert text.endswith("calm…")
    assert len(text) <= PASSAGE + 2


def test_without_a_match_the_passage_is_the_beginning() -> None:
    assert mark("Calm.", STORM).passage() == (("Calm.", False),)
    assert mark("", STORM).passage() == ()
    long = mark("calm " * 100, STORM).passage()
    assert long[0][0].startswith("calm calm")
    assert long[-1] == ("…", False)


def test_wide_letters_take_two_columns() -> None:
    fog = "霧の日に鳴らすと船が驚いてしまう。" * 30
    marked = mark(f"{fog}霧笛は役目を終えた。{fog}", (Term("霧笛"),))
    text = "".join(piece for piece, _ in marked.passage())
    assert len(text) == PASSAGE // 2 + 2
    assert text.index("霧笛") == BEFORE // 2 + 1
    assert len(mark(fog, STORM).passage()[0][0]) == PASSAGE // 2


def test_a_match_longer_than_a_passage_is_shown_whole() -> None:
    words = "-".join(["storm"] * 100)
    assert lit(mark(f"calm {words} calm", (Term(words),)).passage()) == [words]


def test_only_the_beginning_of_a_huge_text_is_looked_at() -> None:
    marked = mark("storm " * SCANNED, STORM)
    assert len(marked.text) == SCANNED
    assert lit(marked.passage())[0] == "storm"
    assert mark("x" * SCANNED + " storm", STORM).spans == ()


@given(st.text(), st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1), min_size=1, max_size=3))
def test_segments_are_the_text(text: str, words: list[str]) -> None:
    marked = mark(text, tuple(Term(word) for word in words))
    assert "".join(piece for piece, _ in marked.whole()) == marked.text
    passage = "".join(piece for piece, _ in marked.passage())
    assert passage.removeprefix("…").removesuffix("…") in marked.text + "…"
