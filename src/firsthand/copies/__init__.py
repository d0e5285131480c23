"""Copies: which articles carry one text, how each differs, which is the exemplar, and whose text it is.

Comes in: all articles (`trace`), two bare texts (`compare`), or one article (`origin`). Goes out: one `Copy` for each
verified pair, with the aligned characters that prove it, and one `Stemma` for each text; every article stands in
exactly one.

Rules in order of trust:

1. Candidates are pairs that share winnowed fingerprints of five-word shingles, so a part that stands in another text
   is found as well as a whole one. A candidate is nothing yet.
2. Every edge is verified by aligning the words. First grade, "verbatim passage": much of one text stands in the other,
   or a passage of prose that is neither quotation, nor a statement handed on, nor a standing line. Second grade,
   "likely rewrite": sentences answer each other in the same order.
   Between languages, names and figures in the same order are all that can be compared.
3. What differs is classed; shares and publishers give the relation.
4. Direction is the sum of explained reasons, and open where they do not suffice.
5. What two pages of one site share in small part is that house's standing text or background, and no edge.
6. Edges whose receiving side is mostly that text join articles into stemmata. An article with text of its own that
   takes in a passage keeps its edge and stays a text of its own.
7. An agency sign on one witness holds for all witnesses of its text.

The result does not depend on the order of the articles. Not here: when a text was written, which sites belong
together, which texts tell of the same event, who is quoted.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import attrgetter

from firsthand.copies import decided, index, wire
from firsthand.copies.relation import standing
from firsthand.copies.sieve import Limits
from firsthand.copies.stemma import stemmata
from firsthand.copies.verify import tell, tell_translation, verify
from firsthand.copies.witness import Witness, witnesses
from firsthand.keep import Indexed, Keep
from firsthand.model import Article, Copy, Judgement, Origin, Stemma, Tables
from firsthand.spread import Spread, here

__all__ = ["Edges", "Options", "compare", "edges", "origin", "pair", "trace"]


@dataclass(frozen=True, slots=True)
class Options:
    """What `trace` and `compare` go by. Defaults: ``bench/copies.py``, ``docs/how/copies.md``."""

    tables: Tables = field(default_factory=Tables)
    """Agencies, and outlets with their names."""
    shingle: int = 5
    """Words of a shingle."""
    window: int = 5
    """Neighbouring shingles of which the smallest is kept: ``shingle + window - 1`` equal words are always noticed."""
    crowd: int = 32
    """Different texts that may share a fingerprint before they are joined only through centres."""
    centres: int = 8
    """How many texts of a crowd are centres."""
    least_prints: int = 2
    """Shared fingerprints that make a candidate, where they are a good part of the shorter text."""
    least_words: int = 12
    """Shared words below which even equal texts are no copies: titles, captions."""
    passage_words: int = 26
    """Own words of a copied passage, counted without what chance would share."""
    rewrite_share: float = 0.6
    """Share of the shorter text in sentences that answer each other, from which a pair is a rewrite."""
    large: int = 200
    """Witnesses of one text from which it is flagged ``large``, for people to look at."""
    judgements: tuple[Judgement, ...] = ()
    """Decisions ``copy`` and ``not copy`` of people, without those that were undone: they outrank all evidence."""

    spread: Spread = here
    """How articles and texts are handed out that are looked at alone; changes nothing in what comes out."""
    keep: Keep = tuple
    """How articles and copies are held; changes nothing in what comes out."""

    @property
    def limits(self) -> Limits:
        """The thresholds of verification."""
        return Limits(self.least_words, self.passage_words, self.rewrite_share)


Edges = Callable[[Sequence[Article], Options], Iterable[Copy]]
"""Finds the verified pairs among articles, as `edges` does."""


def edges(articles: Sequence[Article], options: Options = Options()) -> Iterable[Copy]:
    """Return one copy for each verified pair, in any order; of several for one pair the first holds.

    Args:
        articles: the articles, each record once, in any order.
        options: tables and thresholds.
    """
    found = index.groups(articles, options.tables)
    packed = index.fingerprints(found, options.shingle, options.window)
    one, two = index.candidates(found, packed, options.crowd, options.centres, options.least_prints)
    if options.spread is here:
        yield from index.edges(found, one, two, options.limits, options.tables, options.crowd)
    else:
        compared = partial(index.compared, options.limits, options.tables, options.crowd)
        for copies in options.spread(compared, index.clusters(found, one, two)):
            yield from copies
    yield from index.translations(found, options.tables, options.crowd, options.centres, options.spread)


def trace(
    articles: Sequence[Article], options: Options = Options(), edges: Edges = edges
) -> tuple[Sequence[Copy], tuple[Stemma, ...]]:
    """Return all copies, sorted by left and right, and all stemmata, sorted by id.

    Args:
        articles: the articles, each record once, in any order.
        options: tables and thresholds.
        edges: who finds the verified pairs; an engine that finds the same ones on many machines may stand here.
    """
    articles = options.keep(articles)
    sites = {article.record: article.site for article in articles}
    places: dict[tuple[str, str], int] = {}

    def found() -> Iterator[Copy]:
        for copy in edges(articles, options):
            pair = copy.left, copy.right
            if pair not in places and not standing(copy, sites[copy.left], sites[copy.right]):
                places[pair] = len(places)
                yield copy

    kept = options.keep(found())
    copies = options.keep(kept[places[pair]] for pair in sorted(places))
    copies, people = _people(articles, copies, options)
    return copies, stemmata(articles, copies, options.tables, options.large, people, options.spread)


def _people(
    articles: Sequence[Article], copies: Sequence[Copy], options: Options
) -> tuple[Sequence[Copy], decided.Decided]:
    """Return the edges after people's decisions, and these for the stemmata."""
    if not options.judgements:
        return copies, decided.Decided()
    by_record = Indexed(articles, attrgetter("record"))
    texts: dict[str, tuple[str, ...]] = {}
    if decided.speaks_of_texts(options.judgements, by_record):
        before = stemmata(articles, copies, options.tables, options.large)
        texts = {text.id: text.witnesses for text in before}
    people = decided.decided(options.judgements, by_record, texts)
    places = {(copy.left, copy.right): place for place, copy in enumerate(copies)}
    more: dict[tuple[str, str], Copy] = {}
    for left, right in people.joined:
        if (left, right) not in places:
            copy = decided.edge(by_record[left], by_record[right], options.limits, options.tables)
            if copy is not None:
                more[left, right] = copy
    pairs = sorted((places.keys() | more.keys()) - people.parted)
    return options.keep(copies[places[pair]] if pair in places else more[pair] for pair in pairs), people


def compare(left: str, right: str, options: Options = Options()) -> Copy | None:
    """Return how two bare article texts hang together as a Copy of ``"left"`` and ``"right"``; None when they do not.

    Args:
        left: one text.
        right: the other, of any length.
        options: tables and thresholds.
    """
    bare = (Article(record=side, text=text, blocks=()) for side, text in (("left", left), ("right", right)))
    one, two = witnesses(tuple(bare))
    finding = verify(one, two, options.limits)
    if finding is not None:
        return tell(one, two, finding, options.tables)
    return None if _one_language(one, two) else tell_translation(one, two, options.tables)


def pair(left: Article, right: Article, options: Options = Options()) -> Copy | None:
    """Return how two articles hang together, with headline and direction; None when they do not.

    Args:
        left: one article.
        right: the other; its record must be another one. The Copy names the smaller record as left.
        options: tables and thresholds.
    """
    one, two = witnesses(tuple(sorted((left, right), key=lambda article: article.record)))
    finding = verify(one, two, options.limits)
    if finding is not None:
        return tell(one, two, finding, options.tables)
    return None if _one_language(one, two) else tell_translation(one, two, options.tables)


def _one_language(one: Witness, two: Witness) -> bool:
    """Tell whether two bare texts have so many words in common that they are hardly in two languages."""
    return len(one.bag & two.bag) >= 0.3 * min(len(one.bag), len(two.bag))


def origin(article: Article, tables: Tables) -> Origin:
    """Return whose text an article is by its own signs alone; `trace` also asks its copies.

    Args:
        article: the article.
        tables: agencies, and outlets with their names.
    """
    return wire.own(article, tables)
