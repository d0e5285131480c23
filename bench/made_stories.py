"""Made stories with known sourcing: who really reported, who really spoke, and what the pages let one see of it.

Each story draws its true reporters and speakers, then hides some of it: credits are dropped, texts are rewritten (most
rewrites are noticed, some are not), owners are missing from the table, people stay unnamed, texts name nobody. The
counts see nouns only; what reading and copying get wrong on real pages comes on top.
"""

import random

from firsthand import corroboration
from firsthand.model import Agency, Article, Claim, Copy, Origin, Outlet, Pair, Party, Span, Stemma, Story, Tables

AGENCIES = (
    Agency(id="norwire", name="Norther Wire", forms=("NW",), domains=("norwire.example",)),
    Agency(id="panpress", name="Pan Press", forms=("PP",), domains=("panpress.example",)),
    Agency(id="svetla", name="Svetla State News", forms=("SSN",), kind="state", country="Svetla"),
)
OWNERS = [f"Holding {letter}" for letter in "ABCDEFGH"]
OUTLETS = [(f"The {word} Post", f"{word.lower()}.example", OWNERS[at % 8]) for at, word in enumerate(
    "Amber Birch Cedar Delta Elm Fjord Grove Heath Iris Juniper Krill Larch Maple North Oak Pine".split())]  # fmt: skip
TABLES = Tables(
    agencies=AGENCIES,
    outlets=tuple(Outlet(name=name, domain=domain, owner=owner) for name, domain, owner in OUTLETS[:13]),
)
PEOPLE = ["ana brel", "ivo kant", "health ministry of svetla", "mara doon", "river union", "otto fenn", "police of elm"]
STORIES = 400
UNKNOWN = Origin(kind="unknown", name=None, certainty=0.0)


class Maker:
    """Makes one story and keeps the truth."""

    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.articles, self.texts, self.copies, self.claims = {}, [], [], []
        self.reporters, self.speakers = set(), set()
        self.pool = self.rng.sample(PEOPLE, self.rng.randint(1, 5))

    def page(self, site, outlet=None):
        record = f"page_{len(self.articles):04d}"
        text = f"Report {record} of {site}. " * 5
        self.articles[record] = Article(record=record, text=text, blocks=(), site=site, outlet=outlet, title=record)
        return record

    def text(self, records, origin):
        stemma = Stemma(id=f"text_{records[0]}", witnesses=tuple(sorted(records)), archetype=records[0], origin=origin)
        self.texts.append(stemma)

    def says(self, record, party, through=()):
        at = len(self.claims)
        span = Span(start=0, end=6)
        claim = Claim(
            id=f"claim_{at:05d}",
            record=record,
            source=span,
            content=(span,),
            kind="indirect",
            party=party,
            through=through,
        )
        self.claims.append(claim)

    def quote(self, record, reporter):
        """Let a text rest on some people; the truth goes into `speakers`."""
        rng = self.rng
        for person in rng.sample(self.pool, rng.randint(0, min(3, len(self.pool)))):
            kind = "organisation" if " of " in person or "union" in person else "person"
            self.speakers.add(person)
            self.says(record, Party(id=person, name=person.title(), kind=kind, named=True))
        if rng.random() < 0.3:
            state = Party(id="svetla", name="Svetla State News", kind="state medium", named=True)
            self.speakers.add("svetla")
            self.says(record, state)
            if rng.random() < 0.5:
                self.says(record, Party(id="leader lem", name="Leader Lem", kind="person", named=True), (state,))
        if rng.random() < 0.4:
            self.speakers.add(rng.choice([*sorted(self.speakers), f"a friend of {reporter}"]))
            self.says(record, Party(id="experts", name="experts", kind="anonymous", named=False))
        if not any(claim.record == record for claim in self.claims):
            self.speakers.add(rng.choice([*sorted(self.speakers), f"the eyes of {reporter}"]))

    def report(self, reporter, name, site):
        """Let a newsroom report once, and others carry it."""
        rng = self.rng
        agency = reporter in {row.id for row in AGENCIES}
        self.reporters.add(reporter)
        records = [self.page(site, None if agency else name)]
        for _ in range(rng.choice([0, 0, 1, 2, 5, 9])):
            records.append(self.page(f"farm{rng.randint(1, 40)}.example"))
        known = rng.random() < 0.75
        kind = "agency" if agency else "outlet"
        origin = Origin(kind=kind, name=reporter if agency else name, certainty=0.9) if known else UNKNOWN
        self.text(records, origin)
        self.quote(records[0], reporter)
        if rng.random() < 0.3:
            self.rewrite(records[0])

    def rewrite(self, exemplar):
        """Let another outlet rewrite a report under its own byline, or none; one in ten is not noticed."""
        rng = self.rng
        name, site, _ = rng.choice(OUTLETS)
        record = self.page(site, name)
        signed = rng.random() < 0.5
        origin = Origin(kind="outlet", name=name, certainty=0.7) if signed else UNKNOWN
        self.text([record], origin)
        for claim in [claim for claim in self.claims if claim.record == exemplar]:
            self.says(record, claim.party, claim.through)
        if rng.random() < 0.9:
            span = Span(start=0, end=6)
            left, right = sorted((exemplar, record))
            self.copies.append(
                Copy(
                    left=left,
                    right=right,
                    relation="rewrite",
                    score=rng.uniform(0.5, 1.0),
                    left_share=0.5,
                    right_share=0.5,
                    shared=(Pair(left=span, right=span),),
                    exemplar=exemplar,
                )
            )

    def make(self):
        rng = self.rng
        for _ in range(rng.choice([1, 1, 2, 2, 3, 4])):
            if rng.random() < 0.5:
                agency = rng.choice(AGENCIES[:2])
                self.report(agency.id, agency.name, agency.domains[0])
            else:
                name, site, owner = rng.choice(OUTLETS)
                self.report(owner, name, site)
        records = tuple(sorted(self.articles))
        story = Story(id="story_made", name="made", texts=tuple(sorted(t.id for t in self.texts)), records=records)
        stemmata = {text.id: text for text in self.texts}
        options = corroboration.Options(tables=TABLES)
        return corroboration.count(story, self.articles, stemmata, self.copies, (), self.claims, options)


def corroborated(stories=STORIES):
    """Return how many stories are called corroborated, and the share of them behind which one newsroom stands.

    ``firsthand``: the lower bound of independent reporters is two or more. ``labels``: their pages stand on two or more
    sites, which is what counting publishers, or the labels of feeds, gives. Reprinted wire is in, half of the stories
    and more have it.
    """
    called = {"firsthand": [], "labels": []}
    alone = 0
    for seed in range(10_000, 10_000 + stories):
        maker = Maker(seed)
        counted = maker.make()
        one = len(maker.reporters) == 1
        alone += one
        if counted.reporters.low >= 2:
            called["firsthand"].append(one)
        if len({page.site for page in maker.articles.values()}) >= 2:
            called["labels"].append(one)
    return {
        "stories": stories,
        "stories of one newsroom": alone,
        **{
            name: {"called corroborated": len(found), "share that rests on one": sum(found) / max(1, len(found))}
            for name, found in called.items()
        },
    }


def measure():
    """Return coverage and mean width of both counts over all made stories."""
    rows = {"reporters": [], "sources": []}
    for seed in range(STORIES):
        maker = Maker(seed)
        counted = maker.make()
        for side, bounds, true in (
            ("reporters", counted.reporters, len(maker.reporters)),
            ("sources", counted.sources, max(1, len(maker.speakers))),
        ):
            rows[side].append((bounds.low <= true <= bounds.high, bounds.high - bounds.low))
    return {
        side: {
            "inside": sum(inside for inside, _ in found) / len(found),
            "width": sum(width for _, width in found) / len(found),
            "stories": len(found),
        }
        for side, found in rows.items()
    }
