"""Commands on claims: who says what, in one page or in a whole archive."""

from pathlib import Path

import click

import firsthand
from firsthand import views
from firsthand.archive import Archive
from firsthand.cli.one import article_in
from firsthand.cli.output import rows, with_format
from firsthand.cli.which import is_archive, split, with_archive
from firsthand.errors import UsageError

DIFFERS = ("any", "number", "name", "hedge lost", "hedge added", "named", "unnamed", "wording", "fact")


@click.command(epilog="Example: firsthand claims week.fh --by ministry --cue denied")
@click.argument("place", metavar="ARCHIVE|FILE", type=click.Path(exists=True, dir_okay=False))
@click.option("--url", default=None, help="The address of a FILE, if it is known.")
@click.option("--by", default="", help="Only claims of a party: words of its name, or its id.")
@click.option("--cue", default="", help="Only by this word (`warned`), or of this class (`warns`, `denies` …).")
@click.option("--about", default="", help="Only claims whose content has these words.")
@click.option("--story", default="", help="Only of one story: an id, the start of one, or words of its name.")
@click.option(
    "--differ", type=click.Choice(DIFFERS), default=None, help="What differs between claims that say the same."
)
@click.option("--limit", type=click.IntRange(1, 20_000), default=200, show_default=True, help="At most so many rows.")
@with_format
def claims(  # noqa: PLR0913 - one for each option
    place: str, url: str | None, by: str, cue: str, about: str, story: str, differ: str | None, limit: int, form: str
) -> None:
    """List who says what, by which word: in one page (FILE), or in an ARCHIVE, where claims that say the same are one.

    With --differ: where a hedge was dropped, a number or a name changed, somebody unnamed got a name, a quotation
    other words, or a claim became a fact.
    """
    if not is_archive(place):
        if by or cue or about or story or differ:
            raise UsageError(f"{place} is no archive: one page has neither stories nor parties to choose from.")
        rows(
            form, _of_page(Path(place), url), ("party", "cue", "content", "kind"), "No attributed statement was found."
        )
        return
    with Archive(place) as opened:
        key = views.find_story(opened, story) if story else ""
        if differ is not None:
            lines = views.differences(opened, "" if differ == "any" else differ, key, by, limit)
            rows(form, lines, ("kind", "party", "before", "after", "outlet", "written", "quote"), "Nothing differs so.")
            return
        lines = views.said(opened, views.Asked(by=by, cue=cue, words=about, story=key), limit)
    rows(
        form, lines, ("party", "cue", "content", "texts", "pages", "outlet", "written"), "No claim meets all of these."
    )


@click.command(epilog="Example: firsthand parties week.fh ministry")
@with_archive("[WORDS...]")
@click.option("--limit", type=click.IntRange(1, 20_000), default=50, show_default=True, help="At most so many.")
@with_format
def parties(arguments: tuple[str, ...], limit: int, form: str) -> None:
    """List who is quoted, by how many texts; with WORDS those whose name has them all.

    The ids are what `firsthand decide … 'same party'`, `'other party'` and `name` take.
    """
    archive, wanted = split(arguments, 0, None)
    with Archive(archive) as opened:
        lines = views.parties(opened, " ".join(wanted), limit)
    rows(form, lines, ("name", "kind", "texts", "pages", "stories", "id"), "Nobody of this name is quoted.")


def _of_page(file: Path, url: str | None) -> list[views.Row]:
    text = article_in(file, url).text
    return [
        {
            "party": claim.party.name if claim.party else None,
            "source": claim.source.of(text) if claim.source else None,
            "cue": claim.cue.of(text) if claim.cue else None,
            "content": " … ".join(piece.of(text) for piece in claim.content),
            "kind": claim.kind,
            "class": claim.cue_class,
            "negated": claim.negated,
            "hedge": claim.hedge.of(text) if claim.hedge else None,
            "through": "; ".join(party.name for party in claim.through) or None,
            "start": claim.content[0].start,
        }
        for claim in firsthand.claims(text)
    ]
