import json

import pytest

from newsarchive.extract.extraction import extract

LINE = "The ferry left the quay at seven in the morning with forty passengers and one goat on board. " * 2
TITLE = "Ferry runs again after the storm"


def page(data, shown=""):
    return f"""<html><head><title>{TITLE}</title><meta property="og:title" content="{TITLE}"></head>
    <body><div id="app"><h1>{TITLE}</h1>{shown}</div>
    <script id="__NEXT_DATA__" type="application/json">{data}</script></body></html>""".encode()


def text(data, shown=""):
    return extract(
        page(json.dumps(data).replace("</", "<\\/"), shown), "https://ferry.example/town/ferry-runs"
    ).text


@pytest.mark.parametrize(
    "story",
    [
        {"headline": TITLE, "body": f"<p>{LINE}</p><p>And back.</p>"},
        {"title": TITLE, "articleBody": f"{LINE}\n\nAnd back."},
        {"title": TITLE, "content": {"html": f"<p>{LINE}</p><p>And back.</p>"}},
        {"title": TITLE, "content": [{"type": "p", "text": LINE}, {"type": "p", "text": "And back."}]},
        {"title": TITLE, "paragraphs": [LINE, "And back."]},
        {"title": TITLE, "body": f"<p>{LINE}</p><script>one()</script><style>p {{}}</style><p>And back.</p>"},
    ],
)
def test_a_text_that_stands_in_data_only(story):
    assert text({"props": {"pageProps": {"story": story}}}) == f"{LINE.strip()}\nAnd back."


def test_such_a_page_is_an_article():
    data = json.dumps({"title": TITLE, "body": f"<p>{LINE}</p>" * 9})
    assert (
        extract(page(data), "https://ferry.example/town/2025/03/14/ferry-runs-again").page_kind == "article"
    )


def test_a_text_of_another_story_is_not_taken():
    assert text({"stories": [{"title": "Goat at sea", "body": f"<p>{LINE}</p>"}]}) == ""


def test_what_is_in_sight_is_read_from_sight():
    shown = f"<article><p>{LINE}</p><p>{LINE} Twice.</p></article>"
    assert "Stored" not in text({"title": TITLE, "body": f"<p>Stored {LINE * 9}</p>"}, shown)


@pytest.mark.parametrize("data", ["{", "[" * 100_000, '{"a":' * 5_000, "null", '{"title": 1, "body": {}}'])
def test_odd_data_costs_nothing(data):
    assert extract(page(data), "https://ferry.example/town/ferry-runs").headline == TITLE
