from decimal import Decimal

import pytest

from firsthand.text.numbers import numbers

CASES = [
    ("1,204 people", ["1204"], "a comma groups three figures"),
    ("3.5 million crowns", ["3500000"], "a magnitude multiplies"),
    ("eleven dead, forty-two hurt", ["11", "42"], "words are numbers"),
    ("two dozen boats", ["24"], "a dozen is twelve"),
    ("12,5 Prozent", ["12.5"], "a comma before other than three figures is a decimal"),
    ("1,00,000 rupees", ["100000"], "Indian groups"),
    ("one of them", [], "one is mostly a pronoun"),
    ("one million", ["1000000"], "one with a magnitude is a number"),
    ("in 2023", ["2023"], "a year is a number"),
    ("the A4 road, H1N1, F16s", [], "figures inside a word are part of its name"),
    ("5m people and 3bn crowns", ["5000000", "3000000000"], "glued magnitudes"),
    ("", [], "nothing in nothing"),
]


@pytest.mark.parametrize(("text", "values", "why"), CASES, ids=[case[2] for case in CASES])
def test_numbers_of_a_text(text: str, values: list[str], why: str) -> None:
    assert [number.value for number in numbers(text)] == [Decimal(value) for value in values], why


def test_a_number_stands_where_it_says() -> None:
    text = "Some 1,204 people paid 3.5 million crowns."
    assert [number.where.of(text) for number in numbers(text)] == ["1,204", "3.5 million"]


def test_a_long_row_of_figures_is_read_in_linear_time() -> None:
    assert len(numbers("1,234," * 20_000)) <= 20_000


def test_figures_that_group_in_no_known_way_are_read_without_their_marks() -> None:
    assert [str(number.value.quantize(1)) for number in numbers("12,34,56 and 1,22,3333")][:1] == ["123456"]
