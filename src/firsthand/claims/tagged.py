"""Claims as the trained tagger sees them: tags to spans, spans to claims, held in by guard rules."""

from firsthand.claims.draft import Draft, Range
from firsthand.claims.lexicon import CUES
from firsthand.claims.linker import Kind, Piece, View, link
from firsthand.claims.prose import Paragraph
from firsthand.claims.tagger import TAGS, Tagger

MOST_PIECES = 60
"""Spans of a paragraph that are linked at once; the fullest paragraph of PolNeAR's training part has 48."""
_KINDS: tuple[Kind, ...] = ("source", "cue", "content")

_EMPTY = frozenset("and or but as that which to of in on the a an so because while if this there".split())


def tagged_claims(tagger: Tagger, parts: list[Paragraph]) -> list[list[Draft]]:
    """Return the claims of each paragraph, as the model finds them."""
    tags = tagger.tags([tagger.vocabulary.table(part) for part in parts])
    return [
        _drafts(tagger, part, pieces(part, found.tolist())) if found.any() else []
        for part, found in zip(parts, tags, strict=True)
    ]


def said(paragraph: Paragraph, draft: Draft) -> bool:
    """Tell whether what the model found can be a statement: not a manner, a title, or papers that somebody showed."""
    if draft.cue is None:
        return True
    words = paragraph.text[draft.cue[0] : draft.cue[1]].casefold().split()
    if words[0] == "according":
        return False  # that is the rules' alone, and they found none here
    base = next((CUES[word][0] for word in words if word in CUES), "")
    low, high = draft.content[0]
    content = paragraph.text[low:high]
    if base in ("", "show") and len(draft.content) == 1 and content[:1] in _MARKS:
        inside = next((quote.end for quote in paragraph.quotes if quote.start == low), high)
        letters = [word for word in paragraph.text[low + 1 : inside].split() if word[:1].isalpha()]
        return sum(word[0].isupper() for word in letters) < TITLED * len(letters)
    return not (base in ("show", "find") and content.casefold().startswith(_OWN) and len(content.split()) <= OWN_WORDS)


_MARKS = ("“", '"', "‘", "'", "«", "„")
_OWN = ("his ", "her ", "its ", "their ", "the way", "up")
TITLED = 0.6
"""Share of capitalised words from which quoted words are a title, where no verb of saying stands beside them."""
OWN_WORDS = 7
"""``showed his papers at the gate``: what belongs to somebody is shown, not said."""


def pieces(paragraph: Paragraph, tags: list[int]) -> list[Piece]:
    """Return the spans that tags mean; a source or cue is cut where a sentence ends."""
    found: list[Piece] = []
    low = 0
    for at in range(1, len(tags) + 1):
        inside = at < len(tags) and tags[at] == _inner(tags[low]) and tags[low] != 0
        if inside and (TAGS[tags[at]] == "I-content" or paragraph.sentence[at] == paragraph.sentence[at - 1]):
            continue
        if tags[low]:
            found.append(Piece(_KINDS[(tags[low] - 1) // 2], low, at))
        low = at
    return [piece for piece in (_tidy(paragraph, piece) for piece in found) if _says(paragraph, piece)]


def _says(paragraph: Paragraph, piece: Piece) -> bool:
    """Tell whether a span can be what it is tagged as: not empty, and no conjunction alone for a source."""
    if piece.high <= piece.low:
        return False
    if piece.kind != "source" or piece.high > piece.low + 1:
        return True
    return paragraph.lower[piece.low] not in _EMPTY and paragraph.words[piece.low][0].isalnum()


def _inner(tag: int) -> int:
    """Return the tag that goes on what a tag began."""
    return tag + 1 if tag % 2 else tag


def _tidy(paragraph: Paragraph, piece: Piece) -> Piece:
    """Drop commas and stops at the ends of a span, unless a quotation closes there."""
    low, high = piece.low, piece.high
    while high > low and paragraph.words[high - 1] in (",", ".", ";") and not paragraph.quoted[high - 1]:
        high -= 1
    while low < high and paragraph.words[low] in (",", ".", ";", ")"):
        low += 1
    if piece.kind != "content":
        return Piece(piece.kind, low, high)
    if not high > low:
        return Piece(piece.kind, low, high)
    for quote in paragraph.quotes_near(*paragraph.span(low, high)):  # the marks belong to what they hold
        first, last = paragraph.first(quote.start), paragraph.first(quote.end)
        if first < low <= first + 1 < high:
            low = first
        if low < last and high in (last - 1, last - 2):
            high = last
    return Piece(piece.kind, low, high)


def _drafts(tagger: Tagger, paragraph: Paragraph, found: list[Piece]) -> list[Draft]:
    """Return the linked claims of one paragraph."""
    if len(found) > MOST_PIECES:  # a wall of text: linked piecewise, so that time stays linear
        halves = [found[low : low + MOST_PIECES] for low in range(0, len(found), MOST_PIECES)]
        return [draft for half in halves for draft in _drafts(tagger, paragraph, half)]
    drafts = []
    for cue, sources, contents, sure in link(tagger.arrays, View(paragraph, found)):
        kept = [span for content in contents for span in _near(paragraph, cue, content)]
        if not kept:
            continue
        source = paragraph.span(sources[0].low, sources[0].high) if sources else None
        drafts.append(
            Draft(
                cue=paragraph.span(cue.low, cue.high),
                source=source,
                content=sorted(kept),
                rule="claims.model.tagger",
                confidence=round(0.55 + 0.3 * sure, 2),
            )
        )
    return drafts


def _near(paragraph: Paragraph, cue: Piece, content: Piece) -> list[Range]:
    """Keep content of other sentences only where it is quoted."""
    home = paragraph.sentence[cue.low]
    first, last = paragraph.sentence[content.low], paragraph.sentence[content.high - 1]
    if first == last == home:
        return [paragraph.span(content.low, content.high)]
    kept: list[tuple[int, int]] = []
    for number in range(first, last + 1):
        low, high = paragraph.bounds[number]
        low, high = max(low, content.low), min(high, content.high)
        quoted = sum(paragraph.quoted[low:high])
        if high > low and (number == home or 2 * quoted >= high - low):
            if kept and kept[-1][1] == low:
                kept[-1] = (kept[-1][0], high)
            else:
                kept.append((low, high))
    return [paragraph.span(low, high) for low, high in kept]
