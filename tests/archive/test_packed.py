from firsthand.archive import Packed, packed
from firsthand.keep import Indexed
from firsthand.model import Article


def pages(count: int) -> tuple[Article, ...]:
    return tuple(
        Article(record=f"page_{n}", text=f"“Page {n}” of many, told at length.", blocks=()) for n in range(count)
    )


def test_what_is_packed_comes_out_as_it_went_in() -> None:
    held = Packed(pages(5))
    assert tuple(held) == pages(5)
    assert held[2] == pages(5)[2]
    assert held[-1] == pages(5)[4]
    assert held[1:3] == pages(5)[1:3]
    held.append(pages(6)[5])
    assert len(held) == 6
    assert tuple(held) == pages(6)


def test_what_is_packed_is_not_packed_again() -> None:
    held = packed(iter(pages(3)))
    assert packed(held) is held


def test_nothing_can_be_packed() -> None:
    assert tuple(packed(())) == ()


def test_nouns_are_found_by_name_in_any_sequence() -> None:
    for held in (pages(3), packed(pages(3))):
        named = Indexed(held, lambda page: page.record)
        assert named["page_1"] == pages(3)[1]
        assert sorted(named) == ["page_0", "page_1", "page_2"]
        assert len(named) == 3
        assert "page_9" not in named
        assert named.get("page_9") is None


def test_nouns_without_a_name_are_left_out() -> None:
    named = Indexed(pages(3), lambda page: None if page.record == "page_1" else page.record)
    assert set(named) == {"page_0", "page_2"}
