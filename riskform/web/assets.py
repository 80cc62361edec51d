"""Style, script and icon, each under an address that changes with its content."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from flask import Blueprint, Flask, Response, abort, current_app

from riskform.paths import bundled

pages = Blueprint("assets", __name__)

_KINDS: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
_FOR_EVER: Final = "public, max-age=31536000, immutable"
_NAME: Final = "riskform_assets"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file, held in memory; `digest` is the beginning of its SHA-256."""

    content: bytes
    kind: str
    digest: str


def read_assets(folder: Path) -> dict[str, Asset]:
    """Return the files of `folder` that browsers may ask for, none if it was never built."""
    found = {}
    for path in sorted(folder.glob("*")):
        if path.suffix in _KINDS:
            content = path.read_bytes()
            digest = hashlib.sha256(content).hexdigest()[:16]
            found[path.name] = Asset(content, _KINDS[path.suffix], digest)
    return found


def install(app: Flask) -> None:
    """Serve the built assets, and give templates `asset(name)`."""
    app.extensions[_NAME] = read_assets(bundled("assets"))

    def address_of(name: str) -> str:
        asset = app.extensions[_NAME].get(name)
        return f"/assets/{asset.digest if asset else 'missing'}/{name}"

    app.jinja_env.globals["asset"] = address_of
    app.register_blueprint(pages)


@pages.get("/assets/<digest>/<name>")
def file(digest: str, name: str) -> Response:
    """Answer with a file; one asked for under an older address is sent, but not to be kept."""
    asset = _assets().get(name)
    if asset is None:
        abort(404)
    response = Response(asset.content, content_type=asset.kind)
    if digest == asset.digest:
        response.headers["Cache-Control"] = _FOR_EVER
    return response


def _assets() -> dict[str, Asset]:
    return cast("dict[str, Asset]", current_app.extensions[_NAME])
