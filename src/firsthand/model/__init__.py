"""The nouns: frozen values, keyword-only, unknown fields refused, ids made from content.

Comes in: nothing. Goes out: what the stages hand to each other. Each field has a line below it that says what it is,
its unit or format, and what ``None`` means. Unknown is ``None``, never an empty string, 0 or today.
"""

from firsthand.model.article import (
    Article,
    Block,
    Credit,
    Dateline,
    Furniture,
    Item,
    LiveEntry,
    Reactions,
    Role,
    Run,
    Stated,
    Stating,
)
from firsthand.model.claim import Claim, ClaimKind, CueClass, Party, PartyKind
from firsthand.model.claimgroup import ClaimGroup, Difference, DifferenceKind
from firsthand.model.copy import Copy, Edit, EditKind, Pair, Relation
from firsthand.model.count import Assertion, Bounds, Count, Line, Standing
from firsthand.model.dating import Certainty, Clue, ClueKind, Contradiction, Dating, Verdict
from firsthand.model.decided import Parties, party_names, same_parties, standing, with_parties
from firsthand.model.entry import Entry, Version
from firsthand.model.judgement import Decision, Judgement
from firsthand.model.network import Declared, Network
from firsthand.model.noun import Noun, make_id
from firsthand.model.record import Media, Record, Sighting, record_id
from firsthand.model.refusal import Refusal, Stage
from firsthand.model.span import Evidence, Locus, Span
from firsthand.model.stemma import Branch, Origin, OriginKind, Stemma, Variant
from firsthand.model.story import Link, News, NewsKind, Story
from firsthand.model.tables import Agency, Event, Occasion, Office, Outlet, Person, Tables
from firsthand.model.watch import Alert, Firing, Watch, WatchKind

__all__ = [
    "Agency", "Alert", "Article", "Assertion", "Block", "Bounds", "Branch", "Certainty", "Claim", "ClaimGroup",
    "ClaimKind", "Clue", "ClueKind", "Contradiction", "Copy", "Count", "Credit", "CueClass", "Dateline", "Dating",
    "Decision", "Declared", "Difference", "DifferenceKind", "Edit", "EditKind", "Entry", "Event", "Evidence",
    "Firing", "Furniture", "Item", "Judgement", "Line", "Link", "LiveEntry", "Locus", "Media", "Network", "News",
    "NewsKind", "Noun", "Occasion", "Office", "Origin", "OriginKind", "Outlet", "Pair", "Parties", "Party", "PartyKind",
    "Person", "Reactions", "Record", "Refusal", "Relation", "Role", "Run", "Sighting", "Span", "Stage", "Standing",
    "Stated", "Stating", "Stemma", "Story", "Tables", "Variant", "Verdict", "Version", "Watch", "WatchKind",
    "make_id", "party_names", "record_id", "same_parties", "standing", "with_parties",
]  # fmt: skip
