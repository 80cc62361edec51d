"""The words in which an answer was given, where the form has other options by now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from riskform.definitions.model import Form
from riskform.engine.case import Answer
from riskform.engine.older_words import (
    NOTHING_OLDER,
    OlderWords,
    chosen,
    field_key,
    label_of,
    not_offered,
)
from riskform.records import Session, form_versions, moves, revisions
from riskform.records.revisions import Revision
from riskform.services.opening import OpenAssessment, form_of
from riskform.services.versions import renamed_since


@dataclass(frozen=True, slots=True)
class Step:
    """One save with the version that it was saved under.

    `renamed` and `before` are only there for a move, whose version is the one that was moved to:
    the old ref of each question by its new one, and the version that was left.
    """

    revision: Revision
    form: Form
    renamed: dict[str, str] | None = None
    before: Form | None = None


def older_words(assessment: OpenAssessment) -> OlderWords:
    """Return the words of each answer that its form does not offer any more.

    They are those of the version in which it was chosen; none where it never was an option. Only
    answers that the reader of `assessment` sees are looked at.
    """
    stored, session = assessment.stored, assessment.session
    if next(not_offered(assessment.form, stored.answers), None) is None:
        return NOTHING_OLDER
    found = revisions.since(session, stored.id)
    if not any(map(moves.is_move, found)):
        return NOTHING_OLDER
    steps = list(steps_back(session, found, assessment.form))
    return words_then(steps, stored.answers, assessment.form)


def words_then(steps: Sequence[Step], answers: Mapping[str, Answer], form: Form) -> OlderWords:
    """Return the same for what `form` does not offer of `answers`.

    These are as they stood after the first of `steps`, which go back from there.
    """
    words: dict[str, dict[str, str]] = {}
    for key, field, ids in not_offered(form, answers):
        for one in sorted(ids):
            label = _label(steps, key, field, one)
            if label is not None:
                words.setdefault(field_key(key, field), {})[one] = label
    return words


def steps_back(session: Session, found: tuple[Revision, ...], form: Form) -> Iterator[Step]:
    """Yield the saves of an assessment, newest first; `form` is its version now."""
    for revision in reversed(found):
        if not moves.is_move(revision):
            yield Step(revision, form)
            continue
        was = str(revision.changes[moves.FORM].before)
        before, name = form_of(session, was), form_versions.load(session, was).form_id
        yield Step(revision, form, dict(renamed_since(session, name, before, form)), before)
        form = before


def _label(steps: Sequence[Step], key: str, field: str, option_id: str) -> str | None:
    """Go back to the save in which the option was chosen, and return its words then."""
    known: str | None = None
    for step in steps:
        person, _, ref = key.partition("/")
        words = label_of(step.form, ref, field, option_id)
        known = known or words
        change = step.revision.changes.get(key)
        if step.renamed is not None:
            if change is not None and ref in step.renamed:
                key = f"{person}/{step.renamed[ref]}"
        elif change is not None and option_id not in chosen(_value(change.before), field):
            return words or known
    return known


def _value(kept: Any) -> Any:  # noqa: ANN401 - JSON as it was read.
    return kept["value"] if kept else None
