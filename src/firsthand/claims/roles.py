"""Words that tell what a source is: titles of persons, heads of organisations, unnamed people, countries."""

from typing import Final

TITLES: Final = frozenset(
    "mr mrs ms miss dr prof professor president vice minister premier secretary chancellor senator sen "
    "representative rep congressman congresswoman governor gov mayor judge justice general gen colonel col "
    "lieutenant lt captain capt major maj sergeant sgt admiral adm commander king queen prince princess pope "
    "cardinal archbishop bishop rabbi imam sheikh sir lord lady chairman chairwoman chair chief director leader "
    "spokesman spokeswoman spokesperson ambassador envoy commissioner speaker attorney prosecutor sheriff officer "
    "detective inspector superintendent analyst economist expert adviser advisor aide counsel strategist coach "
    "manager executive founder author reporter correspondent historian scientist researcher lawyer lawmaker "
    "deputy emperor dictator ayatollah councilman councilwoman councillor ceo comrade mp rev reverend pastor "
    "nominee candidate activist actor actress singer farmer teacher doctor nurse engineer student resident".split()
)
"""Words before a name that make it a person's; they are also how ``the president`` finds its man."""

WOMEN: Final = frozenset(
    "mrs ms miss queen princess lady congresswoman spokeswoman chairwoman councilwoman actress mother wife daughter "
    "sister woman".split()
)
MEN: Final = frozenset(
    "mr king prince pope cardinal sir lord congressman spokesman chairman councilman actor father husband son brother "
    "man sheikh imam".split()
)

ORGANISATIONS: Final = frozenset(
    "ministry agency department party university college council committee commission court bank inc corp corporation "
    "company co ltd plc llc group association union federation foundation institute institution center centre campaign "
    "police army navy force forces guard bureau office administration government parliament congress senate house "
    "assembly cabinet authority service services board fund organization organisation organizations league club "
    "network channel news press radio tv television hospital school church embassy consulate kremlin pentagon team "
    "coalition alliance movement society trust society observatory nations command headquarters secretariat airline "
    "airlines airport utility exchange museum laboratory lab think-tank militia military treasury fed nato "
    "firm station operator union watchdog regulator mission delegation district city county tribunal "
    "politburo railways railway clinics clinic industries systems motors airways energy holdings partners solutions "
    "technologies labs studios stores".split()
)
"""Heads of names and phrases that make the source an organisation."""

OUTLETS: Final = frozenset(
    "post times journal herald tribune gazette chronicle guardian telegraph independent observer newspaper daily "
    "magazine weekly mail sun mirror star globe inquirer dispatch broadcaster newsletter website".split()
)
PRODUCTS: Final = frozenset(
    "report reports statement dispatch commentary article poll survey study website account release editorial "
    "announcement message broadcast letter tweet document documents records data newspaper".split()
)
"""What a party puts out: ``the new report of the agency said`` is the agency's word."""

UNNAMED: Final = frozenset(
    "experts officials analysts observers sources critics people residents witnesses authorities aides advisers "
    "advisors spokesman spokeswoman spokesperson spokespeople diplomats investigators prosecutors lawyers attorneys "
    "researchers scientists economists scholars supporters opponents activists advocates rescuers doctors neighbors "
    "neighbours relatives families family lawmakers politicians leaders reporters journalists voters traders "
    "economists strategists historians insiders police others some many most several few one another official source "
    "person expert analyst observer witness resident aide adviser advisor diplomat investigator prosecutor lawyer "
    "attorney researcher scientist economist scholar critic insider donor staffer staffers operative operatives "
    "executives executive employees employee workers worker soldiers soldier commander commanders man woman "
    "neighbor neighbour firefighters medics defectors defector passengers survivors survivor friends friend "
    "participants delegates specialists specialist veterans monitors negotiators negotiator ministers ".split()
)
"""Heads of phrases that mean people whom the text does not name."""

COUNTRIES: Final = frozenset(
    "afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain bangladesh belarus "
    "belgium bolivia bosnia botswana brazil britain bulgaria cambodia cameroon canada chad chile china colombia congo "
    "croatia cuba cyprus czechia denmark ecuador egypt england eritrea estonia ethiopia finland france gabon georgia "
    "germany ghana greece guatemala guinea haiti honduras hungary iceland india indonesia iran iraq ireland israel "
    "italy jamaica japan jordan kazakhstan kenya kosovo kuwait kyrgyzstan laos latvia lebanon liberia libya lithuania "
    "luxembourg madagascar malawi malaysia maldives mali malta mauritania mexico moldova mongolia montenegro morocco "
    "mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway oman pakistan palestine panama "
    "paraguay peru philippines poland portugal qatar romania russia rwanda scotland senegal serbia singapore slovakia "
    "slovenia somalia spain sudan sweden switzerland syria taiwan tajikistan tanzania thailand tunisia turkey "
    "turkmenistan uganda ukraine uruguay uzbekistan venezuela vietnam wales yemen zambia zimbabwe u.s us u.k uk u.s. "
    "u.k. usa washington moscow beijing kyiv seoul pyongyang tokyo berlin paris london brussels ankara tehran "
    "jerusalem delhi islamabad".split()
)
"""States, and capitals that stand for them; a state that speaks is an organisation."""
COMPASS: Final = frozenset(
    "north south east west new saudi united sri el costa sierra ivory vatican white hong".split()
)
"""First words of names of states and places that look like a person's."""

FOREIGN_PRONOUNS: Final = frozenset("er sie il elle él ella ele ela lui lei hij zij han hon он она".split())
"""He and she of other languages; they are not resolved, since the names around them are not read well enough."""
PLURAL_PRONOUNS: Final = frozenset("they we".split())
PERSON_PRONOUNS: Final = frozenset("he she".split())
"""``I`` and ``you`` are not resolved: outside quotation marks they are the writer and the reader."""
