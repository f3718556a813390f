"""What changes by itself is no edit; what somebody wrote is."""

from __future__ import annotations

import pytest

from archive.noise import cleared, fingerprint, told


@pytest.mark.parametrize(
    "line",
    [
        "124 comments", "1,234", "Updated 30 November 2026 14:05", "Reading time: 4 min", "Just now",
        "Lesezeit: 3 Minuten", "vor 5 Minuten", "Aktualisiert am 23. November 2026, 14:05 Uhr",
        "Il y a 3 heures", "Mis à jour le 3 mars 2026 à 14:05", "hace 2 horas", "5 minuti fa",
        "for 3 timer siden", "2 timmar sedan", "3 uur geleden", "5 хвилин тому",
        "опубліковано 23.11.2026, 14:05",
        "5分前", "コメント124件", "更新 2026年3月7日 14:05", "منذ 5 دقائق", "5 minutes ago · 12 shares",
    ],
)  # fmt: skip
def test_what_only_counts_or_says_when_is_noise(line: str) -> None:
    assert cleared(line) == ""


@pytest.mark.parametrize(
    "line",
    [
        "12 dead", "Euro 2024", "World Cup 2026", "The 14:05 train left.", "Denmark 3 - 1 Sweden",
        "Fog lifts",
        "Three boats left at 6:15.", "3\t1", "7 March 2026: The council voted to close the harbour for good.",
    ],
)  # fmt: skip
def test_what_tells_something_stays(line: str) -> None:
    assert cleared(line) == " ".join(line.split())


def test_ages_go_from_within_a_line() -> None:
    assert cleared("Published 5 hours ago by Ada Quist") == "Published by Ada Quist"
    assert cleared("A long time ago") == "A long time ago"


def test_type_setting_is_no_text() -> None:
    assert cleared("“Ice” – he\u00a0said …") == cleared('"Ice" - he said ...')
    assert cleared("co\u00adoperate") == "cooperate"


def test_headline_and_standfirst_are_never_noise() -> None:
    assert told("14:05", None, "5 minutes ago\nIce.") == ["14:05", "", "Ice."]


def test_the_fingerprint_is_of_the_lines() -> None:
    assert fingerprint(["a", "b"]) == fingerprint(iter(["a", "b"])) != fingerprint(["ab"])
    assert len(fingerprint(["\ud800"])) == 32
