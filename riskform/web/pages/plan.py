"""The plan of an assessment: what still needs an answer, and what was decided for each child."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from riskform.engine.case import FAMILY
from riskform.engine.plan import WORRIES, Action, FindingReply, Outcome
from riskform.errors import InvalidInput, NotFound, StaleAnswers
from riskform.services import planning
from riskform.services.actors import may
from riskform.services.planning import OpenPlan, PlannedFinding
from riskform.web import addresses, sessions, unclear
from riskform.web.planned import meanwhile, names_of, opened, seen_revision, text_of, to_edit
from riskform.web.section_pages import saved_with_issues
from riskform.web.summaries import summary
from riskform.web.surroundings import now, today
from riskform.web.transactions import attempt
from riskform.web.unclear import Row, reply_of, rows, typed_rows
from riskform.web.whose import whose

pages = Blueprint("plan", __name__)

GONE = "gone"
# What was just done, by the word that stands in the address.
_NOTICES = {
    "unclear": "Saved. Who finds out what, and by when, is in the plan.",
    "reason": "Saved. The reason is in the plan.",
    "no-reason": "Saved. No reason is in the plan.",
    "left": "Saved. The advice is left aside.",
    "saved": "Saved. Where advice is given, it stands beside the words it is about.",
    "split": "Saved as separate actions. Where advice is given, it stands beside the words.",
    "removed": "Removed from the plan. What it said is kept in the history.",
}


@dataclass(frozen=True, slots=True)
class Group:
    """One person (or the family) in the plan: worries without an answer, outcomes, the rest."""

    id: str
    name: str
    is_child: bool
    open: tuple[PlannedFinding, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    answered: tuple[PlannedFinding, ...] = ()


@pages.get("/assessments/<reference>/plan")
def plan(reference: str) -> ResponseReturnValue:
    """Show what needs an answer and what was decided, with advice beside the words it is about."""
    found = opened(reference)
    return _page(found, rows(found), {}, notice=_NOTICES.get(request.args.get("done", ""), ""))


@pages.post("/assessments/<reference>/plan")
def find_out(reference: str) -> ResponseReturnValue:
    """Keep who finds out what is unclear; one name may be given to all that have none."""
    found = to_edit(reference)
    typed = typed_rows(found, request.form)
    try:
        _reply(reference, tuple(reply_of(row) for row in typed))
    except InvalidInput as problem:
        return _page(found, typed, problem.messages), 422
    except StaleAnswers as clash:
        return _page(opened(reference), typed, unclear.clashing(clash)), 409
    if wrong := unclear.no_days(typed):
        saved = opened(reference)
        return _page(saved, rows(saved), wrong, notice=saved_with_issues(summary(wrong))), 422
    return redirect(f"{addresses.record(reference, 'plan')}?done=unclear#unclear", 303)


@pages.get("/assessments/<reference>/plan/reason")
def ask_reason(reference: str) -> ResponseReturnValue:
    """Ask why a worry needs no outcome."""
    found = to_edit(reference)
    planned = _worry(found, request.args.get("at", ""))
    return _reason_page(found, planned, planned.reply.reason if planned.reply else "", {})


@pages.post("/assessments/<reference>/plan/reason")
def put_reason(reference: str) -> ResponseReturnValue:
    """Keep why a worry needs no outcome; a blank takes it back."""
    found = to_edit(reference)
    planned = _worry(found, request.args.get("at", ""))
    reason = text_of("reason", planned.reply.reason if planned.reply else "")
    at = planned.dated.finding.at
    try:
        _reply(reference, (FindingReply(at, "reason", reason=reason),))
    except InvalidInput as problem:
        messages = {"reason": next(iter(problem.messages.values()))}
        return _reason_page(found, planned, reason, messages), 422
    except StaleAnswers as clash:
        return _reason_page(opened(reference), planned, reason, meanwhile(clash)), 409
    done = "reason" if reason.strip() else "no-reason"
    return redirect(f"{addresses.record(reference, 'plan')}?done={done}#{at}", 303)


@pages.get("/assessments/<reference>/plan/leave")
def ask_to_leave(reference: str) -> ResponseReturnValue:
    """Ask why an advice is left aside."""
    return _leave_page(to_edit(reference), None, {})


@pages.post("/assessments/<reference>/plan/leave")
def leave(reference: str) -> ResponseReturnValue:
    """Keep why an advice is left aside; a blank reason takes that back."""
    about, rule = request.args.get("about", ""), request.args.get("rule", "")
    item = _item(to_edit(reference), about, rule)
    reason = text_of("reason", item.leave.get(rule, ""))
    try:
        with attempt() as writing:
            planning.leave(writing, sessions.actor(), reference, about, rule, reason, now())
    except InvalidInput as problem:
        return _leave_page(to_edit(reference), reason, problem.messages), 422
    done = "?done=left" if reason.strip() else ""
    return redirect(f"{addresses.record(reference, 'plan')}{done}#{about}", 303)


def groups(found: OpenPlan) -> tuple[Group, ...]:
    """Return each child, then the family and each adult with a worry, in reading order.

    Outcomes for a child who was taken out come last: they hold up submitting, so they are seen.
    """
    people, names = found.assessment.people, names_of(found)
    children = [child.id for child in people.children]
    worries = [planned for planned in found.findings if planned.dated.finding.kind in WORRIES]
    made = []
    for person in (*children, FAMILY, *(adult.id for adult in people.adults)):
        about = [p for p in worries if p.dated.finding.person == person]
        if person not in children and not about:
            continue
        made.append(
            Group(
                id=person,
                name=names[person],
                is_child=person in children,
                open=tuple(p for p in about if not p.answered),
                outcomes=tuple(o for o in found.assessment.plan.outcomes if o.child_id == person),
                answered=tuple(p for p in about if p.answered),
            )
        )
    gone = tuple(o for o in found.assessment.plan.outcomes if o.child_id not in children)
    if gone:
        made.append(Group(GONE, "Children who were taken out", is_child=False, outcomes=gone))
    return tuple(made)


def _reply(reference: str, replies: tuple[FindingReply, ...]) -> None:
    seen = seen_revision()
    with attempt() as writing:
        planning.put_replies(writing, sessions.actor(), reference, replies, now(), seen)


def _worry(found: OpenPlan, at: str) -> PlannedFinding:
    """Return the worry with this name. Raises NotFound, also for what is unclear."""
    for planned in found.findings:
        if planned.dated.finding.at == at and planned.dated.finding.kind in WORRIES:
            return planned
    message = f"there is no worry {at} in this assessment"
    raise NotFound(message)


def _item(found: OpenPlan, about: str, rule: str) -> Outcome | Action:
    """Return the outcome or action with that id, if there is advice by `rule` for it."""
    rules = found.assessment.form.smart_rules
    items: list[Outcome | Action] = []
    for outcome in found.assessment.plan.outcomes:
        items += [outcome, *outcome.actions]
    for item in items:
        if item.id == about and rules is not None and rules.rule(rule):
            return item
    message = f"there is no advice {rule} about {about}"
    raise NotFound(message)


def _page(
    found: OpenPlan, table: tuple[Row, ...], messages: Mapping[str, str], *, notice: str = ""
) -> str:
    assessment = found.assessment
    rules = assessment.form.smart_rules
    return render_template(
        "plan.html",
        found=found,
        stored=assessment.stored,
        whose=whose(assessment),
        can_edit=may(sessions.actor(), "assessment.edit", assessment.stored),
        groups=groups(found),
        crowded=planning.crowded(found),
        says={f.at: f.says for f in assessment.evaluation.findings},
        rules={rule.code: rule.message for rule in rules.rules} if rules else {},
        rows=[row for row in table if not row.planned.waits],
        waiting=[row for row in table if row.planned.waits],
        typed=request.form if messages else {},
        address=addresses,
        today=today(),
        notice=notice,
        messages=messages,
        errors=summary(messages),
    )


def _reason_page(
    found: OpenPlan, planned: PlannedFinding, reason: str, messages: Mapping[str, str]
) -> str:
    return render_template(
        "reply.html",
        found=found,
        whose=whose(found.assessment),
        planned=planned,
        name=names_of(found)[planned.dated.finding.person],
        today=today(),
        advice=None,
        reason=reason,
        messages=messages,
        errors=summary(messages),
    )


def _leave_page(found: OpenPlan, reason: str | None, messages: Mapping[str, str]) -> str:
    about, rule = request.args.get("about", ""), request.args.get("rule", "")
    item = _item(found, about, rule)
    rules = found.assessment.form.smart_rules
    return render_template(
        "reply.html",
        found=found,
        whose=whose(found.assessment),
        planned=None,
        item=item,
        advice=rules.rule(rule) if rules else None,
        reason=item.leave.get(rule, "") if reason is None else reason,
        messages=messages,
        errors=summary(messages),
    )
