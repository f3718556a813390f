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
    uh oh | under maintenance | nicht gefunden | existiert nicht | nicht mehr verfügbar |
    nicht verfügbar | nicht vorhanden | fehler 4 | fehler 5 | seite fehlt | ist ein fehler aufgetreten |
    zugriff verweigert | wartungsarbeiten | wartungsmodus | introuvable | n'existe pas | n'existe plus |
    pas trouvée | n'est plus disponible | page non trouvée | erreur 4 | erreur 5 | page indisponible |
    une erreur est survenue | accès refusé | no encontrada | no encontrado | no encontramos | no existe |
    no se encuentra | no se ha encontrado | ya no está disponible | no disponible | página inexistente |
    error del servidor | acceso denegado | ha ocurrido un error | não encontrada | não encontrado |
    não existe | não foi encontrada | não encontramos | indisponível | erro 4 | erro 5 |
    ocorreu um erro | acesso negado | non trovata | non trovato | non esiste | non disponibile |
    non è disponibile | errore 4 | errore 5 | si è verificato un errore | accesso negato |
    no s'ha trobat | no trobada | niet gevonden | bestaat niet | niet meer beschikbaar |
    niet beschikbaar | pagina weg | fout 4 | fout 5 | er ging iets mis | ikke fundet | findes ikke |
    kunne ikke finde | fandt ikke | ikke længere tilgængelig | der opstod en fejl | fejl 4 |
    ikke funnet | finnes ikke | fant ikke | finner ikke | ikke tilgjengelig | noe gikk galt | feil 4 |
    hittades inte | hittas inte | finns inte | hittar inte | kunde inte hitta | hittade inte |
    inte tillgänglig | något gick fel | fel 4 | ei löydy | ei löytynyt | ei ole olemassa |
    ei ole saatavilla | virhe 4 | fannst ekki | ekki til | nie znaleziono | nie została znaleziona |
    nie istnieje | nie odnaleziono | strona niedostępna | błąd 4 | błąd 5 | nenalezena | nenalezeno |
    neexistuje | nebyla nalezena | stránka nenájdená | nenašla | nenašli | nebola nájdená | chyba 4 |
    nem található | nem létezik | nem talál | hiba 4 | nu a fost găsit | nu există | negăsit |
    nu am găsit | eroare 4 | не е намерен | не съществува | не найден | не существует | не нашлась |
    ошибка 4 | ошибка 5 | не знайден | не існує | помилка 4 | nije pronađen | ne postoji |
    nije pronađena | ni mogoče najti | ne obstaja | није пронађен | не постоји | δεν βρέθηκε |
    δεν υπάρχει | σφάλμα 4 | bulunamadı | mevcut değil | hata 4 | ei leitud | ei leidnud | nav atrast |
    neatrast | nerastas | puslapis neegzistuoja | tidak ditemukan | tidak dijumpai | không tìm thấy |
    không tồn tại | haijapatikana | hindi nahanap | 見つかりません | 見つかりませんでした |
    存在しません | お探しのページ | 페이지를 찾을 수 없 | 존재하지 않 | 找不到 | 未找到 | 不存在 |
    無法找到 | 无法找到 | ไม่พบหน้า | ไม่พบ | غير موجودة | غير موجود | لم يتم العثور | הדף לא נמצא |
    לא נמצא | لا توجد صفحة | یافت نشد | पृष्ठ नहीं मिला | नहीं मिला | পাওয়া যায়নি"""
)

CHECKS = _parts(
    """just a moment | verify you are human | verify that you are human | verifying you are human |
    verify you're human | prove you are human | prove you're human | confirm you are human |
    confirm that you are human | confirm you're human | are you human | are you a human |
    are you a robot | not a robot | you're a robot | you are a robot | not a bot | you are a bot |
    you're a bot | human verification | bot verification | bot detection | robot check |
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
    nejste robot | jste člověk | nie ste robot | nem robot | nu sunteți robot | nu ești robot |
    не робот | вы человек | вы не робот | проверка браузера | ви людина | перевірка браузера |
    robot olmadığınızı | insan olduğunuzu | δεν είστε ρομπότ | είστε άνθρωπος | bukan robot |
    không phải là robot | không phải là người máy | nisi robot | niste robot | ロボットではない |
    ロボットでない | 人間であること | ブラウザを確認 | 로봇이 아닙니다 | 로봇이 아님 | 사람인지 확인 |
    人机验证 | 安全验证 | 安全驗證 | 不是机器人 | 不是機器人 | 验证您是真人 | 驗證您是人類 |
    確認您是真人 | لست روبوت | لست برنامج روبوت | أنك إنسان | אינך רובוט | לא רובוט |
    ไม่ใช่โปรแกรมอัตโนมัติ | ไม่ใช่หุ่นยนต์ | रोबोट नहीं | ربات نیستید"""
)

LOGINS = _parts(
    """log in | login | log on | sign in | sign-in | sign up | register | registration | create an account |
    create account | create your account | create your free account | your account |
    already a subscriber | members only | subscribe to continue | subscribe to read |
    log in to continue | sign in to continue | anmelden | anmeldung | einloggen | registrieren |
    registrierung | konto erstellen | kostenlos registrieren | mein konto | connexion | se connecter |
    connectez-vous | identifiez-vous | s'identifier | créer un compte | créez votre compte |
    inscription | s'inscrire | inscrivez-vous | iniciar sesión | inicia sesión | inicie sesión |
    identifícate | identifíquese | regístrate | regístrese | registrarse | crear cuenta |
    crea tu cuenta | acceder | entrar na | entrar no | faça login | fazer login | iniciar sessão |
    criar conta | crie sua conta | cadastre-se | registe-se | área do assinante | accedi | accesso |
    registrati | registrazione | crea un account | area riservata | inloggen | log in om | registreren |
    account aanmaken | maak een account | log ind | opret konto | opret bruger | opret en bruger |
    logg inn | opprett konto | opprett bruker | lag bruker | logga in | skapa konto | registrera dig |
    kirjaudu | rekisteröidy | luo tili | luo tunnus | skráðu þig | innskráning | zaloguj | logowanie |
    zarejestruj | rejestracja | załóż konto | přihlášení | přihlásit | přihlaste | registrace |
    vytvořit účet | prihlásenie | prihlásiť | prihláste | registrácia | bejelentkezés | belépés |
    regisztráció | autentificare | conectare | creează cont | înregistrare | вход | войти | войдите |
    авторизация | регистрация | увійти | увійдіть | вхід | реєстрація | регистрирай | prijava |
    prijavi se | registracija | пријава | σύνδεση | είσοδος | εγγραφή | giriş yap | oturum aç |
    üye girişi | kayıt ol | üye ol | logi sisse | registreeru | pieslēgties | ielogoties | prisijungti |
    prisijungimas | registruotis | masuk | daftar akun | log masuk | đăng nhập | đăng ký | ログイン |
    会員登録 | サインイン | 로그인 | 회원가입 | 登录 | 登入 | 登錄 | 注册 | 註冊 | เข้าสู่ระบบ |
    สมัครสมาชิก | تسجيل الدخول | إنشاء حساب | سجل الدخول | התחברות | כניסה למערכת | הרשמה | ورود به |
    ثبت نام | लॉग इन | साइन इन"""
)

WALLS = _parts(
    """consent | your privacy | before you continue | zustimmung | einwilligung | privatsphäre |
    bevor sie fortfahren | datenschutz-einstellungen | werbefrei | consentement | vie privée |
    avant de continuer | consentimiento | privacidad | privacidade | consentimento | consenso |
    tua privacy | toestemming | samtyk | samtycke | suostumu | zgod | prywatno | souhlas | soukromí |
    súhlas | hozzájárul | consimț | съглас | согласи | згод | συγκατάθεσ | çerez | gizlilik | 同意 |
    동의 | الموافقة"""
)

LISTS = _parts(
    """search results | results for | search: | latest news | all news | news archive | archive | archives |
    topic: | tag: | category: | articles tagged | stories tagged | articles by | stories by | posts by |
    photo galleries | page 2 | suchergebnis | suche nach | alle nachrichten | archiv | alle artikel |
    thema: | schlagwort | artikel von | bilderstrecken | résultats de recherche | résultats pour |
    toute l'actualité | toutes les actualités | mot-clé | articles de | recherche : | resultados de |
    resultados para | todas las noticias | últimas noticias | etiqueta: | archivo | resultados da busca |
    todas as notícias | últimas notícias | risultati | tutte le notizie | ultime notizie | archivio |
    zoekresultaten | resultaten voor | søgeresultat | søkeresultat | sökresultat | sökning |
    hakutulokset | wyniki wyszukiwania | výsledky vyhledávání | výsledky hľadania | találatok |
    rezultate | rezultati | результаты поиска | результати пошуку | αποτελέσματα | arama sonuç |
    hasil pencarian | kết quả tìm kiếm | 検索結果 | 검색결과 | 검색 결과 | 搜索结果 | 搜尋結果 |
    記事一覧 | 一覧 | نتائج البحث | תוצאות חיפוש | ผลการค้นหา"""
)
