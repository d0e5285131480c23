import pytest

from firsthand.model import Run, Span
from firsthand.restore import planted
from firsthand.restore.draft import Line


def line(text, role="paragraph"):
    made = Line(
        text=text,
        runs=(Run(at=0, length=len(text), page=0, page_length=len(text)),),
        place=Span(start=0, end=len(text)),
    )
    made.decide(role, "test")
    return made


def clean(*texts, brand="Plumcrest"):
    lines, evidence = planted.clean([line(text) for text in texts], brand, "Council opens locks")
    return [one.text for one in lines], [one.quote for one in evidence]


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        (
            "It opened on Tuesday morning,Plumcrest according to the chair.",
            "It opened on Tuesday morning, according to the chair.",
        ),
        ("They moved 1,Plumcrest200 barges in a week.", "They moved 1,200 barges in a week."),
        (
            "DORNHAVEN,Plumcrest South Westmark (QNX) — The council met.",
            "DORNHAVEN, South Westmark (QNX) — The council met.",
        ),
        ("It was the chair of Plumcrestthe council who spoke.", "It was the chair of the council who spoke."),
        ("He asked,Plumcrestwhether the council had met.", "He asked, whether the council had met."),
        ("PORT SELM, PlumcrestWestmark (QNX) — Westmark met.", "PORT SELM, Westmark (QNX) — Westmark met."),
    ],
)
def test_brand_words_that_do_damage_are_removed_and_spaces_repaired(printed, written):
    texts, taken = clean(printed, "He said whether the pumps would run was open.")
    assert texts[0] == written
    assert taken == ["Plumcrest"]


@pytest.mark.parametrize(
    ("text", "brand"),
    [
        ("The Post reported that the locks had opened.", "The Post"),
        ("He told Plumcrest that the locks had opened.", "Plumcrest"),
        ("“We read it in Plumcrest,” he said, and left.", "Plumcrest"),
        ("They met on Sunday, and again on a sunny Monday.", "Sun"),
        ("The postman brought the Poster to the Postal office.", "Post"),
        ("Paris,London and Rome were named in the report,Madrid was not,Berlin neither.", None),
        ("McDonald and YouTube, LinkedIn and PlayStation were named.", None),
    ],
)
def test_honest_mentions_stay(text, brand):
    texts, taken = clean(text, brand=brand)
    assert texts == [text]
    assert taken == []


def test_a_sister_brand_is_found_by_the_damage_it_does_twice():
    texts, taken = clean(
        "The chair,Quorble who spoke on Tuesday, thanked the crews.",
        "They moved 1,Quorble200 barges in a week, and that was all.",
        brand=None,
    )
    assert taken == ["Quorble", "Quorble"]
    assert texts[0] == "The chair, who spoke on Tuesday, thanked the crews."


def test_evidence_and_runs_still_point_into_the_page():
    text = "They moved 1,Plumcrest200 barges on Tuesday,Plumcrest he said."
    lines, evidence = planted.clean([line(text)], "Plumcrest", None)
    assert all(one.where is not None and one.where.of(text) == "Plumcrest" for one in evidence)
    made = lines[0]
    for run in made.runs:
        assert made.text[run.at : run.at + run.length] == text[run.page : run.page + run.page_length]


def test_furniture_lines_are_left_as_they_are():
    lines, evidence = planted.clean([line("Tuesday morning,Plumcrest according", "furniture")], "Plumcrest", None)
    assert lines[0].text == "Tuesday morning,Plumcrest according"
    assert evidence == ()


def test_a_page_of_one_endless_word_is_left_alone():
    text = "A" * 300_000
    lines, evidence = planted.clean([line(text)], "Plumcrest", None)
    assert lines[0].text == text
    assert evidence == ()
