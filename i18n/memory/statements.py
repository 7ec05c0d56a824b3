"""SQL that SQLite and PostgreSQL understand alike; names after a colon are values."""

SAME = (
    "entry.context = :context AND entry.before = :before AND entry.after = :after"
    " AND (:before <> 0 OR :after <> 0)"
)
BEST = f"""
SELECT target, project, name, date, placed FROM (
    SELECT entry.target, catalog.project, catalog.name, entry.date,
        CASE WHEN {SAME} THEN 1 ELSE 0 END AS placed,
        CASE WHEN entry.context = :context THEN 1 ELSE 0 END AS fits,
        max(CASE WHEN {SAME} THEN 1 ELSE 0 END) OVER same AS ever_placed,
        max(CASE WHEN entry.context = :context THEN 1 ELSE 0 END) OVER same AS ever_fits,
        max(entry.date) OVER same AS latest,
        count(*) OVER same AS times
    FROM segment JOIN entry ON entry.segment = segment.id
        JOIN catalog ON catalog.id = entry.catalog
    WHERE segment.digest = :digest AND segment.source = :source
    WINDOW same AS (PARTITION BY entry.target)
) AS found
ORDER BY ever_placed DESC, ever_fits DESC, latest DESC, times DESC, target,
    placed DESC, fits DESC, date DESC, project, name
LIMIT 1
"""  # noqa: S608 - made of constants
"""Of several translations: one from the same place, then one in the same role, then the one last
approved, then the most frequent, then the first in order of code points."""

SHAPED = """
SELECT segment.source FROM segment
WHERE segment.shape = :shape AND segment.digest <> :digest
    AND EXISTS (SELECT 1 FROM entry WHERE entry.segment = segment.id)
ORDER BY segment.id DESC LIMIT 20
"""
STATS = """
SELECT segment.locale, count(DISTINCT segment.id), count(*), max(entry.date)
FROM entry JOIN segment ON segment.id = entry.segment
GROUP BY segment.locale ORDER BY segment.locale
"""
ALL = """
SELECT segment.id, segment.source, entry.number, entry.catalog, entry.target, entry.context,
    (SELECT source FROM segment AS other WHERE other.digest = entry.before),
    (SELECT source FROM segment AS other WHERE other.digest = entry.after),
    entry.date, catalog.project, catalog.name
FROM segment JOIN entry ON entry.segment = segment.id JOIN catalog ON catalog.id = entry.catalog
WHERE segment.locale = :locale AND segment.id > :after
    AND segment.id <= (SELECT max(id) FROM (SELECT id FROM segment
        WHERE locale = :locale AND id > :after ORDER BY id LIMIT 2000) AS page)
ORDER BY segment.id, catalog.name, entry.number
"""
