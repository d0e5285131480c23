"""Commands about copying: who has a text from whom, and which sites are one operation."""

from collections.abc import Mapping, Sequence

import click

from firsthand import views
from firsthand.archive import Archive
from firsthand.cli.card import origin_line
from firsthand.cli.output import heading, rows, say, some, with_format
from firsthand.cli.which import split, with_archive
from firsthand.errors import UsageError
from firsthand.model import Copy, Evidence, Network, Variant

_EDGE = ("text", "left", "right", "relation", "left_share", "right_share", "exemplar", "certainty", "edits")
_MOST_SHOWN = 40


@click.command(epilog="Example: firsthand copies week.fh examples/week/feed.jsonl:12")
@with_archive("[PAGE or STORY]")
@with_format
def copies(arguments: tuple[str, ...], form: str) -> None:
    """Show who has a text from whom: the tree, each pair with shares and direction, who has each error first.

    Without PAGE or STORY, every text that more than one page carries.
    """
    archive, keys = split(arguments, 0, 1)
    with Archive(archive) as opened:
        found = _meant(opened, keys[0]) if keys else views.lineages(opened)
        named = views.agencies(opened)
    if form != "table":
        rows(form, [_row(each, copy) for each in found for copy in each.copies], _EDGE, "")
        return
    if not found:
        say("No text is carried by more than one page.")
    for each in found:
        _lineage(each, named)


def _meant(archive: Archive, key: str) -> tuple[views.Lineage, ...]:
    """Return the texts of a story where the key means one, else the text of the page that it means."""
    try:
        story = views.find_story(archive, key)
    except UsageError:
        return views.lineages(archive, page=views.find_page(archive, key))
    return views.lineages(archive, story=story)


def _row(one: views.Lineage, copy: Copy) -> views.Row:
    return {
        "text": one.stemma.id,
        "left": copy.left,
        "left_name": one.names.get(copy.left),
        "right": copy.right,
        "right_name": one.names.get(copy.right),
        "relation": copy.relation,
        "score": copy.score,
        "left_share": copy.left_share,
        "right_share": copy.right_share,
        "exemplar": copy.exemplar,
        "certainty": copy.certainty,
        "reasons": "; ".join(f"{each.weight:+.1f} {each.note}" for each in _reasons(copy)),
        "edits": ", ".join(f"{kind} {count}" for kind, count in sorted(_kinds(copy).items())),
    }


def _kinds(copy: Copy) -> dict[str, int]:
    kinds: dict[str, int] = {}
    for edit in copy.edits:
        kinds[edit.kind] = kinds.get(edit.kind, 0) + 1
    return kinds


def _reasons(copy: Copy) -> list[Evidence]:
    return [each for each in copy.evidence if each.rule.startswith("copies.direction.")]


def _lineage(one: views.Lineage, agencies: Mapping[str, str]) -> None:
    stemma = one.stemma
    heading(f"{stemma.id}: {some(len(stemma.witnesses), 'page')}")
    say(f"  origin  {origin_line(stemma.origin, agencies)}")
    for flag in stemma.flags:
        say(f"  note    {_FLAGS.get(flag, flag)}")
    say("  Tree: who has it from whom")
    lost: set[str] = set()
    for depth, branch in one.order:
        margin = "    " + "  " * depth
        if branch.through is not None and branch.through not in lost:
            lost.add(branch.through)
            say(f"{margin}({branch.through}: lost; what follows with this mark goes back to it)")
        mark = f"  through {branch.through}" if branch.through else ""
        day = one.days.get(branch.witness, "")
        say(f"{margin}{branch.witness}  {one.names.get(branch.witness, '')}  {day}  {branch.score:.2f}{mark}")
    _variants(one, stemma.variants)
    say("  Pairs")
    for copy in one.copies[:_MOST_SHOWN]:
        _edge(one, copy)
    if len(one.copies) > _MOST_SHOWN:
        say(f"    … and {len(one.copies) - _MOST_SHOWN} more: --format json")


_FLAGS = {
    "archetype_lost": "the page that all of them come from is not in this archive",
    "direction_open": "nothing decides which page was first",
    "large": "very many pages: look whether this is one text",
}


_STYLE = frozenset(("spelling", "wording"))
"""Readings shown after those that change what is said."""


def _variants(one: views.Lineage, variants: Sequence[Variant]) -> None:
    if not variants:
        return
    say(f"  Who has each reading first ({len(variants)})")
    order = sorted(range(len(variants)), key=lambda at: (variants[at].kind in _STYLE, at))
    for each in (variants[at] for at in order[:_MOST_SHOWN]):
        before, after = each.before[:60] or "(nothing)", each.after[:60] or "(left out)"
        others = len(each.witnesses) - 1
        more = f", and {others} more from there" if others else ""
        first = one.names.get(each.first, each.first)
        say(f"    {each.kind:<11} {before} → {after}   first in {first} ({each.first}){more}  {each.certainty:.2f}")


def _edge(one: views.Lineage, copy: Copy) -> None:
    left, right = (one.names.get(side, side) for side in (copy.left, copy.right))
    say(f"    {left} ({copy.left}) – {right} ({copy.right})")
    way = "nothing decides which was first"
    if copy.exemplar is not None and copy.certainty is not None:
        way = f"{left if copy.exemplar == copy.left else right} was first ({copy.certainty:.2f})"
    say(f"      {copy.relation}, {copy.left_share:.0%} of the first, {copy.right_share:.0%} of the second · {way}")
    for each in _reasons(copy)[:6]:
        say(f"      {each.weight:+.1f} {each.rule:<34}“{each.quote[:60]}” {each.note or ''}")
    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(_kinds(copy).items()))
    say(f"      edits: {kinds or 'none'}")


@click.command(epilog="Example: firsthand network week.fh network_4f1c")
@with_archive("NETWORK")
@with_format
def network(arguments: tuple[str, ...], form: str) -> None:
    """Show one network: its sites and brands, the days it claims, whom it copies and how late, and why it is one.

    NETWORK is an id, the start of one, or words of a site, brand or name.
    """
    archive, (key,) = split(arguments, 1, 1)
    with Archive(archive) as opened:
        card, named = views.network(opened, key), views.agencies(opened)
    if form != "table":
        rows(form, card.pages, ("id", "outlet", "title", "claimed", "written", "verdict", "origin"), "")
        return
    one = card.network
    say(one.name, "bold")
    say(f"{one.id} · {some(len(one.sites), 'site')} · {some(len(one.records), 'page')} · score {one.score:.2f}")
    say(f"  sites   {', '.join(one.sites)}")
    say(f"  brands  {', '.join(one.brands) or 'none printed'}")
    say(f"  claims  {card.claimed[0] or '?'} to {card.claimed[1] or '?'}")
    heading("Whose texts it carries, and how many days after they were written")
    for row in card.sources:
        late = "no day known"
        if row["middle_days_late"] is not None:
            late = f"{row['least_days_late']} to {row['most_days_late']} days late, median {row['middle_days_late']}"
        name = named.get(str(row["origin"]), str(row["origin"]))
        say(f"  {name:<28} {some(row['pages'], 'page')}  {late}")
    _signals(one)
    heading(f"Pages ({len(card.pages)})")
    for row in card.pages:
        lie = f"  page says {row['claimed']}" if row["verdict"] == "contradicted" else ""
        say(f"  {row['id']}  {row['written']}{lie}  {row['outlet'] or '?'}: {row['title'] or '(no headline)'}")


def _signals(one: Network) -> None:
    heading(f"Why these sites are taken for one operation ({len(one.evidence)} signals)")
    for each in one.evidence:
        say(f"  {each.weight:+.2f} {each.rule:<30}“{each.quote[:60]}” {each.note or ''}")
    if one.against:
        heading(f"What speaks against it ({len(one.against)})")
        for each in one.against:
            say(f"  {-each.weight:+.2f} {each.rule:<30}“{each.quote[:60]}” {each.note or ''}")
