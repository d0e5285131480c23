"""Pairs of texts compared by rows of numbers, against the same worked out word by word."""

import math

import numpy as np
import pytest
from made_nouns import article, dating

from firsthand.stories import candidates, pairs
from firsthand.stories.matrix import Matrix
from firsthand.stories.naming import Unnamed, naming, usual
from firsthand.stories.profile import Draft, Profile, days
from firsthand.stories.reading import Asked, reading
from firsthand.stories.wording import Rarity, Wording
from firsthand.text.names import Casing

TEXTS = [
    "A fire gutted a warehouse in Tollmere on Monday and 12 people were taken to hospital, Mayor Ana Brel said.",
    "Flames swept through a Tollmere warehouse on Monday, and 12 people were hurt, Ana Brel, the mayor, said.",
    "A fire gutted a mill in Wexford on Friday and 3 people were hurt, police chief Ivo Kant said.",
    "The bank of Orrin raised its rate to 5 percent. Governor Mira Vane said that prices in Orrin would fall.",
    "",
]
DAYS = ["2031-03-03", "2031-03-04", None, "2031-05-01", None]


@pytest.fixture(scope="module")
def profiles() -> tuple[list[Profile], Rarity]:
    pages = [article(f"page_{at}", text, language="en") for at, text in enumerate(TEXTS)]
    written = [days(dating(page.record, day)) for page, day in zip(pages, DAYS, strict=True)]
    read = [reading(Asked(page, when, ())) for page, when in zip(pages, written, strict=True)]
    counts, wording = Casing(), Wording()
    for each in read:
        counts.add(each.names)
        wording.add_words(each.words, each.lead)
    made = []
    for at, (page, when, each) in enumerate(zip(pages, written, read, strict=True)):
        draft = Draft.of(each)
        wording.add_names(naming(Unnamed(page, usual(draft.asked, counts), draft.asked, draft.drawn)))
        made.append(draft.sketch(f"text_{at}", page, when))
    rarity = Rarity(wording, (each.numbers for each in made))
    held = {page.record: page for page in pages}
    return [Profile(at, each, rarity, held) for at, each in enumerate(made)], rarity


def matrix(profiles, rarity) -> Matrix:
    return Matrix([each.sketch.days for each in profiles], rarity)


def vector(bag, rarity) -> dict[int, float]:
    return dict(zip(bag.ids.tolist(), rarity.weights(bag).tolist(), strict=True))


def cosine(left, right) -> float:
    return sum(left[word] * right[word] for word in left if word in right)


def test_rows_give_the_same_cosines_as_word_by_word(profiles) -> None:
    found, rarity = profiles
    left = np.array([a for a in range(5) for b in range(a + 1, 5)])
    right = np.array([b for a in range(5) for b in range(a + 1, 5)])
    columns = matrix(found, rarity).compared(left, right)
    for at, (a, b) in enumerate(zip(left.tolist(), right.tolist(), strict=True)):
        for name in ("words", "lead", "names", "lead_names"):
            bags = getattr(rarity.wording, name)
            true = cosine(vector(bags[a], rarity), vector(bags[b], rarity))
            assert columns[name][at] == pytest.approx(true, abs=1e-6)
        true = cosine(vector(rarity.wording.lead[a], rarity), vector(rarity.wording.words[b], rarity))
        assert columns["forward"][at] == pytest.approx(true, abs=1e-6)


def test_matter_is_the_cosine_of_what_is_no_name_in_either(profiles) -> None:
    found, rarity = profiles
    columns = matrix(found, rarity).compared(np.array([0, 0]), np.array([1, 2]))
    for at, other in enumerate((1, 2)):
        names = {name for place in (0, other) for name in rarity.wording.names[place].ids.tolist()}
        words = [vector(rarity.wording.words[place], rarity) for place in (0, other)]
        plain = [{w: x for w, x in each.items() if w not in names} for each in words]
        sizes = [math.sqrt(sum(x * x for x in each.values())) for each in plain]
        assert columns["matter"][at] == pytest.approx(cosine(*plain) / (sizes[0] * sizes[1]), abs=1e-6)


def test_reports_of_one_fire_are_each_others_likeliest_candidates(profiles) -> None:
    found, rarity = profiles
    table, _ = pairs.table(found, rarity)
    scores = pairs.scores(found, rarity, table)
    assert max(scores, key=lambda pair: scores[pair]) == (0, 1)
    assert all(pairs.NONE <= score <= 1 for score in scores.values())
    assert set(scores) <= set(table)


def test_text_without_words_has_no_candidate(profiles) -> None:
    found, rarity = profiles
    left, right = candidates.pairs(matrix(found, rarity))
    assert 4 not in {*left.tolist(), *right.tolist()}
    assert (left < right).all()


def test_mentions_are_quoted_from_where_they_stand(profiles) -> None:
    found, _ = profiles
    for one in found:
        for name in one.names:
            quote, span, title = one.mention(name)
            text = (one.article.title or "") if title else one.article.text
            assert span.of(text) == quote
