import unicodedata

import pytest

from newsarchive.extract import names
from newsarchive.extract.agencies import agency


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("By Ann Poe and Bo Li", ["Ann Poe", "Bo Li"]),
        ("Von Nina Magel", ["Nina Magel"]),
        ("Par Jeanne Bol et Marc Ti (avec AFP)", ["Jeanne Bol", "Marc Ti"]),
        ("Ann Poe, Political Correspondent", ["Ann Poe"]),
        ("By Ann Poe | 12 May 2024", ["Ann Poe"]),
        ("Ann Poe February 8, 2022 • 10 mins read", ["Ann Poe"]),
        ("Ludwig van Beetho", ["Ludwig van Beetho"]),
        ("한지수 기자", ["한지수"]),
        ("Erstellt von Nina Magel", ["Nina Magel"]),
        ("Interview: Nina Magel", ["Nina Magel"]),
        ("Text und Fotos: Nina Magel", ["Nina Magel"]),
        ("Ann Poe im Gespräch mit Bo Li", ["Ann Poe", "Bo Li"]),
        ("Ann Poe, Privacy Desk Head, and Bo Li, Harbour", ["Ann Poe", "Privacy Desk Head", "Bo Li"]),
        ("Ann Poe, Reuters", ["Ann Poe", "Reuters"]),
        ("Reporting by Ann Poe", ["Ann Poe"]),
        ("Ann Poe @annpoe", ["Ann Poe"]),
        ("Ann Poe 3 hours ago", ["Ann Poe"]),
        ("Ann Poe · vor 2 Stunden", ["Ann Poe"]),
        ("김철수 기자 kim@ferry.example", ["김철수"]),
        ("記者王小明／台北報導", ["王小明"]),
        ("【記者王小明台北報導】", ["王小明"]),
        ("記者李明台北報導", ["李明"]),
        ("ann@ferry.example", []),
        ("https://social.example/ann", []),
        ("admin", []),
        ("Posted on", []),
    ],
)
def test_names_of_a_byline(raw, expected):
    assert names.split(raw) == expected


def test_whom_an_author_works_for_is_no_part_of_the_name():
    assert names.split("Ann Poe For Daily Ferry") == ["Ann Poe"]
    assert names.split("Ferry Centre for Ships") == ["Ferry Centre for Ships"]


def test_each_name_once_and_not_the_site():
    assert names.unique(["Ann Poe", "ANN POE", "Ferry News"], publishers=["Ferry News"]) == ("Ann Poe",)


def test_agencies():
    assert agency("dpa/lno") == "dpa"
    assert agency("Associated Press") == "Associated Press"
    assert agency("Ann Poe") is None


def test_a_desk_is_named_as_it_is():
    assert names.desk("Ferry staff reporter") == ["Ferry staff reporter"]
    assert names.desk("https://ferry.example") == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ann Poe in Harbour News", ["Ann Poe"]),
        ("Ann Poe on Jan 22", ["Ann Poe"]),
        ("Ann Poe, MD. Reviewed by Bo Li, MD", ["Ann Poe"]),
        ("Ann Poe 21.10.2019", ["Ann Poe"]),
        ("Ann Poe 6. November 2023", ["Ann Poe"]),
        ("Ann Poe, Sr. Director of Operations", ["Ann Poe"]),
        ("【山田太郎】", ["山田太郎"]),
        ("Read more", []),
        ("the ferry that sank", []),
    ],
)
def test_a_line_in_sight_ends_where_the_names_end(line, expected):
    assert names.of_byline(line)[:1] == expected


@pytest.mark.parametrize("name", ["ليلى حدّاد", "अमित शर्मा", "สมชาย ใจดี", "Nguyễn Văn Nam"])
def test_signs_over_and_under_letters_are_part_of_names(name: str) -> None:
    assert names.of_byline(name) == [name]
    (apart,) = names.of_byline(unicodedata.normalize("NFD", name))
    assert unicodedata.normalize("NFC", apart) == unicodedata.normalize("NFC", name)
