"""The tables of the archive: one SQLite file that other tools can open too.

Columns hold what people query; ``doc`` holds the whole noun as JSON (`codec`). ``record.payload`` and ``article.doc``
are compressed with zstandard. The full-text index is an external-content table, so that it can be checked and rebuilt;
its definition names the content table in double quotes because Datasette looks for exactly that.
"""

APPLICATION_ID = 0x66686E64
"""``fhnd`` in ASCII: ``PRAGMA application_id``, so that ``file`` and we tell an archive from any other database."""

FORMAT = 2
"""``PRAGMA user_version``: raised whenever an older firsthand must not write the file. 2: log, tombstones and seal."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE run (
  id INTEGER PRIMARY KEY, started TEXT NOT NULL, finished TEXT, version TEXT NOT NULL, arguments TEXT NOT NULL,
  state TEXT NOT NULL, pages INTEGER NOT NULL DEFAULT 0, refused INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE record (
  id TEXT PRIMARY KEY, url TEXT, captured TEXT, media TEXT NOT NULL, encoding TEXT NOT NULL, digest TEXT NOT NULL,
  size INTEGER NOT NULL, rules TEXT NOT NULL, headers TEXT NOT NULL, payload BLOB NOT NULL
) STRICT;
CREATE INDEX record_url ON record (url);

CREATE TABLE sighting (
  record TEXT NOT NULL, file TEXT NOT NULL, place INTEGER NOT NULL DEFAULT -1, PRIMARY KEY (record, file, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX sighting_file ON sighting (file);

CREATE TABLE article (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT, text TEXT NOT NULL, language TEXT, url TEXT, site TEXT,
  outlet TEXT, byline TEXT, place TEXT, agency TEXT, section TEXT, brand TEXT, doc BLOB NOT NULL
) STRICT;
CREATE INDEX article_site ON article (site);

CREATE VIRTUAL TABLE article_search USING fts5(
  title, text, content="article", content_rowid="n", tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER article_in AFTER INSERT ON article BEGIN
  INSERT INTO article_search (rowid, title, text) VALUES (new.n, new.title, new.text);
END;
CREATE TRIGGER article_out AFTER DELETE ON article BEGIN
  INSERT INTO article_search (article_search, rowid, title, text) VALUES ('delete', old.n, old.title, old.text);
END;

CREATE TABLE refusal (
  id TEXT PRIMARY KEY, record TEXT, file TEXT NOT NULL, place INTEGER, stage TEXT NOT NULL, reason TEXT NOT NULL,
  detail TEXT NOT NULL, doc TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX refusal_reason ON refusal (reason);

CREATE TABLE clues (record TEXT PRIMARY KEY, doc TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE claim (
  id TEXT PRIMARY KEY, record TEXT NOT NULL, at INTEGER NOT NULL, party TEXT, party_name TEXT, party_kind TEXT,
  "source" TEXT, cue TEXT, cue_class TEXT NOT NULL, kind TEXT NOT NULL, hedge TEXT, content TEXT NOT NULL,
  doc TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_record ON claim (record, at);
CREATE INDEX claim_party ON claim (party);

CREATE TABLE judgement (
  id TEXT PRIMARY KEY, decision TEXT NOT NULL, "left" TEXT NOT NULL, "right" TEXT, value TEXT, who TEXT NOT NULL,
  at TEXT NOT NULL, reason TEXT, doc TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""
"""What is written page by page, and what people decide."""

DERIVED = """
CREATE TABLE copy (
  "left" TEXT NOT NULL, "right" TEXT NOT NULL, relation TEXT NOT NULL, score REAL NOT NULL, left_share REAL NOT NULL,
  right_share REAL NOT NULL, exemplar TEXT, doc TEXT NOT NULL, PRIMARY KEY ("left", "right")
) STRICT, WITHOUT ROWID;
CREATE INDEX copy_right ON copy ("right");

CREATE TABLE stemma (
  id TEXT PRIMARY KEY, witnesses INTEGER NOT NULL, archetype TEXT, origin_kind TEXT NOT NULL, origin TEXT,
  doc TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE witness (record TEXT PRIMARY KEY, stemma TEXT NOT NULL, exemplar TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX witness_stemma ON witness (stemma);

CREATE TABLE network (id TEXT PRIMARY KEY, name TEXT NOT NULL, sites INTEGER NOT NULL, pages INTEGER NOT NULL,
  score REAL NOT NULL, doc TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE member (record TEXT NOT NULL, network TEXT NOT NULL, PRIMARY KEY (record, network)) STRICT, WITHOUT ROWID;

CREATE TABLE dating (
  record TEXT PRIMARY KEY, date_earliest TEXT, date_latest TEXT, date_likely TEXT, date_edtf TEXT NOT NULL,
  date_claimed TEXT, date_basis TEXT, date_certainty TEXT NOT NULL, verdict TEXT NOT NULL, doc TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX dating_verdict ON dating (verdict);

CREATE TABLE story (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, thread TEXT, earliest TEXT, latest TEXT, doc TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE told (record TEXT PRIMARY KEY, story TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX told_story ON told (story);

CREATE TABLE count (
  story TEXT PRIMARY KEY, pages INTEGER NOT NULL, texts INTEGER NOT NULL, reporters_low INTEGER NOT NULL,
  reporters_high INTEGER NOT NULL, sources_low INTEGER NOT NULL, sources_high INTEGER NOT NULL, doc TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
  id TEXT PRIMARY KEY, story TEXT NOT NULL, earliest TEXT, latest TEXT, reported TEXT, text TEXT NOT NULL,
  doc TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_story ON entry (story, earliest);
"""
"""What is worked out from all pages together, and can be thrown away and made again."""

GROUPS = """
CREATE TABLE IF NOT EXISTS claim_group (
  id TEXT PRIMARY KEY, point TEXT NOT NULL, party TEXT, first TEXT NOT NULL, claims INTEGER NOT NULL,
  pages INTEGER NOT NULL, texts INTEGER NOT NULL, differences INTEGER NOT NULL, doc TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS claim_group_party ON claim_group (party);
CREATE INDEX IF NOT EXISTS claim_group_point ON claim_group (point);

CREATE TABLE IF NOT EXISTS grouped (claim TEXT PRIMARY KEY, claim_group TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS grouped_group ON grouped (claim_group);

CREATE TABLE IF NOT EXISTS party_join (id TEXT PRIMARY KEY, doc TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""
"""Claims that say the same, and parties whose names alone tell that they are one. An archive that an earlier firsthand
wrote gets them when it is next written."""

GROUP_NAMES = ("claim_group", "grouped", "party_join")
"""Tables of `GROUPS`."""

DERIVED_NAMES = (
    "copy", "stemma", "witness", "network", "member", "dating", "story", "told", "count", "entry", *GROUP_NAMES,
)  # fmt: skip
"""Tables that `store.replace_derived` empties."""

FACETS = """
CREATE TABLE IF NOT EXISTS facet (
  n INTEGER PRIMARY KEY, record TEXT NOT NULL UNIQUE, name TEXT, place TEXT, agency TEXT, language TEXT, text TEXT,
  near TEXT, story TEXT, network TEXT, earliest TEXT, latest TEXT, likely TEXT, basis TEXT, certainty TEXT, verdict TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS facet_place ON facet (place, story);

CREATE TABLE IF NOT EXISTS party (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, claims INTEGER NOT NULL, pages INTEGER NOT NULL,
  texts INTEGER NOT NULL, stories INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS party_rank ON party (texts DESC, claims DESC, id);

CREATE TABLE IF NOT EXISTS section (
  kind TEXT NOT NULL, name TEXT NOT NULL, stories INTEGER NOT NULL, pages INTEGER NOT NULL, PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS ranked (n INTEGER PRIMARY KEY, story TEXT NOT NULL UNIQUE) STRICT;
"""
"""What the desk asks for again and again, put together once: the narrow side of a page, who is quoted, the order of
stories. ``facet.n`` is ``article.n``; ``text`` and ``near`` are what copies fold into: one text, or pages that share
nine tenths of their words."""

FACET_NAMES = ("facet", "party", "section", "ranked")
"""Tables that `facets.fill` empties. An archive that an earlier firsthand wrote gets them when it is next written."""

KEEPING = """
CREATE TABLE IF NOT EXISTS log (
  n INTEGER PRIMARY KEY, at TEXT NOT NULL, what TEXT NOT NULL, doc TEXT NOT NULL, chain TEXT NOT NULL
) STRICT;
CREATE TRIGGER IF NOT EXISTS log_unchanged BEFORE UPDATE ON log BEGIN
  SELECT RAISE(ABORT, 'the log is append-only');
END;
CREATE TRIGGER IF NOT EXISTS log_complete BEFORE DELETE ON log BEGIN
  SELECT RAISE(ABORT, 'the log is append-only');
END;

CREATE TABLE IF NOT EXISTS tombstone (
  record TEXT PRIMARY KEY, digest TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS seal (stretch INTEGER PRIMARY KEY, digest BLOB NOT NULL) STRICT;
"""
"""What keeps the archive honest: the log with its chain of digests, the pages that were forgotten, and a digest for
each stretch of the file. Format 1 has none of them; an archive gets them when it is next written."""

KEEPING_NAMES = ("log", "tombstone", "seal")
"""Tables of `KEEPING`; a reader of an older archive sees them empty."""

PAST = """
CREATE TABLE IF NOT EXISTS state (n INTEGER PRIMARY KEY, mark TEXT NOT NULL, run INTEGER, at TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS was (
  kind TEXT NOT NULL, key TEXT NOT NULL, last INTEGER NOT NULL, doc BLOB, PRIMARY KEY (kind, key, last)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS article_was BEFORE DELETE ON article WHEN EXISTS (SELECT 1 FROM state) BEGIN
  INSERT INTO was SELECT 'article', old.id, (SELECT max(n) FROM state), old.doc WHERE NOT EXISTS (
    SELECT 1 FROM was WHERE kind = 'article' AND key = old.id AND last = (SELECT max(n) FROM state));
END;

CREATE TABLE IF NOT EXISTS watch (id TEXT PRIMARY KEY, doc TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS alert (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, watch TEXT NOT NULL, state INTEGER NOT NULL, sent TEXT,
  doc TEXT NOT NULL
) STRICT;
"""
"""Earlier states, see `past`; what people watch, and what came of it."""

PAST_NAMES = ("state", "was", "watch", "alert")
"""Tables of `PAST`; a reader of an older archive sees them empty."""
