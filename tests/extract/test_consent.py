"""Banners go, with their words kept; not one word of an article goes with them."""

from __future__ import annotations

import pytest

from archive.article import Consent, Removed
from newsarchive.extract.page import Page, read_page

STORY = (
    "The harbour board met on Tuesday and heard from the ferry crew, who had waited two hours in the fog.",
    (
        "Cookies are the least of it, said the baker: we use cookies to feed the crew, and they accept all"
        " of them."
    ),
    (
        "The website of the board asks for consent before it shows a tide table, and its partners see every"
        " device."
    ),
)
ARTICLE = "<article><h1>Ferry late</h1>" + "".join(f"<p>{line}</p>" for line in STORY) + "</article>"


def read(body: str, attributes: str = "") -> Page:
    return read_page(f"<html><head><title>t</title></head><body {attributes}>{body}</body></html>".encode())


def lines(page: Page) -> list[str]:
    return [line for line in page.view.text.split("\n") if line]


# language, sentence, accepting button, rejecting button
SAID = [
    ("da", "Vi bruger cookies til at forbedre din oplevelse og vise annoncer.", "Accepter alle", "Afvis"),
    (
        "de",
        "Wir verwenden Cookies, um Anzeigen zu personalisieren und Zugriffe zu messen.",
        "Alle akzeptieren",
        "Ablehnen",
    ),
    ("en", "We use cookies to improve your experience on this website.", "Accept all", "Reject all"),
    ("es", "Utilizamos cookies para mejorar su experiencia y mostrar anuncios.", "Aceptar", "Rechazar"),
    (
        "fr",
        "Nous utilisons des cookies pour mesurer l'audience de ce site.",
        "Tout accepter",
        "Tout refuser",
    ),
    ("it", "Questo sito utilizza cookie per migliorare la tua esperienza.", "Accetta", "Rifiuta"),
    (
        "nl",
        "Wij gebruiken cookies om advertenties te tonen en de site te verbeteren.",
        "Akkoord",
        "Weigeren",
    ),
    ("pt", "Este site usa cookies para melhorar a sua experiência.", "Aceitar", "Rejeitar"),
    (
        "nb",
        "Vi bruker informasjonskapsler for å forbedre opplevelsen og vise annonser.",
        "Godta alle",
        "Avvis",
    ),
    ("sv", "Vi använder kakor för att förbättra din upplevelse på webbplatsen.", "Godkänn", "Avvisa"),
    ("fi", "Käytämme evästeitä mainonnan ja käyttökokemuksen parantamiseen.", "Hyväksy kaikki", "Hylkää"),
    ("pl", "Używamy ciasteczek (cookies), aby ulepszać reklamy i serwis.", "Akceptuję", "Odrzuć"),
    ("cs", "Používáme cookies pro lepší zážitek a reklamu na vašem zařízení.", "Souhlasím", "Odmítnout"),
    (
        "hu",
        "Sütiket használunk, hogy javítsuk a felhasználói élményt a weboldalon.",
        "Elfogadom",
        "Elutasítom",
    ),
    ("ro", "Folosim cookie-uri pentru o experiență mai bună pe acest site.", "Accept", "Refuz"),
    ("bg", "Този сайт използва бисквитки, за да подобри вашето преживяване.", "Приемам", "Отказвам"),
    ("ru", "Мы используем файлы куки, чтобы улучшить работу сайта.", "Принять", "Отклонить"),
    ("uk", "Ми використовуємо файли cookie, щоб покращити ваш досвід на сайті.", "Прийняти", "Відхилити"),
    (
        "el",
        "Χρησιμοποιούμε cookies για να βελτιώσουμε την εμπειρία σας στον ιστότοπο.",
        "Αποδοχή",
        "Απόρριψη",
    ),
    ("tr", "Sitemizde deneyiminizi iyileştirmek için çerezler kullanıyoruz.", "Kabul et", "Reddet"),
    ("hr", "Koristimo kolačiće za bolje korisničko iskustvo na ovoj stranici.", "Prihvaćam", "Odbij"),
    (
        "sl",
        "Uporabljamo piškotke za boljšo uporabniško izkušnjo na spletni strani.",
        "Strinjam se",
        "Zavrni",
    ),
    ("et", "Kasutame küpsiseid, et parandada teie kogemust veebilehel.", "Nõustun", "Keeldu"),
    ("lv", "Mēs izmantojam sīkdatnes, lai uzlabotu jūsu pieredzi.", "Piekrītu", "Noraidīt"),
    ("lt", "Naudojame slapukus, kad pagerintume jūsų patirtį svetainėje.", "Sutinku", "Atmesti"),
    ("is", "Við notum vafrakökur til að bæta upplifun þína á vefsíðunni.", "Samþykkja", "Hafna"),
    ("id", "Kami menggunakan cookie untuk meningkatkan pengalaman Anda.", "Setuju", "Tolak"),
    ("vi", "Chúng tôi sử dụng cookie để cải thiện trải nghiệm của bạn.", "Đồng ý", "Từ chối"),
    ("ja", "当サイトではサービス向上のためクッキーを使用しています。", "同意する", "拒否"),
    ("zh", "本网站使用 Cookie 以改善您的体验。", "接受", "拒绝"),
    ("ko", "이 사이트는 더 나은 경험을 위해 쿠키를 사용합니다.", "동의", "거부"),
    ("th", "เว็บไซต์นี้ใช้คุกกี้เพื่อเพิ่มประสบการณ์ที่ดี", "ยอมรับ", "ปฏิเสธ"),
    ("ar", "نستخدم ملفات تعريف الارتباط لتحسين تجربتك.", "موافق", "رفض"),
    ("he", "האתר משתמש בעוגיות כדי לשפר את חוויית הגלישה.", "אישור", "דחה"),
]


@pytest.mark.parametrize(("lang", "said", "yes", "no"), SAID, ids=[s[0] for s in SAID])
def test_banner_without_a_telling_name(lang: str, said: str, yes: str, no: str) -> None:
    banner = f'<div class="x9"><p>{said}</p><button>{no}</button><button>{yes}</button></div>'
    page = read(f"<div>{ARTICLE}{banner}</div>")
    assert page.consent == Consent(text=said, buttons=(no, yes))
    assert lines(page) == ["Ferry late", *STORY]
    assert page.removed == (Removed(what="consent banner"),)


@pytest.mark.parametrize(
    "attributes",
    ['class="cookie-banner gdpr"', 'id="onetrust-consent-sdk"', 'class="cmplz-cookiebanner cookies-set"'],
)
def test_names_on_the_body_remove_nothing(attributes: str) -> None:
    page = read(ARTICLE, attributes)
    assert page.consent is None
    assert lines(page) == ["Ferry late", *STORY]


def test_an_article_about_cookies_keeps_its_words() -> None:
    text = "".join(
        f"<p>{line} This site uses cookies; your consent and our partners decide.</p>" for line in STORY
    )
    page = read(
        '<div class="cookie-story"><h1>Biscuits</h1><div class="consent'
        f' cookie-text">{text}</div></div><p>End</p>'
    )
    assert all(line in page.view.text for line in STORY)


def test_every_part_of_a_makers_banner_goes() -> None:
    page = read(
        f"{ARTICLE}<div id='onetrust-consent-sdk'><div id='onetrust-banner-sdk'><div"
        " class='ot-sdk-row'><div id='onetrust-group-container'><h2>Your privacy</h2><p>We and our"
        " partners store cookies on your device.</p></div><div"
        " id='onetrust-button-group'><button>Manage</button><button>Accept"
        " All</button></div></div></div><div id='onetrust-pc-sdk'><p>These cookies are needed for the"
        " site. They cannot be switched off.</p></div></div>"
    )
    assert lines(page) == ["Ferry late", *STORY]
    assert page.consent is not None
    assert (page.consent.provider, page.consent.title) == ("OneTrust", "Your privacy")
    assert page.consent.buttons == ("Manage", "Accept All")


def test_links_and_buttons_of_a_footer_are_no_banner() -> None:
    footer = (
        "<div class='foot'><a href='/c'>Cookie policy</a> <a href='/p'>Privacy</a> <button>Cookie"
        " settings</button></div>"
    )
    page = read(ARTICLE + footer)
    assert page.consent is None
    assert page.removed == ()


def test_notice_of_a_blocked_embed_goes_and_is_not_the_banner() -> None:
    notice = (
        '<div class="embed-consent"><h4>Externer Inhalt</h4><p>Um diesen Inhalt anzuzeigen, brauchen wir'
        " Ihre Zustimmung. Dabei können personenbezogene Daten übertragen werden.</p><button>Inhalt"
        " laden</button></div>"
    )
    page = read(ARTICLE.replace("</p><p>", f"</p>{notice}<p>", 1))
    assert page.consent is None
    assert lines(page) == ["Ferry late", *STORY]
    assert page.removed == (Removed(what="notice of a blocked embed"),)


def test_a_wall_stays_where_nothing_else_is_there() -> None:
    page = read(
        "<div class='cookie-wall'><p>We use cookies on this website.</p><button>Accept all</button></div>"
    )
    assert page.consent == Consent(text="We use cookies on this website.", buttons=("Accept all",))
    assert page.removed == ()
    assert "We use cookies" in page.view.text


@pytest.mark.parametrize(
    ("story", "banner"),
    [
        (
            "港町の市役所は一日、過去百年の雨を町ごとに記した地図を公開した。図書館で見ることができる。",
            "当サイトではCookieを使用しています。同意しますか。",
        ),
        (
            "The last ferry of the evening lies at the north pier with a broken rudder; more is to follow.",
            "We use cookies. Do you accept?",
        ),
    ],
)
def test_a_brief_below_its_heading_is_no_wall(story: str, banner: str) -> None:
    buttons = "<button>OK</button><button>同意する</button>"
    box = f'<div id="cookie-banner" role="dialog"><p>{banner}</p>{buttons}</div>'
    page = read(f"<h1>Headline</h1><p>{story}</p>{box}")
    assert page.removed == (Removed(what="consent banner", count=1),)
    assert lines(page) == ["Headline", story]


def test_a_page_of_banners_costs_no_more_than_some() -> None:
    """Each cut goes over the whole page: without an end to them, 400 took twelve seconds."""
    banner = (
        '<div class="cookie-banner"><p>We use cookies on this'
        f" site.</p><button>OK</button></div><p>{STORY[0]}</p>"
    )
    page = read(banner * 500)
    assert page.consent is not None
    assert page.removed == (Removed(what="consent banner", count=20),)


def test_its_words_hold_no_control_characters() -> None:
    said = "<p>We use cookies on our&#1;website.</p><button>Re&#2;ject</button><button>Accept all</button>"
    consent = read(f'<div class="cookie-banner">{said}</div>{ARTICLE}').consent
    assert consent is not None
    assert (consent.text, consent.buttons[0]) == ("We use cookies on our\ufffdwebsite.", "Re\ufffdject")
