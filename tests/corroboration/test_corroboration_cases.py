"""What counts as how many: each case is a story and the bounds that follow from the rules."""

import datetime as dt

import pytest
from made_nouns import NOBODY, agency, article, claim, copy, outlet, party, stemma

from firsthand import corroboration
from firsthand.model import Agency, Judgement, Network, Office, Outlet, Story, Tables

TABLES = Tables(
    agencies=(
        Agency(id="norwire", name="Norther Wire", forms=("NW", "Norther Wire"), domains=("norwire.example",)),
        Agency(id="panpress", name="Pan Press", forms=("PP", "Pan Press")),
        Agency(id="ssn", name="Svetla State News", forms=("SSN", "Svetla State News"), kind="state", country="Svetla"),
    ),
    outlets=(
        Outlet(name="The Elm Post", domain="elm.example", owner="Tree Media"),
        Outlet(name="The Oak Post", domain="oak.example", owner="Tree Media"),
        Outlet(name="The Lone Paper", domain="lone.example"),
    ),
    offices=(),
)


def run(pages, texts, copies=(), networks=(), claims=(), tables=TABLES, judgements=()):
    records = tuple(sorted(page.record for page in pages))
    story = Story(id="story_1", name="made", texts=tuple(sorted(text.id for text in texts)), records=records)
    return corroboration.count(
        story,
        {page.record: page for page in pages},
        {text.id: text for text in texts},
        copies,
        networks,
        claims,
        corroboration.Options(tables=tables, judgements=judgements),
    )


def standings(count, side="reporters"):
    return {line.subject: line.standing for line in count.ledger if line.side == side}


def test_agency_and_its_clients_count_once() -> None:
    pages = [article("a", site="norwire.example"), article("b", site="elm.example"), article("c", site="x.example")]
    count = run(pages, [stemma("a", "b", "c", origin=agency("norwire"))])
    assert str(count.reporters) == "1"
    assert standings(count) == {"a": "reporter", "b": "client", "c": "client"}
    assert count.sentence == "3 pages · 1 text · 1 origin"


def test_two_texts_of_one_agency_count_once() -> None:
    pages = [article("a"), article("b")]
    count = run(pages, [stemma("a", origin=agency("norwire")), stemma("b", origin=agency("norwire"))])
    assert str(count.reporters) == "1"


def test_two_agencies_that_quote_one_ministry_are_two_reporters_and_one_source() -> None:
    pages = [article("a", "The Health Ministry said so."), article("b", "It was so, the Health Ministry said.")]
    ministry = party("Health Ministry", "organisation")
    claims = [claim(pages[0], "so", source="The Health Ministry", party=ministry),
              claim(pages[1], "It was so", source="the Health Ministry", party=ministry)]  # fmt: skip
    count = run(pages, [stemma("a", origin=agency("norwire")), stemma("b", origin=agency("panpress"))], claims=claims)
    assert (str(count.reporters), str(count.sources)) == ("2", "1")


def test_outlets_of_one_owner_count_once() -> None:
    pages = [article("a", site="elm.example"), article("b", site="oak.example"), article("c", site="lone.example")]
    texts = [stemma("a", origin=outlet("The Elm Post")), stemma("b", origin=outlet("The Oak Post")),
             stemma("c", origin=outlet("The Lone Paper"))]  # fmt: skip
    count = run(pages, texts)
    assert str(count.reporters) == "2"
    assert standings(count)["b"] == "same owner"


@pytest.mark.parametrize(("score", "expected"), [(0.9, "1"), (0.6, "1–2"), (0.3, "2")])
def test_network_counts_once_when_it_is_sure(score: float, expected: str) -> None:
    pages = [article("a", site="one.example"), article("b", site="two.example")]
    network = Network(id="network_1", name="One, Two", sites=("one.example", "two.example"), brands=(),
                      records=("a", "b"), score=score, evidence=())  # fmt: skip
    texts = [stemma("a", origin=outlet("One")), stemma("b", origin=outlet("Two"))]
    assert str(run(pages, texts, networks=[network]).reporters) == expected


def test_unknown_origin_widens_the_upper_bound_only() -> None:
    pages = [article("a"), article("b")]
    count = run(pages, [stemma("a", origin=agency("norwire")), stemma("b", origin=NOBODY)])
    assert str(count.reporters) == "1–2"


def test_one_page_of_unknown_origin_is_one() -> None:
    assert str(run([article("a")], [stemma("a")]).reporters) == "1"


@pytest.mark.parametrize(
    ("relation", "score", "expected"),
    [("rewrite", 0.95, "1"), ("rewrite", 0.6, "1–2"), ("translation", 0.9, "1"), ("embedding", 0.9, "1–2")],
)
def test_dependent_text_of_another_outlet(relation: str, score: float, expected: str) -> None:
    pages = [article("a"), article("b", site="lone.example")]
    texts = [stemma("a", origin=agency("norwire")), stemma("b", origin=outlet("The Lone Paper"))]
    assert str(run(pages, texts, [copy("a", "b", relation, score)]).reporters) == expected


def test_outlet_that_rewrote_one_text_still_stands_for_its_other_one() -> None:
    pages = [article("a"), article("b", site="lone.example"), article("c", site="lone.example")]
    texts = [stemma("a", origin=agency("norwire")), stemma("b", origin=outlet("The Lone Paper")),
             stemma("c", origin=outlet("The Lone Paper"))]  # fmt: skip
    assert str(run(pages, texts, [copy("a", "b", "rewrite", 0.95)]).reporters) == "2"


def test_embedding_page_with_its_own_interview_is_a_reporter() -> None:
    text = "Wire. Wire. The mayor told The Lone Paper that the bridge had been closed for months."
    pages = [article("a"), article("b", text, site="lone.example", outlet="The Lone Paper")]
    texts = [stemma("a", origin=agency("norwire")), stemma("b", origin=outlet("The Lone Paper"))]
    count = run(pages, texts, [copy("a", "b", "embedding", right_share=0.4)])
    assert str(count.reporters) == "2"
    assert any(e.quote == "told The Lone Paper" for line in count.ledger for e in line.evidence)


def test_state_medium_is_one_source_behind_two_reporters_and_takes_its_leader_in() -> None:
    pages = [article("a", "SSN said all was well. Lem smiled, SSN said."), article("b", "All is well, SSN said.")]
    state, leader = party("SSN", "state medium"), party("Lem Orsk")
    claims = [claim(pages[0], "all was well", source="SSN", party=state),
              claim(pages[0], "smiled", party=leader, through=(state,)),
              claim(pages[1], "All is well", source="SSN", party=state)]  # fmt: skip
    count = run(pages, [stemma("a", origin=agency("norwire")), stemma("b", origin=agency("panpress"))], claims=claims)
    assert (str(count.reporters), str(count.sources)) == ("2", "1")
    assert standings(count, "sources")["lem orsk"] == "relay"


def test_page_of_a_state_medium_is_at_most_a_possible_reporter() -> None:
    pages = [article("a"), article("b")]
    count = run(pages, [stemma("a", origin=agency("ssn")), stemma("b", origin=agency("norwire"))])
    assert str(count.reporters) == "1–2"


def test_minister_and_state_medium_of_one_country_may_be_one_source() -> None:
    office = Office(title="Minister", holder="Lem Orsk", country="Svetla", first=dt.date(2020, 1, 1), origin="made")
    pages = [article("a", "SSN said so. Lem Orsk said that, too.")]
    claims = [
        claim(pages[0], "so", party=party("SSN", "state medium")),
        claim(pages[0], "that", party=party("Lem Orsk")),
    ]
    tables = Tables(agencies=TABLES.agencies, offices=(office,))
    count = run(pages, [stemma("a", origin=agency("norwire"))], claims=claims, tables=tables)
    assert str(count.sources) == "1–2"


def test_unnamed_experts_widen_the_bound_and_the_line_says_why() -> None:
    pages = [article("a", "Ana Brel said yes. Experts said no. Analysts said maybe.")]
    claims = [claim(pages[0], "yes", party=party("Ana Brel")),
              claim(pages[0], "no", party=party("experts", "anonymous", named=False)),
              claim(pages[0], "maybe", party=party("analysts", "anonymous", named=False))]  # fmt: skip
    count = run(pages, [stemma("a", origin=agency("norwire"))], claims=claims)
    assert str(count.sources) == "1–2"
    assert any("Not named" in line.reason for line in count.ledger)


def test_surname_initials_and_spokesman_are_the_party_that_they_mean() -> None:
    pages = [article("a", "one two three four five")]
    claims = [claim(pages[0], "one", party=party("Ana Brel")), claim(pages[0], "two", party=party("Brel")),
              claim(pages[0], "three", party=party("River Trade Union", "organisation")),
              claim(pages[0], "four", party=party("RTU", "organisation")),
              claim(pages[0], "five", party=party("Otto Fenn", description="spokesman of the River Trade Union"))]  # fmt: skip
    assert str(run(pages, [stemma("a", origin=agency("norwire"))], claims=claims).sources) == "2"


def test_who_declined_to_comment_is_no_source() -> None:
    pages = [article("a", "Ana Brel said yes. Ivo Kant declined to comment.")]
    claims = [claim(pages[0], "yes", party=party("Ana Brel")),
              claim(pages[0], "to comment", party=party("Ivo Kant"), cue_class="declines")]  # fmt: skip
    assert str(run(pages, [stemma("a", origin=agency("norwire"))], claims=claims).sources) == "1"


def test_outlet_that_hands_on_another_newsroom_stands_for_that_newsroom() -> None:
    pages = [article("a"), article("b", "Pan Press reported that it rained.", site="lone.example")]
    claims = [claim(pages[1], "it rained", source="Pan Press", party=party("Pan Press", "agency"))]
    texts = [stemma("a", origin=agency("panpress")), stemma("b", origin=outlet("The Lone Paper"))]
    count = run(pages, texts, claims=claims)
    assert str(count.reporters) == "1"
    assert standings(count)["b"] == "relay"


def test_press_release_is_no_reporter_of_its_own() -> None:
    pages = [article("a"), article("b", "FOR IMMEDIATE RELEASE\n\nTree Media is proud.", site="lone.example")]
    count = run(pages, [stemma("a", origin=agency("norwire")), stemma("b", origin=outlet("The Lone Paper"))])
    assert str(count.reporters) == "1–2"


def test_judgement_joins_what_alignment_did_not_and_the_last_one_holds() -> None:
    pages = [article("a"), article("b", site="lone.example")]
    texts = [stemma("a", origin=agency("norwire")), stemma("b", origin=outlet("The Lone Paper"))]
    said = [Judgement(id=f"judgement_{hour}", decision=what, left="b", right="a", who="ed", when=dt.datetime(2024, 1, 1, hour, tzinfo=dt.UTC))
            for hour, what in ((1, "copy"), (2, "not copy"))]  # fmt: skip
    assert str(run(pages, texts, judgements=tuple(said[:1])).reporters) == "1"
    assert str(run(pages, texts, judgements=tuple(said)).reporters) == "2"


def test_counterfactual_names_who_carries_the_count() -> None:
    pages = [article("a"), article("b")]
    count = run(pages, [stemma("a", origin=agency("norwire")), stemma("b", origin=agency("panpress"))])
    assert (
        "The number of independent reporters falls to 1 if the reports of Pan Press are left out."
        in count.counterfactuals
    )


def test_every_line_has_a_reason_and_every_page_a_line() -> None:
    pages = [article(record) for record in "abcd"]
    count = run(pages, [stemma("a", "b"), stemma("c", origin=agency("ssn")), stemma("d", origin=outlet("D"))])
    assert [line.subject for line in count.ledger if line.side == "reporters"] == list("abcd")
    assert all(line.reason.endswith(".") for line in count.ledger)


def circle(*citations, told=()):
    """Return the count of a story whose newsrooms ("The Fir Post") cite each other: (who cites, who is cited)."""
    names = sorted({name for pair in citations for name in pair})
    pages, texts, claims = [], [], []
    for at, name in enumerate(names):
        cited = [other for who, other in citations if who == name]
        words = "The dam broke. " + " ".join(f"{other} reported that the dam broke." for other in cited)
        own = " Ana Brel told this newspaper that she saw it." if name in told else ""
        page = article(f"p{at}", f"{words} {'abc'[at]}{own}", site=f"s{at}.example", outlet=name)
        pages.append(page)
        texts.append(stemma(page.record, origin=outlet(name)))
        for other in cited:
            start = page.text.index(f"{other} reported")
            said = claim(page, f"{other} reported that the dam broke", source=other, party=party(other, "outlet"))
            claims.append(said)
            assert said.content[0].start == start
        for person in ("Ana Brel", "Ivo Kant"):  # most of it is its own, so that it is no relay
            claims.append(claim(page, "The dam broke", party=party(person)))
    return run(pages, texts, claims=claims)


def test_two_newsrooms_that_cite_each_other_are_at_least_one() -> None:
    count = circle(("The Fir Post", "The Yew Post"), ("The Yew Post", "The Fir Post"))
    assert str(count.reporters) == "1–2"
    reasons = [line.reason for line in count.ledger if line.side == "reporters"]
    assert all("a circle, in which neither confirms the other" in reason for reason in reasons)
    assert any(each.rule == "corroboration.circle.cites" for line in count.ledger for each in line.evidence)


def test_one_newsroom_that_cites_another_makes_no_circle() -> None:
    assert str(circle(("The Fir Post", "The Yew Post")).reporters) == "2"


def test_two_who_cite_the_wire_that_cites_one_of_them_are_at_least_one() -> None:
    count = circle(("The Fir Post", "Norther Wire"), ("The Yew Post", "Norther Wire"), ("Norther Wire", "The Fir Post"))
    assert str(count.reporters) == "1–3"
    line = next(line for line in count.ledger if line.name == "The Yew Post" and line.side == "reporters")
    assert "which stands in a circle with" in line.reason


def test_circle_of_newsrooms_that_both_show_reporting_of_their_own_ties_nobody() -> None:
    pair = ("The Fir Post", "The Yew Post")
    assert str(circle(pair, pair[::-1], told=pair[:1]).reporters) == "1–2"
    assert str(circle(pair, pair[::-1], told=pair).reporters) == "2"


def test_relay_of_an_outlet_that_no_table_has_counts_with_that_outlet() -> None:
    pages = [article("a", outlet="The Fir Post", site="fir.example"),
             article("b", "Fir Post reported that it rained.", site="lone.example")]  # fmt: skip
    claims = [claim(pages[1], "it rained", source="Fir Post", party=party("Fir Post", "outlet"))]
    texts = [stemma("a", origin=outlet("The Fir Post")), stemma("b", origin=outlet("The Lone Paper"))]
    assert str(run(pages, texts, claims=claims).reporters) == "1"


def test_a_bound_of_one_that_no_line_surely_gives_is_explained() -> None:
    count = run([article("a")], [stemma("a", origin=NOBODY)])
    assert (count.reporters.low, standings(count)) == (1, {"a": "possible reporter"})
    assert count.floor("reporters").startswith("At least 1")
    assert count.floor("sources") == ""
    sure = run([article("a", site="norwire.example")], [stemma("a", origin=agency("Norwire"))])
    assert (sure.reporters.low, sure.floor("reporters")) == (1, "")
