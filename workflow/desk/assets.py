"""The assets: the style sheet and scripts of the desk, by the names that pages ask for."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

FOLDER = Path(__file__).with_name("static")
TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}


@cache
def assets() -> Mapping[str, bytes]:
    """The files; what a request names is looked up here, and nowhere else."""
    return {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.suffix in TYPES}


def send(request: Request) -> Response:
    """Send an asset."""
    name = request.path_params["name"]
    if name not in assets():
        raise HTTPException(404)
    return Response(assets()[name], media_type=TYPES[Path(name).suffix])
