"""How many independent reporters stand behind an entry of a timeline, and behind each of its versions."""

from firsthand import views
from firsthand.model import Bounds, Count, Entry, Line
from firsthand.model.entry import Version


def line(record: str, group: str, standing) -> Line:
    return Line(side="reporters", subject=record, name=record, standing=standing, group=group, reason="So.")


COUNT = Count(
    story="story_1", pages=5, texts=3, reporters=Bounds(low=2, high=3), sources=Bounds(low=1, high=1), coverage="All.",
    ledger=(line("a", "wire", "reporter"), line("b", "wire", "client"), line("c", "post", "reporter"),
            line("d", "d", "possible reporter"), line("e", "wire", "client")),
)  # fmt: skip


def test_clients_of_one_agency_are_one_reporter_behind_an_entry() -> None:
    assert str(views.behind(COUNT, ["a", "b", "e"])) == "1"
    assert str(views.behind(COUNT, ["b", "c"])) == "2"
    assert str(views.behind(COUNT, ["b", "d"])) == "1–2"
    assert str(views.behind(COUNT, ["a", "b", "c", "d"])) == "2–3"


def test_page_that_the_ledger_lacks_has_nobody_behind_it() -> None:
    assert str(views.behind(COUNT, ["x"])) == "0"


def test_each_version_is_told_with_its_reporters() -> None:
    versions = (Version(value="12 dead", records=("b", "e")), Version(value="21 dead", records=("c", "d")))
    entry = Entry(id="entry_1", story="story_1", earliest=None, latest=None, text="They died.", expression="then",
                  records=("b", "c", "d", "e"), reporters=3, conflicts=versions, evidence=())  # fmt: skip
    assert views.versions(COUNT, entry) == ["12 dead (1)", "21 dead (1–2)"]
