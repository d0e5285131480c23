"""A pasted text: which pages carry it, told to whoever reads, from the desk's own form alone."""

from typing import Any

from firsthand.web import app, rights

HERE = "http://localhost:8770"
PASTED = "SELBORN, Orvia (ONA) — Orvia closed its only mountain pass on Monday, Minister Sel Aurin said.\n\nTwo convoys waited."


def ask(browse: Any, small: Any, text: str, *, key: bool = True, origin: str = HERE) -> Any:
    given = rights("127.0.0.1", None, read_only=True)
    sent = {"form_key": given.form_key if key else "0" * 64, "text": text}
    return browse(app(small.path, rights=given)).request("POST", "/seen", data=sent, headers={"origin": origin})


def test_a_pasted_text_names_the_pages_that_carry_it(small: Any, browse: Any) -> None:
    answer = ask(browse, small, PASTED)
    assert answer.status_code == 200
    assert f'href="/page/{small.wire}"' in answer.text
    assert f'href="/story/{small.story}"' in answer.text
    assert PASTED.split("\n", 1)[0] in answer.text


def test_an_unknown_text_and_an_empty_one_are_told_apart(small: Any, browse: Any) -> None:
    assert "No page of this archive" in ask(browse, small, "Nobody ever put these nine words in a row.").text
    assert "1 to 200,000 characters" in ask(browse, small, "  ").text


def test_pasted_markup_is_shown_as_text(small: Any, browse: Any) -> None:
    text = ask(browse, small, "</textarea><script>alert(1)</script> said the minister of the pass.").text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


def test_another_site_cannot_ask(small: Any, browse: Any) -> None:
    assert ask(browse, small, PASTED, key=False).status_code == 403
    assert ask(browse, small, PASTED, origin="http://evil.example").status_code == 403
