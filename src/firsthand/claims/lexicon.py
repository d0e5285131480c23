"""The words of attribution: cue verbs with what they do, hedges, adverbs that may stand beside a cue.

The lists are closed classes of English (auxiliaries, pronouns, weekdays) or the reporting verbs of news writing. A verb
stands once, by its base; the inflected forms are made here.
"""

from typing import Final

from firsthand.model import CueClass

_VERBS: Final[dict[CueClass, str]] = {
    "states": (
        "say tell add write announce argue explain acknowledge declare recall conclude claim respond agree state "
        "insist reply stress assert reiterate concede admit remark testify emphasize emphasise contend maintain allege "
        "complain joke lament repeat clarify tweet confirm quip boast counter opine profess affirm attest "
        "proclaim protest recount mention observe note comment continue underscore underline highlight indicate "
        "accuse tout describe criticize criticise praise condemn blame"
    ),
    "denies": "deny reject dismiss refute dispute rebut disavow",
    "warns": "warn caution threaten",
    "promises": "promise pledge vow swear guarantee assure undertake",
    "asks": "ask question wonder inquire enquire request",
    "speculates": "speculate suspect believe think fear guess suggest hint imply imagine worry hope assume feel doubt",
    "reports": "report reveal disclose find show learn cite quote",
    "orders": "order urge demand instruct command direct recommend advise implore",
    "estimates": "estimate predict forecast project expect calculate reckon anticipate",
    "declines": "decline refuse",
}
_IRREGULAR = {
    "say": "says said said saying",
    "tell": "tells told told telling",
    "write": "writes wrote written writing",
    "think": "thinks thought thought thinking",
    "swear": "swears swore sworn swearing",
    "undertake": "undertakes undertook undertaken undertaking",
    "feel": "feels felt felt feeling",
    "find": "finds found found finding",
    "show": "shows showed shown showing",
    "forecast": "forecasts forecast forecast forecasting",
    "quip": "quips quipped quipped quipping",
    "admit": "admits admitted admitted admitting",
    "rebut": "rebuts rebutted rebutted rebutting",
}
NEEDS_CLAUSE: Final = frozenset(
    "find show learn believe think feel hope assume doubt expect note observe indicate suggest imply cite quote direct "
    "project maintain continue agree add mention anticipate fear counter calculate highlight guess imagine worry "
    "recall confirm reveal disclose advise".split()
)
"""Verbs that are often something else: taken only with ``that``, a quotation or a clause behind them."""
NEEDS_QUOTE: Final = frozenset("accuse tout describe criticize criticise praise condemn blame continue comment".split())
"""Verbs that rules take only beside a quotation: what else follows them is seldom a statement."""
NOUNS_TOO: Final = frozenset(
    "report reports claim claims note notes estimate estimates order orders question questions demand demands "
    "promise promises fear fears forecast forecasts project projects comment comments request requests hope hopes "
    "pledge pledges command commands doubt doubts worry worries guess guesses joke jokes state states tweet tweets "
    "show shows find finds quote quotes tout vow vows boast protest protests suspect suspects boasts counter".split()
)
"""Forms that are nouns as often: they need a subject that fits."""
TAKES_TO: Final = frozenset(
    "promise pledge vow swear threaten decline refuse ask order urge instruct command direct advise undertake tell "
    "request demand expect hope agree".split()
)
"""Verbs whose content may be an infinitive: ``declined to comment``."""


def _forms(base: str) -> tuple[str, str, str, str]:
    """Return third person, past, past participle and -ing form of a regular verb."""
    if base in _IRREGULAR:
        third, past, participle, gerund = _IRREGULAR[base].split()
        return third, past, participle, gerund
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies", base[:-1] + "ied", base[:-1] + "ied", base + "ing"
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
    stem = base[:-1] if base.endswith("e") else base
    return third, stem + "ed", stem + "ed", (base if base.endswith("ee") else stem) + "ing"


def _table() -> dict[str, tuple[str, str, CueClass]]:
    table: dict[str, tuple[str, str, CueClass]] = {}
    for cue_class, verbs in _VERBS.items():
        for base in verbs.split():
            third, past, participle, gerund = _forms(base)
            for form, kind in (
                (base, "base"),
                (third, "third"),
                (gerund, "gerund"),
                (participle, "participle"),
                (past, "past"),
            ):
                table[form] = (base, kind, cue_class)
    return table


CUES: Final = _table()
"""Each form: its base, which form it is (base, third, past, participle, gerund) and what the cue does."""

AUXILIARIES: Final = frozenset(
    "has have had will would could may might must should can did does do cannot can't won't wouldn't couldn't didn't "
    "doesn't don't hasn't haven't hadn't shouldn't 'd 'll 've".split()
)
BE: Final = frozenset(
    "is are was were be been being am isn't aren't wasn't weren't 's 're he's she's they're it's".split()
)
NEGATIONS: Final = frozenset(
    "not never no n't cannot can't won't wouldn't couldn't didn't doesn't don't hasn't haven't hadn't shouldn't "
    "isn't aren't wasn't weren't neither nor without".split()
)
ADVERBS: Final = frozenset(
    "also later then earlier repeatedly recently still often once never not even further again now just previously "
    "first already always instead only simply reportedly publicly privately initially subsequently long sometimes "
    "flatly finally originally too only openly both all".split()
)
"""Words that may stand between a source and its cue; words in -ly count as well."""
PRONOUNS: Final = frozenset("he she they it we i you who".split())
WEEKDAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS: Final = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec".split()
)
DAY_WORDS: Final = WEEKDAYS | MONTHS | frozenset("today yesterday tonight tomorrow".split())
CONJUNCTIONS: Final = frozenset(
    "but while as because when if although though after before since until where whereas that so unless than which "
    "whether or yet once even".split()
)
PREPOSITIONS: Final = frozenset(
    "on in at during after before by with without under over through since for from following amid despite speaking "
    "asked like unlike as about against between within around near outside inside across until upon per via "
    "of to into".split()
)
DETERMINERS: Final = frozenset(
    "the a an this that these those his her their its our my your some many several most all both no any each every "
    "another other few one two three four five multiple numerous various".split()
)
VERBS: Final = frozenset(
    "is are was were has have had will would could may might must should can did does do said says met went took made "
    "left came got gave saw told held won lost led began became ran spoke stood sat kept put set sent paid bought "
    "built brought thought wrote found felt knew grew fell rose drew flew broke chose wore sought fought hit cut "
    "wants want needs need seems seem".split()
)
"""Frequent finite verbs without an ending that gives them away."""

HEDGES: Final = frozenset(
    "likely unlikely reportedly allegedly apparently possibly probably perhaps maybe may might could appears appear "
    "appeared seems seem seemed suggests potentially presumably purportedly supposedly believed "
    "thought suspected alleged rumored rumoured unconfirmed about roughly approximately around nearly almost "
    "estimated".split()
)
"""Words that make a statement less sure."""


def cue_class(words: list[str]) -> CueClass:
    """Return what a cue does: the class of its first known verb, else ``states``."""
    for word in words:
        entry = CUES.get(word)
        if entry is not None:
            return entry[2]
    joined = " ".join(words)
    if "call" in joined and ("for" in words or "on" in words):
        return "orders"
    return "reports" if {"survey", "poll", "data"} & set(words) else "states"
