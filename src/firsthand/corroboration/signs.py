"""Signs in a text that tell how its outlet came by it: own reporting, a press release, another outlet's report."""

import re
from collections.abc import Sequence

from firsthand.corroboration.owners import Owners, fold, printed
from firsthand.model import Article, Claim, Evidence, Span

_TOLD = re.compile(
    r"\b(?:told|tells|in an interview with|speaking to|spoke to|seen by|obtained by|reviewed by|according to documents "
    r"(?:seen|reviewed|obtained) by)\s+(?P<who>(?:this|our)\s+\w+"
    r"|(?:the\s+)?[^\s.,;:\"”]+(?:\s+[A-Z][^\s.,;:\"”]*){0,4})"
)
_SELF = re.compile(
    r"(?:this|our) (?:news(?:paper|room|letter|desk)?|paper|reporters?|correspondent|website|magazine)|us$"
)
_RELEASE = re.compile(
    r"FOR IMMEDIATE RELEASE|(?:Media|Press) [Cc]ontacts?:|/PRNewswire/|\(BUSINESS WIRE\)|\(GLOBE NEWSWIRE\)"
    r"|^(?:Press [Rr]elease|SOURCE)\b[:\s]"
)
RELEASE_WIRES = frozenset({"prnewswire", "businesswire", "globenewswire", "newsfile", "accesswire"})
"""Syndicates of the built-in table that pass on paid releases: what they carry is its sender's own statement."""
_EDGE = 3000
RELAYED = 0.6
"""Share of attributed statements that another newsroom must carry before a text counts as a report of its report."""


def own_reporting(article: Article, covered: Sequence[Span] = ()) -> Evidence | None:
    """Return the words that show that the outlet spoke to somebody itself; None when there are none.

    Args:
        article: the page.
        covered: stretches of its text that it took from elsewhere; signs in them are not its own.
    """
    names = {fold(name) for name in (article.outlet, article.furniture.brand) if name and len(fold(name)) > 2}
    for match in _TOLD.finditer(article.text):
        if any(span.start <= match.start() < span.end for span in covered):
            continue
        who = fold(match["who"])
        if _SELF.match(who) or any(who == name or who.startswith(f"{name} ") for name in names):
            where = Span(start=match.start(), end=match.end())
            return Evidence(
                rule="corroboration.sign.told",
                quote=match.group(),
                record=article.record,
                where=where,
                note=f"{printed(article) or 'The outlet'} says that it heard this itself.",
            )
    return None


def press_release(article: Article) -> Evidence | None:
    """Return the words that mark a press release; None when there are none. Only head and foot are looked at."""
    text = article.text
    tail = max(0, len(text) - _EDGE)
    for low, high in ((0, min(_EDGE, len(text))), (tail, len(text))):
        match = _RELEASE.search(text, low, high)
        if match is not None:
            where = Span(start=match.start(), end=match.end())
            return Evidence(rule="corroboration.sign.release", quote=match.group(), record=article.record, where=where)
    return None


def relayed(claims: Sequence[Claim], article: Article, owners: Owners) -> tuple[str, str, Evidence | None] | None:
    """Return the other newsroom whose report a text hands on, as (group, name, evidence); None when it is its own.

    A text is a relay when most of its attributed statements come from one other outlet or agency that does not speak
    for a government.
    """
    counted: dict[tuple[str, str], list[Claim]] = {}
    own = fold(printed(article))
    total = 0
    for claim in claims:
        if claim.party is None:
            continue
        total += 1
        newsroom = next((p for p in (*claim.through, claim.party) if p.kind in ("outlet", "agency")), None)
        if newsroom is None or fold(newsroom.name) == own:
            continue
        agency = owners.agency(newsroom.name) or owners.agency(newsroom.id)
        if agency is not None and agency.kind == "state":
            continue
        row = owners.named.get(fold(newsroom.name))
        group = agency.id if agency else (row.owner or row.name) if row else newsroom.id
        counted.setdefault((group, newsroom.name), []).append(claim)
    if not counted:
        return None
    (group, name), mine = max(counted.items(), key=lambda item: (len(item[1]), item[0]))
    if len(mine) < RELAYED * total:
        return None
    return group, name, said_by(mine[0], article, "corroboration.sign.relay")


def said_by(claim: Claim, article: Article, rule: str) -> Evidence | None:
    """Return the words that name the source of a claim (else its cue) as evidence; None when it has neither."""
    where = claim.source or claim.cue
    if where is None:
        return None
    return Evidence(rule=rule, quote=where.of(article.text), record=article.record, where=where)
