"""How riskform is, for machines that watch it."""

from flask import Blueprint, Response, jsonify, make_response

from riskform import __version__
from riskform.records import health
from riskform.web.surroundings import surroundings

pages = Blueprint("health", __name__)


@pages.get("/healthz")
def healthz() -> Response:
    """Answer 200 where pages can be served, 503 where not; says nothing about anybody."""
    here = surroundings()
    found = health(here.database)
    definitions = here.definitions()
    body = {
        "database": {
            "reachable": found.reachable,
            "engine": found.engine,
            "migration": found.migration_at,
            "head": found.migration_head,
            "sqlite_version": found.sqlite_version,
            "warning": found.warning,
        },
        "definitions": {"loaded": definitions.loaded, "problems": definitions.problems},
        "version": __version__,
    }
    well = found.reachable and found.migration_at == found.migration_head
    return make_response(jsonify(body), 200 if well else 503)
