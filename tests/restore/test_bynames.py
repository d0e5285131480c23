import pytest

from firsthand.restore import bynames


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("By Ada Fennimore", "Ada Fennimore"),
        ("Written by Ada Fennimore and Jon Quell", "Ada Fennimore and Jon Quell"),
        ("ByAda Fennimore", "Ada Fennimore"),
        ("Posted byAda FennimoreMay 3, 2031", "Ada Fennimore"),
        ("Por Severo Lantana", "Severo Lantana"),
        ("Von Trapp", "Von Trapp"),
        ("By Ada Fennimore 08/03/2031", "Ada Fennimore"),
        ("By Ada Fennimore Thu 9 Mar 2031", "Ada Fennimore"),
        ("By Ada Fennimore | The Daily Oar", "Ada Fennimore"),
        ("Ada Fennimore, Chief Marketing Officer", "Ada Fennimore"),
        ("Ada Fennimore, Quay Ledger correspondent", "Ada Fennimore, Quay Ledger correspondent"),
        ("https://example.org/ada", None),
        ("2031-03-04", None),
    ],
)
def test_a_byline_is_cut_down_to_the_names_that_it_prints(text, name):
    assert bynames.clean(text) == name


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("By Ada Fennimore", True),
        ("by the harbour desk", True),
        ("By Ada Fennimore 3 May 2031", True),
        ("Por Severo Lantana", True),
        ("By signing up, you agree to our terms", False),
        ("By I mean the whole crew", False),
        ("Reporting by Ada Fennimore; editing by Jon Quell", False),
        ("Photo by Ada Fennimore", False),
        ("The ferry goes by Orlan Point", False),
    ],
)
def test_a_line_says_who_wrote_by_its_form(text, answer):
    assert bynames.says(text) is answer


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Fennimore | May 22, 2031", "Ada Fennimore"),
        ("Dec. 19, 2031 · Ada Fennimore on behalf of the rowers", "Ada Fennimore"),
        ("Dec 26, 2031 • Ada Fennimore in Rowing", "Ada Fennimore"),
        ("Quay ReadsDate:2031-04-06 19:11:46", None),
        ("May 22, 2031", None),
        ("Ada Fennimore", None),
        ("updated May 22, 2031", None),
    ],
)
def test_a_name_beside_a_date_is_a_byline_only_where_nothing_else_stands(text, name):
    assert bynames.dated(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("By Ada FennimoreLifestyle Writer", "Ada Fennimore"),
        ("By Ada Fennimore Senior Rowing Reporter", "Ada Fennimore"),
        ("By Ada Fennimore. Reviewed by Jon Quell", "Ada Fennimore"),
        ("By Quay Desk, in News, Rowing", "Quay Desk"),
        ("Written by:Ada Fennimore", "Ada Fennimore"),
        ("Sat", None),
    ],
)
def test_what_a_page_sets_behind_a_name_is_cut(text, name):
    assert bynames.clean(text) == name


def test_words_that_a_page_set_without_a_space_are_no_person():
    assert not bynames.is_person("Digital OrganisationOffice")
    assert bynames.is_person("Ada McKay")


def test_a_byline_of_several_names_is_parted():
    assert bynames.parts("Ada Fennimore, Jon Quell and Mo Tarn") == ["Ada Fennimore", "Jon Quell", "Mo Tarn"]


def test_endless_capitals_are_told_from_a_byline_at_once() -> None:
    assert not bynames.says("By " + "A" * 5_000 + "!")
    assert not bynames.says("By " + "Ana " * 2_000 + "!")
