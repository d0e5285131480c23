import numpy as np

from firsthand.restore import dump, linefeatures

PROSE = (
    "The river council voted on Tuesday to open the northern locks a month early, and its chair said that the pumps would run.",
    "Barge owners had asked for the change since the spring floods, which closed the canal for weeks and cost them a lot of money.",
    "It was not clear who would pay for the dredging of the lower basin, but the council will meet again in October to settle it.",
    "“We have waited for this since March,” said one of the owners, who has three boats on the canal and a fourth in the yard.",
)
PAGE = "\n".join([
    "Home", "News", "Sport", "Weather", "Subscribe", "Log in", "River council opens the northern locks early", "By Jane Roe",
    "3 March 2031", "Share", *PROSE, "Share on Facebook", "Most popular", "Gulls prefer quay", "Mayor drops keys",
    "© 2031 Dornhaven Post. All rights reserved.", "Privacy policy", "Terms",
])  # fmt: skip


def test_lines_keep_their_places_and_fold_white_space():
    page = "  One \t two\r\n\r\n three\u00a0four \n"
    found = dump.lines(page)
    assert [line.text for line in found] == ["One two", "three four"]
    assert [line.place.of(page) for line in found] == ["One \t two", "three\u00a0four"]
    for line in found:
        for run in line.runs:
            if run.length == run.page_length:
                assert page[run.page : run.page + run.length].split() == line.text[run.at : run.at + run.length].split()


def test_body_title_and_byline_are_told_from_menus_and_feet():
    lines = dump.lines(PAGE)
    dump.assign(lines)
    roles = {line.text: line.role for line in lines}
    assert [line.text for line in lines if line.role == "paragraph"] == list(PROSE)
    assert roles["River council opens the northern locks early"] == "title"
    assert roles["By Jane Roe"] == "byline"
    assert roles["Weather"] == roles["Terms"] == "furniture"


def test_every_line_gets_a_role_and_a_rule():
    lines = dump.lines(PAGE)
    dump.assign(lines)
    assert all(line.role is not None and line.rule for line in lines)


def test_decided_lines_keep_their_roles():
    lines = dump.lines(PAGE)
    lines[10].decide("caption", "test")
    dump.assign(lines)
    assert (lines[10].role, lines[10].rule) == ("caption", "test")


def test_an_empty_dump_has_no_lines_and_no_body():
    lines = dump.lines("\n \n")
    dump.assign(lines)
    assert lines == []


def test_columns_are_as_many_as_their_names_and_the_same_in_every_run():
    lines = dump.lines(PAGE)
    table = linefeatures.table(lines)
    assert table.shape == (len(lines), len(linefeatures.NAMES))
    assert np.array_equal(table, linefeatures.table(dump.lines(PAGE)))
    assert np.isfinite(table).all()
