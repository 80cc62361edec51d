"""Answering one page: one section, about one person (or the family).

A save is prepared, which reads and judges, and then written: nobody waits for anybody who judges.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from riskform.engine.case import Answer
from riskform.engine.progress import Page
from riskform.errors import NotFound
from riskform.records import Session, audit, findings, saves
from riskform.records.findings import Difference
from riskform.records.saves import ReadySave
from riskform.services.actors import Actor
from riskform.services.asked_questions import AskedQuestion, asked_on
from riskform.services.kept_back import KeptBack, kept_back_on
from riskform.services.meanwhile import without_what_others_changed
from riskform.services.opening import (
    DatedFinding,
    OpenAssessment,
    open_assessment,
    opened,
    seen_by,
)


@dataclass(frozen=True)
class OpenPage:
    """One page, ready to show. `previous` and `following` are the pages around it, or None.

    `kept_back` are the questions of the page whose answers its reader may not see.
    """

    assessment: OpenAssessment
    page: Page
    previous: Page | None
    following: Page | None
    saved_at: datetime | None
    today: date
    kept_back: tuple[KeptBack, ...] = ()

    @cached_property
    def questions(self) -> tuple[AskedQuestion, ...]:
        """Return the questions of the page in words; a save that leads on shows none of them."""
        return asked_on(self.assessment, self.page)

    @cached_property
    def findings(self) -> tuple[DatedFinding, ...]:
        """Return what the answers of the page raise; a save that leads on shows none of it."""
        return tuple(
            self.assessment.dated(finding, self.today)
            for finding in self.assessment.shown_findings
            if f"{finding.person}/{finding.section}" == self.page.key
        )

    @property
    def seen_revision(self) -> int:
        """Return the revision that the page shows."""
        return self.assessment.stored.revision

    def read_in(self, session: Session) -> "OpenPage":
        """Return the same page; what is read only where somebody looks is read in `session`."""
        return replace(self, assessment=self.assessment.read_in(session))


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save led to, on this page alone.

    `new_questions` are the ids of questions that it brought onto the page. `set_aside` counts the
    answers of questions that are not asked any more; they are kept, and come back with them.
    """

    open_page: OpenPage
    revision: int
    new_questions: tuple[str, ...]
    set_aside: int
    gone: bool

    @property
    def appeared(self) -> int:
        """Return how many questions this save brought onto the page."""
        return len(self.new_questions)

    @property
    def has_issues(self) -> bool:
        """Tell whether an answer of this page can't be used."""
        return bool(self.open_page.page.invalid)


@dataclass(frozen=True, slots=True)
class PreparedSave:
    """A save that is judged and not written yet, and what it will have led to."""

    actor: Actor
    ready: ReadySave
    findings: Difference
    saved: Saved


def open_page(
    session: Session, actor: Actor, reference: str, section: str, person: str, today: date
) -> OpenPage:
    """Return one page. Raises NotFound, also for a page that is not on the route now."""
    return page_of(open_assessment(session, actor, reference), section, person, today)


def page_of(assessment: OpenAssessment, section: str, person: str, today: date) -> OpenPage:
    """Return a page of an assessment that is open already. Raises NotFound."""
    around = assessment.pages
    key = f"{person}/{section}"
    index = assessment.judged.places.get(key)
    if index is None:
        message = f"there is no page {key} in {assessment.stored.reference}"
        raise NotFound(message)
    page = around[index]
    return OpenPage(
        assessment=assessment,
        page=page,
        previous=around[index - 1] if index else None,
        following=around[index + 1] if index + 1 < len(around) else None,
        saved_at=assessment.stored.pages.get(key),
        today=today,
        kept_back=kept_back_on(assessment, page),
    )


def save_page(  # noqa: PLR0913 - who saves what, seen at which revision, when.
    session: Session,
    actor: Actor,
    reference: str,
    section: str,
    person: str,
    given: Mapping[str, Answer | None],
    seen_revision: int,
    *,
    today: date,
    now: datetime,
) -> Saved:
    """Open one page and save it: see `save`. Raises NotFound and NotAllowed too."""
    page = open_page_for_editing(session, actor, reference, section, person, today)
    return write(session, prepare(actor, page, given, seen_revision, now))


def prepare(
    actor: Actor,
    page: OpenPage,
    given: Mapping[str, Answer | None],
    seen_revision: int,
    now: datetime,
) -> PreparedSave:
    """Return the save of a page that was opened for editing, judged; nothing is written.

    `given` holds, by question id, what was typed (None: nothing). Invalid and incomplete answers
    are saved all the same, and so are those of questions that somebody else's save took off the
    page meanwhile; what is not in `given` is left as it is, and so is every answer that `actor`
    may not see. Raises StaleAnswers where somebody else has answered one of the
    questions differently since `seen_revision`, and WrongState where the assessment was moved to
    another version of its form since then.
    """
    whole, section = page.assessment.everything, page.page.section
    session, stored, own = whole.session, whole.stored, _answerable(page)
    answers = {
        f"{page.page.person.id}/{section.id}.{question}": answer
        for question, answer in given.items()
        if question in own
    }
    if seen_revision != stored.revision:
        # Who names a revision that was never written has seen nothing that could be overwritten.
        seen = seen_revision if seen_revision < stored.revision else 0
        answers = without_what_others_changed(session, stored.id, seen, answers)
    ready = saves.ready(stored, page.page.key, answers, now)
    after = opened(session, ready.after, whole.people)
    raised = findings.difference(session, stored.id, after.shown_findings, today=page.today)
    return PreparedSave(actor, ready, raised, _saved(seen_by(actor, after), page))


def write(session: Session, prepared: PreparedSave) -> Saved:
    """Write a save in one transaction: one revision, what it raises, and one audit row.

    What it was judged by was read before, maybe in another session, and can't have changed: all
    of it is the assessment's own and counted by its revision, but for the people, and who changes
    those in another assessment of the family comes after this save, as if this had been quicker.
    Raises, having written nothing, DatabaseBusy where somebody changed the assessment meanwhile.
    """
    actor, after = prepared.actor, prepared.ready.after
    saves.write(session, prepared.ready, author_id=actor.id)
    findings.write(session, prepared.findings)
    detail = {"page": prepared.ready.page, "revision": after.revision}
    now = after.updated_at
    audit.record(session, actor.id, "page saved", "assessment", after.reference, detail, now)
    return prepared.saved


def _answerable(page: OpenPage) -> set[str]:
    hidden, questions = page.assessment.hidden.questions, page.page.section.questions
    return {q.id for q in questions if q.type != "calculated" and q.ref not in hidden}


def open_page_for_editing(
    session: Session, actor: Actor, reference: str, section: str, person: str, today: date
) -> OpenPage:
    """Return one page that `actor` may change. Raises NotFound and NotAllowed."""
    assessment = open_assessment(session, actor, reference, "assessment.edit")
    return page_of(assessment, section, person, today)


def _saved(after: OpenAssessment, before: OpenPage) -> Saved:
    section, person = before.page.section.id, before.page.person.id
    revision = after.stored.revision
    gone = before.page.key not in after.judged.places
    if gone:
        # The page's own answers hid it; the answers are kept, and there is nothing to show.
        return Saved(before, revision, (), 0, gone=True)
    page = page_of(after, section, person, before.today)
    was_asked = {question.id for question in before.page.questions}
    now_asked = {question.id for question in page.page.questions}
    return Saved(
        page,
        revision,
        new_questions=tuple(
            question.id
            for question in page.page.questions
            if question.id not in was_asked and question.type != "calculated"
        ),
        set_aside=sum(
            f"{person}/{section}.{name}" in after.stored.answers for name in was_asked - now_asked
        ),
        gone=False,
    )
