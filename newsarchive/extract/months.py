"""The months as dates are printed, in some sixty languages: full and short names in the forms dates take.

Folded by :func:`folded`: no case, no accents, no full stops. From CLDR (by way of dateparser's data), names
of several words left out. Where two languages disagree (listopad is November in Polish, October in
Croatian), the more widely written one stands.
"""

from __future__ import annotations

import unicodedata

_NAMES = (
    "djan djanuari ene enero gen gener gennaio ian ianuarie jaan jaanuar jan janar janeiro jannar janner "
    "januar januara januari januarie january janv janvaris janvier led leden ledna lednu oca ocak saus "
    "sausio sausis sij sijecanj sijecnja sijecnjem sijecnju sty styczen stycznia styczniu tammi tammik "
    "tammikuu tammikuussa tammikuuta urt urtarrila xan xaneiro yan yanvar ιαν ιανουαριοσ ιανουαριου стд "
    "сту студзень студзеня січ січень січня ян янв январь января яну януари јан јануар јануари қаң қаңтар "
    "հնվ հունվար հունվարի בינואר ינו ינואר ינו׳ לינואר جنوری يناير ژانویه जनवरी जन॰ जाने जानेवारी জানু "
    "জানুযারি জানুযারী ਜਨ ਜਨਵਰੀ જાનયુ જાનયુઆરી ஜன ஜனவரி జన జనవరి ಜನ ಜನವರಿ ജനു ജനുവരി มกรา มกราคม มค "
    "เดือนมกราคม იან იანვარი",
    "feb febbraio feber febr febreiro febrer febrero februar februara februari februarie februaris "
    "february fev fevereiro fevr fevral fevrier fra frar helmi helmik helmikuu helmikuussa helmikuuta lut "
    "lutego luty lutym ots otsaila peb pebruari shk shkurt sub subat uno unor unora unoru unr vas vasario "
    "vasaris veebr veebruar velj veljaca veljace veljaci veljacom φεβ φεβρουαριοσ φεβρουαριου ақп ақпан "
    "лют лютага лютии лютого люты фв феб фебруар фев февр февраль февраля февруари փետրվար փետրվարի փտվ "
    "בפברואר לפברואר פבר פברואר פבר׳ فبراير فبروری فروری فوریه फरवरी फर॰ फेबरु फेबरुअरी फेबरुवारी ফেব "
    "ফেবরুযারি ফেবরুযারী ਫਰ ਫਰਵਰੀ ફેબરુ ફેબરુઆરી பிப பிபரவரி ఫిబర ఫిబరవరి ಫೆಬರ ಫೆಬರವರಿ ഫെബരു ഫെബരുവരി กพ "
    "กมภา กมภาพันธ์ เดือนกมภาพันธ์ თებ თებერვალი",
    "bre brezen brezna breznu iii kov kovas kovo maalis maalisk maaliskuu maaliskuussa maaliskuuta maart "
    "mac machi mar marc marca march marcius marco marcu marec maret mars mart martie marts martxoa marz "
    "marzec marzo marzu mrt mrz ozu ozujak ozujka ozujkom ozujku μαρ μαρτιοσ μαρτιου бер берез березень "
    "березня мар март марта нау наурыз сак сакавік сакавіка մարտ մարտի մրտ במארס במרס במרץ למארס למרס "
    "למרץ מארס מרס מרץ مارس مارچ मारच মারচ ਮਾਰਚ મારચ மார மாரச మారచి ಮಾರಚ മാർ മാർചച มีค มีนา มีนาคม "
    "เดือนมีนาคม მარ მარტი",
    "abr abril api apirila apr aprel april aprila aprile aprili aprilie aprilis aprill avr avril bal "
    "balandis balandzio dub duben dubna dubnu huhti huhtik huhtikuu huhtikuussa huhtikuuta kwi kwie "
    "kwiecien kwietnia kwietniu nis nisan pri prill tra travanj travnja travnjem travnju απρ απριλιοσ "
    "απριλιου ап апр апрель апреля април кві квіт квітень квітня кра красавік красавіка крс сәу сәуір ապր "
    "ապրիլ ապրիլի אפר אפריל אפר׳ באפריל לאפריל ابريل اوریل اپریل अपरिल अपरैल एपरि एपरिल এপরি এপরিল ਅਪਰੈ "
    "ਅਪਰੈਲ એપરિલ ஏப ஏபரல ఏపరి ఏపరిల ಏಪರಿ ಏಪರಿಲ ഏപരി ഏപരിൽ เดือนเมษายน เมย เมษา เมษายน აპრ აპრილი",
    "geg geguze geguzes kve kveten kvetna kvetnu mag maggio mai maiatza maig maijs maio maj maja maju "
    "majus may mayo mayıs mei mej mejju svi svibanj svibnja svibnjem svibnju touko toukok toukokuu "
    "toukokuussa toukokuuta μαι μαιοσ μαιου маи мам мамыр мая мај тра трав травень травня трауня մայիս "
    "մայիսի մյս במאי למאי מאי مايو مه ميی می मई मे মে ਮਈ મે மே మే ಮೇ മേയ พค พฤษภา พฤษภาคม เดือนพฤษภาคม "
    "მაი მაისი",
    "birz birzelio birzelis cer cerven cervna cervnu cvn cze czerwca czerwcu czerwiec djuni eka ekaina "
    "giu giugno gun gunju haz haziran iun iunie iyn iyun juin jun juna june junho juni junie junij junijs "
    "junio junius juny juuni kesa kesak kesakuu kesakuussa kesakuuta lipanj lipnja lipnjem lipnju qer "
    "qershor xuno ιουν ιουνιοσ ιουνιου июн июнь июня мау маусым чер черв червень червня чэр чэрвень "
    "чэрвеня юн юни јун јуни հնս հունիս հունիսի ביוני יונ יוני ליוני جون يونية يونيه يونيو ژوين जुन जून "
    "জুন ਜੂਨ જૂન ஜூன జూన ಜೂನ ജൂൺ มิถนา มิถนายน มิย เดือนมิถนายน ივნ ივნისი",
    "cervence cervenci cervenec crc crv cvc djuli heina heinak heinakuu heinakuussa heinakuuta iul iulie "
    "iyl iyul juil juillet jul jula julai julho juli julie julij julijs julio juliol julius july juuli "
    "kor korr korrik liep liepa liepos lip lipca lipcu lipiec lug luglio lul lulju srpanj srpnja srpnjem "
    "srpnju tem temmuz uzt uztaila vii xul xullo ιουλ ιουλιοσ ιουλιου июл июль июля лип липень липня ліп "
    "ліпень ліпеня шіл шілде юл юли јул јули հլս հուլիս հուլիսի ביולי יול יולי ליולי جولايی جولای يولية "
    "يوليه يوليو ژويیه जुलाई जुलै जुल॰ জুল জুলাই ਜੁਲਾ ਜੁਲਾਈ જુલાઈ ஜூலை జులె ಜುಲೈ ജൂലൈ กค กรกฎา กรกฎาคม "
    "เดือนกรกฏาคม ივლ ივლისი",
    "abu abuztua ago agost agosti agosto agt agu agust agustos agustus aou aout aug august augusta "
    "augusti augusts augustus augusztus avg avgust avq avqust aww awwissu elo elok elokuu elokuussa "
    "elokuuta gsh gush gusht kol kolovoz kolovoza kolovozom kolovozu ogo ogos rugp rugpjucio rugpjutis "
    "sie sierpien sierpnia sierpniu srp srpen srpna srpnu viii αυγ αυγουστοσ αυγουστου авг август августа "
    "жнв жні жнівень жнівеня жніуня сер серп серпень серпня там тамыз օգոստոս օգոստոսի օգս אוג אוגוסט "
    "אוג׳ באוגוסט לאוגוסט اغسطس اوت اگست अगसट अगसत अग॰ ऑग ऑगसट আগ আগসট ਅਗ ਅਗਸਤ ઑગસટ ஆக ஆகஸட ఆగ ఆగసటు ಆಗ "
    "ಆಗಸಟ ഓഗ ഓഗസററ สค สิงหา สิงหาคม เดือนสิงหาคม აგვ აგვისტო",
    "eyl eylul ira iraila rugs rugsejis rugsejo ruj rujan rujna rujnom rujnu sen sentyabr sep sept "
    "septemba septembar september septembra septembre septembrie septembris septembro septiembre set "
    "setembre setembro setiembre settembre settembru sht shtator syys syysk syyskuu syyskuussa syyskuuta "
    "szept szeptember wrz wrzesien wrzesnia wrzesniu zar zari σεπ σεπτεμβριοσ σεπτεμβριου вер верасень "
    "верасня верес вересень вересня врс сен сент сентябрь сентября сеп септ септембар септември септм қыр "
    "қыркүиек սեպ սեպտեմբեր սեպտեմբերի בספטמבר לספטמבר ספט ספטמבר ספט׳ سبتمبر ستمبر سپتامبر سپتمبر सपटें "
    "सपटेंबर सितंबर सितमबर सित॰ सेपटेमबर সেপ সেপটেমবর ਸਤੰ ਸਤੰਬਰ સપટે સપટેમબર செப செபடமபர సెపటెం సెపటెంబర "
    "ಸೆಪಟೆಂ ಸೆಪಟೆಂಬರ സെപററം സെപററംബർ กย กันยา กันยายน เดือนกันยายน სექ სექტემბერი",
    "eki ekim listopadom loka lokak lokakuu lokakuussa lokakuuta oct october octobre octombrie octubre "
    "okt oktoba oktobar oktober oktobra oktobris oktoober oktyabr ott ottobre ottubru out outubro paz "
    "pazdziernik pazdziernika pazdzierniku rij rijen rijna rijnu spal spalio spalis tet tetor urr urria "
    "οκτ οκτωβριοσ οκτωβριου жов жовт жовтень жовтня кас кастрычнік кастрычніка кст окт октобар октомври "
    "октябрь октября қаз қазан հոկ հոկտեմբեր հոկտեմբերի אוק אוקטובר אוק׳ באוקטובר לאוקטובר اكتوبر اکتبر "
    "اکتوبر अकटूबर अकटोबर अकतूबर अकतू॰ ऑकटो ऑकटोबर অকটো অকটোবর ਅਕਤੂ ਅਕਤੂਬਰ ઑકટો ઑકટોબર அக அகடோபர అకటో "
    "అకటోబర ಅಕಟೋ ಅಕಟೋಬರ ഒകടോ ഒക‌ടോബർ ตค ตลา ตลาคม เดือนตลาคม ოქტ ოქტომბერი",
    "aza azaroa kas kasım lapkr lapkricio lapkritis lis listopad listopada listopadu listopadzie marras "
    "marrask marraskuu marraskuussa marraskuuta nen nentor noiem noiembrie nop nopember nov novemba "
    "novembar november novembra novembre novembris novembro novembru noviembre noy noyabr stu studeni "
    "studenim studenog studenoga studenom studenome studenomu νοε νοεμβριοσ νοεμβριου лис лист листоп "
    "листопад листопада ліс лістапад лістапада нов новембар ное ноем ноември ноя нояб ноябрь ноября қар "
    "қараша նոյ նոյեմբեր նոյեմբերի בנובמבר לנובמבר נוב נובמבר נוב׳ نوامبر نوفمبر نومبر नवंबर नवमबर नव॰ "
    "नोभेमबर नोवहें नोवहेंबर নভে নভেমবর ਨਵੰ ਨਵੰਬਰ નવે નવેમબર நவ நவமபர నవం నవంబర ನವೆಂ ನವೆಂಬರ നവം നവംബർ พย "
    "พฤศจิ พฤศจิกายน เดือนพฤศจิกายน ნოე ნოემბერი",
    "abe abendua ara aralık dec decembar december decembra decembre decembrie decembris decembro dek "
    "dekabr des desemba desember desembre dets detsember dez dezember dezembro dhj dhjetor dic dicembre "
    "dicembru diciembre dis disember gru grudnia grudniu grudzien gruod gruodis gruodzio joulu jouluk "
    "joulukuu joulukuussa joulukuuta pro prosinac prosinca prosince prosincem prosinci prosincu prosinec "
    "xii δεκ δεκεμβριοσ δεκεμβριου гру груд грудень грудня дек декабрь декабря декември дец децембар жел "
    "желтоқсан сне снежань снежня снж դեկ դեկտեմբեր դեկտեմբերի בדצמבר דצמ דצמבר דצמ׳ לדצמבר دسامبر دسمبر "
    "ديسمبر डिसें डिसेंबर डिसेमबर दिसंबर दिसमबर दिस॰ ডিসে ডিসেমবর ਦਸੰ ਦਸੰਬਰ ડિસે ડિસેમબર டிச டிசமபர డిసెం "
    "డిసెంబర ಡಿಸೆಂ ಡಿಸೆಂಬರ ഡിസം ഡിസംബർ ธค ธันวา ธันวาคม เดือนธันวาคม დეკ დეკემბერი",
)

# Arabic east and west of Egypt, where CLDR has the Egyptian names only.
_MORE = (
    "جانفي", "فيفري شباط", "آذار", "أفريل نيسان", "ماي أيار", "جوان حزيران", "جويلية تموز", "أوت آب", "أيلول",
    "", "", "",
)  # fmt: skip
_TWO_WORDS = "كانون الثاني,,,,,,,,,تشرين الأول,تشرين الثاني,كانون الأول"
_LUNAR = (
    "محرم,صفر,ربيع الأول,ربيع الثاني|ربيع الآخر,جمادى الأولى,جمادى الآخرة|جمادى الثانية,رجب,شعبان,رمضان,"
    "شوال,ذو القعدة|ذي القعدة,ذو الحجة|ذي الحجة"
)
_PERSIAN = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"


def folded(word: str) -> str:
    """A word as the tables have it."""
    if word.isascii():
        return word.lower().replace(".", "")
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).replace(".", "")


MONTHS = {
    folded(word): number
    for number, words in enumerate(zip(_NAMES, _MORE, strict=True), 1)
    for word in " ".join(words).split()
}
"""Folded name -> 1 to 12."""
PERSIAN_MONTHS = {folded(word): number for number, word in enumerate(_PERSIAN.split(), 1)}
"""Folded name -> 1 to 12, of the solar Hijri year."""
PAIRS = {folded(name): number for number, name in enumerate(_TWO_WORDS.split(","), 1) if name}
"""Folded names of two words -> 1 to 12."""
LUNAR_MONTHS = {
    folded(name): number for number, names in enumerate(_LUNAR.split(","), 1) for name in names.split("|")
}
"""Folded name, of one word or two -> 1 to 12, of the lunar Hijri year."""
