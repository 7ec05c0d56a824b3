"""Moments: days and times in ISO 8601, as feeds, sitemaps and search engines read them.

A day alone begins at midnight UTC, and a time without an offset is UTC: what a newsroom does not
say is not guessed from where a computer stands.
"""

from datetime import UTC, datetime
from functools import lru_cache

_DAY = len("2026-11-23")


@lru_cache(maxsize=4096)
def instant(moment: str) -> datetime:
    """Return when a moment is. Raises ValueError for what is no day or time in ISO 8601."""
    read = datetime.fromisoformat(moment)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


@lru_cache(maxsize=4096)
def timestamp(moment: str) -> str:
    """Return a moment as RFC 3339 has it, always with a time and an offset.

    >>> timestamp("2026-11-23"), timestamp("2026-11-23 15:07+05:00")
    ('2026-11-23T00:00:00Z', '2026-11-23T15:07:00+05:00')
    """
    return instant(moment).isoformat(timespec="seconds").replace("+00:00", "Z")


def w3c(moment: str) -> str:
    """Return a moment as sitemaps and schema.org have it: a day stays a day."""
    return moment if len(moment) == _DAY else timestamp(moment)
