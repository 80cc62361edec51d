"""Forms for those who write them: what is published, proposed, and wrong in the folder now."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from riskform.definitions.library import load_folder
from riskform.definitions.model import Form, Question
from riskform.definitions.problems import Problem
from riskform.errors import CouldNotRun
from riskform.services import proposing, publishing
from riskform.services.actors import require_role
from riskform.web import sessions
from riskform.web.surroundings import settings, today
from riskform.web.transactions import session

pages = Blueprint("forms", __name__)

_ASKED = {
    "family": "Asked once for the family",
    "child": "Asked for each child",
    "adult": "Asked for each adult",
}
_TYPES = {
    "text": "A short text",
    "long_text": "A text",
    "number": "A number",
    "date": "A date",
    "choice": "One of these",
    "choices": "Any of these",
    "yes_no": "One of these",
    "scale": "A whole number from 0 to 10",
    "list": "As many of these as there are",
    "person": "One of the people in the family",
    "calculated": "Worked out from other answers",
}
_NAMES = {"{child}": "the child", "{adult}": "the adult", "{family}": "the family"}


@dataclass(frozen=True, slots=True)
class Folder:
    """What stands in the definitions folder now; `trouble` says why it can't be read."""

    forms: tuple[Form, ...] = ()
    problems: tuple[Problem, ...] = ()
    trouble: str = ""


@pages.get("/forms")
def published() -> ResponseReturnValue:
    """Show what is published, what of it is in use, and what is wrong in the folder now."""
    found = publishing.published_forms(session(), sessions.actor())
    folder = folder_now()
    return render_template(
        "forms.html",
        published=found.versions,
        in_use=found.in_use,
        folder=folder,
        changed=_changed(folder.forms, found.in_use),
        proposals=proposing.history(session(), sessions.actor()),
        proposes=sessions.actor().role == "author",
        at_start=settings().publish_at_start,
        path=settings().definitions.name,
    )


@pages.get("/forms/<form_hash>")
def version(form_hash: str) -> ResponseReturnValue:
    """Show one published version: its questions as practitioners read them, and its files."""
    actor = sessions.actor()
    files = publishing.published_files(session(), actor, form_hash)
    return render_template(
        "form_version.html",
        form=publishing.published_form(session(), actor, form_hash),
        files=files,
        asked=_ASKED,
        types=_TYPES,
        plain=plain,
        notes=notes,
    )


def _changed(forms: Iterable[Form], in_use: Collection[str]) -> list[Form]:
    """Return the forms that differ from what is in use, also by what an agency adds."""
    different = {form.id for form in forms if form.hash not in in_use}
    return [form for form in forms if form.id in different and not form.agency]


def folder_now() -> Folder:
    """Return the folder of definitions as it is on the disk at this moment."""
    require_role(sessions.actor(), "author", "administrator", "manager")
    try:
        library = load_folder(settings().definitions, today())
    except CouldNotRun as problem:
        return Folder(trouble=str(problem))
    return Folder(tuple(library.published.values()), library.problems)


def plain(text: str) -> str:
    """Return a text of a form with a word in the place of each name."""
    for name, word in _NAMES.items():
        text = text.replace(name, word)
    return text[:1].upper() + text[1:]


def notes(question: Question) -> str:
    """Return what is special about a question, in words, "" for nothing."""
    said = (
        question.required and "has to be answered",
        question.show_if is not None and "only asked sometimes",
        question.how_known and "asks how it is known",
        question.if_blank is not None and "unclear while it is blank",
    )
    return ", ".join(word for word in said if word).capitalize()
