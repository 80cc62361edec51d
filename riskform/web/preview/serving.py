"""Serving the preview on this machine alone, in this process, until Ctrl-C."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from werkzeug.serving import WSGIRequestHandler, make_server

from riskform.web.places import Place, require_assets, require_free
from riskform.web.preview.app import create_preview

# Nobody but this machine's own browser is ever answered.
LOOPBACK: Final = "127.0.0.1"


class _Quiet(WSGIRequestHandler):
    """Logs nothing: a page asks every second whether a file has changed."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - werkzeug's name
        """Leave the terminal to what matters."""


def preview_folder(
    folder: Path, port: int, today: Callable[[], date], tell: Callable[[str], None]
) -> None:
    """Serve the preview of `folder`; raises CouldNotRun where it can't be."""
    place = Place(LOOPBACK, port, 1)
    require_assets()
    app = create_preview(folder, today)
    require_free(place)
    server = make_server(LOOPBACK, port, app, threaded=True, request_handler=_Quiet)
    tell(f"The preview of {folder} is at {place.address}\nTo stop it, press Ctrl-C.")
    try:
        server.serve_forever()
    finally:
        server.server_close()
