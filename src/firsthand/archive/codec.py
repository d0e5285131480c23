"""Nouns to bytes and back. Only this file and `firsthand.model` know msgspec."""

import functools
from typing import Any, TypeVar, cast

import msgspec
import zstandard

from firsthand.errors import Damaged

T = TypeVar("T")

_encoder = msgspec.json.Encoder(order="deterministic")


@functools.cache
def _decoder(kind: Any) -> Any:
    return msgspec.json.Decoder(kind)


def dump(value: object) -> str:
    """Return a noun (or a tuple of nouns) as JSON."""
    return _encoder.encode(value).decode()


def load(kind: type[T], doc: str | bytes) -> T:
    """Return the noun that `dump` wrote.

    Raises:
        Damaged: the text is not what was written.
    """
    try:
        noun: T = _decoder(cast("Any", kind)).decode(doc)
    except msgspec.DecodeError as error:
        name = getattr(kind, "__name__", str(kind))
        raise Damaged(f"A stored {name} cannot be read: {error}. Run: firsthand verify ARCHIVE") from error
    return noun


def pack(data: bytes) -> bytes:
    """Return the bytes compressed; the same bytes give the same result."""
    return zstandard.ZstdCompressor(level=6, write_checksum=True).compress(data)


def unpack(data: bytes) -> bytes:
    """Return what `pack` was given.

    Raises:
        Damaged: the bytes are not what was written.
    """
    try:
        return zstandard.ZstdDecompressor().decompress(data)
    except zstandard.ZstdError as error:
        raise Damaged(f"A stored value cannot be unpacked: {error}. Run: firsthand verify ARCHIVE") from error


def layout(kind: Any) -> str:
    """Return how values of a type are written, as JSON Schema: what was written with another layout is not read."""
    return dump(msgspec.json.schema(kind))


def schemas(kinds: tuple[Any, ...]) -> dict[str, dict[str, Any]]:
    """Return the JSON Schema of these nouns, and of all that they hold, by name; references are ``#/components/…``."""
    _, found = msgspec.json.schema_components(kinds, ref_template="#/components/schemas/{name}")
    return found
