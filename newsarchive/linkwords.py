"""Words that addresses and links are made of, in the languages of the web."""

from __future__ import annotations

_SERVICE = """
login signin logon logout signup register registration registrierung anmelden anmeldung einloggen inloggen
innskraning
connexion inscription accedi accesso registrazione registrati utente entrar acceder registro iniciar
cadastro logowanie
rejestracja kirjaudu logga loggin giris uyelik
subscribe subscription subscriptions subscriber subscribers abo abos abonnement abonnements abonnieren
abonner abonnez
abbonamento abbonamenti abbonati suscripcion suscripciones suscribete assinatura assine abonament
prenumerata prenumerera
prenumeration tilaa abonelik abonement podpiska peredplata
account accounts konto mitglied mitgliedschaft profile profil perfil profilo compte cuenta minha mypage
membership member
members my-account
cart checkout shop store boutique tienda negozio kauppa butik butikk basket coupons coupon gutschein
gutscheine voucher
vouchers deals offers
search suche suchen recherche buscar busca buscador ricerca zoeken sok szukaj haku arama axtar poisk
print printable druckansicht drucken imprimir stampa share sharer sharing teilen partager compartir
condividi intent
email mailto mail forward bookmark save
comment comments kommentare kommentar commentaires comentarios commenti reply respond
contact contacts contactus kontakt kontakte kontakta contacto contato contatti contactez iletisim kontakty
about about-us aboutus ueber impressum imprint masthead
privacy datenschutz datenschutzerklaerung datenschutzerklärung datenschutzhinweis privacidad privacidade
privatliv
personvern tietosuoja gizlilik integritet integritetspolicy prywatnosci confidentialite persondata
policy policies polityka politika richtlinie richtlinien leitlinien nutzungsbedingungen nutzungsbasiert
terms conditions condiciones condizioni tos legal avisolegal legale mentions agb bedingungen
geschaeftsbedingungen
vilkar vilkår villkor regulamin voorwaarden kullanim kunye conditions-generales termos termini copyright
licence license
licensing cookie cookies cookiepolicy disclaimer accessibility barrierefreiheit accesibilidad acessibilidade
accessibilite accessibilita tilgjengelighet tilgængelighed tillganglighet saavutettavuus toegankelijkheid
advertise advertising advertisement mediadaten publicidad publicidade pubblicita publicite reklam reklama
annonse
annonsera annonsere annoncer annonce sponsor sponsors werbung werben adverts inserieren
newsletter newsletters rundbrief nyhedsbrev nyhedsbreve nyhetsbrev nieuwsbrief nyhetsbrevet bulletin
boletines uutiskirje
notifications alerts push
jobs job careers career karriere stellenangebote empleo emprego lavora recrutement stellenmarkt
help hilfe aide ayuda ajuda aiuto hjelp hjalp hjälp apua yardim faq faqs feedback support kundenservice
kundeservice
rss feed feeds sitemap sitemaps xml wp-admin wp-json wp-login cdn-cgi cgi-bin
app apps download downloads widget widgets embed
epaper e-paper e-avis eavis digitalausgabe printausgabe epaper-archiv kiosk
donate donation donations spenden spende unterstuetzen unterstützen doar dona faire-un-don support-us
webform preferences einstellungen settings preference consent
sudoku crossword crosswords puzzle puzzles games spiele jeux quiz horoscope horoskop horoscopes horoscopo
oroscopo
weather wetter meteo tiempo clima vejret vaer väder vader weer hava pogoda sää
tv-programm programme-tv tv-guide tvguide programacion ergebnisse tabelle tabellen standings fixtures scores
results
clasificacion klasse classifica puandurumu
"""
_LISTS = """
tag tags topic topics thema themen tema temas temi themes theme thème sujet sujets emne emner onderwerp
teema konu
etiket etiketler schlagwort stichwort keyword keywords label labels term taxonomy
author authors autor autoren autori autore autores auteur auteurs forfatter profil person people personen
personnes
persona personas writer writers reporter reporters journalist journalists redakteur columnist columnists
yazar yazarlar
yazarlari contributor contributors by staff
category categories kategorie kategorien categoria categorias categorie kategori kategoria rubrique
rubriques rubrik
rubrica rubric rubrics section sections seccion secciones sezione sezioni sektion ressort channel channels
kanal hub
page pages seite seiten pagina archive archives archiv archivio archivo arkiv arkisto arsiv arhiv hemeroteca
luoghi places place orte ort lieux lugar location locations homepage rensai
"""
_SERIES = """
dossier dossiers special specials especial especiales speciali schwerpunkt series serie serien
collection collections list lists liste latest neueste all overview uebersicht übersicht index home
ville villes stadt region regionen edition editions program programs programm sendung sendungen sendereihe
show shows
annuaire annuaires guide guides resultats projects project
"""
_MEDIA = """
video videos vidéo vídeo vídeos videa mediathek watch tv live livestream stream radio podcast podcasts
podkast audio
audios listen hoeren hören episode episodes gallery galleries galerie galerien galeria galleria fotogalerie
bildergalerie bilder photo photos foto fotos photogallery slideshow diaporama infografik graphics
interactive
multimedia
"""
_ARTICLES = """
article articles artikel artikler artikkel artikkelit articolo articoli articulo articulos artigo artikull
articleshow
a art artikulli story stories news nyheter nyhed nyheder nyhet nieuws noticia noticias notizia notizie
notícia notícias
actualite actualites actu nachrichten meldung meldungen haber haberler novost novosti novini zprava clanek
clanky clanak
uutiset uutinen frettir grein wiadomosci stiri cikk hir detail view read post posts blog blogs opinion
meinung kommentare
analysis comment editorial kolumne berita baca tin bai-viet xabar khabar
"""
SERVICE = frozenset(_SERVICE.split())
LISTS = frozenset(_LISTS.split())
"""Pages that list: topics, authors, sections, archives."""
SERIES = frozenset(_SERIES.split())
"""What may list, or stand before a story."""
MEDIA = frozenset(_MEDIA.split())
ARTICLES = frozenset(_ARTICLES.split())
