"""An application served on loopback for a browser, and what the browser says of its pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from flask import Flask, request, template_rendered
from jinja2 import Template
from playwright.sync_api import Page
from werkzeug.serving import WSGIRequestHandler, make_server

from riskform.paths import bundled
from riskform.web.settings import Settings
from tests.services.office import NOW

_AXE = Axe()
_FLAWS = """() => axe.run({resultTypes: ['violations']}).then(({violations}) => violations
  .map(({id, nodes}) => [id, nodes.map((node) => node.html.slice(0, 300))]))"""
WIDTHS = (320, 375, 768, 1280)  # 320 is 1280 at 400 per cent


@dataclass
class Served:
    """A running application: its address, and the last template shown at each path with query."""

    address: str = ""
    templates: dict[str, str] = field(default_factory=dict)

    def template_of(self, tab: Page) -> str:
        """Return the template of the page that `tab` shows."""
        path = tab.url.removeprefix(self.address).partition("#")[0]
        return self.templates[path if "?" in path else f"{path}?"]


class _Quiet(WSGIRequestHandler):
    def log(self, *_: object) -> None:
        pass


def settings_for(database_url: str, **changed: Any) -> Settings:  # noqa: ANN401 - any of the fields
    """Return the settings of a demo that a browser of this machine reaches."""
    given: dict[str, Any] = {"demo": True, "secure_cookies": False, "now": lambda: NOW}
    return Settings(database_url, "k" * 40, bundled("form_definitions"), **(given | changed))


@contextmanager
def served(app: Flask) -> Iterator[Served]:
    """Serve `app` on a free port until the end of the block."""
    shown = Served()

    def note(_app: Flask, template: Template, **_: object) -> None:
        shown.templates[request.full_path] = template.name or ""

    template_rendered.connect(note, app)
    with answering(app) as address:
        shown.address = address
        yield shown
    app.extensions["riskform"].database.dispose()


@contextmanager
def answering(app: Flask) -> Iterator[str]:
    """Let `app` answer on a free port until the end of the block; give its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    # How often it looks whether it should end: the end of a test waits for that.
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


def flaws(tab: Page) -> list[tuple[str, list[str]]]:
    """Return what axe finds on the page: the rule, and the beginning of each element."""
    # axe is read once for each page, and tells only what is wrong: half of its time went there.
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(_AXE.axe_script)
    found = tab.evaluate(_FLAWS)
    return [(rule, nodes) for rule, nodes in found]


def overrun(tab: Page) -> dict[int, int]:
    """Return by how much the page is wider than windows of some widths, where it is."""
    by = {}
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 800})
        by[width] = tab.evaluate("document.documentElement.scrollWidth") - width
    return {width: more for width, more in by.items() if more > 0}
