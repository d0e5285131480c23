"""What can be asked: one method a tool, each answer plain values with spans, page text fenced."""

import secrets
from collections.abc import Callable
from typing import Any

from firsthand import copies, seen, views
from firsthand.archive import Archive
from firsthand.errors import UsageError
from firsthand.model import Copy, Evidence, Origin, Span, Tables
from firsthand.views.search import query

SHOWN = 20_000
"""Characters of a page's text in one answer; ``start`` goes on."""

SOME = 40
"""Items of a list inside an answer."""


class Tools:
    """What can be asked of one archive; each method is a tool."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._number = secrets.token_hex(4)

    def fenced(self, text: str | None) -> str | None:
        """Return what a page says between fence lines that it cannot have written itself."""
        if text is None:
            return None
        return f"⟦untrusted {self._number}⟧\n{text}\n⟦end of untrusted {self._number}⟧"

    def search(self, words: str = "", party: str = "", since: str = "", until: str = "", limit: int = 10) -> Any:
        """Find pages that hold all the words ("…" keeps words together), the best first, copies of one text folded.

        since and until are days of writing as the evidence has it (2023-09-22); party is a party's id.
        """
        asked = {"q": words, "party": party, "since": since, "until": until, "collapse": "moderate"}
        with Archive(self.path) as archive:
            found = views.search(archive, query(asked), _least(limit, SOME))
        return {
            "pages_in_all": found.total,
            "texts": found.folds,
            "found": [
                {
                    "page": row["record"],
                    "written": row["written"],
                    "page_claims": row["claimed"],
                    "date_verdict": row["verdict"],
                    "story": row["story"],
                    "copies_folded": row["folded"],
                    "untrusted": self.fenced(f"{row['outlet'] or ''}: {row['title'] or ''}\n{row['snippet']}"),
                }
                for row in found.rows
            ],
        }

    def stories(self, limit: int = 20) -> Any:
        """List the stories of the archive, those that most independent reporters carry first."""
        with Archive(self.path) as archive:
            rows = views.stories(archive, _least(limit, 100))
        return [
            {"story": row["id"], "counts": views.sentence(row), "untrusted": self.fenced(str(row["name"]))}
            for row in rows
        ]

    def story(self, story: str) -> Any:
        """Show one story (its id, or words of its name): pages, timeline, and what each report added."""
        with Archive(self.path) as archive:
            card = views.story(archive, views.find_story(archive, story))
        return {
            "story": card.story.id,
            "counts": card.count.sentence,
            "underlying_sources": str(card.count.sources),
            "written": [str(card.story.earliest), str(card.story.latest)],
            "untrusted": self.fenced(card.story.name),
            "pages": [
                {name: row[name] for name in ("id", "exemplar", "written", "claimed", "verdict")}
                | {"untrusted": self.fenced(f"{row['outlet'] or ''}; text of {row['origin'] or 'unknown'}")}
                for row in card.pages[:SOME]
            ],
            "pages_left_out": max(0, len(card.pages) - SOME),
            "timeline": [
                {
                    "happened": entry.edtf,
                    "reported": str(entry.reported) if entry.reported else None,
                    "texts": entry.reporters,
                    "evidence": [self._evidence(each) for each in entry.evidence[:1]],
                    "untrusted": self.fenced(entry.text),
                }
                for entry in card.entries[:SOME]
            ],
            "news": [
                {
                    "kind": news.kind,
                    "page": news.record,
                    "span": _span(news.where),
                    "untrusted": self.fenced(news.quote),
                }
                for news in card.story.news[:SOME]
            ],
        }

    def count(self, story: str) -> Any:
        """Count the independent reporters and underlying sources of one story, with the ledger of reasons."""
        with Archive(self.path) as archive:
            count = views.story(archive, views.find_story(archive, story)).count
        return {
            "story": count.story,
            "pages": count.pages,
            "texts": count.texts,
            "independent_reporters": {"at_least": count.reporters.low, "at_most": count.reporters.high},
            "underlying_sources": {"at_least": count.sources.low, "at_most": count.sources.high},
            "coverage": self.fenced(count.coverage),
            "falls": [self.fenced(each) for each in count.counterfactuals[:SOME]],
            "ledger": [
                {
                    "side": line.side,
                    "subject": line.subject,
                    "standing": line.standing,
                    "counts_with": line.group,
                    "evidence": [self._evidence(each) for each in line.evidence[:3]],
                    "untrusted": self.fenced(f"{line.name}: {line.reason}"),
                }
                for line in count.ledger[: 5 * SOME]
            ],
            "ledger_lines_left_out": max(0, len(count.ledger) - 5 * SOME),
        }

    def page(self, page: str, start: int = 0) -> Any:
        """Show one page (id, address or file name): its article, origin, story, and the pages that share its text."""
        with Archive(self.path) as archive:
            card = views.page(archive, views.find_page(archive, page))
        if card.article is None:
            why = card.refusal
            return {
                "refused": why.reason if why else "not worked out yet",
                "untrusted": self.fenced(why.detail if why else None),
            }
        article, start = card.article, max(0, start)
        origin = card.stemma.origin if card.stemma else None
        return {
            "page": article.record,
            "address": self.fenced(article.url),
            "language": article.language,
            "origin": self._origin(origin),
            "story": card.story.id if card.story else None,
            "networks": [network.id for network in card.networks],
            "written": card.dating.edtf if card.dating else None,
            "copies": [_edge(copy, article.record) for copy in card.copies[:SOME]],
            "copies_left_out": max(0, len(card.copies) - SOME),
            "untrusted_headline": self.fenced(article.title),
            "untrusted_outlet_byline": self.fenced(f"{article.outlet or ''} / {article.byline or ''}"),
            "text_span": [start, min(len(article.text), start + SHOWN)],
            "text_length": len(article.text),
            "untrusted": self.fenced(article.text[start : start + SHOWN]),
        }

    def date_evidence(self, page: str) -> Any:
        """Tell when the text of one page was written, what the page claims, and the evidence, strongest first."""
        with Archive(self.path) as archive:
            dating = archive.datings.get(views.find_page(archive, page))
        if dating is None:
            raise UsageError("This page was refused or has not been worked out, so it has no date.")
        return {
            "page": dating.record,
            "written": dating.edtf,
            "most_likely": str(dating.likely) if dating.likely else None,
            "certainty": dating.certainty,
            "page_claims": str(dating.claimed) if dating.claimed else None,
            "verdict_on_claim": dating.verdict,
            "evidence": [self._evidence(each) for each in dating.evidence[:SOME]],
            "contradictions": [self.fenced(each.sentence) for each in dating.contradictions[:SOME]],
        }

    def claims_by_party(self, party: str, limit: int = 40) -> Any:
        """List what one party (id or name) is quoted as saying, with spans: who had it first, who repeats it."""
        with Archive(self.path) as archive:
            row = views.party(archive, party)
            if row is None:
                found = views.parties(archive, party, 9)
                if len(found) != 1:
                    known = [{"party": each["id"], "untrusted": self.fenced(str(each["name"]))} for each in found]
                    return {"which_party_is_meant": known}
                row = found[0]
            voices, left_out = views.statements(archive, str(row["id"]))
            shown = [
                (point, views.claim(archive, point.first.claim)) for point in voices[0].points[: _least(limit, 100)]
            ]
        return {
            "party": row["id"],
            "kind": row["kind"],
            "texts": row["texts"],
            "stories": row["stories"],
            "statements": [
                {
                    "page": point.first.record,
                    "written": str(point.first.day) if point.first.day else None,
                    "spans": [_span(piece) for piece in claim.content] if claim else [],
                    "hedged": point.first.hedge is not None,
                    "texts": point.texts,
                    "repeated_in": [each.record for each in point.repeats[:10]],
                    "hedge_dropped_in": [each.record for each in point.dropped[:10]],
                    "untrusted": self.fenced(point.first.content),
                }
                for point, claim in shown
            ],
            "claims_left_out": left_out,
        }

    def compare_texts(self, left: str, right: str) -> Any:
        """Tell whether one of two article texts was copied from the other, with the shared spans and every edit."""
        if max(len(left), len(right)) > seen.LONGEST:
            raise UsageError(f"A text may have {seen.LONGEST} characters.")
        copy = copies.compare(left, right, copies.Options(tables=self._tables()))
        if copy is None:
            return {"relation": None, "says": "Neither was copied from the other, as far as the words show."}
        return _edge(copy, "left") | {
            "shared": [{"left": _span(pair.left), "right": _span(pair.right)} for pair in copy.shared[: 5 * SOME]],
            "edits": [
                {
                    "kind": edit.kind,
                    "left": _span(edit.left),
                    "right": _span(edit.right),
                    "untrusted": self.fenced(f"{edit.before}\n→\n{edit.after}"),
                }
                for edit in copy.edits[: 5 * SOME]
            ],
        }

    def trace_text(self, text: str) -> Any:
        """Look in the archive for the pages that a pasted text was copied from or that were copied from it."""
        with Archive(self.path) as archive:
            found = seen.seen(archive, text, archive.tables or Tables())
            about = {str(row["id"]): row for row in seen.listed(archive, found)}
            origin = seen.origin(archive, found)
        return {
            "pages": len(found),
            "text_of": self._origin(origin),
            "found": [
                _edge(copy, seen.ASKED)
                | {
                    "page": article.record,
                    "written": about.get(article.record, {}).get("written"),
                    "story": about.get(article.record, {}).get("story"),
                    "shared": [{"pasted": _span(p.left), "page": _span(p.right)} for p in copy.shared[:SOME]],
                    "untrusted": self.fenced(article.title),
                }
                for copy, article in found[:SOME]
            ],
        }

    def _origin(self, origin: Origin | None) -> dict[str, Any] | None:
        """Return whose text it is."""
        if origin is None:
            return None
        return {"kind": origin.kind, "certainty": origin.certainty, "untrusted": self.fenced(origin.name)}

    def _tables(self) -> Tables:
        with Archive(self.path) as archive:
            return archive.tables or Tables()

    def _evidence(self, each: Evidence) -> dict[str, Any]:
        """Return a piece of evidence with its span."""
        return {
            "rule": each.rule,
            "weight": round(each.weight, 2),
            "page": each.record,
            "in": each.locus,
            "span": _span(each.where),
            "note": self.fenced(each.note),
            "untrusted": self.fenced(each.quote[:400]),
        }

    def all(self) -> list[Callable[..., Any]]:
        """Return the tools."""
        return [self.search, self.stories, self.story, self.count, self.page, self.date_evidence, self.claims_by_party,
                self.compare_texts, self.trace_text]  # fmt: skip


def _least(asked: int, most: int) -> int:
    return max(1, min(asked, most))


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _edge(copy: Copy, mine: str) -> dict[str, Any]:
    """Return an edge as seen from one of its sides."""
    left = copy.left == mine
    other = copy.right if left else copy.left
    way = None if copy.exemplar is None else "taken from there" if copy.exemplar == other else "taken from here"
    return {
        "other": other,
        "relation": copy.relation,
        "share_of_this": round(copy.left_share if left else copy.right_share, 3),
        "share_of_other": round(copy.right_share if left else copy.left_share, 3),
        "direction": way,
        "edits_in_all": len(copy.edits),
    }
