"""How newsrooms word it that a machine made, translated or summed something up.

A label is a short sentence of the shape thing + verb + agent ("Billede genereret af AI", "This article was
written
with the help of ChatGPT", "KI-generiertes Symbolbild"), the agent being AI or the name of a tool. What
describes
somebody else's picture, a policy or a story on AI has another shape: it begins with other words, or goes on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from newsarchive.extract.alternatives import by_letter
from newsarchive.extract.signs import held, holds, signs

if TYPE_CHECKING:
    from archive.article import Scope

# The look behind stands last: an expression that begins with letters is searched three times as fast.
_SHORT = re.compile(
    r"(?:A\.?I|KI|IA|I\.A|MI|TI|YZ|TN|ИИ|ШІ|ВИ|ΤΝ)(?![A-Za-zÀ-ÿА-я])"
    r"(?:(?<![A-Za-zÀ-ÿ]..)|(?<=A\.I)(?<![A-Za-zÀ-ÿ]...)|(?<=I\.A)(?<![A-Za-zÀ-ÿ]...))"
)
_NAMED = signs(
    "artifici kunstmatig kunstig künstlich sztuczn uměl umel mākslīg dirbtin tehis tekoäly gervigreind "
    "umjetn umetn veštačk вештачк mesterséges искусствен изкуствен нейрос нейрон нейромереж штучн νοημοσύνη "
    "yapay اصطناعي مصنوعی מלאכותית कृत्रिम एआई কৃত্রিম kecerdasan trí_tuệ ปัญญาประดิษฐ์ akili_ 人工 生成ai "
    "生成式ai 인공지능 챗지피티 midjourney dall stable_diffusion image_creator bing_ firefly gpt openai "
    "gemini kandinsky ideogram grok qwen leonardo copilot claude imagen_ imagegen deepl nano_banana craiyon "
    "sora_ generative"
)
_MECHANICAL = signs(
    "künstlich maschinell automati automát machine maskin konekäännö maszynowe strojov машинн автоматически "
    "自動 機械 机器 機器 자동 기계"
)
"""Beginnings of the words below, of agents and of machines: looking for them costs a hundredth of what the
patterns cost on a page."""

LONGEST = 320
"""Characters; labels that also say who checked the text, and how, reach some 250."""

_ABBREVIATION = (
    r"(?<![A-Za-zÀ-ÿА-я0-9.])(?-i:AI|A\.I\.?|KI|IA|I\.A\.|MI|TI|ИИ|ШІ|ВИ|ΤΝ|YZ|TN)(?![A-Za-zÀ-ÿА-я])"
)
_INTELLIGENCE = (
    r"artificial intelligence|künstliche\w* intelligenz|intelligence artificielle|inteligencia artificial"
    r"|inteligência artificial"
    r"|intelligenza artificiale|intel·ligència artificial|kunstmatige intelligentie"
    r"|kunstig\w* intelligens\w*|artificiell intelligens|tekoäly\w*|sztuczn\w+ inteligencj\w+"
    r"|uměl\w+ inteligenc\w+|umel\w+ inteligenci\w+|mākslīg\w+ intelekt\w*|dirbtin\w+ intelekt\w*"
    r"|tehisintellekt\w*|tehisaru\w*|gervigreind\w*"
    r"|mesterséges intelligenci\w*|inteligenț\w+ artificial\w+|umjetn\w+ inteligencij\w+"
    r"|veštačk\w+ inteligencij\w+|umetn\w+ inteligenc\w+|вештачк\w+ интелигенциј\w+"
    r"|τεχνητή[ς]? νοημοσύνη[ς]?|искусственн\w+ интеллект\w*|нейросет\w+|нейронн\w+ сет\w+"
    r"|штучн\w+ інтелект\w*|нейромереж\w+|изкуствен\w* интелект\w*"
    r"|yapay zek[aâ]\w*|الذكاء الاصطناعي|ذكاء اصطناعي|هوش مصنوعی|בינה מלאכותית|कृत्रिम बुद्धिमत्ता|एआई"
    r"|কৃত্রিম বুদ্ধিমত্তা|kecerdasan (?:buatan|artifisial)"
    r"|trí tuệ nhân tạo|ปัญญาประดิษฐ์|生成式?AI|人工智能|人工智慧|人工知能|인공지능|akili (?:bandia"
    r"|mnemba)|generative ai"
)
_TOOL = (
    r"midjourney|dall[·.‑\s-]?e(?:\s?\d)?\b|stable diffusion|bing (?:image creator|designer|create)"
    r"|image creator|adobe firefly|firefly|chat\s?gpt\S*|챗gpt|챗지피티|openai|gpt-?[345]\S*"
    r"|google gemini|gemini|kandinsky|ideogram(?:\.ai)?|grok(?: imagine)?|qwen(?:-image)?|leonardo[. ]ai"
    r"|(?:microsoft )?copilot|claude|imagen \d|imagegen|deepl|nano banana|craiyon|sora \d"
)
_IMAGE_TOOL = (
    r"midjourney|dall[·.‑\s-]?e(?:\s?\d)?|stable diffusion"
    r"|bing (?:image creator|designer)|image creator|adobe firefly"
    r"|kandinsky|ideogram|grok imagine|qwen-image|leonardo[. ]ai|imagegen|nano banana"
)
_ABBREVIATED = re.compile(_ABBREVIATION)
_AGENT = re.compile(
    rf"{_ABBREVIATION}|(?i:(?<![A-Za-zÀ-ɏͰ-ԯ])(?:{by_letter(_INTELLIGENCE)})|(?<![a-z])(?:{by_letter(_TOOL)}))"
)
_VERBS = r"""generat\w*|creat(?:ed|ion|o|a|i|e|ă|at\w*)|made|produced|written|translated|summari[sz]ed
    |illustrated|assisted|powered|designed|rendered|composed|drafted|reported|narrated|voiced
    |prepared|compiled
    |generier\w*|erzeugt\w*|erstellt\w*|geschaffen\w*|geschrieben\w*|übersetzt\w*|zusammengefasst\w*
    |verfasst\w*|gestaltet\w*|entstanden|produziert\w*|unterstütz\w*|vorgelesen|bearbeitet
    |gener(?:ert|er[ae]d\w*|erade?t?)\w*|genereret|lavet|laget|skabt|skapt|skapad\w*|skapats|gjord|gjort
    |skrevet|skriv[ei]n\w*|oversat\w*|översatt\w*|rapporter\w+|sammenfattet|oppsummert|sammanfattad\w*
    |produceret|produsert|producerad\w*|udarbejdet|utarbeidet|oplæst|uppläst|opplest
    |gegenereerd\w*|gemaakt|gecreëerd|geschreven|vertaald\w*|samengevat|geproduceerd
    |génér\w+|créé\w*|réalis\w+|rédig\w+|produit\w*|traduit\w*|écrit\w*|assist\w+|conçu\w*
    |generad\w+|cread\w+|elaborad\w+|realizad\w+|hech[oa]s?|escrit[oa]s?|traducid\w+|redactad\w+|producid\w+
    |resumid\w+|gerad\w+|criad\w+|feit[oa]s?|produzid\w+|traduzid\w+
    |realizzat\w+|prodott\w+|tradott\w+|scritt\w+|redatt\w+|wygenerowan\w+|stworzon\w+|utworzon\w+
    |napisan\w+|przetłumaczon\w+|opracowan\w+|przygotowan\w+
    |vygenerov\w+|vytvoř\w+|vznikl\w*|napsan\w+|přeložen\w+|vytvoren\w+|napísan\w+|preložen\w+|generir\w+
    |ustvarjen\w*|izrađen\w*|stvoren\w*|napravljen\w*|preveden\w*|генерис\w+
    |realizat\w+|scris\w*|tradus\w*|generált\w*|készült|készített\w*|létrehoz\w+|fordított\w*|luotu\w*
    |luom\w+|laati\w*|powsta\w+|użyci\w+|виконан\w*|здійснен\w*|выполнен\w*|подготовк\w*|извършен\w*
    |used\sto\s(?:produce|create|write|translate|generate|summari[sz]e|draft|prepare|illustrate)
    |tuotettu\w*|tehty\w*|kirjoitettu\w*|käännetty\w*|generoitu\w*|laadittu\w*
    |loodud|genereeritud|kirjutatud|tõlgitud|koostatud|izveidot\w*|ģenerēt\w*|tulkot\w*|veidot\w+|radīt\w+
    |sugeneruot\w*|sukurt\w*|išverst\w*|parengt\w*
    |с?генерир\w+|создан\w*|написан\w*|перевед[её]н\w*|згенерован\w*|створен\w*|перекладен\w*|сделан\w*
    |подготовлен\w*|генериран\w*|създаден\w*|преведен\w*
    |δημιουργ\w+|παράχθηκ\w+|παρήχθ\w+|γράφτηκ\w+|μεταφράστηκ\w+|oluştur\w+|üretil\w+|üretti\w*|yazıl\w+
    |hazırlan\w+|çevril\w+
    |dibuat|dihasilkan|ditulis|diterjemahkan|dijana|diringkas|imetengenezwa|imeandikwa|imetafsiriwa
    |được\stạo|tạo\sbởi|tạo\sra|viết\sbởi|dịch\sbởi|dịch\sbằng"""
_VERBS_INSIDE = (
    r"تم\s+(?:إنشاء|توليد|إنتاج|كتابة|ترجمة|تلخيص)|إنشاؤ\w+|توليد\w*|مولّ?د\w*|أنشئ\w*|كتب\w*|ترجم\w*|بواسطة"
    r"|تولید|ساخته|ایجاد|נוצר\w*|נכתב\w*|תורגם\w*|הופק\w*"
    r"|जेनरेट|बनाय\w*|बनाई|अनुवादित|तैयार|निर्मित|撰写|撰寫|编写|編寫|辅助|輔助|生成|作成|制作|製作|翻訳|要約|執筆|を用い|を活用|による|생성|제작|작성|번역|요약|연출|활용|만든|도움|创作|創作|撰写|翻译|翻譯|合成|绘制|繪製|สร้าง|แปล|เขียน"
)
_VERB = re.compile(rf"\b(?:{by_letter(''.join(_VERBS.split()))})\b|{_VERBS_INSIDE}", re.IGNORECASE)
_THINGS: tuple[tuple[Scope, str], ...] = (
    (
        "translation",
        r"translat\w*|übersetz\w*|traduc\w+|traduç\w+|traduzi\w+|tradott\w*|traduit\w*|vertaling"
        r"|vertaald\w*|oversæt\w*|oversat\w*|oversett\w*|översätt\w*|översatt\w*|käänn\w+|tłumacz\w*"
        r"|przetłumacz\w*"
        r"|překlad\w*|přelož\w*|preklad\w*|prelož\w*|prijevod|prevod\w*|перевод\w*|перевед\w*|переклад\w*"
        r"|превод\w*|преведен\w*|μετάφρασ\w*|μεταφράστηκ\w*|çeviri\w*|çevril\w*|ترجم\w*|الترجمة|תורגם\w*"
        r"|תרגום|अनुवाद\w*"
        r"|翻訳|번역|翻译|翻譯|terjemah\w*|diterjemahkan|bản dịch|được dịch|แปล|fordít\w*|tõlge|tõlgitud"
        r"|tulkoj\w*"
        r"|tulkot\w*|vertim\w*|išverst\w*|þýð\w*|traduser\w*|tradus\w*",
    ),
    (
        "summary",
        r"summar\w+|zusammenfass\w*|zusammengefasst\w*|kurzfassung|résumé\w*|synthèse|resumen\w*|resumo\w*"
        r"|resumid\w*|riassunt\w*|sintesi|samenvatting\w*|samengevat|resumé\w*|resume\w*|sammendrag\w*"
        r"|oppsummer\w*|sammanfatt\w*"
        r"|sammenfat\w*|tiivistelm\w*|yhteenve\w*|streszczen\w*|podsumowan\w*|souhrn|shrnut\w*|zhrnut\w*"
        r"|összefoglal\w*|kopsavilkum\w*|apkopojum\w*|santrauk\w*|резюме|саммари|краткое содержание"
        r"|підсумок|περίληψη|özet\w*|ملخص\w*"
        r"|خلاصه|סיכום|תקציר|सारांश|要約|요약|摘要|总结|總結|ringkas\w*|tóm tắt|สรุป|kokkuvõte|key (?:points"
        r"|takeaways)",
    ),
    (
        "audio",
        r"audio\w*|voice\w*|narrat\w*|read[- ]aloud|stimme|vorgelesen\w*|ljud\w*|lyd\w*|oplæs\w*|opplest"
        r"|uppläs\w*|voix|voz|voce|stem|ääni\w*|głos\w*|hlas\w*|голос\w*|аудио\w*|аудіо\w*|озвуч\w*|φωνή"
        r"|seslendir\w*|صوت\w*"
        r"|音声|ナレーション|음성|语音|語音|朗读|朗讀|suara|giọng đọc|podcast",
    ),
    ("video", r"video\w*|vídeo\w*|vidéo\w*|видео\w*|відео\w*|動画|영상|视频|視頻|فيديو|βίντεο"),
    (
        "image",
        r"images?|pictures?|photo\w*|illustrat\w+|graphic|artwork|drawing|cartoon|bild\w*|\w*bild(?:er)?"
        r"|foto\w*|\w*foto|grafik\w*|motiv\w*|billede\w*|bilde\w*|afbeelding\w*|beeld\w*|immagin\w+"
        r"|imagen\w*|imagem|imagens|ilustra\w+"
        r"|ilustrācij\w*|iliustracij\w*|obraz\w*|obráz\w*|grafika|zdjęci\w+|kuva\w*|kuvitus\w*|kép\w*"
        r"|illusztráció\w*|pilt\w*|attēl\w*|nuotrauk\w*|изображени\w*|иллюстраци\w*|фото\w*|картинк\w*"
        r"|зображен\w*|ілюстраці\w*|снимка\w*"
        r"|εικόνα\w*|φωτογραφία|görsel\w*|fotoğraf\w*|resim|صور\w*|الصور\w*|تصویر|תמונה|איור|चित्र|तस्वीर"
        r"|画像|写真|イラスト|이미지|사진|그림|图片|圖片|图像|插图|插圖|配图|gambar|hình ảnh|ảnh|ภาพ"
        r"|mynd\w*|picha",
    ),
    (
        "text",
        r"articles?|texte?s?|stor(?:y|ies)|reports?|piece|content|post|artikel\w*|beitrag\w*|inhalte?"
        r"|artikk\w*|tekst\w*|saken|nyheten|indhold\w*|innhold\w*|innehåll\w*|inhoud|contenus?|artículos?"
        r"|textos?|contenidos?|noticias?|artigos?"
        r"|conteúdos?|matéria|articol\w*|testo|contenut\w*|artykuł\w*|treś\w*|článek|obsah|cikk\w*"
        r"|szöveg\w*|juttu\w*|стат[ья]\w*|текст\w*|материал\w*|контент\w*|стаття|матеріал\w*|άρθρο|κείμενο"
        r"|περιεχόμενο|haber\w*|makale\w*|içerik\w*"
        r"|metin\w*|مقال\w*|المقال\w*|النص|المحتوى|הכתבה|מאמר|תוכן|לेख|लेख|सामग्री|दस्तावेज़|記事|文章"
        r"|本文|기사|글"
        r"|콘텐츠|内容|內容|konten|bài viết|nội dung|บทความ|เนื้อหา|projekt?|project|document\w*|وثيقة"
        r"|الوثيقة",
    ),
)
_THING_OF = [
    (scope, re.compile(rf"(?<![A-Za-zÀ-ɏͰ-ԯ])(?:{by_letter(words)})", re.IGNORECASE))
    for scope, words in _THINGS
]
_WITHOUT_AGENT = re.compile(
    by_letter(
        r"künstlich (?:erzeugt|generiert|erstellt)|maschinelle\w* übersetzung|maschinell übersetzt"
        r"|automati(?:sch|siert) übersetzt|machine[- ]translat\w+|automatically translated"
        r"|traducid[oa] automáticamente|traduction automatique"
        r"|traduit automatiquement|traduzid[oa] automaticamente|tradott[oa] automaticamente"
        r"|traduzione automatica|automati[sc]k[t]? (?:oversat|oversatt|översatt)|maskinöversatt"
        r"|maskinoversatt|maskinoversat|automatisch vertaald|machinevertaling"
        r"|konekäännö\w+|tłumaczenie maszynowe|strojov\w+ překlad|машинн\w+ перевод|машинний переклад"
        r"|автоматически переведен|自動翻訳|機械翻訳|机器翻译|機器翻譯|자동 ?번역|기계 ?번역"
    ),
    re.IGNORECASE,
)
_COMPOUND = re.compile(
    rf"{_ABBREVIATION}[\s‑–-]?(?i:generiert\w*|erzeugt\w*|erstellt\w*|gener\w+|created|assisted|made"
    rf"|written|translated|powered|bild\w*|foto\w*|kuva\w*|kuvitus\w*|image|illustration|summary"
    rf"|billede\w*|resum[éeo]\w*|översatt\w*"
    r"|oversat\w*|skapad\w*|skapt|laget|lavet|photo|audio|voice|stimme|번역|요약|이미지|핵심|연출)"
)
_AT_END = re.compile(
    r"(?:image|imagen"
    r"|imagem|immagine|illustration|ilustração|ilustración|ilustrasi|illustrazione|ilustrace|kuva|bild"
    r"|foto|photo)\s?[·:|–-]?\s?"
    rf"(?:{_ABBREVIATION})$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:fals[aoe]s?|fake\w*|gefälscht\w*|gefak\w+|fejk\w*|sahte|hoax|viral\w*|shared?|shows?|showing"
    r"|depict\w*|zeigt\w*|teilte|geteilt\w*|difundid\w*|redes sociales|redes sociais|truth social"
    r"|circulat\w*|spread\w*|posted|claims?"
    r"|leitlinie\w*|richtlinie\w*|guidelines?|polic(?:y|ies)|retningslinj\w*|riktlinj\w*|directrices"
    r"|charte|informasjon om|how we use|so nutzen wir|prohibit\w*|verboten|customer reviews|could|will"
    r"|would|may be used|free|best|(?<!AI )tools?|bruk av|use of|einsatz von|verwendung von)\b"
    r"|фейк\w*|поддельн\w*|偽|フェイク|虚假|학습|금지|学習|无断|禁止",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:not|no|never|without|nicht|keine?|ohne|pas|sans|sin|non|senza|sem|ikke|uten|uden|inte|utan|niet"
    r"|geen|nie|bez|не|без)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^[\W_]*(?:(?:hinweis|disclaimer|note|editor'?s note|foto|photo|bild|image|credit|quelle|source"
    r"|kuvituskuva|imagen|imagem|immagine|foto de|ilustrasi|ảnh minh họa|redaktioneller hinweis"
    r"|transparenzhinweis|nota|obs|info|catatan|uwaga|poznámka|huom|nb|примечание|примітка|bilgi notu"
    r"|note de la rédaction|nota de la redacción|nota della redazione|nota da redação)\s*[:：.]\s*)?",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\s*(?:$|[.!?;:()\[\]|/–—*·•\"„“。！？…-]|,\s*(?:\w+[- ](?:reviewed|checked|edited)|and|og|och|und|et|y"
    r"|e|en|based|ei|reviewed|checked|edited"
    r"|(?:puis|then|dann|anschließend|luego|poi|depois|daarna|derefter|deretter|därefter|następnie|poté|затем"
    r"|потім|ardından)\s(?:\w+\s)?(?:relu|revu|vérif|corrig|check|review|edit|überprüf|geprüft|redigi|revis"
    r"|rivist|verific|gecontrol|kontroll|granska|sprawdz|zredag|провер|перевір|kontrol)\w*|but"
    r"|men|aber|mais|pero|som|which was|der|die|das|welche\w*)\b"
    r"|(?:this|and|dan|oraz|și|és|og|och|und|et|y|e|ja|i|a|и|і|та|ve|en|based|used|for|auf|in|with|mit|med|by|von|av|af|durch"
    r"|using|via|basert|baserat|basado|à partir|a partir|from|fra|från|der|by|op basis|par|por|per|dai"
    r"|dalla|treinada|godkendt|for|til|på|za|dla|para|και|yang|may|might|kan|kann|können|puede|peut|pode"
    r"|può|mogą|może|může|môže|могут|может|palīdzību|pagalba|segítségével|avulla|abil|ile|tarafından)\b)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"[^.!?。！？()\[\]（）]*(?:(?<=[A-Z])\.[^.!?。！？()\[\]（）]*|\.(?=\w)[^.!?。！？()\[\]（）]*)*[.!?。！？]?"
)
_LOOSE = re.compile("[\u0590-\u07bf\u0900-\u0d7f\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_DENSE = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
LONGEST_END = 40
"""More characters than a thing and its maker have at the end of a text: "Illustration: A.I."."""
BEFORE = 4
"""Words that may stand before thing, verb or agent: "This", "Dette er en", "In this story, we"."""
GAP = 7
"""Words that may stand between thing, verb and agent: "wurde mit Unterstützung von"."""


_QUOTES = ('"', "“", "„", "«", "‘")
"""What somebody says is no label."""
_ARTICLE = re.compile(
    r"(?:the|an?|der|die|das|ein\w*|le|la|une?|el|il|uno?|os?|as?|een|het|de|en|et)\s", re.I
)
_MAKER = re.compile(
    r"\s(?:by|von|par|por|da|af|av|door)\s(?:a|an|the|ein\w*|de[rmn]|un\w*|le|la|el|il|een|het|en|et)\b"
)
"""Another maker named after the machine: a story about somebody's work."""


class Label(NamedTuple):
    """A label as printed and what it is about; None where only its place tells."""

    text: str
    scope: Scope | None


def maybe(text: str) -> bool:
    """A quick look: whether a text can hold a label at all."""
    lowered = text.lower()
    return bool(_SHORT.search(text) or held(_NAMED, lowered) or held(_MECHANICAL, lowered))


def among(lines: list[str]) -> list[int]:
    """Which of many lines can hold a label: quicker than asking for each, where few or none can."""
    everything = "\n".join(lines)
    lowered = everything.lower()
    found: set[int] = set()
    if there := held(_NAMED, lowered) + held(_MECHANICAL, lowered):
        folded = lowered.split("\n")
        found.update(n for sign in there for n, line in enumerate(folded) if sign in line)
    if _SHORT.search(everything):
        found.update(n for n, line in enumerate(lines) if _SHORT.search(line))
    return sorted(found)


def find(text: str) -> list[Label]:
    """The labels in a caption or a short notice: the whole of it where its first sentence is one, else the
    sentences and brackets that are."""
    if not maybe(text):
        return []
    if len(text) <= LONGEST and (whole := read(text)):
        return [whole]
    found = (read(s.strip(" .")) for s in _SENTENCE.findall(text[:2000]) if len(s) > 5)
    return [label for label in found if label]


def read(text: str) -> Label | None:
    """A text as a label, where it is one."""
    text = normalize("NFC", text).strip(" \t*·•|–—-").strip()
    if text[:1] in "([（" and text[-1:] in ")]）.":
        text = text.strip("()[]（）. ")
    if not 2 < len(text) <= LONGEST:
        return None
    lead = _LEAD.match(text)
    core = text[lead.end() :] if lead else text
    end = _end(core)
    if end < 0 or _OTHER.search(core[: end + 40]) or _DENIED.search(core[:end]):
        return None
    if text.startswith(_QUOTES) or (_ARTICLE.match(core) and _MAKER.match(core, end)):
        return None
    if not _LOOSE.search(core) and not _GOES_ON.match(core, end):
        return None
    return Label(text, _scope(core[: end + 40], lead.group() if lead else ""))


def _end(core: str) -> int:
    """Where a text that begins with thing, verb and agent, or two of them, has said them; -1 for others."""
    lowered, short = core.lower(), _SHORT.search(core)
    if short and (found := _compound(core)):
        return _with_thing(core, found.end()) if _begins(core, found.start()) else -1
    if holds(_MECHANICAL, lowered) and (found := _WITHOUT_AGENT.search(core)):
        return _with_thing(core, found.end()) if _begins(core, found.start()) else -1
    pattern = _AGENT if holds(_NAMED, lowered) else _ABBREVIATED if short else None
    agent = pattern.search(core) if pattern else None
    if agent is None:
        return -1
    verb = next((v for v in _VERB.finditer(core) if _gap(core, v.span(), agent.span()) <= GAP), None)
    if verb is None:
        return -1
    start, end = min(verb.start(), agent.start()), max(verb.end(), agent.end())
    return _with_thing(core, end) if _begins(core, start) or _begins_with_thing(core, start, end) else -1


def _compound(core: str) -> re.Match[str] | None:
    found = [_COMPOUND.search(core), _AT_END.search(core, max(0, len(core) - LONGEST_END))]
    return min((one for one in found if one), key=lambda one: one.start(), default=None)


def _begins_with_thing(core: str, start: int, end: int) -> bool:
    things = (t for _, pattern in _THING_OF for t in pattern.finditer(core[:start]))
    return any(_begins(core, t.start()) and _gap(core, t.span(), (start, end)) <= GAP for t in things)


def _with_thing(core: str, end: int) -> int:
    """Past the thing or the tool that directly follows: "AI-generated image", "AI Gemini/ChatGPT"."""
    while tool := _AGENT.match(core, end + (core[end : end + 1] in " /-")):
        end = tool.end()
    for _, pattern in _THING_OF:
        if found := pattern.match(core, end + (core[end : end + 1] == " ")):
            return found.end()
    return end


def _gap(core: str, one: tuple[int, int], other: tuple[int, int]) -> int:
    """Words between two spans; too many where a comma or the end of a sentence parts them."""
    between = core[min(one[1], other[1]) : max(one[0], other[0])]
    return len(between.split()) + (GAP + 1 if re.search(r"[,;،]|[.!?。]\s", between) else 0)


def _begins(core: str, start: int) -> bool:
    """Whether hardly anything stands before a place."""
    before = core[:start]
    limit = BEFORE if not _DENSE.search(core) else 12
    return len(before) <= 40 and len(before.split()) <= limit and not re.search(r"[:;]\s", before)


def _scope(core: str, lead: str) -> Scope | None:
    """What the label is about: a translation or summary wherever it says so, else the first thing it
    names."""
    found = [(match.start(), scope) for scope, pattern in _THING_OF if (match := pattern.search(core))]
    for _, scope in found:
        if scope in ("translation", "summary"):
            return scope
    if found:
        return min(found)[1]
    return (
        "image" if re.search(r"foto|photo|bild|image|imagen|kuva|ảnh|ilustra", lead, re.IGNORECASE) else None
    )


_BARE = re.compile(rf"[(\[·|/]\s*(?:{_ABBREVIATION})\s*[)\]]?$")
_TOOL_CREDIT = re.compile(rf"^[\W_]*(?:via |mit |with )?(?:{_IMAGE_TOOL})\b", re.IGNORECASE)


def is_credit(text: str) -> bool:
    """Whether a picture's credit names a machine as its maker: a tool's name alone, or a bare "(AI)"."""
    return len(text) <= 160 and bool(
        _BARE.search(text)
        or _TOOL_CREDIT.match(text)
        or re.search(rf"/\s?(?:{_IMAGE_TOOL})\b", text, re.IGNORECASE)
    )
