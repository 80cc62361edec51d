"""Answering one page: one section, about one person (or the family)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from riskform.engine.case import Answer
from riskform.engine.progress import Page
from riskform.errors import NotFound, StaleAnswers, WrongState
from riskform.records import (
    DatabaseBusy,
    Session,
    assessments,
    audit,
    findings,
    moves,
    revisions,
)
from riskform.records import answers as answers_json
from riskform.records.assessments import SavedAnswers
from riskform.services.actors import Actor
from riskform.services.asked_questions import AskedQuestion, asked_on
from riskform.services.kept_back import KeptBack, kept_back_on
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
    questions: tuple[AskedQuestion, ...]
    previous: Page | None
    following: Page | None
    saved_at: datetime | None
    today: date
    kept_back: tuple[KeptBack, ...] = ()

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
        return any(asked.message for asked in self.open_page.questions)


def open_page(
    session: Session, actor: Actor, reference: str, section: str, person: str, today: date
) -> OpenPage:
    """Return one page. Raises NotFound, also for a page that is not on the route now."""
    return page_of(open_assessment(session, actor, reference), section, person, today)


def page_of(assessment: OpenAssessment, section: str, person: str, today: date) -> OpenPage:
    """Return a page of an assessment that is open already. Raises NotFound."""
    around = assessment.pages
    key = f"{person}/{section}"
    index = next((n for n, page in enumerate(around) if page.key == key), None)
    if index is None:
        message = f"there is no page {key} in {assessment.stored.reference}"
        raise NotFound(message)
    page = around[index]
    return OpenPage(
        assessment=assessment,
        page=page,
        questions=asked_on(assessment, page),
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
    return save(session, actor, page, given, seen_revision, today=today, now=now)


def save(
    session: Session,
    actor: Actor,
    page: OpenPage,
    given: Mapping[str, Answer | None],
    seen_revision: int,
    *,
    today: date,
    now: datetime,
) -> Saved:
    """Save a page that was opened for editing in this transaction.

    `given` holds, by question id, what was typed (None: nothing). Invalid and incomplete answers
    are saved all the same, and so are those of questions that somebody else's save took off the
    page meanwhile; what is not in `given` is left as it is, and so is every
    answer that `actor` may not see. Raises, having written nothing,
    StaleAnswers where somebody else has answered one of the questions differently since
    `seen_revision`, WrongState where the assessment was moved to another version of its form since
    then, and DatabaseBusy where somebody saved at this very moment.
    """
    stored, key = page.assessment.stored, page.page.key
    section = page.page.section
    own = _answerable(page)
    answers = {
        f"{page.page.person.id}/{section.id}.{question}": answer
        for question, answer in given.items()
        if question in own
    }
    if seen_revision != stored.revision:
        # Who names a revision that was never written has seen nothing that could be overwritten.
        seen = seen_revision if seen_revision < stored.revision else 0
        answers = _without_what_others_changed(session, stored.id, seen, answers)
    written = _write(session, actor, page, answers, now)
    detail = {"page": key, "revision": written.revision}
    audit.record(session, actor.id, "page saved", "assessment", stored.reference, detail, now)
    as_saved = assessments.load(session, stored.reference)
    after = opened(session, as_saved, page.assessment.people)
    findings.record(session, stored.id, after.shown_findings, today=today)
    return _saved(seen_by(actor, after), page, written.revision, today)


def _answerable(page: OpenPage) -> set[str]:
    hidden, questions = page.assessment.hidden.questions, page.page.section.questions
    return {q.id for q in questions if q.type != "calculated" and q.ref not in hidden}


def _write(
    session: Session,
    actor: Actor,
    page: OpenPage,
    answers: Mapping[str, Answer | None],
    now: datetime,
) -> SavedAnswers:
    stored = page.assessment.stored
    try:
        return assessments.save_answers(
            session,
            stored.id,
            page=page.page.key,
            answers_after=answers,
            author_id=actor.id,
            saved_at=now,
            expected_revision=stored.revision,
        )
    except StaleAnswers as lost:
        # Somebody saved since this transaction read the page. That may clash with nothing, so it
        # is for whoever began the transaction to begin it again.
        message = "somebody else saved at the same moment; nothing was written"
        raise DatabaseBusy(message) from lost


def open_page_for_editing(
    session: Session, actor: Actor, reference: str, section: str, person: str, today: date
) -> OpenPage:
    """Return one page that `actor` may change. Raises NotFound and NotAllowed."""
    assessment = open_assessment(session, actor, reference, "assessment.edit")
    return page_of(assessment, section, person, today)


def _saved(after: OpenAssessment, before: OpenPage, revision: int, today: date) -> Saved:
    section, person = before.page.section.id, before.page.person.id
    was_asked = {asked.question.id: asked for asked in before.questions}
    gone = not any(page.key == f"{person}/{section}" for page in after.pages)
    if gone:
        # The page's own answers hid it; the answers are kept, and there is nothing to show.
        return Saved(before, revision, (), 0, gone=True)
    page = page_of(after, section, person, today)
    now_asked = {asked.question.id: asked for asked in page.questions}
    return Saved(
        page,
        revision,
        new_questions=tuple(
            name
            for name, asked in now_asked.items()
            if name not in was_asked and asked.question.type != "calculated"
        ),
        set_aside=sum(
            name not in now_asked and f"{person}/{section}.{name}" in after.stored.answers
            for name in was_asked
        ),
        gone=False,
    )


def _without_what_others_changed(
    session: Session,
    assessment_id: int,
    seen_revision: int,
    answers: Mapping[str, Answer | None],
) -> dict[str, Answer | None]:
    """Return `answers` without those that were only shown, and changed by others meanwhile."""
    later = revisions.since(session, assessment_id, seen_revision)
    if any(map(moves.is_move, later)):
        message = (
            "This page was opened before the assessment was moved to a newer version of its form."
            " Nothing was written. Open the page again."
        )
        raise WrongState(message)
    shown, _now = revisions.before_and_now(later)
    only_shown = {
        key
        for key, answer in answers.items()
        if key in shown and answers_json.to_json(answer) == shown[key]
    }
    clashes = revisions.clashes(later, answers)
    if clashes:
        names = tuple(dict.fromkeys(r.author_name for r in later if r.kind == "answers"))
        raise StaleAnswers(" and ".join(names), clashes, later[-1].number, frozenset(only_shown))
    return {key: answer for key, answer in answers.items() if key not in only_shown}
