"""Which of day and month a page writes first."""

import pytest

from firsthand.restore.dayorder import month_first


@pytest.mark.parametrize(
    ("texts", "language", "url", "first"),
    [
        ((), None, None, None),
        ((), "en", "https://news.example.com/a", None),
        ((), "en-US", "https://news.example.com/a", "month"),
        ((), "en_GB", "https://news.example.com/a", "day"),
        ((), "zh-Hant-TW", None, "day"),
        ((), "de", None, "day"),
        ((), "en-US", "https://news.example.co.uk/a", "day"),
        ((), None, "https://www.example.gov/a", "month"),
        ((), "en-US", "https://example.io/a", "month"),
        ((), None, "http://[broken", None),
        (("Posted 09/22/2023",), "en-GB", "https://example.co.uk/a", "month"),
        (("Posted 22/09/2023", "12/11/2023"), "en-US", None, "day"),
        (("22/09/2023", "09/22/2023"), "en-US", None, "month"),
        (("version 1/22/2023/4",), None, None, None),
    ],
)
def test_other_dates_come_before_the_country_and_the_country_before_the_language(texts, language, url, first):
    share = month_first(texts, language, url)
    assert (first == "month") == (share > 0.5)
    assert (first == "day") == (share < 0.5)
