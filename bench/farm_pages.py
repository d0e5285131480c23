"""Farm pages made from honest texts, in two templates, in any wording: brands, labels, counters, lists, planted words.

The texts are those of ``../shared/data`` (Wikinews, KCNA and, for other languages, SemEval-2022 task 8), read when the
bench runs. Brands and a third of all labels are made of syllables, so that no list of known words can know them.
"""

import csv
import dataclasses
import functools
import gzip
import html
import json
import random
import re
import sys

from restore_pages import SHARED

SYLLABLES = "ba ve zo li mar ten dor qui sal nop fer gus ril tav hem jor wex pal kyn bur osk lum tri cas".split()
WORDS = {
    "en": ("Current: Location: Position:", "Home Index Front", "View Reads Views", "Date: Posted: Time:",
           "Finance World Scams Health Stocks Sports My", "Related|More on this", "Ranking|Most read|Trending",
           "Recommendation|Recommended|You may like", "source: from:", "category: channel:", "More: Next:"),
    "de": ("Standort: Aktuell:", "Start Startseite", "Aufrufe", "Datum: Zeit:", "Finanzen Welt Sport Reisen",
           "Verwandt|Mehr zum Thema", "Meistgelesen|Beliebt", "Empfohlen|Empfehlungen", "Quelle:", "Kategorie:",
           "Mehr:"),
    "es": ("Actual: Posición:", "Inicio Portada", "Visitas Lecturas", "Fecha:", "Finanzas Mundo Salud Deportes",
           "Relacionados", "Lo más leído|Más vistos", "Recomendados|Recomendación", "fuente:", "categoría:", "Más:"),
    "fr": ("Actuel: Position:", "Accueil", "Vues Lectures", "Date:", "Économie Monde Santé Sport",
           "Articles liés|Sur le même sujet", "Les plus lus|Tendances", "Recommandations", "source:", "catégorie:",
           "Plus:"),
    "it": ("Attuale: Posizione:", "Home", "Visualizzazioni Letture", "Data:", "Finanza Mondo Salute",
           "Correlati", "Più letti|Classifica", "Consigliati", "fonte:", "categoria:", "Altro:"),
    "pl": ("Obecnie:", "Start", "Odsłony", "Data:", "Finanse Świat Zdrowie", "Powiązane", "Najpopularniejsze",
           "Polecane", "źródło:", "kategoria:", "Więcej:"),
    "tr": ("Konum:", "Anasayfa", "Okunma", "Tarih:", "Ekonomi Dünya Sağlık", "Benzer", "Popüler", "Önerilen",
           "kaynak:", "kategori:", "Daha:"),
    "ru": ("Сейчас:", "Главная", "Просмотров", "Дата:", "Финансы Мир Спорт", "По теме", "Популярное",
           "Рекомендуем", "источник:", "категория:", "Ещё:"),
    "zh": ("当前位置：", "首页", "浏览 阅读", "时间： 日期：", "财经 国际 体育", "相关", "排行", "推荐",
           "来源：", "分类：", "更多："),
    "ar": ("الحالي:", "الرئيسية", "مشاهدة", "التاريخ:", "اقتصاد العالم", "ذات صلة", "الأكثر قراءة", "موصى به",
           "المصدر:", "القسم:", "المزيد:"),
}  # fmt: skip
REACTIONS = ("veryGood!", "Like", "nice!", "Great", "👍", "Bravo!", "Gefällt", "Me gusta", "J’aime", "赞")


@dataclasses.dataclass
class Item:
    text: str
    cut: bool = False
    snippet: str | None = None


@dataclasses.dataclass
class Farm:
    """One page and what was put into it."""

    name: str
    template: str
    markup: bool
    language: str
    page: str
    title: str
    body: list[str]
    planted: list[str]
    section: str | None
    brand: str
    views: str | None
    claimed: str | None
    reactions: tuple[str, int] | None
    lists: dict[str, list[Item]]


@functools.cache
def texts(language: str) -> list[tuple[str, list[str]]]:
    """Return (headline, paragraphs) of the honest texts of a language."""
    found: list[tuple[str, list[str]]] = []
    csv.field_size_limit(10**8)
    if language == "en":
        for year in ("2019", "2020"):
            with (SHARED / "wikinews" / f"wikinews_{year}.csv").open(encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
            found += [(row["title"], re.split(r"\s*\n\s*\n\s*", row["text"])[1:]) for row in rows]
        rows = json.loads(gzip.decompress((SHARED / "kcna" / "kcna.json.gz").read_bytes()))
        found += [(row["headline"], row["story_text"].split("\n")) for row in rows[::9]]
    else:
        with gzip.open(SHARED / "semeval2022_task8" / "training_set.csv.gz", "rt", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                for side in "12":
                    if row["lang" + side] == language:
                        found.append(opened(row["text" + side], language))
    made = []
    for title, parts in found:
        parts = [
            part
            for part in (" ".join(part.split()) for part in parts)
            if len(part) > (25 if language == "zh" else 60) and part[-1] in ".。!?؟"
        ]
        parts = [part.lstrip("-–• ") for part in parts if "Image:" not in part]
        if (
            20 <= len(title) * (4 if language == "zh" else 1) <= 180
            and len(parts) >= 3
            and title not in parts
            and "Ã" not in title
        ):
            made.append((" ".join(title.split()), parts[:14]))
    return made


def opened(text: str, language: str) -> tuple[str, list[str]]:
    """Return (its first sentence as a headline, paragraphs of three sentences) of a text without line ends."""
    sentences = [one for one in re.split(r"(?<=[.!?])\s+|(?<=[。！？])|\s\s+", text.strip()) if one]
    gap = "" if language == "zh" else " "
    rest = sentences[1:]
    return sentences[0].rstrip(" .。"), [gap.join(rest[at : at + 3]) for at in range(0, len(rest), 3)]


def word(rng: random.Random, low: int = 2, high: int = 3) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(low, high))).capitalize()


def brand_of(rng: random.Random) -> str:
    return rng.choice((lambda: word(rng) + word(rng, 1, 2), lambda: word(rng), lambda: f"{word(rng)} {word(rng)}"))()


def label(rng: random.Random, known: str, end: str = "") -> str:
    """Return a label: one of the language's, or one time in three a word that nobody knows."""
    return rng.choice(known.split("|") if "|" in known else known.split()) if rng.random() < 0.67 else word(rng) + end


def clock(rng: random.Random) -> str:
    year, month, day = rng.randint(2019, 2026), rng.randint(1, 12), rng.randint(1, 28)
    time = f"{rng.randint(0, 23):02}:{rng.randint(0, 59):02}"
    return rng.choice((f"{year}-{month:02}-{day:02} {time}:07", f"{year}-{month:02}-{day:02} {time}",
                       f"{year}/{month:02}/{day:02}", f"{day:02}.{month:02}.{year}"))  # fmt: skip


def plant(parts: list[str], name: str, rng: random.Random) -> tuple[list[str], list[str]]:
    """Return (paragraphs with a word pushed in at up to four places, the words): pure insertions that do damage."""
    parts = list(parts)
    kinds = [r"[^\W\d_],(?= [^\W\d_])", r"\d,(?=\d{3})", r"(?<=[a-z] )(?=the |said |that |[a-z]{4,} )",
             r"(?<=, )(?=[A-Z][a-z]+ \()|(?<=[A-Z]{4}, )(?=[A-Z][a-z])"]  # fmt: skip
    taken = []
    for kind in rng.sample(kinds, rng.randint(1, 4)):
        places = [(n, hit.end()) for n, part in enumerate(parts) for hit in re.finditer(kind, part) if name not in part]
        if places:
            n, at = rng.choice(places)
            parts[n] = parts[n][:at] + name + parts[n][at:]
            taken.append(name)
    return parts, taken


def items(rng: random.Random, titles: list[str], count: int) -> list[Item]:
    """Return list items; titles with a hyphen are cut there, as the templates do."""
    made = []
    for title in rng.sample(titles, min(count, len(titles))):
        head, hyphen, rest = title.partition("-")
        compound = hyphen and len(head) > 4 and not head.endswith(" ") and rest[:1].isalnum()
        made.append(Item(head, True) if compound and rng.random() < 0.7 else Item(title))
    return made


def snippet(rng: random.Random, text: str) -> str:
    """Return the beginning of a text, cut in mid-word."""
    at = min(rng.randint(40, 110), len(text) - 2)
    while at > 20 and not (text[at - 1].isalpha() and text[at].isalpha()):
        at -= 1
    return text[:at]


def pages(count: int, seed: int = 1):
    """Yield farm pages, half of them as dumps and half as HTML."""
    for number in range(count):
        rng = random.Random(f"{seed} {number}")
        language = rng.choice(["en"] * 8 + sorted(set(WORDS) - {"en"}))
        pool = texts(language)
        draw = first if rng.random() < 0.6 else second
        yield draw(rng, number, language, pool, number % 2 == 1)


def start(rng: random.Random, language: str, pool) -> tuple[str, list[str], list[str], list[str], str]:
    """Return (headline, honest paragraphs, printed paragraphs, planted words, brand)."""
    title, body = rng.choice(pool)
    brand = brand_of(rng)
    printed, taken = body, []
    if language != "zh" and language != "ar" and rng.random() < 0.5:
        printed, taken = plant(body, brand.replace(" ", "") if rng.random() < 0.6 else word(rng), rng)
    return title, body, printed, taken, brand


def first(rng: random.Random, number: int, language: str, pool, markup: bool) -> Farm:
    """Return a page of the template with a path, counters and three lists."""
    title, body, printed, taken, brand = start(rng, language, pool)
    words = WORDS[language]
    titles = [one for one, _ in pool if one != title]
    section = label(rng, words[4])
    home, arrow = label(rng, words[1]), rng.choice((" > ", ">", " » ", " › "))
    opening = label(rng, words[0], ":") if rng.random() < 0.85 else ""
    tail = rng.choice((" -", " - ", " | ", " – ")) + brand
    views = rng.choice((f"{word(rng)} {label(rng, words[2])}", label(rng, words[2]),
                        f"{rng.randint(20, 90_000):,} {words[2].split()[0]}", None))  # fmt: skip
    claimed, stamp = clock(rng), label(rng, words[3], ":")
    mark = rng.choice(REACTIONS) if rng.random() < 0.67 else word(rng) + "!"
    amount = rng.choice((rng.randint(0, 99), rng.randint(100, 40_000)))
    gap, mid = rng.choice((" ", "")), rng.choice((f"{amount}", f"{amount:,}"))
    sizes = [rng.randint(5, 10) for _ in range(3)]
    related, ranking, picks = (items(rng, titles, size) for size in sizes)
    if len(picks) > 4:
        picks[3] = picks[1]
    names = [label(rng, known) for known in words[5:8]]
    bullets = rng.choice((("- ", "- ", ""), ("- ", "- ", "- "), ("• ", "• ", ""), ("", "", "")))
    foot = rng.choice(("", f"Copyright {brand} 2025", f"© 2025 {brand}"))
    made = Farm(f"first {number}", "first", markup, language, "", title, body, taken, section, brand, views, claimed,
                (mark, amount), {"related": related, "ranking": ranking, "recommendation": picks})  # fmt: skip
    if not markup:
        if not foot and rng.random() < 0.5 and len(picks[-1].text) > 30:
            picks[-1] = Item(picks[-1].text[: rng.randint(12, len(picks[-1].text) // 2)].rstrip(), True)
        head = [f"{opening}{home}{arrow}{section}{title}{tail}", title]
        meta = [views] if views else []
        meta.insert(rng.choice((len(meta), len(meta), 0)), f"{stamp}{claimed}")
        lines = [*head, *meta, *printed, f"{mark}{gap}({mid})"]
        for name, rows, bullet in zip(names, (related, ranking, picks), bullets, strict=True):
            lines += [name, *(bullet + one.text for one in rows)]
        made.page = "\n".join([*lines, foot] if foot else lines)
        return made
    e = html.escape
    tag = rng.choice(("p", "p", "div"))
    boxes = "".join(
        f"<{h}>{e(name)}</{h}><ul>" + "".join(f"<li><a href='/{n}.html'>{e(one.text)}</a></li>" for n, one in
                                              enumerate(rows, 10 * at)) + "</ul>"
        for at, (name, rows, h) in enumerate(zip(names, (related, ranking, picks), ["h3"] * 3, strict=True))
    )  # fmt: skip
    spans = f"<span>{e(views)}</span>" if views else ""
    made.page = (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{e(title)}{e(tail)}</title></head><body>"
        f"<div class={word(rng).lower()}><a href='/'>{e(brand)}</a></div><div class={word(rng).lower()}>"
        f"{e(opening)}<a href='/'>{e(home)}</a>{e(arrow)}<a href='/s/'>{e(section)}</a>"
        f"<span>{e(title)}{e(tail)}</span></div>"
        f"<h1>{e(title)}</h1><div class={word(rng).lower()}>{spans}<span>{e(stamp)}{claimed}</span></div>"
        f"<div class={word(rng).lower()}>" + "".join(f"<{tag}>{e(part)}</{tag}>\n" for part in printed) + "</div>"
        f"<div><a href='javascript:;'>{e(mark)}{gap}(<b>{mid}</b>)</a></div><div>{boxes}</div>"
        f"<div>{e(foot)}</div></body></html>"
    )
    return made


def second(rng: random.Random, number: int, language: str, pool, markup: bool) -> Farm:
    """Return a page of the template with a brand before the headline and one list of titles with snippets."""
    title, body, printed, taken, brand = start(rng, language, pool)
    words = WORDS[language]
    section, claimed = label(rng, words[4]), clock(rng)
    origin, kind = label(rng, words[8], ":"), label(rng, words[9], ":")
    more, name = label(rng, words[10], ":"), label(rng, words[7])
    rows = [(one, parts[0]) for one, parts in rng.sample(pool, min(len(pool), rng.randint(5, 10))) if one != title]
    listed = [Item(one, False, snippet(rng, text)) for one, text in rows]
    made = Farm(f"second {number}", "second", markup, language, "", title, body, taken, section, brand, None, claimed,
                None, {"recommendation": listed, "related": [], "ranking": []})  # fmt: skip
    if not markup:
        lines = [f"{brand}: {title}", f"{claimed}{origin}{brand}{kind}{section}", *printed, f"{more}{section}", name]
        lines += [line for one in listed for line in (one.text, one.snippet or "")]
        made.page = "\n".join(lines) + "\n"
        return made
    e = html.escape
    boxes = "".join(
        f"<dl><dt><a href='/{n}.html'>{e(one.text)}</a></dt><dd>{e(one.snippet or '')}</dd></dl>"
        for n, one in enumerate(listed)
    )
    text = "<br/><br/>\n".join(map(e, printed))
    made.page = (
        f"<!doctype html><html><head><meta charset=utf-8><title>{e(brand)}: {e(title)}</title></head><body>"
        f"<h1>{e(brand)}: {e(title)}</h1><div><i>{claimed}</i><i>{e(origin)}{e(brand)}</i><i>{e(kind)}{e(section)}</i>"
        f"</div><div class={word(rng).lower()}>{text}</div><div>{e(more)}<a href='/c/'>{e(section)}</a></div>"
        f"<h2>{e(name)}</h2>{boxes}</body></html>"
    )
    return made


if __name__ == "__main__":
    for one in pages(int(sys.argv[1]) if len(sys.argv) > 1 else 2):
        print(one.page[:3_000], "\n", "=" * 40)
