"""What pages that are no articles say in their titles and headings, in the languages news is written in most.

Parts of a folded text (:func:`~newsarchive.extract.texts.fold`), parted by bars.
"""

from __future__ import annotations


def _parts(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.strip() for word in " ".join(words.split()).split("|") if word.strip()))


ERRORS = _parts(
    """404 | error 410 | error 403 | error 500 | error 502 | error 503 | http 403 | http 500 | not found |
    page missing | page unavailable | page is unavailable | page isn't available | no longer available |
    page doesn't exist | page does not exist | page you requested | page you're looking for |
    page you are looking for | page can't be found | can't find that page | couldn't find that page |
    can't find the page | couldn't find the page | cannot be found | nothing here | page gone |
    server error | internal error | bad gateway | service unavailable | gateway timeout |
    something went wrong | temporarily unavailable | access denied | forbidden | broken link | oops |
    uh oh | under maintenance | maintenance mode | scheduled maintenance | error 5 | error code 5 |
    error 4 | error code 4 | 522: | 521: | 520: | 523: | 524: | 525: | 451: | 503: | 502: | 500: |
    http error | unavailable due to legal | unavailable for legal | not available in your region |
    not available in your country | connection timed out | database connection | database error |
    host error | web server is down | fatal error | application error | bad request | too many requests |
    en mantenimiento | tareas de mantenimiento | em manutenção | in manutenzione | en maintenance |
    in onderhoud | vedligeholdelse | vedlikehold | underhåll | huoltokatko | prace techniczne |
    przerwa techniczna | probíhá údržba | karbantartás | технические работы | технічні роботи |
    bakım çalışması | bakımdayız | メンテナンス中 | 점검 중 | 系统维护 | 系統維護 | تحت الصيانة |
    nicht gefunden | existiert nicht | nicht mehr verfügbar | nicht verfügbar | nicht vorhanden |
    fehler 4 | fehler 5 | seite fehlt | ist ein fehler aufgetreten | zugriff verweigert |
    wartungsarbeiten | wartungsmodus | introuvable | n'existe pas | n'existe plus | pas trouvée |
    n'est plus disponible | page non trouvée | erreur 4 | erreur 5 | page indisponible |
    une erreur est survenue | accès refusé | no encontrada | no encontrado | no encontramos | no existe |
    no se encuentra | no se ha encontrado | ya no está disponible | no disponible | página inexistente |
    error del servidor | acceso denegado | ha ocurrido un error | não encontrada | não encontrado |
    não existe | não foi encontrada | não encontramos | indisponível | erro 4 | erro 5 | ocorreu um erro |
    acesso negado | non trovata | non trovato | non esiste | non disponibile | non è disponibile |
    errore 4 | errore 5 | si è verificato un errore | accesso negato | no s'ha trobat | no trobada |
    niet gevonden | bestaat niet | niet meer beschikbaar | niet beschikbaar | pagina weg | fout 4 |
    fout 5 | er ging iets mis | ikke fundet | findes ikke | kunne ikke finde | fandt ikke |
    ikke længere tilgængelig | der opstod en fejl | fejl 4 | ikke funnet | finnes ikke | fant ikke |
    finner ikke | ikke tilgjengelig | noe gikk galt | feil 4 | hittades inte | hittas inte | finns inte |
    hittar inte | kunde inte hitta | hittade inte | inte tillgänglig | något gick fel | fel 4 | ei löydy |
    ei löytynyt | ei ole olemassa | ei ole saatavilla | virhe 4 | fannst ekki | ekki til |
    nie znaleziono | nie została znaleziona | nie istnieje | nie odnaleziono | strona niedostępna |
    błąd 4 | błąd 5 | nenalezena | nenalezeno | neexistuje | nebyla nalezena | stránka nenájdená |
    nenašla | nenašli | nebola nájdená | chyba 4 | nem található | nem létezik | nem talál | hiba 4 |
    nu a fost găsit | nu a fost gasit | nu mai există | nu există | negăsit | nu am găsit | eroare 4 |
    не е намерен | не съществува | не найден | не существует | не нашлась | ошибка 4 | ошибка 5 |
    не знайден | не існує | помилка 4 | nije pronađen | ne postoji | nije pronađena | ni mogoče najti |
    ne obstaja | није пронађен | не постоји | δεν βρέθηκε | δεν υπάρχει | σφάλμα 4 | bulunamadı |
    mevcut değil | hata 4 | ei leitud | ei leidnud | nav atrast | neatrast | nerastas |
    puslapis neegzistuoja | tidak ditemukan | tidak dijumpai | không tìm thấy | không tồn tại |
    tu nic nie ma | nic tu nie ma | strona, której szukasz | už není k dispozici | není k dispozici |
    nie je k dispozícii | której szukasz | strona została usunięta | artykuł został usunięty |
    gesuchte seite | seite, die sie suchen | page que vous cherchez | page que vous recherchez |
    página que buscas | página que busca | página que procura | pagina che cerchi | pagina che stai cercando |
    pagina die u zoekt | pagina die je zoekt | siden du leder efter | siden du leter etter |
    sidan du söker | sidan du letar efter | sivua jota etsit | etsimääsi sivua | stránka, kterou hledáte |
    stránka, ktorú hľadáte | a keresett oldal | pagina pe care o căutați | страницата, която търсите |
    страница, которую вы ищете | запрашиваемая страница | сторінка, яку ви шукаєте | stranica koju tražite |
    σελίδα που ζητήσατε | σελίδα που ψάχνετε | aradığınız sayfa | halaman yang anda cari |
    trang bạn tìm | お探しの記事 | 요청하신 페이지 | 찾으시는 페이지 | 您访问的页面 | 您要访问的页面 |
    الصفحة التي تبحث | הדף שחיפשת |
    haijapatikana | hindi nahanap | 見つかりません | 見つかりませんでした | 存在しません |
    お探しのページ | 페이지를 찾을 수 없 | 존재하지 않 | 找不到 | 未找到 | 不存在 | 無法找到 | 无法找到 |
    ไม่พบหน้า | ไม่พบ | غير موجودة | غير موجود | لم يتم العثور | הדף לא נמצא | לא נמצא | لا توجد صفحة |
    یافت نشد | पृष्ठ नहीं मिला | नहीं मिला | পাওয়া যায়নি"""
)

MISSING = tuple(
    part
    for part in ERRORS
    if any(
        word in part
        for word in """search looking request gesucht suchen cherchez busca procura cerc zoek leder leter
        söker letar etsi szuka hledáte hľadáte keres căuta търси ищете запрашива шука traži ζητήσ ψάχν aradığ
        cari tìm 探し 찾 요청 访问 تبحث חיפשת""".split()
    )
)
"""Those of them that speak of the page somebody looked for: no story says so in its first lines."""

CHECKS = _parts(
    """just a moment | verify you are human | verify that you are human | verifying you are human |
    verify you're human | prove you are human | prove you're human | confirm you are human |
    confirm that you are human | confirm you're human | are you human | are you a human |
    are you a robot | not a robot | you're a robot | you are a robot | not a bot | you are a bot |
    you're a bot | please enable js | enable js and disable | disable any ad blocker | kein bot |
    pas un bot | no eres un bot | não é um bot | non sei un bot | geen bot | ikke en bot | inte en bot |
    nie jesteś botem | не бот | human verification | bot verification | bot detection | robot check |
    unusual traffic | unusual activity | suspicious activity | automated requests | automated access |
    automated traffic | checking your browser | checking if the site connection is secure |
    security check | security verification | browser check | ddos protection | attention required |
    pardon our interruption | captcha | press & hold | press and hold | enable javascript and cookies |
    enable cookies and javascript | one more step | you have been blocked | making sure you're not |
    kein roboter | ein mensch sind | ein mensch bist | sicherheitsüberprüfung | sicherheitsprüfung |
    browser wird überprüft | ungewöhnlichen datenverkehr | ungewöhnliche aktivität | un robot |
    êtes humain | êtes un humain | êtes bien humain | vérification de sécurité | contrôle de sécurité |
    vérification de votre navigateur | trafic inhabituel | activité inhabituelle | un instant |
    eres humano | es humano | un ser humano | verificación de seguridad | comprobando su navegador |
    comprobando tu navegador | tráfico inusual | é um robô | é humano | é um ser humano |
    verificação de segurança | verificando seu navegador | sei umano | essere umano | essere un umano |
    controllo di sicurezza | verifica di sicurezza | traffico insolito | een mens bent | geen robot |
    beveiligingscontrole | ongebruikelijk verkeer | ikke er en robot | er et menneske |
    sikkerhedskontrol | sikkerhetssjekk | är en människa | inte är en robot | inte en robot |
    säkerhetskontroll | et ole robotti | olet ihminen | nie jesteś robotem | jesteś człowiekiem |
    nejste robot | jste člověk | nie ste robot | nem robot | nu sunteți robot | nu ești robot | не робот |
    вы человек | вы не робот | проверка браузера | ви людина | перевірка браузера | robot olmadığınızı |
    insan olduğunuzu | δεν είστε ρομπότ | είστε άνθρωπος | bukan robot | không phải là robot |
    không phải là người máy | nisi robot | niste robot | ロボットではない | ロボットでない |
    人間であること | ブラウザを確認 | 로봇이 아닙니다 | 로봇이 아님 | 사람인지 확인 | 人机验证 |
    安全验证 | 安全驗證 | 不是机器人 | 不是機器人 | 验证您是真人 | 驗證您是人類 | 確認您是真人 |
    لست روبوت | لست برنامج روبوت | أنك إنسان | אינך רובוט | לא רובוט | ไม่ใช่โปรแกรมอัตโนมัติ |
    ไม่ใช่หุ่นยนต์ | रोबोट नहीं | ربات نیستید"""
)

LOGINS = _parts(
    """log in | login | log on | sign in | sign-in | sign up | register | registration |
    create an account | create account | create your account | create your free account | your account |
    already a subscriber | members only | subscribe to continue | subscribe to read | log in to continue |
    for subscribers only | only for subscribers | subscribers only | subscriber exclusive |
    nur für abonnenten | réservé aux abonnés | réservé à nos abonnés | solo para suscriptores |
    exclusivo para assinantes | só para assinantes | riservato agli abbonati | alleen voor abonnees |
    kun for abonnenter | for abonnenter | endast för prenumeranter | bara för prenumeranter |
    vain tilaajille | tylko dla prenumeratorów | tylko dla subskrybentów | jen pro předplatitele |
    csak előfizetőknek | только для подписчиков | для подписчиков | для передплатників | sadece aboneler |
    会員限定 | 有料会員 | 구독자 전용 | 仅限订阅 | للمشتركين فقط | sign in to continue | anmelden |
    anmeldung | einloggen | registrieren | registrierung | konto erstellen | kostenlos registrieren |
    mein konto | connexion | se connecter | connectez-vous | identifiez-vous | s'identifier |
    créer un compte | créez votre compte | inscription | s'inscrire | inscrivez-vous | iniciar sesión |
    inicia sesión | inicie sesión | identifícate | identifíquese | regístrate | regístrese | registrarse |
    crear cuenta | crea tu cuenta | acceder | entrar na | entrar no | faça login | fazer login |
    iniciar sessão | criar conta | crie sua conta | cadastre-se | registe-se | área do assinante |
    accedi | accesso | registrati | registrazione | crea un account | area riservata | inloggen |
    log in om | registreren | account aanmaken | maak een account | log ind | opret konto | opret bruger |
    opret en bruger | logg inn | opprett konto | opprett bruker | lag bruker | logga in | skapa konto |
    registrera dig | kirjaudu | rekisteröidy | luo tili | luo tunnus | skráðu þig | innskráning |
    zaloguj | logowanie | zarejestruj | rejestracja | załóż konto | přihlášení | přihlásit | přihlaste |
    registrace | vytvořit účet | prihlásenie | prihlásiť | prihláste | registrácia | bejelentkezés |
    belépés | regisztráció | autentificare | conectare | creează cont | înregistrare | вход | войти |
    войдите | авторизация | регистрация | увійти | увійдіть | вхід | реєстрація | регистрирай | prijava |
    prijavi se | registracija | пријава | σύνδεση | είσοδος | εγγραφή | giriş yap | oturum aç |
    üye girişi | kayıt ol | üye ol | logi sisse | registreeru | pieslēgties | ielogoties | prisijungti |
    prisijungimas | registruotis | masuk | daftar akun | log masuk | đăng nhập | đăng ký | ログイン |
    会員登録 | サインイン | 로그인 | 회원가입 | 登录 | 登入 | 登錄 | 注册 | 註冊 | เข้าสู่ระบบ |
    สมัครสมาชิก | تسجيل الدخول | إنشاء حساب | سجل الدخول | התחברות | כניסה למערכת | הרשמה | ورود به |
    ثبت نام | लॉग इन | साइन इन"""
)

WALLS = _parts(
    """consent | cookie | your privacy | your data | before you continue | deine daten | ihre daten |
    vos données | sus datos | tus datos | seus dados | tuoi dati | je gegevens | uw gegevens | dine data |
    dina uppgifter | dina val | kakor | evästeet | informasjonskapsl | zanim przejdziesz |
    zanim wejdziesz | twoje dane | než budete | vaše údaje | mielőtt továbblép | înainte de a continua |
    перед тем как | devam etmeden | antes de continuar | prima di continuare | voordat je verder |
    før du fortsætter | før du fortsetter | innan du fortsätter | zustimmung | einwilligung |
    privatsphäre | bevor sie fortfahren | datenschutz-einstellungen | werbefrei | consentement |
    vie privée | avant de continuer | consentimiento | privacidad | privacidade | consentimento |
    consenso | tua privacy | toestemming | samtyk | samtycke | suostumu | zgod | prywatno | souhlas |
    soukromí | súhlas | hozzájárul | consimț | съглас | согласи | згод | συγκατάθεσ | çerez | gizlilik |
    同意 | 동의 | الموافقة"""
)

LISTS = _parts(
    """search results | results for | search: | latest news | all news | news archive | archive |
    archives | topic: | tag: | category: | articles tagged | stories tagged | articles by | stories by |
    posts by | photo galleries | page 2 | suchergebnis | suche nach | alle nachrichten | archiv |
    alle artikel | thema: | schlagwort | artikel von | bilderstrecken | résultats de recherche |
    résultats pour | toute l'actualité | toutes les actualités | mot-clé | articles de | recherche : |
    resultados de | resultados para | todas las noticias | últimas noticias | etiqueta: | archivo |
    resultados da busca | todas as notícias | últimas notícias | risultati | tutte le notizie |
    ultime notizie | archivio | zoekresultaten | resultaten voor | søgeresultat | søkeresultat |
    sökresultat | sökning | hakutulokset | wyniki wyszukiwania | výsledky vyhledávání |
    výsledky hľadania | találatok | rezultate | rezultati | результаты поиска | результати пошуку |
    αποτελέσματα | arama sonuç | hasil pencarian | kết quả tìm kiếm | 検索結果 | 검색결과 | 검색 결과 |
    搜索结果 | 搜尋結果 | 記事一覧 | 一覧 | نتائج البحث | תוצאות חיפוש | ผลการค้นหา"""
)

OTHERS = frozenset(
    _parts(
        """privacy policy | privacy notice | privacy statement | privacy | cookie policy |
        cookies policy | cookie statement | terms of use | terms of service | terms and conditions |
        terms & conditions | legal notice | imprint | contact | contact us | about us | about |
        advertise | advertise with us | accessibility statement | datenschutz | datenschutzerklärung |
        impressum | agb | allgemeine geschäftsbedingungen | nutzungsbedingungen | kontakt | über uns |
        mediadaten | mentions légales | politique de confidentialité | confidentialité |
        conditions générales | conditions générales d'utilisation | nous contacter | contactez-nous |
        qui sommes-nous ? | aviso legal | política de privacidad | política de cookies |
        condiciones de uso | contacto | quiénes somos | política de privacidade | termos de uso |
        fale conosco | quem somos | contacto e ficha técnica | informativa sulla privacy |
        informativa privacy | note legali | contatti | chi siamo | condizioni d'uso | privacybeleid |
        privacyverklaring | cookiebeleid | algemene voorwaarden | over ons | colofon | privatlivspolitik |
        cookiepolitik | handelsbetingelser | kontakt os | om os | personvern | personvernerklæring |
        vilkår | kontakt oss | om oss | integritetspolicy | personuppgiftspolicy | cookiepolicy |
        användarvillkor | tietosuojaseloste | tietosuoja | käyttöehdot | yhteystiedot |
        polityka prywatności | regulamin | o nas | redakcja | ochrana osobních údajů |
        zásady ochrany osobních údajů | kontakty | obchodní podmínky | adatvédelem |
        adatvédelmi tájékoztató | impresszum | kapcsolat | politica de confidențialitate |
        termeni și condiții | despre noi | политика конфиденциальности | контакты |
        пользовательское соглашение | о нас | політика конфіденційності | контакти | про нас |
        πολιτική απορρήτου | όροι χρήσης | επικοινωνία | gizlilik politikası | kullanım koşulları |
        künye | iletişim | kebijakan privasi | tentang kami | hubungi kami | chính sách bảo mật |
        liên hệ | プライバシーポリシー | 利用規約 | お問い合わせ | 会社概要 | 개인정보처리방침 |
        개인정보 처리방침 | 이용약관 | 隐私政策 | 隱私權政策 | 使用条款 | 联系我们 | 聯絡我們 | 关于我们 |
        關於我們 | سياسة الخصوصية | اتصل بنا | من نحن | מדיניות פרטיות | תנאי שימוש | צור קשר |
        wir über uns | about the paper | om tidningen | om avisen | om avisa | à propos |
        à propos de nous | sobre nosotros | acerca de nosotros | sobre nós | over de krant | tietoa meistä |
        meistä | tietoa lehdestä | toimitus | o redakcji | o nás | rólunk | за нас | о редакции | редакция |
        про редакцію | o nama | σχετικά με εμάς | hakkımızda | meist | par mums | apie mus | giới thiệu |
        会社案内 | 회사소개 | אודות | เกี่ยวกับเรา | हमारे बारे में |
        नियम और शर्तें | गोपनीयता नीति | संपर्क करें"""
    )
)
"""Whole headings of what a publisher says of itself: no journalism."""
