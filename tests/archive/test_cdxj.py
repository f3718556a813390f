from __future__ import annotations

import dataclasses
import json
import warnings
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive import cdxj
from archive.capture import Capture, Place
from archive.index import Index
from archive.surt import surt

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # its regular expressions have bad escapes
    from surt import surt as reference

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_lines_are_those_of_pywb(tmp_path: Path, capture: Callable[..., Capture]) -> None:
    pages = [
        capture("http://b.example/"),
        capture("http://www.a.example/z?b=1&a=2"),
        capture("http://a.example/"),
        capture("http://a.example/", facts={"warc-type": "revisit"}),
        capture("http://gone.example/", response=b""),
        capture("http://a-b.example/\u00e9"),
        capture("https://a.example/story"),
        capture("http://a.example/story"),
        capture("http://a.example/untyped", response=b"HTTP/1.1 404 Gone\r\n\r\n"),
    ]
    with Index(tmp_path / "news.db") as index:
        for id, page in enumerate(pages, 1):
            place = Place("w.warc.gz", id * 10, 9)
            day = datetime(2026, 1, 2, tzinfo=UTC)
            index.add(dataclasses.replace(page, id=id, place=place, date=day), None)
        out = tmp_path / "indexes" / "index.cdxj"
        assert cdxj.write(index, out) == 8
        assert cdxj.write(index, out) == 8
    lines = out.read_bytes().splitlines(keepends=True)
    assert lines == sorted(lines)
    assert lines[0].split(b" ", 2)[:2] == [b"example,a)/", b"20260102000000"]
    assert json.loads(lines[0].split(b" ", 2)[2]) == {
        "url": "http://a.example/",
        "mime": "text/html",
        "status": "200",
        "digest": pages[2].payload_digest.removeprefix("sha1:"),
        "length": "9",
        "offset": "30",
        "filename": "w.warc.gz",
    }
    told = [json.loads(line.split(b" ", 2)[2]) for line in lines]
    assert (told[1]["mime"], told[1].get("status")) == ("warc/revisit", None)
    assert [t["url"] for t in told[2:4]] == ["http://a.example/story", "https://a.example/story"]
    assert (told[4]["mime"], told[4]["status"]) == ("unk", "404")
    assert [p.name for p in out.parent.iterdir()] == ["index.cdxj"]


hosts = st.sampled_from(
    [
        "n.example",
        "WWW.N.example",
        "www2.n.example",
        "wwww.n.example",
        "a..b.example.",
        "127.0.0.1",
        "3232235777",
        "user:pw@n.example",
        "n_x.example",
        "例え.example",
        "ünder.example",
        "%6E.example",
    ]
)
ports = st.sampled_from(["", ":80", ":443", ":8080", ":"])
pieces = st.text(st.sampled_from("aZ9.%2fF;=&+ ()~!'é語/?#"), max_size=12)


@given(st.sampled_from(["http", "HTTPS", "https"]), hosts, ports, pieces, pieces)
@example("http", "n.example", "", "(S(abcdefghijklmnopqrstuvwx))/a.aspx", "")
@example("http", "n.example", "", "(abcdefghijklmnopqrstuvwx)/a.aspx", "")
@example("http", "n.example", "", "a", "x=1&jsessionid=0123456789abcdef0123456789ABCDEF&b=2")
@example("http", "n.example", "", "a", "PHPSESSID=0123456789abcdef0123456789ABCDEF")
@example("http", "n.example", "", "a", "cfid=1&CFTOKEN=2&x")
@example("http", "n.example", "", "a", "ASPSESSIONIDabcdefgh=abcdefghijklmnopqrstuvwx&z=1&&a")
@example("http", "n.example", "", "a/./b/../../../c//d/", "")
@example("http", "http://n.example", "", "", "")
def test_keys_are_those_of_the_surt_package(scheme: str, host: str, port: str, path: str, query: str) -> None:
    url = f"{scheme}://{host}{port}/{path}?{query}"
    assert surt(url) == reference(url)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://n.example", "example,n)/"),
        ("http://n.example?x", "example,n)/?x"),
        ("http://n.example/?", "example,n)/"),
        ("http://[2001:db8::1]:80/x", "2001:db8::1)/x"),
        ("http://n.example:99999999/x", "example,n:99999999)/x"),
        ("urn:X:Y z", "urn:x:y%20z"),
        ("http://", ")/"),
        ("", ""),
    ],
)
def test_keys_of_odd_addresses(url: str, key: str) -> None:
    assert surt(url) == key


@given(st.text())
def test_a_key_never_breaks_its_line(url: str) -> None:
    for address in (url, f"http://{url}", f"http://n.example/{url}"):
        key = surt(address)
        assert key.isascii()
        assert not set(key) & set(" \n\r\t")
