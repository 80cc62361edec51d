"""A manager's reading and deciding: what waits, an assessment as its paper has it, the decision."""

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from riskform.engine.documents.building import assessment_document
from riskform.errors import InvalidInput, NotAllowed, WrongState
from riskform.records import Session
from riskform.services import keeping, printing, reviewing
from riskform.services.actors import may
from riskform.services.facts import facts_of
from riskform.services.keeping import SignedPapers
from riskform.services.plan_reviews.listing import plans_due
from riskform.services.planning import for_the_plan
from riskform.services.reviewing import Review
from riskform.web import addresses, sessions
from riskform.web.handing_out import signed_papers
from riskform.web.laying_out import waiting_at
from riskform.web.planned import text_of
from riskform.web.seeing import who_sees_supervision
from riskform.web.summaries import summary
from riskform.web.surroundings import contacts, now, today
from riskform.web.transactions import attempt, session
from riskform.web.whose import names_of, together, whose

pages = Blueprint("review", __name__)

# What a manager can ask in supervision, so that the child stays in view.
PROMPTS = (
    "What is hardest to say to this family, and has it been said to them?",
    "What has changed for the child, and who besides the family has seen it?",
    "What have you not been shown, and what worries you about that?",
    "Is anybody being praised for turning up, where nothing has changed for the child?",
    "For how long has this been about to get better?",
    "Who who knows the family sees it differently, and why?",
    "Do the last records use the same words again?",
    "Is anybody afraid: the child, a parent, you?",
    "What would change your mind?",
)


@pages.get("/review")
def waiting() -> ResponseReturnValue:
    """List what waits for a decision, urgent first, and what was agreed."""
    actor = sessions.actor()
    decided = reviewing.decided(session(), actor)
    return render_template(
        "review_list.html",
        waiting=reviewing.waiting(session(), actor),
        decided=decided,
        plans_due=plans_due(session(), actor, decided, today()),
        together=together,
        me=actor,
        now=now(),
    )


@pages.get("/review/<reference>")
def read(reference: str) -> ResponseReturnValue:
    """Show an assessment for reading, and what can be decided about it."""
    found = reviewing.open_review(session(), sessions.actor(), reference)
    left = printing.look(session(), sessions.actor(), addresses.decided(reference), now())
    if left is None or left.state == "ready" or not found.may_decide:
        return _page(found, "", "", {})
    return _page(found, "agree", left.asked.reason, {}, left.state)


@pages.post("/review/<reference>")
def decide(reference: str) -> ResponseReturnValue:
    """Agree the assessment, or return it with a reason."""
    decision, reason = request.form.get("decision", ""), text_of("reason")
    # Laid out before the transaction that writes begins, so that nobody waits for it to save.
    signed = signed_papers(reference, reason) if decision == "agree" else None
    try:
        with attempt() as writing:
            _decide(writing, reference, decision, reason, signed)
    except InvalidInput as problem:
        found = reviewing.open_review(session(), sessions.actor(), reference)
        if not found.may_decide:
            raise _refusal(found) from problem
        return _page(found, decision, reason, problem.messages), 422
    return redirect(addresses.decided(reference), 303)


@pages.get("/review/<reference>/decided")
def decided(reference: str) -> ResponseReturnValue:
    """Say what was decided and what happens next; what waits still leads to its page."""
    found = reviewing.open_review(session(), sessions.actor(), reference)
    if not found.decisions or found.assessment.stored.status == "submitted":
        return redirect(f"/review/{reference}", 303)
    return render_template(
        "decision.html",
        whose=whose(found.assessment),
        decision=found.decisions[-1],
        kept=keeping.are_kept(session(), sessions.actor(), reference),
    )


def _decide(
    writing: Session, reference: str, decision: str, reason: str, signed: SignedPapers | None
) -> None:
    actor = sessions.actor()
    if decision == "agree":
        keeping.agree(writing, actor, reference, reason, now(), signed)
    elif decision == "return":
        reviewing.send_back(writing, actor, reference, reason, now())
        printing.taken(writing, actor, addresses.decided(reference))
    else:
        raise InvalidInput({"decision": "What you decide: choose to agree it, or to return it."})


def _refusal(found: Review) -> NotAllowed | WrongState:
    status = found.assessment.stored.status
    return NotAllowed(found.why_not) if found.why_not else WrongState(f"This is {status} already.")


def _page(
    found: Review, decision: str, reason: str, messages: Mapping[str, str], left: str = ""
) -> str:
    """Return the page; `left` is how an agreement stands that was asked for and not made yet."""
    facts = facts_of(session(), found.assessment, today(), contacts())
    # What is for supervision stands in a list of its own, once.
    evaluation = replace(facts.evaluation, findings=for_the_plan(found.assessment))
    facts = replace(facts, evaluation=evaluation)
    return render_template(
        "review.html",
        found=found,
        stored=found.assessment.stored,
        whose=whose(found.assessment),
        document=assessment_document(facts, ""),
        prompts=PROMPTS,
        may_audit=may(sessions.actor(), "assessment.audit", found.assessment.stored),
        supervision=found.assessment.for_supervision(today()),
        for_whom=who_sees_supervision(found.assessment.stored, sessions.actor()),
        names=names_of(found.assessment),
        decision=decision,
        reason=reason,
        messages=messages,
        left=left,
        waiting=waiting_at(addresses.decided(found.assessment.stored.reference)),
        errors=summary(messages),
    )
