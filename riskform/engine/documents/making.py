"""How each kind of copy is made from the facts of a record, and what it leaves out of them."""

from collections.abc import Callable
from typing import TypeVar

from riskform.engine.documents import easy_changes, easy_progress, easy_read, own_actions
from riskform.engine.documents.as_reviewed import as_reviewed, dated_by_reviews
from riskform.engine.documents.building import assessment_document, child_document, plan_document
from riskform.engine.documents.changes import changes_document
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.documents.home_changes import home_changes_document
from riskform.engine.documents.leaving_out import (
    LeftOut,
    left_out_of_actions,
    left_out_of_plan,
    left_out_of_tonight,
)
from riskform.engine.documents.leaving_out_of_changes import left_out_of_changes
from riskform.engine.documents.leaving_out_of_progress import left_out_of_progress
from riskform.engine.documents.model import Document
from riskform.engine.documents.omissions import (
    WORKERS,
    Omissions,
    for_adult,
    for_child,
    for_family,
)
from riskform.engine.documents.progress import progress_document
from riskform.engine.documents.readers import Reader
from riskform.engine.documents.tonight import tonight_document

T = TypeVar("T")
Build = Callable[[RecordFacts, Reader, Omissions], Document]
Leaves = Callable[[RecordFacts, Reader, Omissions], tuple[LeftOut, ...]]


def omissions_for(
    facts: RecordFacts, reader: Reader, released: frozenset[str] = frozenset()
) -> Omissions:
    """Return what a copy for this reader leaves out; who is no worker gets the family's rules."""
    if reader.is_worker:
        return WORKERS
    if reader.child is not None:
        return for_child(facts.form, facts.children, facts.adults, reader.child.id, released)
    adult = reader.adult.id if reader.adult else reader.owner.person if reader.owner else ""
    if adult:
        return for_adult(facts.form, facts.adults, adult, released)
    return for_family(facts.form, released)


def assessment(facts: RecordFacts, reader: Reader, _: Omissions) -> Document:
    """Return the whole assessment, for workers."""
    return assessment_document(facts, reader.made_for, facts.gone)


def plan(facts: RecordFacts, reader: Reader, omissions: Omissions) -> Document:
    """Return the plan in plain English."""
    return plan_document(facts, reader.made_for, omissions)


def easy_plan(facts: RecordFacts, reader: Reader, omissions: Omissions) -> Document:
    """Return the plan in Easy Read."""
    return easy_read.in_easy_read(plan(facts, reader, omissions))


def child(facts: RecordFacts, reader: Reader, omissions: Omissions) -> Document:
    """Return one child's own copy of the plan."""
    return child_document(facts, _of(reader.child), reader.made_for, omissions)


def actions(facts: RecordFacts, reader: Reader, omissions: Omissions) -> Document:
    """Return one person's own actions, in Easy Read where that person needs it."""
    now = dated_by_reviews(as_reviewed(facts), omissions)
    made = own_actions.actions_document(now, _of(reader.owner), reader.made_for, omissions)
    return own_actions.in_easy_read(made) if reader.needs_easy_read else made


def tonight(facts: RecordFacts, reader: Reader, omissions: Omissions) -> Document:
    """Return the page about a child's next night."""
    return tonight_document(facts, _of(reader.child), reader.made_for, omissions)


def changes(facts: RecordFacts, reader: Reader, _: Omissions) -> Document:
    """Return all that is different since last time, for workers."""
    return changes_document(facts, reader.made_for)


def progress(facts: RecordFacts, reader: Reader, omissions: Omissions) -> Document:
    """Return how the plan is going."""
    return progress_document(facts, reader.made_for, omissions, reader.child)


def easy_progress_of(facts: RecordFacts, reader: Reader, omissions: Omissions) -> Document:
    """Return the same in Easy Read."""
    return easy_progress.in_easy_read(progress(facts, reader, omissions))


def home_changes(facts: RecordFacts, reader: Reader, omissions: Omissions) -> Document:
    """Return what is different since last time, for somebody at home."""
    return home_changes_document(facts, reader.made_for, omissions, reader.child)


def easy_changes_of(facts: RecordFacts, reader: Reader, omissions: Omissions) -> Document:
    """Return the same in Easy Read."""
    return easy_changes.in_easy_read(home_changes(facts, reader, omissions))


def nothing(_: RecordFacts, __: Reader, ___: Omissions) -> tuple[LeftOut, ...]:
    """Return that a copy for workers leaves nothing out."""
    return ()


def of_plan(facts: RecordFacts, _: Reader, omissions: Omissions) -> tuple[LeftOut, ...]:
    """Return what the plan leaves out."""
    return left_out_of_plan(facts, omissions)


def of_child(facts: RecordFacts, reader: Reader, omissions: Omissions) -> tuple[LeftOut, ...]:
    """Return what a child's own copy leaves out."""
    return left_out_of_plan(facts, omissions, (_of(reader.child),), urgent=False)


def of_actions(facts: RecordFacts, reader: Reader, omissions: Omissions) -> tuple[LeftOut, ...]:
    """Return what one person's own actions leave out."""
    return left_out_of_actions(as_reviewed(facts), omissions, _of(reader.owner))


def of_tonight(facts: RecordFacts, reader: Reader, omissions: Omissions) -> tuple[LeftOut, ...]:
    """Return what the page about the next night leaves out."""
    return left_out_of_tonight(facts, omissions, _of(reader.child))


def of_progress(facts: RecordFacts, reader: Reader, omissions: Omissions) -> tuple[LeftOut, ...]:
    """Return what is left out of how the plan is going."""
    if reader.child is not None:
        return left_out_of_progress(facts, omissions, (reader.child,), own=True)
    return left_out_of_progress(facts, omissions, facts.children)


def of_changes(facts: RecordFacts, reader: Reader, omissions: Omissions) -> tuple[LeftOut, ...]:
    """Return what is left out of the changes since last time."""
    if reader.child is not None:
        return left_out_of_changes(facts, omissions, (reader.child,), own=True)
    return left_out_of_changes(facts, omissions, facts.children)


def _of(given: T | None) -> T:
    if given is None:
        message = "this kind of copy is not for such a reader"
        raise ValueError(message)
    return given
