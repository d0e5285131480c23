"""Whose text is it: the agency that supplied it, or the outlet that wrote it.

In order of trust: the agency's own address; credit line and dateline; byline; a signature at the head or foot of the
text. A text without any sign of its own inherits from its copies (`settle`); one without such copies is asked for house
style (`style`), and photo credits count only where nothing speaks for the outlet. Unknown stays unknown.
"""

import math
import re
from collections import defaultdict
from collections.abc import Sequence

from firsthand.copies import style
from firsthand.copies.known import names
from firsthand.copies.signs import own_mark, pictured, signs
from firsthand.model import Article, Evidence, Origin, Tables

_GUESS = 2.0  # log-odds of house style at which an agency is as likely as not
_APPEARED = re.compile(
    r"\b(?i:first|originally)\s(?i:appeared|published|reported|posted|ran)\s(?:here\s)?(?:in|on|by|at)\s(?:the\s)?"
    r"(?P<who>[^\W\d_a-z][\w’'.\-]*(?:\s(?:of|the|and|&|[^\W\d_a-z][\w’'\-]*)){0,5})"
)
_TIME = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?(?:\s\d|\W|$)"
)


def own(article: Article, tables: Tables) -> Origin:
    """Return the origin of one text by its own signs."""
    found = signs(article, tables)
    if found:
        agency, first = found[0]
        agreeing = tuple(evidence for name, evidence in found if name == agency)
        miss = 1.0
        for kind in {evidence.rule: evidence.weight for evidence in agreeing}.values():
            miss *= 1 - kind
        certainty = max(first.weight, 1 - miss) if len(found) == len(agreeing) else first.weight * 0.8
        return Origin(kind="agency", name=agency, certainty=round(min(certainty, 0.99), 4), evidence=agreeing)
    return _styled(article, tables) or _outlet(article, tables)


def _styled(article: Article, tables: Tables) -> Origin | None:
    """Return the agency whose house style a text without any sign has; pictures speak where nothing else does."""
    found = style.likely(article, tables)
    if found is not None:
        agency, odds, evidence = found
        certainty = min(0.8, 1 / (1 + math.exp(_GUESS - odds)))
        return Origin(kind="agency", name=agency, certainty=round(certainty, 4), evidence=evidence)
    return None


def _outlet(article: Article, tables: Tables) -> Origin:
    """Return the outlet as origin where a byline, its own credit or the outlets table stands for it."""
    name = article.outlet or article.site
    reasons = []
    elsewhere = _appeared(article, tables)
    if elsewhere is not None:
        whose, words = elsewhere
        evidence = (_reason(article, "appeared", words, 0.85, "page"),)
        return Origin(kind="outlet", name=whose, certainty=0.85, evidence=evidence)
    if name is not None:
        row = names(tables).outlets.get(article.site)
        if row is not None:
            name = row.name
            reasons.append(_reason(article, "table", row.domain, 0.6, "table"))
        if article.byline:
            reasons.append(_reason(article, "own_byline", article.byline, 0.7, "page"))
        if article.credit is not None and article.credit.agency is None and not pictured(article.credit.text):
            reasons.append(_reason(article, "own_credit", article.credit.text, 0.6, "page"))
        if article.dateline is not None and article.dateline.agency and own_mark(article, tables):
            reasons.append(_reason(article, "station", article.dateline.agency, 0.8, "text"))
        farm = article.planted or article.furniture.reactions is not None or article.furniture.views is not None
        if not reasons and not farm:
            reasons.append(_reason(article, "site", name, 0.4, "url" if article.site else "page"))
    if not reasons or name is None:
        return Origin(kind="unknown", name=None, certainty=0.0)
    reasons.sort(key=lambda evidence: (-evidence.weight, evidence.rule))
    return Origin(kind="outlet", name=name, certainty=reasons[0].weight, evidence=tuple(reasons))


def _appeared(article: Article, tables: Tables) -> tuple[str, str] | None:
    """Return (outlet, words) where the page says that its text first appeared elsewhere."""
    credit = article.credit.text if article.credit else ""
    for text in (credit, article.text[-300:], article.text[:300]):
        match = _APPEARED.search(text)
        if match and not _TIME.match(match["who"]):
            name = match["who"].rstrip(".")
            row = next((row for row in tables.outlets if name.casefold() in (row.name.casefold(), row.domain)), None)
            return (row.name if row else name), match.group()
    return None


def _reason(article: Article, kind: str, quote: str, weight: float, locus: str) -> Evidence:
    return Evidence(
        rule=f"copies.wire.{kind}",
        quote=quote[:200],
        record=article.record,
        locus="table" if locus == "table" else "url" if locus == "url" else "page",
        weight=weight,
    )


def settle(witnesses: Sequence[Article], archetype: str | None, tables: Tables) -> Origin:
    """Return the origin of a text from what all its witnesses say.

    One agency sign is enough for all of them: farms drop credits, they do not invent them. Where two agencies sign,
    the one with more and stronger signs is held, with less certainty.
    """
    totals: dict[str, float] = defaultdict(float)
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    for article in witnesses:
        best: dict[str, float] = {}
        for agency, sign in signs(article, tables):
            best[agency] = max(best.get(agency, 0.0), sign.weight)
            evidence[agency].append(sign)
        for agency, weight in best.items():
            totals[agency] += weight
    if totals:
        name = min(totals, key=lambda agency: (-totals[agency], agency))
        signs_of = sorted(evidence[name], key=lambda sign: (-sign.weight, sign.rule, sign.record or ""))
        certainty = min(0.99, signs_of[0].weight) * totals[name] / sum(totals.values())
        return Origin(kind="agency", name=name, certainty=round(certainty, 4), evidence=tuple(signs_of[:50]))
    if len(witnesses) == 1:
        return own(witnesses[0], tables)
    return _unsigned(witnesses, archetype, tables)


def _unsigned(witnesses: Sequence[Article], archetype: str | None, tables: Tables) -> Origin:
    """Return the origin of a text that no agency signs.

    In order: where copies say that it first appeared; the exemplar, where it speaks for itself; the one outlet that
    shows a byline or credit of its own; what house style says; the exemplar, though nothing but its site speaks for it.
    """
    ordered = sorted(witnesses, key=lambda article: article.record)
    origins = {article.record: own(article, tables) for article in ordered}
    elsewhere = [origin for origin in origins.values() if any(e.rule.endswith(".appeared") for e in origin.evidence)]
    if elsewhere:
        names = [origin.name or "" for origin in elsewhere]
        return max(elsewhere, key=lambda origin: (names.count(origin.name or ""), origin.name or ""))
    first = origins.get(archetype) if archetype is not None else None
    if first is not None and first.kind == "outlet" and first.certainty >= _CLAIMED:
        return first
    named = {(origin.kind, origin.name): origin for origin in origins.values()}
    written = [
        row for (kind, _), row in sorted(named.items(), key=str) if kind == "outlet" and row.certainty >= _CLAIMED
    ]
    styled = [origin for origin in origins.values() if origin.kind == "agency"]
    if len(written) == 1 and all(origin.certainty < written[0].certainty for origin in styled):
        return written[0]
    if styled and not written:
        return max(styled, key=lambda origin: (origin.certainty, origin.name or ""))
    if first is not None:
        return first
    return next(iter(named.values())) if len(named) == 1 else Origin(kind="unknown", name=None, certainty=0.0)


_CLAIMED = 0.6
"""Certainty of an outlet's own signs (byline, credit, table) from which it outranks pages that show none."""
