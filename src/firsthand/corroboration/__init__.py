"""How many independent reporters and how many underlying sources stand behind a story, as bounds with reasons.

Comes in: one story, the articles and texts that it names, the copies, networks and claims of its pages. Goes out: one
`Count` with a line for each page and each party. The order of what comes in changes nothing.

Rules, in order of trust:

1. Judgements: pages that a person called copies count once; pages called no copies are not held for such; parties
   that a person told apart are never taken for one.
2. All witnesses of one text count once; so do texts that verified copies show to depend on each other.
3. An agency and its clients count once. A state agency or medium is one underlying source and at most a possible
   reporter. A press release is its sender's own statement.
4. Outlets of one owner count once, and so do those of one network of sites (score 0.8 and more; from 0.5 on only
   possibly).
5. An outlet whose text hands on another newsroom's report stands for that newsroom.
6. Signs of own reporting ("told this newspaper") make an outlet a reporter.
7. A text that brings no name and no voice which another one lacks may retell it, and counts only possibly.
8. Newsrooms that cite each other, or all cite the wire that cites one of them, count once in the lower bound.
9. Everything that is not decided widens the bounds: an unknown origin, a likely rewrite, a text around another one,
   unnamed people.

A party is one underlying source, however many reporters quote it; a state medium takes the people in with it whom only
it quotes. Only parties behind the happening itself count: those whose words the reports open with, or repeat. Who tells
of the same matter further down counts possibly, who comments on it not at all. Low: what is sure, with all that may be
the same counted once. High: everything that may stand alone.

Not here: whether anything is true, and anything outside this archive.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from firsthand.corroboration.asserted import assertions
from firsthand.corroboration.circles import circles
from firsthand.corroboration.core import bearings
from firsthand.corroboration.dependence import dependence
from firsthand.corroboration.owners import fold, owners, printed
from firsthand.corroboration.reporters import Reporters
from firsthand.corroboration.retold import Retold, retellings
from firsthand.corroboration.sources import Sources
from firsthand.corroboration.tally import falls
from firsthand.model import Article, Claim, ClaimGroup, Copy, Count, Judgement, Network, Stemma, Story, Tables

__all__ = ["Options", "count"]

_SITES = 5
UNSURE = "pages of unknown origin"
"""Whom such pages do not name counts as one possible source together: the pages may all rest on one report."""


@dataclass(frozen=True, slots=True)
class Options:
    """What counting goes by."""

    tables: Tables = field(default_factory=Tables)
    """Agencies with their kinds, outlets with their owners, offices with their countries."""
    judgements: tuple[Judgement, ...] = ()
    """Decisions of people on copies; they outrank scores."""
    groups: tuple[ClaimGroup, ...] = ()
    """Claims of the story that say the same; without them only claims of the very same words are counted as one."""


def count(  # noqa: PLR0913 - the door as docs/design.md gives it
    story: Story,
    articles: Mapping[str, Article],
    stemmata: Mapping[str, Stemma],
    copies: Sequence[Copy],
    networks: Sequence[Network],
    claims: Sequence[Claim],
    options: Options = Options(),
) -> Count:  # fmt: skip
    """Return the counts of one story.

    Args:
        story: the story.
        articles: articles by record; those of other stories are not looked at.
        stemmata: texts by id.
        copies: verified copies; those that touch no page of the story are not looked at.
        networks: networks of sites.
        claims: what was said in the story's pages.
        options: tables and judgements.
    """
    held = {record: articles[record] for record in story.records if record in articles}
    texts = [stemmata[text] for text in sorted(story.texts) if text in stemmata]
    near = sorted((c for c in copies if c.left in held and c.right in held), key=lambda c: (c.left, c.right))
    said: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda each: each.id):
        if claim.record in held:
            said.setdefault(claim.record or "", []).append(claim)
    asked = owners(options.tables, networks)
    reporters = Reporters(held, near, said, asked)
    hang = dependence(texts, near, options.judgements, {record: page.text for record, page in held.items()})
    firsts = [first for cluster in hang.clusters if (first := reporters.first(cluster)) is not None]
    doubts = {**retellings(firsts, Retold(held, said), hang.different), **hang.doubts}
    for cluster in hang.clusters:
        reporters.add(cluster, doubts.get(cluster[0].id))
    leads = [held[lead] for lead in reporters.leads(texts)]
    sayings = _sayings(leads, said, reporters)
    bearing = bearings(sayings, leads, reporters.linked(texts, doubts))
    apart = frozenset((each.left, each.right or "") for each in options.judgements if each.decision == "other party")
    circles(sayings, texts, reporters, bearing)
    sources = Sources(asked, reporters.newsrooms(), _places(leads), apart)
    tally = sources.count(sayings, _stands(leads, reporters), bearing)
    bodies = {record: page.text for record, page in held.items()}
    points = {claim: group.point for group in options.groups for claim in group.claims}
    counterfactuals = (
        *falls(reporters.tally, "independent reporters", "the reports of {} are left out"),
        *falls(tally, "underlying sources", "{} is left out"),
    )
    return Count(
        story=story.id,
        pages=len(held),
        texts=len(texts),
        reporters=reporters.tally.bounds(),
        sources=tally.bounds(),
        ledger=(*reporters.tally.explained(), *tally.explained()),
        counterfactuals=counterfactuals,
        assertions=assertions(sayings, reporters.tally, sources, said, bodies, points),
        coverage=_coverage(story, held),
    )


def _sayings(
    leads: Sequence[Article], said: Mapping[str, Sequence[Claim]], reporters: Reporters
) -> list[tuple[Claim, Article, str]]:
    """Return what parties say in the pages that stand for the texts, each with the group of its reporter."""
    return [
        (claim, page, reporters.behind(page.record, UNSURE))
        for page in leads
        for claim in said.get(page.record, ())
        if claim.party is not None
    ]


def _stands(leads: Sequence[Article], reporters: Reporters) -> dict[str, tuple[str, str, Article]]:
    """Return for the page that stands for each text the group of its reporter, that one's name, and the page."""
    stands = {}
    for page in leads:
        group = reporters.behind(page.record, UNSURE)
        stands[page.record] = group, reporters.tally.names.get(group, printed(page) or page.record), page
    return stands


def _places(leads: Sequence[Article]) -> frozenset[str]:
    """Return the places of the datelines: now and then one is taken for somebody who speaks."""
    return frozenset(fold(page.dateline.place) for page in leads if page.dateline is not None and page.dateline.place)


def _coverage(story: Story, held: Mapping[str, Article]) -> str:
    """Return which sites and days the archive holds of a story, in two sentences."""
    sites = sorted({printed(page) or "no known site" for page in held.values()})
    shown = ", ".join(sites[:_SITES]) + (f" and {len(sites) - _SITES} more" if len(sites) > _SITES else "")
    if story.earliest is None or story.latest is None:
        days = "on days that are not known"
    elif story.earliest == story.latest:
        days = f"on {story.earliest}"
    else:
        days = f"from {story.earliest} to {story.latest}"
    number = "1 page" if len(held) == 1 else f"{len(held)} pages"
    return (
        f"{number} of {shown}, written {days}. Whatever this archive does not hold, or could not read, is not counted."
    )
