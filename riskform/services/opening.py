"""An assessment opened: what is stored, at its own form version, and what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from riskform.definitions.library import load_bundle
from riskform.definitions.model import Form
from riskform.engine.because import Reason, because
from riskform.engine.case import Adult, Case, Child, Tie
from riskform.engine.confidential import NOTHING, Withheld, for_supervision, hidden_from
from riskform.engine.evaluation import Evaluation, RaisedFinding, evaluate
from riskform.engine.plan import Plan
from riskform.engine.progress import Page, pages
from riskform.engine.seeing import answers_seen, evaluation_seen, plan_seen
from riskform.engine.working_days import due_on
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
from riskform.records.people import People
from riskform.services.actors import Actor, require, roles_in


@dataclass(frozen=True, slots=True)
class DatedFinding:
    """A raised finding with its reasons and the day by which it should be dealt with."""

    finding: RaisedFinding
    reasons: tuple[Reason, ...]
    due: date | None


@dataclass(frozen=True)
class OpenAssessment:
    """Everything about one assessment as it stands; `first_saved` is by a finding's `at`.

    `hidden` is what its reader may not see: none of that is in anything here but `everything`,
    which is for keeping records and for nobody's eyes.

    The plan is only read from the database where somebody looks at it: a page of questions,
    the most frequent page of all, does not.
    """

    stored: StoredAssessment
    form: Form
    people: People
    evaluation: Evaluation
    first_saved: Mapping[str, date]
    session: Session = field(repr=False, compare=False)
    hidden: Withheld = NOTHING
    whole: "OpenAssessment | None" = field(default=None, repr=False, compare=False)

    @property
    def everything(self) -> "OpenAssessment":
        """Return the assessment with all that is hidden from its reader."""
        return self.whole or self

    @cached_property
    def plan(self) -> Plan:
        """Return the plan as it stands in this transaction."""
        plan = plans.load(self.session, self.stored.id)
        return plan_seen(plan, self.hidden) if self.hidden else plan

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Return the pages on the route, in the order of the form."""
        return pages(self.form, self.evaluation, self.stored.pages, self.kept_back)

    @cached_property
    def kept_back(self) -> frozenset[str]:
        """Return the keys of the questions that are asked, and whose answers are hidden here.

        Only those of which this may be told.
        """
        return frozenset(
            at
            for at in (self.everything.evaluation.asked if self.hidden else ())
            if at.partition("/")[2] in self.hidden.named
        )

    @cached_property
    def shown_findings(self) -> tuple[RaisedFinding, ...]:
        """Return the findings without the blanks of pages that nobody has saved yet."""
        return tuple(f for f in self.evaluation.findings if not f.blank or self._saved(f))

    def dated(self, finding: RaisedFinding, today: date) -> DatedFinding:
        """Return the finding with its reasons and, where it has a limit, its last day."""
        start = self.first_saved.get(finding.at, today)
        due = None if finding.within is None else due_on(start, finding.within)
        return DatedFinding(finding, because(self.form, self.evaluation, finding), due)

    def for_supervision(self, today: date) -> tuple[DatedFinding, ...]:
        """Return what is raised and depends on a private answer, as far as its reader sees it."""
        private = for_supervision(self.form)
        raised = (f for f in self.shown_findings if private.holds_finding(f.at))
        return tuple(self.dated(finding, today) for finding in raised)

    def _saved(self, finding: RaisedFinding) -> bool:
        return f"{finding.person}/{finding.section}" in self.stored.pages


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
        stored=replace(whole.stored, answers=answers_seen(whole.stored.answers, hidden)),
        evaluation=evaluation_seen(whole.form, whole.evaluation, hidden),
        hidden=hidden,
        whole=whole,
    )


def opened(session: Session, stored: StoredAssessment) -> OpenAssessment:
    """Return all of `stored` with its form, people and plan, evaluated once.

    It is for keeping records: what somebody is shown goes through `seen_by`.
    """
    form = form_of(session, stored.form_hash)
    people_then = _people_of(session, stored)
    evaluation = evaluate(form, case_of(stored, people_then))
    kept = findings.of_assessment(session, stored.id)
    return OpenAssessment(
        stored=stored,
        form=form,
        people=people_then,
        evaluation=evaluation,
        first_saved={finding.at: finding.first_saved_on for finding in kept},
        session=session,
    )


def case_of(stored: StoredAssessment, family: People) -> Case:
    """Return what the engine judges: ages and limits are on the day of the last visit."""
    return Case(stored.visit_on, stored.level, family.children, family.adults, stored.answers)


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
    """Return the people now, or, once submitted, as they were when it was submitted."""
    if stored.status in {"submitted", "agreed"}:
        snapshot = snapshots.read(session, stored.id)
        if snapshot is not None:
            return people_from_json(snapshot.content["people"])
    return people.of_family(session, stored.family_id)
