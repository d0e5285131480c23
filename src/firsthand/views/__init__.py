"""What people ask of an archive, put together once for the command line, the desk and other programs.

Comes in: an open archive. Goes out: rows (flat, for lists) and cards (everything about one thing, as nouns). One file a
kind of question; the public functions are gathered here.
"""

from firsthand.views.admiralty import CREDIBILITY, RELIABILITY, credibility, letter_of, reliability
from firsthand.views.cards import PageCard, StoryCard, page, story
from firsthand.views.carried import agencies, carried
from firsthand.views.counts import assertion, assertions, ledger, ledger_rows, letters_behind, news
from firsthand.views.dates import DATE_COLUMNS, Facet, date_columns, dates
from firsthand.views.decisions import anchor, history, pinned, titles, waiting
from firsthand.views.find import find_page, find_story
from firsthand.views.held import held, refusal_reasons, refusals, status
from firsthand.views.lineage import Lineage, NetworkCard, lineages, network
from firsthand.views.pages import contradicted, network_pages, pages_about, story_pages
from firsthand.views.parties import aliases, claim, claims_of, parties, party, party_descriptions, party_stories
from firsthand.views.row import Row
from firsthand.views.runs import fired, progress, runs
from firsthand.views.search import Found, Query, search
from firsthand.views.sections import sections, stories_of
from firsthand.views.stories import sentence, stories, story_rows_of
from firsthand.views.timeline import behind, most_reported, outlets, versions
from firsthand.views.voices import Asked, Point, Said, Voice, board, differences, said, statements

__all__ = [
    "CREDIBILITY",
    "Asked",
    "DATE_COLUMNS",
    "Facet",
    "Found",
    "Lineage",
    "NetworkCard",
    "PageCard",
    "Point",
    "Query",
    "RELIABILITY",
    "Row",
    "Said",
    "StoryCard",
    "Voice",
    "aliases",
    "anchor",
    "assertion",
    "assertions",
    "behind",
    "board",
    "agencies",
    "carried",
    "claim",
    "claims_of",
    "contradicted",
    "differences",
    "credibility",
    "date_columns",
    "dates",
    "find_page",
    "find_story",
    "fired",
    "held",
    "history",
    "ledger",
    "ledger_rows",
    "letter_of",
    "letters_behind",
    "lineages",
    "most_reported",
    "network",
    "network_pages",
    "news",
    "outlets",
    "page",
    "pages_about",
    "parties",
    "party",
    "party_descriptions",
    "party_stories",
    "pinned",
    "progress",
    "refusal_reasons",
    "refusals",
    "reliability",
    "runs",
    "said",
    "search",
    "sections",
    "sentence",
    "statements",
    "status",
    "stories",
    "stories_of",
    "story",
    "story_pages",
    "story_rows_of",
    "titles",
    "versions",
    "waiting",
]
