"""The page of words that lies in a bundle, for whoever has no firsthand."""

from firsthand.evidence.again import counts_differ
from firsthand.evidence.held import Again, Told

_TEXT = """\
{name}

{sentence} · underlying sources: {sources}
{coverage}

What lies here
  pages.warc       the pages as they were captured, in WARC 1.1; any WARC reader opens it
  records.json     each page: address, capture time, digest, and where it lies in pages.warc
  story.json       what the archive says of the story: texts, copies, days, claims, the count with its ledger
  spans.json       the characters that all this rests on, and where they stand in each page
  judgements.json  what people decided about these pages and parties, by whom and why
  tables.json      what the archive adds to the reference tables
  again.json       what the stages give from this file alone, by rules {rules}
  manifest.json    size, SHA-256 and CRC-32 of each file above
  timestamp.tsr    only where somebody had manifest.json time-stamped (RFC 3161)

How to check it
  firsthand verify FILE          without a network: every byte, every quote, and the count worked out again
  unzip FILE && sha256sum *      the same digests as in manifest.json
The digest of manifest.json stands for the whole file; it is also the last line of the ZIP (its comment).
Whoever changes everything, digests included, makes another bundle with another digest: quote the digest, or have it
time-stamped, if you want to show later that this is the one.

What single pages cannot show is taken from the archive as it is: which pages are one story, which sites are one
network, and which lines recur on a site.
{outcome}
"""


def readme(told: Told, result: Again) -> str:
    """Return the text of ``README.txt``."""
    archived = result.__class__(articles=(), claims=(), texts=(), datings=(), count=told.count)
    wrong = counts_differ(archived, result)
    outcome = "Worked out from these pages alone, the count is the same as in the archive."
    if wrong:
        outcome = (
            "Worked out from these pages alone, something differs from the archive, which knew more pages: "
            + " ".join(wrong).replace("was", "there was", 1)
        )
    return _TEXT.format(
        name=told.story.name, sentence=told.count.sentence, sources=told.count.sources, coverage=told.count.coverage,
        rules=told.rules, outcome=outcome,
    )  # fmt: skip
