"""Putting one made-up family in, as its practitioner would have."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from riskform.definitions.case_shapes import GivenShape, ScenarioShape
from riskform.definitions.model import Form
from riskform.definitions.shaping import shaped
from riskform.definitions.source import read_source
from riskform.engine.case import Answer
from riskform.engine.case_reading import case_of
from riskform.engine.plan import FindingReply
from riskform.engine.values import read_date
from riskform.errors import CouldNotRun
from riskform.paths import bundled
from riskform.records import Session
from riskform.services import (
    answering,
    assessing,
    opening,
    people,
    planning,
    reviewing,
    submitting,
)
from riskform.services.actors import Actor
from riskform.services.demo.audit import start_audit
from riskform.services.demo.family import DemoFamily
from riskform.services.demo.reviews import review_plan

_FRIDAY = 4
_DAYS_PER_WEEK = 7


@dataclass
class Known:
    """A family that is in already: its reference, and the ids of its people by their keys."""

    reference: str = ""
    ids: dict[str, str] = field(default_factory=lambda: {"family": "family"})


class DemoLoader:
    """Puts one family in, as its practitioner would have."""

    def __init__(
        self,
        session: Session,
        family: DemoFamily,
        actors: Mapping[str, Actor],
        form: Form,
        today: date,
        now: datetime,
    ) -> None:
        self.session, self.family, self.today = session, family, today
        self.actor, self.manager = actors[family.author], actors["ruth"]
        self.auditor, self.loaded_at = actors["grace"], now
        self.now = now - timedelta(days=family.visited_days_ago)
        self.visit_on = today - timedelta(days=family.visited_days_ago)
        given = _given(family.form, family.scenario)
        self.asked_on = given.on
        self.moved = self.visit_on - given.on
        self.form = form
        self.case = case_of(family.scenario, given, form)
        self.ids: dict[str, str] = {}
        self.reference = ""

    def load(self, known: dict[str, Known], last_visit: date) -> None:
        """Start, add people, answer, plan, bring it to its state, review its plan and audit it.

        Ages count from `last_visit`, the last one to the family.
        """
        family = known.setdefault(self.family.name, Known())
        self.ids = family.ids
        started = assessing.start(
            self.session,
            self.actor,
            form_id=self.family.form,
            family_reference=family.reference,
            new_family_name="" if family.reference else self.family.name,
            level=str(self.case.level),
            visit_on=self.visit_on.isoformat(),
            today=self.today,
            now=self.now,
        )
        self.reference, family.reference = started.reference, started.family_reference
        self._add_people(last_visit - self.asked_on)
        self._answer()
        self._plan()
        if self.family.state == "draft":
            return
        submitting.submit(self.session, self.actor, self.reference, self.visit_on, self.now)
        decide = {"returned": reviewing.send_back, "agreed": reviewing.agree}
        if self.family.state in decide:
            later = self.now + timedelta(days=1)
            decide[self.family.state](
                self.session, self.manager, self.reference, self.family.decision, later
            )
        review_plan(self.session, self.actor, self.reference, self.family, self.loaded_at)
        if self.family.audited:
            start_audit(
                *(self.session, self.auditor, self.reference, self.ids[self.family.audited]),
                *(self.today, self.loaded_at),
            )

    def _add_people(self, moved: timedelta) -> None:
        for child in self.case.children:
            born, due = child.date_of_birth, child.due_date
            typed = {
                "name": child.name,
                "date_of_birth": (born + moved).isoformat() if born else "",
                "due_date": (due + moved).isoformat() if due else "",
                "age_months": "" if child.age_months is None else str(child.age_months),
            }
            self.ids[child.id] = people.add_child(
                *(self.session, self.actor, self.reference, typed, self.today, self.now),
                self.ids.get(child.id),
            )
        for adult in self.case.adults:
            typed = {"name": adult.name}
            for key, tie in adult.to.items():
                typed[f"relationship-{self.ids[key]}"] = tie.relationship or ""
                typed[f"lives_here-{self.ids[key]}"] = tie.lives_here or ""
            self.ids[adult.id] = people.add_adult(
                *(self.session, self.actor, self.reference, typed, self.today, self.now),
                self.ids.get(adult.id),
            )

    def _answer(self) -> None:
        """Save every page that has answers, again while a save brings new questions."""
        saved: dict[str, int] = {}
        while True:
            assessment = opening.open_assessment(self.session, self.actor, self.reference)
            waiting = [
                page
                for page in assessment.pages
                if saved.get(page.key) != len(page.questions)
                and (not self.family.pages or page.section.id in self.family.pages)
            ]
            if not waiting:
                return
            page = waiting[0]
            saved[page.key] = len(page.questions)
            answering.save_page(
                self.session,
                self.actor,
                self.reference,
                page.section.id,
                page.person.id,
                self._answers_of(page.section.id, page.person.id),
                assessment.stored.revision,
                today=self.visit_on,
                now=self.now,
            )

    def _answers_of(self, section: str, person_id: str) -> dict[str, Answer | None]:
        keys = {made: key for key, made in self.ids.items()}
        prefix = f"{keys[person_id]}/{section}."
        return {
            key.removeprefix(prefix): self._shifted(key.partition("/")[2], answer)
            for key, answer in self.case.answers.items()
            if key.startswith(prefix)
        }

    def _shifted(self, ref: str, answer: Answer) -> Answer:
        """Return the answer with its dates as far from today as the scenario's from its day.

        Somebody of the family who is an answer gets the id that was given here.
        """
        value = answer.value
        if isinstance(value, str) and self.form.questions[ref].type == "person":
            value = self.ids.get(value, value)
        elif isinstance(value, list):
            value = [self._shifted_row(row) if isinstance(row, dict) else row for row in value]
        elif isinstance(value, str) and read_date(value):
            value = self._moved(read_date(value))
        known_on = self._moved(read_date(answer.known_on)) if answer.known_on else None
        return Answer(value, answer.known_by, known_on)

    def _shifted_row(self, row: dict[str, object]) -> dict[str, object]:
        """Return an item of a list with its dates as far from today."""
        days = {key: read_date(text) for key, text in row.items() if isinstance(text, str)}
        return {**row, **{key: self._moved(day) for key, day in days.items() if day}}

    def _moved(self, day: date | None) -> str:
        return (day + self.moved).isoformat() if day else ""

    def _at(self, name: str) -> str:
        person, _, rest = name.partition("/")
        return f"{self.ids[person]}/{rest}"

    def _plan(self) -> None:
        for outcome in self.family.outcomes:
            typed = {
                "what": outcome.what,
                "now": outcome.now,
                "measure": outcome.measure,
                "by": self._in_days(outcome.by),
                "if_not": outcome.if_not,
            }
            outcome_id = planning.put_outcome(
                self.session,
                self.actor,
                self.reference,
                self.ids[outcome.child],
                typed,
                tuple(self._at(name) for name in outcome.answers),
                self.now,
            )
            for action in outcome.actions:
                typed = {
                    "what": action.what,
                    "who": action.who,
                    "due": self._in_days(action.due),
                    "agreed": self.visit_on.isoformat() if action.agreed else "",
                }
                planning.put_action(
                    self.session, self.actor, self.reference, outcome_id, typed, (), self.now
                )
        if self.family.chased_by:
            self._reply()

    def _reply(self) -> None:
        plan = planning.open_plan(self.session, self.actor, self.reference, self.visit_on)
        reasons = {self._at(name): reason for name, reason in self.family.reasons.items()}
        replies = []
        for planned in plan.findings:
            finding, due = planned.dated.finding, planned.dated.due or self.visit_on
            if finding.kind == "unclear":
                owner = self.family.chased_by
                replies.append(
                    FindingReply(finding.at, "unclear", owner=owner, due=due.isoformat())
                )
            elif finding.at in reasons:
                replies.append(FindingReply(finding.at, "reason", reason=reasons[finding.at]))
        planning.put_replies(self.session, self.actor, self.reference, tuple(replies), self.now)

    def _in_days(self, days: int) -> str:
        """Return that day, or the Monday after it: nobody plans an action for a weekend."""
        day = self.visit_on + timedelta(days=days)
        if days and day.weekday() > _FRIDAY:
            day += timedelta(days=_DAYS_PER_WEEK - day.weekday())
        return day.isoformat()


def _given(form: str, scenario: str) -> GivenShape:
    path = bundled("form_definitions") / form / "scenarios" / f"{scenario}.yaml"
    source, problems = read_source(path.name, path.read_bytes())
    shape, troubles = (None, list(problems)) if problems else shaped(source, ScenarioShape)
    if shape is None:
        raise CouldNotRun("\n".join(str(trouble) for trouble in troubles))
    return shape.given
