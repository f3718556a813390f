"""The running text: which runs are chosen, what blocks become of them, where they stand."""

import pytest

from newsarchive.extract.blocks import build
from newsarchive.extract.body import read_body
from newsarchive.extract.metadata import read_metadata

ONE = (
    "The ferry between the two towns ran again on Friday, four days after a storm had torn its landing away."
)
TWO = "Passengers waited in the rain from six in the morning, and the first boat left with every seat taken."
THREE = (
    "The harbour master said that repairs would go on until June, and that nobody should trust the timetable."
)
MENU = "<nav><ul><li><a href=/a>News</a><li><a href=/b>Sport</a><li><a href=/c>Weather</a></ul></nav>"


def story(*parts: str) -> str:
    text = "".join(parts)
    return f"{MENU}<article><h1>Ferry runs again</h1>{text}</article><footer><p>© The Ferry</p></footer>"


def p(text: str) -> str:
    return f"<p>{text}</p>"


@pytest.fixture
def read(page_of):
    def read(body, head=""):
        page = page_of(body, head)
        return read_body(page, read_metadata(page))

    return read


@pytest.fixture
def built(page_of):
    """The blocks of all segments of a page."""

    def blocks(body, head=""):
        page = page_of(body, head)
        times = page.view.by_tag.get("time", ())
        chosen = [s for s in page.view.segments if s.owner not in {page.view.parents[t] for t in times}]
        return build(page, read_metadata(page), chosen)[0]

    return blocks


def test_the_text_is_taken_and_what_is_around_it_is_not(read):
    body = read(story(p(ONE), p(TWO), p(THREE)))
    assert [block.text for block in body.blocks] == [ONE, TWO, THREE]


def test_a_body_knows_where_it_stands(page_of):
    box = '<aside class="newsletter"><p>Sign up for our newsletter</p><button>Go</button></aside>'
    page = page_of(story(p(ONE), box, p(TWO), p(THREE)))
    body = read_body(page, read_metadata(page))
    tags = page.view.tags
    assert [tags[i] for i in body.indices] == ["p", "p", "p"]
    assert [tags[i] for i in body.containers] == ["article"]
    assert [tags[i] for i in body.dropped] == ["aside"]
    assert body.start == body.indices[0]
    assert body.stop == page.view.ends[body.indices[-1]]


def test_a_heading_under_which_nothing_stands_is_left(read):
    body = read(story(p(ONE), "<h2>In the harbour</h2>", p(TWO), p(THREE), "<h2>What comes next</h2>"))
    assert [block.type for block in body.blocks] == ["paragraph", "heading", "paragraph", "paragraph"]


def test_a_page_without_text_in_sight_gives_what_its_linked_data_says(read):
    data = f'{{"@type": "NewsArticle", "articleBody": "{ONE}\\n{TWO}"}}'
    script = f'<script type="application/ld+json">{data}</script>'
    body = read("<h1>Ferry runs again</h1><p>Please log in.</p>", script)
    assert [block.text for block in body.blocks] == [ONE, TWO]
    assert body.indices == ()


def test_an_empty_page_has_an_empty_body(read):
    assert read("").blocks == ()


def test_a_small_table_in_the_text_is_taken_as_a_whole(read):
    rows = "".join(f"<tr><td>{port}<td>{time}</tr>" for port, time in (("North", "6.10"), ("South", "6.55")))
    body = read(story(p(ONE), f"<table><tr><th>Port<th>First boat</tr>{rows}</table>", p(TWO), p(THREE)))
    table = next(block for block in body.blocks if block.type == "table")
    assert table.rows == (("Port", "First boat"), ("North", "6.10"), ("South", "6.55"))


def test_a_table_between_a_short_line_and_a_heading_is_taken(read):
    prices = "<table><tr><th>Route<th>Price<tr><td>Mill<td>40 kr<tr><td>Garden<td>60 kr</table>"
    text = read(
        story(
            p(ONE),
            "<p>The council set the prices on Tuesday:</p>",
            prices,
            "<h2>Stops</h2>",
            p(TWO),
            p(THREE),
        )
    )
    assert "Garden\t60 kr" in next(b.text for b in text.blocks if b.type == "table")


def test_stories_behind_a_title_are_left_where_no_element_holds_them(read):
    teaser = (
        "<p>Nobody was hurt when the old bridge gave way on Sunday, and the road stays closed for weeks.</p>"
    )
    others = "".join(
        f"<h3><a href=/story-{n}-of-four>The bridge that fell down {n} times</a></h3>{teaser}"
        for n in range(4)
    )
    text = read(f"{MENU}<h1>Ferry runs again</h1>{p(ONE)}{p(TWO)}{p(THREE)}<b>Related articles</b>{others}")
    assert [b.text for b in text.blocks] == [ONE, TWO, THREE]


def test_one_linked_headline_behind_such_a_title_ends_no_text(read):
    link = "<p><b>Read also</b></p><p><a href=/bridge-fell-down>The bridge that fell down twice</a></p>"
    text = read(story(p(ONE), link, p(TWO), p(THREE)))
    assert [b.text for b in text.blocks if len(b.text) > 60] == [ONE, TWO, THREE]


def test_captions_between_paragraphs_are_left(read):
    credited = '<p class="caption">The harbour master at her desk. Photo: Cy Roe</p>'
    below = '<div><img src="/quay.jpg"></div><p class="imageCaption">The first passengers on the quay</p>'
    body = read(story(p(ONE), credited, p(TWO), below, p(THREE)))
    assert [b.text for b in body.blocks] == [ONE, TWO, THREE]
    named = f'<p class="caption">{TWO}</p>'  # neither picture nor credit: the class alone proves nothing
    assert TWO in [b.text for b in read(story(p(ONE), named, p(THREE))).blocks]


def test_the_date_line_below_the_standfirst_is_left(read):
    line = '<p class="date">14.03.2026, 08:15 Uhr <span>Lesezeit: 4 Min.</span></p>'
    body = read(story(p(TWO), line, p(ONE), p(THREE)))
    assert [b.text for b in body.blocks] == [TWO, ONE, THREE]


@pytest.mark.parametrize(
    "call", ["Follow The Ferry on <a>Google News</a>", "Folgen Sie uns bei <a>Google News</a>!"]
)
def test_calls_to_follow_the_newspaper_elsewhere_are_left(read, call):
    call = call.replace("<a>", '<a href="https://news.google.com/ferry">') + " and be the first to know"
    assert [b.text for b in read(story(p(ONE), p(TWO), p(THREE), p(call))).blocks] == [ONE, TWO, THREE]


def test_calls_for_tips_are_left(read):
    call = (
        "<p>Do you work there and have a tip? <a href=/tips>Write to us</a>, we treat it as confidential.</p>"
    )
    text = read(story(p(ONE), call, p(TWO), p(THREE)))
    assert [b.text for b in text.blocks] == [ONE, TWO, THREE]


def test_a_short_list_in_the_text_is_taken_as_a_whole(read):
    items = "<ul><li>Bring your pass</ul><ol><li>North pier<li>South pier<li>Town bridge</ol>"
    body = read(story(p(ONE), p(TWO), items, p(THREE)))
    assert [block.items for block in body.blocks if block.type == "list"][-1:] == [
        ("North pier", "South pier", "Town bridge")
    ]


def test_lists_keep_their_items_and_their_order(built):
    first, second = built("<ul><li>One<li>Two <b>bold</b></ul><ol><li><p>Three</p><p>more</p></ol>")
    assert (first.items, first.ordered) == (("One", "Two bold"), False)
    assert (second.items, second.ordered) == (("Three more",), True)


def test_a_list_of_articles_is_no_list(built):
    blocks = built(f"<ul><li><article>{p(ONE)}</article><li><article>{p(TWO)}</article></ul>")
    assert [block.type for block in blocks] == ["paragraph", "paragraph"]


def test_tables_are_even_and_those_that_lay_out_the_page_are_none(built):
    (table,) = built("<table><caption>Boats</caption><tr><td>a<td>b<tr><td>c</table>")
    assert table.rows == (("Boats", ""), ("a", "b"), ("c", ""))
    layout = built(f"<table><tr><td>{'Long text. ' * 60}<td>b</table>")
    assert {block.type for block in layout} == {"paragraph"}


def test_headings_quotes_and_preformatted_text_are_what_they_are(built):
    blocks = built("<h3>Head</h3><blockquote><p>Quoted</p></blockquote><pre>a\n  b</pre>")
    assert [(b.type, b.text) for b in blocks] == [
        ("heading", "Head"),
        ("quote", "Quoted"),
        ("preformatted", "a\n  b"),
    ]
    assert blocks[0].level == 3


def test_bold_questions_and_what_follows_them_are_an_interview(built):
    turn = "<p><b>{}</b></p><p>{}</p>"
    blocks = built(p(ONE) + turn.format("When does it run?", "Soon.") + turn.format("And then?", "Daily."))
    assert [b.type for b in blocks] == ["paragraph", "question", "answer", "question", "answer"]


def test_one_bold_question_is_no_interview(built):
    blocks = built("<p><b>When does it run?</b></p><p>Soon.</p>")
    assert [b.type for b in blocks] == ["paragraph", "paragraph"]


LIVE = '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Ferry"}</script>'


def test_entries_of_a_live_blog_have_their_times(built):
    entry = (
        '<div><time datetime="2025-03-14T1{0}:00:00Z">1{0}:00</time><h3>Title {0}</h3><p>Text {0}</p></div>'
    )
    blocks = built(f"<main>{entry.format(2)}{entry.format(1)}</main>", LIVE)
    live = [b for b in blocks if b.type == "live-entry"]
    assert [b.text for b in live] == ["Title 2", "Title 1"]
    assert [b.date.hour for b in live] == [12, 11]


def test_times_on_other_pages_make_no_live_entries(built):
    entry = '<div><time datetime="2025-03-14T1{0}:00:00Z">1{0}:00</time><p>Text {0}</p></div>'
    assert "live-entry" not in {b.type for b in built(f"<main>{entry.format(2)}{entry.format(1)}</main>")}


@pytest.mark.parametrize("depth", [500, 1_900])
def test_text_however_deep_is_read(read, depth):
    deep = "<div>" * depth + p(ONE) + p(TWO) + "</div>" * depth
    assert [block.text for block in read(story(deep, p(THREE))).blocks] == [ONE, TWO, THREE]
    box = "<section>" + "<div>" * depth + p("A word.") + "</div>" * depth + "</section>"
    assert ONE in [block.text for block in read(story(p(ONE), p(TWO), p(THREE)) + box).blocks]


def test_a_table_between_a_paragraph_and_a_list_is_taken(read):
    prices = "<table><tr><th>Route<th>Price<tr><td>Mill<td>40 kr<tr><td>Garden<td>60 kr</table>"
    stops = (
        "<ul><li>Bring your pass on the first day of the week.<li>The quay is closed to cars until June.</ul>"
    )
    body = read(story(p(ONE), p(TWO), prices, stops, p(THREE)))
    assert "Garden\t60 kr" in next(b.text for b in body.blocks if b.type == "table")


@pytest.mark.parametrize(
    "line",
    [
        "김하늘 기자 sky@ferry.example",
        "[나루일보 김하늘 기자 sky@ferry.example]",
        "(Borítókép: A komp a kikötőben. Fotó: Kis Anna / Komp)",
    ],
)
def test_a_signature_or_a_credit_in_parentheses_ends_no_text(read, line):
    assert [b.text for b in read(story(p(ONE), p(TWO), p(THREE), p(line))).blocks] == [ONE, TWO, THREE]
    sentence = f"{line} wrote the letter that the harbour master read out aloud on the quay on Friday."
    assert read(story(p(ONE), p(TWO), p(THREE), p(sentence))).blocks[-1].text == sentence


@pytest.mark.parametrize(
    "line",
    [
        "<b>อ่านเพิ่มเติม: พายุพัดท่าเรือพังทั้งสองเมือง</b>",
        "Ακολουθήστε το Πορθμείο στο Google News και μάθετε πρώτοι όλες τις ειδήσεις",
    ],
)
def test_lines_that_lead_elsewhere_without_a_link_are_left(read, line):
    assert [b.text for b in read(story(p(ONE), p(TWO), p(line), p(THREE))).blocks] == [ONE, TWO, THREE]


def test_what_the_author_is_in_italics_below_the_text_is_left(read):
    byline = '<p class="byline">By Ann Poe</p>'

    def last(line):
        return read(story(byline, p(ONE), p(TWO), p(THREE), p(line))).blocks[-1].text

    life = "Ann Poe is a reporter at The Ferry. Reach her at ann@ferry.example."
    assert last(f"<em>{life}</em>") == THREE
    assert last(life) == life
    assert last("<em>Cy Roe is a reporter at The Ferry.</em>") == "Cy Roe is a reporter at The Ferry."
