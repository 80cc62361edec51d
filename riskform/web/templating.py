"""What every template can use: filters for days and numbers, and what the layout needs."""

from collections.abc import MutableMapping
from datetime import datetime
from typing import Any

from flask import Flask, current_app, request, template_rendered
from flask.sansio.app import App
from flask.templating import Environment
from jinja2 import StrictUndefined

from riskform.definitions.contacts import Contact
from riskform.engine.days import day_in_words
from riskform.web import sessions
from riskform.web.components import COMPONENTS
from riskform.web.frame import frames
from riskform.web.surroundings import LONDON, contacts


class Templates(Environment):
    """Flask's templates, whose globals are one dictionary.

    Jinja chains an empty one before it for each template, and looks through both for every name
    of every template and macro file that a page is made of. None of ours has globals of its own.
    All are kept: Jinja's own limit of 400 costs a lock and a note each time that one is used.
    """

    def __init__(self, app: App, **options: Any) -> None:  # noqa: ANN401 - Jinja's.
        """Make them for `app`, as Flask does."""
        super().__init__(app, **{"cache_size": -1, **options})

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of every template, or those in `d` before them."""
        return super().make_globals(d) if d else self.globals


def install(app: Flask, *, demo: bool) -> None:
    """Give the templates of `app` their filters and names; a misspelt name is an error."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.filters.update(
        day=day_in_words, moment=moment, working_days=working_days, counted=counted
    )
    app.jinja_env.globals.update(COMPONENTS, contact_of=contact_of)
    frame = frames(app.jinja_env, demo=demo)
    app.context_processor(lambda: {"frame": frame(sessions.who(), request.path)})


def encoded(template_name: str, **names: Any) -> bytes:  # noqa: ANN401 - what a template is given.
    """Return a page in UTF-8: what `render_template` returns, for the pages of most letters.

    Each piece is encoded by itself. Joined first, they would take two bytes a letter, and many
    times as long to encode, for a single dash.
    """
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - Flask's documented way to the application itself.
    template = app.jinja_env.get_template(template_name)
    app.update_template_context(names)
    page = b"".join(map(str.encode, template.generate(names)))
    template_rendered.send(app, template=template, context=names)
    return page


def moment(at: datetime | None) -> str:
    """Return "3 March 2026, 14:02", the time in London, or "" for None."""
    if at is None:
        return ""
    there = at.astimezone(LONDON)
    return f"{day_in_words(there.date())}, {there:%H:%M}"


def working_days(within: int | None) -> str:
    """Return "today", "within 1 working day" or "within 5 working days", or "" for None."""
    if within is None:
        return ""
    return "today" if within == 0 else f"within {counted(within, 'working day')}"


def counted(number: int, thing: str, things: str = "") -> str:
    """Return "1 question" or "3 questions"; `things` where the plural is not made with an s."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def contact_of(contact_id: str | None) -> Contact | None:
    """Return whom to ring, or None where nobody is named or nobody is set under that id."""
    return contacts().get(contact_id) if contact_id else None
