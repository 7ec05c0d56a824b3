"""Moments: days stay days where they may, and times always have an offset."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.site.metadata import moments


@pytest.mark.parametrize(
    ("moment", "timestamp", "w3c"),
    [
        ("2026-11-23", "2026-11-23T00:00:00Z", "2026-11-23"),
        ("2026-11-23T15:07", "2026-11-23T15:07:00Z", "2026-11-23T15:07:00Z"),
        ("2026-11-23 15:07:09.5", "2026-11-23T15:07:09Z", "2026-11-23T15:07:09Z"),
        ("2026-11-23T15:07:00Z", "2026-11-23T15:07:00Z", "2026-11-23T15:07:00Z"),
        ("2026-11-23T15:07+05:00", "2026-11-23T15:07:00+05:00", "2026-11-23T15:07:00+05:00"),
    ],
)
def test_a_moment_is_written_with_its_offset(moment: str, timestamp: str, w3c: str) -> None:
    assert (moments.timestamp(moment), moments.w3c(moment)) == (timestamp, w3c)


@given(
    st.datetimes(),
    st.none() | st.integers(-14 * 4, 14 * 4).map(lambda n: timezone(timedelta(minutes=15 * n))),
)
def test_what_is_written_is_the_same_instant(time: datetime, offset: timezone | None) -> None:
    moment = time.replace(tzinfo=offset).isoformat()

    written = moments.timestamp(moment)
    assert moments.instant(written) == moments.instant(moment).replace(microsecond=0)
