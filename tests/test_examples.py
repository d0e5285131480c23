"""The invented week: its script makes the same bytes again, and its truth agrees with its files."""

from __future__ import annotations

import gzip
import json
import re
import sys
import tomllib
from collections import Counter
from datetime import date
from html import unescape
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
WEEK = ROOT / "examples" / "week"
TRUTH = json.loads((WEEK / "truth.json").read_text(encoding="utf-8"))
TEXTS = {text["key"]: text for text in TRUTH["texts"]}
STORIES = {story["key"]: story for story in TRUTH["stories"]}
PAGES = TRUTH["pages"]
ARTICLES = [page for page in PAGES if page["refusal"] is None]
REASONS = {
    "no_article",
    "section_front",
    "consent_wall",
    "paywall_stub",
    "error_page",
    "script_shell",
    "not_text",
    "empty",
}
RELATIONS = {"original", "verbatim", "edited", "excerpt", "embedding", "version", "rewrite", "translation"}
CP1252 = {"Aldersunder Bote", "Ilmery Islander"}


def _warc_payloads() -> dict[str, bytes]:
    payloads = {}
    for record in gzip.decompress((WEEK / "crawl.warc.gz").read_bytes()).split(b"WARC/1.1\r\n")[1:]:
        head, _, block = record.partition(b"\r\n\r\n")
        target = re.search(rb"WARC-Target-URI: (\S+)", head)
        if target:
            http, _, body = block.removesuffix(b"\r\n\r\n").partition(b"\r\n\r\n")
            if b"chunked" in http:
                body = _join_chunks(body)
            payloads[target[1].decode()] = body
    return payloads


def _join_chunks(body: bytes) -> bytes:
    whole = b""
    while True:
        size, _, body = body.partition(b"\r\n")
        if not int(size, 16):
            return whole
        whole, body = whole + body[: int(size, 16)], body[int(size, 16) + 2 :]


WARC = _warc_payloads()
ROWS = [json.loads(line) for line in (WEEK / "feed.jsonl").read_text(encoding="utf-8").splitlines()]


def page_text(page: dict) -> str:
    """What the page holds, as text: tags taken out, references resolved, white space made one."""
    name, _, part = page["file"].partition("#")
    if name == "feed.jsonl":
        row = ROWS[int(part) - 1]
        raw = row.get("html") or row["text"]
    else:
        data = WARC[part] if part else (WEEK / name).read_bytes()
        data = gzip.decompress(data) if name.endswith(".html.gz") else data
        raw = data.decode("windows-1252" if page["outlet"] in CP1252 else "utf-8")
    if "<html" in raw[:400].lower():
        raw = re.sub(r"</?a\b[^>]*>", "", raw)  # a link in running text adds no space
        raw = unescape(re.sub(r"<[^>]*>", " ", raw))
    return " ".join(raw.split())


def test_the_script_makes_the_same_bytes(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    sys.modules.pop("make_week", None)
    from make_week import make_week

    make_week(tmp_path / "week")
    made = {path.relative_to(tmp_path / "week"): path for path in (tmp_path / "week").rglob("*") if path.is_file()}
    kept = {path.relative_to(WEEK): path for path in WEEK.rglob("*") if path.is_file()}
    assert made.keys() == kept.keys()
    for name, path in made.items():
        left, right = path.read_bytes(), kept[name].read_bytes()
        if name.suffix == ".gz":  # the bytes of a compressor may differ between its versions
            left, right = gzip.decompress(left), gzip.decompress(right)
        assert left == right, name


def test_it_holds_what_was_promised():
    relations = Counter(page["relation"] for page in ARTICLES)
    networks = {page["network"] for page in PAGES} - {None}
    assert len(PAGES) >= 120
    assert len(STORIES) >= 10
    assert len({page["outlet"] for page in PAGES}) >= 25
    assert len(networks) >= 2
    assert relations.keys() == RELATIONS
    assert {page["refusal"] for page in PAGES} - {None} == REASONS
    assert any(page["claimed"] is None for page in ARTICLES)
    assert any(page["claim_true"] is False and page["network"] is None for page in ARTICLES)
    assert sum(path.stat().st_size for path in WEEK.rglob("*") if path.is_file()) < 3_000_000


def test_every_file_is_one_page_and_every_page_is_there():
    references = [page["file"] for page in PAGES]
    assert len(set(references)) == len(references)
    on_disk = {path.relative_to(WEEK).as_posix() for path in WEEK.rglob("*") if path.is_file()}
    assert {name.partition("#")[0] for name in references} == on_disk - {"truth.json", "firsthand.toml"}
    assert {int(name[11:]) for name in references if name.startswith("feed.jsonl#")} == set(range(1, len(ROWS) + 1))
    assert {name[14:] for name in references if name.startswith("crawl.warc.gz#")} == WARC.keys()


@pytest.mark.parametrize("page", ARTICLES, ids=lambda page: page["file"])
def test_the_truth_of_an_article_stands_in_its_page(page):
    text = page_text(page)
    for word in set(page["planted"] or ()):
        assert word in text
        text = " ".join(text.replace(word, "").split()) if word != page["brand"] else text.replace(word, "")
    if page["brand"] in (page["planted"] or ()):
        text = " ".join(text.split())
    for paragraph in page["body"]:
        assert " ".join(paragraph.split()) in text
    assert page["body"]
    assert page["title"] in text
    for line in filter(None, (page["byline"], *(page["credit"] or "").split(" / "))):
        assert line in text
    if page["url"] and "#" not in page["file"]:
        path = WEEK / page["file"]
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        assert page["url"].encode() in data


@pytest.mark.parametrize("page", [page for page in PAGES if page["furniture"]], ids=lambda page: page["file"])
def test_the_furniture_of_a_farm_page_stands_in_it(page):
    text, made = page_text(page), page["furniture"]
    for name in ("related", "ranking", "recommendation"):
        for item in made[name]:
            assert " ".join(item["text"].split()) in text
    assert made["claimed_text"] in text
    assert made["claimed_text"].startswith(page["claimed"])
    assert page["claim_true"] is False
    assert made["views"] is None or made["views"] in text
    if made["reactions"]:
        texts = Counter(item["text"] for item in made["recommendation"])
        assert max(texts.values()) == 3
        assert made["recommendation"][-1]["cut"]


@pytest.mark.parametrize("text", TRUTH["texts"], ids=lambda text: text["key"])
def test_a_text_is_printed_and_holds_its_claims(text):
    body = "\n".join(text["paragraphs"])
    first, last = map(date.fromisoformat, TRUTH["week"])
    assert any(page["text"] == text["key"] for page in ARTICLES)
    assert text["story"] in STORIES
    assert first <= date.fromisoformat(text["written"]) <= last
    assert 200 <= len(body.split()) <= 600
    assert len(text["claims"]) >= 2
    for claim in text["claims"]:
        assert claim["content"] in body
        assert claim["cue"].split()[0] in body
    for link in ("version_of", "translation_of", "rewrite_of", "embeds"):
        assert text[link] is None or text[link] in TEXTS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["file"])
def test_a_page_is_an_article_or_a_refusal(page):
    if page["refusal"]:
        assert page["text"] is page["story"] is page["relation"] is page["title"] is None
        return
    assert page["story"] == TEXTS[page["text"]]["story"]
    assert (page["exemplar"] is None) == (page["relation"] == "original")
    assert page["exemplar"] is None or page["exemplar"] in TEXTS


def test_stories_and_settings_agree():
    settings = tomllib.loads((WEEK / "firsthand.toml").read_text(encoding="utf-8"))
    assert [agency["id"] for agency in settings["agency"]] == TRUTH["agencies"]
    named = {outlet["name"] for outlet in settings["outlet"]}
    assert named <= {outlet["name"] for outlet in TRUTH["outlets"]}
    assert all(isinstance(office["first"], date) for office in settings["office"])
    for story in TRUTH["stories"]:
        for low, high in (story["reporters"], story["sources"]):
            assert 1 <= low <= high
        twin = story["look_alike_of"]
        assert twin is None or STORIES[twin]["look_alike_of"] == story["key"]
    threads = Counter(story["thread"] for story in TRUTH["stories"] if story["thread"])
    assert max(threads.values()) >= 2
