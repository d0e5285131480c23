"""What copying shows of one page and of a whole archive: from whom, with which changes, and whose texts there are."""

from firsthand import views
from firsthand.archive import Archive
from firsthand.cli.output import heading, say, some
from firsthand.model import Copy, Stemma, Variant
from firsthand.views import PageCard

_MOST = 12
"""Readings of one page that are shown, and pages that carry its text."""
_STYLE = frozenset(("spelling", "wording"))


def page(card: PageCard) -> None:
    """Print where a page stands among the witnesses of its text, who else carries it, and which readings it has."""
    if card.record is None:
        return
    if card.stemma is not None and len(card.stemma.witnesses) > 1:
        heading("Where it has its text from")
        for line in standing(card.stemma, card.record.id):
            say(f"  {line}")
    if card.copies:
        heading(f"Who else carries it ({len(card.copies)})")
        for copy in card.copies:
            say(f"  {_pair(copy, card.record.id)}")


def standing(stemma: Stemma, record: str) -> list[str]:
    """Return as lines whom a page has its text from, and which readings entered with it or came down to it.

    Args:
        stemma: its text.
        record: the page.
    """
    branch = next((each for each in stemma.branches if each.witness == record), None)
    lines = []
    if record == stemma.archetype:
        lines.append("the first: all others have it from this page")
    elif branch is None or branch.exemplar is None:
        lines.append("from no page that is here, as far as the evidence goes")
    else:
        lost = f", through a lost page ({branch.through})" if branch.through else ""
        lines.append(f"from {branch.exemplar}{lost} ({branch.score:.2f})")
    below = [each.witness for each in stemma.branches if each.exemplar == record]
    if below:
        lines.append(f"{some(len(below), 'page')} from it: {', '.join(below[:4])}{' …' if len(below) > 4 else ''}")
    mine = sorted((each for each in stemma.variants if record in each.witnesses), key=lambda each: each.kind in _STYLE)
    lines += [_reading(each, record) for each in mine[:_MOST]]
    if len(mine) > _MOST:
        lines.append(f"… and {len(mine) - _MOST} more readings: firsthand copies ARCHIVE {record}")
    return lines


def _reading(variant: Variant, record: str) -> str:
    """Return one reading as a line: what changed, and whether it entered here."""
    others = len(variant.witnesses) - 1
    came = f"entered here, and {some(others, 'page')} more" if others else "entered here"
    if variant.first != record:
        came = f"entered with {variant.first}"
    before, after = variant.before[:60] or "(nothing)", variant.after[:60] or "(left out)"
    return f"{variant.kind}: {before} → {after}  ({came}; {variant.certainty:.2f})"


def _pair(copy: Copy, record: str) -> str:
    """Return an edge as a line, seen from one of its pages."""
    other = copy.right if copy.left == record else copy.left
    way = "" if copy.exemplar is None else " · taken from it" if copy.exemplar == other else " · took it from here"
    kinds = ", ".join(sorted({edit.kind for edit in copy.edits})) or "none"
    return f"{other}  {copy.relation} · shares {copy.left_share:.0%} / {copy.right_share:.0%}{way} · edits: {kinds}"


def summary(archive: Archive) -> None:
    """Print whose texts an archive holds, how its pages carry them, and which sites are one operation."""
    found = views.carried(archive)
    if found["pages"]:
        heading("Who has it from whom")
        relations = ", ".join(f"{name} {count}" for name, count in found["relations"])
        say(f"  {some(found['pages'], 'page')} carry {some(found['texts'], 'text')} that others carry too")
        say(f"  pairs of pages by relation: {relations}")
        origins = ", ".join(f"{name} {count}" for name, count in found["origins"])
        say(f"  texts by origin: {origins}")
        say(f"  the trees, and who has each error first: firsthand copies {archive.path}")
    networks = list(archive.networks)
    if networks:
        heading("Sites that are one operation, as far as their pages show")
        for each in networks[:5]:
            say(f"  {each.name}: {some(len(each.sites), 'site')}, {some(len(each.records), 'page')} ({each.score:.2f})")
        say(f"  firsthand networks {archive.path}")
