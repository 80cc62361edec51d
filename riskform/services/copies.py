"""The copies of a record: whom each can be for, and what that person will and will not see."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from riskform.definitions.contacts import Contact
from riskform.engine.confidential import for_supervision
from riskform.engine.documents import Document
from riskform.engine.documents import kinds as every
from riskform.engine.documents.as_reviewed import as_reviewed
from riskform.engine.documents.facts import NOBODY, RecordFacts
from riskform.engine.documents.hard_words import Hard, printed, written_in
from riskform.engine.documents.kinds import COMPARED, KINDS, Kind
from riskform.engine.documents.leaving_out import LeftOut
from riskform.engine.documents.readers import Reader, Worker
from riskform.errors import NotFound
from riskform.records import Session, accounts, releases
from riskform.records.releases import Release
from riskform.services.actors import CASE_WORKERS, Actor, may
from riskform.services.facts import facts_of
from riskform.services.last_time import with_last_time
from riskform.services.opening import OpenAssessment, narrowed, open_assessment
from riskform.services.planned import hard_in

PRIVATE_LEFT_OUT = ("Anything that only its author and a manager see is left out of this copy.",)
NEVER = "It can't be released: it depends on an answer that only the author and managers see."
AN_ANSWER = "It can't be released: it is an answer. Say in the plan what this person may know."
A_CHANGE = "It can't be released: a change tells of two papers. Release it for the plan's own copy."
OUTCOME_FIRST = "Its outcome has to be released before it."
ONLY_A_MANAGER = "Only a manager can release it: this copy may reach a person from whom it is kept."
_FOR_AN_AUDIT = "managers and the worker who wrote what was audited"


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of copy, and everybody whom it can be made for."""

    kind: Kind
    readers: tuple[Reader, ...]


@dataclass(frozen=True, slots=True)
class Copies:
    """An assessment and the copies that can be made of it."""

    assessment: OpenAssessment
    offers: tuple[Offer, ...]

    def offer(self, kind: str) -> Offer:
        """Return what is offered of one kind. Raises NotFound."""
        for offer in self.offers:
            if offer.kind.name == kind:
                return offer
        message = f"there is no such {kind} of assessment {self.assessment.stored.reference}"
        raise NotFound(message)

    def reader(self, kind: str, reader_id: str) -> Reader:
        """Return for whom a copy is. Raises NotFound."""
        for reader in self.offer(kind).readers:
            if reader.id == reader_id:
                return reader
        message = f"there is no {kind} of assessment {self.assessment.stored.reference} for them"
        raise NotFound(message)


@dataclass(frozen=True, slots=True)
class Left:
    """One thing that a rule keeps out of a copy.

    release: who let this copy hold it all the same, None where nobody did. may_release: the one
    who looks can do so now. why_not: a sentence where something stands in the way.
    """

    out: LeftOut
    release: Release | None = None
    may_release: bool = False
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """One copy before it is made: what it holds, and what it leaves out, as far as that is seen.

    `offer` has the others whom it could be for. `left` are the things that a rule keeps out, also
    those that somebody released. `came_since` names the adults who were not in the record with
    which this one is compared. `hard` is what of workers' own words is hard to read in an Easy Read
    copy, item by item of the plan; `may_change` tells whether who looks can change the plan.
    """

    assessment: OpenAssessment
    offer: Offer
    reader: Reader
    document: Document
    left: tuple[Left, ...]
    came_since: tuple[str, ...] = ()
    hard: tuple[tuple[Hard, ...], ...] = ()
    may_change: bool = False

    @property
    def kind(self) -> Kind:
        """Return the kind of the copy."""
        return self.offer.kind

    def places(self, key: str) -> tuple[str, ...]:
        """Return each place at which a release of `key` lets its words stand."""
        return tuple(one.out.what for one in self.left if one.out.key == key)


def copies_of(session: Session, actor: Actor, reference: str, today: date) -> Copies:
    """Return the copies that can be made of an assessment. Raises NotFound."""
    assessment = open_assessment(session, actor, reference)
    facts = _facts(session, assessment, today, NOBODY)
    return _copies(session, assessment, with_last_time(session, actor, assessment, facts, today))


def preview(
    session: Session,
    actor: Actor,
    reference: str,
    kind: str,
    reader_id: str,
    today: date,
    contacts: Mapping[str, Contact] = NOBODY,
) -> Preview:
    """Return one copy before it is made. Raises NotFound."""
    assessment = open_assessment(session, actor, reference)
    facts = _facts(session, assessment, today, contacts)
    if kind in COMPARED:
        facts = with_last_time(session, actor, assessment, facts, today)
    copies = _copies(session, assessment, facts)
    offer, reader = copies.offer(kind), copies.reader(kind, reader_id)
    standing = released_for(session, assessment, offer.kind, reader, facts)
    # A change tells of two records, and what is private to somebody is in neither from the start.
    seen_in = facts if kind in COMPARED else facts_of(session, assessment, today)
    seen = every.left_out(offer.kind, seen_in, reader)
    # What is private to the author and a manager is told to them here, and is never released.
    can_be = {one.key for one in every.left_out(offer.kind, facts, reader)} - {""}
    left = tuple(_left(actor, assessment, reader, one, standing, one.key in can_be) for one in seen)
    if kind in COMPARED:
        left = tuple(replace(one, why_not=A_CHANGE) for one in left)
    made = every.document(offer.kind, facts, reader, frozenset(standing))
    return Preview(
        assessment,
        offer,
        reader,
        made,
        left,
        _came_since(facts),
        _hard(assessment, facts, made),
        may(actor, "assessment.edit", assessment.stored),
    )


def released_for(
    session: Session, assessment: OpenAssessment, kind: Kind, reader: Reader, facts: RecordFacts
) -> Mapping[str, Release]:
    """Return what one copy may hold although it is withheld, by key.

    A release is of words: it counts for nothing once they were changed.
    """
    kept = releases.standing(session, assessment.stored.id, kind.release_name, reader.id)
    if not kept:
        return {}
    words = {one.key: words_hash(reader, one) for one in every.left_out(kind, facts, reader)}
    return {one.item: one for one in kept if words.get(one.item) == one.words_hash}


def words_hash(reader: Reader, left: LeftOut) -> str:
    """Return the SHA-256, in hex, of all the words that somebody releases, and for whom.

    The id of an owner whom nobody knows is that of a thing to do, which may be given to somebody
    else while the plan is a draft. What was released for the one is not for the other.
    """
    owner = reader.owner if reader.owner and not reader.owner.person else None
    words = (*([owner.name.casefold()] if owner else []), left.says, *left.more)
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def needs_a_manager(reader: Reader, left: LeftOut) -> bool:
    """Tell whether a copy may reach the very person from whom something is kept.

    That is so for every copy but the own one of another adult, and where nobody is named yet.
    """
    own = reader.adult.id if reader.adult else ""
    return bool(left.kept_from) and (not own or bool({"", own} & {*left.kept_from}))


def _left(
    actor: Actor,
    assessment: OpenAssessment,
    reader: Reader,
    left: LeftOut,
    standing: Mapping[str, Release],
    can_be: bool,  # noqa: FBT001 - read at its only call.
) -> Left:
    if left.key in standing:
        return Left(left, standing[left.key], may(actor, "assessment.release", assessment.stored))
    if not can_be:
        return Left(left, why_not=NEVER if left.key else AN_ANSWER)
    if left.after and left.after not in standing:
        return Left(left, why_not=OUTCOME_FIRST)
    if needs_a_manager(reader, left) and actor.role != "manager":
        return Left(left, why_not=ONLY_A_MANAGER)
    return Left(left, may_release=may(actor, "assessment.release", assessment.stored))


def document(
    session: Session,
    actor: Actor,
    reference: str,
    kind: str,
    reader_id: str,
    today: date,
    contacts: Mapping[str, Contact] = NOBODY,
) -> Document:
    """Return one copy, ready to print. Raises NotFound.

    What is private to the author and a manager is in none, whoever makes it.
    """
    assessment = open_assessment(session, actor, reference)
    facts = _facts(session, assessment, today, contacts)
    if kind in COMPARED:
        facts = with_last_time(session, actor, assessment, facts, today)
    copies = _copies(session, assessment, facts)
    of, reader = copies.offer(kind).kind, copies.reader(kind, reader_id)
    standing = released_for(session, assessment, of, reader, facts)
    return every.document(of, facts, reader, frozenset(standing))


def _facts(
    session: Session,
    assessment: OpenAssessment,
    today: date,
    contacts: Mapping[str, Contact],
) -> RecordFacts:
    """Return what a paper may be made from at all, whomever it is for."""
    private = for_supervision(assessment.form)
    facts = facts_of(session, narrowed(assessment.everything, private), today, contacts)
    return replace(
        facts,
        for_whom=_FOR_AN_AUDIT if assessment.stored.audits else "",
        gone=PRIVATE_LEFT_OUT if private else (),
    )


def _copies(session: Session, assessment: OpenAssessment, facts: RecordFacts) -> Copies:
    workers = _workers(session, assessment)
    plan = assessment.form.plan != "none"
    offers = (
        Offer(kind, kind.readers(facts, workers))
        for kind in KINDS.values()
        if plan or not kind.in_a_plan
    )
    return Copies(assessment, tuple(offer for offer in offers if offer.readers))


def _hard(
    assessment: OpenAssessment, facts: RecordFacts, made: Document
) -> tuple[tuple[Hard, ...], ...]:
    """Return what is hard to read of the words that an Easy Read copy prints, item by item.

    A word that stands in several fields of an item is told once.
    """
    if made.made_for.setting != "easy_read":
        return ()
    plans = (facts.plan, as_reviewed(facts).plan)
    texts = dict.fromkeys(text for plan in plans for text in written_in(plan))
    found = hard_in(assessment, printed(texts, made)).values()
    return tuple(tuple({one.words.casefold(): one for one in those}.values()) for those in found)


def _came_since(facts: RecordFacts) -> tuple[str, ...]:
    if facts.before is None:
        return ()
    then = {adult.id for adult in facts.before.adults}
    return tuple(adult.name for adult in facts.adults if adult.id not in then)


def _workers(session: Session, assessment: OpenAssessment) -> tuple[Worker, ...]:
    """Return those of the record's team, who may read it on screen as well."""
    if assessment.stored.audits is not None:
        return ()
    team = (
        account
        for account in accounts.listed(session, roles=tuple(sorted(CASE_WORKERS)))
        if account.team == assessment.stored.team and account.active
    )
    return tuple(Worker(account.id, account.name, account.job_title) for account in team)
