"""The application of the preview, made for one folder."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from jinja2 import StrictUndefined
from werkzeug.exceptions import HTTPException

from riskform.engine.days import day_in_words
from riskform.errors import CouldNotRun, InvalidInput, RiskformError
from riskform.ids import new_token
from riskform.paths import bundled
from riskform.web import assets, security
from riskform.web.components import COMPONENTS
from riskform.web.frame import frame_of
from riskform.web.preview import pages, scenario_pages
from riskform.web.preview.surroundings import NAME, Preview, contact_of, guard, preview
from riskform.web.preview.trying import Desk
from riskform.web.preview.watching import Watched
from riskform.web.templating import Templates, counted, moment, working_days

HOSTS = ("127.0.0.1", "localhost", "[::1]")


def create_preview(folder: Path, today: Callable[[], date]) -> Flask:
    """Return the application that shows the forms of `folder`; raises CouldNotRun for no folder."""
    if not folder.is_dir():
        message = f"There is no folder {folder}. Name a folder of form definitions."
        raise CouldNotRun(message)
    app = Flask("riskform", static_folder=None, template_folder=str(bundled("templates") / "web"))
    app.jinja_environment = Templates
    app.extensions[NAME] = Preview(Watched(folder, today), Desk(today()), new_token())
    app.config.update(
        # A name that somebody else's website points to this machine is no way in.
        TRUSTED_HOSTS=list(HOSTS),
        MAX_CONTENT_LENGTH=security.LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=security.LARGEST_BODY,
        PROPAGATE_EXCEPTIONS=False,
    )
    app.before_request(guard)
    app.after_request(security.with_headers)
    app.register_error_handler(HTTPException, _from_http)
    app.register_error_handler(RiskformError, _refused)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.filters.update(
        day=day_in_words, moment=moment, working_days=working_days, counted=counted
    )
    app.jinja_env.globals.update(
        COMPONENTS,
        contact_of=contact_of,
        csrf_token=lambda: preview().token,
    )
    assets.install(app)
    app.jinja_env.globals["frame"] = frame_of(app.jinja_env)
    for blueprint in (pages.pages, scenario_pages.pages):
        app.register_blueprint(blueprint)
    return app


def _from_http(problem: HTTPException) -> ResponseReturnValue:
    code = problem.code or 500
    title = {404: "There is no such page", 403: "Nothing was changed"}.get(code, problem.name)
    return render_template("preview/trouble.html", title=title, text=problem.description), code


def _refused(problem: RiskformError) -> ResponseReturnValue:
    text = (
        " ".join(problem.messages.values()) if isinstance(problem, InvalidInput) else str(problem)
    )
    title = "Nothing was changed" if request.method == "POST" else "This can't be shown"
    return render_template("preview/trouble.html", title=title, text=text), 422
