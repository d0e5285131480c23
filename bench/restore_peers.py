"""The public extractors that `bench/restore.py` measures beside ours: page and address in, text, title and author out.

Each takes the page as text and its address and returns a dict; the ``bench`` extra installs them.
"""

import re


def _trafilatura(html, url, **mode):
    import trafilatura as peer

    found = peer.bare_extraction(html, url=url or None, with_metadata=True, include_comments=False, **mode)
    return {"text": found.text or "", "title": found.title, "author": found.author} if found else {}


def trafilatura_precision(html, url):
    return _trafilatura(html, url, favor_precision=True)


def trafilatura_recall(html, url):
    return _trafilatura(html, url, favor_recall=True)


def readability(html, url):
    import lxml.html
    import readability as peer

    document = peer.Document(html)
    text = "\n".join(lxml.html.fromstring(document.summary()).itertext())
    return {"text": text, "title": document.short_title()}


def newspaper(html, url):
    import newspaper as peer

    article = peer.Article(url or "http://example.org/", fetch_images=False)
    article.download(input_html=html)
    article.parse()
    return {"text": article.text, "title": article.title, "author": " and ".join(article.authors)}


def justext(html, url):
    import justext as peer

    kept = [part.text for part in peer.justext(html, peer.get_stoplist("English")) if not part.is_boilerplate]
    return {"text": "\n".join(kept)}


def heading(html, url):
    """Return the headline alone, by rule: the ``h1`` nearest to ``og:title``, else the title cut at its separator."""
    import lxml.html
    from rapidfuzz import fuzz

    page = lxml.html.fromstring(html.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    element = " ".join("".join(page.xpath("//title[1]//text()")).split())
    told = next(iter(page.xpath("//meta[@property='og:title']/@content")), "") or element
    first = [" ".join(one.text_content().split()) for one in page.xpath("//h1")]
    best = max(filter(None, first), key=lambda text: fuzz.ratio(text.casefold(), told.casefold()), default=None)
    return {"text": "", "title": best or re.split(r"\s+[|\-–—»·]\s+|\s*\|\s*", told)[0]}


PEERS = {
    "heading": heading,
    "trafilatura": _trafilatura,
    "trafilatura+p": trafilatura_precision,
    "trafilatura+r": trafilatura_recall,
    "readability": readability,
    "newspaper4k": newspaper,
    "justext": justext,
}
"""By name; ``+p`` favours precision, ``+r`` recall, as trafilatura offers."""
