"""An office to test in: a database with two teams, and one short form to work with."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from riskform.definitions.library import Library, load
from riskform.engine.case import Answer
from riskform.paths import bundled
from riskform.records import Database, Session, accounts
from riskform.records.accounts import NewAccount
from riskform.services import answering, assessing, people, planning, submitting
from riskform.services.actors import Actor, actor_of
from riskform.services.opening import open_assessment

TODAY = date(2026, 3, 2)  # a Monday
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
KIT_BORN = "2025-12-15"  # 11 weeks before TODAY

SHORT_FORM = {
    "short/form.yaml": """
form: short
version: 1
title: Short assessment
about: family
levels: [2, 3, 4, 5]
sections: [start, voice, sleep, care]
plan: smart
""",
    "sections/start.yaml": """
section: start
title: Start
ask: family
questions:
  - {id: danger, label: Is any child in danger now?, type: yes_no, required: true}
findings:
  - id: in_danger
    kind: urgent
    when: danger is yes
    says: A child is in danger.
    do: Call 999 now.
    within: 0 working days
""",
    "sections/voice.yaml": """
section: voice
title: The child's voice
ask: each child
questions:
  - {id: wishes, label: "What does {child} say?", type: long_text}
""",
    "sections/sleep.yaml": """
section: sleep
title: Sleep
ask: each child
questions:
  - id: last_night
    label: Where did {child} sleep last night?
    type: choice
    required: true
    options: {cot: Own cot, sofa: Sofa with an adult, not_known: Not known}
    not_known: {says: "Nobody knows where {child} slept.", do: Go and see., within: 1 working day}
    if_blank: {says: "Nobody wrote down where {child} slept.", do: Ask., within: 1 working day}
  - {id: seen_on, label: When did you see the place?, type: date, not_after: today}
findings:
  - id: sofa_with_adult
    kind: urgent
    when: last_night is sofa
    says: "{child} sleeps on a sofa with an adult."
    do: Agree a safe plan for tonight.
    within: 0 working days
    draft:
      outcome: "{child} sleeps in a clear cot for every sleep."
      measure: Cot seen in use on 6 of 6 visits
      action: Bring a cot and set it up with the parents
      if_not: We call social care the same day.
  - {id: own_cot, kind: protective, when: last_night is cot, says: "{child} sleeps in a cot."}
""",
    "sections/care.yaml": """
section: care
title: Care
ask: each adult
questions:
  - {id: spoken, label: "Have you spoken to {adult}?", type: yes_no, required: true}
""",
}


def short_files(**changed: str) -> dict[str, str]:
    """Return every file of the short form; `changed` replaces sections, and `form` the form."""
    rules = {
        name: bundled("form_definitions").joinpath(name).read_text("utf-8")
        for name in ("levels.yaml", "smart_rules.yaml")
    }
    paths = {"form": "short/form.yaml", "scenario": "short/scenarios/one.yaml"}
    new = {paths.get(name, f"sections/{name}.yaml"): text for name, text in changed.items()}
    return {**SHORT_FORM, **rules, **new}


@cache
def short_library(form: str = SHORT_FORM["short/form.yaml"]) -> Library:
    """Return the short form, with the levels and the SMART rules that come with riskform."""
    library = load(short_files(form=form))
    assert not library.errors, library.errors
    return library


def account(session: Session, name: str, role: str, team: str) -> Actor:
    """Make an account for a fictional worker, and return who acts with it."""
    new = NewAccount(name.casefold(), name, "Health visitor", "Health", team, role, demo=True)
    return actor_of(accounts.add(session, new, created_at=NOW))


@dataclass(frozen=True)
class Office:
    """Priya writes assessments in the North team, Mo manages it; Sam is of the South team."""

    database: Database
    priya: Actor
    mo: Actor
    sam: Actor

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a transaction that is committed at the end of the block."""
        with self.database.session(write=True) as session:
            yield session

    def start(self, family: str = "Family A", level: str = "3", known: str = "") -> str:
        """Start a draft by Priya, for a new family or the `known` one; return its reference."""
        with self.writing() as session:
            return assessing.start(
                session,
                self.priya,
                form_id="short",
                family_reference=known,
                new_family_name="" if known else family,
                level=level,
                visit_on=TODAY.isoformat(),
                today=TODAY,
                now=NOW,
            ).reference

    def start_again(self, reference: str) -> str:
        """Start another draft for the family of an assessment; return its reference."""
        with self.writing() as session:
            known = open_assessment(session, self.priya, reference).stored.family_reference
        return self.start(known=known)

    def child(self, reference: str, name: str = "Kit", date_of_birth: str = KIT_BORN) -> str:
        """Add a child as Priya; return the id."""
        typed = {"name": name, "date_of_birth": date_of_birth}
        with self.writing() as session:
            return people.add_child(session, self.priya, reference, typed, TODAY, NOW)

    def adult(self, reference: str, name: str = "Dean", lives_here: str = "", **ties: str) -> str:
        """Add an adult as Priya; `ties` gives the relationship to each child id."""
        typed = {"name": name, **{f"relationship-{child}": tie for child, tie in ties.items()}}
        typed |= {f"lives_here-{child}": lives_here for child in ties if lives_here}
        with self.writing() as session:
            return people.add_adult(session, self.priya, reference, typed, TODAY, NOW)

    def answer(self, reference: str, section: str, person: str, **typed: object) -> answering.Saved:
        """Save one page as Priya, at the revision that now stands."""
        given = {question: Answer(value) for question, value in typed.items()}
        with self.writing() as session:
            page = answering.open_page(session, self.priya, reference, section, person, TODAY)
            return answering.save_page(
                *(session, self.priya, reference, section, person, given, page.seen_revision),
                today=TODAY,
                now=NOW,
            )

    def answer_everything(self, reference: str, child: str, sleeps: str = "cot") -> None:
        """Answer what has to be answered when the family has one child and no adult."""
        self.answer(reference, "start", "family", danger="no")
        self.answer(reference, "sleep", child, last_night=sleeps)

    def outcome(self, reference: str, child: str, *answers: str, **typed: str) -> str:
        """Put an outcome that answers findings, by their `at`, into the plan; return its id."""
        with self.writing() as session:
            return planning.put_outcome(session, self.priya, reference, child, typed, answers, NOW)

    def submit(self, reference: str) -> None:
        """Submit an assessment as Priya."""
        with self.writing() as session:
            submitting.submit(session, self.priya, reference, TODAY, NOW)

    def submitted(self, family: str = "Family A") -> str:
        """Start, answer and submit an assessment about one child, Kit; return its reference."""
        reference = self.start(family)
        self.answer_everything(reference, self.child(reference))
        self.submit(reference)
        return reference
