import json

import pytest

from newsarchive.extract import jsonld


@pytest.mark.parametrize(
    "script",
    [
        '{"headline": "Bridge reopens"}',
        '\ufeff \n<!--\n{"headline": "Bridge reopens"}\n-->',
        '//<![CDATA[\n{"headline": "Bridge reopens"}\n//]]>',
        '/*<![CDATA[*/ {"headline": "Bridge reopens"} /*]]>*/',
        '{"headline": "Bridge reopens",}',
        '{"headline": "Bridge reopens"};',
        '// written by the desk\n{"headline": "Bridge reopens" // in print\n}',
        '{"headline": "Bridge reopens"',
        "{&quot;headline&quot;: &quot;Bridge reopens&quot;}",
        "{headline: Bridge reopens}",
    ],
)
def test_one_value_in_many_wrappings(script):
    assert jsonld.load(script) == {"headline": "Bridge reopens"}


def test_unescaped_quotes_stay_in_the_text():
    script = '{"headline": "Mayor calls it "a bargain"",\n "name": "The "old" bridge, repaired"}'
    assert jsonld.load(script) == {
        "headline": 'Mayor calls it "a bargain"',
        "name": 'The "old" bridge, repaired',
    }


def test_line_breaks_and_control_characters_within_strings():
    assert jsonld.load('{"headline": "Bridge\nreopens\tsoon\x01"}') == {
        "headline": "Bridge\nreopens\tsoon\x01"
    }


def test_escapes_survive_repair():
    assert jsonld.load(r'{"a": "\u00e9\ud83c\udf09 \"x\" \\ c:\/d",}') == {"a": 'é🌉 "x" \\ c:/d'}
    assert jsonld.load(r'{"a": "\ud83c",}') == {"a": "\ufffd"}


def test_two_values_glued_together():
    assert jsonld.load('{"a": 1}{"b": 2}') == [{"a": "1"}, {"b": "2"}]


def test_nothing_readable_is_none():
    assert jsonld.load("") is None
    assert jsonld.load("window.dataLayer = 1") is None


def test_numbers_too_long_for_python_do_not_raise():
    assert jsonld.load('{"a": ' + "9" * 5000 + "}")["a"].startswith("999")


@pytest.mark.parametrize("script", ["[" * 100_000, '{"a":' * 100_000, '"' * 300_000, '{"' + "\\" * 300_000])
def test_hostile_nesting_ends_without_an_exception(script):
    assert jsonld.read([script]).nodes == ()


def test_nodes_are_found_at_any_depth_and_references_followed():
    data = jsonld.read(
        [
            json.dumps(
                {
                    "@graph": [
                        {"@type": ["WebPage", "ItemPage"], "@id": "#page"},
                        {"@type": "https://schema.org/NewsArticle", "author": [{"@id": "#ann"}, "Bo"]},
                        {"@type": "Person", "@id": "#ann", "name": "Ann Poe"},
                    ]
                }
            )
        ]
    )
    (article,) = data.of_type("Article")
    assert data.follow(article["author"]) == [{"@type": "Person", "@id": "#ann", "name": "Ann Poe"}, "Bo"]
    assert data.of_type("WebPage")[0]["@id"] == "#page"
    assert data.follow(None) == []


def test_a_reference_to_nothing_stays_as_it_is():
    data = jsonld.read(['{"@type": "Article", "author": {"@id": "#gone"}}'])
    assert data.follow(data.nodes[0]["author"]) == [{"@id": "#gone"}]


def test_the_number_of_nodes_is_bounded():
    data = jsonld.read([json.dumps([{"@type": "Thing"}] * 5_000)])
    assert len(data.nodes) == jsonld.NODE_LIMIT
