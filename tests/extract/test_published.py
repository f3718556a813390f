from datetime import UTC, datetime

import pytest

LONG = "The ferry left the quay at seven in the morning with forty passengers and one goat on board."


def date(metadata):
    return metadata.date_published and metadata.date_published.date().isoformat()


MACHINE = '<meta property="article:published_time" content="2024-03-14T08:20:00Z">'


def test_a_day_printed_at_the_headline_wins_over_another_machine_date(metadata_of):
    assert (
        date(metadata_of("<h1>Ferry</h1><p>Ann Poe • 16 March 2025</p>", MACHINE, address="")) == "2025-03-16"
    )


def test_the_day_of_a_change_does_not(metadata_of):
    for line in (
        "Updated 16 March 2025",
        "Stand: 16. März 2025",
        "2025年3月16日 更新",
        "Last updated:<br>16.03.2025",
    ):
        assert date(metadata_of(f"<h1>Ferry</h1><p>{line}</p>", MACHINE, address="")) == "2024-03-14"
    both = "<p>16 March 2023. Updated: 18 March 2025</p>"
    assert date(metadata_of("<h1>Ferry</h1>" + both, "", address="")) == "2023-03-16"


def test_a_day_later_in_another_zone_is_the_day_of_the_address(metadata_of):
    head = '<meta property="article:published_time" content="2025-03-15T02:20:00Z">'
    assert date(metadata_of("<h1>Ferry</h1><p>March 14, 2025</p>", head)) == "2025-03-14"
    assert date(metadata_of("<h1>Ferry</h1><p>March 14, 2025</p>", head, address="")) == "2025-03-15"


def test_dates_of_events_quotes_and_other_stories_are_not_the_articles(metadata_of):
    for other in (
        "<p>Boarding ends: 16.03.2025</p>",
        "<blockquote><p>16 March 2025</p></blockquote>",
        '<article><h3>Goat at sea</h3><time datetime="2025-03-16"></time></article>',
    ):
        page = f"<h1>Ferry</h1>{other}<p>{LONG * 3}</p>"
        assert date(metadata_of(page, MACHINE, address="")) == "2024-03-14"


def test_a_date_far_below_counts_where_it_says_what_it_is(metadata_of):
    text = f"<p>{LONG * 30}</p>"
    assert (
        date(metadata_of(f"<h1>Ferry</h1>{text}<p>Posted on 16/3/2025 by Ann</p>", address=""))
        == "2025-03-16"
    )
    assert date(metadata_of(f"<h1>Ferry</h1>{text}<p>We sail on 16/3/2025 again</p>", address="")) is None


def test_dates_of_the_web_page_and_of_meta_elements_nobody_listed(metadata_of):
    page = '<script type="application/ld+json">{"@type": "WebPage", "datePublished": "2025-03-16"}</script>'
    assert date(metadata_of("<h1>Ferry</h1>", page, address="")) == "2025-03-16"
    named = '<meta name="x-published-date" content="2025-03-16">'
    assert date(metadata_of("<h1>Ferry</h1>", named, address="")) == "2025-03-16"


def test_of_one_instant_the_day_on_the_papers_own_clock(metadata_of):
    head = '<meta property="article:published_time" content="2025-03-15T02:20:00Z">'
    clock = '<time datetime="2025-03-14T19:20:00-07:00">March 14</time>'
    assert date(metadata_of(f"<h1>Ferry</h1>{clock}", head, address="")) == "2025-03-14"
    found = metadata_of("<h1>Ferry</h1><p>Ann Poe 14.03.2025 22:20</p>", head, address="")
    assert found.date_published.isoformat() == "2025-03-14T22:20:00-04:00"
    assert date(metadata_of("<h1>Ferry</h1><p>14.03.2025 22:21</p>", head, address="")) == "2025-03-15"


LIVE = """<script type="application/ld+json">[{"@type": "NewsArticle", "headline": "Ferry",
"datePublished": "2025-03-16T09:00:00Z", "dateModified": "2025-03-16T09:00:00Z"},
{"@type": "LiveBlogPosting", "headline": "Ferry", "datePublished": "2025-03-14T08:00:00Z"},
{"@type": "NewsArticle", "headline": "Goat", "datePublished": "2020-01-01T08:00:00Z"}]</script>"""


def test_a_publication_at_the_moment_of_the_change_yields_to_an_earlier_one(metadata_of):
    assert date(metadata_of("<h1>Ferry</h1>", LIVE, address="")) == "2025-03-14"


def test_a_machine_date_of_the_last_writing_yields_to_print(metadata_of):
    head = MACHINE + '<meta property="article:modified_time" content="2024-03-14T08:19:30Z">'
    assert date(metadata_of("<h1>Ferry</h1><p>11 March 2024</p>", head, address="")) == "2024-03-11"
    assert date(metadata_of("<h1>Ferry</h1><p>15 March 2024</p>", head, address="")) == "2024-03-14"


def test_a_line_below_the_text_that_is_nothing_but_a_date(metadata_of):
    text = f"<h1>Ferry</h1><article><h2>Ferry</h2><p>{LONG * 30}</p>"
    lone = "<div>Published</div><div>16 March 2025</div></article>"
    assert date(metadata_of(text + lone, address="")) == "2025-03-16"
    both = "<p>Last modified 18 March 2025</p><p>16 March 2025</p></article>"
    assert date(metadata_of(text + both, address="")) == "2025-03-16"
    foot = "<footer><p>16 March 2025 by Ann</p></footer></article><footer>18 March 2025</footer>"
    assert date(metadata_of(text + foot.replace(" by Ann", ""), address="")) == "2025-03-16"
    assert date(metadata_of(text + "</article><footer>18 March 2025</footer>", address="")) is None


VISIT = datetime(2025, 3, 18, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "line", ["2 days ago", "Ann Poe | 2 days ago", "Published: 16 March", "By Ann Poe · Mar 16"]
)
def test_with_the_day_of_the_visit_a_date_without_a_year_counts(metadata_of, line):
    page = f"<h1>Ferry runs again</h1><p>{line}</p><p>{LONG}</p>"
    assert date(metadata_of(page, address="", captured=VISIT)) == "2025-03-16"
    assert date(metadata_of(page, address="")) is None


def test_two_digits_of_a_year_where_the_day_comes_first(metadata_of):
    page = "<h1>Ferry</h1><p>Fr 16.03.25 | 14:07 Uhr | Von Ann Poe</p>"
    assert date(metadata_of(page, address="", lang="de")) == "2025-03-16"
    assert date(metadata_of(page, address="", lang="ko")) is None


def test_of_meta_elements_nobody_listed_the_earliest_day(metadata_of):
    head = '<meta name="page-publish-time" content="2026-01-01">'
    head += '<meta name="x-published-on" content="2025-03-16">'
    assert date(metadata_of("<h1>Ferry</h1>", head, address="")) == "2025-03-16"


def test_a_machine_date_as_people_write_it(metadata_of):
    head = '<meta property="article:published_time" content="3/16/2025 9:20:00 AM">'
    assert date(metadata_of("<h1>Ferry</h1>", head, address="")) == "2025-03-16"
