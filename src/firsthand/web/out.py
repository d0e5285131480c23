"""What leaves the desk as a file: reports, exports, bundles; and the page on which a reader chooses them."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from firsthand import evidence, export, views
from firsthand.archive import Archive
from firsthand.export.report import SECTIONS, report
from firsthand.export.report_html import POLICY, report_html
from firsthand.export.report_md import report_md
from firsthand.web.answer import Answers
from firsthand.web.openapi import ROOT

MOST = 5_000
"""Pages of one file that the desk makes; an archive of more is for the command line, which says so."""

BUNDLE_MOST = 200
"""Pages of a bundle that the desk makes: it works the story out again, which takes about a tenth of a second a page."""

_TYPES = {
    "csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl", "parquet": "application/vnd.apache.parquet",
    "jsonld": "application/ld+json", "json": "application/json", "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems", "geojson": "application/geo+json", "wacz": "application/wacz",
    "html": "text/html; charset=utf-8", "md": "text/markdown; charset=utf-8", "zip": "application/zip",
}  # fmt: skip
"""Media type of each ending."""


class Out:
    """Files of one archive."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers

    def routes(self) -> list[Route]:
        """Return the addresses, those of REST too."""
        found: dict[str, Callable[[Request], Response]] = {
            "/export": self.choose,
            "/export/{form}": self.file,
            "/story/{key}/export": self.choose,
            "/story/{key}/export/{form}": self.file,
            "/story/{key}/report": self.report,
            "/story/{key}/report.md": self.report,
            "/story/{key}/bundle.zip": self.bundle,
            f"{ROOT}/export/{{form}}": self.file,
            f"{ROOT}/stories/{{id}}/export/{{form}}": self.file,
        }
        return [Route(path, answer, methods=["GET"]) for path, answer in found.items()]

    def choose(self, request: Request) -> Response:
        """Answer with the forms in which a story, or all pages, can be had."""
        with self.answers.open() as archive:
            key = _story(request, archive)
            story = archive.stories.get(key) if key else None
            count = archive.counts.get(key) if key else None
            pages = count.pages if count else len(archive.articles)
            forms = [
                {"name": name, "says": says, "ending": export.ENDINGS[name]}
                for name, says in export.formats().items()
                if key or name not in export.OF_STORIES
            ]
            shown: dict[str, Any] = {
                "story": story, "count": count, "forms": forms, "sections": SECTIONS, "pages": pages, "most": MOST,
                "bundle_most": BUNDLE_MOST, "base": _base(request), "embed": self.answers.rights.embed,
            }  # fmt: skip
            return self.answers.render(request, "out.html", archive_open=archive, **shown)

    def file(self, request: Request) -> Response:
        """Answer with the pages of a story, or all, in one format."""
        form = request.path_params["form"]
        if form not in export.formats():
            raise HTTPException(404, f"There is no format {form[:40]!r}; there are {', '.join(export.formats())}.")
        with self.answers.open() as archive:
            key = _story(request, archive)
            if key is None and form in export.OF_STORIES:
                raise HTTPException(404, f"{form} is about one story: ask for it at the story.")
            self._small_enough(archive, key, MOST, f"export {Path(self.answers.path).name} --as {form}")
            made = export.render(form, archive, key, _base(request))
        return self._sent(request, made, key, export.ENDINGS[form])

    def report(self, request: Request) -> Response:
        """Answer with a story's report, of the parts that were chosen: to read, or as Markdown to keep."""
        parts = [each for each in request.query_params.getlist("part") if each in SECTIONS]
        with self.answers.open() as archive:
            key = views.find_story(archive, request.path_params["key"])
            made = report(archive, key, _base(request), parts)
        if request.url.path.endswith(".md") or request.query_params.get("as_file") == "md":
            return self._sent(request, report_md(made).encode("utf-8", "replace"), key, "md")
        answer = Response(report_html(made).encode("utf-8", "replace"), media_type=_TYPES["html"])
        if request.query_params.get("as_file") == "html":
            return self._sent(request, bytes(answer.body), key, "html")
        answer.headers["content-security-policy"] = f"{POLICY}; frame-ancestors 'none'"
        return answer

    def bundle(self, request: Request) -> Response:
        """Answer with a story as one file that can be checked anywhere."""
        with self.answers.open() as archive:
            key = views.find_story(archive, request.path_params["key"])
            self._small_enough(archive, key, BUNDLE_MOST, f"bundle {Path(self.answers.path).name} {key} -o FILE")
            files = evidence.bundle(archive, key)
        return self._sent(request, evidence.packed(files), key, "zip")

    def _small_enough(self, archive: Archive, key: str | None, most: int, command: str) -> None:
        count = archive.counts.get(key) if key else None
        pages = count.pages if count else len(archive.articles)
        if pages > most:
            raise HTTPException(
                413,
                f"That would be {pages:,} pages; the desk hands out up to {most:,} at once. Use: firsthand {command}",
            )

    def _sent(self, request: Request, made: bytes, key: str | None, ending: str) -> Response:
        """Return a file to be saved, or 304 where the client has it already."""
        tag = f'"{hashlib.blake2b(made, digest_size=12).hexdigest()}"'
        headers = {"etag": tag, "cache-control": "no-cache"}
        if tag in [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]:
            return Response(status_code=304, headers=headers)
        stem = key or re.sub(r"[^0-9A-Za-z_-]", "_", Path(self.answers.path).stem)
        headers["content-disposition"] = f'attachment; filename="{stem}.{ending}"'
        return Response(made, media_type=_TYPES[ending], headers=headers)


def _story(request: Request, archive: Archive) -> str | None:
    asked = request.path_params.get("key") or request.path_params.get("id")
    return None if asked is None else views.find_story(archive, asked)


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")
