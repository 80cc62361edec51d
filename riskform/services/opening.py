"""An assessment opened: what is stored, at its own form version, and what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from riskform.definitions.library import load_bundle
from riskform.definitions.model import Form
from riskform.engine.because import Reason
from riskform.engine.case import FAMILY, Adult, Child, Tie
from riskform.engine.confidential import NOTHING, Withheld, for_supervision, hidden_from
from riskform.engine.evaluation import Evaluation, RaisedFinding
from riskform.engine.plan import Plan
from riskform.engine.progress import Page
from riskform.engine.seeing import answers_seen, plan_seen
from riskform.engine.working_days import due_on
from riskform.errors import NotFound
from riskform.records import (
    Session,
    assessments,
    findings,
    form_versions,
    people,
    plans,
    snapshots,
)
from riskform.records.assessments import StoredAssessment
from riskform.records.audited import Audited
from riskform.records.people import People
from riskform.services.actors import Actor, require, roles_in
from riskform.services.judged import Judged, judged


@dataclass(frozen=True, slots=True)
class DatedFinding:
    """A raised finding with its reasons and the day by which it should be dealt with."""

    finding: RaisedFinding
    reasons: tuple[Reason, ...]
    due: date | None


@dataclass(frozen=True)
class OpenAssessment:
    """Everything about one assessment as it stands.

    `hidden` is what its reader may not see: none of that is in anything here but `everything`,
    which is for keeping records and for nobody's eyes.

    The plan, and since when each finding is known, are only read from the database where
    somebody looks at them: a save, the most frequent of all, does not.
    """

    stored: StoredAssessment
    form: Form
    people: People
    judged: Judged
    session: Session = field(repr=False, compare=False)
    hidden: Withheld = NOTHING
    whole: "OpenAssessment | None" = field(default=None, repr=False, compare=False)

    @property
    def everything(self) -> "OpenAssessment":
        """Return the assessment with all that is hidden from its reader."""
        return self.whole or self

    def read_in(self, session: Session) -> "OpenAssessment":
        """Return the same; what is read only where somebody looks is read in `session`."""
        whole = self.whole and self.whole.read_in(session)
        return replace(self, session=session, whole=whole)

    @cached_property
    def plan(self) -> Plan:
        """Return the plan as it stands in this transaction."""
        plan = plans.load(self.session, self.stored.id)
        return plan_seen(plan, self.hidden) if self.hidden else plan

    @cached_property
    def first_saved(self) -> Mapping[str, date]:
        """Return the day on which each finding was first saved, by its `at`."""
        return findings.first_saved(self.session, self.stored.id)

    @property
    def evaluation(self) -> Evaluation:
        """Return what the engine says of the answers."""
        return self.judged.evaluation

    @property
    def pages(self) -> tuple[Page, ...]:
        """Return the pages on the route, in the order of the form."""
        return self.judged.pages

    @property
    def kept_back(self) -> frozenset[str]:
        """Return the keys of the questions that are asked, and whose answers are hidden here.

        Only those of which this may be told.
        """
        return self.judged.kept_back

    @property
    def shown_findings(self) -> tuple[RaisedFinding, ...]:
        """Return the findings without the blanks of pages that nobody has saved yet."""
        return self.judged.shown_findings

    def dated(self, finding: RaisedFinding, today: date) -> DatedFinding:
        """Return the finding with its reasons and, where it has a limit, its last day."""
        due = None
        if finding.within is not None:
            due = due_on(self.first_saved.get(finding.at, today), finding.within)
        return DatedFinding(finding, self.judged.reasons(finding), due)

    def turn(self, person: str, day: date | None) -> tuple[bool, date, int]:
        """Return what sorts by day, and on one day each child first, then family and adults.

        What has no day comes last.
        """
        children, adults = self.people.children, self.people.adults
        turns = [*(c.id for c in children), FAMILY, *(a.id for a in adults)]
        return day is None, day or date.max, turns.index(person)

    def for_supervision(self, today: date) -> tuple[DatedFinding, ...]:
        """Return what is raised and depends on a private answer, as far as its reader sees it."""
        private = for_supervision(self.form)
        raised = (f for f in self.shown_findings if private.holds_finding(f.at))
        return tuple(self.dated(finding, today) for finding in raised)


def open_assessment(
    session: Session, actor: Actor, reference: str, doing: str = "assessment.see"
) -> OpenAssessment:
    """Return an assessment that `actor` may see (or edit, or decide about).

    To edit or decide, nobody else can change it until this transaction ends. Raises NotFound,
    also where `actor` may not know that it exists, and NotAllowed.
    """
    stored = assessments.load(session, reference, lock=doing != "assessment.see")
    require(actor, doing, stored)
    return seen_by(actor, opened(session, stored))


def seen_by(actor: Actor, whole: OpenAssessment) -> OpenAssessment:
    """Return an assessment as `actor` may see it: without what is private to others."""
    return narrowed(whole, hidden_from(whole.form, roles_in(actor, whole.stored)))


def narrowed(whole: OpenAssessment, hidden: Withheld) -> OpenAssessment:
    """Return an assessment without what is `hidden`, and without anything that depends on it."""
    if not hidden:
        return whole
    return replace(
        whole,
        stored=replace(
            whole.stored, document="", answers=answers_seen(whole.stored.answers, hidden)
        ),
        judged=whole.judged.without(hidden),
        hidden=hidden,
        whole=whole,
    )


def opened(
    session: Session, stored: StoredAssessment, family: People | None = None
) -> OpenAssessment:
    """Return all of `stored` with its form, people and plan, evaluated once.

    It is for keeping records: what somebody is shown goes through `seen_by`. `family` are its
    people, where they were read in this transaction already.
    """
    form = form_of(session, stored.form_hash)
    people_then = family or _people_of(session, stored)
    return OpenAssessment(
        stored=stored,
        form=form,
        people=people_then,
        judged=judged(form, stored, people_then),
        session=session,
    )


def form_of(session: Session, form_hash: str) -> Form:
    """Return the published form with that hash; it never changes, so it is kept in memory."""
    known = _forms.get(form_hash)
    if known is None:
        version = form_versions.load(session, form_hash)
        known = _forms[form_hash] = replace_hash(
            load_bundle(version.bundle, version.form_id), form_hash
        )
    return known


def replace_hash(form: Form, form_hash: str) -> Form:
    """Return `form` under the hash that it was published with."""
    return form if form.hash == form_hash else replace(form, hash=form_hash)


_forms: dict[str, Form] = {}


def people_to_json(family: People) -> dict[str, Any]:
    """Return the people as JSON, for a snapshot."""
    return {
        "children": [
            {
                "id": c.id,
                "name": c.name,
                "date_of_birth": c.date_of_birth.isoformat() if c.date_of_birth else None,
                "due_date": c.due_date.isoformat() if c.due_date else None,
                "age_months": c.age_months,
            }
            for c in family.children
        ],
        "adults": [
            {
                "id": a.id,
                "name": a.name,
                "to": {
                    key: {"relationship": tie.relationship, "lives_here": tie.lives_here}
                    for key, tie in a.to.items()
                },
            }
            for a in family.adults
        ],
    }


def people_from_json(kept: Mapping[str, Any]) -> People:
    """Return the people that `people_to_json` wrote."""
    children = tuple(
        Child(c["id"], c["name"], _day(c["date_of_birth"]), _day(c["due_date"]), c["age_months"])
        for c in kept["children"]
    )
    adults = tuple(
        Adult(
            a["id"],
            a["name"],
            {key: Tie(tie["relationship"], tie["lives_here"]) for key, tie in a["to"].items()},
        )
        for a in kept["adults"]
    )
    return People(children, adults, ())


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _people_of(session: Session, stored: StoredAssessment) -> People:
    """Return the people now, or, once submitted, as they were when it was submitted.

    An audit has one child of what it is about, alone, and the adults, as they were when that was
    agreed.
    """
    if stored.audits is not None:
        return _audited_people(session, stored.audits)
    if stored.status in {"submitted", "agreed"}:
        snapshot = snapshots.read(session, stored.id)
        if snapshot is not None:
            return people_from_json(snapshot.content["people"])
    return people.of_family(session, stored.family_id)


def _audited_people(session: Session, audited: Audited) -> People:
    agreed = snapshots.read(session, audited.assessment_id, "agreed")
    if agreed is None:
        message = f"nothing was kept of {audited.reference} when it was agreed"
        raise NotFound(message)
    then, child_id = people_from_json(agreed.content["people"]), audited.child_id
    children = tuple(child for child in then.children if child.id == child_id)
    adults = tuple(
        replace(adult, to={key: tie for key, tie in adult.to.items() if key == child_id})
        for adult in then.adults
    )
    return People(children, adults, ())
