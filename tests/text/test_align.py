import hypothesis.strategies as st
from hypothesis import given, settings

from firsthand.text.align import Alignment, Run, align, letters
from firsthand.text.wordnumbers import Hashes, numbered

WORDS = "the mayor of Varn opened a bridge over the slow river on Monday and many people came to see it shine".split()


def column_of(text: str) -> Hashes:
    return numbered([text])[0]


def aligned(left: str, right: str) -> Alignment:
    return align(column_of(left), column_of(right))


def test_equal_texts_are_one_run() -> None:
    assert aligned("one two three four", "one two three four").runs == (Run(0, 0, 4),)


def test_empty_texts_share_nothing() -> None:
    assert aligned("", "").runs == ()
    assert aligned("one two three four five six", "").runs == ()


def test_a_changed_word_is_a_gap_between_two_runs() -> None:
    found = aligned(
        "the old mayor of Varn opened a new bridge today", "the old mayor of Varn closed a new bridge today"
    )
    assert [run.length for run in found.runs] == [5, 4]
    assert [(gap.left, gap.left_end, gap.right, gap.right_end) for gap in found.gaps] == [(5, 6, 5, 6)]


def test_a_moved_paragraph_is_found_and_marked_as_moved() -> None:
    one = "alpha beta gamma delta epsilon zeta eta theta"
    two = "red orange yellow green blue indigo violet white black grey"
    found = aligned(f"{one} {two}", f"{two} {one}")
    assert found.shared == 18
    assert found.moved == {Run(0, 10, 8)}
    assert found.gaps == ()


def test_short_runs_far_from_any_long_one_do_not_count() -> None:
    assert aligned("he said that on Monday in Varn", "nobody knew who came on Monday in Tarn").runs == ()


def test_one_word_repeated_without_end_is_not_aligned_without_end() -> None:
    assert 0 < aligned("word " * 4_000, "word " * 3_999).shared <= 3_999


def test_letters_avoid_surrogates_and_keep_one_character_a_word() -> None:
    hashes = column_of(" ".join(f"w{number}" for number in range(5_000)))
    written = letters(hashes)
    assert len(written) == 5_000
    assert written.encode("utf-8")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=40),
)
def test_runs_are_equal_words_never_overlap_and_gaps_cover_the_rest(head: list, tail: list, middle: list) -> None:
    left, right = [*head, *middle, *tail], [*tail, *middle, *head]
    one, two = column_of(" ".join(left)), column_of(" ".join(right))
    found = align(one, two)
    used_left: list[int] = []
    used_right: list[int] = []
    for run in found.runs:
        assert (one[run.left : run.left + run.length] == two[run.right : run.right + run.length]).all()
        used_left += range(run.left, run.left + run.length)
        used_right += range(run.right, run.right + run.length)
    assert len(set(used_left)) == len(used_left)
    assert len(set(used_right)) == len(used_right)
    if found.runs:
        for gap in found.gaps:
            used_left += range(gap.left, gap.left_end)
            used_right += range(gap.right, gap.right_end)
        assert sorted(used_left) == list(range(len(left)))
        assert sorted(used_right) == list(range(len(right)))
