"""Titles of sections of links, in the languages news is written in: which are tied to the story, which are
not.

The title decides, not the topic: a title that promises more on this story makes its links related; one
that only
invites to read on ("You may also like", "Das könnte Sie auch interessieren") does not.
"""

from __future__ import annotations

from functools import lru_cache

from newsarchive.extract.texts import fold

_TIED = (
    # English
    "related | related article | related articles | related story | related stories | related content | "
    "related news | related topic | related topics | related coverage | related link | related links | "
    "related reading | related post | related posts | related report | related reports | related item | "
    "related items | related video | related videos | more on this… | more on the… | more on that… | "
    "more about this… | more about the… | related to this story | related to this article | "
    "related to this topic | in this story | in this topic | in this subject | on this story | "
    "on this topic | on this subject | see also | background | further reading | the story so far | "
    "story timeline | on the subject | on the topic | on the same subject | on the same topic | "
    "more on the subject | more on the topic | more on the same subject | more on the same topic | "
    "also read | also see | read also | dig deeper | more from this story | more from this series | "
    "in this series | context | "
    # German
    "mehr zum thema | zum thema | mehr dazu | mehr zu… | lesen sie auch… | lesen sie dazu… | "
    "lesen sie mehr zum thema… | lies auch | lest auch | auch zum thema | passend zum thema | "
    "passend dazu | verwandte artikel | verwandte themen | verwandte beiträge | verwandte inhalte | "
    "verwandte nachrichten | ähnliche artikel | hintergrund | hintergründe | weitere artikel zum thema | "
    "weitere beiträge zum thema | weitere informationen zum thema | weitere infos zum thema | "
    "weitere meldungen zum thema | weitere nachrichten zum thema | artikel zum thema | thema | "
    "zugehörige artikel | mehr über… | dossier | dazu passend | das könnte dazu passen | themenpaket | "
    # French
    "lire aussi | à lire aussi | lire également | à lire également | à lire sur le sujet | "
    "à lire sur le même sujet | voir aussi | sur le même sujet | sur le même thème | article lié | "
    "article liés | article connexe | article connexes | article associé | article associés | "
    "article similaire | article similaires | articles lié | articles liés | articles connexe | "
    "articles connexes | articles associé | articles associés | articles similaire | articles similaires | "
    "en lien avec cet… | en lien avec l… | notre dossier | dans le même dossier | contenus liés | "
    "pour aller plus loin | à voir aussi | nos articles sur le sujet | en relation | "
    # Spanish, Catalan, Portuguese, Galician
    "noticia relacionado | noticia relacionados | noticia relacionada | noticia relacionadas | "
    "noticias relacionado | noticias relacionados | noticias relacionada | noticias relacionadas | "
    "artículo relacionado | artículo relacionados | artículo relacionada | artículo relacionadas | "
    "artículos relacionado | artículos relacionados | artículos relacionada | artículos relacionadas | "
    "contenido relacionado | contenido relacionados | contenido relacionada | contenido relacionadas | "
    "contenidos relacionado | contenidos relacionados | contenidos relacionada | contenidos relacionadas | "
    "tema relacionado | tema relacionados | tema relacionada | tema relacionadas | temas relacionado | "
    "temas relacionados | temas relacionada | temas relacionadas | nota relacionado | nota relacionados | "
    "nota relacionada | nota relacionadas | notas relacionado | notas relacionados | notas relacionada | "
    "notas relacionadas | información relacionado | información relacionados | información relacionada | "
    "información relacionadas | informaciones relacionado | informaciones relacionados | "
    "informaciones relacionada | informaciones relacionadas | relacionado | relacionados | relacionada | "
    "relacionadas | más sobre el tema… | más sobre este tema… | más sobre esta noticia… | más información | "
    "le también | le además | lea también | lea además | lee también | leer también | ver también | "
    "te puede interesar sobre… | sobre este tema | en este tema | notícies relacionades | "
    "articles relacionats | relacionats | més informació | notícias relacionado | notícias relacionados | "
    "notícias relacionada | notícias relacionadas | matérias relacionado | matérias relacionados | "
    "matérias relacionada | matérias relacionadas | artigos relacionado | artigos relacionados | "
    "artigos relacionada | artigos relacionadas | conteúdo relacionado | conteúdo relacionados | "
    "conteúdo relacionada | conteúdo relacionadas | conteúdos relacionado | conteúdos relacionados | "
    "conteúdos relacionada | conteúdos relacionadas | assuntos relacionado | assuntos relacionados | "
    "assuntos relacionada | assuntos relacionadas | textos relacionado | textos relacionados | "
    "textos relacionada | textos relacionadas | leia também | leia mais | ler também | veja também | "
    "saiba mais | saiba mais sobre… | mais sobre o tema… | mais sobre este tema… | mais sobre esse tema… | "
    "mais sobre o assunto… | sobre o mesmo tema | a ler também | entenda o caso | "
    # Italian, Romanian
    "articoli correlati | articoli correlate | notizie correlati | notizie correlate | "
    "contenuti correlati | contenuti correlate | correlati | correlate | leggi anche | per approfondire | "
    "approfondiment | approfondimenti | sullo stesso tema | sullo stesso argomento | vedi anche | "
    "potrebbe interessarti sul tema | articole similare | articole asemănătoare | "
    "articole pe aceeași temă | citește și | citiți și | citeste si | pe aceeași temă | știri similare | "
    "știri pe aceeași temă | "
    # Dutch, Afrikaans
    "lees ook | gerelateerd | gerelateerde artikelen | gerelateerde berichten | gerelateerde nieuws | "
    "gerelateerde onderwerpen | meer over dit onderwerp… | meer over dit… | meer over deze… | bekijk ook | "
    "zie ook | verwant | verwante artikelen | verwante artikels | verwante stories | lees meer oor… | "
    "lees ook hierdie | "
    # Danish, Norwegian, Swedish, Icelandic
    "relaterede artikler | relaterede saker | relaterede emner | relaterede nyheder | relaterede indhold | "
    "relatererte artikler | relatererte saker | relatererte emner | relatererte nyheder | "
    "relatererte indhold | relatert | relaterte saker | relateret | læs også | les også | "
    "les mer om dette… | les mer om saken… | mere om emnet… | mere om sagen… | mer om temaet… | "
    "mer om saken… | mer om dette… | läs också… | läs även… | läs mer om… | relaterade artiklar | "
    "relaterade nyheter | relaterade ämnen | mer om ämnet | mer i ämnet | fler artiklar om… | "
    "artikkelen fortsetter… | se også | se även | fakta og bakgrunn | tengdar fréttir | tengdar greinar | "
    "tengt efni | fleiri fréttir um… | sjá einnig | saken oppsummert | flere artikler om… | "
    "flere saker om… | läs vidare om… | "
    # Finnish, Estonian, Latvian, Lithuanian
    "lue myös… | lue lisää aiheesta… | aiheeseen liittyvä… | aiheeseen liittyvää… | aiheeseen liittyvät… | "
    "lisää aiheesta | katso myös | asiasta muualla | loe ka… | loe lisaks… | loe veel teemal… | "
    "seotud artiklid | seotud lood | seotud uudised | seotud teemad | samal teemal | lasi arī | lasi vēl | "
    "lasiet arī | saistītie raksti | saistītie jaunumi | saistītās ziņas | saistītās tēmas | par šo tēmu | "
    "skaitykite taip pat | skaitykite dar | taip pat skaitykite | susiję straipsniai | susiję naujienos | "
    "susijusios naujienos | susijusios temos | susiję | šia tema | daugiau šia tema | "
    # Polish, Czech, Slovak, Hungarian
    "czytaj też… | czytaj także… | czytaj również… | czytaj więcej o… | zobacz też… | zobacz także… | "
    "zobacz również… | zobacz więcej o… | przeczytaj też… | przeczytaj także… | przeczytaj również… | "
    "przeczytaj więcej o… | sprawdź też… | sprawdź także… | sprawdź również… | sprawdź więcej o… | "
    "powiązane | powiązane artykuły | powiązane tematy | więcej na ten temat… | więcej o… | w tym temacie | "
    "na ten temat | podobne artykuły | artykuły powiązane | související | související články | "
    "související témata | čtěte také | čtěte více | přečtěte si také… | přečtěte si více k tématu… | "
    "k tématu | více k tématu | téma | súvisiace | súvisiace články | čítajte aj | čítajte tiež | "
    "prečítajte si aj… | prečítajte si tiež… | viac k téme | k téme | kapcsolódó cikkek | kapcsolódó cikk | "
    "kapcsolódó anyagok | kapcsolódó tartalom | kapcsolódó hírek | kapcsolódó írások | kapcsolódó | "
    "olvassa el is | olvassa el ezt is | olvasd el is | olvasd el ezt is | ez is érdekelheti a témában | "
    "a témában | további cikkek a témában | "
    # Croatian, Serbian, Bosnian, Slovenian, Macedonian, Bulgarian, Albanian
    "povezane članci | povezane vijesti | povezane vesti | povezane teme | povezane članki | "
    "povezane novice | povezani članci | povezani vijesti | povezani vesti | povezani teme | "
    "povezani članki | povezani novice | povezano | pročitajte i… | pročitajte još… | pročitajte više o… | "
    "vezane članci… | vezane vesti… | vezane vijesti… | vezani članci… | vezani vesti… | vezani vijesti… | "
    "na istu temu | preberite tudi… | preberite še… | sorodni članki | повезане чланци | повезане вести | "
    "повезане статии | повезани чланци | повезани вести | повезани статии | прочитајте и | поврзани вести | "
    "поврзани статии | свързани статии | свързани новини | свързани теми | прочетете още | прочетете също | "
    "още по темата | по темата | lexo edhe… | lexo më shumë për… | artikuj të ngjashëm | të lidhura | "
    "benzer haber | benzer haberler | benzer içerikler | benzer konular | "
    # Greek, Turkish, Azerbaijani
    "σχετικά | σχετικά άρθρα | σχετικά ειδήσεισ | σχετικά θέματα | σχετικά νέα | σχετικά αρθρα | σχετικέσ | "
    "σχετικέσ άρθρα | σχετικέσ ειδήσεισ | σχετικέσ θέματα | σχετικέσ νέα | σχετικέσ αρθρα | σχετικα | "
    "σχετικα άρθρα | σχετικα ειδήσεισ | σχετικα θέματα | σχετικα νέα | σχετικα αρθρα | σχετικεσ | "
    "σχετικεσ άρθρα | σχετικεσ ειδήσεισ | σχετικεσ θέματα | σχετικεσ νέα | σχετικεσ αρθρα | "
    "διαβάστε επίσησ… | διαβάστε ακόμη… | διαβάστε ακόμα… | διαβάστε και… | δείτε επίσησ… | δείτε ακόμη… | "
    "ilgili haber | ilgili haberler | ilgili içerik | ilgili içerikler | ilgili yazılar | "
    "bu haberle ilgili… | konuyla ilgili… | bunu da oku… | əlaqəli xəbərlər | əlaqəli məqalələr | "
    "mövzu ilə bağlı… | "
    # Russian, Ukrainian, Belarusian, Kazakh
    "читайте также… | читайте еще… | читайте ещё… | читайте по теме… | смотрите также… | смотрите еще… | "
    "смотрите ещё… | смотрите по теме… | читать также… | читать еще… | читать ещё… | читать по теме… | "
    "по теме | материалы по теме | новости по теме | похожие материалы | похожие статьи | похожие новости | "
    "связанные материалы | связанные статьи | связанные новости | связанные темы | еще по теме | "
    "ещё по теме | на эту тему | сюжет | подробнее по теме… | читайте також… | читайте ще… | за темою | "
    "матеріали за темою | новини за темою | статті за темою | пов'язані матеріали | пов'язані статті | "
    "пов'язані новини | пов'язані теми | повʼязані матеріали | повʼязані статті | повʼязані новини | "
    "повʼязані теми | схожі матеріали | схожі статті | схожі новини | схожі теми | дивіться також | "
    "на цю тему | по темі | чытайце таксама | па тэме | тақырып бойынша… | "
    # Arabic, Persian, Urdu, Hebrew
    "مقالات ذات صلة | مقالات متعلقة | مقالات مرتبطة | مقالات مشابهة | مقالات متصلة | أخبار ذات صلة | "
    "أخبار متعلقة | أخبار مرتبطة | أخبار مشابهة | أخبار متصلة | مواضيع ذات صلة | مواضيع متعلقة | "
    "مواضيع مرتبطة | مواضيع مشابهة | مواضيع متصلة | موضوعات ذات صلة | موضوعات متعلقة | موضوعات مرتبطة | "
    "موضوعات مشابهة | موضوعات متصلة | اخبار ذات صلة | اخبار متعلقة | اخبار مرتبطة | اخبار مشابهة | "
    "اخبار متصلة | مواد ذات صلة | مواد متعلقة | مواد مرتبطة | مواد مشابهة | مواد متصلة | محتوى ذات صلة | "
    "محتوى متعلقة | محتوى مرتبطة | محتوى مشابهة | محتوى متصلة | ذات صلة | اقرأ أيضا… | اقرأ أيضًا… | "
    "اقرأ ايضا… | اقرأ أيضاً… | اقرأ المزيد عن… | إقرأ أيضا… | إقرأ أيضًا… | إقرأ ايضا… | إقرأ أيضاً… | "
    "إقرأ المزيد عن… | اقرا أيضا… | اقرا أيضًا… | اقرا ايضا… | اقرا أيضاً… | اقرا المزيد عن… | شاهد أيضا… | "
    "شاهد أيضًا… | شاهد ايضا… | شاهد أيضاً… | شاهد المزيد عن… | قد يهمك أيضا… | قد يهمك أيضًا… | "
    "قد يهمك ايضا… | قد يهمك أيضاً… | قد يهمك المزيد عن… | أقرأ أيضا… | أقرأ أيضًا… | أقرأ ايضا… | "
    "أقرأ أيضاً… | أقرأ المزيد عن… | متعلقات | مطالب مرتبط… | اخبار مرتبط… | مقالات مرتبط… | "
    "خبرهای مرتبط… | موضوعات مرتبط… | بیشتر بخوانید | مرتبط | متعلقہ خبریں… | متعلقہ مضامین… | مزید پڑھیں | "
    "כתבות קשורות | כתבות קשורים | כתבות נוספות בנושא | כתבות נוספים בנושא | ידיעות קשורות | "
    "ידיעות קשורים | ידיעות נוספות בנושא | ידיעות נוספים בנושא | תכנים קשורות | תכנים קשורים | "
    "תכנים נוספות בנושא | תכנים נוספים בנושא | נושאים קשורות | נושאים קשורים | נושאים נוספות בנושא | "
    "נושאים נוספים בנושא | עוד בנושא | קראו גם | קרא גם | כתבות בנושא | "
    # Indian languages
    "संबंधित खबरें… | संबंधित ख़बरें… | संबंधित समाचार… | संबंधित लेख… | संबंधित विषय… | संबंधित स्टोरी… | "
    "संबंधित पोस्ट… | सम्बंधित खबरें… | सम्बंधित ख़बरें… | सम्बंधित समाचार… | सम्बंधित लेख… | "
    "सम्बंधित विषय… | सम्बंधित स्टोरी… | सम्बंधित पोस्ट… | संबन्धित खबरें… | संबन्धित ख़बरें… | "
    "संबन्धित समाचार… | संबन्धित लेख… | संबन्धित विषय… | संबन्धित स्टोरी… | संबन्धित पोस्ट… | "
    "ये भी पढ़ें… | ये भी पढ़े… | ये भी देखें… | यह भी पढ़ें… | यह भी पढ़े… | यह भी देखें… | "
    "इसे भी पढ़ें… | আরও পড়ুন | সম্পর্কিত খবর… | সম্পর্কিত সংবাদ… | সম্পর্কিত নিবন্ধ… | এ সম্পর্কিত… | "
    "संबंधित बातम्या | हेही वाचा… | संबंधी समाचार | தொடர்புடைய செய்திகள்… | தொடர்புடைய கட்டுரைகள்… | "
    "இதையும் படிங்க… | సంబంధిత వార్తలు… | సంబంధిత కథనాలు… | ഇതും വായിക്കുക… | સંબંધિત સમાચાર… | "
    "ਇਹ ਵੀ ਪੜ੍ਹੋ… | ಸಂಬಂಧಿತ ಸುದ್ದಿ… | ಸಂಬಂಧಿತ ಲೇಖನಗಳು… | "
    # Chinese, Japanese, Korean
    "相关 | 相关新闻 | 相关报道 | 相关阅读 | 相关文章 | 相关链接 | 相关内容 | 相关推荐阅读 | 相关话题 | "
    "相关专题 | 相关资讯 | 相關 | 相關新聞 | 相關報導 | 相關報道 | "
    "相關閱讀 | 相關文章 | 相關連結 | 相關內容 | 相關話題 | 延伸閱讀 | 延伸阅读 | 更多相关… | 關聯新聞 "
    "| 關聯文章 | 関連 | 関連記事 | 関連ニュース | 関連リンク | "
    "関連トピックス | 関連コンテンツ | 関連情報 | 関連キーワード | 関連特集 | 関連の記事 | 関連する記事 "
    "| 関連写真 | この記事に関連… | こちらも読む | こちらもどうぞ | "
    "この特集の記事… | この特集の一覧… | この特集の続き… | この連載の記事… | この連載の一覧… | "
    "この連載の続き… | このニュースの記事… | このニュースの一覧… | "
    "このニュースの続き… | 時系列で見る | おすすめの関連記事 | 관련 | 관련기사 | 관련뉴스 | 관련글 | "
    "관련콘텐츠 | 관련영상 | 관련이슈 | 관련소식 | 관련키워드 | "
    "관련 기사 | 관련 뉴스 | 관련 글 | 관련 콘텐츠 | 관련 영상 | 관련 이슈 | 관련 소식 | 관련 키워드 | "
    "이 기사와 관련… | 함께 볼 기사… | 함께 볼 뉴스… | "
    "함께 볼 만한 기사… | 함께 볼 만한 뉴스… | 함께 읽을 기사… | 함께 읽을 뉴스… | 함께 읽을 만한 기사… "
    "| 함께 읽을 만한 뉴스… | 함께 보면 좋은 기사… | "
    "함께 보면 좋은 뉴스… | 함께 보면 좋은 만한 기사… | 함께 보면 좋은 만한 뉴스… | 연관기사 | 연관뉴스 "
    "| 연관 기사 | 연관 뉴스 | 이 이슈… | "
    # South-east Asia, Africa
    "berita terkait… | berita terkini terkait… | berita lain terkait… | berita berkaitan… | "
    "berita sejenis… | artikel terkait… | artikel terkini terkait… | artikel lain terkait… | "
    "artikel berkaitan… | artikel sejenis… | kabar terkait… | kabar terkini terkait… | "
    "kabar lain terkait… | kabar berkaitan… | kabar sejenis… | topik terkait… | topik terkini terkait… | "
    "topik lain terkait… | topik berkaitan… | topik sejenis… | baca juga… | terkait | baca selengkapnya… | "
    "tin liên quan… | bài liên quan… | bài viết liên quan… | tin tức liên quan… | chủ đề liên quan… | "
    "nội dung liên quan… | tin bài liên quan… | xem thêm… | cùng chủ đề | liên quan | ข่าวที่เกี่ยวข้อง | "
    "เรื่องที่เกี่ยวข้อง | บทความที่เกี่ยวข้อง | อ่านเพิ่มเติม | อ่านข่าวที่เกี่ยวข้อง | อ่านเพิ่ม… | "
    "kaugnay na balita… | kaugnay na artikulo… | basahin din… | habari zinazohusiana… | "
    "habari zinazofanana… | soma pia… | soma zaidi… | izindaba ezihlobene… | funda futhi… | "
    "funda nalokhu… | labarai masu alaƙa… | ተዛማጅ… | kuhusiana… | "
)
"""Titles in lower case; "…" at the end: and more."""
_UNTIED_WORDS = (
    "advertisement advertising advertise sponsored promoted partner partners latest popular trending "
    "viewed recommended recommend recommendations picks newsletter newsletters subscribe share comments "
    "comment topics podcast podcasts author archive categories previous breaking deals shopping games "
    "anzeige anzeigen werbung meistgelesen meistgelesene kommentare autor auch-interessant empfehlungen "
    "empfohlen empfiehlt beliebt schlagzeilen topthemen neueste neuesten aktuelles interessieren gefallen "
    "publicité commentaires recommandé recommandés aimerez dernières derniers conseille conseillés "
    "sponsorisé sponsorisés découvrir interesar recomendamos recomendados destacados destacadas últimas "
    "últimos leído leídas leídos publicidad comentarios patrocinado patrocinados lidas lidos vistas "
    "recomendadas recomendado destaques publicidade consigliati evidenza letti lette sponsor pubblicità "
    "ultimele recomandate populair laatste aanbevolen populært populære seneste siste senaste nyeste "
    "anbefalt anbefalet rekommenderade läst læst lest annonse annons annonsørinnhold luetuimmat uusimmat "
    "suosittelemme suosituimmat tuoreimmat viimased loetumad lasītākie jaunākie skaitomiausi naujausi "
    "najpopularniejsze najnowsze polecane polecamy nejčtenější nejnovější doporučujeme najčítanejšie "
    "najnovšie odporúčame legolvasottabb legfrissebb ajánljuk ajánló najčitanije najnovije preporučujemo "
    "izdvajamo δημοφιλή τελευταία προτεινόμενα önerilen popüler популярное популярные рекомендуем "
    "последние главное главные лента найпопулярніше останні головне партнеров партнерів الأكثر آخر أحدث "
    "اخترنا مقترحات پربازدید آخرین پیشنهادی הנקראות מומלצים अभी ताज़ा लेटेस्ट terpopuler terbaru "
    "rekomendasi pilihan trending "
)
_UNTIED_PHRASES = (
    "most read | more from | more stories | more news | up next | read next | next article | don't miss "
    "| you may | you might | for you | around the web | by the same author | our readers | top stories "
    "| must read"
    " | das könnte | auch interessant | mehr von | mehr aus | weitere artikel | weitere nachrichten "
    "| weitere meldungen | weitere themen | mehr nachrichten | mehr news | nächster artikel "
    "| pourrait vous | pourraient vous | les plus lus | plus lus | à la une"
    " | lo más | más noticias | te puede | le puede | também pode | mais notícias | potrebbe | potrebbero "
    "| più letti | ultime notizie | cele mai | meest gelezen | net binnen | meer nieuws | mere fra "
    "| mer fra | mer från | flere nyheder | flere saker | mest læst | mest lest"
    " | czytaj dalej | najczęściej | çok okunan | son dakika | son haberler | öne çıkan | самое "
    "| выбор редакции | інші новини | قد يعجبك | सबसे | सर्वाधिक | সর্বশেষ | đọc nhiều | mới nhất "
    "| xem nhiều"
)
_DENSE_UNTIED = (
    "最新 热门 熱門 推荐 推薦 排行 人気 ランキング 新着 おすすめ オススメ 注目 よく読まれ "
    "アクセス あわせて読みたい 合わせて読みたい 많이 인기 최신 추천 실시간 랭킹 헤드라인 ยอดนิยม ล่าสุด แนะนำ"
)
_TRIM = ' :.…-|>»›→▶▸•*+【】[]()（）：#"'
LONGEST = 70
"""Characters of the title of a section."""


def _phrases(words: str) -> list[str]:
    return [w.strip() for w in words.split("|") if w.strip()]


_EXACT = frozenset(p for p in _phrases(_TIED) if not p.endswith("…"))
_WORDS = frozenset(_UNTIED_WORDS.split())
_INNER = tuple(_DENSE_UNTIED.split())
_LONGEST_LEAD = max(map(len, _EXACT))


def _by_first(phrases: list[str]) -> dict[str, tuple[str, ...]]:
    """Beginnings by their first two characters: most titles have none to be compared with."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase in phrases:
        found[phrase[:2]] = (*found.get(phrase[:2], ()), phrase)
    return found


_BEGINNINGS = _by_first([p.removesuffix("…").rstrip() for p in _phrases(_TIED) if p.endswith("…")])
_OPENINGS = _by_first(_phrases(_UNTIED_PHRASES))


def tied(title: str) -> bool:
    """Whether a section of this title holds stories tied to the one on the page."""
    return ties(fold(title)) is True


@lru_cache(maxsize=4096)
def ties(folded: str) -> bool | None:
    """What the title of a section (folded) says of its stories: True, tied to the one on the page; False,
    most read, latest, recommended, paid for; None where it is no such title."""
    title = folded.strip(_TRIM).replace("i\u0307", "i")  # what folding makes of the Turkish İ
    if not 2 <= len(title) <= LONGEST:
        return None
    if title in _EXACT or title.startswith(_BEGINNINGS.get(title[:2], ())):
        return True
    if not _WORDS.isdisjoint(title.split()) or title.startswith(_OPENINGS.get(title[:2], ())):
        return False
    return False if not title.isascii() and any(part in title for part in _INNER) else None


def without_lead(text: str) -> str:
    """A link's text without "Read also:" before it."""
    text = text.strip(" >»›→▶▸•*+\u200b")
    for mark in ":|–—-：":
        lead, found, rest = text.partition(mark)
        if found and rest.strip() and len(lead) <= _LONGEST_LEAD and fold(lead).strip(_TRIM) in _EXACT:
            return rest.strip()
    return text


_LEADS = frozenset(("อ่านเพิ่มเติม", "อ่านข่าวเพิ่มเติม", "อ่านข่าวที่เกี่ยวข้อง", "อ่านต่อ"))


def leads_elsewhere(line: str) -> bool:
    """Whether a line of text is "Read on:" in Thai and a title; in other languages stories begin so too."""
    lead, found, rest = line.lstrip(_TRIM).partition(":")
    return bool(found and rest.strip()) and len(line) <= 2 * LONGEST and lead.strip() in _LEADS
