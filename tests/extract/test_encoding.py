import pytest

from newsarchive.extract.encoding import decode


@pytest.mark.parametrize(
    ("html", "header", "text", "encoding", "source"),
    [
        (b"\xef\xbb\xbfgr\xc3\xbcn", "text/html; charset=latin-1", "grün", "utf-8", "bom"),
        ("grün".encode("utf-16"), "", "grün", "utf-16-le", "bom"),
        (b"gr\xfcn", "text/html; charset=iso-8859-1", "grün", "cp1252", "http"),
        (
            b'<meta charset="iso-8859-1">\x80 gr\xfcn',
            "",
            '<meta charset="iso-8859-1">€ grün',
            "cp1252",
            "meta",
        ),
        (b"gr\xc3\xbcn", "", "grün", "utf-8", "guess"),
        (b"", "", "", "utf-8", "guess"),
    ],
)
def test_the_first_word_on_the_encoding_counts(html, header, text, encoding, source):
    decoded = decode(html, header)
    assert (decoded.data.decode(), decoded.encoding, decoded.source) == (text, encoding, source)


def test_valid_utf8_is_not_what_an_old_meta_element_says():
    decoded = decode('<meta charset="windows-1251">зелёный'.encode())
    assert decoded.data.decode().endswith("зелёный")
    assert (decoded.encoding, decoded.source) == ("utf-8", "guess")


def test_without_a_word_the_encoding_is_guessed_from_the_text():
    text = "Le musée a rouvert ses portes après deux années de travaux, à la grande joie des élèves. " * 5
    decoded = decode(text.encode("latin-1"))
    assert decoded.data.decode() == text
    assert decoded.source == "guess"


def test_what_does_not_decode_is_replaced():
    assert decode(b"a\xffb", "text/html; charset=utf-8").data.decode() == "a\ufffdb"
    assert decode(b"\xff\xfea\x00\x00\xd8").data.decode().startswith("a")
