"""The name that git signs with: that of who reviews, unless they say another."""

import subprocess

from i18n.errors import UserError


def git_name() -> str:
    """Return it. Raises UserError without one: nobody reviews without a name."""
    try:
        done = subprocess.run(
            ["git", "config", "user.name"],  # noqa: S607 - whichever git the reviewer has
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        done = None
    if done is None or not done.stdout.strip():
        raise UserError("who reviews?", hint='say it: --name "An Editor", or set TILSHI_REVIEWER')
    return done.stdout.strip()
