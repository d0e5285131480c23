"""Pages and stories as text for a terminal, each figure with what it rests on."""

import textwrap
from collections.abc import Mapping

from firsthand.cli import carried
from firsthand.cli.output import heading, say, some
from firsthand.model import Article, Claim, Count, Dating, Entry, Evidence, Furniture, Origin, Story
from firsthand.views import PageCard, Row, StoryCard, behind, date_columns, letter_of, versions


def page(card: PageCard, agencies: Mapping[str, str] = {}) -> None:
    """Print everything known about one page; ``agencies`` are the names of agencies by their ids."""
    if card.article is None or card.record is None:
        _refused(card)
        return
    article = card.article
    say(article.title or "(no headline)", "bold")
    say(f"{card.record.id} · {', '.join(_place(each.file, each.offset) for each in card.sightings)}")
    for label, value in _facts(card, article, agencies):
        if value:
            say(f"  {label:<12}{value}")
    if card.dating:
        _dating(card.dating)
    carried.page(card)
    _furniture(article.furniture)
    if article.planted:
        heading(f"Planted strings, taken out ({len(article.planted)})")
        for each in article.planted:
            say(f"  {each.quote!r}  {_where(each)}")
    if card.claims:
        heading(f"Who says what ({len(card.claims)})")
        for claim in card.claims:
            say("  " + claim_line(claim, article.text))
    heading("Body")
    for paragraph in article.text.split("\n\n"):
        _prose(paragraph)
    dropped = [block for block in article.blocks if block.span is None]
    heading(f"Around it: {some(len(dropped), 'block')} not of the body, each with the rule that says so")
    for block in dropped[:60]:
        say(f"  {block.role:<10} {block.rule:<34} {block.text[:70]}")
    if len(dropped) > 60:
        say(f"  … and {len(dropped) - 60} more: --format json")


_COUNTS = {"reporter": "counts as 1", "possible reporter": "counts as 0 or 1"}
"""Standings of the ledger that raise a count, in the words of the desk; the others are what they are called."""
_FIRST = {standing: at for at, standing in enumerate(_COUNTS)}


def story(card: StoryCard, given: Mapping[str, str] = {}) -> None:
    """Print everything known about one story; ``given`` are the letters that people gave to who is in its ledger."""
    say(card.story.name, "bold")
    say(f"{card.story.id} · {card.count.sentence} · underlying sources: {card.count.sources}")
    say(card.count.coverage)
    for sentence in card.count.counterfactuals:
        say(f"  {sentence}")
    for side in ("reporters", "sources"):
        heading(f"Independent {side if side == 'reporters' else 'underlying sources'}: {getattr(card.count, side)}")
        if why := card.count.floor(side):
            say(f"  {why}")
        for line in sorted(card.count.ledger, key=lambda line: _FIRST.get(line.standing, len(_FIRST))):
            if line.side == side:
                letter = letter_of(line, given)
                name = f"{line.name} ({letter})" if letter else line.name
                say(f"  {_COUNTS.get(line.standing, line.standing):<18} {name:<28} {line.reason} [{line.subject}]")
    heading(f"Pages ({len(card.pages)})")
    for row in card.pages:
        lie = f"  page says {row['claimed']}" if row["verdict"] == "contradicted" else ""
        say(f"  {row['id']}  {row['written']}{lie}  {row['outlet'] or '?'}: {row['title'] or '(no headline)'}")
    _news(card.story)
    if card.entries:
        heading(f"Timeline ({len(card.entries)})")
        for entry in card.entries:
            say(f"  {entry.edtf:<24}{entry.text}  ({some(entry.reporters, 'text')})")
            for told in versions(card.count, entry):
                say(f"    {told}")
    if card.thread:
        heading("The thread goes on in")
        for row in card.thread:
            say(f"  {row['id']}  {row['earliest'] or '?'}  {row['name']}")


def origin_line(origin: Origin, agencies: Mapping[str, str]) -> str:
    """Return whose text it is: ``agency Associated Press (0.97)``."""
    if not origin.name:
        return "not known"
    return f"{origin.kind} {agencies.get(origin.name, origin.name)} ({origin.certainty:.2f})"


def claim_line(claim: Claim, text: str) -> str:
    """Return a claim as one line: party, cue, content."""
    who = claim.party.name if claim.party else (claim.source.of(text) if claim.source else "(nobody named)")
    through = f" (through {', '.join(party.name for party in claim.through)})" if claim.through else ""
    cue = claim.cue.of(text) if claim.cue else "–"
    said = " … ".join(piece.of(text) for piece in claim.content).replace("\n", " ")
    return f"{who}{through} · {cue} · {said}"


def page_row(card: PageCard) -> Row:
    """Return a page as one flat row, for programs."""
    article, dating = card.article, card.dating
    row: Row = {
        "id": card.record.id if card.record else card.refusal.id if card.refusal else None,
        "url": card.record.url if card.record else None,
        "file": card.sightings[0].file if card.sightings else None,
        "refusal": card.refusal.reason if card.refusal else None,
        "detail": card.refusal.detail if card.refusal else None,
    }
    if article:
        row |= {
            "title": article.title,
            "outlet": article.outlet,
            "byline": article.byline,
            "dateline": str(article.dateline) if article.dateline else None,
            "credit": str(article.credit) if article.credit else None,
            "language": article.language,
            "section": article.furniture.section,
            "brand": article.furniture.brand,
            "text": article.text,
            "stemma": card.stemma.id if card.stemma else None,
            "origin": card.stemma.origin.name if card.stemma else None,
            "story": card.story.id if card.story else None,
            "claims": len(card.claims),
        }
    if dating:
        row |= date_columns(dating)
    return row


def entry_row(entry: Entry, count: Count | None = None) -> Row:
    """Return a timeline entry as one flat row; with the story's count, how many independent reporters tell it."""
    told = [version.value for version in entry.conflicts] if count is None else versions(count, entry)
    return {
        "id": entry.id,
        "happened": entry.edtf,
        "reported": str(entry.reported) if entry.reported else None,
        "texts": entry.reporters,
        "pages": len(entry.records),
        "text": entry.text,
        "expression": entry.expression,
        "conflicts": "; ".join(told) or None,
        "reporters": str(behind(count, entry.records)) if count is not None else None,
    }


def dating_lines(dating: Dating) -> list[str]:
    """Return a dating as lines: what the page says, what the evidence says, and the reasons."""
    lines = []
    if dating.claimed:
        lines.append(f"page says      {_day(dating.claimed)}{_clock(dating)}   ({dating.verdict})")
    likely = f", most likely {_day(dating.likely)}" if dating.likely and dating.earliest != dating.latest else ""
    if dating.weekday is not None:
        likely = f"{likely}, on a {_WEEKDAYS[dating.weekday]}"
    only = dating.edtf if dating.earliest or dating.latest else "no day"
    if dating.earliest and dating.earliest == dating.latest:
        only = _day(dating.earliest)
    lines.append(f"evidence says  {only}{likely}   (certainty: {dating.certainty})")
    lines += [f"  contradiction: {each.sentence}" for each in dating.contradictions]
    lines += [f"  {each.weight:+.2f}  {each.rule:<34}{_quoted(each, dating.record)}" for each in dating.evidence[:12]]
    return lines


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _clock(dating: Dating) -> str:
    """Return the time of day that the page states, on its own clock and in UTC where it says how they differ."""
    if dating.claimed_instant is None:
        return ""
    stated = f", {dating.claimed_instant:%H:%M}"
    return f"{stated} there, {dating.claimed_utc:%a %-d %b %H:%M} UTC" if dating.claimed_utc else stated


def _refused(card: PageCard) -> None:
    refusal = card.refusal
    if refusal is None:
        say("This page has no result yet: run firsthand trace again.")
        return
    say(f"Refused: {refusal.reason}", "bold")
    say(f"  {refusal.id} · {', '.join(_place(each.file, each.offset) for each in card.sightings)}")
    say(f"  {refusal.stage}: {refusal.detail}")
    for each in refusal.evidence:
        say(f"  {each.rule}  {_quoted(each)}")
    if refusal.excerpt:
        _prose(refusal.excerpt)


def _facts(card: PageCard, article: Article, agencies: Mapping[str, str]) -> list[tuple[str, str | None]]:
    origin, line = card.stemma.origin if card.stemma else None, article.dateline
    agency = f" ({agencies.get(line.agency, line.agency)})" if line and line.agency else ""
    return [
        ("address", article.url),
        ("outlet", article.outlet),
        ("byline", article.byline),
        ("dateline", f"{line.place}{agency}" if line else None),
        ("credit", str(article.credit) if article.credit else None),
        ("language", article.language),
        ("origin", origin_line(origin, agencies) if origin else None),
        ("text", f"{card.stemma.id}, {some(len(card.stemma.witnesses), 'page')}" if card.stemma else None),
        ("story", f"{card.story.name} ({card.story.id})" if card.story else None),
        (
            "accounts",
            ", ".join(f"{each.quote} ({each.rule.rpartition('.')[2]})" for each in article.identifiers) or None,
        ),
        ("network", ", ".join(f"{each.name} ({each.id})" for each in card.networks) or None),
        ("restored", f"confidence {article.confidence:.2f}" if article.confidence is not None else None),
    ]


def _dating(dating: Dating) -> None:
    heading("When it was written")
    for line in dating_lines(dating):
        say("  " + line)


def _furniture(furniture: Furniture) -> None:
    fields = ("section", "brand", "views", "claimed", "reactions", "related", "ranking", "recommendation")
    filled = [name for name in fields if getattr(furniture, name)]
    if not filled:
        return
    heading("Furniture")
    for name in filled:
        value = getattr(furniture, name)
        if name == "reactions":
            say(f"  {name:<16}{value.label} ({value.count})")
        elif isinstance(value, tuple):
            say(f"  {name:<16}{some(len(value), 'item')}")
            for item in value:
                say(f"    {item.text}{'  [cut]' if item.cut else ''}")
        else:
            say(f"  {name:<16}{value}")


def _news(story: Story) -> None:
    if not story.news:
        return
    heading(f"What was new, in the order of writing ({len(story.news)})")
    for each in story.news[:40]:
        before = f"  (before: {each.before})" if each.before else ""
        say(f"  {each.record}  {each.kind}: {each.quote}{before}")


def _quoted(each: Evidence, here: str | None = None) -> str:
    note = f"  – {each.note}" if each.note else ""
    return f"“{each.quote}”{_where(each, here)}{note}"


def _prose(text: str) -> None:
    for row in textwrap.wrap(text, 108, break_on_hyphens=False):
        say("  " + row)


def _where(each: Evidence, here: str | None = None) -> str:
    """Return the place of evidence; with the page where it is not the one that is shown."""
    if each.where is None:
        return ""
    page = "" if here is None or each.record in (None, here) else f"{each.record} "
    return f" [{page}{each.locus} {each.where.start}–{each.where.end}]"


def _place(file: str, offset: int | None) -> str:
    return file if offset is None else f"{file} at {offset}"


def _day(day: object) -> str:
    return f"{day:%a %-d %b %Y}" if day else "?"
