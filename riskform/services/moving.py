"""Moving a draft to the version of its form that is in use: by its author, with a list first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from riskform.definitions.differences import Change, form_diff, plain
from riskform.definitions.model import Form
from riskform.engine.confidential import hidden_from
from riskform.engine.evaluation import Evaluation
from riskform.engine.household import Standing
from riskform.engine.older_words import not_any_more
from riskform.engine.values import is_blank
from riskform.engine.wording import filled
from riskform.errors import NotFound, StaleAnswers, WrongState
from riskform.records import Session, assessments, audit, findings, form_versions, moves
from riskform.records.assessments import AssessmentSummary
from riskform.services.actors import Actor, may, roles_in
from riskform.services.opening import OpenAssessment, form_of, open_assessment, opened
from riskform.services.versions import (
    carried_keys,
    evaluation_after,
    read_version,
    renamed_since,
    version_in_use,
)

# What is said of these for the whole form is said again, more exactly, of this assessment.
_SAID_ANSWER_BY_ANSWER = frozenset({"renamed", "removed", "added", "section-removed"})
_OF_THE_FORM = frozenset({"smart-rules", "question-order", "section-order", "form-levels"})


@dataclass(frozen=True, slots=True)
class Line:
    """One question of one person in words; `why` says what is wrong with its answer after."""

    question: str
    person: str
    why: str = ""


@dataclass(frozen=True)
class Move:
    """What would come of moving an assessment to `to`, the version in use.

    `asked` are questions that are asked only after it, `carried` answers that go to the question
    that took the place of theirs, `kept` those that are not asked any more, `invalid` those that
    can't be used any more. `words` are the other changes in what is asked of it now.
    """

    assessment: OpenAssessment
    to: Form
    asked: tuple[Line, ...]
    carried: tuple[Line, ...]
    kept: tuple[Line, ...]
    invalid: tuple[Line, ...]
    words: tuple[Change, ...]


def newer_version(session: Session, actor: Actor, stored: AssessmentSummary) -> str | None:
    """Return the hash of the version that `actor` could move an assessment to, None for none."""
    if not may(actor, "assessment.move", stored):
        return None
    return _target(session, stored.form_hash)


def open_move(session: Session, actor: Actor, reference: str) -> Move:
    """Return what moving would do. Raises NotFound, also where nothing newer is in use."""
    assessment = open_assessment(session, actor, reference, "assessment.move")
    to = _target(session, assessment.stored.form_hash)
    if to is None:
        raise NotFound(f"no other version of the form of {reference} is in use")
    return _move_of(session, actor, assessment, form_of(session, to))


def move(
    session: Session,
    actor: Actor,
    reference: str,
    to: str,
    seen_revision: int,
    *,
    today: date,
    now: datetime,
) -> None:
    """Move an assessment to the version in use, which is `to` unless it changed meanwhile.

    Nothing is dropped: every answer stays in the assessment, or goes with its question. Raises
    NotFound, NotAllowed, and WrongState where the version or the assessment changed since the
    list was shown.
    """
    assessment = open_assessment(session, actor, reference, "assessment.move").everything
    stored = assessment.stored
    if stored.form_hash == to:
        return  # The button was pressed twice.
    if _target(session, stored.form_hash) != to or stored.revision != seen_revision:
        raise WrongState(_CHANGED)
    renamed = _renamed(session, assessment, form_of(session, to))
    carried = carried_keys(stored.answers, renamed)
    try:
        revision = moves.move(
            session,
            stored.id,
            to=to,
            carried=carried,
            author_id=actor.id,
            saved_at=now,
            expected_revision=stored.revision,
        )
    except StaleAnswers as lost:
        raise WrongState(_CHANGED) from lost
    detail = {"from": stored.form_hash, "to": to, "revision": revision}
    audit.record(session, actor.id, "assessment moved", "assessment", reference, detail, now)
    after = opened(session, assessments.load(session, reference))
    findings.record(session, stored.id, after.shown_findings, today=today)


_CHANGED = (
    "The assessment or the form has changed since this list was made, so nothing was moved. Look at"
    " the list again."
)


def _target(session: Session, form_hash: str) -> str | None:
    """Return the version in use of what `form_hash` is a version of, unless it is that itself.

    Where the agency adds nothing to the form in use any more, it is the form itself.
    """
    name = form_versions.load(session, form_hash).form_id
    core = version_in_use(session, name.partition("@")[0])
    variant = version_in_use(session, name) if "@" in name else None
    fits = variant is not None and form_of(session, variant).core_hash == core
    target = variant if fits else core
    return None if target == form_hash else target


def _renamed(session: Session, assessment: OpenAssessment, to: Form) -> Mapping[str, str]:
    name = form_versions.load(session, assessment.stored.form_hash).form_id
    return renamed_since(session, name, assessment.form, to)


def _move_of(session: Session, actor: Actor, shown: OpenAssessment, to: Form) -> Move:
    whole = shown.everything
    renamed = _renamed(session, whole, to)
    carried = carried_keys(whole.stored.answers, renamed)
    after = evaluation_after(whole, to, carried)
    hidden = shown.hidden.questions | hidden_from(to, roles_in(actor, shown.stored)).questions
    listing = _Listing(whole, to, after, renamed, hidden)
    diff = form_diff(
        read_version(session, whole.form.hash), read_version(session, to.hash), renamed
    )
    seen = {*listing.refs(whole.evaluation.asked), *listing.refs(after.asked)}
    sections = {ref.partition(".")[0] for ref in seen}
    words = (
        replace(change, before=plain(change.before), after=plain(change.after))
        for change in diff.changes
        if change.kind not in _SAID_ANSWER_BY_ANSWER | _OF_THE_FORM
        and (change.at in seen or change.at.partition(".")[0] in sections or "." not in change.at)
        and (not change.refs or seen & {change.at, *change.refs})
    )
    return Move(
        shown,
        to,
        tuple(listing.asked()),
        tuple(listing.carried_over()),
        tuple(listing.kept()),
        tuple(listing.invalid()),
        tuple(words),
    )


class _Listing:
    """The answers of one assessment, by what becomes of them; none that its reader may not see."""

    def __init__(
        self,
        before: OpenAssessment,
        to: Form,
        after: Evaluation,
        renamed: Mapping[str, str],
        hidden: frozenset[str],
    ) -> None:
        self.before, self.to, self.after = before, to, after
        self.moving, self.hidden = carried_keys(before.stored.answers, renamed), hidden
        self.was_asked = {*before.evaluation.asked}
        self.was_asked |= {*carried_keys(self.was_asked, renamed).values()}
        household = before.evaluation.household
        everybody = (*household.asked_as("family"), *household.children, *household.adults)
        self.people: dict[str, Standing] = {person.id: person for person in everybody}

    def refs(self, keys: tuple[str, ...]) -> set[str]:
        return {key.partition("/")[2] for key in keys} - self.hidden

    def asked(self) -> Iterator[Line]:
        for at in self.after.asked:
            question = self.to.questions[at.partition("/")[2]]
            if at not in self.was_asked and question.type != "calculated":
                why = "has to be answered before you submit" if at in self.after.missing else ""
                yield from self._line(self.to, at, why)

    def carried_over(self) -> Iterator[Line]:
        for new in self.moving.values():
            yield from self._line(self.to, new)

    def kept(self) -> Iterator[Line]:
        asked = {*self.after.asked}
        for at in self._answered():
            if at not in self.moving and at not in asked and at in self.before.evaluation.asked:
                yield from self._line(self.before.form, at)

    def invalid(self) -> Iterator[Line]:
        was = {one.at.split("[")[0] for one in self.before.evaluation.invalid}
        was |= {self.moving.get(at, at) for at in was}
        for one in self.after.invalid:
            at = one.at.split("[")[0]
            if at not in was:
                for line in self._line(self.to, at, one.message):
                    gone = not_any_more(self._taken_out(at))
                    yield replace(line, why=f"{gone} {line.why}".strip())

    def _taken_out(self, at: str) -> list[str]:
        """Return what was chosen and is not offered any more, in the words it was chosen in."""
        old = next((old for old, new in self.moving.items() if new == at), at)
        person_id, _, ref = old.partition("/")
        question, answer = self.before.form.questions.get(ref), self.before.stored.answers.get(old)
        if question is None or answer is None:
            return []
        given = answer.value if isinstance(answer.value, list) else [answer.value]
        offered = {one.id for one in self.to.questions[at.partition("/")[2]].options}
        labels = (o.label for o in question.options if o.id in given and o.id not in offered)
        return [filled(text, self.people[person_id], question.ask) for text in labels]

    def _answered(self) -> Iterator[str]:
        for at, answer in self.before.stored.answers.items():
            if not is_blank(answer.value):
                yield at

    def _line(self, form: Form, at: str, why: str = "") -> Iterator[Line]:
        person_id, _, ref = at.partition("/")
        person, question = self.people.get(person_id), form.questions.get(ref)
        if person is None or question is None or ref in self.hidden:
            return
        name = "" if question.ask == "family" else person.name
        label = filled(question.label, person, question.ask)
        yield Line(label, name, why.removeprefix(label).lstrip(": "))
