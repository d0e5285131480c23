import pytest

from firsthand.restore import markup, metadata, titlecandidates, titlecolumns, titles, tokens

TEXT = "<p>The rowers of Quay left the harbour on Tuesday before the tide had turned, and nobody saw them.</p>" * 3


def read(html):
    found = tokens.read(html)
    meta = metadata.read(found)
    outlet, _ = metadata.outlet(meta, None)
    return titles.read(meta, markup.sheet(found).lines, outlet)


@pytest.mark.parametrize(
    "html",
    [
        "<title>Rowers leave the harbour at dawn | Quay Ledger</title><h1>Rowers leave the harbour at dawn</h1>",
        "<title>Rowers leave the harbour at dawn</title><h1>Quay Ledger</h1><h1>Rowers leave the harbour at dawn</h1>",
        '<meta property="og:site_name" content="Quay Ledger"><title>Rowers leave the harbour at dawn - Quay Ledger</title>',
        "<title>Quay Ledger: Rowers leave the harbour at dawn</title><b>Rowers leave the harbour at dawn</b><br>By A. B.<br>",
    ],
)
def test_the_headline_is_what_head_and_page_agree_on(html):
    text, _, evidence = read(html + TEXT)
    assert text == "Rowers leave the harbour at dawn"
    assert evidence is not None
    assert evidence.quote == text


def test_a_page_without_any_statement_or_heading_has_no_headline():
    assert read(TEXT) == (None, None, None)


def test_the_shipped_model_knows_the_columns_that_are_made():
    from firsthand.restore import trees

    assert trees.load(titles.MODEL).names == titlecolumns.NAMES


@pytest.mark.parametrize(
    ("title", "forms"),
    [
        ("Rowers leave", ["Rowers leave"]),
        ("Rowers leave | Quay", ["Rowers leave | Quay", "Rowers leave", "Quay"]),
        ("Quay: rowers leave", ["Quay: rowers leave", "rowers leave"]),
    ],
)
def test_titles_are_cut_at_their_separators(title, forms):
    assert [form for form, _, _ in titlecandidates.pieces(title)] == forms


def test_candidates_that_differ_in_quotes_and_case_alone_count_as_the_same():
    assert titlecolumns.bare("The “Rowers’” Oar") == titlecolumns.bare('the "rowers\'" oar')


def test_a_page_without_a_first_heading_has_the_headline_that_it_shows():
    head = "<title>Rowers leave the harbour at dawn - Quay Ledger - Quay</title><div>Rowers leave the harbour at dawn</div>"
    assert read(head + TEXT)[0] == "Rowers leave the harbour at dawn"
