"""Evidence opens the page that it stands in, also where copies of one text date each other."""

from firsthand.dating import clues, solve
from firsthand.model import Article, Origin, Record, Sighting, Stemma, record_id
from firsthand.restore import restore

TEXT = "<p>Two convoys waited below the pass, the customs office said, and a third turned back in the valley.</p>" * 4


def page(outlet: str) -> tuple[Article, Record]:
    payload = (
        f"<html><body><p>{outlet}</p><h1>Convoys wait below the pass</h1>"
        f'<time datetime="2031-03-04">2031-03-04</time>{TEXT}</body></html>'
    ).encode()
    sighting = Sighting(file=f"{outlet}.html")
    key = record_id(payload, None, None, outlet)
    record = Record(id=key, payload=payload, media="html", encoding="utf-8", sighting=sighting)
    article = restore(record)
    assert isinstance(article, Article)
    return article, record


def test_a_date_that_a_copy_states_is_evidence_of_the_copy_and_stands_once() -> None:
    pages = {
        record.id: (article, record) for article, record in (page("Selborn Post"), page("The Upper Valley Reader"))
    }
    told = {key: clues(article, record) for key, (article, record) in pages.items()}
    origin = Origin(kind="unknown", name=None, certainty=0.0)
    text = Stemma(id="text_1", witnesses=tuple(sorted(pages)), archetype=None, origin=origin)
    for dating in solve([article for article, _ in pages.values()], told, [text], [], []):
        stated = [each for each in dating.evidence if each.rule == "restore.stated.time"]
        assert sorted(str(each.record) for each in stated) == sorted(pages)
        for each in stated:
            assert each.where is not None
            assert each.where.of(pages[str(each.record)][1].page) == each.quote
