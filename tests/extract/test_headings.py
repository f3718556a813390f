import pytest

from newsarchive.extract import headings
from newsarchive.extract.texts import fold


@pytest.mark.parametrize(
    "title",
    ["Related", "Mehr zum Thema:", "À lire aussi", "Relaterede artikler",
     "関連記事", "مقالات ذات صلة", "Leia também",
     "По теме", "Benzer haberler", "관련 기사", "Tin liên quan",
     "LESEN SIE AUCH", "Σχετικά άρθρα", "Baca juga:"],
)  # fmt: skip
def test_titles_that_tie_a_section_to_the_story(title):
    assert headings.tied(title)
    assert headings.ties(fold(title)) is not False


@pytest.mark.parametrize(
    "title",
    ["Most read", "You may also like", "Das könnte Sie auch interessieren",
     "Les plus lus", "Lo más leído", "ランキング",
     "الأكثر قراءة", "Our readers read next", "More from Ann Poe", "Mest læst"],
)  # fmt: skip
def test_titles_that_do_not(title):
    assert not headings.tied(title)
    assert headings.ties(fold(title)) is False


def test_a_lead_comes_off_a_links_words():
    assert headings.without_lead("Read also: Ferry runs again") == "Ferry runs again"
    assert headings.without_lead("Mayor: Ferry runs again") == "Mayor: Ferry runs again"
