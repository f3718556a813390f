from datetime import UTC, datetime

import pytest

ADDRESS = "https://www.ferry.example/town/2025/03/14/ferry-runs-again-after-storm"
LONG = "The ferry left the quay at seven in the morning with forty passengers and one goat on board."


LD = """<script type="application/ld+json">{"@graph": [{"@type": "OpinionNewsArticle", "headline":
"Ferry runs again",
"author": [{"@id": "#ann"}, "Bo Li, Chief Editor"], "datePublished": "2025-03-14T08:20:00+01:00",
"publisher": {"name": "Ferry News"}, "articleSection": "Town", "keywords": "ferry, storm",
"isAccessibleForFree": "False"}, {"@type": "Person", "@id": "#ann", "name": "Ann Poe"}]}</script>"""


def test_what_json_ld_says(metadata_of):
    found = metadata_of("<h1>Ferry runs again</h1>", LD)
    assert found.headline == "Ferry runs again"
    assert found.authors == ("Ann Poe", "Bo Li")
    assert found.date_published == datetime(2025, 3, 14, 7, 20, tzinfo=UTC)
    assert found.date_published_raw == "2025-03-14T08:20:00+01:00"
    assert (found.publisher, found.section, found.keywords) == ("Ferry News", "Town", ("ferry", "storm"))
    assert (found.genre, found.is_accessible_for_free) == ("opinion", False)


def test_what_is_printed_where_metadata_is_silent(metadata_of):
    found = metadata_of(
        f"""<div class="kicker">After the storm</div><h1>Ferry runs again</h1><p class="standfirst">{LONG}</p>
        <div class="byline">By Ann Poe</div><div>14 March 2025</div>""",
        "<title>Ferry runs again</title>",
    )
    assert (found.alternative_headline, found.headline, found.description) == (
        "After the storm",
        "Ferry runs again",
        LONG,
    )
    assert (found.authors, found.byline) == (("Ann Poe",), "By Ann Poe")
    assert (found.date_published, found.date_published_raw) == (
        datetime(2025, 3, 14, tzinfo=UTC),
        "14 March 2025",
    )


def test_a_byline_without_a_class(metadata_of):
    assert metadata_of("<h1>Ferry runs</h1><div>Por Valdo Freitas</div>").authors == ("Valdo Freitas",)


def test_agencies_and_desks(metadata_of):
    head = '<meta name="author" content="Reuters"><meta property="og:site_name" content="Ferry News">'
    found = metadata_of("<h1>Ferry runs</h1>", head)
    assert (found.authors, found.agency) == (("Reuters",), "Reuters")


def test_the_canonical_address_must_be_possible(metadata_of):
    def url(href):
        return metadata_of("", f'<link rel="canonical" href="{href}">').url

    assert url("/town/ferry#top") == "https://www.ferry.example/town/ferry"
    assert url("https://www.ferry.example/") == ADDRESS
    assert url("https://elsewhere.example/x/1") == ADDRESS
    assert metadata_of("", address=ADDRESS + "?utm_source=a&id=7").url == ADDRESS + "?id=7"


def test_paid_for(metadata_of):
    assert metadata_of("<div>Sponsored content</div><h1>Ferry runs</h1>").genre == "sponsored"
    assert metadata_of("<h1>Ferry runs</h1>").genre is None


def test_odd_values_cost_nothing(metadata_of):
    odd = """<script type="application/ld+json">{"@type": "NewsArticle", "headline": {"a": []},
    "author": [[["x"]], 7],
    "datePublished": ["soon", null], "image": [{"url": {}}], "keywords": {"k": 1}, "url": 5,
    "publisher": []}</script>"""
    found = metadata_of("<h1>Ferry runs</h1>", odd)
    assert found.headline == "Ferry runs"
    assert found.date_published is not None  # the address has it


def authors(metadata_of, body, head=""):
    return metadata_of(f"<h1>Ferry runs</h1>{body}<p>{LONG * 3}</p>", head).authors


@pytest.mark.parametrize(
    "body",
    [
        "<div>Written by</div><div>Ann Poe</div>",
        "<p>14 March 2025 by Ann Poe</p>",
        "<p>Text: Ann Poe</p>",
        "<p>Von Ann Poe am 14.03.2025 um 9:20 Uhr</p>",
        "<p>By Ann Poe in <a>Harbour</a></p>",
        "<p>Ann Poe</p><p>March 14, 2025</p>",
        "<p>March 14, 2025</p><p>Ann Poe</p>",
        "<p>Ann Poe • 14 March 2025</p>",
        f"<p>{LONG * 30}</p><p>Written by Ann Poe</p>",
        f"<p>{LONG * 30}</p><div>Article written by:</div><h3>Ann Poe</h3>",
        "<div>Ann Poe</div><div>am</div><div>14.03.2025</div>",
    ],
)
def test_bylines_without_a_telling_class(metadata_of, body):
    assert authors(metadata_of, body) == ("Ann Poe",)


def test_who_took_the_picture_above_the_byline_is_no_author(metadata_of):
    picture = (
        '<figure><img src="/a.jpg"><figcaption>%s <b class="byline">Foto: Cy Roe</b></figcaption></figure>'
    )
    byline = '<div class="bylines"><a class="author" href="/people/poe">Ann Poe</a></div>'
    assert authors(metadata_of, picture % "The quay at dawn" + byline) == ("Ann Poe",)


def test_a_name_and_a_place_that_the_style_sheet_alone_parts(metadata_of):
    line = '<div class="signature"><b class="signature__author">Ann Poe</b><span>Bergen</span></div>'
    assert authors(metadata_of, line) == ("Ann Poe",)


def test_a_name_alone_below_the_last_paragraph_is_the_author(metadata_of):
    text = f"<article><p>{LONG * 12}</p><p>{LONG * 2}</p>%s</article><p>Imprint</p>"

    def signed(line):
        return metadata_of("<h1>Ferry runs</h1>" + text % line).authors

    assert signed("<p><b>Ann Poe</b></p>") == ("Ann Poe",)
    assert signed("<p>Lê Phương</p>") == ("Lê Phương",)
    assert signed("<p>Related Resources:</p>") == ()
    assert signed("<h2>Last Words</h2>") == ()
    assert signed(f"<p>Ann Poe</p><p>{LONG * 2}</p>") == ()


def test_what_a_date_is_called_and_sections_beside_it_name_no_author(metadata_of):
    assert authors(metadata_of, "<p>Son Güncelleme : 14.03.2025</p>") == ()
    page = f"<nav>Harbour Life</nav><h1>Ferry runs</h1><p>Harbour Life</p><p>14 March 2025</p><p>{LONG}</p>"
    assert metadata_of(page).authors == ()


def test_the_desk_that_a_class_names(metadata_of):
    assert authors(metadata_of, '<p class="author-name">Ferry Staff</p>') == ("Ferry Staff",)
    assert authors(metadata_of, '<p class="author-name">Follow us</p>') == ()


def test_authors_of_comments_and_other_stories_in_microdata(metadata_of):
    other = '<div class="comments"><b itemprop="author">Cy Roe</b></div>'
    own = '<p itemprop="author">Ann Poe</p>'
    assert authors(metadata_of, own + other) == ("Ann Poe",)
    assert authors(metadata_of, other) == ()


def test_a_nickname_counts_where_it_is_a_link(metadata_of):
    assert authors(metadata_of, '<p>Posted by <a href="/u/poe7">poe7</a></p>') == ("poe7",)
    assert authors(metadata_of, "<p>by the sea</p>") == ()


def test_by_in_running_text_and_in_other_stories_names_no_author(metadata_of):
    assert authors(metadata_of, "<p>Trips of the ferry von Ann Poe cost 20 million</p>") == ()
    assert authors(metadata_of, '<div class="related"><p>By Ann Poe</p></div>') == ()


def test_the_name_alone_out_of_microdata_with_a_life(metadata_of):
    life = (
        '<div itemprop="author"><p>Ann Poe</p><p>writes of ships, goats and, joyfully, of the sea.</p></div>'
    )
    assert authors(metadata_of, life.replace("<p>writes", f"<p>{LONG} writes")) == ("Ann Poe",)


def test_initials_do_not_win_over_the_desk(metadata_of):
    ld = """<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry runs",
    "author": {"@type": "Organization", "name": "Ferry News"},
    "publisher": {"name": "Ferry News"}}</script>"""
    assert authors(metadata_of, '<span class="author">amw</span>', ld) == ("Ferry News",)


def test_an_address_behind_the_name_of_the_site_names_no_author(metadata_of):
    head = '<meta property="og:site_name" content="ferry.example">'
    head += '<meta name="author" content="ferry.example, Bergen">'
    assert authors(metadata_of, "", head) == ("ferry.example, Bergen",)


def test_of_values_without_end_the_first_are_read(metadata_of):
    many = ", ".join(f'"Ann Poe{chr(65 + n % 26)}{chr(65 + n // 26)}"' for n in range(300))
    ld = f'<script type="application/ld+json">{{"@type": "NewsArticle", "author": [{many}]}}</script>'
    assert len(authors(metadata_of, "", ld)) == 200


@pytest.mark.parametrize("place", ["above", "below"])
def test_the_teaser_of_another_story_is_no_standfirst(metadata_of, place):
    card = (
        "<aside><article class=post><h4><a href=/bridge>The bridge fell down again</a></h4>"
        "<div class=entry-summary><p>Nobody was hurt when the old bridge gave way on Sunday.</p></div>"
        "</article></aside>"
    )
    text = "<p>The ferry between the two towns ran again on Friday, four days after a storm.</p>" * 3
    parts = (card, text) if place == "above" else (text, card)
    assert metadata_of(f"<article><h1>Ferry runs again</h1>{''.join(parts)}</article>").description is None
