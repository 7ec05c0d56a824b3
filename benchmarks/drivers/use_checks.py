"""All checks over the PO files of a folder, in one process, printed a line a finding."""

import sys
from pathlib import Path

from i18n import catalog
from i18n.checks.inspector import Inspector
from i18n.model import Brief


def main(locale: str, folder: str) -> None:
    """Print what the checks say of the translations into a locale."""
    inspector = Inspector()
    for path in sorted(Path(folder).glob("*.po")):
        units = catalog.parse(path.read_text("utf-8"), str(path), locale).units
        for finding in inspector.inspect(units, Brief("en", locale)):
            print(path, finding.check, finding.severity, finding.problem.message, sep=": ")


if __name__ == "__main__":
    main(*sys.argv[1:])
