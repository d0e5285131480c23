"""When a text was really written, why, and what contradicts the date that its page shows.

Comes in: an article and its record (`clues`, `date`); all articles with their clues, stemmata, copies and networks
(`solve`). Goes out: `Clue` values, each a rule with its characters; one `Dating` an article. Unknown ends stay None.

Rules in order of trust:

1. capture: nothing is written after it was collected. It is never taken as the day of writing.
2. the text's own reference to the world: offices held, wars in their nth year, events that had begun, full dates.
3. what the page states: metadata, date line, address. A site whose dates are false by habit loses its word.
4. the reporting weekday (``said Friday``), the day in the dateline, days of the month, fixtures of the year.
5. how near to its latest year a text tends to be written.

Each clue is a curve over days (`weigh`); the curves add up to one distribution a text, from which come the 95 %
interval, the likely day, the ranked evidence and the verdict. Not here: the days of the events that a text tells
(`timeline`), and anything that needs a clock: without a capture or an upper bound in the text the end stays open.
"""

import dataclasses
from collections.abc import Mapping, Sequence

from firsthand.dating.ages import age_clues
from firsthand.dating.holders import holders
from firsthand.dating.known import known_clues, words_of
from firsthand.dating.mentions import mention_clues
from firsthand.dating.neighbours import narrow_all
from firsthand.dating.occasions import occasion_clues
from firsthand.dating.offices import office_clues
from firsthand.dating.rendered import rendered_clues
from firsthand.dating.solution import solve_page
from firsthand.dating.stated import stated_clues
from firsthand.dating.together import solve_all
from firsthand.dating.weekday import weekday_clues
from firsthand.keep import Keep
from firsthand.model import Article, Clue, Copy, Dating, Judgement, Network, Record, Stemma, Story, Tables
from firsthand.spread import Spread, here
from firsthand.text.when import find as find_dates

__all__ = ["Options", "clues", "date", "narrow", "solve"]


@dataclasses.dataclass(frozen=True, slots=True)
class Options:
    """Settings of dating.

    Attributes:
        tables: Reference tables; the offices bound dates. Empty by default: `firsthand.tables.builtin()` has rows.
        coverage: Share of the probability that the interval holds.
        stated_trust: Prior probability that a date which a page states is the day of its text, for the interval.
        doubt: The same for the verdict, which is judged as if more pages lied; a lone date line gets a little less.
        horizon: Days beyond the last day that any evidence names up to which the open future is searched.
        contradicted_below: A claimed date is called contradicted when the evidence leaves it less than this. Set so
            that at most 1 % of honest development pages are accused (docs/how/dating.md).
        judgements: People's decisions that stand; those on days outrank all evidence, for every page of the text.
        spread: How texts are handed out; changes nothing in what comes out.
        keep: How datings are held; changes nothing in what comes out.
    """

    tables: Tables = Tables()
    coverage: float = 0.95
    stated_trust: float = 0.993
    doubt: float = 0.95
    horizon: int = 3650
    contradicted_below: float = 0.4
    judgements: tuple[Judgement, ...] = ()
    spread: Spread = here
    keep: Keep = tuple

    @property
    def alone(self) -> "Options":
        """What the work on one text needs of these, for another process."""
        return dataclasses.replace(self, spread=here, keep=tuple, tables=Tables(), judgements=())


def clues(article: Article, record: Record, options: Options = Options()) -> tuple[Clue, ...]:
    """Return every clue about the day of writing that one page gives, in the order of the rules.

    Args:
        article: The restored page.
        record: The page as found: its capture time, headers and address.
        options: Settings.
    """
    found: list[Clue] = []
    found += stated_clues(article, record)
    expressions = find_dates(article.text, article.language)
    found += weekday_clues(article, expressions)
    found += mention_clues(article, expressions)
    named = tuple(holders(options.tables).full_names(article.text))
    found += office_clues(article, options.tables, named)
    found += age_clues(article, options.tables, named)
    words = words_of(article.text)
    found += known_clues(article, options.tables, words)
    found += occasion_clues(article, options.tables, words)
    found += rendered_clues(article)
    return tuple(found)


def date(article: Article, record: Record, options: Options = Options()) -> Dating:
    """Return the dating of one page alone, without any archive.

    Args:
        article: The restored page.
        record: The page as found.
        options: Settings.
    """
    return solve_page(article.record, clues(article, record, options), options)


def solve(
    articles: Sequence[Article],
    clues: Mapping[str, tuple[Clue, ...]],
    stemmata: Sequence[Stemma],
    copies: Sequence[Copy],
    networks: Sequence[Network],
    options: Options = Options(),
) -> Sequence[Dating]:
    """Return one dating for each article, in the order of the articles.

    A text's witnesses share one solution. Copies with honest dates bound each other. A site, or network of sites, whose
    dates are contradicted again and again loses its word on all its pages.

    Args:
        articles: Articles to date.
        clues: Clues by record id, as `clues` gave them; an article without an entry has none.
        stemmata: Texts and their witnesses; an article that stands in none is a text of its own.
        copies: Verified edges.
        networks: Sites that share one template.
        options: Settings.
    """
    return solve_all(articles, clues, stemmata, copies, networks, options)


def narrow(
    datings: Sequence[Dating],
    stories: Sequence[Story],
    clues: Mapping[str, tuple[Clue, ...]],
    stemmata: Sequence[Stemma],
    copies: Sequence[Copy],
    options: Options = Options(),
) -> Sequence[Dating]:
    """Return the datings after reports of one event have dated each other, in the same order.

    A second pass, to be made once stories are known; only texts that stand in a story with others, and whose own
    interval is wider than the report's beside it, are dated again. It gives no circle: the days of the first pass are
    what counts.

    Args:
        datings: What `solve` gave.
        stories: Stories, with their links.
        clues: Clues by record id, as for `solve`.
        stemmata: Texts and their witnesses, as for `solve`.
        copies: Verified edges, as for `solve`.
        options: Settings.
    """
    return narrow_all(datings, stories, clues, stemmata, copies, options)
