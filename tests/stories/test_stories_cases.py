"""Same story or not: pairs of invented reports, with what decides."""

import datetime as dt
import itertools
import random

import pytest
from made_nouns import article, claim, dating, party, stemma

from firsthand import stories
from firsthand.account import by_page
from firsthand.model import Judgement, make_id

SUND_1 = """PORT ELLERY, Calverra — A magnitude 5.9 earthquake struck the island of Sund early on Tuesday, killing at least 12 \
people and burying the fishing village of Marrow under mud, rescuers said. Governor Ana Brel asked the navy for help. The \
quake cut the only road between Marrow and Port Ellery, and 340 families slept in the school."""
SUND_2 = """At least 12 people died when an earthquake shook Calverra's island of Sund before dawn on Tuesday. Rescuers dug with \
their hands in Marrow, a fishing village, after mud came down from the slopes. Ana Brel, the governor, said that navy ships \
would bring tents for 340 families. The school in Marrow has become a hospital."""
TARN_1 = """LITTLE TARN, Orrin — An earthquake of magnitude 6.3 struck the Orrin valley late on Saturday, killing at least 41 people \
and bringing down the old town hall, rescuers said. Mayor Teo Brandvold asked the army for help. The quake flooded the pits \
of Tarn Minerals, and 2,100 miners were brought to the surface."""
TARN_2 = """Rescuers in the Orrin valley searched on Sunday for survivors of an earthquake that killed at least 41 people. The town \
hall of Little Tarn fell on a wedding, Mayor Teo Brandvold said. Tarn Minerals said all its 2,100 miners had left the pits \
before the water came."""
FERRY = """The night ferry between Port Ellery and Sund will stop for the winter, the company Ellery Crossings said. It has lost \
money since the spring, and its captain, Joon Ostrander, has found other work. Islanders may take the mail boat."""
SUND_LATER = """PORT ELLERY, Calverra — Governor Ana Brel of Sund promised new houses for Marrow on Friday, ten days after an \
earthquake killed 14 people and buried the fishing village under mud. Ana Brel walked through Marrow with rescuers who had \
dug there with their hands, and said that the 340 families in the school would move by winter. The navy leaves Sund on Monday."""

TEXTS = {"s1": (SUND_1, "2031-03-04"), "s2": (SUND_2, "2031-03-04"), "t1": (TARN_1, "2031-08-16"), "t2": (TARN_2, "2031-08-17"),
         "f": (FERRY, "2031-03-05"), "l": (SUND_LATER, "2031-03-14")}  # fmt: skip


def tell(*keys, judgements=(), days=True, shuffle=None, titles=None):
    pages = [article(key, TEXTS[key][0], language="en", title=(titles or {}).get(key)) for key in keys]
    texts = [stemma(key) for key in keys]
    datings = [dating(key, TEXTS[key][1] if days else None) for key in keys]
    if shuffle is not None:
        for some in (pages, texts, datings):
            random.Random(shuffle).shuffle(some)
    return stories.group(pages, texts, datings, {}, stories.Options(judgements=tuple(judgements)))


def together(told):
    return {story.records for story in told}


def judge(decision, left, right, hour=1, value=None):
    when = dt.datetime(2031, 4, 1, hour, tzinfo=dt.UTC)
    return Judgement(
        id=f"judgement_{hour}", decision=decision, left=left, right=right, value=value, who="ed", when=when
    )


@pytest.mark.parametrize("days", [True, False])
@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("s1", "s2"), {("s1", "s2")}),  # one event in two wordings
        (("s1", "t1"), {("s1",), ("t1",)}),  # two quakes, one headline shape
        (("s1", "s2", "t1", "t2"), {("s1", "s2"), ("t1", "t2")}),
        (("s1", "f"), {("s1",), ("f",)}),  # one island, other matters
        (("s1", "s2", "t1", "t2", "f"), {("s1", "s2"), ("t1", "t2"), ("f",)}),
    ],
)
def test_which_reports_are_one_story(keys, expected, days) -> None:
    assert together(tell(*keys, days=days)) == expected


def test_same_words_in_another_year_are_another_story() -> None:
    pages = [article("a", SUND_1), article("b", SUND_1.replace("12 people", "31 people").replace("5.9", "6.6"))]
    datings = [dating("a", "2031-03-04"), dating("b", "2034-05-09")]
    assert len(stories.group(pages, [stemma("a"), stemma("b")], datings, {})) == 2


def test_every_text_stands_in_exactly_one_story() -> None:
    told = tell(*TEXTS)
    assert sorted(itertools.chain(*(story.texts for story in told))) == sorted(f"text_{key}" for key in TEXTS)


@pytest.mark.parametrize("seed", range(5))
def test_order_of_arrival_changes_nothing(seed) -> None:
    assert tell(*TEXTS, shuffle=seed) == tell(*TEXTS)


def test_every_link_shows_what_is_shared() -> None:
    (story,) = tell("s1", "s2")
    (link,) = story.links
    assert {"Marrow", "Sund"} & {evidence.quote for evidence in link.evidence}
    for evidence in link.evidence:
        if evidence.locus == "text" and evidence.where is not None:
            assert evidence.where.of(TEXTS[evidence.record][0]) == evidence.quote


def test_follow_up_within_two_weeks_continues_the_thread() -> None:
    told = tell("s1", "s2", "t1", "l")
    home = {record: story for story in told for record in story.records}
    assert home["l"].id == home["s1"].id or home["l"].thread == home["s1"].thread is not None
    assert home["t1"].thread not in (None, home["s1"].thread)


def test_every_story_has_a_thread_and_one_that_stands_alone_is_a_thread_of_one() -> None:
    told = tell("s1", "t1", "f")
    assert all(story.thread == make_id("thread", story.id) for story in told)


CLOSED = """DREL, Calverra — Calverra will close the Sund Narrows to foreign trawlers at night from Wednesday, its navy said \
Monday. President Ivo Kant signed the order. Orrin, which sends 40 trawlers through the Sund Narrows each night, called the \
order unlawful, and its minister Ana Brel asked for talks with Ivo Kant."""
TURNED = """DREL, Calverra — Navy boats of Calverra turned back two trawlers in the Sund Narrows {when}, in the first test of the \
night closure that President Ivo Kant ordered. Orrin said that nobody was hurt. Ana Brel, its minister, said the closure of \
the Sund Narrows to foreign trawlers broke the law and asked Ivo Kant for talks."""


@pytest.mark.parametrize(
    ("when", "written", "stories_told"),
    [
        ("on Thursday", "2031-03-06", 2),  # three days after the order was reported: a new happening
        ("overnight", "2031-03-06", 2),
        ("on Monday", "2031-03-04", 1),  # a second report, of the day of the first
    ],
)
def test_what_happened_after_a_report_was_written_is_another_story_of_its_thread(when, written, stories_told) -> None:
    pages = [article("a", CLOSED, language="en"), article("b", TURNED.format(when=when), language="en")]
    told = stories.group(pages, [stemma("a"), stemma("b")], [dating("a", "2031-03-03"), dating("b", written)], {})
    assert len(told) == stories_told
    assert len({story.thread for story in told}) == 1


@pytest.mark.parametrize(
    ("titles", "name"),
    [
        (("Sund quake: as it happened", "Mud buries Marrow"), "Mud buries Marrow"),
        (("LIVE: quake on Sund", "Mud buries Marrow"), "Mud buries Marrow"),
        (("In pictures: Marrow after the mud", "Mud buries Marrow"), "Mud buries Marrow"),
        (("Quake kills 12 on Sund", "Mud buries Marrow"), "Quake kills 12 on Sund"),
        (("Sund quake: as it happened", None), "Sund quake: as it happened"),
        (("Harbor Echo: Quake kills 12 on Sund", None), "Quake kills 12 on Sund"),
        (("Marrow: Quake kills 12", None), "Marrow: Quake kills 12"),
    ],
)
def test_name_is_the_headline_of_a_report_and_names_no_site(titles, name) -> None:
    pages = [article("s1", SUND_1 + " " * 9, title=titles[0], outlet="Harbor Echo", language="en"),
             article("s2", SUND_2, title=titles[1], language="en")]  # fmt: skip
    days = [dating("s1", "2031-03-04"), dating("s2", "2031-03-04")]
    (story,) = stories.group(pages, [stemma("s1"), stemma("s2")], days, {})
    assert story.name == name


def test_what_another_copy_lacks_before_its_headline_names_a_site() -> None:
    pages = [article("s1", SUND_1 + " ", title="Bitvane: Quake kills 12 on Sund"),
             article("s2", SUND_1, title="Quake kills 12 on Sund")]  # fmt: skip
    (story,) = stories.group(pages, [stemma("s1", "s2")], (), {})
    assert story.name == "Quake kills 12 on Sund"


def test_person_parts_what_scores_join() -> None:
    assert together(tell("s1", "s2", judgements=[judge("other story", "s1", "s2")])) == {("s1",), ("s2",)}


def test_person_joins_what_scores_part_and_the_last_word_holds() -> None:
    one, two = judge("same story", "t1", "text_f", 1), judge("other story", "f", "t1", 2)
    assert together(tell("t1", "f", judgements=[one])) == {("f", "t1")}
    assert together(tell("t1", "f", judgements=[two, one])) == {("f",), ("t1",)}


def test_stories_can_be_joined_by_their_ids() -> None:
    first, second = tell("s1", "t1")
    assert len(tell("s1", "t1", judgements=[judge("same story", first.id, second.id)])) == 1


def test_name_that_a_person_gave_stays_when_pages_come() -> None:
    named = judge("name", "s1", None, value="The Sund quake")
    assert {story.name for story in tell("s1", "s2", "t1", judgements=[named]) if "s1" in story.records} == {
        "The Sund quake"
    }


def test_name_is_the_earliest_headline_without_the_brand() -> None:
    page = article("s1", SUND_1, title="Quake kills 12 on Sund - Harbor Echo", outlet="Harbor Echo")
    later = article("l", SUND_LATER, title="Governor promises houses")
    told = stories.group(
        [later, page], [stemma("s1"), stemma("l")], [dating("s1", "2031-03-04"), dating("l", "2031-03-06")], {}
    )
    assert "Quake kills 12 on Sund" in {story.name for story in told}


def test_days_are_those_of_writing_and_unknown_stays_unknown() -> None:
    (story,) = tell("s1", "s2")
    assert (story.earliest, story.latest) == (dt.date(2031, 3, 4), dt.date(2031, 3, 4))
    assert tell("s1", days=False)[0].earliest is None


def test_nothing_in_nothing_out() -> None:
    assert stories.group((), (), (), {}) == ()
    assert len(stories.group([article("a", "")], [stemma("a")], (), {})) == 1


def news_of(first, second, claims=((), ())):
    pages = [article("a", first), article("b", second)]
    said = [claim(page, text, **more) for page, some in zip(pages, claims, strict=True) for text, more in some]
    judgement = judge("same story", "a", "b")
    told = stories.group(pages, [stemma("a"), stemma("b")], [dating("a", "2031-03-04"), dating("b", "2031-03-05")], by_page(said),
                         stories.Options(judgements=(judgement,)))  # fmt: skip
    return [(one.kind, one.quote, one.before) for one in told[0].news if one.record == "b"]


def test_changed_number_is_news_with_what_it_was() -> None:
    found = news_of(
        "Rescuers in Marrow counted 12 dead after the mud.", "Rescuers in Marrow counted 14 dead after the mud."
    )
    assert found == [("changed number", "14 dead", "12 dead")]


def test_statement_that_stood_before_is_no_news_and_a_new_one_is() -> None:
    brel = party("Ana Brel")
    old = "navy ships would bring tents to Marrow"
    new = "schools stay closed until the harvest festival"
    found = news_of(f"Ana Brel said {old}.", f"Ana Brel said {old}. Ana Brel said {new}.",
                    ([(old, {"party": brel})], [(old, {"party": brel}), (new, {"party": brel})]))  # fmt: skip
    assert found == [("new statement", new, None)]


def test_new_party_and_dropped_hedge_are_news() -> None:
    said = "the dam near Marrow burst before dawn"
    found = news_of(f"Ana Brel said {said}, reportedly.", f"Ivo Kant said {said}.",
                    ([(said, {"party": party("Ana Brel"), "hedge": "reportedly"})],
                     [(said, {"party": party("Ivo Kant"), "source": "Ivo Kant"})]))  # fmt: skip
    assert [kind for kind, _, _ in found] == ["new party"]
    found = news_of(f"Ana Brel said {said}, reportedly.", f"Ana Brel said {said}.",
                    ([(said, {"party": party("Ana Brel"), "hedge": "reportedly"})], [(said, {"party": party("Ana Brel")})]))  # fmt: skip
    assert found == [("dropped hedge", said, "reportedly")]


def test_correction_is_news() -> None:
    found = news_of(
        "Twelve people died in Marrow.", "Ten people slept. An earlier version of this story misstated the number."
    )
    assert ("correction", "An earlier version of this story misstated the number.", None) in found


def test_new_party_is_shown_where_it_is_named() -> None:
    (found,) = news_of("Rain fell on Marrow.", "Ivo Kant came. He said the dam near Marrow burst.",
                       ((), [("the dam near Marrow burst", {"party": party("Ivo Kant"), "source": "He"})]))[:1]  # fmt: skip
    assert found == ("new party", "Ivo Kant", None)
