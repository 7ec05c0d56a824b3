"""The tools of the judges that are not Python: where they are, and whether they are there."""

import shutil
from pathlib import Path

MODULES = Path(__file__).parent / "node_modules"
VNU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
AXE = MODULES / "axe-core" / "axe.min.js"


def ready() -> bool:
    """Are they all installed?"""
    return bool(VNU.is_file() and AXE.is_file() and shutil.which("java"))
