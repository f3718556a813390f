import pytest

from newsarchive.extract.page import absolute, read_page
from newsarchive.extract.site import Site


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/b?c=d", "https://www.ferry.example/b?c=d"),
        ("b/../c", "https://www.ferry.example/a/c"),
        ("/a/../b", "https://www.ferry.example/b"),
        ("//cdn.example/x", "https://cdn.example/x"),
        (" https://other.example/y#z ", "https://other.example/y#z"),
        ("/größe", "https://www.ferry.example/gr%C3%B6%C3%9Fe"),
        ("/a\x03b c", "https://www.ferry.example/a%03b%20c"),
        ("javascript:void(0)", ""),
        ("mailto:a@ferry.example", ""),
        ("http://[", ""),
        ("", "https://www.ferry.example/a/page"),
    ],
)
def test_addresses_are_joined_as_browsers_do(href, url):
    assert absolute("https://www.ferry.example/a/page", href) == url


def test_the_base_element_counts_for_links_only():
    page = read_page(b'<base href="https://cdn.example/x/"><a href="y">y</a>', "https://www.ferry.example/a")
    assert page.address == "https://www.ferry.example/a"
    assert page.absolute("y") == "https://cdn.example/x/y"


def test_meta_elements_are_kept_by_each_of_their_names_in_order():
    html = b'<meta property="OG:Title" name="title" content=" One "><meta name="title" content="Two">'
    page = read_page(html + b'<meta name="x">')
    assert page.meta == {"title": ["One", "Two"], "og:title": ["One"]}


def test_headers_of_one_name_are_joined():
    page = read_page(b"x", headers=[("Link", "a"), ("link", "b")])
    assert page.headers == {"link": "a, b"}


def test_scripts_styles_and_drawings_leave_the_tree_and_linked_data_is_read():
    html = b"""<script type="application/LD+json">{"@type": "NewsArticle", "headline": "H"}</script>
    <p>One<script>let x = "<p>no</p>"</script> two<svg><title>no</title></svg></p><style>p {}</style>"""
    page = read_page(html)
    assert page.view.lines == ["One two"]
    assert not {"script", "style", "svg"} & page.view.by_tag.keys()
    assert [node["headline"] for node in page.ld.of_type("NewsArticle")] == ["H"]


@pytest.mark.parametrize("html", [b"", b"  ", b"<!-- x -->", b"\x00", b"<", b"<html>", b"\xff\xfe"])
def test_a_page_of_nothing_is_a_page(html):
    assert read_page(html).view.text in ("", "<\n", "\ufffd\n")


def test_what_stands_beside_the_root_is_on_the_page():
    page = read_page(b"<html><body><p>One</p></body></html><html><body><p>Two</p></body></html>")
    assert page.view.lines == ["One", "Two"]


def test_a_site_takes_its_own_furniture_out():
    site = Site(name="Ferry", remove=(".box", "//aside"))
    page = read_page(b"<p>One</p><div class=box>x</div><aside>y</aside><p>Two</p>", site=site)
    assert page.view.lines == ["One", "Two"]
    assert [r.what for r in page.removed] == ["removed by the site's rule"] * 2


@pytest.mark.parametrize(
    "html",
    [
        "<!doctype html><title>x</title><article><h1>a</h1><p>b</p></article>",
        "<!doctype html><meta charset=utf-8><title>x</title><main><h1>a</h1><p>b</main><p>c",
        "<!doctype html><title>x</title><header>a</header>b<p>c",
    ],
)
def test_what_a_page_without_body_shows_is_in_sight(html):
    page = read_page(html.encode())
    shown = [page.view.lines[k] for k in range(len(page.view.segments))]
    assert [line.split()[0] for line in shown] == ["a", "b", "c"][: len(shown)]
    assert len(shown) >= 2
    assert page.view.text_of(0).split() == ["a", "b", "c"][: len(shown)]
