from newsarchive.extract.titles import Heading, choose, strip_site


def test_the_name_of_the_site_comes_off_both_ends():
    assert strip_site("Ferry runs again | Town | Ferry News", ["Ferry News", "Town"]) == "Ferry runs again"
    assert strip_site("Ferry News: Ferry runs again", ["Ferry News"]) == "Ferry News: Ferry runs again"
    assert strip_site("Ferry News - Ferry runs again", ["Ferry News"]) == "Ferry runs again"
    assert strip_site("Storm - and calm", ["Ferry News"]) == "Storm - and calm"


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


def test_the_name_of_a_paper_is_told_by_its_kind_and_by_the_host():
    assert strip_site("渡轮恢复运行-海港日报", []) == "渡轮恢复运行"
    assert strip_site("Ferry runs again | Ferry Blog", ["ferryblogexample"]) == "Ferry runs again"


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
