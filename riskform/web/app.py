"""The Flask application, made from its settings."""

from collections.abc import Callable
from functools import cache

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from riskform.definitions.contacts import CONTACTS_FILE
from riskform.definitions.library import Library, load_folder
from riskform.engine.documents import Document
from riskform.errors import CouldNotRun
from riskform.paths import bundled
from riskform.pdf import Renderer, Watch
from riskform.records import Database, connect
from riskform.services import accounts
from riskform.services.exporting import Rendered
from riskform.web import (
    assets,
    directions,
    errors,
    health,
    laying_out,
    security,
    sign_in,
    templating,
    transactions,
)
from riskform.web.application import Application
from riskform.web.contacts import ContactBook
from riskform.web.pages import BLUEPRINTS
from riskform.web.sessions import SignedCookies
from riskform.web.settings import Print, Settings
from riskform.web.surroundings import DefinitionCount, Surroundings


def create_app(settings: Settings, library: Library | None = None) -> Flask:
    """Return the application; `library` is what `settings.definitions` holds, if it was read.

    Raises CouldNotRun with debugging on, and for a demo in a database that is no demo's.
    """
    app = Application(
        "riskform", static_folder=None, template_folder=str(bundled("templates") / "web")
    )
    if app.debug:
        message = "riskform does not run with FLASK_DEBUG, because it shows records to anybody."
        raise CouldNotRun(message)
    app.jinja_environment = templating.Templates
    database = connect(settings.database_url)
    if settings.demo:
        require_demo_database(database)
    in_folder = settings.definitions / CONTACTS_FILE
    app.extensions["riskform"] = Surroundings(
        settings,
        database,
        settings.render or printing(Renderer()),
        _counted(settings, library),
        ContactBook(*(file for file in (in_folder, settings.contacts) if file is not None)),
    )
    _configure(app, settings)
    security.protect(app)
    templating.install(app, demo=settings.demo)
    directions.install(app)
    errors.install(app)
    laying_out.install(app)
    assets.install(app)
    app.teardown_request(transactions.close)
    for blueprint in (health.pages, sign_in.pages, *BLUEPRINTS):
        app.register_blueprint(blueprint)
    return app


def require_demo_database(database: Database) -> None:
    """Raise CouldNotRun where there is a single account that is no demo person's."""
    with database.session(write=False) as session:
        fit = accounts.holds_only_demo_people(session)
    database.dispose()
    if not fit:
        message = (
            "this database holds accounts of real people, so the demo, in which nobody needs a"
            " password, can't be switched on. Serve it without --demo, or name another database"
            " in RISKFORM_DATABASE_URL."
        )
        raise CouldNotRun(message)


def printing(renderer: Renderer) -> Print:
    """Return what makes PDFs with `renderer`, and a plain page where one takes too long."""

    def render(document: Document, watch: Watch) -> Rendered:
        made = renderer.render_or_plain(document, watch)
        return Rendered(made.content, made.complete)

    return render


def _configure(app: Application, settings: Settings) -> None:
    app.secret_key = settings.secret_key
    app.session_interface = SignedCookies(settings.secret_key)
    # `/assessments/REF/plan/family` stays what it is: a section may be called as one of our pages.
    app.url_map.redirect_defaults = False
    app.config.update(
        SESSION_COOKIE_NAME="__Host-riskform" if settings.secure_cookies else "riskform",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        TRUSTED_HOSTS=list(settings.hosts) or None,
    )
    if settings.trusted_proxies:
        proxies = settings.trusted_proxies
        trusting = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)
        app.wsgi_app = trusting  # type: ignore[method-assign]  # Flask's documented way


def _counted(settings: Settings, library: Library | None) -> Callable[[], DefinitionCount]:
    @cache
    def count() -> DefinitionCount:
        return _count_of(load_folder(settings.definitions, settings.now().date()))

    if library is None:
        return count
    # A library holds every place of every file, far more than a server has to keep.
    counted = _count_of(library)
    return lambda: counted


def _count_of(library: Library) -> DefinitionCount:
    return DefinitionCount(len(library.forms), len(library.errors))
