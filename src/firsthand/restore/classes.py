"""What class, id and role words say about an element: groups of words that designers use in any site.

The words are the trade's conventions of naming markup, not words of any page's text.
"""

import functools
import re

GROUPS: dict[str, str] = {
    "comment": "comment respond disqus reply replies talkback livefyre",
    "share": "share sharing social facebook twitter whatsapp addtoany sharedaddy tweet follow likes",
    "related": "related recommend recommended more also suggested similar next previous prev outbrain taboola trending "
    "popular mostread latest recirc readmore upnext morefrom crosslink further",
    "menu": "nav navigation navbar menu breadcrumb breadcrumbs dropdown submenu topbar skip toolbar mega",
    "side": "sidebar side aside rail widget widgets secondary complementary right left column rightcol",
    "foot": "footer foot bottom colophon copyright legal disclaimer contentinfo imprint",
    "head": "header head masthead banner logo brand hero top",
    "advert": "ad ads advert advertisement sponsor sponsored promo promotion promoted dfp gpt banner affiliate partner "
    "cta offer",
    "letter": "newsletter subscribe subscription signup optin mailing mailchimp donate donation membership paywall "
    "piano",
    "author": "author authors byline bio writer contributor profile person avatar by",
    "date": "date time published timestamp posted updated datetime dateline pubdate",
    "caption": "caption credit figcaption photocredit copyright legend wpcaption imagecaption",
    "photo": "photo image img gallery figure picture media slideshow carousel slider thumbnail thumb lightbox",
    "tag": "tag tags category categories topic topics keyword keywords label badge cat",
    "content": "content article body entry story text richtext prose longform copy articlebody postcontent rte "
    "storybody entrycontent maincontent wysiwyg paragraph paragraphs",
    "main": "main primary center central inner page single post",
    "title": "title headline heading hed h1 name",
    "deck": "deck dek subtitle subheadline subhead standfirst lead lede summary excerpt teaser intro abstract kicker "
    "description snippet blurb",
    "popup": "popup modal overlay cookie cookies consent gdpr lightbox dialog banner notice toast onetrust alert "
    "privacy",
    "pager": "pagination pager pages paging nextprev loadmore",
    "login": "login signin account register user members search form input field button btn",
    "card": "card cards teaser tile grid item list listing feed archive loop river promo block",
    "meta": "meta info details metadata postmeta entrymeta data stats views count counter",
    "hidden": "hidden hide sr screen visually invisible none collapse offscreen noprint",
    "toc": "toc contents outline jump",
    "video": "video player audio podcast youtube vimeo jwplayer brightcove embed",
    "quote": "quote blockquote pullquote pull callout",
    "table": "table tabular infobox chart data specs",
    "note": "correction corrections editor note editors clarification erratum",
    "faq": "faq accordion question answer questions",
    "post": "post posts message messages msg thread bbcode reply commentbody postbody posttext usertext",
    "fact": "fact facts factbox infobox boxcon aside sidebox callout highlight keypoints",
    "product": "product products price prices sku specification specifications specs review reviews rating cart",
    "consent": "cookie cookies consent gdpr onetrust privacy tracking tcf vendor purposes optanon cookiebot ot",
    "social": "tweet twitter instagram facebook reddit embed oembed social",
}  # fmt: skip
"""Group name to words; a word may stand in several groups."""

NAMES = tuple(GROUPS)
"""The order of the bits."""
BIT = {name: 1 << place for place, name in enumerate(NAMES)}
"""Bit of a group in a mask."""

_WORD: dict[str, int] = {}
for _name, _words in GROUPS.items():
    for _word in _words.split():
        _WORD[_word] = _WORD.get(_word, 0) | BIT[_name]

_NAMING = re.compile(
    r"[cirdCIRD](?<!\w[cirdCIRD])(?i:(?<=c)lass|(?<=i)d|(?<=r)ole|(?<=i)temprop"
    r"|(?<=d)ata-(?:component|testid|module|type|area|role))\s*=\s*"
    r"(?:\"([^\"]{1,400})\"|'([^']{1,400})'|([^\s\"'>]{1,400}))"
)
"""The first letter is looked for alone: a search for one of few letters is fast."""
_PART = re.compile(r"[a-z]{2,24}|[A-Z][a-z]{1,24}|h1|[A-Z]{2,24}")
_HIDDEN = re.compile(
    r"\s(?:hidden(?=[\s=/]|$)|aria-hidden=.?true|style=.[^\"'>]*(?:display:\s*none|visibility:\s*hidden))", re.I
)


@functools.lru_cache(maxsize=50_000)
def _word_mask(word: str) -> int:
    """Return the groups of one word, or of the longest known word that it starts or ends with."""
    word = word.lower()
    mask = _WORD.get(word)
    if mask is not None:
        return mask
    for length in range(len(word) - 1, 4, -1):
        mask = _WORD.get(word[:length]) or _WORD.get(word[-length:])
        if mask:
            return mask
    return 0


@functools.lru_cache(maxsize=20_000)
def _mask(names: str) -> int:
    mask = 0
    for part in _PART.findall(names):
        mask |= _word_mask(part)
    return mask


def naming(attributes: str) -> tuple[int, str]:
    """Return (mask of groups, naming words in lower case) of an element's attributes as serialised."""
    return _kept_naming(attributes) if len(attributes) <= _KEPT else _naming(attributes)


_KEPT = 1_000
"""Characters of the longest attributes whose meaning is kept: what is kept stays in memory."""


@functools.lru_cache(maxsize=20_000)
def _kept_naming(attributes: str) -> tuple[int, str]:
    return _naming(attributes)


def _naming(attributes: str) -> tuple[int, str]:
    if attributes[:8] == ' class="' and attributes.count("=") == 1:  # most tags have a class and nothing else
        names = attributes[8:].rstrip("/ ").removesuffix('"')[:400]
    else:
        names = " ".join(double or single or bare for double, single, bare in _NAMING.findall(attributes))
    mask = _mask(names)
    if ("hid" in attributes or "none" in attributes) and _HIDDEN.search(attributes):
        mask |= BIT["hidden"]
    return mask, names.lower()[:160]
