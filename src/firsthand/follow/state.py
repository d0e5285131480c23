"""What was asked already: kept beside the captures, so that a run that was stopped goes on, nothing twice."""

from pathlib import Path

import apsw

_TABLES = """
CREATE TABLE IF NOT EXISTS list (url TEXT PRIMARY KEY, etag TEXT, modified TEXT) STRICT;
CREATE TABLE IF NOT EXISTS page (url TEXT PRIMARY KEY, status INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS host (name TEXT PRIMARY KEY, until REAL NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS taken (name TEXT PRIMARY KEY) STRICT;
"""


class State:
    """One small SQLite file; every fact is written when it becomes true."""

    def __init__(self, folder: Path) -> None:
        self._held = apsw.Connection(str(folder / "followed.sqlite"))
        self._held.set_busy_timeout(10_000)
        self._held.execute(_TABLES)

    def close(self) -> None:
        """Close the file."""
        self._held.close()

    def conditions(self, url: str) -> dict[str, str]:
        """Return the headers that ask for a list only if it has changed."""
        row = self._held.execute("SELECT etag, modified FROM list WHERE url = ?", (url,)).fetchone() or (None, None)
        named = zip(("If-None-Match", "If-Modified-Since"), row, strict=True)
        return {name: str(value) for name, value in named if value}

    def listed(self, url: str, etag: str | None, modified: str | None) -> None:
        """Note a list of which every page has been asked."""
        self._held.execute("INSERT OR REPLACE INTO list VALUES (?, ?, ?)", (url, etag, modified))

    def has(self, url: str) -> bool:
        """Return whether a page was asked and answered for good."""
        return self._held.execute("SELECT 1 FROM page WHERE url = ?", (url,)).fetchone() is not None

    def asked(self, url: str, status: int) -> None:
        """Note a page that was answered."""
        self._held.execute("INSERT OR REPLACE INTO page VALUES (?, ?)", (url, status))

    def taken(self, name: str) -> None:
        """Note a file of captures that the archive holds."""
        self._held.execute("INSERT OR REPLACE INTO taken VALUES (?)", (name,))

    def is_taken(self, name: str) -> bool:
        """Return whether the archive holds a file of captures."""
        return self._held.execute("SELECT 1 FROM taken WHERE name = ?", (name,)).fetchone() is not None

    def until(self, host: str) -> float:
        """Return the time (seconds since 1970) before which a host asked to be left alone."""
        row = self._held.execute("SELECT until FROM host WHERE name = ?", (host,)).fetchone()
        return float(row[0]) if row else 0.0

    def leave(self, host: str, until: float) -> None:
        """Note that a host asked to be left alone."""
        self._held.execute("INSERT OR REPLACE INTO host VALUES (?, ?)", (host, until))
