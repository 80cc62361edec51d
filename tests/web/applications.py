"""Applications to test. What takes longest in making them is done once for all tests of a process.

Templates are compiled once, and one application answers for each test in turn, with the clock, the
database and the settings of that test: its routes and its templates stay.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from riskform.definitions.library import Library
from riskform.engine.documents import Document
from riskform.paths import bundled
from riskform.pdf import Watch
from riskform.services.exporting import Rendered
from riskform.web.app import create_app
from riskform.web.settings import Settings
from riskform.web.surroundings import Surroundings
from tests.originals import opened
from tests.services.office import short_library
from tests.web.browsing import SECRET_KEY, Clock


class CompiledOnce(BytecodeCache):
    """Keeps compiled templates in memory."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = CompiledOnce()


def demo_settings(database_url: str, clock: Clock) -> Settings:
    """Return settings of a demo on this machine; PDFs hold the document's title only."""

    def render(document: Document, _watch: Watch) -> Rendered:
        return Rendered(f"%PDF {document.title}".encode(), complete=True)

    return Settings(
        database_url,
        SECRET_KEY,
        bundled("form_definitions"),
        demo=True,
        secure_cookies=False,
        now=clock,
        render=render,
    )


def application(settings: Settings, library: Library | None = None) -> Flask:
    """Return an application of the test's own; what a view does not catch fails the test.

    Whoever asked for it disposes of its database.
    """
    made = create_app(settings, library or short_library())
    made.testing = True
    made.jinja_env.bytecode_cache = COMPILED
    return made


@contextmanager
def lent(kept: Flask, settings: Settings) -> Iterator[Flask]:
    """Give an application that was kept as if it were made from `settings`.

    They differ from those it was made from in the clock, the database and what makes PDFs alone;
    and the borrower changes nothing of the application, or the next one would have it so.
    """
    as_made: Surroundings = kept.extensions["riskform"]
    before = _what_may_not_change(kept)
    assert settings.render is not None
    with opened(settings.database_url) as database:
        own = replace(as_made, settings=settings, database=database, render=settings.render)
        kept.extensions["riskform"] = own
        yield kept
    kept.extensions["riskform"] = as_made
    assert _what_may_not_change(kept) == before, "this test needs an `own_app`"


def _what_may_not_change(app: Flask) -> tuple[object, ...]:
    others = {name: made for name, made in app.extensions.items() if name != "riskform"}
    pages = (dict(app.config), dict(app.view_functions), dict(app.jinja_env.globals))
    return (*pages, others, [rule.rule for rule in app.url_map.iter_rules()])
