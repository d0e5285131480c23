import pytest

from firsthand.model import Span
from firsthand.restore import leading
from firsthand.restore.draft import Line

PROSE = "The rowers of Quay left the harbour on Tuesday before the tide had turned, and nobody saw them come back."


def line(text, role="paragraph"):
    made = Line(text=text, runs=(), place=Span(start=0, end=0), tag="p")
    made.decide(role, "restore.body.model")
    return made


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Rowers leave the harbour", "furniture"),
        ("By ADA FENNIMORE", "byline"),
        ("Von Ada Fennimore", "byline"),
        ("11:29 GMT, March 8, 2031", "furniture"),
        ("5 March 2031", "furniture"),
        ("By Ada Fennimore 08/03/2031", "byline"),
        ("A deck that says a little more about it", "paragraph"),
        ("On 5 March 2031 the rowers left.", "paragraph"),
    ],
)
def test_head_lines_leave_the_body_by_their_form(text, role):
    lines = [line(text), line(PROSE)]
    leading.mark(lines, "Rowers leave the harbour")
    assert [one.role for one in lines] == [role, "paragraph"]


def test_lines_behind_the_first_prose_stay():
    lines = [line(PROSE), line("By Ada Fennimore")]
    leading.mark(lines, None)
    assert [one.role for one in lines] == ["paragraph", "paragraph"]
