"""The forms that news comes in keep their text and blocks: live blogs, interviews, letters, recipes, tables.

The pages are those of ``kinds/article``, twenty of them written before the rules were looked at, which then
read fifteen as ``kinds/bodies.json`` says: what their text ``holds``, what ``never``, and
``types`` of blocks.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsarchive.extract import extract

KINDS = Path(__file__).parent / "kinds"
BODIES = json.loads((KINDS / "bodies.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", BODIES)
def test_the_form_survives(name: str) -> None:
    html = (KINDS / "article" / f"{name}.html").read_text(encoding="utf-8")
    address, _, rest = html.removeprefix("<!-- ").partition(" -->\n")
    article = extract(rest.encode(), address)
    expected = BODIES[name]
    assert [part for part in expected["holds"] if part not in article.text] == []
    assert [part for part in expected.get("never", ()) if part in article.text] == []
    assert set(expected.get("types", ())) <= {block.type for block in article.body}
    assert all(block.date for block in article.body if block.type == "live-entry")
