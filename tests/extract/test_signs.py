"""Signs in rows are found as they were one by one."""

from newsarchive.extract.signs import held, holds, signs


def test_they_stand_behind_their_first_letter_beyond_ascii():
    assert signs("cookie mehr_über küpsis 同意") == (
        ("", ("cookie",)),
        ("ü", ("mehr über", "küpsis")),
        ("同", ("同意",)),
    )


def test_a_text_holds_what_stands_in_it():
    words = ["cookie", "evästei", "piškot", "stable diffusion", "同意"]
    rows = signs(" ".join(word.replace(" ", "_") for word in words))
    for text in ("all cookies, stable diffusion", "evästeiden cookie", "piskot", "piškot 同意", "", "ä š 同"):
        there = {word for word in words if word in text}
        assert set(held(rows, text)) == there
        assert holds(rows, text) == bool(there)
