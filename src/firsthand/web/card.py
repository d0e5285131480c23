"""The card of a story for other sites: one sentence, in which the numbers cannot be cut from what they speak of."""

import textwrap
from xml.sax.saxutils import escape

from starlette.responses import HTMLResponse, Response

from firsthand import views
from firsthand.archive import Archive
from firsthand.errors import UsageError
from firsthand.web.answer import templates
from firsthand.web.security import POLICY
from firsthand.web.templating import days, harmless

LINE = 54
"""Letters on one line of the card."""


def sentence(archive: Archive, key: str) -> tuple[str, str, str]:
    """Return id, name and sentence of a story; every number stands in the middle of the words that bound it.

    Raises:
        UsageError: there is no such story.
    """
    story = archive.stories.get(views.find_story(archive, key))
    count = archive.counts.get(story.id) if story else None
    if story is None or count is None:
        raise UsageError(f"There is no story {key!r} with a count in this archive.")
    pages = "One page tells" if count.pages == 1 else f"All {count.pages} pages that tell"
    texts = "one text" if count.texts == 1 else f"{count.texts} texts"
    origins = "one independent reporter" if str(count.reporters) == "1" else f"{count.reporters} independent reporters"
    sources = "one underlying source" if str(count.sources) == "1" else f"{count.sources} underlying sources"
    when = f", written {days(story.earliest, story.latest)}," if story.earliest or story.latest else ""
    rest = "come down to" if count.pages != 1 else "rests on"
    verb = f"this story{when} in one archive of captured pages {'it ' if count.pages == 1 else ''}{rest}"
    text = (
        f"{pages} {verb} {texts} of {origins} and {sources}, as far as this archive holds and could read them; what"
        " it does not hold is not counted."
    )
    return story.id, str(harmless(story.name)), text


def answer(archive: Archive, key: str, *, svg: bool, embed: bool) -> Response:
    """Return the card as a picture, or as a page that may be framed where the desk was opened to other sites."""
    story, name, text = sentence(archive, key)
    made: Response
    if svg:
        made = Response(picture(name, text), media_type="image/svg+xml")
    else:
        made = HTMLResponse(templates.get_template("card.html").render(key=story, name=name, text=text))
    if embed:
        made.headers["content-security-policy"] = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
        made.headers["cross-origin-resource-policy"] = "cross-origin"
    return made


def picture(name: str, text: str) -> str:
    """Return the card as SVG: lines of one size, the numbers in the midst of them."""
    title = textwrap.wrap(name, 46)[:3]
    lines = textwrap.wrap(text, LINE)
    height = 40 + 26 * len(title) + 21 * len(lines) + 14
    rows = [
        f'<text x="22" y="{36 + 26 * n}" font-family="Georgia, serif" font-size="20" font-weight="600"'
        f' fill="#1d1c1a">{escape(line)}</text>'
        for n, line in enumerate(title)
    ]
    top = 36 + 26 * len(title)
    rows += [
        f'<text x="22" y="{top + 6 + 21 * n}" font-family="system-ui, sans-serif" font-size="15"'
        f' fill="#3a3835">{escape(line)}</text>'
        for n, line in enumerate(lines)
    ]
    label = escape(f"{name}. {text}", {'"': "&quot;"})
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="480" height="{height}" viewBox="0 0 480 {height}" role="img"'
        f' aria-label="{label}"><rect width="480" height="{height}" rx="8" fill="#fbfaf7" stroke="#dcd8cf"/>'
        f"{''.join(rows)}</svg>"
    )
