"""What people ask of an archive, put together once for the command line, the desk and other programs.

Comes in: an open archive. Goes out: rows (flat, for lists) and cards (everything about one thing, as nouns). One file a
kind of question; the public functions are gathered here.
"""

from firsthand.views.cards import PageCard, StoryCard, page, story
from firsthand.views.find import find_page, find_story
from firsthand.views.held import refusal_reasons, refusals, status
from firsthand.views.pages import contradicted, network_pages, pages_about, story_pages
from firsthand.views.row import Row
from firsthand.views.stories import sentence, stories

__all__ = [
    "PageCard",
    "Row",
    "StoryCard",
    "contradicted",
    "find_page",
    "find_story",
    "network_pages",
    "page",
    "pages_about",
    "refusal_reasons",
    "refusals",
    "sentence",
    "status",
    "stories",
    "story",
    "story_pages",
]
