"""The description of a collection, in its file and in WARCs."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import description as toml
from archive.collection import Collection, CollectionError, Description, Profile

if TYPE_CHECKING:
    pass

SOFTWARE = "newsarchive/0.1 Scrapy/2.19"


settings = st.one_of(
    st.text(), st.integers(-(10**9), 10**9), st.booleans(), st.lists(st.text(), max_size=3).map(tuple)
)
tables = st.dictionaries(st.text(), settings, max_size=3)
descriptions = st.builds(
    Description,
    title=st.text(min_size=1),
    operator=st.text(),
    contact=st.text(),
    description=st.text(),
    rights=st.text(),
    robots=st.sampled_from(["obey", "ignore"]),
    journal=st.sampled_from(["wal", "delete"]),
    profiles=st.dictionaries(
        st.text(),
        st.builds(Profile, seeds=st.lists(st.text(), max_size=3).map(tuple), scope=tables, limits=tables),
        max_size=2,
    ),
)


@given(descriptions)
def test_a_description_survives_its_file(
    tmp_path_factory: pytest.TempPathFactory, described: Description
) -> None:
    path = tmp_path_factory.getbasetemp() / "collection.toml"
    path.write_bytes(toml.write(described).encode())
    assert toml.read(path) == described


def test_a_written_description_explains_itself(collection: Collection) -> None:
    text = (collection.path / "collection.toml").read_text("utf-8")
    assert "# Who collects: a person or an institution." in text
    assert 'operator = "Ada Quist"' in text
    assert tomllib.loads(text)["title"] == "Harbour papers"
    assert 'title = "The \\"Bee\\"\\n"' in toml.write(Description(title='The "Bee"\n'))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("title = ", "can't be read"),
        ("", "has no title"),
        ("title = 3", "title is 3; it must be text"),
        ('title = "x"\nrobots = "maybe"', 'robots is "maybe"; it can be obey or ignore'),
        ('title = "x"\nprofiles.a = 1', "profiles.a is 1; it must be a table"),
        ('title = "x"\n[profiles.a]\nseeds = "http://x/"', "it must be a list of addresses"),
        ('title = "x"\n[profiles.a]\nlimits = 3', "limits is 3; it must be a table"),
        ('title = "x"\nprofiles = 3', "profiles is 3; it must be a table"),
    ],
)
def test_what_is_wrong_in_a_description_is_said(collection: Collection, text: str, complaint: str) -> None:
    (collection.path / "collection.toml").write_text(text, "utf-8")
    with pytest.raises(CollectionError) as caught:
        Collection(collection.path)
    assert complaint in str(caught.value)


def test_user_agent_and_warcinfo() -> None:
    described = Description(title="Блокнот", operator="Ада; (Q)", contact="https://a.example/x")
    agent = described.user_agent(SOFTWARE)
    assert agent == "newsarchive/0.1 (%D0%90%D0%B4%D0%B0%3B %28Q%29; +https://a.example/x)"
    info = described.warcinfo(SOFTWARE)
    assert info["http-header-user-agent"] == agent
    assert info["software"] == SOFTWARE
    assert info["isPartOf"] == "Блокнот"
    assert "rights" not in info
