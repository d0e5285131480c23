"""Texts into stories, stories into threads, and what is new in each report.

Comes in: articles, the texts (stemmata) that they witness, their datings and claims, and a person's judgements.
Goes out: stories; every text stands in exactly one. The order of what comes in changes nothing.

In order of trust:

1. Judgements: ``same story`` joins the stories of two pages or texts; ``other story`` parts two texts; ``name`` names
   a story. A later judgement on the same pair outranks an earlier one.
2. Names, rare words and numbers that two texts share, counted by how rare they are; things that they count with other
   numbers speak against. The score is a logistic one and every part of it can be shown (`score`).
3. How the pair stands among its neighbours: two texts of one happening have the same nearest texts, two look-alike
   events do not (`candidates`).
4. Days: texts that were certainly written far apart are hardly one story, and a text that opens with what happened
   after another one was written tells of something else: it continues the thread.

Groups grow by average linkage (`cluster`), never by single links. A thread joins stories with the same principal names
whose days lie near and whose later text speaks of what the earlier one opens with (`threads`); every story has a
thread, if only its own.

Not here: whether texts are copies (that is settled in the stemma), who is independent (`firsthand.corroboration`), and
links between languages that share neither names nor numbers in one script.
"""

import datetime as dt
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

import msgspec

from firsthand.keep import Indexed, Keep
from firsthand.model import Article, Claim, Dating, Judgement, Link, News, Stemma, Story, Tables, make_id
from firsthand.spread import Spread, here
from firsthand.stories import threads
from firsthand.stories.candidates import Pair
from firsthand.stories.cluster import cluster
from firsthand.stories.decisions import decided
from firsthand.stories.naming import Unnamed, naming, usual
from firsthand.stories.news import Chapter, Report, Statement, news, revised
from firsthand.stories.pairs import scores as scored
from firsthand.stories.pairs import table as candidate_pairs
from firsthand.stories.profile import Draft, Profile, days
from firsthand.stories.reading import Asked, reading
from firsthand.stories.score import link
from firsthand.stories.title import title
from firsthand.stories.wording import Rarity, Wording
from firsthand.text.names import Casing
from firsthand.text.normalise import visible

__all__ = ["Options", "group", "redate"]

NARROW = 7
"""Days within which a text's day of writing must lie to tell those of its story."""


@dataclass(frozen=True, slots=True)
class Options:
    """How stories are made."""

    tables: Tables = field(default_factory=Tables)
    """Reference tables; not used yet beyond what the other stages took from them."""
    judgements: tuple[Judgement, ...] = ()
    """Decisions of people; they outrank scores."""
    spread: Spread = here
    """How texts are handed out, each to be read alone; changes nothing in what comes out."""
    keep: Keep = tuple
    """How articles, datings and stories are held; changes nothing in what comes out."""


def group(
    articles: Sequence[Article],
    stemmata: Sequence[Stemma],
    datings: Sequence[Dating],
    claims: Mapping[str, Sequence[Claim]],
    options: Options = Options(),
) -> Sequence[Story]:
    """Return the stories, sorted by id; every stemma that has an article stands in exactly one.

    Args:
        articles: all articles.
        stemmata: all texts.
        datings: one dating an article, where there is one.
        claims: record -> its claims; they tell what is new.
        options: judgements.
    """
    pages = Indexed(options.keep(articles), attrgetter("record"))
    dated = Indexed(options.keep(datings), attrgetter("record"))
    texts = sorted((text for text in stemmata if _witness(text, pages) is not None), key=lambda text: text.id)
    profiles, rarity = _profiles(texts, pages, dated, claims, options.spread)
    pairs, matrix = candidate_pairs(profiles, rarity)
    scores = scored(profiles, rarity, pairs)
    continuing = threads.continues(pairs, matrix)
    ruling = decided(options.judgements, texts)
    groups = ruling.join_stories(cluster(len(texts), scores, ruling.parted))
    reports = [Report(one, claims, _titles(text, pages)) for one, text in zip(profiles, texts, strict=True)]
    chains = threads.chains(groups, profiles, pairs, continuing)
    told = options.spread(news, (_chapter(each, reports) for each in chains))
    made = Indexed(
        options.keep(
            story
            for chain, added in zip(chains, told, strict=True)
            for story in _thread(chain, texts, reports, scores, ruling.names, added)
        ),
        attrgetter("id"),
    )
    return options.keep(made[key] for key in sorted(made))


def redate(
    stories: Sequence[Story], stemmata: Sequence[Stemma], datings: Sequence[Dating], options: Options = Options()
) -> Sequence[Story]:
    """Return the stories with the days that their texts have after reports of one event have dated each other.

    Args:
        stories: what `group` gave.
        stemmata: all texts, as for `group`.
        datings: one dating an article, narrowed since.
        options: how stories are held.
    """
    written = {dating.record: known for dating in datings if (known := days(dating)) is not None}
    texts = {text.id: text for text in stemmata}

    def told(story: Story) -> Story:
        held = [texts[key].archetype or texts[key].witnesses[0] for key in story.texts if key in texts]
        first, last = _span([written[record] for record in held if record in written])
        return msgspec.structs.replace(story, earliest=first, latest=last) if first or last else story

    return options.keep(map(told, stories))


def _witness(text: Stemma, pages: Mapping[str, Article]) -> Article | None:
    """Return the article that stands for a text: its archetype, else its longest witness; None when none is there."""
    if text.archetype is not None and text.archetype in pages:
        return pages[text.archetype]
    held = [pages[record] for record in text.witnesses if record in pages]
    return max(held, key=lambda article: (len(article.text), article.record), default=None)


def _titles(text: Stemma, pages: Mapping[str, Article]) -> frozenset[str]:
    """Return the headlines under which the witnesses of a text stand."""
    held = (pages[record].title for record in text.witnesses if record in pages)
    return frozenset(visible(title) for title in held if title)


def _profiles(
    texts: Sequence[Stemma],
    pages: Mapping[str, Article],
    dated: Mapping[str, Dating],
    said: Mapping[str, Sequence[Claim]],
    spread: Spread,
) -> tuple[list[Profile], Rarity]:
    """Return one profile a text, in the order of the texts."""
    held = [article.record for text in texts if (article := _witness(text, pages)) is not None]
    written = [days(dated.get(record)) for record in held]
    asked = (
        Asked(pages[record], when, said.get(record, ())) for record, when in zip(held, written, strict=True)
    )  # fmt: skip
    counts, wording = Casing(), Wording()
    drafts, named = deque[Draft](), deque[Draft]()
    for read in spread(reading, asked):
        counts.add(read.names)
        wording.add_words(read.words, read.lead)
        drafts.append(Draft.of(read))

    def unnamed() -> Iterator[Unnamed]:
        for record in held:
            named.append(drafts.popleft())
            asked = named[-1].asked
            yield Unnamed(pages[record], usual(asked, counts), asked, named[-1].drawn)

    sketches = []
    for text, record, when, names in zip(texts, held, written, spread(naming, unnamed()), strict=True):
        wording.add_names(names)
        sketches.append(named.popleft().sketch(text.id, pages[record], when))
    rarity = Rarity(wording, (each.numbers for each in sketches))
    return [Profile(at, each, rarity, pages) for at, each in enumerate(sketches)], rarity


def _ordered(chain: threads.Chain, reports: Sequence[Report]) -> list[int]:
    return sorted((place for members in chain.stories for place in members), key=lambda at: reports[at].order)


def _chapter(chain: threads.Chain, reports: Sequence[Report]) -> Chapter:
    """Return the reports of a thread, to be told what is new in each against everything earlier in the thread."""
    firsts = {min(members, key=lambda at: reports[at].order) for members in chain.stories}
    return Chapter(
        tuple(Statement(reports[at].article, reports[at].claims) for at in _ordered(chain, reports)),
        tuple(sorted(reports[at].record for at in firsts)),
    )


def _thread(
    chain: threads.Chain,
    texts: Sequence[Stemma],
    reports: Sequence[Report],
    scores: Mapping[Pair, float],
    names: Mapping[str, str],
    told: Mapping[str, tuple[News, ...]],
) -> list[Story]:
    """Return the stories of one thread."""
    ids = [make_id("story", *(texts[place].id for place in members)) for members in chain.stories]
    thread = make_id("thread", *sorted(ids))
    ordered = _ordered(chain, reports)

    def added(place: int) -> tuple[News, ...]:
        report = reports[place]
        return *told[report.record], *revised(texts[place], report.profile.pages)

    made = []
    for at, members in enumerate(chain.stories):
        inside = [reports[place] for place in members]
        first, last = _days(inside)
        records = sorted(record for place in members for record in texts[place].witnesses)
        keys = (ids[at], *(texts[place].id for place in members), *records)
        made.append(
            Story(
                id=ids[at],
                name=next((names[key] for key in keys if key in names), None) or title(inside),
                texts=tuple(texts[place].id for place in members),
                records=tuple(records),
                thread=thread,
                earliest=first,
                latest=last,
                links=_links(members, reports, scores),
                thread_links=chain.links(at, ids),
                news=tuple(one for place in ordered if place in members for one in added(place)),
            )
        )
    return made


def _days(reports: Sequence[Report]) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and last day of writing of a story's reports."""
    return _span([known for each in reports if (known := each.profile.sketch.days) is not None])


def _span(known: Sequence[tuple[dt.date, dt.date]]) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and last of some days; texts that are dated within a week tell them where there are any."""
    narrow = [ends for ends in known if (ends[1] - ends[0]).days <= NARROW] or known
    return min((low for low, _ in narrow), default=None), max((high for _, high in narrow), default=None)


def _links(members: Sequence[int], reports: Sequence[Report], scores: Mapping[Pair, float]) -> tuple[Link, ...]:
    """Return for each text of a story its strongest link to another one in it."""
    best: set[tuple[Pair, float]] = set()
    for place in members:
        mine = [(min(place, other), max(place, other)) for other in members if other != place]
        scored = [(pair, scores[pair]) for pair in mine if pair in scores]
        if scored:
            best.add(max(scored, key=lambda item: (item[1], (-item[0][0], -item[0][1]))))
    made = [link(reports[pair[0]].profile, reports[pair[1]].profile, score) for pair, score in sorted(best)]
    return tuple(sorted(made, key=lambda each: (each.left, each.right)))
