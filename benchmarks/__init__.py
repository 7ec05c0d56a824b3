"""Benchmarks: how fast and how large Tilshi is, beside its peers and by itself.

    make bench                      all of them: half an hour
    python -m benchmarks peers      the ones named

Everything is measured on articles made up by `articles`, and every time is that of a whole
process, from its start to its end, as a user waits for it. Commands that are compared take turns,
so that a busy machine is busy for all of them; min, median and max of their rounds are printed,
and what is asked for is judged by the medians. The exit status is 1 when something fails.

peers      extraction, update after a change of one article, reassembly: Tilshi, translate-toolkit,
           mdpo, po4a. Needs the package registry once, and Debian's po4a (left out without it).
scale      1,000 articles: full runs, and runs with nothing to do.
footprint  10,000 articles: the largest resident memory of extract, status and publish.
startup    `tilshi --help` beside an import of click.
publishing  1,000 articles in four languages: a site from nothing beside Pelican and mkdocs, and a
           build with nothing to do beside a bare walk. Needs the package registry once;
           `python -m benchmarks.publishing --articles 10000` is the size that is asked for.
scripts    Kazakh in Arabic letters beside the names of CLDR: nothing is timed.
glossary   terms seen in human translations of news, beside simpler matchers. Needs the news data.
translating  the news through a slow and faulty stand-in, beside deep-translator's own loop.
memory     the translation memory, 100,000 and 1,000,000 segments: rapidfuzz over all of them, and
           translate-toolkit's matcher, beside it. Needs 3 GB of memory.
parsing    parse and render, in MB/s: nothing is asked for, it is for profiling.
markup     10,000 units in every style of tokens through an engine that mistreats them: how many
           come out broken, and how many harmless changes are put up with. Nothing is timed.
checks     false alarms of the checks on people's translations of news, the injected errors they
           find, their speed, and `tilshi check` beside pofilter on the same PO files. Needs the
           news data; `python -m benchmarks.checks --help`.
desk       pages and saves of an article of 2,000 sentences, and 50 reviewers at once for a minute,
           whose edits are replayed: none may be lost or doubled.

They work in `.tilshi/bench`, which may be deleted; environments of peers are kept there.
"""

BENCHMARKS = (
    "startup",
    "parsing",
    "markup",
    "scripts",
    "glossary",
    "memory",
    "peers",
    "scale",
    "footprint",
    "publishing",
    "translating",
    "checks",
    "desk",
)
"""The modules that `python -m benchmarks` runs, in this order; each has `run() -> list[Bar]`."""
