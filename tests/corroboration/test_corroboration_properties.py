"""What must hold for every story, whoever wrote it."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from made_nouns import NOBODY, agency, article, claim, copy, outlet, party, stemma

from firsthand import corroboration
from firsthand.model import Agency, Network, Outlet, Story, Tables

TABLES = Tables(
    agencies=(
        Agency(id="norwire", name="Norther Wire", forms=("NW",)),
        Agency(id="ssn", name="SSN", forms=("SSN",), kind="state"),
    ),
    outlets=tuple(
        Outlet(name=f"Paper {n}", domain=f"p{n}.example", owner=f"Owner {n // 2}" if n < 4 else None) for n in range(6)
    ),
)
ORIGINS = [
    NOBODY,
    agency("norwire"),
    agency("norwire", 0.4),
    agency("ssn"),
    *(outlet(f"Paper {n}") for n in range(6)),
    outlet("Paper 9", 0.4),
]
PARTIES = [party("Ana Brel"), party("Ivo Kant"), party("Kant"), party("SSN", "state medium"), party("experts", "anonymous", named=False),
           party("River Union", "organisation"), party("Norther Wire", "agency"), party("somebody", "unknown", named=False), None]  # fmt: skip
TEXTS = st.lists(
    st.tuples(st.sampled_from(ORIGINS), st.integers(0, 3), st.lists(st.sampled_from(PARTIES), max_size=4)),
    min_size=1,
    max_size=6,
)
EDGES = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.integers(0, 5),
        st.sampled_from(["rewrite", "embedding", "excerpt", "translation"]),
        st.floats(0.5, 1.0),
    ),
    max_size=4,
)


def build(texts, edges, reverse=False, withdrawn=()):
    pages, stems, claims = [], [], []
    for number, (origin, reprints, parties) in enumerate(texts):
        records = [f"page_{number}_{at}" for at in range(reprints + 1)]
        pages += [
            article(record, "It rained. Then it stopped.", site=f"p{(number + at) % 7}.example")
            for at, record in enumerate(records)
        ]
        stems.append(stemma(*records, origin=origin))
        claims += [
            claim(
                pages[-reprints - 1],
                "It rained",
                party=one,
                through=(PARTIES[3],) if one is PARTIES[0] and number % 2 else (),
            )
            for one in parties
        ]
    held = {(min(a, b), max(a, b)): (kind, score) for a, b, kind, score in edges if a != b and max(a, b) < len(texts)}
    copies = [copy(f"page_{a}_0", f"page_{b}_0", kind, score) for (a, b), (kind, score) in held.items()]
    networks = [
        Network(
            id="network_1",
            name="N",
            sites=(),
            brands=(),
            records=("page_0_0", "page_2_0", "page_4_0"),
            score=0.7,
            evidence=(),
        )
    ]
    story = Story(
        id="story_1",
        name="made",
        texts=tuple(sorted(t.id for t in stems)),
        records=tuple(sorted(p.record for p in pages)),
    )
    turn = (lambda some: some[::-1]) if reverse else (lambda some: some)
    return corroboration.count(
        story,
        {page.record: page for page in turn(pages) if page.record not in withdrawn},
        {text.id: text for text in turn(stems)},
        turn(copies),
        networks,
        turn(claims),
        corroboration.Options(tables=TABLES),
    )


@settings(max_examples=150, deadline=None)
@given(TEXTS, EDGES)
def test_low_is_at_least_one_and_never_above_high(texts, edges) -> None:
    count = build(texts, edges)
    for bounds in (count.reporters, count.sources):
        assert 1 <= bounds.low <= bounds.high


@settings(max_examples=150, deadline=None)
@given(TEXTS, EDGES, st.integers(0, 5))
def test_one_more_reprint_never_raises_a_count(texts, edges, which) -> None:
    origin, reprints, parties = texts[which % len(texts)]
    more = [*texts]
    more[which % len(texts)] = (origin, reprints + 1, parties)
    before, after = build(texts, edges), build(more, edges)
    for old, new in ((before.reporters, after.reporters), (before.sources, after.sources)):
        assert new.low <= old.low
        assert new.high <= old.high


@settings(max_examples=150, deadline=None)
@given(TEXTS, EDGES)
def test_independent_report_never_lowers_the_upper_bound(texts, edges) -> None:
    edges = [edge for edge in edges if max(edge[:2]) < len(texts)]  # the new report depends on none
    before = build(texts, edges)
    after = build([*texts, (outlet("A paper of its own"), 0, [party("Somebody New")])], edges)
    assert after.reporters.high >= before.reporters.high
    assert after.sources.high >= before.sources.high


@settings(max_examples=100, deadline=None)
@given(TEXTS, EDGES)
def test_order_of_arrival_changes_nothing(texts, edges) -> None:
    assert build(texts, edges) == build(texts, edges, reverse=True)


@settings(max_examples=100, deadline=None)
@given(TEXTS, EDGES)
def test_ledger_explains_the_upper_bound(texts, edges) -> None:
    count = build(texts, edges)
    for side, bounds in (("reporters", count.reporters), ("sources", count.sources)):
        counted = {
            line.group
            for line in count.ledger
            if line.side == side and line.standing in ("reporter", "possible reporter", "relay")
        }
        assert bounds.high <= max(1, len(counted))


@settings(max_examples=150, deadline=None)
@given(TEXTS, EDGES, st.integers(0, 5))
def test_withdrawing_a_page_undoes_exactly_what_it_did(texts, edges, which) -> None:
    """The claims, copies and networks of a page that is gone leave no trace in what is counted."""
    which %= len(texts)
    origin, reprints, parties = texts[which]
    with_one_more = [*texts[:which], (origin, reprints + 1, parties), *texts[which + 1 :]]
    before = build(texts, edges)
    after = build(with_one_more, edges, withdrawn={f"page_{which}_{reprints + 1}"})
    assert (after.reporters, after.sources, after.ledger, after.assertions, after.counterfactuals) == (
        before.reporters,
        before.sources,
        before.ledger,
        before.assertions,
        before.counterfactuals,
    )


@settings(max_examples=100, deadline=None)
@given(TEXTS, EDGES)
def test_withdrawing_the_only_page_of_a_text_takes_its_party_along(texts, edges) -> None:
    edges = [edge for edge in edges if max(edge[:2]) < len(texts)]
    own = [party("Somebody New")]
    before = build(texts, edges)
    added = build([*texts, (outlet("A paper of its own"), 0, own)], edges)
    after = build([*texts, (outlet("A paper of its own"), 0, own)], edges, withdrawn=f"page_{len(texts)}_0")
    assert "somebody new" in {line.subject for line in added.ledger}
    assert (after.reporters, after.sources, after.ledger, after.pages) == (
        before.reporters,
        before.sources,
        before.ledger,
        before.pages,
    )


FALLS = re.compile(r"The number of independent reporters falls to (.+) if the reports of (.+) are left out\.")


@settings(max_examples=300, deadline=None)
@given(TEXTS, EDGES)
def test_a_count_without_its_carrier_lies_in_what_the_counterfactual_says(texts, edges) -> None:
    """Leave the pages of the named reporter out for real, and count again.

    A page that may be rewritten from them stays in doubt in the sentence; the archive without them knows no doubt.
    """
    count = build(texts, edges)
    lines = [line for line in count.ledger if line.side == "reporters"]
    for sentence in count.counterfactuals:
        said = FALLS.fullmatch(sentence)
        groups = {line.group for line in lines if said and line.name == said[2]}
        if said is None or len(groups) != 1 or said[1] == "0":
            continue
        low, high = (int(end) for end in (said[1].split("–") * 2)[:2])
        left = build(texts, edges, withdrawn={line.subject for line in lines if line.group in groups}).reporters
        assert low <= left.low <= left.high <= high <= count.reporters.high
