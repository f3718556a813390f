"""Golden pages: ``tests/pages/<site>/<slug>/page.html`` must be read as its ``article.json`` says.
``newsarchive golden`` writes both; docs/newspapers.md shows how.

``article.json`` has the form of ``Article.to_dict()`` and may be a part of it:

* only the keys it lists are compared, in nested records too;
* a list must have as many entries as listed, in that order; only labels and disclosures have none;
* dates are equal when they name the same instant;
* ``_address`` (needed) is the address the page is read under, ``_headers`` the response's headers,
  ``_captured`` when it was captured: the words of its newspaper are those of that day;
* with ``_standfirst_may_lead``, the text may begin with the standfirst, listed or not: it stands right above
  the first paragraph, and readers differ on whose it is;
* no string in ``_never_in_text`` may stand in the text;
* ``_open`` says what is known to be read otherwise today; the test then fails when the page is read right;
* other keys that begin with an underscore are remarks.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from newsarchive.reading import read_page
from newsarchive.sites import Sites

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = Path(__file__).parent / "pages"
FOLDERS = sorted(record.parent for record in PAGES.glob("*/*/article.json"))
DATES = {"date", "date_published", "date_modified"}


def differences(expected: Any, got: Any, field: str = "") -> Iterator[str]:
    """A readable entry for each place where ``got`` is not what ``expected`` lists."""
    if isinstance(expected, dict) and isinstance(got, dict):
        for key in (k for k in expected if not k.startswith("_")):
            yield from differences(
                expected[key], got.get(key, "(no such field)"), f"{field}.{key}".lstrip(".")
            )
    elif isinstance(expected, list) and isinstance(got, list) and len(expected) == len(got):
        for number, (one, other) in enumerate(zip(*ordered(field, expected, got), strict=True)):
            yield from differences(one, other, f"{field}[{number}]")
    elif expected != got and not same_instant(field, expected, got):
        yield f"{field}\n    expected: {shown(expected)}\n    got:      {shown(got)}"


def ordered(field: str, *lists: list[Any]) -> list[list[Any]]:
    """Notices in an order of their own: the page's may be either where a label is printed twice."""
    name = field.rpartition(".")[2]
    if name not in ("labels", "disclosures"):
        return list(lists)
    return [sorted(x, key=lambda n: n if name == "labels" else (n["target"], n["scope"])) for x in lists]


def same_instant(field: str, expected: Any, got: Any) -> bool:
    if field.rpartition(".")[2] not in DATES or not (expected and got):
        return False
    return datetime.fromisoformat(expected) == datetime.fromisoformat(got)


def shown(value: Any) -> str:
    if isinstance(value, list):
        return f"{len(value)} entries" + "".join(
            f"\n      {json.dumps(v, ensure_ascii=False)}" for v in value
        )
    return json.dumps(value, ensure_ascii=False)


def without_standfirst(record: dict[str, Any]) -> dict[str, Any]:
    body = record["body"]
    leads = bool(body) and body[0]["text"] == record["description"]
    return record | {"body": body[leads:]}


def leaks(snippets: list[str], text: str) -> Iterator[str]:
    for snippet in snippets:
        if snippet in text:
            yield f"text\n    never: {shown(snippet)}"


@pytest.fixture(scope="module")
def sites() -> Sites:
    return Sites.load()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_golden_page(folder: Path, sites: Sites, request: pytest.FixtureRequest) -> None:
    expected = json.loads((folder / "article.json").read_text(encoding="utf-8"))
    if "_open" in expected:
        request.applymarker(pytest.mark.xfail(reason=expected["_open"]))
    html = (folder / "page.html").read_bytes()
    article = read_page(
        html,
        expected["_address"],
        headers=tuple(expected.get("_headers", {}).items()),
        captured=datetime.fromisoformat(expected["_captured"]) if "_captured" in expected else None,
        sites=sites,
    )
    got = article.to_dict()
    if expected.get("_standfirst_may_lead"):
        expected, got = without_standfirst(expected), without_standfirst(got)
    wrong = [
        *differences(expected, got),
        *leaks(expected.get("_never_in_text", []), article.text),
    ]
    if wrong:
        pytest.fail("\n".join([f"{folder.relative_to(PAGES)} is read otherwise:", *wrong]), pytrace=False)


def test_differences_are_found_and_named() -> None:
    """The comparison itself: what it must see, and what it must let pass."""
    expected = {
        "headline": "A",
        "date_published": "2026-01-01T12:00:00+01:00",
        "body": [{"type": "paragraph", "text": "One."}],
        "_remark": "not a field",
    }
    same = {
        "headline": "A",
        "date_published": "2026-01-01T11:00:00+00:00",
        "body": [{"type": "paragraph", "text": "One.", "level": 2}],
        "section": "not listed",
    }
    assert list(differences(expected, same)) == []
    assert [d.split("\n")[0] for d in differences(expected, same | {"headline": "B"})] == ["headline"]
    later = same | {"date_published": "2026-01-01T12:00:00+00:00"}
    assert [d.split("\n")[0] for d in differences(expected, later)] == ["date_published"]
    other = same | {"body": [{"type": "paragraph", "text": "Two."}]}
    assert [d.split("\n")[0] for d in differences(expected, other)] == ["body[0].text"]
    assert [d.split("\n")[0] for d in differences(expected, same | {"body": []})] == ["body"]
    labels = ({"labels": ["A", "B"]}, {"labels": ["B", "A"]})
    assert list(differences(*labels)) == []
    led = {"description": "Why.", "body": [{"text": "Why."}, {"text": "One."}]}
    assert without_standfirst(led)["body"] == [{"text": "One."}]
    assert without_standfirst(led | {"description": "What."})["body"] == led["body"]
    assert list(leaks(["cookies", "Share"], "Share this")) == ['text\n    never: "Share"']
