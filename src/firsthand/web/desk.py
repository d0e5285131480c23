"""What answers a reader: one method a view."""

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from firsthand import views
from firsthand.archive import Archive
from firsthand.errors import UsageError
from firsthand.views.search import query
from firsthand.web import board, card, diff, found, graph, page, pages, since, story, watching
from firsthand.web.answer import Answers, as_json, as_rows, form_of, number
from firsthand.web.frozen import Frozen, frozen

CSV_MOST = 10_000
"""Rows of a twin of a search."""


class Desk:
    """The views of one archive."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers

    def _show(self, request: Request, archive: Archive, template: str, values: dict[str, Any]) -> Response:
        return self.answers.render(request, template, archive_open=archive, **values)

    def front(self, request: Request) -> Response:
        """Answer with stories, most independent reporters first, or with those of one section."""
        with self.answers.open() as archive:
            kind, name = request.query_params.get("by", ""), request.query_params.get("is", "")
            at = number(request)
            shown = self.answers.once(
                archive, f"front {at} {kind} {name}", lambda: pages.front(archive, at, kind, name)
            )
            now = {"held": views.held(archive), "reasons": views.refusal_reasons(archive)}
            return self._show(request, archive, "front.html", shown | now)

    def stories(self, request: Request) -> Response:
        """Answer with the front's list for programs: ``/stories.json``, ``/stories.csv``."""
        with self.answers.open() as archive:
            return as_rows(views.stories(archive), form_of(request))

    def story(self, request: Request) -> Response:
        """Answer with one story."""
        with self.answers.open() as archive:
            key, form = request.path_params["key"], form_of(request)
            then = frozen(archive, request, "story", key)
            if then is not None and then.archive is not None:
                return self._then(request, archive, then, "story")
            if form == "html":
                shown = story.story(archive, key, request.cookies.get(since.SEEN, "")) | {"frozen": then}
                answer = self._show(request, archive, "story.html", shown)
                if shown["visited"].cookie:
                    answer.set_cookie(since.SEEN, shown["visited"].cookie, 31_536_000, httponly=True, samesite="strict")
                return answer
            told = views.story(archive, views.find_story(archive, key))
            return as_rows(list(told.pages), "csv") if form == "csv" else as_json(told)

    def counted(self, request: Request) -> Response:
        """Answer with the counts of each claim of a story, with both columns of the Admiralty scale, for programs."""
        with self.answers.open() as archive:
            key = views.find_story(archive, request.path_params["key"])
            return as_rows(views.assertions(archive, key), form_of(request))

    def claims(self, request: Request) -> Response:
        """Answer with who says what in one story."""
        with self.answers.open() as archive:
            shown = board.story(archive, request.path_params["key"])
            return self._board(request, archive, "board.html", shown)

    def _board(self, request: Request, archive: Archive, template: str, shown: dict[str, Any]) -> Response:
        form = form_of(request)
        if form == "html":
            return self._show(request, archive, template, shown)
        return as_json(shown["voices"]) if form == "json" else as_rows(board.rows(shown["voices"]), "csv")

    def card(self, request: Request) -> Response:
        """Answer with the card of a story, for other sites where the desk was opened to them."""
        with self.answers.open() as archive:
            svg = request.url.path.endswith(".svg")
            return card.answer(archive, request.path_params["key"], svg=svg, embed=self.answers.rights.embed)

    def page(self, request: Request) -> Response:
        """Answer with one page."""
        with self.answers.open() as archive:
            then = frozen(archive, request, "page", request.path_params["key"])
            if then is not None and then.archive is not None:
                return self._then(request, archive, then, "page")
            return self._page(request, archive, archive, request.path_params["key"], {"frozen": then})

    def _page(self, request: Request, archive: Archive, held: Archive, key: str, more: dict[str, Any]) -> Response:
        """Answer with a page as one archive holds it, on a desk of another."""
        form = form_of(request)
        if form == "html":
            at = page.span_asked(request.query_params.get("at"))
            return self._show(request, archive, "page.html", page.page(held, key, at) | more)
        shown = views.page(held, views.find_page(held, key))
        if form == "csv":
            return as_rows(page.claim_rows(shown), "csv")
        return as_json({name: getattr(shown, name) for name in shown.__slots__ if name != "record"})

    def _then(self, request: Request, archive: Archive, then: Frozen, kind: str) -> Response:
        """Answer with a story or page as it stood; nothing can be decided there."""
        held, more = then.archive or archive, {"frozen": then, "deciding": False}
        try:
            if kind == "page":
                return self._page(request, archive, held, then.key, more)
            form = form_of(request)
            if form == "html":
                return self._show(request, archive, "story.html", story.story(held, then.key) | more)
            told = views.story(held, then.key)
            return as_rows(list(told.pages), "csv") if form == "csv" else as_json(told)
        finally:
            then.close()

    def found(self, request: Request) -> Response:
        """Answer with the page as found, escaped, and what stands where in it."""
        with self.answers.open() as archive:
            if form_of(request) != "html":
                return as_rows(found.rows(archive, request.path_params["key"]), form_of(request))
            at = page.span_asked(request.query_params.get("at"))
            return self._show(request, archive, "found.html", found.found(archive, request.path_params["key"], at))

    def raw(self, request: Request) -> Response:
        """Answer with the page as found, as text: never rendered."""
        with self.answers.open() as archive:
            record = archive.records.get(views.find_page(archive, request.path_params["key"]))
            if record is None:
                raise HTTPException(404, "This place could not be read, so there is no page to show.")
            return PlainTextResponse(record.page)

    def diff(self, request: Request) -> Response:
        """Answer with two pages side by side."""
        with self.answers.open() as archive:
            shown = diff.diff(archive, request.path_params["one"], request.path_params["other"])
            form = form_of(request)
            if form == "html":
                return self._show(request, archive, "diff.html", shown)
            if shown["copy"] is None:
                raise HTTPException(404, "Neither of these two pages was copied from the other.")
            if form == "csv":
                return as_rows(diff.edit_rows(shown["copy"]), "csv")
            return as_json(diff.edge(archive, *shown["keys"]) or shown["copy"])  # as it is kept, whoever is named first

    def search(self, request: Request) -> Response:
        """Answer with pages that hold all words and meet all conditions."""
        form = form_of(request)
        with self.answers.open() as archive:
            asked = query(dict(request.query_params))
            if form == "html":
                return self._show(request, archive, "search.html", pages.search(archive, asked, number(request)))
            return as_rows(list(views.search(archive, asked, CSV_MOST).rows), form)

    def parties(self, request: Request) -> Response:
        """Answer with who is quoted in the archive."""
        form = form_of(request)
        words = request.query_params.get("name", "")[:200].strip()
        by, cue, content = (request.query_params.get(name, "")[:200].strip() for name in ("by", "cue", "words"))
        asked = views.Asked(by=by, cue=cue, words=content)
        with self.answers.open() as archive:
            if asked:
                if form == "html":
                    return self._show(request, archive, "said.html", board.claims(archive, asked))
                return as_rows(views.said(archive, asked, CSV_MOST), form)
            if form == "html":
                return self._show(request, archive, "parties.html", board.parties(archive, words, number(request)))
            return as_rows(views.parties(archive, words, CSV_MOST), form)

    def party(self, request: Request) -> Response:
        """Answer with one party and what it says."""
        with self.answers.open() as archive:
            shown = board.party(archive, request.query_params.get("id", "")[:500])
            return self._board(request, archive, "party.html", shown)

    def networks(self, request: Request) -> Response:
        """Answer with all networks of sites."""
        form = form_of(request)
        with self.answers.open() as archive:
            rows = pages.networks(archive)
            if form == "html":
                return self._show(request, archive, "networks.html", {"rows": rows})
            return as_rows(rows, form)

    def network(self, request: Request) -> Response:
        """Answer with one network of sites."""
        with self.answers.open() as archive:
            key, form = request.path_params["key"], form_of(request)
            if form == "html":
                return self._show(request, archive, "network.html", graph.network(archive, key))
            one = archive.networks.get(key)
            if one is None:
                raise UsageError("There is no such network in this archive.")
            return as_json(one) if form == "json" else as_rows(views.network_pages(archive, one.id), "csv")

    def refusals(self, request: Request) -> Response:
        """Answer with what could not be used."""
        form, reason = form_of(request), request.query_params.get("reason")
        with self.answers.open() as archive:
            if form == "html":
                return self._show(request, archive, "refusals.html", pages.refusals(archive, reason))
            return as_rows(views.refusals(archive, reason), form)

    def runs(self, request: Request) -> Response:
        """Answer with the runs, and how far the one that is going on has come."""
        form = form_of(request)
        with self.answers.open() as archive:
            rows = views.runs(archive)
            if form == "csv":
                return as_rows(rows, form)
            going = views.progress(archive)
            if form == "json":
                return as_json({"runs": rows, "progress": going})
            return self._show(request, archive, "runs.html", {"rows": rows, "going": going})

    def decisions(self, request: Request) -> Response:
        """Answer with what people decided."""
        form = form_of(request)
        with self.answers.open() as archive:
            rows = views.history(archive)
            if form != "html":
                return as_rows(rows, form)
            shown = {"rows": rows[: pages.REFUSALS], "total": len(rows), "titles": views.titles(archive, rows)}
            return self._show(request, archive, "decisions.html", shown)

    def watches(self, request: Request) -> Response:
        """Answer with what watches fired on, as a page, as rows, or as a feed."""
        return watching.answer(self.answers, request)

    def enter(self, request: Request) -> Response:
        """Answer with the form for the token."""
        with self.answers.open() as archive:
            return self._show(request, archive, "enter.html", {"back": request.query_params.get("back", "/")})
