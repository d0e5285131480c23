"""The two pages that firsthand began with continue one another."""

import pytest
from seed_pages import SEEDS, seeds

from firsthand import stories

pytestmark = [pytest.mark.shared, pytest.mark.skipif(not SEEDS.exists(), reason="../shared is not there")]


@pytest.mark.parametrize("dated", [True, False])
def test_both_pages_end_in_one_thread(dated: bool) -> None:
    pages, texts, datings = seeds()
    told = stories.group(pages, texts, datings if dated else (), {})
    assert len(told) == 1 or len({story.thread for story in told} - {None}) == 1
    assert all("Kim" in story.name for story in told)
