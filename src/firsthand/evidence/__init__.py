"""One story as one file that can be checked anywhere: pages, quotes, digests, decisions, rules and the count.

Comes in: an open archive and a story, or the bytes of a bundle. Goes out: a bundle of which every byte is determined;
or what is wrong with one, down to the byte, and what comes out when the stages are run again on its pages.

Not here: saying whether the pages tell the truth, or whether they are what a site really sent: a bundle shows what one
archive held, and that it was not changed since its digest was written down or time-stamped.
"""

from firsthand.evidence.bundle import MANIFEST, bundle, digest, packed
from firsthand.evidence.check import Outcome, check
from firsthand.evidence.stamp import Stamp, request
from firsthand.evidence.stamp import check as check_stamp
from firsthand.evidence.zipped import is_zip

__all__ = ["MANIFEST", "Outcome", "Stamp", "bundle", "check", "check_stamp", "digest", "is_zip", "packed", "request"]
