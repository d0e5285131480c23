"""How the separable parts of a stage are handed out: one after another here, or to whoever runs the stages.

A stage that takes many texts or stories through the same function takes a `Spread` in its options and says
``options.spread(work, items)``. What comes out is the same whoever does it: the results, in the order of the items.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

A = TypeVar("A")
B = TypeVar("B")


class Spread(Protocol):
    """Applies a function to items, anywhere."""

    def __call__(self, work: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]:
        """Yield ``work(item)`` for each item, in the order of the items.

        Args:
            work: a function of a module, or a `functools.partial` of one, so that another process can find it; it must
                depend on its arguments alone.
            items: nouns, or what is made of them.
        """


def here(work: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]:
    """Yield the results one after another, worked out in this process."""
    return map(work, items)
