"""The tables of a memory in PostgreSQL, and the statements that only it understands."""

SCHEMA = """
CREATE SCHEMA IF NOT EXISTS tilshi;
CREATE TABLE IF NOT EXISTS tilshi.catalog (
    id BIGSERIAL PRIMARY KEY, project TEXT NOT NULL, locale TEXT NOT NULL, name TEXT NOT NULL,
    stamp TEXT NOT NULL, UNIQUE (project, locale, name)
);
CREATE TABLE IF NOT EXISTS tilshi.segment (
    id BIGSERIAL PRIMARY KEY, digest BIGINT NOT NULL UNIQUE, shape BIGINT NOT NULL,
    locale TEXT NOT NULL, source TEXT NOT NULL, size INTEGER NOT NULL, words INTEGER[] NOT NULL
);
CREATE INDEX IF NOT EXISTS segment_shape ON tilshi.segment (shape);
CREATE INDEX IF NOT EXISTS segment_locale ON tilshi.segment (locale, id);
CREATE INDEX IF NOT EXISTS segment_words ON tilshi.segment USING GIN (words) WITH (fastupdate = off);
CREATE TABLE IF NOT EXISTS tilshi.entry (
    segment BIGINT NOT NULL REFERENCES tilshi.segment,
    catalog BIGINT NOT NULL REFERENCES tilshi.catalog ON DELETE CASCADE,
    number INTEGER NOT NULL, context TEXT NOT NULL, before BIGINT NOT NULL, after BIGINT NOT NULL,
    target TEXT NOT NULL, date TEXT NOT NULL, PRIMARY KEY (segment, catalog, number)
);
CREATE INDEX IF NOT EXISTS entry_catalog ON tilshi.entry (catalog);
"""
LOCK = "SELECT pg_advisory_xact_lock(7849112)"
"""So that two machines that come first do not create the same tables."""

THERE = "SELECT to_regclass('tilshi.entry') IS NOT NULL"
STAMP = """
INSERT INTO catalog (project, locale, name, stamp) VALUES (:project, :locale, :name, :stamp)
ON CONFLICT (project, locale, name) DO UPDATE SET stamp = excluded.stamp RETURNING id
"""
TAKE = """
DELETE FROM entry USING segment, unnest(:digests::bigint[], :numbers::integer[]) AS gone (d, n)
WHERE entry.segment = segment.id AND segment.digest = gone.d AND entry.number = gone.n
    AND entry.catalog = :catalog
"""
KEEP = """
INSERT INTO segment (digest, shape, locale, source, size, words)
SELECT d, s, :locale, t, length(t), w::integer[]
FROM unnest(:digests::bigint[], :shapes::bigint[], :sources::text[], :words::text[])
    AS new (d, s, t, w) ORDER BY d
ON CONFLICT (digest) DO NOTHING
"""
PUT = """
INSERT INTO entry SELECT segment.id, :catalog, n, c, b, a, t, w
FROM unnest(:digests::bigint[], :numbers::integer[], :contexts::text[], :befores::bigint[],
    :afters::bigint[], :targets::text[], :dates::text[]) AS new (d, n, c, b, a, t, w)
JOIN segment ON segment.digest = d
ON CONFLICT (segment, catalog, number) DO UPDATE SET context = excluded.context,
    before = excluded.before, after = excluded.after, target = excluded.target, date = excluded.date
"""
KEPT = """
SELECT segment.digest, number, context, before, after, target, date FROM entry
JOIN segment ON segment.id = entry.segment JOIN catalog ON catalog.id = entry.catalog
WHERE project = :project AND catalog.locale = :locale AND name = :name
"""
NEAR = """
WITH alike AS MATERIALIZED (
    SELECT id, source FROM segment
    WHERE locale = :locale AND words && :rare::integer[] AND size BETWEEN :low AND :high
)
SELECT id, source FROM alike
WHERE EXISTS (SELECT 1 FROM entry WHERE entry.segment = alike.id) LIMIT :most
"""
COMMON = """
SELECT most_common_elems::text::integer[], most_common_elem_freqs FROM pg_stats
WHERE schemaname = 'tilshi' AND tablename = 'segment' AND attname = 'words'
"""
RARE = """
SELECT w, (SELECT count(*) FROM segment WHERE words @> ARRAY[w]) FROM unnest(:words::integer[]) w
"""
WORDS = """
SELECT locale, sum(1 + length(source) - length(replace(source, ' ', '')))
FROM segment WHERE EXISTS (SELECT 1 FROM entry WHERE entry.segment = segment.id) GROUP BY locale
"""
SWEEP = "DELETE FROM segment WHERE NOT EXISTS (SELECT 1 FROM entry WHERE segment = segment.id)"
SIZE = "SELECT sum(pg_total_relation_size('tilshi.' || n)) FROM unnest(ARRAY['catalog', 'segment', 'entry']) n"
