"""Made reports of made incidents, thousands of which look alike: the same kind, the same words, other days and places.

An incident has a kind, a place, a day, people and numbers. Places come again: half of the incidents happen where others
of their kind did, and there the same police chief, mayor and governor speak, about the same streets. Each is reported
by one to nine texts, that open in other ways, leave out other facts, update the numbers, quote other people and stand
on other days. A report depends on the seed and its number alone.
"""

import dataclasses
import datetime as dt
import random
from collections.abc import Callable

from firsthand.model import Article, Claim, Dating, Origin, Party, Span, Stemma

HEADS = "Bar Cor Dal El Fen Gar Hol Is Jun Kel Lor Mar Nor Ost Pel Quin Ros Sel Tar Ul Ver Wex Yor Zan".split()
MIDS = "a e i o u an el in or un ath est ing olm".split()
TAILS = "bury dale ford gate haven ley mere mont ness port ridge stad ton vale wick".split()
GIVEN = (
    "Ana Bo Cleo Dag Edda Finn Gale Hugo Inez Jory Kit Lena Milo Nora Otto Pia Rolf Sami Tess Ugo Vera Wim Yara".split()
)
KINDS = {
    "quake": (
        "A magnitude {x}.{y} earthquake shook {place} {day}, {n} people were hurt, {who} said.",
        "{n} people were injured when an earthquake of magnitude {x}.{y} struck {place} {day}.",
        "An earthquake hit {place} {day}, damaging {m} houses and injuring {n} people, according to {who}.",
    ),
    "fire": (
        "A fire gutted a warehouse in {place} {day} and {n} people were taken to hospital, {who} said.",
        "{n} workers were hurt {day} as flames swept through a warehouse in {place}.",
        "Firefighters fought a blaze at a {place} warehouse {day}; {m} homes were evacuated, {who} said.",
    ),
    "crash": (
        "A bus and a truck collided near {place} {day}, killing {n} people, {who} said.",
        "{n} people died {day} in a collision between a bus and a truck outside {place}.",
        "A crash on the road to {place} {day} left {n} dead and {m} injured, according to {who}.",
    ),
    "flood": (
        "Floodwater broke a dike at {place} {day} and drove {m} families from their homes, {who} said.",
        "{m} families were moved {day} after a river burst its banks in {place}.",
        "A swollen river flooded {place} {day}; {n} people are missing, {who} said.",
    ),
    "strike": (
        "Dockers in {place} walked out {day} over pay, and {m} containers were left standing, {who} said.",
        "A strike closed the port of {place} {day}, union leaders say {n} more may follow.",
        "Work stopped at the docks of {place} {day} after talks on a raise of {n} percent failed, {who} said.",
    ),
    "shooting": (
        "A gunman opened fire at a market in {place} {day} and wounded {n} people, {who} said.",
        "{n} people were wounded {day} when shots were fired at a crowded market in {place}.",
        "Police in {place} arrested a man {day} after a shooting that left {n} wounded, {who} said.",
    ),
}
MORE = (
    "“{quote},” said {who}.",
    "{who} told reporters that the number could rise as crews reach the {side} of {place}.",
    "{other}, who lives on {street}, said {quote2}.",
    "Rescue teams from {near} arrived in the {part}.",
    "The governor, {governor}, postponed a trip and is expected in {place}.",
    "It was the worst in {place} since {year}, when {old} people were affected.",
    "Roads to {near} were closed and power was cut in {m} households.",
    "Schools in {place} will stay closed for {few} days, {governor} said.",
    "An inquiry will be led by {other2} of the {office}.",
)
QUOTES = ("We did everything we could", "Nobody expected this", "We need help now", "It was over in a minute",
          "People are frightened", "We warned of this for years")  # fmt: skip
SAID = ("the noise woke the whole street", "neighbors carried water until dawn", "nobody had been warned",
        "windows broke in every house", "the ground did not stop moving")  # fmt: skip
START = dt.date(2031, 1, 1)
OUTLETS = [f"The {head}{tail} Post" for head in HEADS[:12] for tail in TAILS[:5]]


@dataclasses.dataclass(frozen=True, slots=True)
class Incident:
    """What happened."""

    kind: str
    place: str
    day: dt.date
    facts: dict[str, object]


class Events:
    """Incidents and their reports, any number of them."""

    def __init__(self, seed: int, texts: int, days: int = 120, filler: Callable[[int], str] | None = None) -> None:
        """Make so many reports in so many days; ``filler`` gives each some further text, for a real length."""
        self.rng = random.Random(seed)
        self.filler = filler
        self.days, self.pages, self.truth, self.towns = days, [], {}, {}
        self.stemmata, self.datings, self.claims = [], [], []
        places: list[tuple[str, str]] = []
        number = 0
        while len(self.pages) < texts:
            kind = self.rng.choice(sorted(KINDS))
            same = [place for place, other in places[-400:] if other == kind]
            place = self.rng.choice(same) if same and self.rng.random() < 0.5 else self._place()
            places.append((place, kind))
            incident = self._incident(kind, place)
            for _ in range(self.rng.choice([1, 1, 1, 2, 2, 3, 4, 6, 9])):
                self._report(incident, number)
            number += 1

    def _place(self) -> str:
        rng = self.rng
        return rng.choice(HEADS) + rng.choice(MIDS) + rng.choice(TAILS)

    def _name(self) -> str:
        rng = self.rng
        return (
            f"{rng.choice(GIVEN)} {rng.choice(HEADS)}{rng.choice(MIDS)}{rng.choice(['s', 'k', 'n', 'r', 'sen', 'ic'])}"
        )

    def _town(self, place: str) -> dict[str, object]:
        """Return who speaks for a place, and what lies around it: the same at every incident there."""
        if place not in self.towns:
            rng = self.rng
            self.towns[place] = {
                "whos": [f"{office} {self._name()}" for office in ("police chief", "mayor", "rescue chief")],
                "governor": self._name(), "near": self._place(), "street": f"{rng.choice(HEADS)} Street",
                "office": f"{rng.choice(['Fire', 'Road', 'Port', 'Safety'])} Office", "other2": self._name(),
            }  # fmt: skip
        return self.towns[place]

    def _incident(self, kind: str, place: str) -> Incident:
        rng = self.rng
        town = self._town(place)
        facts = town | {
            "x": rng.randint(4, 7), "y": rng.randint(0, 9), "n": rng.randint(2, 60), "m": rng.randint(20, 900),
            "who": rng.choice(town["whos"]), "other": self._name(),
            "side": rng.choice(["north", "south", "harbor side", "old town"]),
            "part": rng.choice(["afternoon", "evening", "night"]), "year": rng.randint(1950, 2029),
            "old": rng.randint(2, 300), "few": rng.randint(2, 9), "quote": rng.choice(QUOTES),
            "quote2": rng.choice(SAID),
        }  # fmt: skip
        return Incident(kind, place, START + dt.timedelta(days=rng.randrange(self.days)), facts)

    def _report(self, incident: Incident, number: int) -> None:
        rng = self.rng
        written = incident.day + dt.timedelta(days=rng.choice([0, 0, 0, 1, 1, 2]))
        facts = dict(incident.facts)
        if rng.random() < 0.3:  # a later report has other numbers
            facts["n"] = int(facts["n"]) + rng.randint(1, 9)
        when = f"on {incident.day:%A}" if rng.random() < 0.8 else "this week"
        facts |= {"place": incident.place, "day": when}
        lede = rng.choice(KINDS[incident.kind]).format(**facts)
        rest = [each.format(**facts) for each in rng.sample(MORE, rng.randint(2, 6))]
        if self.filler is not None:
            rest.append(self.filler(len(self.pages)))
        text = "\n\n".join([lede, *rest])
        record = f"page_{len(self.pages):016x}"
        outlet = rng.choice(OUTLETS)
        title = f"{incident.kind.capitalize()} in {incident.place}" if rng.random() < 0.7 else lede.split(",")[0]
        page = Article(record=record, title=title, text=text, blocks=(), outlet=outlet, language="en")
        self.pages.append(page)
        self.truth[record] = number
        origin = Origin(kind="outlet", name=outlet, certainty=0.7)
        self.stemmata.append(Stemma(id=f"text_{record[5:]}", witnesses=(record,), archetype=record, origin=origin))
        self.datings.append(self._dating(record, written))
        self._claim(page, str(facts["who"]))

    def _dating(self, record: str, day: dt.date) -> Dating:
        """Three in five are dated to the day, one in five within a week, one in five not at all."""
        sort = self.rng.random()
        if sort < 0.6:
            return Dating(record=record, earliest=day, latest=day, likely=day, certainty="high")
        if sort < 0.8:
            first = day - dt.timedelta(days=self.rng.randint(0, 6))
            return Dating(record=record, earliest=first, latest=first + dt.timedelta(days=6), certainty="low")
        return Dating(record=record)

    def _claim(self, page: Article, who: str) -> None:
        at = page.text.find(who)
        if at < 0:
            return
        end = page.text.find(".", 0, at + len(who)) if page.text.find(".", 0, at) >= 0 else at
        content = Span(start=0, end=max(1, min(at, end if end > 0 else at)))
        source = Span(start=at, end=at + len(who))
        name = who.split(" ", 2)[-1] if who.startswith(("police chief", "rescue chief")) else who
        party = Party(id=name.casefold(), name=name, kind="person", named=True)
        self.claims.append(
            Claim(id=f"claim_{page.record[5:]}", record=page.record, source=source, content=(content,), kind="indirect",
                  party=party)
        )  # fmt: skip
