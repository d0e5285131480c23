"""What people send to the desk: decisions, the token, and the wish to have the archive worked out anew."""

import subprocess
import sys
import threading
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from firsthand import views
from firsthand.archive import Archive, decide, judgement
from firsthand.errors import UsageError
from firsthand.model import Judgement
from firsthand.web import watching
from firsthand.web.answer import WHO, Answers, back, fields
from firsthand.web.security import COOKIE

MOST = 100
"""Pages that can be moved to another story at once."""


class Writing:
    """The forms of one desk."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self._working: subprocess.Popen[bytes] | None = None

    async def decide(self, request: Request) -> Response:
        """Take a decision from a form, and go back to where it was made."""
        sent = await self._taken(request)
        form = dict(sent)
        pages = [value for name, value in sent if name == "page"][:MOST]
        with self.answers.open() as archive:
            made = self._made(archive, form, pages)
        decide(self.answers.path, made)
        answer = RedirectResponse(back(form.get("back", "/")), 303)
        answer.set_cookie(WHO, quote(made[0].who), max_age=31_536_000, httponly=True, samesite="strict")
        return answer

    def _made(self, archive: Archive, form: dict[str, str], pages: list[str]) -> list[Judgement]:
        """Return the decisions that a form means."""
        what, left, right = form.get("decision", ""), form.get("left", ""), form.get("right", "").strip()
        said = {"value": form.get("value"), "who": form.get("who"), "reason": form.get("reason")}
        try:
            if what == "split":
                return _split(archive, pages, left, said)
            if left.startswith("story_"):
                left = views.anchor(archive, left)
            if what.endswith(" story"):
                right = _page_of_story(archive, right)
            elif what.endswith(" party"):
                right = _party(archive, right)
            return [judgement(what, left, right or None, **said)]
        except UsageError as error:
            raise HTTPException(400, str(error).replace(archive.path, "The archive")) from error

    async def enter(self, request: Request) -> Response:
        """Take the token, and let whoever gave it write."""
        form = dict(await fields(request))
        rights = self.answers.rights
        rights.check(request, form.get("form_key", ""))
        if not rights.matches(form.get("token", "")):
            raise HTTPException(403, "This is not the token that the desk was started with.")
        answer = RedirectResponse(back(form.get("back", "/")), 303)
        answer.set_cookie(COOKIE, rights.cookie, httponly=True, samesite="strict", secure=request.url.scheme == "https")
        return answer

    async def watch(self, request: Request) -> Response:
        """Set up a watch, or take one away."""
        sent = await self._taken(request)
        try:
            return watching.change(self.answers, dict(sent), [value for name, value in sent if name == "on"])
        except UsageError as error:
            raise HTTPException(400, str(error).replace(self.answers.path, "The archive")) from error

    async def apply(self, request: Request) -> Response:
        """Have the archive worked out anew by a process of its own; the page of runs shows how far it is."""
        await self._taken(request)
        if self._working is None or self._working.poll() is not None:
            command = [sys.executable, "-m", "firsthand", "apply", self.answers.path]
            self._working = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            threading.Thread(target=self._working.wait, daemon=True).start()  # so that it does not stay as a zombie
        return RedirectResponse("/runs", 303)

    async def _taken(self, request: Request) -> list[tuple[str, str]]:
        """Return the fields of a form, if whoever sent it may write."""
        rights = self.answers.rights
        if not rights.known(request):
            raise HTTPException(403, "This desk takes no decisions from you: " + (
                "give its token first." if rights.decide else "it was started for reading only."))  # fmt: skip
        sent = await fields(request)
        rights.check(request, dict(sent).get("form_key", ""))
        return sent


def _split(archive: Archive, pages: list[str], story: str, said: dict[str, str | None]) -> list[Judgement]:
    """Return the decisions that put pages into a story of their own: each is parted from the page that stands for the
    story, and they are put together.
    """
    anchor = views.anchor(archive, story)
    if not pages or anchor in pages:
        raise UsageError(
            "Tick the pages that are to leave; the page from which the story has its text "
            f"({anchor}) stays. To move that one, tick all others."
        )
    parted = [judgement("other story", page, anchor, **said) for page in pages]
    return parted + [judgement("same story", page, pages[0], **said) for page in pages[1:]]


def _page_of_story(archive: Archive, key: str) -> str:
    """Return a page of the story that an id, or words of its name, mean; a page's id means that page."""
    if key.startswith("page_"):
        return views.find_page(archive, key)
    return views.anchor(archive, views.find_story(archive, key))


def _party(archive: Archive, key: str) -> str:
    """Return the id of the party that an id or a name means."""
    if views.party(archive, key) is not None:
        return key
    found = [row for row in views.parties(archive, key, 9) if key]
    exact = [row for row in found if str(row["name"]).casefold() == key.casefold()] or found
    if len(exact) != 1:
        names = ", ".join(f"{row['name']} ({row['id']})" for row in exact[:8]) or "none"
        raise UsageError(f"Which party is meant by {key!r}? Found: {names}. Give one of these ids.")
    return str(exact[0]["id"])
