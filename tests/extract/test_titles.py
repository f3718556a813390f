import pytest

from newsarchive.extract.texts import key
from newsarchive.extract.titles import Heading, choose, without_site


@pytest.mark.parametrize(
    ("title", "names", "left"),
    [
        ("Ferry runs again | Town | Ferry News", ["Ferry News", "Town"], "Ferry runs again"),
        ("Ferry News: Ferry runs again", ["Ferry News"], "Ferry News: Ferry runs again"),
        ("Ferry News - Ferry runs again", ["Ferry News"], "Ferry runs again"),
        ("Storm - and calm", ["Ferry News"], "Storm - and calm"),
        ("渡轮恢复运行-海港日报", [], "渡轮恢复运行"),
        ("Ferry runs again | Ferry Blog", ["ferryblogexample"], "Ferry runs again"),
        ("Ferry runs again : Ferry-Archive", ["ferry", "archive"], "Ferry runs again"),
    ],
)
def test_the_name_of_the_site_comes_off_both_ends(title, names, left):
    assert without_site(title, {key(name) for name in names}) == left


def test_the_printed_headline_wins_where_a_machine_title_vouches_for_it():
    printed = Heading("Ferry runs again after the storm of the century", 7)
    assert choose([Heading("Ferry News", 2), printed], ["Ferry runs again after storm"], "") == printed


def test_a_heading_nobody_vouches_for_is_not_the_headline():
    assert choose([Heading("Subscribe now", 2)], ["Ferry runs again"], "") == ("Ferry runs again", -1)


def test_a_kicker_comes_off_where_a_machine_title_is_the_rest():
    heading = Heading("After the storm: The ferry to the islands runs again", 4)
    assert (
        choose([heading], ["The ferry to the islands runs again"], "")[0]
        == "The ferry to the islands runs again"
    )


def test_without_machine_titles_the_heading_or_the_title_element_stands():
    assert choose([Heading("Ferry runs", 3)], [], "") == ("Ferry runs", 3)
    assert choose([], [], "Ferry runs") == ("Ferry runs", -1)
    assert choose([], [], "") == (None, -1)


def test_a_heading_that_stands_alone_is_the_headline_where_the_address_does_not_belie_it():
    other = ["Islands by boat: the guide"]
    assert choose([Heading("Out to sea at last", 3)], other, "")[0] == "Out to sea at last"
    assert choose([Heading("Travel", 3)], other, "", slug=frozenset({"islands", "boat"}))[0] == other[0]


def test_of_a_title_alone_the_part_that_the_address_has():
    title = "Four Ports » Archive » Ferry runs again"
    assert (
        choose([Heading("Four Ports", 1)], [], title, slug=frozenset({"ferry", "again"}))[0]
        == "Ferry runs again"
    )


def test_kicker_and_date_within_a_heading_come_off(metadata_of):
    h1 = '<h1><span class="kicker">After the storm</span> <span>The ferry runs</span> <i>14.03.2025</i></h1>'
    assert metadata_of(h1).headline == "The ferry runs"
    whole = '<meta property="og:title" content="After the storm The ferry runs 14.03.2025">'
    assert metadata_of(h1, whole).headline == "After the storm The ferry runs 14.03.2025"


def test_the_name_of_the_site_is_no_headline(metadata_of):
    head = '<meta property="og:site_name" content="Ferry News">'
    head += '<meta property="og:title" content="Goat on board">'
    assert metadata_of("<h1>Ferry News</h1>", head).headline == "Goat on board"


def test_a_second_line_within_a_heading_comes_off_where_a_machine_has_the_first(metadata_of):
    h1 = "<h1>The ferry to the islands runs again<br><span>Forty passengers and one goat</span></h1>"
    said = '<meta property="og:title" content="The ferry to the islands runs again">'
    assert metadata_of(h1, said).headline == "The ferry to the islands runs again"
    assert metadata_of(h1).headline == "The ferry to the islands runs again Forty passengers and one goat"


def test_the_section_behind_a_bar_is_the_directory_of_the_address(metadata_of):
    said = '<meta property="og:title" content="Ferry runs again | Town">'
    assert metadata_of("", said).headline == "Ferry runs again"
    assert metadata_of("", said, address="https://ferry.example/7").headline == "Ferry runs again | Town"


def test_a_heading_of_the_site_or_of_a_section_is_no_headline(metadata_of):
    said = '<meta property="og:title" content="Goat on board of the seven o\'clock boat">'
    logo = '<h1 class="site-title">Boats and goats of the north</h1>'
    assert (
        metadata_of(f"{logo}<h1>The goat that went to sea</h1>", said).headline == "The goat that went to sea"
    )
    more = "<h1>More from the harbour</h1>"
    assert (
        metadata_of(f"<h1>The goat that went to sea</h1>{more}", said).headline == "The goat that went to sea"
    )


def test_a_title_cut_off_gives_way_to_the_whole(metadata_of):
    whole = "The ferry to the islands runs again after the storm of the century and takes goats"
    ld = """<script type="application/ld+json">{"@type": "Article", "headline": "%s"}</script>"""
    head = ld % whole[:66] + f'<meta property="og:title" content="{whole}">'
    assert metadata_of("", head).headline == whole


def test_a_blogs_name_is_no_headline_where_the_address_has_the_title(metadata_of):
    said = '<meta property="og:title" content="The lean ferry">'
    page = "<title>Lessons Learned: The lean ferry</title>" + said
    address = "https://blog.example/2008/09/lean-ferry.html"
    assert metadata_of("<h1>Lessons Learned</h1>", page, address=address).headline == "The lean ferry"


def test_without_a_first_heading_the_second_that_goes_on_where_a_machine_title_ends_is_the_headline(
    metadata_of,
):
    whole = "The ferry to the islands runs again, and nobody trusts the timetable"
    cut = '<meta property="og:title" content="The ferry to the islands runs again, and no...">'
    assert metadata_of(f"<h2>{whole}</h2><p>Text</p>", cut).headline == whole
    short = '<meta property="og:title" content="The ferry to the islands runs">'
    assert metadata_of(f"<h2>{whole}</h2><p>Text</p>", short).headline == whole
    other = f'<h2><a href="/ferry-runs-again-part-two">{whole}</a></h2><p>Text</p>'  # leads to another story
    assert metadata_of(other, short).headline == "The ferry to the islands runs"
