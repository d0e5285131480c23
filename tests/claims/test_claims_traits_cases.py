"""Kind, cue class, negation and hedge, case by case."""

import pytest

from firsthand.claims import Options, of_text


def only(text):
    return of_text(text, Options(model=False))[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor said that the bridge fell.", "states"),
        ("The mayor denied that the bridge fell.", "denies"),
        ("The mayor has warned that the bridge could fall.", "warns"),
        ("The mayor promised to rebuild the bridge.", "promises"),
        ("The mayor asked whether the bridge fell.", "asks"),
        ("Experts speculated that the bridge fell.", "speculates"),
        ("The daily reported that the bridge fell.", "reports"),
        ("The mayor ordered that the bridge be closed.", "orders"),
        ("The mayor estimated that the bridge cost a million.", "estimates"),
        ("The mayor declined to say why the bridge fell.", "declines"),
        ("The mayor did not say whether the bridge fell.", "declines"),
    ],
)
def test_a_cue_has_a_class(text, expected):
    assert only(text).cue_class == expected


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("The mayor did not say whether the bridge fell.", True),
        ("The mayor didn’t say whether the bridge fell.", True),
        ("The mayor declined to say why.", True),
        ("The mayor said that the bridge did not fall.", False),
    ],
)
def test_negation_is_of_the_saying_not_of_the_said(text, negated):
    assert only(text).negated is negated


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("Experts say the bridge likely fell at noon.", "likely"),
        ("Experts say the bridge could fall at noon.", "could"),
        ("The mayor said in May that the bridge fell.", None),
        ("The mayor said that about 40 people fell.", "about"),
        ("The mayor said that talks about water failed.", None),
    ],
)
def test_a_hedge_is_found_where_it_hedges(text, hedge):
    found = only(text).hedge
    assert (found.of(text) if found else None) == hedge


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“The bridge fell,” the mayor said.", "direct"),
        ("The mayor said that the bridge fell.", "indirect"),
        ("The mayor said that the bridge was “a wreck.”", "mixed"),
    ],
)
def test_kind_tells_quoted_from_reported(text, kind):
    assert only(text).kind == kind
