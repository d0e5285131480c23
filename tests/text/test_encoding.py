"""Encodings: what the bytes bear out outranks what is declared."""

import pytest
import webencodings

from firsthand.model.record import python_name
from firsthand.text.encoding import charset, lookup, sniff

NEWS = {
    "windows-1251": "Министр сказал, что переговоры о мосте начнутся в среду, и добавил, что стороны готовы.",
    "koi8-r": "Министр сказал, что переговоры о мосте начнутся в среду, и добавил, что стороны готовы.",
    "gb18030": "港务局发言人周三表示，双方将就渡轮问题继续谈判，并称这是重要的一步。",
    "big5": "港務局發言人週三表示，雙方將就渡輪問題繼續談判，並稱這是重要的一步。",
    "shift_jis": "港湾局は水曜日、フェリーをめぐる協議を続けると発表した。",
    "euc-jp": "港湾局は水曜日、フェリーをめぐる協議を続けると発表した。",
    "iso-2022-jp": "港湾局は水曜日、フェリーをめぐる協議を続けると発表した。",
    "euc-kr": "항만청 대변인은 수요일 양측이 여객선 문제를 계속 협의할 것이라고 말했다.",
    "windows-1250": "Rzecznik portu oświadczył, że rozmowy rozpoczną się w środę, a strony są gotowe do ustępstw.",
    "windows-1252": "Le port a déclaré que les négociations à l’étranger reprendront après l’été.",
    "windows-1253": "Ο υπουργός δήλωσε ότι οι συνομιλίες για το λιμάνι θα αρχίσουν την Τετάρτη.",
    "windows-1254": "Liman sözcüsü görüşmelerin çarşamba günü başlayacağını söyledi ve şunları ekledi.",
    "windows-1255": "דובר הנמל אמר כי השיחות יתחילו ביום רביעי",
    "windows-1256": "قال الناطق باسم الميناء إن المحادثات ستبدأ يوم الأربعاء",
    "windows-874": "โฆษกท่าเรือกล่าวว่าการเจรจาจะเริ่มในวันพุธ",
    "utf-8": "Přístav oznámil, že jednání začnou ve středu.",
    "utf-16le": "The harbour said that talks begin on Wednesday.",
    "utf-16be": "Министр сказал, что переговоры о мосте начнутся.",
}


def test_every_encoding_of_the_web_has_a_codec_that_decodes_any_bytes() -> None:
    names = {webencodings.lookup(label).name for label in webencodings.LABELS}
    assert len(names) > 35
    for name in names:
        assert isinstance(bytes(range(256)).decode(python_name(name), "replace"), str)


@pytest.mark.parametrize("name", NEWS)
def test_a_dump_that_declares_nothing_is_told_by_its_bytes(name: str) -> None:
    assert sniff(NEWS[name].encode(python_name(name)), "text") == name


@pytest.mark.parametrize("name", NEWS)
def test_what_the_transport_declares_is_believed_where_it_fits(name: str) -> None:
    assert sniff(NEWS[name].encode(python_name(name)), "text", name.upper()) == name


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ('<meta charset="windows-1251">', "windows-1251"),
        ("<META CHARSET=cp1251>", "windows-1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', "windows-1251"),
        ("<meta content='text/html;charset = koi8-r' http-equiv=content-type>", "koi8-r"),
        ('<!-- <meta charset="koi8-r"> --><meta charset="windows-1251">', "windows-1251"),
        ('<?xml version="1.0" encoding="windows-1251"?>', "windows-1251"),
        ("<!--" + "x" * 3000 + '--><meta charset="koi8-r">', "koi8-r"),
        ('<meta charset="no-such"><meta charset="koi8-r">', "koi8-r"),
    ],
)
def test_a_page_may_declare_itself(head: str, name: str) -> None:
    page = f"{head}<p>{NEWS['windows-1251']}</p>"
    assert sniff(page.encode(name), "html") == name


@pytest.mark.parametrize(
    ("payload", "declared", "expected"),
    [
        (b"\xef\xbb\xbfabc", "windows-1251", "utf-8"),
        (b"\xff\xfea\x00", "utf-8", "utf-16le"),
        (b"\xfe\xff\x00a", None, "utf-16be"),
        (b"plain", "iso-8859-1", "windows-1252"),
        (b"plain", None, "utf-8"),
        (b"", None, "utf-8"),
        (b"plain", "no-such", "utf-8"),
        (b"plain", "iso-2022-kr", "utf-8"),  # the replacement encoding is never an answer
        (NEWS["utf-8"].encode(), "iso-8859-1", "utf-8"),
        (NEWS["windows-1251"].encode(), "gbk", "utf-8"),
        (NEWS["windows-1251"].encode("cp1251"), "utf-8", "windows-1251"),
        (NEWS["windows-1252"].encode("cp1252"), "utf-8", "windows-1252"),
        (NEWS["utf-8"].encode()[:-40] + b"\xc3", None, "utf-8"),
        (NEWS["windows-1251"].encode() + "мост".encode("cp1251"), None, "utf-8"),
        (b"<meta charset=utf-16><p>plain", None, "utf-8"),
        ("Ein Fährschiff.".encode("cp1252"), None, "windows-1252"),
        (b"The \x93tenth\x94 ferry \x97 and last", None, "windows-1252"),
        (bytes(range(0x80, 0x100)) * 9, None, "utf-8"),
    ],
)
def test_order_of_trust(payload: bytes, declared: str | None, expected: str) -> None:
    assert sniff(payload, "html", declared) == expected


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("text/html; charset=UTF-8", "UTF-8"),
        ('text/html;charset="koi8-r"', "koi8-r"),
        ("text/html", None),
        ("", None),
        (None, None),
    ],
)
def test_charset_of_a_content_type(value: str | None, label: str | None) -> None:
    assert charset(value) == label


@pytest.mark.parametrize(
    ("label", "name"), [("latin1", "windows-1252"), ("sjis", "shift_jis"), (" UTF8 ", "utf-8"), ("x", None)]
)
def test_labels_mean_what_the_web_means_by_them(label: str, name: str | None) -> None:
    assert lookup(label) == name


@pytest.mark.parametrize("name", ["shift_jis", "koi8-r", "windows-874", "windows-1253", "gb18030", "euc-kr", "big5"])
def test_a_latin_declaration_does_not_hide_another_script(name: str) -> None:
    payload = (NEWS[name] * 4).encode(python_name(name))
    assert sniff(payload, "text", "iso-8859-1") == name


@pytest.mark.parametrize("name", ["utf-16le", "utf-16be"])
@pytest.mark.parametrize("language", ["gb18030", "big5", "shift_jis", "euc-kr"])
def test_wide_text_without_a_mark_or_any_ascii_is_told_by_its_letters(name: str, language: str) -> None:
    text = "".join(char for char in NEWS[language] if char > "\x7f") * 4
    assert sniff(text.encode(name), "text") == name


@pytest.mark.parametrize("name", ["shift_jis", "gb18030", "big5", "euc-kr", "euc-jp", "windows-1251", "windows-1256"])
def test_legacy_text_is_not_taken_for_wide_text(name: str) -> None:
    payload = (NEWS[name] * 9).encode(python_name(name))
    assert sniff(payload[: len(payload) // 2 * 2], "text") == name
