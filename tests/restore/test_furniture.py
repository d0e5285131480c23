from pathlib import Path

import pytest

from firsthand.model import Span
from firsthand.restore import dump, furniture

BODY = [
    "DORNHAVEN, Westmark (QNX) — The river council voted on Tuesday to open the northern locks a month early, its chair said.",
    "Barge owners had asked for the change since the spring floods, which closed the canal for nineteen days and cost them dearly.",
    "The council will meet again in October to settle who pays for the dredging of the lower basin and for two new pumps.",
]


def page(*parts: str) -> str:
    return "\n".join(parts)


def farm(
    crumb="Current:Home > ",
    section="Harbours",
    brand="Plumcrest",
    view="Plumbit View",
    labels=("Related", "Ranking", "Recommendation"),
    date="Date:2031-02-03 04:05:06",
    react="soNeat! (41)",
):
    title = "River council opens northern locks a month early"
    return page(
        f"{crumb}{section}{title} -{brand}",
        title,
        view,
        date,
        *BODY,
        react,
        labels[0],
        "- Baker wins boat race after all others take the wrong bend",
        "- New ferry costs town $765 million, 15",
        "- Why gulls prefer the eastern quay to the western one",
        labels[1],
        "- Mayor drops keys into lock, draws crowd of divers",
        "- Old lighthouse to become a library for sailors",
        "- Poll finds that nobody reads the tide tables",
        labels[2],
        "Swans return to the upper basin after eleven years away",
        "Swans return to the upper basin after eleven years away",
        "Is the harbour bell out of tune again this winter?",
        "Secretly kept logbooks at the heart of trial for longest",
    )


def read(text, url=None):
    lines, found = furniture.read(dump.lines(text), text, url)
    return lines, found, [line.text for line in lines if line.role in ("paragraph", "heading", "item")]


def test_farm_page_gives_every_field_and_the_body_alone():
    lines, found, body = read(farm())
    assert body == BODY
    assert [line.text for line in lines if line.role == "title"] == ["River council opens northern locks a month early"]
    assert (found.section, found.brand, found.views, found.claimed) == (
        "Harbours",
        "Plumcrest",
        "Plumbit View",
        "2031-02-03 04:05:06",
    )
    assert found.breadcrumb == ("Home", "Harbours")
    assert found.reactions is not None
    assert (found.reactions.label, found.reactions.count) == ("soNeat!", 41)
    assert [len(found.related), len(found.ranking), len(found.recommendation)] == [3, 3, 4]
    assert found.recommendation[0].text == found.recommendation[1].text


@pytest.mark.parametrize(
    ("crumb", "view", "date", "labels", "react"),
    [
        ("Standort:Start > ", "Plum Lesungen", "Datum:2031-02-03 04:05:06", ("Dies auch", "Ganz vorn", "Gut gewählt"), "sehrFein! (7)"),
        ("Ubicación:Inicio > ", "Plum Lecturas", "Fecha:2031-02-03 04:05:06", ("Relacionados", "Más leídos", "Recomendado"), "¡bien! (7)"),
        ("Где:Главная > ", "Плам Глаз", "Дата:2031-02-03 04:05:06", ("Ещё такое", "Первая доска", "Взято для вас"), "оченьКлёво! (7)"),
        ("Place:Index » ", "Plum Eyes", "Stamped:03/02/2031 04:05", ("Near This", "Board", "Picked By Us"), "oho! (7)"),
    ],
)  # fmt: skip
def test_furniture_is_known_by_form_in_any_wording(crumb, view, date, labels, react):
    _, found, body = read(farm(crumb=crumb, view=view, date=date, labels=labels, react=react))
    assert body == BODY
    assert found.section == "Harbours"
    assert found.views == view
    assert date.endswith(found.claimed or "?")
    assert [len(found.related), len(found.ranking), len(found.recommendation)] == [3, 3, 4]
    assert dict(found.labels)["ranking"] == labels[1]


def test_titles_cut_at_a_hyphen_are_marked_and_others_are_not():
    _, found, _ = read(farm())
    cut = [item.text for item in (*found.related, *found.ranking, *found.recommendation) if item.cut]
    assert cut == ["New ferry costs town $765 million, 15", "Secretly kept logbooks at the heart of trial for longest"]


def test_every_place_cuts_the_characters_it_claims():
    text = farm()
    lines, found, _ = read(text)
    for line in lines:
        assert line.place.of(text) == line.text
    for item in (*found.related, *found.ranking, *found.recommendation):
        assert item.place.of(text) == item.text
    for one in found.evidence:
        assert one.where is not None
        assert one.where.of(text) == one.quote


def test_brand_and_headline_are_split_where_another_line_names_the_brand():
    text = page(
        "Plum Crest: River council opens northern locks a month early",
        "2031-02-03 04:05:06source:Plum Crestcategory:Harbours",
        *BODY,
        "More:Harbours",
        "Recommend",
        "Seven soups that need no pot",
        "Winter is long and the pots are few, so the desk went to look for what can be cooked in a boo",
        "Museum asks for its anchor back",
        "The piece left the building in the year of the great flood and has been seen on a barge sin",
        "Ferry fares to rise again",
        "Passengers of the two northern lines will have to pay about a tenth more from the first of Ma",
    )
    lines, found, body = read(text)
    assert body == BODY
    assert [line.text for line in lines if line.role == "title"] == ["River council opens northern locks a month early"]
    assert (found.brand, found.section, found.claimed) == ("Plum Crest", "Harbours", "2031-02-03 04:05:06")
    assert [item.text for item in found.recommendation] == [
        "Seven soups that need no pot",
        "Museum asks for its anchor back",
        "Ferry fares to rise again",
    ]
    assert all(item.snippet for item in found.recommendation)


def test_a_headline_with_a_colon_is_left_whole_when_nothing_names_a_brand():
    text = page("Opinion: The locks should have been opened long ago", *BODY)
    lines, found, _ = read(text)
    assert found.brand is None
    assert lines[0].text == "Opinion: The locks should have been opened long ago"


def test_a_list_in_the_article_is_not_taken_for_furniture():
    text = page(
        "River council opens northern locks",
        *BODY,
        "What the plan holds",
        "- two new pumps",
        "- a longer quay",
        "- a bell",
        *BODY,
    )
    lines, found, _ = read(text)
    assert (found.related, found.ranking, found.recommendation) == ((), (), ())
    assert not [line for line in lines if line.role == "furniture"]


def test_a_plain_labelled_list_below_an_honest_article_is_read_and_the_body_left_open():
    text = page(
        "River council opens northern locks",
        *BODY,
        "Most read",
        "- Gulls prefer the eastern quay",
        "- Mayor drops keys into lock",
        "- Poll on tide tables",
    )
    lines, found, _ = read(text)
    assert [item.text for item in found.ranking] == [
        "Gulls prefer the eastern quay",
        "Mayor drops keys into lock",
        "Poll on tide tables",
    ]
    assert lines[1].role is None


def test_a_row_of_counters_is_a_tag_cloud_and_no_reaction():
    text = page(
        "River council opens northern locks", *BODY, "Boats (4)", "Locks (12)", "Pumps (3)", "Swans (9)", "Bells (1)"
    )
    _, found, _ = read(text)
    assert found.reactions is None


def test_empty_and_odd_pages_give_no_furniture():
    for text in ("", "\n\n", "x", ">>>>>>", "(((((1)))))\n" * 50, "A\n- b\n- c\n- d\n" * 2000):
        lines, found, _ = read(text)
        assert all(line.place.start < line.place.end for line in lines)
        assert found.brand is None


@pytest.mark.shared
def test_seed_pages_are_taken_apart_whole():
    seeds = Path(__file__).parents[2].parent / "shared" / "data" / "seeds"
    if not seeds.is_dir():
        pytest.skip("../shared is absent")
    counts = []
    for file in sorted(seeds.glob("*.txt")):
        text = file.read_text("utf-8")
        _, found, body = read(text)
        assert found.section == "Finance"
        assert found.breadcrumb == ("Home", "Finance")
        assert text.split("\n")[4] == body[0]
        counts.append((found.brand, found.views, found.claimed, found.reactions.count if found.reactions else None,
                       len(found.related), len(found.ranking), len(found.recommendation)))  # fmt: skip
    assert counts == [
        ("VisionFunds", "Indexbit View", "2025-04-06 19:11:46", 96, 10, 8, 8),
        ("StockSource", "View", "2025-04-14 08:28:39", 18318, 10, 8, 8),
    ]


def test_span_type_is_used_for_places():
    lines, _, _ = read(farm())
    assert isinstance(lines[0].place, Span)
