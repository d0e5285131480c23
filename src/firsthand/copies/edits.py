"""What was changed between two copies: each place where they differ, classed by what the change touches.

Order of trust inside a replaced stretch: a planted word, house style, a date, a number, a quotation, a spelling, an
attribution or hedge that was taken away, a name or place; what is left is wording.
"""

import re
from collections.abc import Mapping

from rapidfuzz.distance import Levenshtein

from firsthand.copies import house
from firsthand.copies.witness import Witness
from firsthand.model import Edit, EditKind, Span
from firsthand.text.align import Alignment, Gap, Run

_LOOKED_AT = 20_000  # characters in which another mention of a name is looked for
_MOST = 200  # edits kept for one copy
_BRAND = 5  # letters of a planted word before another; shorter ones make words: ``Ship`` and ``owners``
_PLANTED = 12  # planted strings shown of one page
_SHOWN = 400  # characters of a side that an edit carries, as `model.Edit` says
_SENTENCE = 25  # words on both sides above which a gap is two passages, not one change
_DAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tomorrow|tonight|january|february|april|june"
    r"|july|august|september|october|november|december)\b"
    r"|\b(?:jan|feb|mar(?:ch)?|apr|may|jun|jul|aug|sept?|oct|nov|dec)\b\.?\s*\d{1,2}\b"
    r"|\b\d{1,2}\s*(?:jan|feb|mar(?:ch)?|apr|may|jun|jul|aug|sept?|oct|nov|dec)\b"
    r"|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b(?:last|next|this) (?:week|month|year)\b",
    re.IGNORECASE,
)
_ATTRIBUTION = re.compile(
    r"\b(?:said|says|saying|told|according to|reported|reports|announced|added|stated|citing|quoted|state media)\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:reportedly|allegedly|alleged|apparently|possibly|probably|likely|suspected|purported(?:ly)?|claimed|may|might"
    r"|could|appears?|seems?|unconfirmed|unclear|(?:not|n't) (?:be )?(?:independently )?(?:verif|confirm)\w*)\b",
    re.IGNORECASE,
)
_UNVERIFIED = re.compile(
    r"\b(?:unconfirmed|unverified|unclear|(?:not|n't|nor|never) (?:\w+ ){0,3}(?:verif|confirm|corroborat)\w*)\b",
    re.IGNORECASE,
)
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|from|outside|around|to)\s+(?:the\s+)?$", re.IGNORECASE)
_WEEKLY = re.compile(r"\s?(?:week|month|year|season|night|spring|summer|autumn|winter|\w+day)\b", re.IGNORECASE)
_TURNS = frozenset(("last", "next", "this", "past", "coming"))
_CAPITAL = re.compile(r"(?<![^\W_])[^\W\d_a-z][^\W_]*")
_SPACES = re.compile(r"\s+")


def classed(left: Witness, right: Witness, alignment: Alignment) -> tuple[Edit, ...]:
    """Return the edits between two aligned texts in the order of left, at most `_MOST`."""
    found: list[Edit] = []
    for gap in alignment.gaps:
        _differ(left, right, gap, found)
    for run in alignment.runs:
        if run in alignment.moved:
            found.append(_edit("moved", left, right, _around(run)))
        if len(found) < 2 * _MOST:
            _marks(left, right, run, found)
    places = {
        right.gap(gap.right, gap.right_end).start: left.gap(gap.left_end, gap.left_end).start
        for gap in alignment.gaps
        if gap.right_end > gap.right
    }
    found.sort(key=lambda edit: _place(edit, places))
    return tuple(found[:_MOST])


def _place(edit: Edit, places: Mapping[int, int]) -> tuple[int, int, str]:
    """Return where an edit stands in left; what right added stands where it would stand there."""
    other = edit.right.start if edit.right else -1
    return edit.left.start if edit.left else places.get(other, -1), other, edit.kind


def _around(run: Run) -> Gap:
    return Gap(run.left, run.left + run.length, run.right, run.right + run.length)


def headline(left: Witness, right: Witness) -> tuple[Edit, ...]:
    """Return the change of the headline, where both have one and they differ in more than white space."""
    before, after = left.article.title, right.article.title
    if not before or not after or _SPACES.sub(" ", before).strip() == _SPACES.sub(" ", after).strip():
        return ()
    return (Edit(kind="headline", before=before[:_SHOWN], after=after[:_SHOWN]),)


def planted(left: Witness, right: Witness) -> tuple[Edit, ...]:
    """Return the strings that restoring took out of one of the two pages as planted, each once; they have no place."""
    sides = [list(dict.fromkeys(each.quote for each in one.article.planted)) for one in (left, right)]
    mine, theirs = ([each for each in sides[at] if each not in sides[1 - at]] for at in (0, 1))
    found = [Edit(kind="planted", before=each[:_SHOWN]) for each in mine[:_PLANTED]]
    return (*found, *(Edit(kind="planted", after=each[:_SHOWN]) for each in theirs[:_PLANTED]))


def _edit(kind: EditKind, left: Witness, right: Witness, gap: Gap) -> Edit:
    one = left.gap(gap.left, gap.left_end) if gap.left_end > gap.left else None
    two = right.gap(gap.right, gap.right_end) if gap.right_end > gap.right else None
    return Edit(
        kind=kind,
        left=one,
        right=two,
        before=one.of(left.text)[:_SHOWN] if one else "",
        after=two.of(right.text)[:_SHOWN] if two else "",
    )


def _differ(left: Witness, right: Witness, gap: Gap, found: list[Edit]) -> None:
    """Class one gap; a wide one is something dropped and something added."""
    wide, other = gap.left_end - gap.left, gap.right_end - gap.right
    if wide > _SENTENCE and other > _SENTENCE or max(wide, other) > 4 * _SENTENCE and wide and other:
        found.append(_edit("dropped", left, right, gap._replace(right_end=gap.right)))
        found.append(_edit("added", left, right, gap._replace(left_end=gap.left)))
        return
    found.append(_edit(_kind(left, right, gap), left, right, gap))


def _kind(left: Witness, right: Witness, gap: Gap) -> EditKind:
    one, two = left.gap(gap.left, gap.left_end), right.gap(gap.right, gap.right_end)
    before, after = one.of(left.text), two.of(right.text)
    if not before or not after:
        return _one_sided(left, right, gap, before or after)
    if _squeezed(before) == _squeezed(after) or house.same(before, after):
        return "punctuation"
    if _glued(before, after) or _glued(after, before):
        return "planted"
    if _days(before) != _days(after) or _turned(left.text, one, before, after):
        return "date"
    if house.values(before) != house.values(after):
        return "number"
    if left.borrowed[gap.left : gap.left_end].all() and _quoted(left.text, one) and _quoted(right.text, two):
        return "quotation"
    return _worded(left.text, one, before, after)


def _turned(text: str, one: Span, before: str, after: str) -> bool:
    """Tell whether ``last week`` became ``this week``."""
    if before.casefold() not in _TURNS or after.casefold() not in _TURNS:
        return False
    return _WEEKLY.match(text, one.end) is not None


def _worded(text: str, one: Span, before: str, after: str) -> EditKind:
    """Class a replaced stretch of words: spelling, a hedge or attribution taken away, name, place, else wording."""
    if _close(before, after):
        return "spelling"
    shorter = len(after.split()) < len(before.split())
    if shorter and _HEDGE.search(before) and not _HEDGE.search(after):
        return "hedge"
    if shorter and _ATTRIBUTION.search(before) and not _ATTRIBUTION.search(after):
        return "attribution"
    capitals, others = _CAPITAL.findall(before), _CAPITAL.findall(after)
    if capitals != others and capitals and others and len(before.split()) <= 6 and len(after.split()) <= 6:
        return "place" if _placed(text, one, before) else "name"
    if bool(_HEDGE.search(before)) and not _HEDGE.search(after):
        return "hedge"
    if bool(_ATTRIBUTION.search(before)) and not _ATTRIBUTION.search(after):
        return "attribution"
    return "wording"


def _placed(text: str, one: Span, name: str) -> bool:
    """Tell whether a name is a place: a dateline, or it stands after ``in``, ``at``, ``near`` here or elsewhere."""
    if _PLACE_BEFORE.search(text[max(0, one.start - 12) : one.start]) or name.isupper() and one.start == 0:
        return True
    return re.search(rf"\b(?:in|near|outside) (?:the )?{re.escape(name)}(?!\w)", text[:_LOOKED_AT]) is not None


def _one_sided(left: Witness, right: Witness, gap: Gap, words: str) -> EditKind:
    """Class words that stand on one side only."""
    dropped = gap.left_end > gap.left
    count = gap.left_end - gap.left if dropped else gap.right_end - gap.right
    witness, first = (left, gap.left) if dropped else (right, gap.right)
    span = witness.gap(first, first + count)
    beside = witness.text[max(0, span.start - 1) : span.start] + witness.text[span.end : span.end + 1]
    if count <= 3 and words[:1].isupper() and (beside[:1].isalnum() or beside[-1:].isalnum() or beside[:1] == ","):
        return "planted"
    if count <= 2 and house.one_sided(words, witness.text[span.end : span.end + 24]):
        return "punctuation"
    if dropped and count <= _SENTENCE and not _sentences(witness, span):
        if _HEDGE.search(words):
            return "hedge"
        if _ATTRIBUTION.search(words):
            return "attribution"
    if dropped and count <= _SENTENCE and _UNVERIFIED.search(words):
        return "hedge"
    return "dropped" if dropped else "added"


def _sentences(witness: Witness, span: Span) -> bool:
    """Tell whether a stretch is whole sentences: what they say was left out, not who says it."""
    before, ends = witness.text[: span.start].rstrip(" \t“\"'‘("), witness.text[span.end : span.end + 2]
    starts = not before or before[-1] in ".!?:\n”\"'"
    return starts and ends[:1] in ("", ".", "!", "?", "\n")


def _glued(plain: str, longer: str) -> bool:
    """Tell whether `longer` is `plain` with something stuck to it without a space: a planted brand word."""
    if len(longer) <= len(plain) + 1 or " " not in plain and " " in longer.strip():
        return False
    start = 0
    while start < len(plain) and plain[start] == longer[start]:
        start += 1
    tail = len(plain) - start
    if tail and longer[-tail:] != plain[start:]:
        return False
    inserted = longer[start : len(longer) - tail]
    if len(inserted) < 3 or inserted[0].isspace() or inserted[-1].isspace() or not inserted[-1].isalnum():
        return False
    if start == 0:
        return inserted[0].isupper() and len(inserted) >= _BRAND
    return inserted.lstrip(",.;:!?—–-")[:1].isupper() or plain[start - 1].isdigit()


def _squeezed(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))


def _days(words: str) -> list[str]:
    return [match.casefold().rstrip(".") for match in _DAY.findall(words)]


def _quoted(text: str, span: Span) -> bool:
    """Tell whether a quotation is open before the span in its paragraph."""
    head = text[max(text.rfind("\n", 0, span.start), span.start - 1_500, 0) : span.start]
    return head.count("“") > head.count("”") or head.count('"') % 2 == 1 or head.rstrip().endswith(("“", '"'))


def _close(before: str, after: str) -> bool:
    """Tell whether two words are one word in two spellings."""
    if before.isdigit() or after.isdigit() or len(before.split()) != len(after.split()) or len(before) > 60:
        return False
    return Levenshtein.normalized_similarity(before.casefold(), after.casefold()) >= 0.75


def _marks(left: Witness, right: Witness, run: Run, found: list[Edit]) -> None:
    """Find changed punctuation, case and house style between words that are the same."""
    before, after = left.words(run.left, run.left + run.length), right.words(run.right, run.right + run.length)
    if before == after or run.length > 1 and before.split() == after.split():
        return
    starts, ends = left.places
    others, pasts = right.places
    one, two = left.text, right.text
    for at in range(run.length):
        a, b = run.left + at, run.right + at
        last = at + 1 == run.length
        start, other = starts[a], others[b]
        end = ends[a] if last else starts[a + 1]
        past = pasts[b] if last else others[b + 1]
        before, after = one[start:end], two[other:past]
        if before == after or _SPACES.sub(" ", before) == _SPACES.sub(" ", after):
            continue
        spans = Span(start=start, end=end), Span(start=other, end=past)
        found.append(
            Edit(kind="punctuation", left=spans[0], right=spans[1], before=before[:_SHOWN], after=after[:_SHOWN])
        )
        if len(found) >= 2 * _MOST:
            return
