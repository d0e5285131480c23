import pytest

from firsthand.model import Article, Record, Refusal, Sighting
from firsthand.restore import restore

LINKS = "".join(
    f'<li><a href="/{n}">The council of town {n} votes to close its old bridge for repairs</a></li>' for n in range(40)
)
STORY = (
    "The rowers of Quay left the harbour on Tuesday before the tide had turned, and nobody saw them go. They were out for "
    "nine hours, their trainer said, and came back with two broken oars and a story about the fog that nobody believed. "
    "The harbour office said that it had sent a boat at noon, which found nothing. The club will look at its rules."
)


def found(html):
    page = Record(
        id="page_0", payload=html.encode(), media="html", encoding="utf-8", url=None, sighting=Sighting(file="page")
    )
    return restore(page)


def test_a_story_in_one_piece_is_an_article_however_many_links_stand_around_it():
    body = f"<div class=post><h1>Rowers lost in the fog for nine hours</h1><p>{STORY}</p></div>"
    answer = found(f"<title>Rowers lost in the fog for nine hours</title><body>{body}<ul>{LINKS}</ul></body>")
    assert isinstance(answer, Article)
    assert "two broken oars" in answer.text


def test_blurbs_between_linked_titles_are_a_front():
    cards = "".join(
        f'<div class=card><h3><a href="/{n}">The council of town {n} votes to close its old bridge for repairs</a></h3>'
        + (f"<p>Repairs in town {n} will last two years.</p></div>" if n % 3 == 0 else "</div>")
        for n in range(40)
    )
    answer = found(f"<title>Towns</title><body><h1>Towns</h1>{cards}</body>")
    assert isinstance(answer, Refusal)
    assert answer.reason == "section_front"


@pytest.mark.parametrize("tag", ["p", "h3"])
def test_running_text_in_heading_elements_counts_as_text(tag):
    body = "".join(f"<{tag}>{part}.</{tag}>" for part in STORY.rstrip(".").split(". "))
    answer = found(f"<title>Rowers lost in the fog</title><body><h1>Rowers lost in the fog</h1>{body}</body>")
    assert isinstance(answer, Article)


def test_a_cookie_line_under_a_short_text_is_no_consent_wall():
    notice = "<p>Privacy & cookies: this site uses cookies. With your consent we store cookies. Manage cookies.</p>"
    answer = found(
        f"<title>Rowers lost in the fog</title><body><h1>Rowers lost in the fog</h1><p>{STORY}</p>{notice}</body>"
    )
    assert isinstance(answer, Article)
