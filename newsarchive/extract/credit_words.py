"""Words that lead to a credit, and those who sell pictures, as captions name them."""

from __future__ import annotations

from newsarchive.extract.alternatives import by_letter

_PHOTO = (
    r"(?:file |archive |stock )?photo(?:graph(?:y|s|er)?|s)?(?: credits?| courtesy(?: of)?)?"
    r"|(?:sursa )?fotos?|beeld|fotograf(?:ía|ia|ie|i|er|in|o|ija)?|fotó"
    r"|bild(?:er|quelle|nachweis|rechte)?"
    r"|(?:file )?images?(?: credits?| courtesy(?: of)?)?|(?:file )?pictures?|pics?|credits?(?: line)?"
    r"|crédits?(?:[- ]photos?)?|créditos?|crediti|imagen|imagem"
    r"|immagine|imago(?= images)"
    r"|archivfoto|collage|montage|fotomontage|fotomontaje|montaje|коллаж|колаж|symbolfoto|symbolbild"
    r"|illustrations?|illustration(?: by)?|ilustración|ilustracja|grafik|graphics?|gráfico|infografik"
    r"|zdj(?:ęcie)?|fot|zdroj|foto autor|kuvat?|kuvitus|mynd(?:ir)?|ljósmynd(?:ir|ari)?|fotoğraf|görsel"
    r"|nuotr(?:auka)?|attēls|фотограф(?:ія|ия|и)?|фото"
    r"|снимка|снимки|ілюстрація|иллюстрация|φωτογραφ[ίι]α|φωτ[οό]|picha|isithombe|umfanekiso|gambar|ảnh"
    r"|hình|tư liệu|صورة|الصورة|تصوير|عکس|צילום"
    r"|תמונה|फोटो(?: साभार)?|छवि|ছবি|புகைப்படம்|படம்|写真|撮影|提供|画像|사진|그래픽|图源|圖源|图片|图|圖片|圖"
    r"|摄影|摄|攝影|攝|ภาพ"
)
_SOURCE = (
    r"quelle|source|fuente|fonte|bron|källa|kilde|lähde|zdroj|źródło|forrás|kaynak|источник|джерело"
    r"|πηγή|المصدر|מקור|来源|來源|出典|출처|sursa|izvor|copyright|courtesy(?: of)?|cortesía(?: de)?|via"
)
LEADS = by_letter(f"{_PHOTO}|{_SOURCE}")
BY = r"(?:by|von|par|por|di|de|del|av|af|van|oleh|dok\.?|autor)"
AGENCY = by_letter(
    r"AP|AFP|Reuters|REUTERS|dpa|DPA|EPA|epa|EFE|ANSA|APA|AAP|PA|PTI|ANI|IANS|TT|NTB|Ritzau|Scanpix"
    r"|SCANPIX|Lehtikuva|LETA|BNS|ELTA|PAP|ČTK|TASR|MTI|STA|Hina|Tanjug"
    r"|Belga|ANP|Lusa|Keystone|KEYSTONE|Xinhua|TASS|Sputnik|Anadolu|AA|DHA|İHA|Bloomberg|Getty(?: Images)?"
    r"|GETTY|gettyimages|iStock(?:photo)?|Shutterstock|shutterstock"
    r"|Alamy|Unsplash|Pexels|Pixabay|Imago|IMAGO|imago|picture alliance|Picture Alliance|Zuma|ZUMA"
    r"|Depositphotos|Adobe Stock|Wikimedia(?: Commons)?|Flickr|Rex|REX|Polaris|Magnum"
    r"|NurPhoto|Abaca|MAXPPP|SIPA|Sipa|Corbis|WENN|Splash|Backgrid|Yonhap|연합뉴스|뉴시스|뉴스1|共同|時事"
    r"|新华社|CP|UNIAN"
    r"|УНІАН|Ukrinform|Укрінформ|РИА Новости|ТАСС|Коммерсантъ|AGF|LaPresse|Action Images|USA TODAY Sports"
    r"|Associated Press|Ansa|EUROKINISSI|Eurokinissi|ANTARA|Antara|Bernama|Kyodo|Jiji|VCG|CNN|Agerpres|БТА"
    r"|رويترز|أ ?ف ?ب|أ\.ف\.ب|فرانس برس|الأناضول|وكالات|ロイター"
    r"|共同通信社?|時事通信社?|路透社?|法新社|中央社|美联社|美聯社|视觉中国|視覺中國"
    r"|Facebook|Instagram|Twitter|YouTube|Screenshot|Archiv|Archivo|Handout|Supplied|File|Divulgação|Reprodução"
)
