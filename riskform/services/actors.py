"""Who is asking, and what they may do: one table of small rules.

A record belongs to a team. Nobody outside it may know that there is one. An audit judges a
worker's practice, so inside the team only managers know of it, and that worker once it is complete.
Need-to-know access to everything else comes later and belongs here.
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


def _edits(actor: Actor, assessment: AssessmentSummary) -> str | None:
    if assessment.audits is not None:
        return _edits_audit(actor, assessment)
    if assessment.status in OPEN:
        return None
    return f"This assessment is {assessment.status} and can't be changed."


def _edits_audit(actor: Actor, audit: AssessmentSummary) -> str | None:
    if audit.status not in OPEN:
        return "This audit is complete and can't be changed."
    if actor.id != audit.author_id:
        return f"{audit.author_name} does this audit, and nobody else can change it."
    return None


def _sets_up(actor: Actor, assessment: AssessmentSummary) -> str | None:
    if assessment.audits is not None:
        return (
            "An audit keeps the people, the level and the day of the assessment that it is about."
        )
    return _edits(actor, assessment)


def _moves(actor: Actor, assessment: AssessmentSummary) -> str | None:
    if actor.id != assessment.author_id:
        return f"Only {assessment.author_name} can move this to another version of its form."
    return _edits(actor, assessment)


def _audits(actor: Actor, assessment: AssessmentSummary) -> str | None:
    if actor.role != "manager":
        return "Only a manager can audit an assessment."
    if assessment.audits is not None:
        return "This is an audit, and an audit is not audited."
    if assessment.status != "agreed":
        return "Only an agreed assessment can be audited, and this one is not agreed."
    if actor.id == assessment.author_id:
        return "You wrote this assessment, so another manager has to audit it."
    return None


def _decides(actor: Actor, assessment: AssessmentSummary) -> str | None:
    if assessment.audits is not None:
        return "An audit is complete once it is submitted, so nobody agrees or returns it."
    if actor.role != "manager":
        return "Only a manager can agree or return an assessment."
    if actor.id == assessment.author_id:
        return "You wrote this assessment, so another manager has to decide about it."
    return None


def _releases(actor: Actor, assessment: AssessmentSummary) -> str | None:
    if assessment.audits is not None:
        return "An audit has no copies for a family."
    if actor.id == assessment.author_id or actor.role == "manager":
        return None
    return (
        f"Only {assessment.author_name}, who wrote this, or a manager can release something"
        " for a copy."
    )


_RULES: Mapping[str, Rule] = {
    "assessment.see": lambda _actor, _assessment: None,
    "assessment.edit": _edits,
    "assessment.set_up": _sets_up,  # its people, level and day
    "assessment.move": _moves,  # to the version of its form that is in use
    "assessment.audit": _audits,
    "assessment.decide": _decides,
    "assessment.release": _releases,  # something withheld, for one copy
}


def require(actor: Actor, doing: str, assessment: AssessmentSummary) -> None:
    """Raise NotFound where `actor` may not know of the record, NotAllowed where not do this."""
    if not _may_know_of(actor, assessment):
        message = f"there is no assessment {assessment.reference} for this person"
        raise NotFound(message)
    refusal = _RULES[doing](actor, assessment)
    if refusal:
        raise NotAllowed(refusal)


def may(actor: Actor, doing: str, assessment: AssessmentSummary) -> bool:
    """Tell whether `require` would let it pass."""
    return _may_know_of(actor, assessment) and _RULES[doing](actor, assessment) is None


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


def _may_know_of(actor: Actor, assessment: AssessmentSummary) -> bool:
    of_the_team = actor.role in CASE_WORKERS and actor.team == assessment.team
    if assessment.audits is None or not of_the_team:
        return of_the_team
    judged = actor.id == assessment.audits.author_id and assessment.status not in OPEN
    return actor.role == "manager" or judged
