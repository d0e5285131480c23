"""Claims around a reporting verb: on which side of the cue the source stands, and on which the content."""

from firsthand.claims import sources
from firsthand.claims.cues import Cue, needs_clause, needs_quote
from firsthand.claims.draft import Draft, Range
from firsthand.claims.lexicon import BE, CONJUNCTIONS, DETERMINERS, PRONOUNS, TAKES_TO
from firsthand.claims.prose import Paragraph
from firsthand.claims.quotation import Quotation
from firsthand.claims.setting import skip_setting

Tokens = tuple[int, int]
_OPENING = frozenset("“„«\"‘「『‟'»‚")
_SHORT = frozenset({"denies", "promises", "orders", "warns"})
"""What these cues take can be a single word: ``denied wrongdoing``."""
_WH = frozenset("whether if what how why who where when which".split())


def verb_claims(paragraph: Paragraph, found: list[Cue]) -> list[Draft]:
    """Return the claims of a paragraph that hang on a reporting verb, in the order of their cues."""
    drafts: list[Draft] = []
    for number, cue in enumerate(found):
        following = found[number + 1] if number + 1 < len(found) else None
        draft = _inverted(paragraph, cue) or _plain(paragraph, cue, following, drafts)
        if draft is not None:
            drafts.append(draft)
    return drafts


def quote_before(paragraph: Paragraph, token: int) -> Quotation | None:
    """Return the quotation that ends right before a token, a comma between them allowed."""
    place = paragraph.spans[token][0]
    for quote in reversed(paragraph.quotes):
        if quote.end <= place:
            return quote if paragraph.text[quote.end : place].strip(" ,\n\t\u00a0\u202f—–-") == "" else None
    return None


def quote_at(paragraph: Paragraph, token: int) -> Quotation | None:
    """Return the quotation that opens at a token, or after one comma or colon there."""
    for at in (token, token + 1):
        if at >= len(paragraph.spans):
            return None
        place = paragraph.spans[at][0]
        for quote in paragraph.quotes:
            if quote.start == place:
                return quote
        if paragraph.lower[at] not in (",", ":"):
            return None
    return None


def _inverted(paragraph: Paragraph, cue: Cue) -> Draft | None:
    """Read ``“…,” said Ana Ruiz`` and ``The port is closed, said Ana Ruiz``."""
    low, lower = cue.low, paragraph.lower
    if low == 0 or cue.high >= len(lower) or cue.form not in ("past", "third", "base"):
        return None
    quote = quote_before(paragraph, low)
    if quote is None and lower[low - 1] != ",":
        return None
    source = sources.after(paragraph, cue.high)
    if source is None or paragraph.sentence[source[0]] != paragraph.sentence[cue.verb]:
        return None
    span = paragraph.span(*source)
    if quote is not None:
        content = _with_following(paragraph, [(quote.start, quote.end)], source[1])
        return Draft(paragraph.span(cue.low, cue.high), span, content, "claims.frame.quote_said_source", 0.95)
    first, last = paragraph.bounds[paragraph.sentence[cue.verb]]
    if last - source[1] > 6 or low - 1 - first < 3 or not _is_named(paragraph, source):
        return None
    if sources.before(paragraph, low) is not None and lower[source[0]] in DETERMINERS:
        return None
    content = [paragraph.span(first, low - 1)]
    return Draft(paragraph.span(cue.low, cue.high), span, content, "claims.frame.content_said_source", 0.75)


def _is_named(paragraph: Paragraph, source: Tokens) -> bool:
    return any(word[0].isupper() for word in paragraph.words[source[0] : source[1]])


def _plain(paragraph: Paragraph, cue: Cue, following: Cue | None, earlier: list[Draft]) -> Draft | None:
    """Read every frame in which the source stands before its cue."""
    source = sources.before(paragraph, cue.low)
    shared = None
    if source is None or cue.gerund:
        source = source if source is not None and not cue.gerund else _subject_of(paragraph, cue)
        if source is None:
            shared = _shared_source(paragraph, cue, earlier)
            if shared is None:
                return None
    content, rule, sure = _content(paragraph, cue, source, following)
    if not content:
        return None
    span = shared if source is None else paragraph.span(*source)
    return Draft(paragraph.span(cue.low, cue.high), span, content, rule, sure)


def _subject_of(paragraph: Paragraph, cue: Cue) -> Tokens | None:
    """Return the subject of the sentence for a cue that hangs behind it: ``He left early, saying …``."""
    first, _ = paragraph.bounds[paragraph.sentence[cue.verb]]
    return sources.subject(paragraph, first, cue.low)


def _shared_source(paragraph: Paragraph, cue: Cue, earlier: list[Draft]) -> Range | None:
    """Return the source of the claim before, for ``“…,” he said, adding that …``."""
    if not earlier or not cue.gerund:
        return None
    draft = earlier[-1]
    if draft.cue is None or paragraph.sentence[paragraph.at(draft.cue[0])] != paragraph.sentence[cue.verb]:
        return None
    return draft.source


def _content(
    paragraph: Paragraph, cue: Cue, source: Tokens | None, following: Cue | None
) -> tuple[list[Range], str, float]:
    """Return the content's ranges, the rule that found them and how sure it is."""
    first, last = paragraph.bounds[paragraph.sentence[cue.verb]]
    at = skip_setting(paragraph, cue, last)
    quote = quote_at(paragraph, at) if at < last else None
    front = source[0] if source is not None else cue.low
    back = quote_before(paragraph, front) if front > first or front == first else None
    if back is not None and front > 0 and paragraph.lower[at] != "that" if at < last else back is not None:
        assert back is not None
        parts = _with_following(paragraph, [_whole(paragraph, back)], at)
        return parts, "claims.frame.quote_source_said", 0.95
    if quote is not None:
        end = max(paragraph.first(quote.end), _content_end(paragraph, at, last, following))
        start = paragraph.first(quote.start)
        parts = _with_following(paragraph, [paragraph.span(start, _trim(paragraph, start, end))], end)
        return parts, "claims.frame.source_said_quote", 0.95
    if at < last and paragraph.lower[at] in ("that", *_WH, "to"):
        return _clause(paragraph, cue, at, last, following)
    if front > first and paragraph.lower[front - 1] == ",":
        parts, rule = _around(paragraph, cue, (first, front, at, last))
        if parts:
            return parts, rule, 0.8
    if (
        needs_quote(cue)
        or last - at < (2 if cue.cue_class in _SHORT else 3)
        or paragraph.lower[at] in (",", ".", "and", "but")
    ):
        return [], "", 0.0
    if needs_clause(cue) and not _is_clause(paragraph, at, last):
        return [], "", 0.0
    end = _content_end(paragraph, at, last, following)
    return _pieces(paragraph, at, end), "claims.frame.source_said_clause", 0.75


def _whole(paragraph: Paragraph, quote: Quotation) -> Range:
    """Return a quotation with the unquoted opening of its sentence: ``The ship was “a wreck,”``."""
    token = paragraph.first(quote.start)
    first = paragraph.bounds[paragraph.sentence[token]][0]
    if token - first < 2 or paragraph.lower[token - 1] in (",", ":") or any(paragraph.quoted[first:token]):
        return quote.start, quote.end
    return paragraph.spans[first][0], quote.end


def _clause(
    paragraph: Paragraph, cue: Cue, at: int, last: int, following: Cue | None
) -> tuple[list[Range], str, float]:
    """Read ``said that …``, ``asked whether …``, ``declined to …``."""
    word = paragraph.lower[at]
    if needs_quote(cue) or (word == "to" and cue.base not in TAKES_TO) or (word == "if" and cue.cue_class != "asks"):
        return [], "", 0.0
    end = _content_end(paragraph, at, last, following)
    rule = "claims.frame.source_said_that" if word == "that" else "claims.frame.source_said_to"
    return _pieces(paragraph, at, end), rule, 0.9 if word == "that" else 0.75


def _around(paragraph: Paragraph, cue: Cue, places: tuple[int, int, int, int]) -> tuple[list[Range], str]:
    """Read ``Content, source said`` and ``Content, source said, more content``."""
    first, front, at, last = places
    before = front - 1 - first
    while first < front - 1 and paragraph.lower[first] in (",", "—"):
        first += 1
    if before < 3 or needs_quote(cue):
        return [], ""
    if not any(sources.is_verb(paragraph, token) for token in range(first, front - 1)):
        return [], ""
    rest = last - at
    if rest <= 1 or paragraph.lower[at] in (".", "!", "?", ";"):
        return [paragraph.span(first, front - 1)], "claims.frame.content_source_said"
    if paragraph.lower[at] == "," and rest > 3:
        end = _trim(paragraph, at + 1, last)
        if paragraph.lower[at + 1] in ("who", "which", "and", "but", "adding", "saying", "citing", "a", "an"):
            return [paragraph.span(first, front - 1)], "claims.frame.content_source_said"
        return [paragraph.span(first, front - 1), paragraph.span(at + 1, end)], "claims.frame.content_interrupted"
    return [], ""


def _content_end(paragraph: Paragraph, at: int, last: int, following: Cue | None) -> int:
    """Return where content that starts at a token ends: the sentence, or a new cue coordinated with the first."""
    end = last
    if following is not None and following.low < last:
        for token in range(following.low, at + 2, -1):
            word = paragraph.lower[token]
            if paragraph.quoted[token]:
                break
            joined = word in ("but", "while", "although", "though") or (word == "and" and token >= following.low - 1)
            if joined and (paragraph.lower[token - 1] == "," or word == "and"):
                end = token
                break
        if following.gerund and paragraph.lower[following.low - 1] == ",":
            end = min(end, following.low)
    place = paragraph.spans[end - 1][1]
    for quote in paragraph.quotes:
        if paragraph.spans[at][0] <= quote.start < place < quote.end:
            end = max(end, paragraph.first(quote.end))
    return _trim(paragraph, at, end)


def _trim(paragraph: Paragraph, low: int, high: int) -> int:
    """Leave the closing stop and commas out, unless a quotation ends there."""
    while (
        high > low + 1
        and paragraph.lower[high - 1] in (".", ",", ";", ":", "and", "but")
        and (not paragraph.quoted[high - 1])
    ):
        high -= 1
    return high


def _pieces(paragraph: Paragraph, low: int, high: int) -> list[Range]:
    return [paragraph.span(low, high)] if high > low else []


def _is_clause(paragraph: Paragraph, at: int, last: int) -> bool:
    """Tell whether a clause opens here: a subject, then a verb within a few words."""
    word, lower = paragraph.words[at], paragraph.lower[at]
    if lower in PRONOUNS and lower != "who":
        return True
    if not (word[0].isupper() or lower in DETERMINERS):
        return False
    for token in range(at + 1, min(last, at + 8)):
        if paragraph.lower[token] in (",", *CONJUNCTIONS, ":"):
            return False
        if sources.is_verb(paragraph, token) or paragraph.lower[token] in BE:
            return True
    return False


def _with_following(paragraph: Paragraph, parts: list[Range], at: int) -> list[Range]:
    """Add a quotation that goes on after source and cue: ``“…,” he said. “…”``."""
    for _ in range(6):
        token = at
        while token < len(paragraph.lower) and paragraph.lower[token] in (".", ",", ":", ";") and token < at + 2:
            token += 1
        if token >= len(paragraph.lower):
            break
        place = paragraph.spans[token][0]
        quote = next((q for q in paragraph.quotes if q.start == place), None)
        if quote is None or (quote.end, quote.start) in [(b, a) for a, b in parts]:
            break
        tail = paragraph.text[max(quote.start, quote.end - 2) : quote.end]
        after = paragraph.first(quote.end)
        if "," in tail and after < len(paragraph.lower) and paragraph.sentence[after] == paragraph.sentence[after - 1]:
            break  # another attribution follows it
        parts.append((quote.start, quote.end))
        at = after
    return parts
