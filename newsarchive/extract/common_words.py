"""The commonest words of languages that newspapers print in: enough to tell most texts without a detector.

Each list is the head of a frequency list. A word may stand in several lists: what counts is the sum over a
text.
"""

from __future__ import annotations

import re
from collections import defaultdict

WORDS = {
    "af": "die van en het is in nie wat om te dat vir hy aan met sy op was ook hulle ek jy ons",
    "ar": "في من على أن إلى عن التي الذي هذا هذه مع ما بعد كان بين قد لا كما خلال أو و ذلك",
    "be": "і у ў на з што не да за як па гэта для ад ён але яго быў пра таксама",
    "bg": "на и да за от се в е са не че по с като до ще това или при през беше към",
    "ca": "de la i el en que a els les per amb una un del al és no dels ha va més aquest són",
    "cs": "a se v na je že s z do o k i to ve pro by jsem podle byl ale jako který už po jeho také",
    "cy": "yn y a i o ar yr mae ei am ac wedi gan fod hyn bod ond oedd eu",
    "da": "og i at er det en til af på for med som den de der ikke har et om var han men fra vi kan blev ved",
    "de": "der die und in den von das mit zu ist des im für auf sich ein eine nicht dem auch es an als wird",
    "el": "και το του η της με να για την από στο που είναι θα των οι",
    "en": "the of and to in a is that for on was it with as be by at he from his are this have not but has",
    "es": "de la que el en y a los del las por un con una se para su es al no lo como más pero este ha",
    "et": "ja on et ei ta see oli ka mis kui aga oma ning või kes seda nii siis ole olid veel",
    "eu": "eta da du ez dira ere egin izan dute bat zuen baina dago hau beste",
    "fa": "و در به از که این را با است برای آن یک خود تا بر شده هم های می کرد شد",
    "fi": "ja on ei että se oli hän mutta ovat kun myös joka mukaan sen ole tai kuin nyt jo sekä niin",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont",
    "ga": "an na agus ar go a i is le do sé bhí tá don mar ach ag",
    "gl": "de a o que e do da en os un no para na unha por as con non dos é ao máis das se polo foi",
    "he": "של את על לא זה הוא עם כי גם או אל מה היא אבל יותר כל אני היה בין לאחר",
    "hi": "के में की है से का को और ने पर कि यह हैं भी एक लिए नहीं इस कर था गया",
    "hr": "i u je na se da su za od s koji o ne a što će iz kako ali bi nije te kao samo kada",
    "hu": "a az és hogy nem is egy meg ez volt de csak már még el ki van mint lesz vagy után azt",
    "id": "yang dan di untuk dengan dari pada ini itu dalam tidak akan ke adalah juga oleh telah karena saat",
    "is": "og að í á er sem til við um var ekki en það með hann fyrir af því ég hafi hefur eru",
    "it": "di e il la che in a per un del è con una non le della si da i al sono dei alla più ha come nel",
    "lb": "de an d ass fir den am vun mat déi een och op dat net si war bei vum et hunn",
    "lt": "ir kad į iš su yra tai bet ne o ar buvo už apie dėl kaip po jo nuo bus taip pat tik jau to jei",
    "lv": "un ir ka no ar par tas kas uz bet arī nav lai pēc tā kā bija gan vai viņš jau",
    "mk": "на и во да се за од што со е не ќе го ја тоа како или дека беше",
    "mr": "आहे आणि या की ते च हे केली तर होते एक आहेत नाही त्या केले यांनी",
    "ms": "yang dan di untuk dengan ini pada itu dalam tidak akan ke adalah beliau oleh telah kerana",
    "ne": "छ र को मा भएको पनि गर्ने छन् ले यो गरेको हो भन्ने तथा",
    "nl": "de van het een en in is dat op te voor met die zijn niet aan er om ook als bij naar door maar",
    "no": "og i det er på til som en for av at med har de ikke den et om fra var han men vi seg ble etter",
    "pl": "w i na z się nie do to że jest o za po od jak przez ale są dla tego co oraz był który już jego",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à foi",
    "ro": "de și în a la că cu o pe nu din care pentru mai este un se ce au fi sunt fost prin dar",
    "ru": "в и на не что с по как из к у за от о это для его но был также он все года при",
    "sk": "a v na sa je že s z do o k to vo pre by ktorý podľa bol ale ako už po jeho aj",
    "sl": "in je v na da se za so ki z ne pa bi s po tudi ali kot bo od še ni pri ter",
    "so": "ka ku oo iyo in waa ay uu ee la ah ayaa si kale",
    "sq": "të e në dhe një për që me i se nga ka më është do nuk si ai kjo",
    "sr": "и је у да се на за су од са који не што као ће из али би није о то у je da su od sa koji kao ali",
    "sv": "och i att det som en på är av för med till den har de inte om ett men var från jag vi kan när",
    "sw": "ya na wa kwa katika ni za la kuwa hiyo cha huo yake alisema amesema hii huyo hao kama",
    "tl": "ang ng sa na mga at ay si ni para kay hindi ito nang niya",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi en ne kadar sonra ama var göre oldu olduğu",
    "uk": "і в на що не з до та у за як це від про для й його але є також був або під року",
    "ur": "کے میں کی ہے اور سے کا کو کہ نے پر یہ ہیں اس بھی ایک لیے نہیں تھا کر",
    "vi": "và của là có trong cho được với không các người những một này đã khi từ đến",
    "xh": "ukuba kunye nge ukuze kuba kodwa loo uthi uthe emva xa kwi apho okanye njengoko lo kwaye ngoku",
    "zu": "ukuthi futhi uma kodwa ngoba lapho uthe nokuthi kanye kusho khona lokhu njengoba ngesikhathi",
}

_BY_WORD: dict[str, list[str]] = defaultdict(list)
for _language, _list in WORDS.items():
    for _word in dict.fromkeys(_list.split()):
        _BY_WORD[_word].append(_language)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def count(text: str) -> tuple[dict[str, int], int]:
    """How many of a text's words are among the commonest of each language, and how many words it has."""
    parts = text.lower().split()
    words = [part for part in parts if part.isalpha()]  # most are: the expression takes half a µs for each
    words += _WORD.findall(" ".join([part for part in parts if not part.isalpha()]))
    hits: dict[str, int] = {}
    for word in filter(_BY_WORD.__contains__, words):
        for language in _BY_WORD[word]:
            hits[language] = hits.get(language, 0) + 1
    return hits, len(words)
