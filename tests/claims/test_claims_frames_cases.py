"""What counts as a claim, case by case: source, cue, content as the rules cut them. Model off."""

import pytest

from firsthand.claims import Options, of_text

RULES = Options(model=False)


def cut(text):
    return [
        (
            claim.source.of(text) if claim.source else None,
            claim.cue.of(text) if claim.cue else None,
            " … ".join(span.of(text) for span in claim.content),
        )
        for claim in of_text(text, RULES)
    ]


CLAIMS = [
    # why, text, source, cue, content
    ("quote, then said, then source", "“We are done,” said Ana Ruiz on Tuesday in the port of Brannock.", "Ana Ruiz", "said", "“We are done,”"),
    ("source described after its name", "“We are done,” said Ana Ruiz, a spokeswoman for the port.", "Ana Ruiz, a spokeswoman for the port", "said", "“We are done,”"),
    ("quote, source, said", "“We are done,” the minister said in the old town hall.", "the minister", "said", "“We are done,”"),
    ("quote goes on", "“We are done,” Ruiz said. “That is all.”", "Ruiz", "said", "“We are done,” … “That is all.”"),
    ("colon before the quote", "The minister said: “We are done.”", "The minister", "said", "“We are done.”"),
    ("plain marks", '"It was dark in the hall," one witness told reporters.', "one witness", "told", '"It was dark in the hall,"'),
    ("indirect with that", "The minister said on Friday that the port was closed.", "The minister", "said", "that the port was closed"),
    ("indirect without that", "Experts speculated the two sides likely met in the port.", "Experts", "speculated", "the two sides likely met in the port"),
    ("have warned", "Larch, Brannock and their partners have warned that the strait could close.", "Larch, Brannock and their partners", "have warned", "that the strait could close"),
    ("content first", "The talks failed at noon, the ministry of the interior said Friday.", "the ministry of the interior", "said", "The talks failed at noon"),
    ("circumstance first", "Speaking in the capital on Monday, President Bo Tamm said the talks were over.", "President Bo Tamm", "said", "the talks were over"),
    ("negated", "The report didn’t say whether the crew survived.", "The report", "didn’t say", "whether the crew survived"),
    ("refusal", "The ministry declined to comment on the talks.", "The ministry", "declined", "to comment on the talks"),
    ("promise", "The mayor promised to rebuild the old bridge.", "The mayor", "promised", "to rebuild the old bridge"),
    ("told somebody", "Tamm told the council that taxes would rise.", "Tamm", "told", "that taxes would rise"),
    ("according to, first", "According to the Health Ministry, at least 12 people were hurt.", "the Health Ministry", "According to", "at least 12 people were hurt"),
    ("according to, last", "At least 12 people were hurt, according to the Health Ministry.", "the Health Ministry", "according to", "At least 12 people were hurt"),
    ("name and colon", "Ana Ruiz: “We will not leave the port.”", "Ana Ruiz", ":", "“We will not leave the port.”"),
    ("the verb after and", "Tamm visited the yard and said that the crane was old.", "Tamm", "said", "that the crane was old"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "source", "cue", "content"), CLAIMS)
def test_claims_are_cut_at_their_edges(why, text, source, cue, content):
    assert (source, cue, content) in cut(text), why


NONE = [
    ("manner", "The ship left the port according to plan."),
    ("manner", "Everything went according to schedule on Friday."),
    ("manner", "They were sorted according to size."),
    ("scare quotes", "The “experts” left the hall."),
    ("film title", "“The Long Night of the Soul” opens on Friday."),
    ("song title", "She sang “Rivers of the North” at noon."),
    ("a noun, not a verb", "The claims were large and the reports were long."),
    ("a participle", "The reported cases rose to forty on Friday."),
    ("plain narration", "The ship left the port at noon and sank."),
]


@pytest.mark.parametrize(("why", "text"), NONE)
def test_what_looks_like_attribution_is_none(why, text):
    assert cut(text) == [], why


def test_a_transcript_gives_each_speaker_his_words():
    text = "TAMM: We begin now.\n\nRUIZ: I have a question.\n\nTAMM: Please ask it."
    assert [row[0] for row in cut(text)] == ["TAMM", "RUIZ", "TAMM"]


def test_a_speech_over_three_paragraphs_is_one_claim():
    text = "“One,” Ana Ruiz said. “Two.\n\n“Three.\n\n“Four.”"
    rows = cut(text)
    assert len(rows) == 1
    assert rows[0][2].count("“") == 4


def test_a_speaker_named_in_the_last_paragraph_owns_the_paragraphs_before():
    text = "“This is the first part of it.\n\n“This is the second,” Ana Ruiz said."
    assert cut(text) == [("Ana Ruiz", "said", "“This is the first part of it. … “This is the second,”")]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("«No nos iremos del puerto», dijo el presidente Pablo Soto.", "el presidente Pablo Soto", "dijo"),
        ("« Nous ne partirons pas avant demain », a déclaré Anne Morel.", "Anne Morel", "a déclaré"),
        ("„Wir gehen nicht vor dem Morgen“, sagte Karla Voss am Montag.", "Karla Voss", "sagte"),
        ("„Wir gehen nicht vor dem Morgen“, sagte er.", "er", "sagte"),
        (
            "«No nos iremos del puerto», dijo la jefa del puerto, Ana Ruiz, al salir.",
            "la jefa del puerto, Ana Ruiz",
            "dijo",
        ),
    ],
)
def test_direct_quotation_is_read_in_other_languages(text, source, cue):
    assert cut(text)[0][:2] == (source, cue)


def test_two_attributions_of_one_sentence_do_not_swallow_each_other():
    text = "Tamm has warned that ships “bear the risk themselves,” the harbor office said."
    rows = cut(text)
    assert ("Tamm", "has warned", "that ships “bear the risk themselves") in [
        (s, c, t.rstrip(",”")) for s, c, t in rows
    ]
    assert ("the harbor office", "said", "Tamm has warned that ships “bear the risk themselves,”") in rows
