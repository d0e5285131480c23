"""What is worked out of one article or one text may be handed out, and kept as JSON; nothing changes by that."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, get_type_hints

from copies_texts import FERRY, MINE, article

from firsthand import copies
from firsthand.archive import codec
from firsthand.model import Agency, Outlet, Tables

AGENCIES = tuple(
    Agency(id=f"a{n}", name=f"Agency {n}", forms=(f"A{n}",), domains=(f"a{n}.example", f"wire.a{n}.example"))
    for n in range(3)
)


def as_json(work: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
    """Hand out like an archive that keeps every result as JSON."""
    kind = get_type_hints(getattr(work, "func", work))["return"]
    return (codec.load(kind, codec.dump(work(item))) for item in items)


def test_copies_and_texts_are_the_same_whoever_works_them_out() -> None:
    tables = Tables(agencies=AGENCIES, outlets=(Outlet(domain="echo.example", name="Echo"),))
    pile = [
        article("a", FERRY, site="a1.example", language="en"),
        article("b", FERRY, site="echo.example", language="en"),
        article("c", FERRY + " (A1)", site="moor.example", language="en"),
        article("d", MINE, site="echo.example", language="en"),
        article("e", MINE.upper(), site="fen.example", language="de"),
    ]
    here = copies.trace(pile, copies.Options(tables=tables))
    assert here == copies.trace(pile, copies.Options(tables=tables, spread=as_json))
    assert here == copies.trace(pile[::-1], copies.Options(tables=tables, spread=as_json))


def test_a_host_is_an_agencys_where_it_or_a_host_that_it_is_a_part_of_stands_in_the_table() -> None:
    tables = Tables(agencies=AGENCIES)
    named = {
        site: copies.origin(article("a", MINE, site=site), tables).name
        for site in ("a1.example", "www.a1.example", "x.wire.a2.example", "nota1.example", "example")
    }
    assert named == {
        "a1.example": "a1", "www.a1.example": "a1", "x.wire.a2.example": "a2", "nota1.example": "nota1.example",
        "example": "example",
    }  # fmt: skip


def test_tables_that_say_something_else_are_not_mixed_up() -> None:
    page = article("a", MINE + "\n\n(A1)", site="moor.example")
    for _ in range(3):
        assert copies.origin(page, Tables(agencies=AGENCIES)).name == "a1"
        assert copies.origin(page, Tables()).name == "moor.example"
