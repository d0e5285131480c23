"""Working a story out again from the pages of a bundle alone.

Two things come from the archive as they are, since single pages cannot show them: which pages are one story, and which
lines and sites recur elsewhere (templates, networks). All else is worked out: articles, claims, texts, days, counts.
"""

import hashlib
from collections.abc import Sequence

import msgspec

import firsthand.tables
from firsthand import copies, corroboration, dating, intake
from firsthand.account import by_page, count
from firsthand.archive import Derived, codec
from firsthand.evidence.held import Again
from firsthand.model import Article, Claim, Judgement, Network, Record, Story, Tables, standing, with_parties
from firsthand.progress import Silent
from firsthand.restore import Template


def again(
    records: Sequence[tuple[Record, Template]],
    story: Story,
    networks: Sequence[Network],
    rows: Tables,
    judgements: Sequence[Judgement],
) -> tuple[Again, dict[str, Article]]:
    """Take the pages through the stages.

    Args:
        records: the pages, with what is known of their sites' templates, in the order of their ids.
        story: as the archive has it; only its pages count.
        networks: as the archive has them.
        rows: what the archive adds to the built-in reference tables.
        judgements: decisions of people about these pages and parties.

    Returns:
        What came out, and the articles by record.
    """
    tables = firsthand.tables.merge(firsthand.tables.builtin(), rows)
    done = [intake.page(record, tables, template) for record, template in records]
    articles = [each.result for each in done if isinstance(each.result, Article)]
    clues = {each.result.record: each.clues for each in done if isinstance(each.result, Article)}
    decided = standing(judgements)
    said = with_parties(sorted((claim for each in done for claim in each.claims), key=_in_the_archive), decided)
    edges, stemmata = copies.trace(articles, copies.Options(tables=tables, judgements=decided))
    one = msgspec.structs.replace(story, texts=tuple(sorted(each.id for each in stemmata)))
    days = dating.Options(tables=tables, judgements=decided)
    datings = dating.solve(articles, clues, stemmata, edges, networks, days)
    datings = dating.narrow(datings, [one], clues, stemmata, edges, days)
    pool = Derived(edges, stemmata, networks, datings, (one,))
    options = corroboration.Options(tables=tables, judgements=decided)
    (counted, *_), *_ = count(pool, articles, by_page(said), options, Silent())
    made = Again(
        articles=tuple(
            (record.id, _digest(each.result) if isinstance(each.result, Article) else each.result.reason)
            for (record, _), each in zip(records, done, strict=True)
        ),
        claims=tuple((record.id, _digest(each.claims)) for (record, _), each in zip(records, done, strict=True)),
        texts=tuple(sorted(each.witnesses for each in stemmata)),
        datings=tuple(sorted((each.record or "", each.edtf) for each in datings)),
        count=counted,
    )
    return made, {article.record: article for article in articles}


def _in_the_archive(claim: Claim) -> tuple[str, str]:
    """Return what orders claims as the archive hands them to counting."""
    return claim.record or "", claim.id


def differences(before: Again, now: Again) -> list[str]:
    """Return one sentence for each thing that comes out otherwise than it did."""
    found = []
    for what, one, other in (
        ("The restored article", before.articles, now.articles),
        ("The list of claims", before.claims, now.claims),
        ("The days of writing", before.datings, now.datings),
    ):
        known = dict(one)
        found += [
            f"{what} of {record} is not what it was ({known.get(record)}, now {value})."
            for record, value in other
            if known.get(record) != value
        ]
        found += [f"{what} of {record} is missing now." for record in sorted(set(known) - set(dict(other)))]
    if before.texts != now.texts:
        found.append(f"The pages carry {len(now.texts)} texts now, and other ones than the {len(before.texts)} before.")
    found += counts_differ(before, now)
    return found


def counts_differ(before: Again, now: Again) -> list[str]:
    """Return what differs in the counts: the figures, else the ledger behind them."""
    one, other = before.count, now.count
    if (one.sentence, one.sources) != (other.sentence, other.sources):
        return [
            f"The count was {one.sentence}, sources {one.sources}; it is {other.sentence}, sources {other.sources}."
        ]
    if one.ledger != other.ledger:
        return ["The figures are the same, but the ledger behind them is not."]
    return [] if one.assertions == other.assertions else ["The counts of single claims are not the same."]


def _digest(value: object) -> str:
    return hashlib.sha256(codec.dump(value).encode()).hexdigest()
