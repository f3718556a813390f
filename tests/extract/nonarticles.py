"""Sixty pages that are no articles, made from small tables. All sites are fictional."""

from __future__ import annotations

from typing import NamedTuple


class NonArticle(NamedTuple):
    """One page and what it is."""

    name: str
    kind: str
    address: str
    html: str


def page(title: str, body: str, lang: str = "en", head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta'
        f' charset="utf-8"><title>{title}</title>{head}</head><body>{body}</body></html>'
    )


# maker's markup with its gaps: heading, sentences, two buttons
WALLS = {
    "cookiebot": (
        "da",
        (
            '<div id="CybotCookiebotDialog" role="dialog"><h2'
            ' id="CybotCookiebotDialogBodyContentTitle">{0}</h2><div'
            ' id="CybotCookiebotDialogBodyContentText">{1}</div><button'
            ' id="CybotCookiebotDialogBodyButtonDecline">{2}</button><button'
            ' id="CybotCookiebotDialogBodyButtonAccept">{3}</button></div>'
        ),
        (
            "Denne hjemmeside bruger cookies|Vi bruger cookies til at tilpasse vores indhold og annoncer og"
            " til at vise dig historier fra havnen. Du kan altid trække dit samtykke tilbage.|Afvis|Tillad"
            " alle"
        ),
    ),
    "onetrust": (
        "en",
        (
            '<div id="onetrust-consent-sdk"><div id="onetrust-banner-sdk" role="alertdialog"><h2'
            ' id="onetrust-policy-title">{0}</h2><div id="onetrust-policy-text">{1}</div><div'
            ' id="onetrust-button-group"><button id="onetrust-reject-all-handler">{2}</button><button'
            ' id="onetrust-accept-btn-handler">{3}</button></div></div></div>'
        ),
        (
            "Your choice, your Lantern|We and our 61 partners store cookies on your device to measure which"
            " ads you see. You may change your mind at any time in the privacy centre.|Reject"
            " All|Accept All"
        ),
    ),
    "didomi": (
        "fr",
        (
            '<div id="didomi-host"><div class="didomi-popup-container" role="dialog"><h1>{0}</h1><div'
            ' class="didomi-popup-notice-text"><p>{1}</p></div><button'
            " id='didomi-notice-disagree-button'>{2}</button><button"
            " id='didomi-notice-agree-button'>{3}</button></div></div>"
        ),
        (
            "Bienvenue à la Feuille du Marais|Avec votre consentement, nos partenaires et nous utilisons"
            " des cookies pour mesurer l'audience et vous proposer des publicités adaptées.|Continuer sans"
            " accepter|Accepter et fermer"
        ),
    ),
    "usercentrics": (
        "de",
        (
            '<div id="usercentrics-root"><div id="uc-banner-modal"'
            ' role="dialog"><h2>{0}</h2><p>{1}</p><button>{2}</button><button>{3}</button></div></div>'
        ),
        (
            "Privatsphäre-Einstellungen|Diese Webseite nutzt Cookies und ähnliche Technologien, um Werbung"
            " zu messen. Ihre Einwilligung können Sie jederzeit widerrufen.|Alles ablehnen|Alles"
            " akzeptieren"
        ),
    ),
    "quantcast": (
        "es",
        (
            '<div class="qc-cmp2-container"><div class="qc-cmp2-ui" role="dialog"><h2>{0}</h2><div'
            ' class="qc-cmp2-text">{1}</div><button mode="secondary">{2}</button><button'
            ' mode="primary">{3}</button></div></div>'
        ),
        (
            "Valoramos tu privacidad|Nosotros y nuestros socios usamos cookies en tu dispositivo para"
            " mostrar anuncios personalizados y mejorar tu experiencia.|Más opciones|Acepto"
        ),
    ),
    "sourcepoint": (
        "de",
        (
            '<div id="sp_message_container_88"><div class="message-component"><p'
            ' class="title">{0}</p><p>{1}</p><button>{2}</button><button>{3}</button></div></div>'
        ),
        (
            "Mit Werbung lesen oder Pur wählen|Mit Ihrer Zustimmung verarbeiten wir und unsere Partner"
            " Daten von Ihrem Gerät, etwa aus Cookies, um Werbung auszuspielen.|Einstellungen|Akzeptieren"
            " und weiter"
        ),
    ),
    "borlabs": (
        "de",
        (
            '<div id="BorlabsCookieBox" class="BorlabsCookie" role="dialog"><div class="cookie-box"><span'
            ' role="heading">{0}</span><p>{1}</p><a class="_brlbs-btn" role="button">{2}</a><a'
            ' class="_brlbs-btn" role="button">{3}</a></div></div>'
        ),
        (
            "Datenschutzeinstellungen|Wir verwenden Cookies auf unserer Website. Einige sind notwendig,"
            " andere helfen uns, diese Zeitung vom Deich zu verbessern.|Nur essenzielle Cookies"
            " akzeptieren|Alle akzeptieren"
        ),
    ),
    "complianz": (
        "nl",
        (
            '<div id="cmplz-cookiebanner-container"><div class="cmplz-cookiebanner"><div'
            ' class="cmplz-title">{0}</div><div class="cmplz-message">{1}</div><button'
            ' class="cmplz-btn">{2}</button><button class="cmplz-btn">{3}</button></div></div>'
        ),
        (
            "Beheer toestemming|Om u de beste ervaring te bieden gebruiken wij cookies om informatie over"
            " uw apparaat op te slaan. Zonder toestemming kunt u niet verder lezen.|Weigeren|Accepteren"
        ),
    ),
    "axeptio": (
        "fr",
        (
            '<div id="axeptio_overlay"><div'
            " "
            'class="axeptio_mount"><h3>{0}</h3><p>{1}</p><button>{2}</button><button>{3}</button></div></div>'
        ),
        (
            "C'est nous, les cookies|Nous utilisons des cookies pour mesurer l'audience de ce site et"
            " améliorer votre expérience de lecture au bord du canal.|Je refuse|J'accepte"
        ),
    ),
    "iubenda": (
        "it",
        (
            '<div id="iubenda-cs-banner" role="alertdialog"><div'
            ' class="iubenda-cs-content"><p>{0}</p><div>{1}</div>'
            "<button>{2}</button><button>{3}</button></div></div>"
        ),
        (
            "Informativa|Noi e terze parti selezionate utilizziamo cookie per finalità tecniche e, con il"
            " tuo consenso, per annunci personalizzati.|Rifiuta|Accetta"
        ),
    ),
    "klaro": (
        "sv",
        (
            '<div class="klaro"><div class="cookie-modal"'
            ' role="dialog"><h1>{0}</h1><p>{1}</p><button>{2}</button><button>{3}</button></div></div>'
        ),
        (
            "Innan du läser Skärgårdsnytt|Vi använder cookies för att anpassa annonser och förbättra din"
            " upplevelse. Läs mer i vår integritetspolicy.|Avvisa|Godkänn alla"
        ),
    ),
    "own": (
        "fi",
        '<div class="overlay"><h1>{0}</h1><p>{1}</p><button>{2}</button><button>{3}</button></div>',
        (
            "Ennen kuin jatkat|Käytämme evästeitä, jotta voimme kohdentaa mainontaa ja parantaa"
            " käyttökokemusta. Suostumuksen voi perua milloin tahansa.|Hylkää kaikki|Hyväksy kaikki"
        ),
    ),
}

# language, title, body
CHECKS = [
    (
        "en",
        "Just a moment...",
        '<h1>lantern.example</h1><p id="challenge-running">Checking if the site connection is secure</p>',
    ),
    (
        "en",
        "Pardon Our Interruption",
        "<h1>Pardon Our Interruption</h1><p>Something about your browser made us think you were a bot.</p>",
    ),
    (
        "en",
        "lantern.example",
        (
            "<noscript>Please enable JS and disable any ad blocker</noscript><iframe"
            ' src="https://geo.captcha-shop.example/captcha/?c=1"></iframe>'
        ),
    ),
    (
        "en",
        "Access to this page has been denied",
        '<div id="px-captcha"></div><p>Press &amp; Hold to confirm you are a human (and not a bot).</p>',
    ),
    (
        "de",
        "Sicherheitsüberprüfung",
        (
            "<p>Bitte bestätigen Sie kurz, dass Sie kein Roboter sind.</p><form><input"
            " name=c><button>Weiter</button></form>"
        ),
    ),
    (
        "fr",
        "Vérification",
        "<h1>Êtes-vous un robot ?</h1><p>Recopiez les lettres pour prouver que vous êtes humain.</p>",
    ),
    ("es", "Verificación de seguridad", "<p>Estamos comprobando tu navegador. Tardará unos segundos.</p>"),
    ("ja", "確認", "<h1>確認が必要です</h1><p>ロボットではないことを確認してください。</p>"),
    (
        "ru",
        "Проверка",
        "<p>Подтвердите, что вы не робот, и мы вернём вас на сайт.</p><button>Я не робот</button>",
    ),
    ("zh", "安全验证", "<p>请完成安全验证后继续访问。</p>"),
]
# language, address, title, heading, sentence
LOGINS = [
    ("en", "/login", "Log in | The Lantern", "Log in", "Welcome back. Enter your details below."),
    (
        "en",
        "/account/register",
        "Register | The Lantern",
        "Create your free account",
        "Two minutes, no card needed.",
    ),
    ("de", "/anmelden", "Anmelden – Deichbote", "Anmelden", "Mit Ihrem Konto lesen Sie weiter."),
    ("fr", "/compte", "Connexion - La Feuille", "Connectez-vous", "Cet espace est réservé aux abonnés."),
    (
        "es",
        "/acceso",
        "Inicia sesión",
        "Inicia sesión para seguir leyendo",
        "Es gratis para lectores del valle.",
    ),
    ("it", "/utente", "Area riservata", "Accedi", "Inserisci le tue credenziali."),
    ("da", "/konto", "Log ind | Havneposten", "Log ind", "Brug den adresse, du tegnede abonnement med."),
    ("ja", "/member", "ログイン", "ログイン", "会員の方はこちらからお入りください。"),
    ("ar", "/user", "تسجيل الدخول", "تسجيل الدخول", "أدخل بريدك وكلمة السر."),
]
# language, address, title, heading, sentence
ERRORS = [
    (
        "en",
        "/news/2026/the-lost-ferry",
        "Page not found - The Lantern",
        "We lost that page",
        "It may have sunk. Try the search.",
    ),
    ("en", "/news/a-lamp-too-far", "404", "404", "Nothing to see."),
    ("en", "/x", "500 Internal Server Error", "Internal Server Error", "Please try again later."),
    (
        "en",
        "/story/8812",
        "The Lantern",
        "This story is no longer available",
        "Agencies ask us to withdraw stories after a year.",
    ),
    (
        "de",
        "/lokales/deich-91823.html",
        "Seite nicht gefunden",
        "Hoppla! Seite nicht gefunden",
        "Der Artikel wurde vielleicht verschoben.",
    ),
    ("fr", "/a/marais-12", "Page introuvable", "Cette page n'existe plus", "Retournez à l'accueil."),
    ("sv", "/nyheter/bryggan", "Sidan finns inte", "Sidan hittades inte", "Kontrollera adressen."),
    ("pl", "/wiadomosci/most", "Nie znaleziono strony", "Błąd 404", "Taka strona nie istnieje."),
    ("tr", "/haber/iskele-120", "Sayfa bulunamadı", "Aradığınız sayfa bulunamadı", "Ana sayfaya dönün."),
    ("ru", "/news/7712", "Страница не найдена", "Страница не найдена", "Возможно, она переехала."),
    ("ko", "/article/551", "오류", "페이지를 찾을 수 없습니다", "주소를 다시 확인해 주세요."),
    ("ar", "/akhbar/55", "الصفحة غير موجودة", "عذرا، الصفحة غير موجودة", "ربما تم نقلها."),
]

HEADLINES = """The ferry that would not leave|A lamp for every pier, says the mayor
|Eels return to the old canal|Bakers agree on the size of a bun|Why the clock runs backwards in winter
|School choir sings to the tide|Harbour swimmers count seals again|New bridge opens a week too early
|The market moves to the roof|Night trains stop for the stork|A museum of umbrellas finds a home|\
The last lighthouse keeper retires
|Three goats elected to parish watch|Snow closes the shortest road|What the fog horn said"""
TEASER = "It began with a letter to the harbour office, and by Friday the whole quay had an opinion."


def cards(form: str, start: int, count: int) -> str:
    """`count` cards; the gaps of the form are address, headline and teaser."""
    heads = [" ".join(h.split()) for h in HEADLINES.split("|")]
    made = []
    for n in range(start, start + count):
        head = heads[n % len(heads)]
        slug = head.lower().replace(" ", "-").replace(",", "")
        made.append(form.format(f"/town/2026/0{n % 9 + 1}/{slug}-{n}", head, TEASER))
    return "".join(made)


ARTICLE = (
    '<article><a href="{0}"><img src="/p.jpg" alt=""></a><h3><a href="{0}">{1}</a></h3><p>{2}</p></article>'
)
DIV = '<div class="c"><a href="{0}">{1}</a><div>{2}</div></div>'
ROW = '<li><time datetime="2026-03-01">1 March</time> <a href="{0}">{1}</a></li>'
TILE = '<a class="tile" href="{0}"><img src="/t.jpg" alt="{1}"><span>{1}</span></a>'
WEBSITE = '<meta property="og:type" content="website">'
COLLECTION = (
    '<script type="application/ld+json">{"@context":"https://schema.org","@type":"CollectionPage"}</script>'
)
# name, address, title, heading, head, form of the cards, count
LISTS = [
    ("front-cards", "/", "The Lantern - News from the quay", "", WEBSITE, ARTICLE, 24),
    ("front-divs", "/", "Deichbote", "", "", DIV, 15),
    ("front-small", "/", "La Feuille du Marais", "<h1>La Feuille du Marais</h1>", WEBSITE, ARTICLE, 6),
    ("front-index", "/index.html", "Havneposten", "", WEBSITE, DIV, 30),
    ("front-headlines", "/", "Headlines", "", "", "<h3><a href='{0}'>{1}</a></h3>", 12),
    ("section-sport", "/sport", "Sport | The Lantern", "<h1>Sport</h1>", WEBSITE, ARTICLE, 12),
    ("section-kultur", "/kultur/", "Kultur - Deichbote", "<h1>Kultur</h1>", "", DIV, 20),
    ("section-local", "/news/local/", "Local news", "<h1>Local</h1>", COLLECTION, ARTICLE, 10),
    ("section-page", "/economia/page/3", "Economía", "<h1>Economía</h1>", WEBSITE, ARTICLE, 10),
    ("gallery-pictures", "/galleries/", "Photo galleries", "<h1>Photo galleries</h1>", "", TILE, 18),
    ("gallery-videos", "/video", "Videos", "<h1>Videos</h1>", WEBSITE, TILE, 24),
    (
        "search-en",
        "/search?q=ferry",
        "Search results for ferry",
        "<h1>14 results for “ferry”</h1>",
        "",
        DIV,
        14,
    ),
    ("search-de", "/suche?query=deich", "Suche nach deich", "<h1>Suchergebnisse</h1>", "", ROW, 9),
    ("tag-lighthouse", "/tag/lighthouse", "Lighthouse", "<h1>Tag: lighthouse</h1>", "", ARTICLE, 8),
    ("topic-eels", "/topics/eels", "Eels - The Lantern", "<h1>Eels</h1>", WEBSITE, DIV, 11),
    (
        "author-page",
        "/author/odile-marchetti/",
        "Odile Marchetti",
        "<h1>Odile Marchetti</h1>",
        "",
        ARTICLE,
        10,
    ),
    ("archive-march", "/archive/2026/03", "Archive", "<h1>March 2026</h1>", "", ROW, 60),
]

NAV = (
    '<header><a href="/">Home</a><nav><a href="/sport">Sport</a><a href="/kultur">Culture</a></nav></header>'
)
FOOT = '<footer><a href="/imprint">Imprint</a> <a href="/privacy">Privacy</a> © 2026</footer>'


def pages() -> list[NonArticle]:
    """All of them."""
    made = []
    for name, (lang, form, words) in WALLS.items():
        said = words.split("|")
        html = page(said[0], form.format(*said) + '<p><a href="/privacy">Privacy</a></p>', lang)
        made.append(
            NonArticle(
                f"wall-{name}", "wall", f"https://{name}.example/news/the-ferry-that-would-not-leave", html
            )
        )
    for n, (lang, title, body) in enumerate(CHECKS):
        address = f"https://check{n}.example/town/2026/03/eels-return-to-the-old-canal"
        made.append(NonArticle(f"check-{n}-{lang}", "check", address, page(title, body, lang)))
    for n, (lang, path, title, head, line) in enumerate(LOGINS):
        form = '<form><input type="email"><input type="password"><button>OK</button></form>'
        html = page(title, f"{NAV}<main><h1>{head}</h1><p>{line}</p>{form}</main>{FOOT}", lang)
        made.append(NonArticle(f"login-{n}-{lang}", "login", f"https://login{n}.example{path}", html))
    for n, (lang, path, title, head, line) in enumerate(ERRORS):
        links = cards("<li><a href='{0}'>{1}</a></li>", n, n)
        html = page(title, f"{NAV}<main><h1>{head}</h1><p>{line}</p><ul>{links}</ul></main>{FOOT}", lang)
        made.append(NonArticle(f"error-{n}-{lang}", "error", f"https://error{n}.example{path}", html))
    for n, (name, path, title, head, meta, form, count) in enumerate(LISTS):
        html = page(title, f"{NAV}<main>{head}{cards(form, n, count)}</main>{FOOT}", "en", meta)
        made.append(NonArticle(name, "index", f"https://list{n}.example{path}", html))
    return made
