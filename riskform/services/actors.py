"""Who is asking, and what they may do: one table of small rules.

A record belongs to a team. Nobody outside it may know that there is one. Need-to-know access
inside a team comes later and belongs here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from riskform.errors import NotAllowed, NotFound
from riskform.records.accounts import Account
from riskform.records.assessments import AssessmentSummary

CASE_WORKERS = frozenset({"practitioner", "manager"})
OPEN = frozenset({"draft", "returned"})
ROLES = {
    "practitioner": "Practitioner",
    "manager": "Manager",
    "author": "Form author",
    "administrator": "Administrator",
}


@dataclass(frozen=True, slots=True)
class Actor:
    """The person who is signed in; `role` is a key of ROLES."""

    id: int
    name: str
    role: str
    team: str
    job_title: str = ""
    agency: str = ""


def actor_of(account: Account) -> Actor:
    """Return the account as the one who acts."""
    return Actor(
        account.id, account.name, account.role, account.team, account.job_title, account.agency
    )


Rule = Callable[[Actor, AssessmentSummary], str | None]


def _edits(_actor: Actor, assessment: AssessmentSummary) -> str | None:
    if assessment.status in OPEN:
        return None
    return f"This assessment is {assessment.status} and can't be changed."


def _decides(actor: Actor, assessment: AssessmentSummary) -> str | None:
    if actor.role != "manager":
        return "Only a manager can agree or return an assessment."
    if actor.id == assessment.author_id:
        return "You wrote this assessment, so another manager has to decide about it."
    return None


_RULES: Mapping[str, Rule] = {
    "assessment.see": lambda _actor, _assessment: None,
    "assessment.edit": _edits,
    "assessment.decide": _decides,
}


def require(actor: Actor, doing: str, assessment: AssessmentSummary) -> None:
    """Raise NotFound where `actor` may not know of the record, NotAllowed where not do this."""
    if not _is_of_the_team(actor, assessment):
        message = f"there is no assessment {assessment.reference} for this person"
        raise NotFound(message)
    refusal = _RULES[doing](actor, assessment)
    if refusal:
        raise NotAllowed(refusal)


def may(actor: Actor, doing: str, assessment: AssessmentSummary) -> bool:
    """Tell whether `require` would let it pass."""
    return _is_of_the_team(actor, assessment) and _RULES[doing](actor, assessment) is None


def roles_in(actor: Actor, assessment: AssessmentSummary) -> frozenset[str]:
    """Return what `actor`, who may see it, is in this one assessment, as `private_to` names it.

    `author` is who wrote the assessment, whatever the account; a form author has no part in it.
    """
    own = {"author"} if actor.id == assessment.author_id else set()
    return frozenset(own | ({actor.role} & CASE_WORKERS))


def require_role(actor: Actor, *roles: str) -> None:
    """Raise NotFound unless `actor` has one of `roles`: others may not know of the page."""
    if actor.role not in roles:
        message = f"there is no such page for the role {actor.role}"
        raise NotFound(message)


def _is_of_the_team(actor: Actor, assessment: AssessmentSummary) -> bool:
    return actor.role in CASE_WORKERS and actor.team == assessment.team
