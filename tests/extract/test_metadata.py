from datetime import UTC, datetime

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
