"""The only files that a printed page may use: a fixed list of drawings, by name."""

from pathlib import Path

from weasyprint.urls import URLFetcher, URLFetcherResponse

SCHEME = "bundled:"


class BundledFilesOnly(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Serve `bundled:NAME` for the drawings in `folder`; refuse every other address.

    Nothing is ever looked up by a path: the names are listed once, when this is made, and the
    files are read then.
    """

    def __init__(self, folder: Path) -> None:
        """Read every drawing in `folder`."""
        super().__init__(timeout=0, allowed_protocols=(), allow_redirects=False)
        self._drawings = {
            f"{SCHEME}{drawing.name}": drawing.read_bytes()
            for drawing in sorted(folder.glob("*.svg"))
        }

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return the drawing at `url`; raise ValueError for anything else. `headers` is unused."""
        del headers
        drawing = self._drawings.get(url)
        if drawing is None:
            message = "a printed page may use bundled drawings only"
            raise ValueError(message)
        return URLFetcherResponse(url, drawing, {"Content-Type": "image/svg+xml"})
