"""Starting an assessment, its overview (the task list), and its level and day of visit."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from riskform.engine.progress import Page
from riskform.errors import InvalidInput
from riskform.services import assessing, blank_forms, moving, overview
from riskform.services.actors import may
from riskform.services.opening import OpenAssessment, open_assessment
from riskform.web import addresses, days, sessions
from riskform.web.forms.boxes import Day
from riskform.web.summaries import summary
from riskform.web.surroundings import now, today
from riskform.web.templating import counted
from riskform.web.transactions import attempt, session
from riskform.web.whose import whose

pages = Blueprint("assessments", __name__)

NEW_FAMILY = "new"
_DAYS = ("visit_on",)
_TAGS = {"not started": ("Not started", "grey"), "in progress": ("In progress", "teal")}


@pages.get("/assessments/new")
def new() -> ResponseReturnValue:
    """Ask for form, family, level and day of visit; today is filled in."""
    return _new_page({}, days.filled(today()), {})


@pages.post("/assessments/new")
def start() -> ResponseReturnValue:
    """Start a draft; for a new family the people come next."""
    typed, visit = request.form, days.sent(request.form, "visit_on")
    try:
        with attempt() as writing:
            started = assessing.start(
                writing,
                sessions.actor(),
                form_id=typed.get("form", ""),
                family_reference=typed.get("family", ""),
                new_family_name=typed.get("new_family", ""),
                level=typed.get("level", ""),
                visit_on=visit.text,
                today=today(),
                now=now(),
            )
    except InvalidInput as problem:
        return _new_page(typed, visit, problem.messages), 422
    known = typed.get("family", "") == started.family_reference
    return redirect(addresses.record(started.reference, *(() if known else ("people",))), 303)


@pages.get("/assessments/<reference>")
def task_list(reference: str) -> ResponseReturnValue:
    """Show how far the assessment is, and the way to every page of it."""
    found = overview.overview(session(), sessions.actor(), reference, today())
    stored = found.assessment.stored
    return render_template(
        "overview.html",
        found=found,
        stored=stored,
        whose=whose(found.assessment),
        can_edit=may(sessions.actor(), "assessment.edit", stored),
        can_set_up=may(sessions.actor(), "assessment.set_up", stored),
        may_audit=may(sessions.actor(), "assessment.audit", stored),
        newer=moving.newer_version(session(), sessions.actor(), stored),
        moved=request.args.get("done") == "moved",
        tasks=tuple(
            (group.person, [task(reference, page) for page in group.pages])
            for group in found.groups
        ),
        done=sum(page.state == "done" for page in found.assessment.pages),
        not_opened=sum(not page.saved for page in found.assessment.pages),
        following=_following(found.assessment),
        names={person.id: person.name for person in found.people},
        address=addresses,
        today=today(),
    )


@pages.get("/assessments/<reference>/details")
def details(reference: str) -> ResponseReturnValue:
    """Ask for the level and the day of the last visit."""
    opened = open_assessment(session(), sessions.actor(), reference, "assessment.set_up")
    level, visit = str(opened.stored.level), days.filled(opened.stored.visit_on)
    return _details_page(reference, level, visit, {})


@pages.post("/assessments/<reference>/details")
def change_details(reference: str) -> ResponseReturnValue:
    """Keep the level and the day of the last visit."""
    level, visit = request.form.get("level", ""), days.sent(request.form, "visit_on")
    try:
        with attempt() as writing:
            assessing.change_details(
                *(writing, sessions.actor(), reference),
                level=level,
                visit_on=visit.text,
                today=today(),
                now=now(),
            )
    except InvalidInput as problem:
        return _details_page(reference, level, visit, problem.messages), 422
    return redirect(addresses.record(reference), 303)


@dataclass(frozen=True, slots=True)
class Left:
    """How many questions of a page are to put right, to be answered, or just not answered."""

    wrong: int
    needed: int
    others: int


def left_on(page: Page) -> Left:
    """Count what is left on a page; a question counts once, where it is worst."""
    wrong = {at.split("[")[0] for at in page.invalid}
    needed = {at.split("[")[0] for at in page.missing} - wrong
    return Left(len(wrong), len(needed), len(set(page.blank) - needed - wrong))


def task(reference: str, page: Page) -> dict[str, str]:
    """Return a page as an item of the task list: its state, and what is left in words."""
    item = {
        "text": page.section.title,
        "href": addresses.page(reference, page.section.id, page.person.id),
    }
    if not page.questions:
        return item | {"status": "Kept private"}
    if page.state == "done":
        return item | {"status": "Done"}
    word, colour = _TAGS[page.state]
    return item | {"hint": _in_words(page), "tag": word, "tag_colour": colour}


def _following(opened: OpenAssessment) -> dict[str, str]:
    """Return where to go on: the first page that is not done, else the last look."""
    reference = opened.stored.reference
    for page in opened.pages:
        if page.state != "done":
            about = f", {page.person.name}" if page.section.ask != "family" else ""
            href = addresses.page(reference, page.section.id, page.person.id)
            return {"text": page.section.title + about, "href": href}
    return {"text": "Check and submit", "href": addresses.record(reference, "check")}


def _in_words(page: Page) -> str:
    left = left_on(page)
    if page.state == "not started":
        return counted(left.needed + left.others, "question")
    words = ((left.wrong, "to put right"), (left.needed, "must be answered"))
    said = [f"{number} {what}" for number, what in words if number]
    if left.others:
        more = " more" if said else ""
        said.append(f"{left.others}{more} not answered")
    return ", ".join(said) or "Look at it once and save it"


def _new_page(typed: Mapping[str, str], visit: Day, messages: Mapping[str, str]) -> str:
    return render_template(
        "assessment_new.html",
        choices=assessing.choices(session(), sessions.actor()),
        blank_forms=blank_forms.blank_forms(session(), sessions.actor()),
        new_family_value=NEW_FAMILY,
        typed=typed,
        visit=visit,
        messages=messages,
        errors=summary(messages, days=_DAYS),
    )


def _details_page(reference: str, level: str, visit: Day, messages: Mapping[str, str]) -> str:
    opened = open_assessment(session(), sessions.actor(), reference)
    return render_template(
        "details.html",
        form=opened.form,
        whose=whose(opened),
        level=level,
        visit=visit,
        messages=messages,
        errors=summary(messages, days=_DAYS),
    )
