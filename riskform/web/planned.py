"""What the pages of a plan share: opening it, and reading what their forms sent."""

from flask import abort, request

from riskform.engine.days import day_in_words
from riskform.engine.plan import WORRIES
from riskform.errors import NotFound, StaleAnswers
from riskform.services import planning
from riskform.services.actors import require
from riskform.services.planning import OpenPlan
from riskform.web import sessions, whose
from riskform.web.surroundings import today
from riskform.web.transactions import session

_MOST_DIGITS = 9  # of a revision's number


def opened(reference: str) -> OpenPlan:
    """Return the plan of an assessment. Raises NotFound, also where its form has no plan."""
    found = planning.open_plan(session(), sessions.actor(), reference, today())
    if found.assessment.form.plan == "none":
        message = f"the form of {reference} has no plan"
        raise NotFound(message)
    return found


def to_edit(reference: str) -> OpenPlan:
    """Return the plan for changing. Raises NotFound, and NotAllowed once it is submitted."""
    found = opened(reference)
    require(sessions.actor(), "assessment.edit", found.assessment.stored)
    return found


def seen_revision() -> int:
    """Return the revision that stood when the page was made that sent this form."""
    sent = request.form.get("seen_revision", "")
    if not (sent.isascii() and sent.isdigit() and len(sent) <= _MOST_DIGITS):
        abort(400)
    return int(sent)


def text_of(name: str, stands: str = "") -> str:
    """Return a text of the form as typed, its line ends as one character each; or what `stands`."""
    return request.form.get(name, stands).replace("\r\n", "\n")


def names_of(found: OpenPlan) -> dict[str, str]:
    """Return the name of each person, and of the family, by id."""
    return whose.names_of(found.assessment)


def choices(
    found: OpenPlan, ticked: tuple[str, ...], child: str
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Return the findings to tick: worries without an answer and what is ticked, then the rest.

    The child's own come first, then the family's and the adults'. Those of other children are left
    out, unless they are ticked already.
    """
    names, on = names_of(found), today()
    others = {one.id for one in found.assessment.people.children} - {child}
    first: list[dict[str, object]] = []
    rest: list[dict[str, object]] = []
    for planned in sorted(found.findings, key=lambda p: p.dated.finding.person != child):
        finding, due = planned.dated.finding, planned.dated.due
        if (planned.waits or finding.person in others) and finding.at not in ticked:
            continue
        when = "" if due is None else "today" if due == on else f"by {day_in_words(due)}"
        said = (names[finding.person], finding.kind, when, planned.answered and "answered already")
        hint = ", ".join(word for word in said if word)
        is_open = finding.kind in WORRIES and not planned.answered
        into = first if is_open or finding.at in ticked else rest
        into.append({"value": finding.at, "text": finding.says, "hint": hint})
    return first, rest


def meanwhile(clash: StaleAnswers) -> dict[str, str]:
    """Return for each field that two people changed what the other one wrote, as its message."""
    told = "{} changed this while you were writing, to: “{}”. Save again to keep yours."
    return {
        one.at.rpartition(".")[2]: told.format(clash.saved_by, _in_words(one.theirs))
        for one in clash.clashes
    }


def _in_words(theirs: object) -> str:
    return f"{len(theirs)} findings ticked" if isinstance(theirs, list) else str(theirs)
