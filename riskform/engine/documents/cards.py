"""The plan on paper: outcomes with their actions, and what has a reason instead of an outcome."""

from collections.abc import Mapping

from riskform.engine.case import Child
from riskform.engine.days import day_in_words
from riskform.engine.documents.action_lines import ActionLine
from riskform.engine.documents.blocks import OutcomeCard, ReasonRow
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.documents.notes import said_yes
from riskform.engine.documents.omissions import Omissions
from riskform.engine.plan import Action, FindingReply, Outcome


def outcome_cards(
    facts: RecordFacts, child: Child, omissions: Omissions
) -> tuple[OutcomeCard, ...]:
    """Return the outcomes for one child that this copy may hold, numbered from 1."""
    outcomes = [
        outcome
        for outcome in facts.plan.outcomes
        if outcome.child_id == child.id and not omissions.outcome(outcome)
    ]
    return tuple(
        _card(facts, outcome, str(number), omissions)
        for number, outcome in enumerate(outcomes, start=1)
    )


def _card(facts: RecordFacts, outcome: Outcome, number: str, omissions: Omissions) -> OutcomeCard:
    return OutcomeCard(
        number=number,
        what=outcome.what,
        now=outcome.now,
        measure=outcome.measure,
        by=day_in_words(outcome.by) if outcome.by else "",
        if_not=outcome.if_not,
        actions=tuple(
            action_line(facts, outcome, action, omissions)
            for action in outcome.actions
            if not omissions.action(outcome, action)
        ),
        answers=sentences(facts, outcome.answers, omissions),
        notes=_left_aside(facts, outcome.leave, omissions),
    )


def action_line(
    facts: RecordFacts, outcome: Outcome, action: Action, omissions: Omissions
) -> ActionLine:
    """Return an action with the findings that it answers and its outcome does not."""
    own = tuple(at for at in action.answers if at not in outcome.answers)
    return ActionLine(
        action.what,
        action.who,
        day_in_words(action.due) if action.due else "",
        (*said_yes(action, omissions), *_left_aside(facts, action.leave, omissions)),
        sentences(facts, own, omissions),
    )


def sentences(facts: RecordFacts, ats: tuple[str, ...], omissions: Omissions) -> tuple[str, ...]:
    """Return the words of those of the findings that are raised and that this copy may hold."""
    says = {finding.at: finding.says for finding in facts.evaluation.findings}
    return tuple(says[at] for at in ats if at in says and not omissions.finding(at))


def reason_rows(facts: RecordFacts, person_id: str, omissions: Omissions) -> tuple[ReasonRow, ...]:
    """Return what has a reason, or somebody who finds it out, or neither yet."""
    replies = {reply.at: reply for reply in facts.plan.replies}
    return tuple(
        _reason(finding.kind, finding.says, replies[finding.at])
        for finding in facts.evaluation.findings
        if finding.person == person_id and finding.at in replies and not omissions.reply(finding.at)
    )


def _left_aside(
    facts: RecordFacts, leave: Mapping[str, str], omissions: Omissions
) -> tuple[str, ...]:
    """Return which advice was left aside and why; that is for workers, not for the family."""
    if not omissions.for_workers or facts.form.smart_rules is None:
        return ()
    messages = {rule.code: rule.message for rule in facts.form.smart_rules.rules}
    return tuple(
        f"Advice left aside: {messages[code]} Because: {reason}"
        for code, reason in leave.items()
        if code in messages
    )


def _reason(kind: str, says: str, reply: FindingReply) -> ReasonRow:
    return ReasonRow(
        kind="unclear" if kind == "unclear" else "urgent" if kind == "urgent" else "concern",
        says=says,
        reason=reply.reason,
        owner=reply.owner,
        due=day_in_words(reply.due) if reply.due else "",
    )
