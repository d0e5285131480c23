"""Damage of encodings is undone where no language could look so, and honest text stays as it is."""

import pytest

from firsthand.text import mojibake

SAID = {
    "French": "« À côté du théâtre, où l’été s’achève, l’hôtel a brûlé », a déclaré l’élève ; ça coûte 30 €.",
    "German": "Für die Straße gäbe es „schöne Größen“, sagte Müller – doch übrig blieb nichts.",
    "Polish": "Zażółć gęślą jaźń, mówił poseł; źródło w łódzkiej gminie „Żółw” milczało.",
    "Turkish": "İçişleri bakanlığı öğleden sonra açıklamayı çağrı üzerine güncelledi; şehir sakin.",
    "Portuguese": "A nação não verá; os pães e a mãe são de São João, informação dos irmãos.",
    "Russian": "Министерство сообщило, что «мост» закрыт до вторника — ремонт продолжится.",
    "Greek": "Η κυβέρνηση ανακοίνωσε ότι η γέφυρα θα μείνει κλειστή έως την Τρίτη.",
    "Hebrew": "הגשר ייסגר עד יום שלישי, אמר הדובר של העירייה אתמול בערב.",
    "Arabic": "قال المتحدث إن الجسر سيبقى مغلقا حتى يوم الثلاثاء المقبل.",
    "Hindi": "प्रवक्ता ने कहा कि पुल मंगलवार तक बंद रहेगा।",
    "Chinese": "发言人说，这座桥将关闭到星期二。市政府正在检查。",
    "Japanese": "報道官は、橋は火曜日まで閉鎖されると述べた。市が点検している。",
    "Korean": "대변인은 다리가 화요일까지 폐쇄된다고 말했다. 시가 점검 중이다.",
}


def misread(text: str, codec: str = "cp1252") -> str:
    """Return how a text reads when its UTF-8 is taken for another encoding."""
    parts = []
    for byte in text.encode():
        try:
            parts.append(bytes([byte]).decode(codec))
        except UnicodeDecodeError:
            parts.append(chr(byte))
    return "".join(parts)


def mended(text: str, payload: bytes | None = None, encoding: str = "utf-8") -> str:
    """Return a text with its damage undone."""
    parts, at = [], 0
    for spot in mojibake.find(text, payload, encoding):
        assert at <= spot.start < spot.end
        parts += [text[at : spot.start], spot.text]
        at = spot.end
    return "".join([*parts, text[at:]])


@pytest.mark.parametrize("language", SAID)
@pytest.mark.parametrize("codec", ["cp1252", "latin-1", "cp1251", "cp1250"])
def test_a_text_that_was_misread_reads_as_before(language: str, codec: str) -> None:
    text = f"{SAID[language]} (2) {SAID['French']}"
    assert mended(misread(text, codec)) == text


@pytest.mark.parametrize("language", SAID)
def test_a_text_that_was_misread_twice_reads_as_before(language: str) -> None:
    text = f"{SAID[language]} (2) {SAID['German']}"
    assert mended(misread(misread(text))) == text


@pytest.mark.parametrize("language", ["French", "German", "Portuguese", "Russian", "Arabic", "Chinese"])
def test_damage_in_part_of_a_page_is_undone_and_the_rest_left(language: str) -> None:
    sound = "\n".join(SAID[name] for name in ("French", "German", "Polish", "Turkish"))
    assert mended(f"{sound}\n{misread(SAID[language])}\n{sound}") == f"{sound}\n{SAID[language]}\n{sound}"


@pytest.mark.parametrize(
    "text",
    [
        *SAID.values(),
        "AMANHÃ DE MANHÃ A IRMÃ VERÁ A NAÇÃO",
        "AMANHÃ\xa0DE MANHÃ\xa0A IRMÃ\xa0",
        "SÃO PAULO – À NOITE, NÃO",
        "Le mot « CAFÉ » et la « CITÉ”",
        "Es gab „ÖL“ und „FÜR“ – “CAFÉ”",
        "Ăn cơm ở CHÂU\xa0ÂU",
        "ÂNCORA, Â e Ã",
        "He saw &quot;Ã¤&quot; instead of &quot;ä&quot; on the screen.",
        "Рік тому Рівне і Рєпін; Сіверськ",
        "“Quotes” — dashes – ellipses… and 90° ± 5 © 2020 ™",
        "naïve façade, 5 €, £30, ½ cup",
        "",
        "plain words",
    ],
)
def test_honest_text_stays_as_it_is(text: str) -> None:
    assert mojibake.find(text) == []


def test_damage_in_entities_is_undone_without_making_markup() -> None:
    text = "We don&acirc;&euro;&trade;t &lt;b&gt; know, isn&acirc;&euro;&trade;t it &Atilde;&copy;&lt;i&gt;"
    assert mended(text) == "We don’t &lt;b&gt; know, isn’t it é&lt;i&gt;"


def test_a_closing_quotation_mark_whose_last_byte_was_lost_is_one_again() -> None:
    assert mended("<p>â€œWe left,â€ she said.</p>") == "<p>“We left,” she said.</p>"


def test_damage_that_only_code_shows_is_codes() -> None:
    assert mojibake.find('<script>x = s.replace("â€™", "\'").replace("Ã©", "e")</script><p>Sound text.</p>') == []
    assert mojibake.find("<style>/* â€™ */</style><!-- Ã© --><p>Sound text.</p>") == []


def test_damage_in_a_pages_data_is_text() -> None:
    assert len(mojibake.find('<script type="application/ld+json">{"a": "cafÃ© dâ€™or"}</script>')) == 2


def test_single_bytes_of_windows_1252_in_utf_8_are_read_as_such() -> None:
    payload = "Été à Genève, ".encode() + b"caf\xe9 \x93rond\x94 " + "à côté".encode()
    assert mended(payload.decode("utf-8", "replace"), payload) == "Été à Genève, café “rond” à côté"


def test_single_bytes_that_say_nothing_stay_lost() -> None:
    payload = "Été à Genève ".encode() + b"\x81 \xff\xff"
    assert mojibake.find(payload.decode("utf-8", "replace"), payload) == []


def test_latin_letters_read_as_cyrillic_are_latin_again() -> None:
    text = SAID["French"].replace("’", "'").replace("À côté", "Le théâtre à côté où même l'été était brûlé")
    payload = text.encode("cp1252")
    assert mended(payload.decode("cp1251"), payload, "windows-1251") == text


def test_russian_with_latin_names_stays_russian() -> None:
    payload = "Компания XYZ и iPhone-ы, а также e-мail и Windows продаются".encode("cp1251")
    assert mojibake.find(payload.decode("cp1251"), payload, "windows-1251") == []


def test_a_page_of_damage_alone_takes_time_in_its_length() -> None:
    assert len(mojibake.find("Ã© " * 100_000)) == 50_000
    assert mojibake.find("<script" * 50_000 + "é") == []
