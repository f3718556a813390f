import pytest

from newsarchive.extract import credits


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("The quay at dawn. Photo: Ann Poe", "The quay at dawn.", "Ann Poe"),
        ("Die Mole am Morgen. Foto: Ann Poe/dpa", "Die Mole am Morgen.", "Ann Poe/dpa"),
        ("The quay at dawn. (AP Photo/Ann Poe)", "The quay at dawn.", "AP Photo/Ann Poe"),
        ("The quay at dawn © Ann Poe", "The quay at dawn", "Ann Poe"),
        ("The quay at dawn. Ann Poe/Getty Images", "The quay at dawn.", "Ann Poe/Getty Images"),
        ("Der Kai. Bildquelle: Stadtarchiv", "Der Kai.", "Stadtarchiv"),
        ("夜明けの港＝写真：山田太郎", "夜明けの港", "山田太郎"),
        ("Набережная. Фото: Анна По", "Набережная.", "Анна По"),
        ("Photo: Ann Poe", None, "Ann Poe"),
        ("Der Kai. © Ann Poe | Ann Poe", "Der Kai.", "Ann Poe"),
        ("Prieplauka / A. Poe / LRA nuotr.", "Prieplauka", "A. Poe / LRA nuotr."),
        (
            "The old photo of the quay was found in a drawer.",
            "The old photo of the quay was found in a drawer.",
            None,
        ),
        ("Ann Poe (left) and Bo Li (2019)", "Ann Poe (left) and Bo Li (2019)", None),
        ("Billede genereret af AI", "Billede genereret af AI", None),
    ],
)
def test_caption_and_credit_are_told_apart(text, caption, credit):
    assert credits.split(text) == (caption, credit)
