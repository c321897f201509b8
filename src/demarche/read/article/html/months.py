"""The names of the months, as the pages of many countries print them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

# Twelve names up to each ";", January first; "/" parts spellings. Cases in which dates are printed
# are given as they stand in dates ("14 марта"). Marks on letters do not count.
_NAMES = """
";
january february march april may june july august september october november december;
jan feb mar apr may jun jul aug sep/sept oct nov dec;
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre;
janv fevr/fev mars avr mai juin juil/juill aout sept oct nov dec;
enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre
diciembre;
ene feb mar abr may jun jul ago sep/set oct nov dic;
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro;
jan fev mar abr mai jun jul ago set out nov dez;
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre;
gen feb mar apr mag giu lug ago set ott nov dic;
januar/jänner/jaenner februar/feber märz/maerz april mai juni juli august september oktober
november dezember;
jän feb mrz/mär/maer apr mai jun jul aug sep okt nov dez;
januari februari maart april mei juni juli augustus september oktober november december;
jan feb mrt apr mei jun jul aug sep okt nov dec;
januari februari mars april maj juni juli augusti september oktober november december;
januar februar mars april mai juni juli august september oktober november desember;
januar februar marts april maj juni juli august september oktober november december;
tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta
lokakuuta marraskuuta joulukuuta;
janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember;
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada
grudnia;
ledna února března dubna května června července srpna září října listopadu prosince;
januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra;
január február március április május június július augusztus szeptember október november december;
ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie;
siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga/studenog
prosinca;
januar/januara februar/februara mart/marta april/aprila maj/maja juni/jun/juna juli/jul/jula
avgust/avgusta/augusta septembar/septembra oktobar/oktobra novembar/novembra decembar/decembra;
januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra;
janar shkurt mars prill maj qershor korrik gusht shtator tetor nentor dhjetor;
sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio;
janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris
decembris;
jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember;
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık;
yanvar fevral mart aprel may iyun iyul avqust/avgust sentyabr oktyabr noyabr dekabr;
januari februari maret april mei juni juli agustus september oktober november desember;
januari februari mac april mei jun julai ogos september oktober november disember;
januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba;
января февраля марта апреля мая июня июля августа сентября октября ноября декабря;
январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь;
янв фев мар апр мая июн июл авг сен/сент окт ноя/нояб дек;
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня;
студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня;
януари февруари март април май юни юли август септември октомври ноември декември;
јануара/јануар фебруара/фебруар марта/март априла/април маја/мај јуна/јун јула/јул августа/август
септембра/септембар октобра/октобар новембра/новембар децембра/децембар;
јануари февруари март април мај јуни јули август септември октомври ноември декември;
қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан;
ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου
νοεμβρίου δεκεμβρίου;
ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר;
يناير فبراير مارس أبريل/إبريل مايو يونيو/يونيه يوليو/يوليه أغسطس سبتمبر أكتوبر نوفمبر ديسمبر;
جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر;
ژانویه فوریه مارس آوریل مه/می ژوئن ژوئیه/جولای اوت/آگوست سپتامبر اکتبر نوامبر دسامبر;
جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر;
जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर/सितम्बर अक्टूबर/अक्तूबर नवंबर/नवम्बर
दिसंबर/दिसम्बर;
জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর;
มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม;
ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.;
იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი
დეკემბერი;
հունվարի փետրվարի մարտի ապրիլի մայիսի հունիսի հուլիսի օգոստոսի սեպտեմբերի հոկտեմբերի նոյեմբերի
դեկտեմբերի;
"""
# The Levant and Iraq have names of two words.
_OF_TWO_WORDS = {
    "كانون الثاني": 1, "شباط": 2, "آذار": 3, "اذار": 3, "نيسان": 4, "أيار": 5, "ايار": 5,
    "حزيران": 6, "تموز": 7, "آب": 8, "أيلول": 9, "ايلول": 9, "تشرين الأول": 10,
    "تشرين الثاني": 11, "كانون الأول": 12, "ابريل": 4, "اغسطس": 8, "اكتوبر": 10,
}  # fmt: skip
ROMAN = "I II III IV V VI VII VIII IX X XI XII".split()
# Marks on Latin, Greek, Cyrillic, Hebrew and Arabic letters; those of India and Siam are vowels.
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]")
_LETTERS_OF_THEIR_OWN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss"})


@cache
def months() -> Mapping[str, int]:
    """Return the number of each month by its names, in the form that `bare` gives.

    A name that two languages have for two months ("listopada") tells of none.
    """
    found: dict[str, set[int]] = {}
    for row in _NAMES.split(";"):
        for number, names in enumerate(row.split(), 1):
            for name in names.split("/"):
                found.setdefault(bare(name), set()).add(number)
    for name, number in _OF_TWO_WORDS.items():
        found.setdefault(bare(name), set()).add(number)
    return {name: min(numbers) for name, numbers in found.items() if len(numbers) == 1}


def bare(words: str) -> str:
    """Return `words` in small letters, without the marks on letters that have them.

    >>> bare("Août")
    'aout'
    """
    small = words.casefold().translate(_LETTERS_OF_THEIR_OWN)
    if small.isascii():
        return small
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFKD", small)))
