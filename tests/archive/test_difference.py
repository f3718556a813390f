"""Differences are exact, small, and soon found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.difference import MOST, ROOM, Difference, Line, Text, difference, spans

letters = st.lists(st.sampled_from("abc"), max_size=14)


def common(a: list[str], b: list[str]) -> int:
    """Length of the longest common subsequence, the slow way."""
    row = [0] * (len(b) + 1)
    for x in a:
        above = row
        row = [0]
        for n, y in enumerate(b):
            row.append(above[n] + 1 if x == y else max(above[n + 1], row[-1]))
    return row[-1]


@given(letters, letters)
def test_no_smaller_difference_is_there(a: list[str], b: list[str]) -> None:
    found = spans(a, b, [ROOM])
    assert [x for _, one, _ in found for x in one] == a
    assert [x for _, _, other in found for x in other] == b
    assert all(list(one) == list(other) for same, one, other in found if same)
    assert sum(len(one) for same, one, _ in found if same) == common(a, b)


def test_without_room_one_takes_the_place_of_the_other() -> None:
    assert spans("xaby", "xbay", [0]) == [(True, "x", "x"), (False, "ab", "ba"), (True, "y", "y")]
    many = [str(n) for n in range(MOST + 2)]
    assert spans(many, ["x", *many[1:-1:2], "y"], [ROOM])[0][0] is False


def test_lines_first_then_words() -> None:
    before = Text(
        "Two die in fire", "s", "It left at dawn, and burned.\n5 minutes ago\nA man was held.\nEnd."
    )
    after = Text(
        "Three die in fire", "s", "It left at noon, and burned.\n9 minutes ago\nEnd.\nNobody was held."
    )
    found = difference(before, after)
    assert found == Difference(
        lines=(
            Line("headline", (("gone", "Two"), ("new", "Three"), ("same", " die in fire"))),
            Line("description", (("same", "s"),)),
            Line(
                "text",
                (("same", "It left at "), ("gone", "dawn"), ("new", "noon"), ("same", ", and burned.")),
            ),
            Line("text", (("gone", "A man was held."),)),
            Line("text", (("same", "End."),)),
            Line("text", (("new", "Nobody was held."),)),
        ),
        added=5,
        removed=6,
    )
    assert found.changed
    assert not difference(before, before).changed


def test_scripts_without_blanks_differ_letter_by_letter() -> None:
    found = difference(Text("渡し船が再開した", "", ""), Text("渡し船が停止した", "", ""))
    assert found.lines[0].pieces == (
        ("same", "渡し船が"), ("gone", "再開"), ("new", "停止"), ("same", "した"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a " * 100_000, "b " * 100_000),
        ("a b " * 50_000, "b a c " * 40_000),
        ("x y\n" * 5_000, "y z\n" * 5_000),
        ("\n".join(f"w{n} r s t" for n in range(5_000)), "\n".join(f"w{n} r s u" for n in range(5_000))),
    ],
    ids=["other words", "turned words", "lines", "each line"],
)
def test_texts_made_to_be_slow_take_bounded_steps(before: str, after: str) -> None:
    found = difference(Text("", "", before), Text("", "", after))
    gone = " ".join(t for line in found.lines for kind, t in line.pieces if kind != "new").split()
    new = " ".join(t for line in found.lines for kind, t in line.pieces if kind != "gone").split()
    assert (gone, new) == (before.split(), after.split())


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_have_a_difference(a: str, b: str) -> None:
    found = difference(Text(a, a, a), Text(b, b, b))
    assert found.added >= 0 <= found.removed
