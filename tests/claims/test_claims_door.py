"""The door: what comes out holds for every text."""

from firsthand.claims import Options, of_text
from firsthand.model import Agency, Tables

TABLES = Tables(
    agencies=(Agency(id="lna", name="Larch News Agency", forms=("LNA", "Larch News Agency"), kind="state"),)
)
TEXT = (
    "Larch President Ana Ruiz said Friday that the strait “will stay open” after talks.\n\n"
    "The port closed at noon, the official Larch News Agency said Saturday. Experts say Ruiz could ask for help.\n\n"
    "They say the price would be high. LNA said Ruiz told Minister Bo Tamm that the talks had failed.\n\n"
    "“We are done,” she said. “Nobody called.”"
)


def said(text, **kwargs):
    options = Options(tables=TABLES, model=False, **kwargs)
    return of_text(text, options)


def test_spans_cut_the_text_they_claim():
    for claim in said(TEXT):
        for span in (claim.source, claim.cue, *claim.content):
            assert span is not None
            assert span.of(TEXT).strip() == span.of(TEXT) != ""


def test_one_agency_is_one_party_whatever_form_it_goes_by():
    agencies = [claim.party for claim in said(TEXT) if claim.party and claim.party.id == "lna"]
    assert len(agencies) == 2
    assert {party.kind for party in agencies} == {"state medium"}


def test_a_claim_inside_a_claim_names_its_relay():
    told = next(claim for claim in said(TEXT) if claim.cue and claim.cue.of(TEXT) == "told")
    assert [party.id for party in told.through] == ["lna"]
    assert told.party is not None
    assert told.party.id == "ana ruiz"


def test_they_means_the_unnamed_people_before():
    they = next(claim for claim in said(TEXT) if claim.source and claim.source.of(TEXT) == "They")
    assert they.party is not None
    assert (they.party.id, they.party.named) == ("experts", False)


def test_a_quotation_that_goes_on_after_its_source_is_one_claim():
    she = next(claim for claim in said(TEXT) if claim.source and claim.source.of(TEXT) == "she")
    assert [span.of(TEXT) for span in she.content] == ["“We are done,”", "“Nobody called.”"]
    assert she.kind == "direct"


def test_an_empty_text_has_no_claims():
    assert said("") == ()
    assert said(" \n\n ") == ()
