"""Wordings and places of AI disclosures that the rules had not seen, and what only looks like one: of these
27 they knew 19 as they were written (``disclosures.json``: name, page with ``{LONG}`` for its text, what to
find as pairs of scope and target)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsarchive.extract import extract

CASES = json.loads(Path(__file__).with_name("disclosures.json").read_text(encoding="utf-8"))
LONG = "".join(
    f"<p>{line}</p>"
    for line in (
        "The ferry came in at noon with its lamp still burning, and nobody on the quay could say why.",
        "Harbour master Una Brill told the board that the fog had held them outside the second buoy.",
        "The board will vote on Thursday, when the treasurer is back from the mainland with the figures.",
    )
)


@pytest.mark.parametrize(("html", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_unseen_wordings(html: str, expected: list[list[str]]) -> None:
    article = extract(html.replace("{LONG}", LONG).encode(), "https://tidings.example/news/ferry-late-again")
    assert [[one.scope, one.target] for one in article.disclosures] == expected
