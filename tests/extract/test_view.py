from lxml import etree

from newsarchive.extract.texts import fold
from newsarchive.extract.view import View


def view_of(body: str) -> View:
    return View(etree.fromstring(f"<html><body>{body}</body></html>", etree.HTMLParser()))


def at(view: View, tag: str, number: int = 0) -> int:
    return view.by_tag[tag][number]


def test_lines_end_where_blocks_and_line_breaks_do():
    view = view_of("<div>One <b>bold</b> word<p>Two</p>three<br>four</div>")
    assert view.lines == ["One bold word", "Two", "three", "four"]
    assert [view.tags[s.owner] for s in view.segments] == ["div", "p", "div", "div"]


def test_blanks_are_kept_between_words_only():
    view = view_of("<p>\n  One<b>bold</b>\n<i> word </i> <span>\n</span>. </p>")
    assert view.lines == ["Onebold word ."]


def test_control_characters_are_replaced_one_for_one():
    view = view_of("<p>fo&#1;ur&#127; l&#x9D;ines</p><p>more</p>")
    assert view.lines == ["fo\ufffdur\ufffd l\ufffdines", "more"]


def test_each_element_has_the_place_of_its_subtree_and_of_its_text():
    view = view_of("<div><p>One</p><p>Two <a>linked</a></p></div><p>Three</p>")
    div, second, link = at(view, "div"), at(view, "p", 1), at(view, "a")
    assert view.tags[div : view.ends[div]] == ["div", "p", "p", "a"]
    assert view.text_of(div) == "One Two linked"
    assert view.text_of(second) == "Two linked"
    assert view.parents[link] == second
    assert view.depths[link] == 4
    assert list(view.children(div)) == [at(view, "p"), second]
    assert view.tags[view.parents[div]] == "body"


def test_the_share_of_links_counts_in_all_around_them():
    view = view_of("<div><p>plain</p><p><a>link</a> text</p></div>")
    assert view.links[at(view, "div")] == 4
    assert view.density(at(view, "a")) == 1
    assert view.density(at(view, "p", 1)) == 4 / 9
    assert [s.linked for s in view.segments] == [0, 4]


def test_silent_elements_stay_without_text():
    view = view_of("<p>One</p><noscript><p>Two</p></noscript><select><option>x</option></select>")
    assert view.lines == ["One"]
    assert view.length(at(view, "noscript")) == 0


def test_hints_are_class_and_id_in_lower_case():
    view = view_of('<p class="A b" id="C">x</p><p id="D">y</p><p>z</p>')
    assert [view.hints[i] for i in view.by_tag["p"]] == ["a b c", "d", ""]


def test_a_cut_takes_subtrees_and_leaves_what_stands_behind_them():
    view = view_of("<div>a<p>gone</p>b</div><section>gone too</section><p>c</p>")
    view.cut([at(view, "p"), at(view, "section")])
    assert " ".join(view.lines) == "ab c"
    assert "section" not in view.by_tag
    assert view.index[view.elements[at(view, "p")]] == at(view, "p")


def test_a_cut_leaves_control_characters_beside_it():
    view = view_of("<div>a\x01<p>gone</p>\x02b</div>")
    view.cut([at(view, "p")])
    assert view.lines == ["a\ufffd\ufffdb"]


def test_runs_are_the_segments_within_an_element():
    view = view_of("<p>a</p><div>b<p>c</p>d</div><p>e</p>")
    assert [view.lines[k] for k in view.runs(at(view, "div"))] == ["b", "c", "d"]


def test_folded_lines_stand_beside_the_lines():
    view = view_of("<p>“Straße”</p><p>½ ´</p><p>ＡＢＣ</p>")
    assert view.folded == [fold(line) for line in view.lines]
    assert view.folded[0] == '"strasse"'


def test_an_empty_page_has_no_lines():
    assert view_of("").folded == []
