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
