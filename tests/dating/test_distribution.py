import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from firsthand import dating
from firsthand.dating.claim import Word
from firsthand.dating.distribution import VOICES, solved
from firsthand.dating.weigh import Share, curve
from firsthand.model import Article, Clue, Evidence, Origin, Stemma

FIRST = dt.date(2023, 9, 1)
DAYS = np.arange(dt.date(2023, 1, 1).toordinal(), dt.date(2024, 6, 1).toordinal(), dtype=np.int64)


def page(number: int, day: dt.date) -> Word:
    evidence = Evidence(rule="restore.stated.line", quote=str(day), record=f"page_{number}", weight=0.9)
    clue = Clue(kind="claimed", earliest=day, latest=day, evidence=evidence)
    return Word(clue, (Share(day, 0.8), Share(day + dt.timedelta(40), 0.1)), trust=0.9, doubt=0.7)


WORDS = {f"page_{at}": page(at, FIRST + dt.timedelta(at % 4)) for at in range(9)}


@pytest.fixture(scope="module")
def solution():
    said = Evidence(rule="dating.weekday.said", quote="said Friday", weight=1.0)
    clue = Clue(kind="weekday", weekday=4, evidence=said)
    return solved(DAYS, ((clue, curve(clue, DAYS)),), WORDS, len(WORDS))


@pytest.mark.parametrize("day", [None, FIRST, FIRST + dt.timedelta(40), dt.date(2020, 1, 1)])
def test_a_day_taken_away_leaves_what_would_be_without_it(solution, day):
    words = {record: word.without(day) for record, word in WORDS.items()}
    again = solved(DAYS, solution.text, words, len(WORDS))
    less = solution.without(day)
    assert less.probability == pytest.approx(again.probability)
    assert less.words == words
    assert {record: voice.clue for record, voice in less.voices.items()} == {
        record: word.clue for record, word in words.items()
    }
    for record, voice in less.voices.items():
        assert voice.values == pytest.approx(again.voice(record).values)


def test_the_verdict_on_a_page_takes_it_as_if_it_stated_nothing_else(solution):
    words = {
        record: replace(word.only() if record == "page_3" else word, trust=word.doubt) for record, word in WORDS.items()
    }
    again = solved(DAYS, solution.text, words, len(WORDS))
    assert solution.sceptical("page_3").probability == pytest.approx(again.probability)


def test_of_a_text_on_many_pages_each_shows_its_own_word_and_those_most_believed():
    count = 3 * VOICES
    clues, records = {}, [f"page_{at:03}" for at in range(count)]
    for at, record in enumerate(records):
        day = FIRST + dt.timedelta(at)
        evidence = Evidence(rule="restore.stated.line", quote=str(day), record=record, weight=0.9)
        clues[record] = (Clue(kind="claimed", earliest=day, latest=day, evidence=evidence),)
    articles = [Article(record=record, text="Ferry.", blocks=()) for record in records]
    origin = Origin(kind="unknown", name=None, certainty=0.0)
    text = Stemma(id="text_1", witnesses=tuple(records), archetype=None, origin=origin)
    found = dating.solve(articles, clues, (text,), (), ())
    for each in found:
        assert any(one.record == each.record for one in each.evidence)
        assert len(each.evidence) <= VOICES + 2
    assert len({each.earliest for each in found if each.verdict != "contradicted"}) == 1
