"""A text that a reader pastes in: which pages of the archive carry it. Nothing is taken in or kept."""

from starlette.requests import Request
from starlette.responses import Response

from firsthand import seen, views
from firsthand.errors import UsageError
from firsthand.model import Tables
from firsthand.web.answer import Answers, fields


class Asking:
    """The page on which a text is pasted."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers

    def form(self, request: Request) -> Response:
        """Show the form."""
        with self.answers.open() as archive:
            return self.answers.render(request, "seen.html", archive_open=archive, text="", rows=None, wrong=None)

    async def answer(self, request: Request) -> Response:
        """Tell which pages carry the text that was sent."""
        sent = dict(await fields(request))
        self.answers.rights.check(request, sent.get("form_key", ""))
        text, wrong = sent.get("text", ""), None
        with self.answers.open() as archive:
            try:
                found = seen.seen(archive, text, archive.tables or Tables())
            except UsageError as error:
                found, wrong = (), str(error)
            rows = seen.listed(archive, found)
            origin = seen.origin(archive, found)
            keys = list(dict.fromkeys(str(row["story"]) for row in rows if row["story"]))
            return self.answers.render(
                request,
                "seen.html",
                archive_open=archive,
                text=text,
                wrong=wrong,
                rows=None if wrong else rows,
                whole=sum(float(row["share"] or 0) >= seen.WHOLE for row in rows),
                origin=origin,
                whose=views.agencies(archive).get(origin.name, origin.name) if origin and origin.name else None,
                stories=views.story_rows_of(archive, keys),
            )
