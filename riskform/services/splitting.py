"""One action of a plan kept as several: each with its owner, its day and what it answers."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from riskform.engine.plan import Action, all_actions
from riskform.errors import Clash, InvalidInput, StaleAnswers
from riskform.records import Session, revisions
from riskform.services.actors import Actor
from riskform.services.leaving import leave
from riskform.services.opening import OpenAssessment, open_assessment
from riskform.services.plan_texts import ACTION_FIELDS, judge
from riskform.services.planning import Sent, change_action, put_action

_MANY_IN_ONE = "S4"


def put_parts(
    session: Session,
    actor: Actor,
    reference: str,
    outcome_id: str,
    parts: Sequence[Mapping[str, str]],
    answers: tuple[str, ...],
    now: datetime,
    split: tuple[str, int] | None = None,
) -> str:
    """Keep each of `parts`, typed as for put_action, under an outcome; return the first one's id.

    `split` holds the id of the action whose place the first part takes, and the revision that its
    page had seen; without it all are new. Raises InvalidInput with messages by field and number
    (`what-2`), StaleAnswers where that action was changed meanwhile, NotFound and NotAllowed.
    """
    messages: dict[str, str] = {}
    for number, part in enumerate(parts, start=1):
        judge(part, ACTION_FIELDS, messages, str(number), f"Action {number}.")
    if messages:
        raise InvalidInput(messages)
    first, *rest = parts
    if split is None:
        made = put_action(session, actor, reference, outcome_id, first, answers, now)
    else:
        made, seen = split
        _change_first(session, actor, reference, made, Sent(first, answers, seen), now)
    for part in rest:
        put_action(session, actor, reference, outcome_id, part, answers, now)
    return made


def _change_first(
    session: Session, actor: Actor, reference: str, action_id: str, sent: Sent, now: datetime
) -> None:
    assessment = open_assessment(session, actor, reference, "assessment.edit")
    kept = next((a for a in all_actions(assessment.plan) if a.id == action_id), None)
    if kept is not None:
        _require_unsplit(session, assessment, kept, sent)
    change_action(session, actor, reference, action_id, sent, now)
    if kept is not None and _MANY_IN_ONE in kept.leave:
        leave(session, actor, reference, action_id, _MANY_IN_ONE, "", now)


def _require_unsplit(
    session: Session, assessment: OpenAssessment, kept: Action, sent: Sent
) -> None:
    """Raise StaleAnswers where its words changed since, as a second press of the button finds."""
    key = f"action/{kept.id}"
    later = revisions.since(session, assessment.stored.id, sent.seen_revision)
    for revision in later:
        change = revision.changes.get(key) if revision.kind == "plan" else None
        if change is None:
            continue
        before: Any = change.before or {}
        after: Any = change.after or {}
        if before.get("what") != after.get("what"):
            clash = Clash(f"{key}.what", sent.texts.get("what", ""), kept.what)
            raise StaleAnswers(revision.author_name, (clash,), assessment.stored.revision)
