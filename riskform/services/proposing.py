"""Putting a form in use: one person proposes it, and another says yes.

What is proposed is kept whole, with its scenarios, so that what is agreed to is what was seen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from riskform.definitions.library import content_hash
from riskform.engine.reasons import refused, says_something
from riskform.errors import InvalidInput, NotAllowed, WrongState
from riskform.records import Session, audit, proposals
from riskform.records.proposals import NewProposal, Proposal
from riskform.services.actors import Actor, require_role
from riskform.services.candidates import Candidate, candidate
from riskform.services.comparing import Compared, Impact, compared, impact
from riskform.services.opening import form_of
from riskform.services.publishing import put_in_use
from riskform.services.versions import version_in_use, versions_before

READERS = ("author", "administrator", "manager")
DECIDERS = ("author", "administrator")
LONGEST_NOTE = 4_000


@dataclass(frozen=True, slots=True)
class Considered:
    """A candidate beside the version in use: what it changes, and what that would touch.

    `replaces` is the version in use, None for a form that is new; `same` tells that nothing would
    change by it, and `same_number` that both are called by the same version number.
    """

    candidate: Candidate
    replaces: str | None
    changes: tuple[Compared, ...]
    impact: Impact
    same: bool
    open_proposal: Proposal | None
    same_number: bool = False


@dataclass(frozen=True, slots=True)
class OpenProposal:
    """A proposal with what it would change now; `refusal` says why this reader can't decide."""

    proposal: Proposal
    considered: Considered
    refusal: str
    own: bool


def consider(session: Session, actor: Actor, new: Candidate) -> Considered:
    """Return a candidate beside what is in use. Raises NotFound for other roles."""
    require_role(actor, *READERS)
    return considered(session, new)


def considered(session: Session, new: Candidate) -> Considered:
    """Return the same for nobody in particular: counts and changes hold no personal data."""
    replaces = version_in_use(session, new.form_id)
    same = bool(new.forms) and all(
        version_in_use(session, name) == form.hash for name, form in new.forms.items()
    )
    waiting = proposals.listed(session, form_id=new.form_id, status="open")
    usable = new.form is not None
    return Considered(
        new,
        replaces,
        compared(session, new) if usable else (),
        impact(session, new) if usable else Impact(),
        same,
        waiting[0] if waiting else None,
        new.form is not None
        and replaces is not None
        and form_of(session, replaces).version == new.form.version,
    )


def propose(session: Session, actor: Actor, new: Candidate, note: str, now: datetime) -> int:
    """Propose to put `new` in use and return the proposal's number.

    Raises NotFound for other roles, InvalidInput where it does not check, a scenario fails,
    nothing would change, or no note says why.
    """
    require_role(actor, "author")
    found = considered(session, new)
    note = note.strip()
    messages = {}
    if new.trouble or new.form is None:
        messages["form"] = f"{new.trouble} Nothing was proposed."
    elif found.same:
        messages["form"] = "This is what is in use already. Nothing was proposed."
    if not says_something(note):
        told = "What this change is for: write a sentence for the person who decides."
        messages["note"] = told + refused(note)
    elif len(note) > LONGEST_NOTE:
        messages["note"] = f"What this change is for: keep it to {LONGEST_NOTE:,} characters."
    if messages or new.form is None:
        raise InvalidInput(messages)
    row = NewProposal(
        *(new.form_id, new.form.hash, new.form.version, new.form.title),
        *(new.files, _scenarios(new), found.replaces, note),
    )
    number = proposals.add(session, row, proposed_by=actor.id, proposed_at=now)
    _record(session, actor, "form proposed", number, new, now)
    return number


def open_proposal(session: Session, actor: Actor, number: int, today: date) -> OpenProposal:
    """Return a proposal, and what it would change in what is in use now. Raises NotFound.

    One that is decided is compared with what was in use before it, so that it still tells what
    it changed.
    """
    require_role(actor, *READERS)
    whole = proposals.load(session, number)
    new = candidate(whole.bundle, whole.proposal.form_id, today)
    own = whole.proposal.proposed_by == actor.id
    refusal = _refusal(actor, whole.proposal)
    return OpenProposal(whole.proposal, _as_proposed(session, whole.proposal, new), refusal, own)


def _as_proposed(session: Session, proposal: Proposal, new: Candidate) -> Considered:
    now = considered(session, new)
    if proposal.decided_at is None or new.form is None:
        return now
    if proposal.replaces is None:
        return replace(now, replaces=None, changes=(), same=False)
    before = versions_before(session, new.form_id, proposal.decided_at)
    olds = {**before, new.form_id: proposal.replaces}
    return replace(now, changes=compared(session, new, olds), same=False)


def history(session: Session, actor: Actor, form_id: str | None = None) -> tuple[Proposal, ...]:
    """Return what was proposed, newest first. Raises NotFound for other roles."""
    require_role(actor, *READERS)
    return proposals.listed(session, form_id=form_id)


def agree(session: Session, actor: Actor, number: int, today: date, now: datetime) -> None:
    """Put a proposal in use. New assessments use it from now on; those begun keep their version.

    Raises NotFound for other roles, NotAllowed for who proposed it, WrongState where it was
    decided already or something else is in use by now, and InvalidInput where it does not check
    any more or a scenario fails.
    """
    proposal, new = _to_decide(session, actor, number, today)
    if new.trouble:
        raise InvalidInput({"decision": f"{new.trouble} It was not put in use."})
    if version_in_use(session, proposal.form_id) != proposal.replaces:
        message = (
            "Another version was put in use since this was proposed. Propose it again, so that"
            " the changes shown are those that are made. Nothing was written."
        )
        raise WrongState(message)
    proposals.decide(session, number, "agreed", decided_by=actor.id, decided_at=now)
    _record(session, actor, "form agreed", number, new, now)
    put_in_use(session, new.forms, new.bundles, now, by=proposal.proposed_by)


def decline(
    session: Session, actor: Actor, number: int, reason: str, today: date, now: datetime
) -> None:
    """Say no to a proposal, with a reason. Raises as `agree`, and InvalidInput without one."""
    _, new = _to_decide(session, actor, number, today)
    reason = reason.strip()
    if not says_something(reason):
        told = "Why you decline it: write what has to change."
        raise InvalidInput({"reason": told + refused(reason)})
    if len(reason) > LONGEST_NOTE:
        raise InvalidInput({"reason": f"Why you decline it: {LONGEST_NOTE:,} characters at most."})
    proposals.decide(
        session, number, "declined", decided_by=actor.id, decided_at=now, reason=reason
    )
    _record(session, actor, "form declined", number, new, now)


def withdraw(session: Session, actor: Actor, number: int, now: datetime) -> None:
    """Take back a proposal of one's own. Raises NotFound, NotAllowed and WrongState."""
    require_role(actor, "author")
    proposal = proposals.load(session, number).proposal
    if proposal.proposed_by != actor.id:
        raise NotAllowed("Only the person who proposed this can take it back.")
    proposals.decide(session, number, "withdrawn", decided_by=actor.id, decided_at=now)
    detail = {"form": proposal.form_id, "proposal": number}
    audit.record(session, actor.id, "proposal withdrawn", "form", proposal.hash, detail, now)


def _to_decide(
    session: Session, actor: Actor, number: int, today: date
) -> tuple[Proposal, Candidate]:
    require_role(actor, *READERS)
    whole = proposals.load(session, number)
    if whole.proposal.status != "open":
        raise WrongState(f"This proposal was {whole.proposal.status} already. Nothing was written.")
    refusal = _refusal(actor, whole.proposal)
    if refusal:
        raise NotAllowed(refusal)
    return whole.proposal, candidate(whole.bundle, whole.proposal.form_id, today)


def _refusal(actor: Actor, proposal: Proposal) -> str:
    if actor.role not in DECIDERS:
        return "Only a form author or an administrator can decide about a form."
    if proposal.proposed_by == actor.id:
        return "You proposed this, so another form author or an administrator has to decide."
    return ""


def _scenarios(new: Candidate) -> Mapping[str, int]:
    failed = len(new.failed)
    return {"passed": len(new.ran) - failed, "failed": failed}


def _record(
    session: Session, actor: Actor, action: str, number: int, new: Candidate, now: datetime
) -> None:
    form = new.form
    detail = {"form": new.form_id, "proposal": number, "files": content_hash(dict(new.files))}
    audit.record(session, actor.id, action, "form", form.hash if form else "", detail, now)
