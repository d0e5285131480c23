"""Forms of furniture lines, and how much a form is thought to say."""

import pytest

from firsthand.networks.forms import form_of, masked
from firsthand.networks.vocabulary import NATURAL_CAP, ODDITY

SLOTS = (("title", "Old bell melts"), ("brand", "Zibbo"), ("section", "Money"))


@pytest.mark.parametrize(
    ("line", "key", "odd"),
    [
        ("Now at:Start > MoneyOld bell melts -Zibbo", "Now at:Start>⟨section⟩⟨title⟩-⟨brand⟩", True),
        ("Stamp:2031-02-03 04:05:06", "Stamp:0000-00-00 00:00:00", True),
        ("2031-02-03from:Zibbokind:Money", "0000-00-00from:⟨brand⟩kind:⟨section⟩", True),
        ("soFine! (12)", "soFine!(#)", True),
        ("Related", "Related", False),
        ("1,204 views", "#views", False),
        ("Home > Money", "Home>⟨section⟩", False),
        ("Old bell melts | Zibbo", "⟨title⟩|⟨brand⟩", False),
        ("OIL 81.40 -0.1%", "OIL#-#%", False),
    ],
)
def test_a_form_keeps_what_the_template_wrote(line: str, key: str, odd: bool) -> None:
    form = form_of(line, SLOTS)
    assert form is not None
    assert (form.key, form.odd >= ODDITY) == (key, odd)


@pytest.mark.parametrize("line", ["Old bell melts", "Zibbo", "12", "***", "", "a " * 40])
def test_a_slot_alone_and_prose_have_no_form(line: str) -> None:
    assert form_of(line, SLOTS) is None


def test_plain_words_are_capped_however_many() -> None:
    form = form_of("kettle heron orchard pebble quarry ribbon saddle", ())
    assert form is not None
    assert form.bits == NATURAL_CAP


def test_common_words_weigh_next_to_nothing() -> None:
    form = form_of("Leave a Reply Cancel reply", ())
    assert form is not None
    assert form.bits < 1.0


def test_markup_and_dump_have_one_form() -> None:
    dump, markup = form_of("Now at:Start > Money", SLOTS), form_of("Now at:Start >Money", SLOTS)
    assert dump is not None
    assert markup is not None
    assert dump.key == markup.key


@pytest.mark.parametrize(
    ("line", "expected"),
    [("03/04/2031", "00/00/0000"), ("9:15", "0:00"), ("1.204", "#"), ("3,5k", "#"), ("2031.2.3", "0000.0.0")],
)
def test_dates_keep_their_shape_and_numbers_do_not(line: str, expected: str) -> None:
    assert masked(line) == expected
