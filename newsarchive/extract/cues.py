"""Words by which a run of text tells that it is not the story: read-also lines, credits, prompts, legal lines.

One signal among several, in the languages that news is written in most.
"""

from __future__ import annotations

import re

_KINDS = (
    # 1: leads to another story
    r"(?:read|see|watch|learn|find out|view|click|lees|les|läs|læs|lest|lies|mehr|lire|leer|lea|leia|leggi|ver|veja|"
    r"more|citește|citeste|čtěte|čti|čítajte|czytaj|zobacz|przeczytaj|olvass|lue|baca|đọc|xem|читайте|читать|"
    r"смотрите|прочети|διαβάστε|δείτε|oku|haber|اقرأ|إقرأ|شاهد|بخوانید|पढ़ें|ये भी|यह भी|আরও|関連|【関連|相关|延伸|더 보기|관련)"
    r"\b.{0,30}(?:more|also|next|here|full|related|:|too|ook|også|også|også|också|auch|mehr|aussi|suite|también|más|"
    r"tambien|também|mais|anche|și|si:|také|też|także|więcej|is|myös|juga|thêm|также|ещё|еще|още|ακόμη|επίσης|أيضا|ایضا|"
    r"भी|記事)",
    # 2: pictures
    r"^(?:photo|photograph|picture|image|foto|fotos|bild|bilder|billede|kuva|photos|crédit|credit|imagen|imagem|zdj[eę]cie|"
    r"fot\.|фото|φωτο|写真|사진|图|صورة)\b.{0,3}[:©/|]|^©|\((?:photo|foto|reuters|afp|ap|epa|dpa|getty)\b.{0,60}\)$|getty images|shutterstock",
    # 3: letters and accounts
    r"newsletter|sign up|subscribe|subscription|log in|e-?mail address|inbox|registr|abonn|suscr|assine|iscriviti|"
    r"anmelden|подпис|ニュースレター|会員|구독|订阅|اشترك|prenumer|tilmeld|nyhetsbrev|hírlevél|bülten",
    # 4: rights and service
    r"all rights reserved|alle rechte|tous droits|todos los derechos|todos os direitos|tutti i diritti|copyright|"
    r"privacy policy|terms of|cookie|datenschutz|impressum|無断|저작권|无断|版权|права защищ|alla rättigheter",
    # 5: sharing and talking
    r"^(?:share|tweet|comments?|teilen|delen|del|dela|compartir|compartilhe|partager|condividi|udostępnij|поделиться|"
    r"공유|シェア|分享|paylaş|kommentare?|commentaires|comentarios|комментарии|follow us|follow)\b",
    # 6: who and when
    r"^(?:by|von|par|por|di|door|av|af|text|автор|tekst|published|updated|posted|last updated|stand|veröffentlicht|"
    r"publié|publicado|actualizado|aggiornato|pubblicato|gepubliceerd|publicerad|opdateret|опубликовано|обновлено)\b.{0,60}$",
    # 7: advertisement
    r"^(?:advertisement|advertising|anzeige|werbung|publicidad|publicidade|publicité|pubblicità|reklama|реклама|annons|"
    r"annonse|annonce|reklam|광고|広告|广告|إعلان|sponsored|story continues below|article continues)\b",
)
_ALL = re.compile("|".join(f"({kind})" for kind in _KINDS))


def cue(folded: str) -> int:
    """The kind of notice that a short text (folded) looks like, 0 for none."""
    match = _ALL.search(folded)
    return match.lastindex or 0 if match else 0
