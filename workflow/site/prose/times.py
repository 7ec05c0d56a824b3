"""Days and times, as people and YAML write them."""

import re
from datetime import UTC, datetime, timedelta, timezone

_TIME = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)"
    r"(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d)(?::(\d\d)(?:[.,]\d*)?)?"
    r"(?:[ \t]*(?:(?P<utc>[Zz])|(?P<sign>[-+])(?P<hours>\d\d?):?(?P<minutes>\d\d)?))?)?",
    re.ASCII,
)
_YEARS = range(1000, 9999)
"""Every time in them can be told in every zone."""

_WEST, _EAST = timedelta(hours=-12), timedelta(hours=14)
"""The zones that there are."""


def moment(written: str) -> datetime | None:
    """Return the time, or the start of the day, that is written; None for what is neither."""
    found = _TIME.fullmatch(written)
    if not found:
        return None
    figures = [int(found[number] or 0) for number in range(1, 7)]
    zone = UTC if found["utc"] else None
    try:
        if found["sign"]:
            offset = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
            zone = timezone(-offset if found["sign"] == "-" else offset)
            if not _WEST <= (zone.utcoffset(None) or timedelta()) <= _EAST:
                return None
        year, month, day, hour, minute, second = figures
        time = datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None
    return time if year in _YEARS else None


def is_day(written: str) -> bool:
    """Tell a day from a time, of what is either."""
    return ":" not in written
