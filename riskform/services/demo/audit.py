"""The audit in the demo: a manager is half-way through the assessment that was agreed."""

from datetime import date, datetime

from riskform.engine.case import Answer
from riskform.records import Session
from riskform.services import answering, assessing, auditing
from riskform.services.actors import Actor

FORM = "plan_audit"
_SECTION = "audit"
_ANSWERS = {
    "level_right": "good",
    "level_right_why": "Noor is safe, and one service with her aunt's help is enough.",
    "child_seen": "outstanding",
    "childs_life": "good",
    "siblings_apart": "not_relevant",
    "fathers_spoken": "requires_improvement",
}


def start_audit(
    session: Session, actor: Actor, reference: str, child_id: str, today: date, now: datetime
) -> None:
    """Start an audit of one child's assessment and answer a part of it.

    Does nothing where the definitions have no audit form of ours.
    """
    if all(form.form_id != FORM for form in assessing.forms_on_offer(session, "assessment")):
        return
    started = auditing.start(session, actor, reference, child_id=child_id, form_id=FORM, now=now)
    answering.save_page(
        *(session, actor, started.reference, _SECTION, child_id),
        {question: Answer(value) for question, value in _ANSWERS.items()},
        started.revision,
        today=today,
        now=now,
    )
