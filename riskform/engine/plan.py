"""A SMART plan as it was typed: outcomes for children, actions under them, replies to findings.

Dates are texts (ISO where they are real days). A finding is named by its `at` everywhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol, TypeVar

from riskform.engine.uk_dates import parse_uk_date

KINDS = ("urgent", "concern", "unclear", "protective", "strength")
WORRIES = ("urgent", "concern")


class Finding(Protocol):
    """What a plan needs to know of a raised finding."""

    @property
    def at(self) -> str:
        """Name the finding, as in `kit/sleep.sofa_with_adult`."""

    @property
    def kind(self) -> str:
        """Say which of KINDS it is."""

    @property
    def person(self) -> str:
        """Name the person (or `family`) that it is about, by id."""


F = TypeVar("F", bound=Finding)


@dataclass(frozen=True, slots=True)
class Action:
    """What one named person does by one day. `leave`: rule code to the reason for leaving it.

    `agreed` is the day on which that person said yes, `yes` where the day is not known, else "".
    """

    id: str
    what: str = ""
    who: str = ""
    due: str = ""
    answers: tuple[str, ...] = ()
    leave: Mapping[str, str] = field(default_factory=dict)
    agreed: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What will be different for one child: what it is like now, how we will know, and when."""

    id: str
    child_id: str
    what: str = ""
    now: str = ""
    measure: str = ""
    by: str = ""
    if_not: str = ""
    answers: tuple[str, ...] = ()
    leave: Mapping[str, str] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingReply:
    """What answers a finding instead of an outcome: a reason, or who finds out by when."""

    at: str
    kind: Literal["reason", "unclear"]
    reason: str = ""
    owner: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of one assessment, for all its children."""

    outcomes: tuple[Outcome, ...] = ()
    replies: tuple[FindingReply, ...] = ()


def all_actions(plan: Plan) -> tuple[Action, ...]:
    """Return every action, in the order of the outcomes."""
    return tuple(action for outcome in plan.outcomes for action in outcome.actions)


def with_outcome(plan: Plan, typed: Outcome) -> Plan:
    """Return the plan with an outcome in the place of the one with its id, or at the end."""
    kept = [typed if one.id == typed.id else one for one in plan.outcomes]
    return replace(plan, outcomes=tuple(kept if typed in kept else [*kept, typed]))


def with_action(plan: Plan, outcome_id: str, typed: Action) -> Plan:
    """Return the plan with an action of that outcome in the place of its own id, or at the end."""

    def changed(outcome: Outcome) -> Outcome:
        if outcome.id != outcome_id:
            return outcome
        kept = [typed if one.id == typed.id else one for one in outcome.actions]
        return replace(outcome, actions=tuple(kept if typed in kept else [*kept, typed]))

    return replace(plan, outcomes=tuple(changed(outcome) for outcome in plan.outcomes))


def tied_findings(plan: Plan) -> frozenset[str]:
    """Return the `at` of every finding that an outcome or an action is tied to.

    One that says nothing yet answers nothing.
    """
    tied = {at for outcome in plan.outcomes if outcome.what.strip() for at in outcome.answers}
    doing = (action for action in all_actions(plan) if action.what.strip())
    return frozenset(tied | {at for action in doing for at in action.answers})


def unanswered(plan: Plan, findings: Iterable[F]) -> tuple[F, ...]:
    """Return the findings that this plan leaves without an answer, in the order of KINDS.

    An urgent finding or a concern is answered by an outcome or action tied to it, or by a reason.
    An unclear one is answered by an owner and a real date, in a reply or in an action tied to it.
    Protective findings and strengths need no answer.
    """
    tied = tied_findings(plan)
    reasons = {reply.at for reply in plan.replies if reply.reason.strip()}
    chased = _chased(plan)
    left = [
        finding
        for finding in findings
        if (finding.kind in WORRIES and finding.at not in tied and finding.at not in reasons)
        or (finding.kind == "unclear" and finding.at not in chased)
    ]
    return tuple(sorted(left, key=lambda finding: KINDS.index(finding.kind)))


def _chased(plan: Plan) -> frozenset[str]:
    replies = {reply.at for reply in plan.replies if _has_owner_and_day(reply.owner, reply.due)}
    for action in all_actions(plan):
        if action.what.strip() and _has_owner_and_day(action.who, action.due):
            replies.update(action.answers)
    return frozenset(replies)


def _has_owner_and_day(owner: str, due: str) -> bool:
    return bool(owner.strip()) and parse_uk_date(due) is not None
