"""How a stage holds many nouns at once: decoded in a tuple, or as whoever runs the stages holds them.

A stage that makes or looks up a noun for each page of a pile takes a `Keep` in its options, and says
``options.keep(nouns)`` where it would else have said ``tuple(nouns)``. What comes out is the same; what a noun takes in
memory until it is looked at is not.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")


class Keep(Protocol):
    """Holds nouns of one kind."""

    def __call__(self, nouns: Iterable[T], /) -> Sequence[T]:
        """Return the same nouns in the same order; what is held in this way already comes back as it is."""


class Indexed(Mapping[str, T], Generic[T]):
    """Nouns by name, looked up in the sequence that holds them. Of several with one name the last counts.

    Args:
        nouns: in a sequence in which looking up a place is quick.
        name: what tells the name of a noun; nouns without one are left out.
    """

    def __init__(self, nouns: Sequence[T], name: Callable[[T], str | None]) -> None:
        self._nouns = nouns
        named = ((name(noun), place) for place, noun in enumerate(nouns))
        self._places = {key: place for key, place in named if key is not None}

    def __getitem__(self, key: str) -> T:
        return self._nouns[self._places[key]]

    def __contains__(self, key: object) -> bool:
        return key in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
