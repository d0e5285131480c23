"""Articles without their blocks and the lists around them: four fifths of an article in memory, and in reading.

No stage after the networks looks at what is left out here.
"""

import msgspec
from msgspec import structs

from firsthand.archive import codec
from firsthand.model import Article

_PARTS = ("blocks",)
_FURNITURE = ("related", "ranking", "recommendation", "labels", "evidence")
_Fields = dict[str, msgspec.Raw]
_decoder = msgspec.json.Decoder(_Fields)
_NOTHING = msgspec.Raw(b"[]")


def lean(article: Article) -> Article:
    """Return an article without what no stage after the networks looks at."""
    held = structs.replace(article.furniture, **dict.fromkeys(_FURNITURE, ()))
    return structs.replace(article, furniture=held, **dict.fromkeys(_PARTS, ()))


def read(doc: bytes) -> Article:
    """Return what `lean` gives for the article that `codec.dump` wrote; what it leaves out is not built first."""
    fields = _decoder.decode(doc)
    fields.update(dict.fromkeys(_PARTS, _NOTHING))
    if "furniture" in fields:
        inner = _decoder.decode(fields["furniture"])
        for name in _FURNITURE:
            inner.pop(name, None)
        fields["furniture"] = msgspec.Raw(msgspec.json.encode(inner))
    return codec.load(Article, msgspec.json.encode(fields))
