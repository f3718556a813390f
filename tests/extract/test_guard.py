import pytest

from newsarchive.extract import guard
from newsarchive.extract.page import read_page


def named(removed):
    return {one.what: one.count for one in removed}


def test_a_common_page_goes_through_as_it_is():
    page = b'<p class=\'a\' id=b data-x="<>">1 < 2</p><script>if (a<b) { x = "\'" }</script><!-- <p -->'
    assert guard.guard(page) == (page, [])


def test_a_tag_keeps_its_first_hundred_attributes():
    tag = b"<p " + b" ".join(b'a%d="x>"' % n for n in range(300)) + b">text</p>"
    data, removed = guard.guard(b"<i>before</i>" + tag + b"<i>after</i>")
    assert named(removed) == {"attributes": 200}
    assert data.startswith(b"<i>before</i><p a0")
    assert data.count(b'="x>"') == 100
    assert data.endswith(b">text</p><i>after</i>")


def test_what_looks_like_tags_in_a_script_is_none():
    page = b"<script>" + b"<x " + b"a " * 500 + b"></script><p>text</p>"
    assert guard.guard(page) == (page, [])


def test_tags_beyond_the_limit_go(monkeypatch):
    monkeypatch.setattr(guard, "MAX_TAGS", 3)
    data, removed = guard.guard(b"<p>a<p>b<p>c<p>d<p>e")
    assert data.count(b"<") <= 3
    assert named(removed) == {"tags beyond the limit": 2}


def test_bytes_beyond_the_limit_go(monkeypatch):
    monkeypatch.setattr(guard, "MAX_BYTES", 10)
    assert guard.guard(b"x" * 12) == (b"x" * 10, [guard.Removed(what="bytes beyond the limit", count=2)])


@pytest.mark.parametrize("depth", [260, 500, 1_900, 2_500, 19_000])
def test_text_survives_however_deep_it_stands(depth):
    page = read_page(b"<div>" * depth + b"deep" + b"</div>" * depth + b"<p>after")
    assert page.view.lines == ["deep", "after"]


def test_flattening_counts_the_tags_it_takes():
    data, count = guard.flatten(b"<b>" * 300 + b"x" + b"</b>" * 300)
    assert count == 2 * (300 - guard.MAX_DEPTH)
    assert data.count(b"<b>") == guard.MAX_DEPTH
