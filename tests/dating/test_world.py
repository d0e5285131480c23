"""What the world gives: offices in several languages, the dead, ages, occasions, and the lists around an article."""

import datetime as dt

import pytest

from firsthand import dating, tables
from firsthand.model import (
    Article,
    Furniture,
    Item,
    Occasion,
    Office,
    Person,
    Record,
    Sighting,
    Span,
    Tables,
)

D = dt.date
TABLES = Tables(
    offices=(
        Office(title="President", holder="Ilsa Marend", country="Vardia", first=D(2016, 5, 10), last=D(2020, 4, 4),
               origin="test"),
        Office(title="Queen", holder="Odila III", country="Vardia", first=D(1990, 1, 2), last=D(2021, 9, 8),
               origin="test"),
        Office(title="President", holder="바르디", country="Vardia", first=D(2016, 5, 10), last=D(2020, 4, 4),
               origin="test"),
        Office(title="Prime Minister", holder="石川花", country="Vardia", first=D(2011, 1, 1), last=D(2013, 4, 4),
               origin="test"),
    ),
    persons=(
        Person(name="Ilsa Marend", earliest=D(1960, 3, 1), latest=D(1960, 3, 1), origin="test"),
        Person(name="Borko Stahl", earliest=D(1970, 1, 1), latest=D(1970, 12, 31), origin="test"),
        Person(name="Leap Yearling", earliest=D(1960, 2, 29), latest=D(1960, 2, 29), origin="test"),
    ),
    occasions=(
        Occasion(words=("election",), places=("Vardia", "Vardian"), days=(D(2012, 6, 3), D(2016, 6, 5), D(2020, 6, 7)),
                 origin="test"),
        Occasion(words=("Lantern Day",), days=tuple(D(year, 11, 5) for year in range(2005, 2025)), origin="test"),
        Occasion(words=("Founders' Day",), places=("Norrland",), days=tuple(D(year, 8, 1) for year in range(2005, 2025)),
                 origin="test"),
        Occasion(words=("Orvale Games",), days=(D(2016, 7, 1),), length=14, origin="test"),
    ),
)  # fmt: skip
OPTIONS = dating.Options(tables=TABLES)


def clues(text, language="en", **fields):
    article = Article(record="page_a", text=text, blocks=(), language=language, **fields)
    record = Record(id="page_a", payload=b"", media="text", encoding="utf-8", sighting=Sighting(file="a"))
    found = dating.clues(article, record, OPTIONS)
    for clue in found:
        if clue.evidence.where is not None:
            assert clue.evidence.where.of(text) == clue.evidence.quote
    return {clue.evidence.rule: clue for clue in found}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("In Orvale sagte Präsidentin Ulm wenig. Staatspräsident Ilsa Marend kam spät.", "de"),
        ("Le président Ilsa Marend est arrivé hier.", "fr"),
        ("La presidenta Ilsa Marend llegó ayer.", "es"),
        ("Il presidente Ilsa Marend è arrivato.", "it"),
    ],
)
def test_office_is_read_before_a_name_in_other_languages(text, language):
    clue = clues(text, language)["dating.office.held"]
    assert (clue.earliest, clue.latest) == (D(2016, 5, 10), D(2020, 4, 4))


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("바르디 대통령은 금요일 기자들에게 말했다.", "ko", D(2016, 5, 10)),
        ("石川花首相は八日、記者団に語った。", "ja", D(2011, 1, 1)),
        ("石川花总理星期五说。", "zh", D(2011, 1, 1)),
    ],
)
def test_office_behind_a_name_in_its_own_script(text, language, first):
    assert clues(text, language)["dating.office.native"].earliest == first


@pytest.mark.parametrize("text", ["石川花氏は八日、語った。", "前石川花首相は語った。", "石川花元首相は語った。"])
def test_name_in_its_own_script_without_the_title_or_as_former_bounds_nothing(text):
    assert "dating.office.native" not in clues(text, "ja")


@pytest.mark.parametrize(
    "text", ["Der frühere Präsident Ilsa Marend schwieg.", "L'ancien président Ilsa Marend a parlé."]
)
def test_former_turns_the_bound_in_other_languages(text):
    assert clues(text, "de")["dating.office.former"].earliest == D(2020, 4, 4)


def test_holder_who_speaks_bounds_more_surely_than_one_behind_by():
    speaks = clues("President Ilsa Marend said Friday that it was late.")["dating.office.held"]
    named = clues("Talks with President Ilsa Marend went on.")["dating.office.held"]
    past = clues("The judge was appointed by President Ilsa Marend long ago.")["dating.office.held"]
    assert speaks.evidence.weight > named.evidence.weight > past.evidence.weight


@pytest.mark.parametrize(
    ("text", "rule", "earliest", "latest"),
    [
        ("The bridge was opened with Queen Elspeth; Queen Odila III was admired.", "dating.office.held", D(1990, 1, 2), None),
        ("Queen Odila III will open the bridge.", "dating.office.held", D(1990, 1, 2), D(2021, 9, 8)),
        ("Flags were lowered after the death of Queen Odila III at home.", "dating.office.former", D(2021, 9, 8), None),
        ("Queen Odila III's funeral drew crowds.", "dating.office.former", D(2021, 9, 8), None),
    ],
)  # fmt: skip
def test_title_that_stays_with_the_dead_bounds_from_above_only_where_its_holder_acts(text, rule, earliest, latest):
    clue = clues(text)[rule]
    assert (clue.earliest, clue.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("Ilsa Marend, 54, left early.", D(2014, 3, 1), D(2015, 3, 1)),
        ("The winner is Ilsa Marend (54).", D(2014, 3, 1), D(2015, 3, 1)),
        ("The 54-year-old Ilsa Marend left early.", D(2014, 3, 1), D(2015, 3, 1)),
        ("Borko Stahl, aged 54, left early.", D(2024, 1, 1), D(2025, 12, 31)),
        ("Leap Yearling, 54, left early.", D(2014, 3, 1), D(2015, 3, 1)),
    ],
)
def test_age_of_somebody_whose_birthday_is_known_gives_a_year(text, earliest, latest):
    clue = clues(text)["dating.age.birth"]
    assert (clue.earliest, clue.latest) == (earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        "Ilsa Marend, then 54, left early.",
        "In 1999 Ilsa Marend, 39, left early.",
        "Ilsa Marend, 54, died at home.",
        "Ilsa Marend won 54 seats.",
        "A 54-year-old file on Ilsa Marend was found.",
        "Somebody Else, 54, left early.",
    ],
)
def test_age_told_of_another_time_or_person_gives_nothing(text):
    assert "dating.age.birth" not in clues(text)


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("Vardia braced for next week's presidential election.", D(2016, 5, 30), D(2016, 6, 10)),
        ("In Vardia last month's general election left a mess.", D(2012, 6, 20), D(2012, 5, 20)),
        ("Vardian voters go to Sunday's parliamentary election.", D(2020, 6, 5), D(2020, 6, 20)),
        ("Shops sold lamps ahead of Lantern Day.", D(2010, 11, 1), D(2010, 11, 20)),
        ("It was quiet in Norrland before Founders' Day.", D(2010, 7, 25), D(2010, 1, 20)),
    ],
)
def test_occasion_that_words_tie_to_the_day_of_writing_leaves_a_stretch_for_each_time(text, inside, outside):
    clue = clues(text)["dating.fixture.occasion"]
    assert clue.kind == "among"
    assert any(first <= inside <= last for first, last in clue.stretches)
    assert not any(first <= outside <= last for first, last in clue.stretches)


@pytest.mark.parametrize(
    "text",
    [
        "Vardia thought of the 2016 presidential election.",
        "Vardia thought of the presidential election.",
        "Vardia's party leadership election next week is open.",
        "Elsewhere next week's presidential election is open.",
        "It was quiet before Founders' Day.",
        "She won twice at the Orvale Games.",
    ],
)
def test_occasion_with_a_year_of_another_country_or_long_gone_tells_nothing(text):
    assert "dating.fixture.occasion" not in clues(text)


def test_election_day_dates_a_text_that_names_the_year_only():
    text = "Vardia votes in next week's presidential election. Polls from early 2020 gave no lead."
    article = Article(record="page_a", text=text, blocks=(), language="en")
    record = Record(id="page_a", payload=b"", media="text", encoding="utf-8", sighting=Sighting(file="a"))
    best = dating.date(article, record, OPTIONS).candidates[0][0]
    assert D(2020, 5, 25) <= best <= D(2020, 6, 6)


def test_lists_of_other_pieces_tell_when_the_page_was_made_and_nothing_about_its_text():
    items = (
        Item(text="Old piece", url="https://orvale.example/2021/03/04/old", place=Span(start=0, end=1)),
        Item(text="New piece, 5 June 2022", place=Span(start=0, end=1)),
        Item(text="On 03/04/2031 or so", place=Span(start=0, end=1)),
    )
    article = Article(record="page_a", text="Nothing here tells.", blocks=(), furniture=Furniture(related=items))
    record = Record(id="page_a", payload=b"", media="text", encoding="utf-8", sighting=Sighting(file="a"))
    found = dating.date(article, record, OPTIONS)
    assert found.rendered == D(2022, 6, 5)
    assert (found.earliest, found.latest, found.likely) == (None, None, None)


def test_dates_without_a_tense_bound_less_than_dates_told_as_past():
    told = clues("The law was passed on 3 March 2019.")["dating.mention.day"]
    untold = clues("Doors open: 3 March 2019.")["dating.mention.untold"]
    assert told.earliest == untold.earliest
    assert told.evidence.weight > untold.evidence.weight


def test_year_that_a_surer_day_implies_is_not_counted_again():
    found = clues("The law was passed on 3 March 2019. It was named in 2019.")
    assert "dating.mention.year" not in found


def test_built_in_tables_of_persons_and_occasions_are_sound():
    built = tables.builtin()
    assert all(person.earliest <= person.latest and person.origin for person in built.persons)
    assert all(occasion.days and occasion.words and occasion.length >= 1 for occasion in built.occasions)
    assert all(list(occasion.days) == sorted(set(occasion.days)) for occasion in built.occasions)


def test_table_file_adds_persons_and_occasions(tmp_path):
    path = tmp_path / "firsthand.toml"
    path.write_text(
        '[[person]]\nname = "Ada Orvale"\nearliest = 1950-02-03\nlatest = 1950-02-03\n'
        '[[occasion]]\nwords = ["Orvale Fair"]\ndays = [2019-05-04, 2020-05-02]\n',
        "utf-8",
    )
    read = tables.read(path)
    assert read.persons[0].origin == "firsthand.toml"
    merged = tables.merge(tables.builtin(), read)
    assert "Ada Orvale" in {person.name for person in merged.persons}
    assert "Orvale Fair" in {occasion.words[0] for occasion in merged.occasions}


@pytest.mark.parametrize(
    ("text", "language", "weekday"),
    [
        ("The council met yesterday, Tuesday, for hours.", "en", 2),
        ("El consejo se reunió ayer (domingo) en Orvale.", "es", 0),
        ("Today, Friday, the bridge was closed.", "en", 4),
    ],
)
def test_weekday_beside_yesterday_or_today_gives_the_day_of_writing(text, language, weekday):
    assert clues(text, language)["dating.weekday.relative"].weekday == weekday


def test_first_full_date_of_the_opening_is_near_the_day_of_writing():
    text = "On 4 March 2019 the council of Orvale closed the bridge."
    article = Article(record="page_a", text=text, blocks=(), language="en")
    record = Record(id="page_a", payload=b"", media="text", encoding="utf-8", sighting=Sighting(file="a"))
    found = dating.date(article, record, OPTIONS)
    assert found.likely == D(2019, 3, 4)
    assert "dating.fullday.first" in {each.rule for each in found.evidence}


def test_day_of_the_month_that_lies_ahead_is_not_the_day_of_writing():
    assert "dating.monthday.first" not in clues("회의는 오는 25일 열린다고 밝혔다.", "ko")
    assert "dating.monthday.first" in clues("대변인은 25일 기자들에게 말했다.", "ko")
