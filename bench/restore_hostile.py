"""Generated pages that hold parsers up, and what `firsthand.restore` makes of each: seconds, memory, answer."""

import resource
import time

from firsthand.model import Article, Record, Sighting
from firsthand.restore import restore

N = 50_000
TEXT = "<p>" + "The council voted on the bridge on Tuesday, and the mayor signed the plan. " * 12 + "</p>"


def shapes():
    """Return the shapes by name."""
    names = "b i u em tt big font code small s strike nobr strong".split()
    return {
        "40,000 attributes in one tag": "<div " + " ".join(f"a{i}=1" for i in range(40_000)) + ">" + TEXT,
        "40,000 equal attributes": "<div " + "a=1 " * 40_000 + ">" + TEXT,
        "attribute of 9 MB": '<div a="' + "x" * 9_000_000 + '">' + TEXT,
        "100,000 nested div": "<div>" * 100_000 + TEXT,
        "900 nested div, 300 times": ("<div>" * 900 + "x" + "</div>" * 900) * 300 + TEXT,
        "50,000 unclosed p": "<p>word" * N + TEXT,
        "50,000 unclosed li": "<ul>" + "<li>word" * N + TEXT,
        "50,000 unclosed b": "<b>word" * N + TEXT,
        "50,000 unclosed a": "<a href=x>word" * N + TEXT,
        "unclosed fonts of many sizes": "".join(f"<font size={i}>" for i in range(900)) + "<p>word" * 2_000 + TEXT,
        "formatting and paragraphs": "".join(f"<{n} id={i}>" for i in range(40) for n in names) + "<p>x</p>" * 5_000,
        "b across p": "<p><b>x</p>" * N + TEXT,
        "misnested b and i": "<b><i>x</b></i>" * N + TEXT,
        "misnested a and div": "<a><div></a></div>" * 20_000 + TEXT,
        "50,000 nested tables": "<table><tr><td>" * N + TEXT,
        "text in table": "<table>" + "word<b>" * N + TEXT,
        "foster parents": "<table><tr>" + "<div>x</div>" * N + "</table>" + TEXT,
        "select and options": "<select>" + "<option>x" * N + "</select>" + TEXT,
        "nested forms": "<form>" * N + TEXT,
        "nested buttons": "<button>" * N + TEXT,
        "nested spans": "<span>" * N + TEXT,
        "nested svg": "<svg><g>" * N + TEXT,
        "100,000 svg paths": "<svg>" + '<path d="M0"/>' * 100_000 + "</svg>" + TEXT,
        "nested math": "<math><mi>" * N + TEXT,
        "open comment starts": "<!--" * 200_000 + TEXT,
        "many comments": "<!-- x -->" * 200_000 + TEXT,
        "open tag starts": "<a " * 200_000,
        "open quotes": "<a title='" * 200_000,
        "quotes of both sorts": "<a x=\"'" * 200_000,
        "less-than signs": "<" * 2_000_000,
        "entities": "&amp;" * 1_000_000,
        "broken entities": "&am" * 2_000_000,
        "long entity names": ("&" + "a" * 300) * 20_000,
        "open scripts": "<script>" * N,
        "scripts": "<script>var x = '<p>';</script>" * N + TEXT,
        "open textareas": "<textarea>" * N + TEXT,
        "nested templates": "<template>" * N + TEXT,
        "deep JSON": '<script type="application/ld+json">' + "[" * 500_000 + "</script>" + TEXT,
        "wide JSON": '<script type="application/ld+json">[' + '{"@type":"Article"},' * 60_000 + "{}]</script>" + TEXT,
        "one word of 9 MB": "<p>" + "x" * 9_000_000,
        "9 MB of white space": "<p>" + " " * 9_000_000 + TEXT,
        "100,000 short lines": "<p>x</p>" * 100_000,
        "300,000 links": "<a href=x>x</a>" * 300_000,
        "200,000 br": "x<br>" * 200_000,
        "100,000 long classes": "".join(f'<p class="c{i} content{i} body-{i}">x</p>' for i in range(100_000)),
        "100,000 headings": "<h1>The title of it</h1>" * 100_000,
        "zero bytes": "\0" * 3_000_000,
        "stray end tags": "</p></div></b>" * 100_000 + TEXT,
        "50,000 custom elements": "<x-a>" * N + TEXT,
        "frames": "<frameset>" * N + TEXT,
        "body and html again": "<body a=1><html b=2>" * N + TEXT,
        "dates": "<p>3 May 2023</p>" * 50_000 + TEXT,
        "bylines": "<p class=author>By Ann Example</p>" * 50_000 + TEXT,
    }  # fmt: skip


def dumps():
    """Return shapes of text dumps by name."""
    sentence = "The council of the town voted on the bridge on Tuesday, and the mayor signed the plan that night.\n"
    small = {
        "sentences": sentence, "dates": "3 May 2023\n", "labels": "Related\n", "bylines": "By Ann Example\n",
        "bullets": "- a b c\n", "counters": "Like (12)\n", "digits": "0123456789\n",
    }  # fmt: skip
    made = {f"dump: 16,000 {name}": line * 16_000 for name, line in small.items()}
    made |= {f"dump: 9 MB of {name}": line * (9_000_000 // len(line)) for name, line in small.items()}
    long = {"words": "word ", "one word": "x", "stops": ".", "brackets": "(", "commas": "Aa,Bb", "spaces": " "}
    made |= {f"dump: line of 1.9 MB, {name}": text * (1_900_000 // len(text)) for name, text in long.items()}
    return made | {f"dump: line of 9 MB, {name}": text * (9_000_000 // len(text)) for name, text in long.items()}


def main():
    slow = 0
    print(f"{'shape':34}{'KB':>8}{'seconds':>9}{'peak MB':>9}  answer")
    everything = {name: ("html", text) for name, text in shapes().items()}
    everything |= {name: ("text", text) for name, text in dumps().items()}
    for name, (media, text) in everything.items():
        payload = text.encode()
        record = Record(id="page_0", payload=payload, media=media, encoding="utf-8", sighting=Sighting(file=name))
        start = time.process_time()
        found = restore(record)
        spent = time.process_time() - start
        slow += spent > 2
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        answer = (
            f"article, {len(found.text)} characters"
            if isinstance(found, Article)
            else f"{found.reason}: {found.detail[:60]}"
        )
        print(f"{name:34}{len(payload) // 1024:8}{spent:9.2f}{peak:9.0f}  {answer}", flush=True)
    print(f"{slow} of {len(everything)} shapes took over 2 s")


if __name__ == "__main__":
    main()
