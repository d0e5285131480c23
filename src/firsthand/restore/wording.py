"""What the labels of lists and counters say, in the languages that news sites are made in most.

Words of the trade, not of any page. They name the role of a list whose place has already been found by its form; a
wording that is not here leaves the role to the order of the lists. ``related`` is asked before ``ranking`` and that
before ``recommendation``: "Recommended stories related to this" is a related list.
"""

import functools
import re
from typing import Literal

ListRole = Literal["related", "ranking", "recommendation"]

_RELATED = (
    r"relat(?:ed|iert|ed)|see also|read also|also read|more on this|on this (?:topic|story)|more (?:stories|about|from)"
    r"|similar|further reading|verwandt|ähnlich|mehr zum thema|lesen sie auch|auch interessant|relacionad[oa]s?"
    r"|ver también|le[ea] también|leia (?:também|mais)|veja também|voir aussi|lire aussi|sur le même sujet|à lire aussi"
    r"|articles liés|correlat[ie]|leggi anche|gerelateerd|lees ook|zobacz (?:też|także)|czytaj (?:też|także|również)"
    r"|powiązane|по теме|читайте также|похожие|связанные|читайте також|ilgili|benzer|terkait|baca juga|liên quan"
    r"|相关|相關|関連|관련|ذات صلة|اقرأ أيضا|مقالات مشابهة|संबंधित|यह भी पढ़ें|relaterad|läs (?:mer|även)"
    r"|læs også|les også"
)
_RANKING = (
    r"most (?:read|popular|viewed|shared|watched|commented)|popular|trending|rank(?:ing|ings|ed)?"
    r"|top (?:stories|\d+|news)"
    r"|hot(?:test)?\b|best of|meistgelesen|beliebt|am meisten|top-themen|más (?:leíd|vist|popular)[oa]s"
    r"|lo más|tendencias"
    r"|mais (?:lid|vist)[oa]s|em alta|les plus (?:lus|vus|populaires)|tendances|più letti|più lette|classifica|i più"
    r"|meest gelezen|populair|najpopularniejsze|najczęściej czytane|популярн|самое читаемое|рейтинг|топ|en çok okunan"
    r"|popüler|terpopuler|terlaris|đọc nhiều|xem nhiều|排行|热门|熱門|热点|點閱|ランキング|人気|アクセス"
    r"|많이 본|인기|랭킹"
    r"|الأكثر قراءة|الأكثر|सबसे (?:ज्यादा|लोकप्रिय)|लोकप्रिय|mest läst|mest lest|mest læst"
)
_RECOMMENDATION = (
    r"recommend|suggest|picked for|for you|picks\b|editor'?s? (?:choice|pick)|you (?:may"
    r"|might) (?:also )?(?:like|enjoy)"
    r"|don'?t miss|must[- ]reads?|read next|up next|what to read|featured|handpicked|empfehl|empfohlen"
    r"|für sie|redaktionstipp"
    r"|recomend|te puede interesar|no te pierdas|para ti|para você|você pode gostar|recommand|à ne pas manquer"
    r"|pour vous|nos choix|consigliat|per te|da non perdere|raccomandat|aanbevolen|aanrader|polecan|polecamy|рекоменд"
    r"|вам (?:может|понравится)|выбор редакции|önerilen|öneri|sizin için|rekomendasi|pilihan|gợi ý|đề xuất"
    r"|推荐|推薦|精选"
    r"|おすすめ|オススメ|추천|موصى|نوصي|اخترنا لك|अनुशंसित|आपके लिए|rekommender|anbefal"
)
_ROLES: tuple[tuple[ListRole, re.Pattern[str]], ...] = (
    ("related", re.compile(_RELATED, re.I)),
    ("ranking", re.compile(_RANKING, re.I)),
    ("recommendation", re.compile(_RECOMMENDATION, re.I)),
)

_LONGEST = 80
"""Characters of a label; a longer line is a sentence or a title, whatever words it holds."""
_VIEWS = re.compile(
    r"\b(?:views?|reads?|hits|viewers|visitas|lecturas|vistas|vues|lectures|aufrufe|zugriffe|visualizações|leituras"
    r"|visualizzazioni|letture|weergaven|odsłon\w*|wyświetle\w*|görüntülen\w*|okunma|dilihat|visningar"
    r"|visninger|lượt xem)\b"
    r"|просмотр|прочтен|浏览|瀏覽|阅读|閱讀|点击|點擊|閲覧|조회|مشاهدة|مشاهدات|قراءة|बार देखा",
    re.I,
)
_COMMENTS = re.compile(
    r"comment|repl(?:y|ies)|respon[sd]|kommentar|comentario|commentaire|comentário|commenti|reacties|komentar|коммент"
    r"|yorum|評論|评论|コメント|댓글|تعليق|टिप्प|results?|photos?|page|part|age|bilder|fotos",
    re.I,
)
_SHARE = re.compile(
    r"^(?:share|print|save|email|facebook|twitter|x|whatsapp|copy link|listen|comments?|menu|search|login"
    r"|log in|sign in"
    r"|subscribe|home|news|teilen|drucken|compartir|imprimir|partager|imprimer|condividi|stampa|поделиться|分享)\b",
    re.I,
)


@functools.lru_cache(maxsize=4_096)
def role_of(label: str) -> ListRole | None:
    """Return the role that the wording of a list's label names plainly; None when it names none."""
    if len(label) > _LONGEST:
        return None
    return next((role for role, pattern in _ROLES if pattern.search(label)), None)


def names_views(text: str) -> bool:
    """Tell whether a short line speaks of views or reads."""
    return bool(_VIEWS.search(text))


def views_end(text: str) -> int | None:
    """Return where the word for views ends in a text; None when there is none."""
    found = _VIEWS.search(text)
    return found.end() if found else None


def is_reaction(label: str) -> bool:
    """Tell whether the label of a counter may be a reaction: it does not count comments, photos or pages."""
    return not _COMMENTS.search(label)


def is_tool(text: str) -> bool:
    """Tell whether a short line is one of the page's tools (share, print, search, menu)."""
    return bool(_SHARE.match(text))
