"""The words of consent banners and of notices on blocked embeds, in the languages news is written in most.

Stems in lower case. None of them tells a banner by itself: articles are written about cookies, too.
"""

from __future__ import annotations

import re

from newsarchive.extract.alternatives import by_letter
from newsarchive.extract.signs import signs

TRIGGERS = (
    ("", ("ookie", "OOKIE", "onsent", "ustimm", "inwillig", "atenschutz", "rivacy", "oestemming", "xtern")),
    ("ä", ("västei", "väste", "akor")),
    ("å", ("nformasjonskaps", "amtyk", "amtyck", "akor")),
    ("ø", ("nfokaps", "nformasjonskaps", "amtyk")),
    ("õ", ("õusolek",)),
    ("ð", ("afrakök", "fótspor")),
    ("ı", ("erez", "ızanız")),
    ("ė", ("lapuk",)),
    ("ī", ("īkdat", "īkfail")),
    ("ü", ("ütik", "üpsis")),
    ("č", ("olačić", "ouhlas", "úhlas")),
    ("š", ("iškot",)),
    ("ě", ("ouhlas",)),
    ("ą", ("iasteczk", "goda", "gody")),
    ("ŵ", ("cwcis",)),
    ("ç", ("galetes",)),
    ("о", ("уки", "укі", "олачић", "олачињ", "исквитк", "огласие")),  # Cyrillic
    ("α", ("cookie", "υγκατάθεσ")),
    ("の", ("クッキー", "同意")),
    ("的", ("同意", "隐私", "隱私")),
    ("다", ("쿠키", "동의")),
    ("า", ("คุกกี้",)),
    ("ا", ("تعريف الارتباط", "كوكيز", "کوکی", "موافقت")),
    ("ו", ("עוגיות",)),
    ("क", ("कुकी", "सहमति")),
    ("া", ("কুকি",)),
)
"""For pages that hold the letter, stems without their first letter, which may be a capital."""
_COOKIE = """تعريف-الارتباط traceurs cookie evästei eväste kakor informasjonskaps infokaps çerez slapuk
    sīkdat sīkfail küpsis sütiket sütik vafrakök fótspor kolačić piškot ciasteczk galetes cwcis fianáin
    колачић колачињ бисквитк куки кукі クッキー 쿠키 คุกกี้ कुकी কুকি குக்கீ کوکی كوكيز עוגיות ქუქი"""
_EMBEDS = """externe(?:r|n|s)? inhalt
|inhalte? (?:von|zu|an)\\w* ?(?:\\w+ )?(?:anzeigen|anzuzeigen|laden|zu laden)
|(?:diesen|dieses?|der|weitere) (?:\\w+ ){0,2}(?:anzuzeigen|anzusehen)|klick für den datenschutz
|inhalte? aktivieren|wird (?:ein|an dieser stelle) .{0,60}(?:geladen|angezeigt)
|an dieser stelle (?:finden|befindet|steht|sehen)|für die darstellung von
|empfohlener (?:redaktioneller|externer) inhalt|external content|content from (?:a )?third
|third[- ]party content
|(?:to (?:view|see|watch|display|show|load)|allow) (?:this|the) (?:content|video|post|embed|map|element)
|this (?:article|page|content) (?:contains|includes) content
|contenus? (?:externes?|tiers?|bloqués?|provenant)
|pour (?:afficher|visualiser|voir|consulter) ce(?:tte|t)?|contenidos? externos?|contenido de terceros
|para (?:ver|visualizar|mostrar|exibir) (?:este|esta|o) |conteúdos? (?:externos?|de terceiros)
|contenut[oi] (?:esterno|esterni|di terze parti)|per (?:visualizzare|vedere|visionare) quest
|externe (?:content|inhoud|bron)|om (?:deze|dit) (?:\\w+ )?(?:inhoud|content|video|bericht)
|eksternt indhold|eksternt innhold|externt innehåll|for at (?:se|vise) (?:dette|denne)
|for å (?:se|vise) (?:dette|denne)|för att (?:se|visa) (?:det här|denna|detta|den här)|upotettu
|ulkoi\\w+ sisäl|treści? zewnętrzn|aby (?:zobaczyć|wyświetlić|obejrzeć)|(?:pro|k) zobrazení
|aby se (?:vám )?zobrazil|na zobrazenie|külső tartalom|a tartalom megtekintés|conținut extern
|pentru a (?:vedea|vizualiza)|външно съдържание|внешн\\w+ (?:контент|содержим)
|зовнішн\\w+ (?:контент|вміст)|εξωτερικό περιεχόμενο|harici içerik|bu içeriği (?:görüntüle|görmek)
|vanjski sadržaj|外部コンテンツ|この(?:コンテンツ|動画|投稿)を(?:表示|見る)|外部内容|外部內容
|외부 콘텐츠|konten eksternal|nội dung bên ngoài"""

_CONSENT = """consent privacy zustimm einwillig einverstanden datenschutz privatsphäre personenbezogen
    confidentialité vie-privée données-personnelles acceptez acceptes consentim privacidad privacidade
    aceptar aceitar datos-personales dados-pessoais consenso riservatezza dati-personali toestemming
    persoonsgegevens samtyk samtycke integritet personvern privatliv personoplysn personuppgift suostumu
    tietosuoja yksityisyy zgod prywatn danych-osobowych souhlas soukrom osobní-údaj osobních-údaj súhlas
    súkrom hozzájárul adatvédel consimț confidențialit съглас поверителност лични-данни соглас
    конфиденциальн персональных-данных згод конфіденційн персональних-даних συγκατάθεσ συναίνεσ
    απορρήτου προσωπικ onay rıza gizlilik veri-polit aydınlatma kişisel-veri privol suglas pristan
    privatnost osobnih-podat zasebnost soglas nõusolek privaatsus piekri privātum sutikim privatum
    persetujuan privasi đồng-ý riêng-tư プライバシー 個人情報 同意 隐私 隱私 個人資料 개인정보 동의
    ความเป็นส่วนตัว ยินยอม الخصوصية موافقت نوافق بياناتك הפרטיות הסכמ حریم-خصوصی गोपनीयता सहमति গোপনীয়তা
    persónuvernd samþyk pribad privatesa agree accept"""
_PURPOSE = """experience analy personali advertis partner device traffic improve tracking browsing
    store-and erfahrung erlebnis werbung geräte gerät zugriffe optimier verbesser expérience publicit
    appareil audience mesurer experiencia anuncios dispositivo mejorar experiência anúncios melhorar
    esperienza annunci pubblicit dispositiv migliorare ervaring advertentie apparaat verbeteren
    oplevelse annonce forbedre enhed opplevelse annonser enhet upplevelse förbättra kokemu mainon
    mainost laitte paranta doświadcz reklam urządz ulepsz zážit zariaden zařízení zlepš élmény hirdetés
    eszköz fejleszt experienț reclame dispozitiv îmbunăt преживяв реклам устройств подобр опыт удобств
    улучш досвід пристро покращ εμπειρία διαφημίσ συσκευ βελτίω deneyim hizmet cihaz iyileştir iskustv
    oglas uređaj poboljš izkušnj naprav izboljš kogemus reklaam seade parenda pieredz ierīc uzlabo
    patirt įrengin pagerin pengalaman iklan perangkat meningkatkan trải-nghiệm quảng-cáo cải-thiện
    エクスペリエンス 体験 広告 サービス 向上 改善 体验 體驗 广告 廣告 경험 광고 서비스 ประสบการณ์ โฆษณา
    تجربتك تجربة إعلان تحسين חוויי פרסום לשפר تجربه تبلیغ بهبود अनुभव विज्ञापन অভিজ্ঞতা upplifun"""
_SITE = """we-use uses we-and-our this-site this-website our-site our-website by-continuing by-using
    by-clicking wir-verwenden wir-nutzen wir-setzen wir-und-unsere wir-benötigen diese-website
    diese-webseite diese-seite unsere-website unserer-website nutzen-wir verwenden-wir setzen-wir
    verwendet-cookies nutzt-cookies benutzt-cookies nous-utilisons utilise ce-site notre-site
    nos-partenaires nous-et-nos utilizamos usamos este-sitio esta-web nuestro-sitio nosotros-y este-site
    nosso-site utiliza nós-e utilizziamo usiamo questo-sito noi-e nostro-sito gebruiken-wij
    wij-gebruiken we-gebruiken gebruikt deze-site deze-website onze-website onze-site vi-bruger bruger
    dette-websted vores vi-bruker bruker dette-nettsted nettstedet vi-använder använder webbplats
    käytämme käytetään sivusto używamy korzystamy strona serwis wykorzystuj používáme používá tento-web
    používame stránk használ weboldal folosim folosește utilizăm acest-site използва този-сайт сайта
    мы-используем использует используются используем этот-сайт наш-сайт сайте використову цей-сайт
    χρησιμοποι ιστότοπ ιστοσελίδ kullan sitemiz internet-site bu-site koristi stranic uporablja spletn
    kasuta veebileh izmanto vietn naudoja svetain menggunakan kami situs chúng-tôi trang-web 当サイト
    本サイト このサイト ウェブサイト 使用 利用 本网站 本網站 我们 我們 사용 사이트 เว็บไซต์ เราใช้ نستخدم
    يستخدم موقعنا هذا-الموقع אנו-משתמשים האתר استفاده وب‌سایت उपयोग ব্যবহার notum vefsíð utilitza
    aquest-lloc"""

_ACTIONS = """accept accept-all accept-all-cookies accept-cookies accept-&-continue accept-and-continue
    accept-&-close accept-and-close i-accept agree i-agree agree-and-continue agree-&-continue
    agree-and-close allow allow-all allow-all-cookies allow-cookies allow-selection ok okay ok! got-it
    got-it! i-understand understood continue close dismiss consent i-consent yes no reject reject-all
    decline decline-all deny deny-all refuse opt-out disagree i-disagree do-not-consent
    continue-without-accepting necessary-only only-necessary use-necessary-cookies-only only-essential
    essential-only essential-cookies-only reject-non-essential manage-preferences manage-options
    manage-cookies manage-settings manage-choices preferences cookie-settings cookies-settings
    cookie-preferences settings customise customize more-options learn-more show-purposes show-details
    confirm-my-choices save save-preferences save-settings show-content load-content load-video
    allow-and-continue akzeptieren alle-akzeptieren alles-akzeptieren akzeptieren-und-weiter
    akzeptieren-und-schließen akzeptieren-&-weiter zustimmen zustimmen-und-weiter zustimmen-&-weiter
    zustimmen-&-schließen ich-stimme-zu einverstanden verstanden alle-zulassen zulassen auswahl-erlauben
    erlauben alle-cookies-akzeptieren cookies-akzeptieren alle-cookies-zulassen ablehnen alle-ablehnen
    nur-notwendige nur-notwendige-cookies nur-essenzielle-cookies-akzeptieren nur-essenzielle
    notwendige-cookies einstellungen cookie-einstellungen datenschutzeinstellungen
    privatsphäre-einstellungen individuelle-datenschutzeinstellungen anpassen auswahl-speichern
    speichern inhalt-anzeigen inhalte-anzeigen inhalt-laden video-laden externen-inhalt-anzeigen
    externe-inhalte-anzeigen inhalt-entsperren inhalte-aktivieren weiter schließen mehr-optionen
    optionen-verwalten accepter tout-accepter accepter-et-continuer accepter-&-fermer accepter-et-fermer
    j'accepte j’accepte refuser tout-refuser je-refuse continuer-sans-accepter paramétrer personnaliser
    paramétrer-les-cookies gérer-les-cookies gérer-mes-choix accepter-les-cookies d'accord fermer
    en-savoir-plus afficher-le-contenu aceptar aceptar-todo aceptar-todas aceptar-y-continuar
    aceptar-y-cerrar aceptar-cookies aceptar-todas-las-cookies acepto rechazar rechazar-todo
    rechazar-todas configurar configuración configurar-cookies gestionar-cookies personalizar
    más-opciones entendido de-acuerdo cerrar no-acepto ver-contenido aceitar aceitar-todos aceitar-tudo
    aceitar-e-continuar aceitar-cookies aceito rejeitar rejeitar-todos rejeitar-tudo recusar
    recusar-tudo concordo concordar-e-fechar entendi prosseguir continuar definições configurações
    personalizar-cookies gerir-cookies fechar accetta accetta-tutti accetta-tutto accetta-e-continua
    accetta-e-chiudi accetto rifiuta rifiuta-tutti rifiuta-tutto personalizza impostazioni
    gestisci-preferenze continua-senza-accettare chiudi ho-capito accepteren alles-accepteren
    alle-cookies-accepteren accepteer accepteer-alles accepteer-alle-cookies accepteer-cookies akkoord
    ik-ga-akkoord weigeren alles-weigeren weiger alleen-noodzakelijk instellingen cookie-instellingen
    aanpassen voorkeuren sluiten doorgaan begrepen toestaan alles-toestaan accepter-alle
    accepter-alle-cookies accepter-cookies acceptér tillad-alle tillad-valgte afvis afvis-alle
    kun-nødvendige indstillinger tilpas godkend godkend-alle luk ja-tak godta godta-alle
    godta-alle-cookies aksepter aksepterer aksepter-alle avvis avvis-alle bare-nødvendige
    kun-nødvendige-cookies innstillinger tilpass jeg-godtar jeg-forstår lukk samtykk godkänn
    godkänn-alla godkänn-alla-cookies acceptera acceptera-alla acceptera-alla-cookies avvisa neka
    neka-alla avböj endast-nödvändiga inställningar anpassa jag-godkänner jag-förstår stäng tillåt-alla
    hyväksy hyväksy-kaikki hyväksyn hyväksyn-kaikki salli-kaikki kiellä hylkää hylkää-kaikki
    vain-välttämättömät asetukset evästeasetukset sulje samþykkja samþykkja-allt hafna hafna-öllu
    stillingar akceptuję akceptuj akceptuję-wszystkie akceptuj-wszystkie zaakceptuj-wszystko zgadzam-się
    przejdź-do-serwisu odrzuć odrzuć-wszystkie odrzuć-wszystko ustawienia ustawienia-zaawansowane
    dostosuj zamknij rozumiem přijmout přijmout-vše přijmout-všechny souhlasím souhlasím-se-vším
    odmítnout odmítnout-vše nastavení podrobné-nastavení rozumím povolit-vše zavřít prijať prijať-všetko
    súhlasím odmietnuť odmietnuť-všetko nastavenia povoliť-všetko elfogadom elfogadás összes-elfogadása
    mindet-elfogadom elutasítom elutasítás mindet-elutasítom beállítások további-lehetőségek rendben
    bezárás accept-toate acceptă acceptă-tot acceptă-toate accept-tot sunt-de-acord refuz respinge
    respinge-toate respinge-tot setări personalizează închide приемам приемам-всички приемане отказвам
    откажи настройки съгласен-съм разбрах принять принять-все согласен согласна я-согласен соглашаюсь
    принимаю понятно хорошо отклонить отклонить-все отказаться закрыть подробнее прийняти прийняти-все
    погоджуюсь погоджуюся згоден зрозуміло відхилити відхилити-все налаштування закрити prihvati
    prihvati-sve prihvaćam prihvaćam-sve prihvatam slažem-se odbij odbij-sve postavke podešavanja u-redu
    razumijem sprejmi sprejmi-vse sprejmem strinjam-se zavrni zavrni-vse nastavitve прихватам прихвати
    прихвати-све одбиј подешавања αποδοχή αποδοχή-όλων συμφωνώ αποδέχομαι απόρριψη απόρριψη-όλων
    ρυθμίσεις περισσότερες-επιλογές kabul-et tümünü-kabul-et kabul-ediyorum anladım tamam onaylıyorum
    reddet tümünü-reddet ayarlar çerez-ayarları tercihleri-yönet kapat nõustun nõustu luba-kõik keeldu
    keeldun seaded piekrītu pieņemt pieņemt-visas noraidīt iestatījumi sutinku leisti-visus atmesti
    nustatymai setuju terima terima-semua saya-setuju tolak pengaturan mengerti đồng-ý chấp-nhận
    chấp-nhận-tất-cả từ-chối cài-đặt tôi-đồng-ý 同意する 同意して続ける すべて受け入れる すべて許可
    許可する 承諾する 同意しない 拒否 拒否する すべて拒否 設定 閉じる 了解 はい 同意 接受 全部接受
    接受全部 接受所有 我同意 拒绝 拒絕 全部拒绝 设置 关闭 關閉 知道了 我知道了 동의 동의합니다 동의함
    모두-동의 모두-허용 수락 거부 모두-거부 설정 확인 닫기 ยอมรับ ยอมรับทั้งหมด ปฏิเสธ ตั้งค่า ตกลง موافق
    أوافق قبول قبول-الكل رفض رفض-الكل إعدادات الإعدادات حسنا إغلاق אישור אני-מסכים אני-מסכימ/ה הבנתי
    מסכים קבל-הכל דחה הגדרות موافقم قبول-میکنم می‌پذیرم رد تنظیمات स्वीकार-करें सहमत मैं-सहमत-हूं अस्वीकार
    ठीक-है একমত সম্মত"""


COOKIES, CONSENT, PURPOSE, SITE = (
    signs(words.replace("-", "_")) for words in (_COOKIE, _CONSENT, _PURPOSE, _SITE)
)
"""Stems in lower case: looked for as parts of a text, which costs a quarter of a regular expression."""
EMBEDS = re.compile(by_letter(_EMBEDS.replace("\n", "")))
ACTIONS = frozenset(word.replace("-", " ") for word in _ACTIONS.split())
