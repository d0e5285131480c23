"""Nouns held compressed: an eighth of what they take decoded, so that a large pile fits into memory."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

import zstandard

from firsthand.archive import codec

T = TypeVar("T")

_LEVEL = 1  # higher levels take longer and save a hundredth: each noun is compressed by itself


class Packed(Sequence[T], Generic[T]):
    """Nouns of one kind in memory; each is decoded anew when it is looked at.

    Args:
        nouns: the first ones; more can be appended.
    """

    def __init__(self, nouns: Iterable[T] = ()) -> None:
        self._kind: Any = None
        self._docs: list[bytes] = []
        self._compressor = zstandard.ZstdCompressor(level=_LEVEL)
        self._decompressor = zstandard.ZstdDecompressor()
        self.extend(nouns)

    def append(self, noun: T) -> None:
        """Hold one more noun, of the kind of the others."""
        self._kind = type(noun)
        doc = self._compressor.compress(codec.dump(noun).encode())
        self._docs.append(bytes(memoryview(doc)))  # the compressor's own bytes keep the room of what went in

    def extend(self, nouns: Iterable[T]) -> None:
        """Hold more nouns."""
        for noun in nouns:
            self.append(noun)

    def __len__(self) -> int:
        return len(self._docs)

    def __iter__(self) -> Iterator[T]:
        return map(self._decoded, self._docs)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        if isinstance(index, slice):
            return tuple(map(self._decoded, self._docs[index]))
        return self._decoded(self._docs[index])

    def _decoded(self, doc: bytes) -> T:
        noun: T = codec.load(self._kind, self._decompressor.decompress(doc))
        return noun


def packed(nouns: Iterable[T], /) -> Sequence[T]:
    """Return nouns held compressed, as `firsthand.keep.Keep` says."""
    return nouns if isinstance(nouns, Packed) else Packed(nouns)
