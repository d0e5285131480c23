"""How much work it takes to raise a count by one: forged pages, put beside a story's own, and counted again.

Comes in: the pages of one story, as they stand in an archive. Goes out: one `Attempt` for each way of forging, with the
words that had to be written for it and the counts before and after, beside what counting headlines and counting
publishers would give. The same story always gives the same attempts. Nothing is written anywhere.

Each attempt takes the text of the story that most pages carry, makes forged pages of it (`forge`), takes them through
every stage as if they had been found, and looks at the story in which the text then stands. Copies of a text change
no count, so of every text one page is enough.
"""

import dataclasses
from collections.abc import Mapping, Sequence

from firsthand import intake, pipeline
from firsthand.account import by_page
from firsthand.archive import Page
from firsthand.model import Article, Bounds, Claim, Clue, Count, Stemma, Story, Tables
from firsthand.redteam.forge import Forged, Means, forge

__all__ = ["MOVES", "Attempt", "Options", "attack", "cheapest"]

SIGNED = Means(title=True, byline=True, dateline=True)
"""What every paraphrase comes with: another headline, a byline and a masthead, another place."""
SHARES = (0.1, 0.25, 0.5, 0.75, 1.0)
"""Shares of the ordinary words that are exchanged."""

MOVES: dict[str, Means] = {
    "reprint": Means(unmarked=False),
    "reprint, credit taken out": Means(),
    "re-dated": Means(days=9),
    "false byline": Means(byline=True),
    "false byline and dateline": SIGNED,
    "split in two": dataclasses.replace(SIGNED, part=(0, 2)),
    "one cloned template": dataclasses.replace(SIGNED, cloned=True),
    "own reporting claimed": dataclasses.replace(SIGNED, told=True),
    "own reporting and a voice made up": dataclasses.replace(SIGNED, told=True, voice=True),
    **{f"paraphrase {share:.0%}": dataclasses.replace(SIGNED, exchanged=share) for share in SHARES},
    **{
        f"paraphrase {share:.0%}, own reporting claimed": dataclasses.replace(SIGNED, exchanged=share, told=True)
        for share in SHARES
    },
    **{
        f"paraphrase {share:.0%}, own reporting and a voice made up": dataclasses.replace(
            SIGNED, exchanged=share, told=True, voice=True
        )
        for share in SHARES
    },
}
"""Ways of forging, in order of the work that they take."""


@dataclasses.dataclass(frozen=True, slots=True)
class Options:
    """How the attempts are made."""

    tables: Tables = dataclasses.field(default_factory=Tables)
    """Reference tables, as the archive was made with."""
    pages: int = 2
    """Forged pages of each attempt, each on a site of its own."""
    moves: tuple[str, ...] = tuple(MOVES)
    """Which ways, of `MOVES`."""
    texts: int = 40
    """Texts of the story that stand beside the forged ones; of a larger story, those that most pages carry."""


@dataclasses.dataclass(frozen=True, slots=True)
class Attempt:
    """What one way of forging came to."""

    move: str
    written: int
    """Words that had to be written, on all forged pages together."""
    sites: int
    """Sites that had to be set up."""
    reporters: Bounds
    """Independent reporters with the forged pages."""
    sources: Bounds
    """Underlying sources with them."""
    before: Bounds
    """Reporters without them."""
    sources_before: Bounds
    """Sources without them."""
    together: int
    """Forged pages that ended in the story of the text that they were made of."""
    headlines: int
    """By how many counting pages with a headline would rise."""
    publishers: int
    """By how many counting sites would rise."""

    @property
    def raised(self) -> tuple[int, int]:
        """By how much the lower and the upper bound of the reporters rise."""
        return self.reporters.low - self.before.low, self.reporters.high - self.before.high


def attack(
    story: Story,
    articles: Mapping[str, Article],
    stemmata: Sequence[Stemma],
    claims: Sequence[Claim],
    clues: Mapping[str, tuple[Clue, ...]],
    options: Options = Options(),
) -> tuple[Attempt, ...]:
    """Return what each way of forging comes to, in the order of ``options.moves``.

    Args:
        story: the story.
        articles: its articles by record.
        stemmata: its texts.
        claims: the claims of its pages.
        clues: their date clues, by record.
        options: tables, ways, how many pages.
    """
    texts = sorted((text for text in stemmata if text.id in story.texts), key=lambda t: (-len(t.witnesses), t.id))
    leads = [lead for text in texts[: options.texts] if (lead := _lead(text, articles)) is not None]
    if not leads:
        return ()
    bench = _Bench([articles[lead] for lead in leads], claims, clues, options.tables)
    plain = bench.count(())
    return tuple(bench.attempt(move, options.pages, plain) for move in options.moves)


def cheapest(attempts: Sequence[Attempt], side: str) -> Attempt | None:
    """Return the attempt with the fewest written words that raises a bound by one; None when none does.

    Args:
        attempts: what `attack` gave.
        side: ``low`` or ``high``: which bound of the independent reporters.
    """
    rising = [each for each in attempts if each.raised[0 if side == "low" else 1] > 0]
    return min(rising, key=lambda each: (each.written, each.move), default=None)


def _lead(text: Stemma, articles: Mapping[str, Article]) -> str | None:
    if text.archetype in articles:
        return text.archetype
    held = [record for record in text.witnesses if record in articles]
    return max(held, key=lambda record: (len(articles[record].text), record), default=None)


class _Bench:
    """A story's pages, ready to be counted with forged ones beside them."""

    def __init__(
        self,
        pages: Sequence[Article],
        claims: Sequence[Claim],
        clues: Mapping[str, tuple[Clue, ...]],
        tables: Tables,
    ) -> None:
        """Keep the pages; the first one is the victim."""
        held = {page.record for page in pages}
        self.pages, self.tables = list(pages), tables
        self.victim = pages[0]
        self.claims = [claim for claim in claims if claim.record in held]
        self.clues = {record: clues.get(record, ()) for record in sorted(held)}

    def attempt(self, move: str, pages: int, plain: tuple[Count, Story]) -> Attempt:
        """Return what one way of forging comes to."""
        means = MOVES[move]
        day = plain[1].earliest
        forged = []
        for number in range(pages):
            mine = means
            if means.part[1] > 1:
                mine = dataclasses.replace(means, part=(number % means.part[1], means.part[1]))
            forged.append(forge(self.victim, day, mine, number + 1))
        counted, story = self.count(forged)
        return Attempt(
            move=move,
            written=sum(each.written for each in forged),
            sites=len({each.site for each in forged}),
            reporters=counted.reporters,
            sources=counted.sources,
            before=plain[0].reporters,
            sources_before=plain[0].sources,
            together=sum(each.record.id in story.records for each in forged),
            headlines=len(forged),
            publishers=len({each.site for each in forged}),
        )

    def count(self, forged: Sequence[Forged]) -> tuple[Count, Story]:
        """Return the count of the story in which the victim stands, with forged pages beside its own."""
        pages: list[Page] = [intake.page(each.record, self.tables) for each in forged]
        articles = [*self.pages, *(page.result for page in pages if isinstance(page.result, Article))]
        clues = {**self.clues, **{page.result.record: page.clues for page in pages if isinstance(page.result, Article)}}
        said = by_page([*self.claims, *(claim for page in pages for claim in page.claims)])
        derived = pipeline.derive(articles, clues, said, self.tables)
        story = next(one for one in derived.stories if self.victim.record in one.records)
        return next(one for one in derived.counts if one.story == story.id), story
