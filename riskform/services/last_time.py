"""What a record is compared with: the family's last agreed one, or itself as it was handed in."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from riskform.engine.case import Case
from riskform.engine.confidential import Withheld, for_supervision, united
from riskform.engine.days import day_in_words
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.evaluation import evaluate
from riskform.engine.plan import Action, FindingReply, Outcome, Plan
from riskform.engine.seeing import plan_seen
from riskform.records import Session, answers, assessments, snapshots
from riskform.records.snapshots import Snapshot
from riskform.services.actors import Actor, may
from riskform.services.facts import facts_of
from riskform.services.judged import Judged
from riskform.services.opening import (
    OpenAssessment,
    form_of,
    narrowed,
    opened,
    people_from_json,
)

_HANDED_IN = ("submitted", "agreed")
_NEVER = datetime.min.replace(tzinfo=UTC)


def with_last_time(
    session: Session, actor: Actor, assessment: OpenAssessment, facts: RecordFacts, today: date
) -> RecordFacts:
    """Return `facts` with what they are compared with; as they are where there is nothing.

    What is private in either is in neither.
    """
    whole = assessment.everything
    last, said = _last_agreed(session, actor, whole), ""
    if last is not None:
        agreed = day_in_words(last.stored.agreed_at.date()) if last.stored.agreed_at else ""
        said = f"assessment {last.stored.reference}, agreed on {agreed}"
        private = united(for_supervision(last.form), for_supervision(whole.form))
        before = facts_of(session, narrowed(last, private), today)
    else:
        snapshot = _handed_in(session, whole)
        if snapshot is None:
            return facts
        said = f"what was handed in on {day_in_words(snapshot.saved_at.date())}"
        form = form_of(session, snapshot.content["form"])
        private = united(for_supervision(form), for_supervision(whole.form))
        before = _as_handed_in(session, whole, snapshot, private, today)
    now = facts_of(session, narrowed(whole, private), today)
    seen = replace(facts, answers=now.answers, plan=now.plan, evaluation=now.evaluation)
    return replace(seen, before=before, before_said=said)


def _last_agreed(session: Session, actor: Actor, whole: OpenAssessment) -> OpenAssessment | None:
    """Return the one of the same form that was agreed last before this one was begun."""
    stored = whole.stored
    family = assessments.listed(session, family_id=stored.family_id, statuses=("agreed",))
    earlier = [
        one
        for one in family
        if one.id != stored.id
        and (one.agreed_at or _NEVER) <= stored.created_at
        and form_of(session, one.form_hash).id == whole.form.id
        and may(actor, "assessment.see", one)
    ]
    if not earlier:
        return None
    last = max(earlier, key=lambda one: one.agreed_at or _NEVER)
    return opened(session, assessments.load(session, last.reference))


def _handed_in(session: Session, whole: OpenAssessment) -> Snapshot | None:
    """Return it as it was submitted; once it is submitted again, as it was the time before."""
    newest = snapshots.read(session, whole.stored.id, "submitted")
    if newest is None or whole.stored.status not in _HANDED_IN:
        return newest
    return snapshots.read(session, whole.stored.id, "submitted", before=newest.revision)


def _as_handed_in(
    session: Session,
    whole: OpenAssessment,
    snapshot: Snapshot,
    private: Withheld,
    today: date,
) -> RecordFacts:
    kept = snapshot.content
    form, people = form_of(session, kept["form"]), people_from_json(kept["people"])
    given, on = answers.all_from_json(kept["answers"]), date.fromisoformat(kept["visit_on"])
    evaluation = evaluate(form, Case(on, kept["level"], people.children, people.adults, given))
    then = replace(
        whole,
        stored=replace(whole.stored, answers=given, level=kept["level"], visit_on=on, document=""),
        form=form,
        people=people,
        judged=Judged(form, evaluation, {}),
        hidden=Withheld(),
        whole=None,
    )
    facts = facts_of(session, narrowed(then, private), today)
    return replace(facts, plan=plan_seen(_plan(kept), private))


def _plan(kept: Any) -> Plan:  # noqa: ANN401 - JSON as it was read.
    return Plan(
        tuple(
            Outcome(
                *(one["id"], one["child"], one["what"], one["now"], one["measure"]),
                *(one["by"], one["if_not"], tuple(one["answers"]), one["leave"]),
                tuple(
                    Action(
                        *(a["id"], a["what"], a["who"], a["due"]), tuple(a["answers"]), a["leave"]
                    )
                    for a in one["actions"]
                ),
            )
            for one in kept["outcomes"]
        ),
        tuple(
            FindingReply(one["at"], one["kind"], one["reason"], one["owner"], one["due"])
            for one in kept["replies"]
        ),
    )
