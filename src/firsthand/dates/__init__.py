"""Partial dates as intervals of days. A comparison never invents precision: what is not known is not compared.

Comes in: strings that print a date (a date line, a meta value, a header, an EDTF expression). Goes out: `Interval`
values, several where the string can be read in several ways (``03/04/2023``). ``None`` is an open or unknown end; it
is never replaced by a guess, by today, or by the first of January.

Not here: expressions that need a day to hang on (``on Wednesday``, ``Sept. 19``): `firsthand.text.when`.
"""

from firsthand.dates.edtf import from_edtf
from firsthand.dates.interval import Interval, day, month, year
from firsthand.dates.names import month_of, weekday_of
from firsthand.dates.printed import find, parse, windows

__all__ = ["Interval", "day", "find", "from_edtf", "month", "month_of", "parse", "weekday_of", "windows", "year"]
