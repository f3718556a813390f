"""An article tells which rules read it."""

from __future__ import annotations

import re

from newsarchive.extract import extract
from newsarchive.extract.rules import digest, rules_version


def test_an_article_names_the_program_and_its_rules() -> None:
    extractor = extract(b"<p>A word.</p>").extractor
    assert extractor is not None
    assert extractor.version == rules_version()
    assert re.fullmatch(r"\d+\.\d+\.\d+\+[0-9a-f]{8}", extractor.version)


def test_any_change_of_a_rule_changes_the_version() -> None:
    rules = {"body.py": b"LITTLE = 250", "choice.py": b""}
    assert digest(rules) == digest(dict(reversed(rules.items())))
    assert digest(rules) != digest(rules | {"body.py": b"LITTLE = 251"})
    assert digest(rules) != digest({"bodies.py": b"LITTLE = 250", "choice.py": b""})
    assert digest({"a.py": b"b", "c.py": b""}) != digest({"a.py": b"", "c.py": b"b"})
