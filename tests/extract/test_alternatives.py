"""Branches gathered by their first letter find what they found one by one."""

import re

from newsarchive.extract.alternatives import by_letter

TEXT = "The stories a reader reads: story, stone, sto(ry, ss, Übersicht, über, x|y, 7 stones, a b, aaa"


def test_they_are_gathered():
    assert by_letter("stone|story|read") == "s(?:tone|tory)|read"


def test_what_is_found_is_the_same():
    for branches in (
        r"stor(?:y|ies)|stone|read(?:s|er)|reads|über\w*|Über",
        r"s?tone|s+|story|st|sto\(ry|[st]o|(?:a|b) b|a{2}|a|\d stones|x\|y|x",
        r"story|s|",
        "read",
    ):
        for flags in (0, re.IGNORECASE):
            plain, gathered = re.compile(branches, flags), re.compile(by_letter(branches), flags)
            spans = [m.span() for m in plain.finditer(TEXT)]
            assert [m.span() for m in gathered.finditer(TEXT)] == spans
