"""How long the server takes for each view of the desk.

    python bench/desk.py ARCHIVE [--json]

Asks every story, network and refusal list, and up to 40 pages with what they link to, in this process and one after
another, after one visit that is not counted. Times are of the server alone: from the question to the whole answer.
"""

import asyncio
import json
import re
import sys
import time
from urllib.parse import quote

import httpx

from firsthand import views
from firsthand.archive import Archive
from firsthand.web import app

ROUNDS = 5


def addresses(path: str) -> dict[str, list[str]]:
    with Archive(path) as archive:
        stories = [story.id for story in archive.stories[:60]]
        pages = [article.record for article in archive.articles[:40]]
        networks = [network.id for network in archive.networks]
        refusals = [refusal.id for refusal in archive.refusals[:20]]
        copies = [(copy.left, copy.right) for copy in archive.copies[:40]]
        parties = [str(row["id"]) for row in views.parties(archive, limit=20)]
        words = re.findall(r"\w{5,}", archive.articles[0].title or "story")[:3]
    return {
        "front": ["/"],
        "story": [f"/story/{key}" for key in stories],
        "page": [f"/page/{key}" for key in pages],
        "as found": [f"/page/{key}/found" for key in pages],
        "compare": [f"/diff/{left}/{right}" for left, right in copies],
        "network": [f"/network/{key}" for key in networks],
        "refused": [f"/page/{key}" for key in refusals],
        "refusals": ["/refusals"],
        "search": [f"/search?q={word}" for word in words],
        "search, facets": [f"/search?q={word}&collapse=moderate&dated=narrow" for word in words],
        "claim board": [f"/story/{key}/claims" for key in stories[:40]],
        "parties": ["/claims"],
        "party": [f"/party?id={quote(key)}" for key in parties],
        "decisions, runs": ["/decisions", "/runs"],
        "stories.json": ["/stories.json"],
        "REST": ["/api/v1/stories", "/api/v1/pages", "/api/v1/claims", "/api/v1/copies", f"/api/v1/search?q={words[0]}",
                 *(f"/api/v1/stories/{key}/count" for key in stories[:20])],
    }  # fmt: skip


async def measure(path: str) -> list[dict[str, object]]:
    transport = httpx.ASGITransport(app=app(path))
    rows: list[dict[str, object]] = []
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        for view, asked in addresses(path).items():
            times = []
            for address in asked:
                (await client.get(address)).raise_for_status()
                for _ in range(ROUNDS):
                    start = time.perf_counter()
                    await client.get(address)
                    times.append(1000 * (time.perf_counter() - start))
            if times:
                times.sort()
                rows.append(
                    {"view": view, "addresses": len(asked), "median ms": round(times[len(times) // 2], 1),
                     "95 % ms": round(times[int(0.95 * (len(times) - 1))], 1), "worst ms": round(times[-1], 1)}
                )  # fmt: skip
    return rows


def main() -> None:
    path = next((argument for argument in sys.argv[1:] if not argument.startswith("--")), None)
    if path is None:
        sys.exit("Give an archive: python bench/desk.py week.fh")
    rows = asyncio.run(measure(path))
    if "--json" in sys.argv:
        print(json.dumps(rows, indent=2))
        return
    print(" | ".join(rows[0]))
    for row in rows:
        print(" | ".join(str(value) for value in row.values()))


if __name__ == "__main__":
    main()
