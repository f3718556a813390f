"""Titles of sections of links, in the languages news is written in: which are tied to the story, which are not.

The title decides, not the topic: a title that promises more on this story makes its links related; one that only
invites to read on ("You may also like", "Das könnte Sie auch interessieren") does not.
"""

from __future__ import annotations

import re

from newsarchive.extract.texts import fold

_RELATED = (
    # English
    r"related(?: (?:articles?|stor(?:y|ies)|content|news|topics?|coverage|links?|reading|posts?|reports?|items?|videos?))?|more on (?:this|the|that)\b.*|more about (?:this|the)\b.*|related to this (?:story|article|topic)"
    r"|(?:in|on) this (?:story|topic|subject)|see also|background|further reading|the story so far|story timeline|(?:more )?on the (?:same )?(?:subject|topic)|also (?:read|see)|read also|dig deeper|more from this (?:story|series)|in this series|context"
    # German
    r"|mehr zum thema|zum thema|mehr dazu|mehr zu\b.*|lesen sie (?:auch|dazu|mehr zum thema).*|lies auch|lest auch|auch zum thema|passend (?:zum thema|dazu)|verwandte (?:artikel|themen|beiträge|inhalte|nachrichten)|ähnliche artikel"
    r"|hintergrund|hintergründe|weitere (?:artikel|beiträge|informationen|infos|meldungen|nachrichten) zum thema|artikel zum thema|thema|zugehörige artikel|mehr über.*|dossier|dazu passend|das könnte dazu passen|themenpaket"
    # French
    r"|(?:à )?lire aussi|lire également|à lire (?:également|sur le (?:même )?sujet)|voir aussi|sur le même (?:sujet|thème)|articles? (?:liés?|connexes?|associés?|similaires?)|en lien avec (?:cet|l).*|notre dossier|dans le même dossier"
    r"|contenus liés|pour aller plus loin|à voir aussi|nos articles sur le sujet|en relation"
    # Spanish, Catalan, Portuguese, Galician
    r"|(?:noticias?|artículos?|contenidos?|temas?|notas?|informaci(?:ón|ones)) relacionad[oa]s?|relacionad[oa]s?|más sobre (?:el tema|este tema|esta noticia).*|más información|lea? (?:también|además)|lee también|leer también|ver también|te puede interesar sobre.*|sobre este tema|en este tema"
    r"|notícies relacionades|articles relacionats|relacionats|més informació|(?:notícias|matérias|artigos|conteúdos?|assuntos|textos) relacionad[oa]s?|leia (?:também|mais)|ler também|veja também|saiba mais(?: sobre.*)?|mais sobre (?:o tema|este tema|esse tema|o assunto).*|sobre o mesmo tema|a ler também|entenda o caso"
    # Italian, Romanian
    r"|(?:articoli|notizie|contenuti) correlat[ie]|correlat[ie]|leggi anche|per approfondire|approfondimenti?|sullo stesso (?:tema|argomento)|vedi anche|potrebbe interessarti sul tema|articole (?:similare|asemănătoare|pe aceeași temă)|citește și|citiți și|citeste si|pe aceeași temă|știri (?:similare|pe aceeași temă)"
    # Dutch, Afrikaans
    r"|lees ook|gerelateerd(?:e (?:artikelen|berichten|nieuws|onderwerpen))?|meer over (?:dit onderwerp|dit|deze).*|bekijk ook|zie ook|verwant(?:e artikelen)?|verwante (?:artikels|stories)|lees meer oor.*|lees ook hierdie"
    # Danish, Norwegian, Swedish, Icelandic
    r"|relatere(?:de|rte) (?:artikler|saker|emner|nyheder|indhold)|relatert(?:e saker)?|relateret|læs også|les også|les mer om (?:dette|saken).*|mere om (?:emnet|sagen).*|mer om (?:temaet|saken|dette).*|läs (?:också|även|mer om).*|relaterade (?:artiklar|nyheter|ämnen)|mer om ämnet|mer i ämnet|fler artiklar om.*|artikkelen fortsetter.*"
    r"|se også|se også:|se även|fakta og bakgrunn|tengdar (?:fréttir|greinar)|tengt efni|fleiri fréttir um.*|sjá einnig|saken oppsummert|flere artikler om.*|flere saker om.*|läs vidare om.*"
    # Finnish, Estonian, Latvian, Lithuanian
    r"|lue (?:myös|lisää aiheesta).*|aiheeseen liittyv(?:ä|ää|ät).*|lisää aiheesta|katso myös|asiasta muualla|loe (?:ka|lisaks|veel teemal).*|seotud (?:artiklid|lood|uudised|teemad)|samal teemal|lasi (?:arī|vēl)|lasiet arī|saistītie (?:raksti|jaunumi)|saistītās (?:ziņas|tēmas)|par šo tēmu"
    r"|skaitykite (?:taip pat|dar)|taip pat skaitykite|susiję (?:straipsniai|naujienos)|susijusios (?:naujienos|temos)|susiję|šia tema|daugiau šia tema"
    # Polish, Czech, Slovak, Hungarian
    r"|(?:czytaj|zobacz|przeczytaj|sprawdź) (?:też|także|również|więcej o).*|powiązane(?: (?:artykuły|tematy))?|więcej (?:na ten temat|o).*|w tym temacie|na ten temat|podobne artykuły|artykuły powiązane|související(?: články| témata)?|čtěte (?:také|také:|více)|přečtěte si (?:také|více k tématu).*|k tématu|více k tématu|téma"
    r"|súvisiace(?: články)?|čítajte (?:aj|tiež)|prečítajte si (?:aj|tiež).*|viac k téme|k téme|kapcsolódó (?:cikkek|cikk|anyagok|tartalom|hírek|írások)|kapcsolódó|olvassa el (?:ezt )?is|olvasd el (?:ezt )?is|ez is érdekelheti a témában|a témában|további cikkek a témában"
    # Croatian, Serbian, Bosnian, Slovenian, Macedonian, Bulgarian, Albanian
    r"|povezan[ei] (?:članci|vijesti|vesti|teme|članki|novice)|povezano|pročitajte (?:i|još|više o).*|vezan[ei] (?:članci|vesti|vijesti).*|na istu temu|preberite (?:tudi|še).*|sorodni članki|повезан[еи] (?:чланци|вести|статии)|прочитајте и|поврзани (?:вести|статии)|свързани (?:статии|новини|теми)|прочетете (?:още|също)|още по темата|по темата|lexo (?:edhe|më shumë për).*|artikuj të ngjashëm|të lidhura"
    # Greek, Turkish, Azerbaijani
    r"|σχετικ(?:ά|ές|α|ες)(?: (?:άρθρα|ειδήσεις|θέματα|νέα|αρθρα))?|διαβάστε (?:επίσης|ακόμ[ηα]|και).*|δείτε (?:επίσης|ακόμη).*|ilgili (?:haber(?:ler)?|konular|içerik(?:ler)?|yazılar)|bu haberle ilgili.*|konuyla ilgili.*|bunu da oku.*|əlaqəli (?:xəbərlər|məqalələr)|mövzu ilə bağlı.*"
    # Russian, Ukrainian, Belarusian, Kazakh
    r"|(?:читайте|смотрите|читать) (?:также|ещ[её]|по теме).*|по теме|материалы по теме|новости по теме|похожие (?:материалы|статьи|новости)|связанные (?:материалы|статьи|новости|темы)|ещ[её] по теме|на эту тему|сюжет|подробнее по теме.*"
    r"|читайте (?:також|ще).*|за темою|(?:матеріали|новини|статті) за темою|(?:пов['’ʼ]язані|схожі) (?:матеріали|статті|новини|теми)|дивіться також|на цю тему|по темі|чытайце таксама|па тэме|тақырып бойынша.*"
    # Arabic, Persian, Urdu, Hebrew
    r"|(?:مقالات|أخبار|مواضيع|موضوعات|اخبار|مواد|محتوى) (?:ذات صلة|متعلقة|مرتبطة|مشابهة|متصلة)|ذات صلة|(?:اقرأ|إقرأ|اقرا|شاهد|قد يهمك|أقرأ) (?:أيضا|أيضًا|ايضا|أيضاً|المزيد عن).*|أخبار ذات صلة|مواضيع مشابهة|موضوعات متعلقة|متعلقات"
    r"|(?:مطالب|اخبار|مقالات|خبرهای|موضوعات) مرتبط.*|بیشتر بخوانید|مرتبط|متعلقہ (?:خبریں|مضامین).*|مزید پڑھیں|(?:כתבות|ידיעות|תכנים|נושאים) (?:קשורות|קשורים|נוספות בנושא|נוספים בנושא)|עוד בנושא|קראו גם|קרא גם|כתבות בנושא"
    # Indian languages
    r"|(?:संबंधित|सम्बंधित|संबन्धित) (?:खबरें|ख़बरें|समाचार|लेख|विषय|स्टोरी|पोस्ट).*|(?:ये|यह) भी (?:पढ़ें|पढ़े|पढ़ें|देखें).*|इसे भी पढ़ें.*|আরও পড়ুন|সম্পর্কিত (?:খবর|সংবাদ|নিবন্ধ).*|এ সম্পর্কিত.*|संबंधित बातम्या|हेही वाचा.*|संबंधी समाचार|தொடர்புடைய (?:செய்திகள்|கட்டுரைகள்).*|இதையும் படிங்க.*|సంబంధిత (?:వార్తలు|కథనాలు).*|ഇതും വായിക്കുക.*|સંબંધિત સમાચાર.*|ਇਹ ਵੀ ਪੜ੍ਹੋ.*|ಸಂಬಂಧಿತ (?:ಸುದ್ದಿ|ಲೇಖನಗಳು).*"
    # Chinese, Japanese, Korean
    r"|相关(?:新闻|报道|阅读|文章|链接|内容|推荐阅读|话题|专题|资讯)?|相關(?:新聞|報導|報道|閱讀|文章|連結|內容|話題)?|延伸(?:閱讀|阅读)|更多相关.*|關聯(?:新聞|文章)|【?関連(?:記事|ニュース|リンク|トピックス|コンテンツ|情報|キーワード|特集|の記事|する記事|写真)?】?|この記事に関連.*|こちらも(?:読む|どうぞ)|この(?:特集|連載|ニュース)の(?:記事|一覧|続き).*|時系列で見る|おすすめの関連記事"
    r"|관련 ?(?:기사|뉴스|글|콘텐츠|영상|이슈|소식|키워드)?|이 기사와 관련.*|함께 (?:볼|읽을|보면 좋은) (?:만한 )?(?:기사|뉴스).*|연관 ?(?:기사|뉴스)|이 이슈.*"
    # South-east Asia, Africa
    r"|(?:berita|artikel|kabar|topik) (?:terkait|terkini terkait|lain terkait|berkaitan|sejenis).*|baca juga.*|terkait|baca selengkapnya.*|(?:tin|bài|bài viết|tin tức|chủ đề|nội dung|tin bài) liên quan.*|xem thêm.*|cùng chủ đề|liên quan|ข่าวที่เกี่ยวข้อง|เรื่องที่เกี่ยวข้อง|บทความที่เกี่ยวข้อง|อ่านเพิ่มเติม|อ่านข่าวที่เกี่ยวข้อง|อ่านเพิ่ม.*"
    r"|kaugnay na (?:balita|artikulo).*|basahin din.*|habari (?:zinazohusiana|zinazofanana).*|soma (?:pia|zaidi).*|izindaba ezihlobene.*|funda (?:futhi|nalokhu).*|labarai masu alaƙa.*|ተዛማጅ.*|kuhusiana.*"
)
_OPEN = (
    r".*(?:most (?:read|viewed|popular|recent|shared|commented|watched)|latest|recommend|trending|popular|don'?t miss|top stories|editor'?s'? (?:picks?|choice)|picks? for you|for you|you (?:may|might|could) (?:also )?(?:like|enjoy|be interested)|more (?:from|stories|news|articles|headlines|top|in [a-z])|up next|next (?:article|story|up|post)|previous"
    r"|read next|readers read|sponsored|promoted|advert|partner|around the web|from the web|breaking|just in|newsletter|subscribe|comments?|share|follow|tags?\b|topics?$|categor|archive|about the author|more by|by the same author|author|podcast|games?|shop|deals"
    r"|meistgelesen|meist(?:gelesene|geklickt|kommentiert)|beliebt|neueste|aktuelle?s?\b|das könnte (?:sie|dich|ihnen|euch)|auch interessant|interessieren|empfehl|redaktion empfiehlt|weitere (?:artikel|nachrichten|meldungen|beiträge|themen|news|videos)$|mehr (?:aus|von|nachrichten|artikel|news)|nächster artikel|top-?themen|schlagzeilen|anzeige|werbung|kommentare|newsletter|autor"
    r"|les plus (?:lus?|partagés|commentés|vus)|plus lus|à la une|dernières|derniers|recommandé|vous aimerez|pourrait vous|pourraient vous|à découvrir|conseille|en direct|sponsorisé|publicité|commentaires|contenus sponsorisés|dans la même (?:rubrique|catégorie)|suivez"
    r"|lo más|más (?:leíd|vist|noticias|recient|popular)|últim[ao]s|te puede(?:n)? interesar|te recomendamos|recomendad|destacad|le puede interesar|también te puede|patrocinad|publicidad|comentari|mais (?:lid|vist|notícias|recent|popular|acess)|últimas|recomendam|você (?:pode|também)|destaques|patrocinad"
    r"|più (?:letti|lette|visti|popolari)|ultim[ei] (?:notizie|ora)|consigliat|potrebbe (?:interessarti|piacerti)|potrebbero interessarti|in evidenza|sponsor|cele mai|ultimele|recomandat|îți recomandăm"
    r"|meest gelezen|populair|laatste|net binnen|aanbevolen|meer (?:nieuws|van|uit)|mest (?:læst|lest|läst|sett|populær)|seneste|siste (?:nytt|saker)|senaste|nyeste|anbefal|rekommender|flere (?:artikler|nyheder|saker)$|mere fra|mer fra|mer från|annons|luetuimmat|uusimmat|suosit|tuoreimmat|enim loetud|viimased|loetumad|lasītākie|jaunākie|skaitomiausi|naujausi|rekomend"
    r"|najczęściej czytane|najpopularniejsz|najnowsze|polecan|polecamy|nejčtenější|nejnovější|doporučujeme|najčítanejšie|najnovšie|odporúčame|legolvasottabb|legfrissebb|ajánl|najčitanije|najnovije|preporuč|izdvajamo|najbolj brano|najčitaniji|най-четени|последни|препоръч|δημοφιλ|τελευταί|προτείν|ροή ειδήσεων"
    r"|çok okunan|en çok|son dakika|son haberler|önerilen|popüler|öne çıkan|самое (?:читаемое|популярное|интересное)|популярн|последние|главн|рекоменд|новости партн[её]р|лента|выбор редакции|інші новини|найпопулярніш|останні|головн|новини партнерів"
    r"|الأكثر|آخر|أحدث|اخترنا|موصى|مقترح|ننصح|قد يعجبك|پربازدید|آخرین|پیشنهاد|הנקראות|חם ברשת|מומלצ|אחרונות|עוד ב|सबसे|ताज़ा|लेटेस्ट|टॉप|সর্বশেষ|সর্বাধিক|最新|热门|熱門|推荐|推薦|排行|人気|ランキング|新着|おすすめ|オススメ|注目|よく読まれ|アクセス|많이 ?본|인기|최신|추천|실시간|주요 ?뉴스|랭킹|헤드라인"
    r"|terpopuler|terbaru|terkini$|rekomendasi|pilihan|trending|đọc nhiều|mới nhất|xem nhiều|nổi bật|đề xuất|ข่าวล่าสุด|ยอดนิยม|แนะนำ|zinazosomwa|mpya).*"
)
_RELATED_TITLE = re.compile(rf"(?:{_RELATED})", re.IGNORECASE)
_OPEN_TITLE = re.compile(_OPEN, re.IGNORECASE)
_TRIM = " :.…-–—|>»›→▶▸•*+【】[]()（）：#"
LONGEST = 70
"""Characters of the title of a section."""


def tied(title: str) -> bool:
    """Whether a section of this title holds stories tied to the one on the page."""
    folded = fold(title).strip(_TRIM)
    return 2 <= len(folded) <= LONGEST and bool(_RELATED_TITLE.fullmatch(folded))


def untied(title: str) -> bool:
    """Whether a section of this title holds what is most read, latest, recommended, paid for."""
    folded = fold(title).strip(_TRIM)
    return 2 <= len(folded) <= LONGEST and not tied(title) and bool(_OPEN_TITLE.fullmatch(folded))


_READ_ALSO = re.compile(rf"^(?:{_RELATED.replace('.*', '')})\s*[:：|–—-]\s*(?=\S)", re.IGNORECASE)


def without_lead(text: str) -> str:
    """A link's text without "Read also:" before it."""
    return _READ_ALSO.sub("", text.strip(" >»›→▶▸•*+【】\u200b"), count=1).strip()
