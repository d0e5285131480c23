"""The tagger and the linker: what reading the model guarantees, whatever its weights say."""

import numpy as np
import pytest

from firsthand.claims import Options, of_text
from firsthand.claims.features import COLUMNS, Vocabulary, normal, word_classes
from firsthand.claims.linker import Piece, View
from firsthand.claims.prose import paragraphs
from firsthand.claims.tagged import pieces
from firsthand.claims.tagger import TAGS, Tagger, shipped

TEXT = "The minister said that talks failed. He left."


def small_tagger():
    rng = np.random.default_rng(7)
    vocabulary = Vocabulary({"said": 1, "that": 2}, word_classes())

    def weights(*shape):
        return rng.normal(size=shape).astype(np.float32) * 0.1

    sizes = {"vector": (3, 8), "word": (3, 8), "affix": (3, 4096, 4), "shape": (12 * 68, 4), "place": (8, 2)}
    arrays = {name: weights(*size) for name, size in sizes.items()}
    arrays |= {"enter": weights(34, 128), "enter_bias": weights(128)}
    arrays |= {"layers": weights(5, 384, 256), "layers_bias": weights(5, 256)}
    arrays |= {"scan": weights(128, 384), "scan_bias": weights(384)}
    arrays |= {"leave": weights(128, 7), "leave_bias": weights(7)}
    arrays |= {"move": weights(7, 7), "begin": weights(7), "finish": weights(7)}
    return Tagger(vocabulary, arrays)


def test_words_are_listed_without_case_and_digits():
    assert normal("O’Neil") == "o'neil"
    assert normal("2023") == "0000"


def test_a_table_has_a_row_for_each_token():
    part = paragraphs(TEXT)[0]
    table = Vocabulary({}, word_classes()).table(part)
    assert table.shape == (len(part.words), COLUMNS)


def test_an_unknown_word_still_has_form_and_class():
    vocabulary = Vocabulary({}, {"said": 5})
    assert vocabulary.row("said")[0] == 0
    assert vocabulary.row("said")[4] != vocabulary.row("sand")[4]


def test_paragraphs_do_not_see_each_other():
    tagger = small_tagger()
    one, two = (tagger.vocabulary.table(part) for part in paragraphs(TEXT + "\n\n“We left,” she said."))
    together = tagger.tags([one, two])
    assert [found.tolist() for found in together] == [tagger.tags([one])[0].tolist(), tagger.tags([two])[0].tolist()]


def test_no_paragraph_gives_no_tags():
    assert small_tagger().tags([]) == []


def test_tags_become_spans_that_end_with_their_sentence():
    part = paragraphs(TEXT)[0]
    tags = [TAGS.index("O")] * len(part.words)
    tags[4:9] = [1, 2, 2, 2, 2]  # "talks failed. He left": a source over the stop
    found = pieces(part, tags)
    assert [part.words[piece.low : piece.high] for piece in found] == [["talks", "failed"], ["He", "left"]]


def test_a_conjunction_alone_is_no_source():
    part = paragraphs("And he left.")[0]
    assert pieces(part, [1, 0, 0, 0]) == []


def test_each_cue_meets_the_spans_near_it():
    part = paragraphs(TEXT)[0]
    spans = [Piece("source", 0, 2), Piece("cue", 2, 3), Piece("content", 3, 6)]
    view = View(part, spans)
    assert list(view.pairs("source")) == [(spans[1], spans[0])]
    assert len(view.row(spans[1], spans[0])) == len(view.row(spans[1], spans[2]))


@pytest.mark.skipif(shipped() is None, reason="the package was built without its model")
def test_the_shipped_model_reads_a_plain_claim_like_the_rules():
    text = "The foreign minister said on Friday that the long talks had failed."
    claim = of_text(text, Options(model=True))[0]
    assert claim.source is not None
    assert claim.source.of(text) == "The foreign minister"
    assert "talks had failed" in claim.content[-1].of(text)
    assert any(reason.rule.startswith("claims.") for reason in claim.evidence)


@pytest.mark.skipif(shipped() is None, reason="the package was built without its model")
def test_reading_again_gives_the_same_claims():
    assert of_text(TEXT) == of_text(TEXT)
