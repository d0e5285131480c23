# ruff: noqa: E501 - one line a language
"""Names of months and weekdays as newsrooms print them, in 24 languages.

One line a language: twelve months (or seven weekdays from Monday), forms of one parted by ``/``. A form that means two
months in two languages (``listopad``: Polish November, Croatian October) counts for the language with more readers.
The forms are the nominative, the genitive that dates use, and the usual abbreviations, after the Unicode CLDR.
"""

import functools
import unicodedata

_MONTHS = """
january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep october/oct november/nov december/dec
januar/jänner/jän februar/feber märz/mär/maerz april mai juni juli august september oktober/okt november dezember/dez
janvier/janv février/fevrier/févr/fév mars avril/avr mai juin juillet/juil août/aout septembre octobre novembre décembre/decembre/déc
enero/ene febrero marzo abril/abr mayo junio julio agosto/ago septiembre/setiembre/set octubre noviembre diciembre/dic
janeiro fevereiro/fev março/marco abril maio/mai junho julho agosto setembro outubro/out novembro dezembro
gennaio/gen febbraio/febb marzo aprile maggio/mag giugno/giu luglio/lug agosto settembre/sett ottobre/ott novembre dicembre
januari februari maart/mrt april mei juni juli augustus september oktober november december
januari februari mars april maj juni juli augusti september oktober november december
januar februar marts april maj/mai juni juli august september oktober november desember/des
tammikuuta/tammikuu helmikuuta/helmikuu maaliskuuta/maaliskuu huhtikuuta/huhtikuu toukokuuta/toukokuu kesäkuuta/kesäkuu heinäkuuta/heinäkuu elokuuta/elokuu syyskuuta/syyskuu lokakuuta/lokakuu marraskuuta/marraskuu joulukuuta/joulukuu
января/январь/янв февраля/февраль/фев/февр марта/март/мар апреля/апрель/апр мая/май июня/июнь/июн июля/июль/июл августа/август/авг сентября/сентябрь/сен/сент октября/октябрь/окт ноября/ноябрь/ноя/нояб декабря/декабрь/дек
січня/січень лютого/лютий березня/березень квітня/квітень травня/травень червня/червень липня/липень серпня/серпень вересня/вересень жовтня/жовтень листопада/листопад грудня/грудень
януари февруари март април май юни юли август септември октомври ноември декември
stycznia/styczeń/sty lutego/luty/lut marca/marzec kwietnia/kwiecień/kwi maja czerwca/czerwiec/cze lipca/lipiec/lip sierpnia/sierpień/sie września/wrzesień/wrz października/październik/paź listopada/listopad/lis grudnia/grudzień/gru
ledna/leden února/únor března/březen dubna/duben května/květen června/červen července/červenec srpna/srpen září října/říjen listopadu prosince/prosinec
ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
január február/febr március/márc április/ápr május/máj június/jún július/júl augusztus szeptember/szept október november december
ιανουαρίου/ιανουάριος/ιαν φεβρουαρίου/φεβρουάριος/φεβ μαρτίου/μάρτιος/μαρ απριλίου/απρίλιος/απρ μαΐου/μάιος/μαϊ ιουνίου/ιούνιος/ιουν ιουλίου/ιούλιος/ιουλ αυγούστου/αύγουστος/αυγ σεπτεμβρίου/σεπτέμβριος/σεπ οκτωβρίου/οκτώβριος/οκτ νοεμβρίου/νοέμβριος/νοε δεκεμβρίου/δεκέμβριος/δεκ
ocak/oca şubat/şub mart nisan/nis mayıs haziran/haz temmuz/tem ağustos/ağu eylül/eyl ekim/eki kasım/kas aralık/ara
januari februari maret april/apr mei juni juli agustus/agt september oktober november/nop desember/des
januari februari mac april mei jun julai ogos september oktober november disember/dis
يناير فبراير مارس أبريل/ابريل/إبريل مايو يونيو/يونية يوليو/يولية أغسطس/اغسطس سبتمبر أكتوبر/اكتوبر نوفمبر ديسمبر
كانون‌الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين‌الأول تشرين‌الثاني كانون‌الأول
ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر
ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר
जनवरी फरवरी/फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर/सितम्बर अक्टूबर/अक्तूबर नवंबर/नवम्बर दिसंबर/दिसम्बर
"""

_WEEKDAYS = """
monday/mon tuesday/tue/tues wednesday/wed thursday/thu/thur/thurs friday/fri saturday/sat sunday/sun
montag/mo dienstag mittwoch donnerstag freitag samstag/sonnabend sonntag
lundi/lun mardi mercredi jeudi/jeu vendredi/ven samedi dimanche
lunes martes miércoles/mié jueves viernes/vie sábado domingo/dom
segunda-feira/segunda terça-feira/terça quarta-feira/quarta quinta-feira/quinta sexta-feira/sexta sábado domingo
lunedì martedì mercoledì giovedì venerdì/ven sabato domenica/dom
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
måndag tisdag onsdag torsdag fredag lördag söndag
mandag tirsdag onsdag torsdag fredag lørdag søndag
maanantai/maanantaina tiistai/tiistaina keskiviikko/keskiviikkona torstai/torstaina perjantai/perjantaina lauantai/lauantaina sunnuntai/sunnuntaina
понедельник/понедельника вторник/вторника среда/среду/среды четверг/четверга пятница/пятницу/пятницы суббота/субботу/субботы воскресенье/воскресенья
понеділок/понеділка вівторок/вівторка середа/середу четвер п'ятниця/п'ятницю субота/суботу неділя/неділю
poniedziałek/poniedziałku wtorek/wtorku środa/środę/środy czwartek/czwartku piątek/piątku sobota/sobotę/soboty niedziela/niedzielę/niedzieli
pondělí úterý středa/středu čtvrtek pátek sobota/sobotu neděle/neděli
luni marți/marţi miercuri joi vineri sâmbătă duminică
hétfő/hétfőn kedd/kedden szerda/szerdán csütörtök/csütörtökön péntek/pénteken szombat/szombaton vasárnap
δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή
pazartesi salı çarşamba perşembe cuma cumartesi pazar
senin selasa rabu kamis jumat/jum'at sabtu minggu
isnin selasa rabu khamis jumaat sabtu ahad
الإثنين/الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد
دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه شنبه یکشنبه
सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार
월요일 화요일 수요일 목요일 금요일 토요일 일요일
月曜日/月曜/星期一/周一/週一 火曜日/火曜/星期二/周二/週二 水曜日/水曜/星期三/周三/週三 木曜日/木曜/星期四/周四/週四 金曜日/金曜/星期五/周五/週五 土曜日/土曜/星期六/周六/週六 日曜日/日曜/星期日/星期天/周日/週日
"""


def _key(word: str) -> str:
    """Return the form in which names are looked up: composed, case-folded, without a final stop."""
    return unicodedata.normalize("NFC", word.replace("İ", "i")).casefold().rstrip(".").replace("’", "'")


def _table(lines: str) -> dict[str, int]:
    table: dict[str, int] = {}
    for line in lines.strip().splitlines():
        for number, forms in enumerate(line.split()):
            for form in forms.split("/"):
                table.setdefault(_key(form), number)
    return table


_MONTH = {name: number + 1 for name, number in _table(_MONTHS).items()}
_WEEKDAY = _table(_WEEKDAYS)
LONGEST = max(len(name) for name in _MONTH)
"""Characters of the longest month name, for patterns that look for one."""
HOMOGRAPHS = frozenset("set out ago mag gen mac lip des tem eki giu sie cze mart haz oca agu".split())
"""Abbreviations that are also common words: they are months only between a day and a year."""


@functools.lru_cache(maxsize=16_384)
def month_of(word: str) -> int | None:
    """Return the month (1 to 12) that a word names in any of the languages; None when it names none."""
    return _MONTH.get(_key(word))


@functools.lru_cache(maxsize=16_384)
def weekday_of(word: str) -> int | None:
    """Return the weekday (0 Monday to 6 Sunday) that a word names; None when it names none."""
    return _WEEKDAY.get(_key(word))
