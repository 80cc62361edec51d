"""Every copy that there is: for whom it can be made, what it leaves out, and how it is built."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from riskform.engine.documents import easy_read, own_actions
from riskform.engine.documents.as_reviewed import as_reviewed, dated_by_reviews
from riskform.engine.documents.building import assessment_document, child_document, plan_document
from riskform.engine.documents.changes import changes_document
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.documents.leaving_out import (
    LeftOut,
    left_out_of_actions,
    left_out_of_plan,
    left_out_of_tonight,
)
from riskform.engine.documents.leaving_out_of_progress import left_out_of_progress
from riskform.engine.documents.model import Document
from riskform.engine.documents.omissions import (
    WORKERS,
    Omissions,
    for_adult,
    for_child,
    for_family,
)
from riskform.engine.documents.progress import NAME as PROGRESS
from riskform.engine.documents.progress import NOT_AT_HOME, progress_document
from riskform.engine.documents.readers import (
    Reader,
    Readers,
    all_workers,
    each_child,
    each_owner,
    readers_of_changes,
    reviewed,
    sleeping_children,
    the_family,
)
from riskform.engine.documents.tonight import tonight_document

T = TypeVar("T")
CHANGES = "changes"
Build = Callable[[RecordFacts, Reader, Omissions], Document]
Leaves = Callable[[RecordFacts, Reader, Omissions], tuple[LeftOut, ...]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of copy.

    name: in addresses, in the audit and in the file's name. title, about: what a page says of it.
    released_as: the name under which releases for it are kept; a copy and its Easy Read share one.
    in_a_plan: it needs a form that has a plan. readers, build, left_out: see their types.
    """

    name: str
    title: str
    about: str
    readers: Readers
    build: Build
    left_out: Leaves
    in_a_plan: bool = True
    released_as: str = ""

    @property
    def release_name(self) -> str:
        """Return the name under which releases for it are kept."""
        return self.released_as or self.name


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


def document(
    kind: Kind, facts: RecordFacts, reader: Reader, released: frozenset[str] = frozenset()
) -> Document:
    """Return this kind of copy for this reader; `released` are keys, as omissions.py has them."""
    made = kind.build(facts, reader, omissions_for(facts, reader, released))
    return replace(made, made_for=replace(made.made_for, reader=reader.id))


def left_out(
    kind: Kind, facts: RecordFacts, reader: Reader, released: frozenset[str] = frozenset()
) -> tuple[LeftOut, ...]:
    """Return what that copy leaves out, as far as `facts` hold it."""
    return kind.left_out(facts, reader, omissions_for(facts, reader, released))


def _assessment(facts: RecordFacts, reader: Reader, _: Omissions) -> Document:
    return assessment_document(facts, reader.made_for, facts.gone)


def _plan(facts: RecordFacts, reader: Reader, omissions: Omissions) -> Document:
    return plan_document(facts, reader.made_for, omissions)


def _easy_read(facts: RecordFacts, reader: Reader, omissions: Omissions) -> Document:
    return easy_read.in_easy_read(_plan(facts, reader, omissions))


def _child(facts: RecordFacts, reader: Reader, omissions: Omissions) -> Document:
    return child_document(facts, _of(reader.child), reader.made_for, omissions)


def _actions(facts: RecordFacts, reader: Reader, omissions: Omissions) -> Document:
    now = dated_by_reviews(as_reviewed(facts), omissions)
    made = own_actions.actions_document(now, _of(reader.owner), reader.made_for, omissions)
    return own_actions.in_easy_read(made) if reader.needs_easy_read else made


def _tonight(facts: RecordFacts, reader: Reader, omissions: Omissions) -> Document:
    return tonight_document(facts, _of(reader.child), reader.made_for, omissions)


def _changes(facts: RecordFacts, reader: Reader, _: Omissions) -> Document:
    return changes_document(facts, reader.made_for)


def _progress(facts: RecordFacts, reader: Reader, omissions: Omissions) -> Document:
    return progress_document(facts, reader.made_for, omissions, reader.child)


def _nothing(_: RecordFacts, __: Reader, ___: Omissions) -> tuple[LeftOut, ...]:
    return ()


def _of_plan(facts: RecordFacts, _: Reader, omissions: Omissions) -> tuple[LeftOut, ...]:
    return left_out_of_plan(facts, omissions)


def _of_child(facts: RecordFacts, reader: Reader, omissions: Omissions) -> tuple[LeftOut, ...]:
    return left_out_of_plan(facts, omissions, (_of(reader.child),), urgent=False)


def _of_actions(facts: RecordFacts, reader: Reader, omissions: Omissions) -> tuple[LeftOut, ...]:
    return left_out_of_actions(as_reviewed(facts), omissions, _of(reader.owner))


def _of_tonight(facts: RecordFacts, reader: Reader, omissions: Omissions) -> tuple[LeftOut, ...]:
    return left_out_of_tonight(facts, omissions, _of(reader.child))


def _of_progress(facts: RecordFacts, reader: Reader, omissions: Omissions) -> tuple[LeftOut, ...]:
    if reader.child is not None:
        return left_out_of_progress(facts, omissions, (reader.child,), own=True)
    return left_out_of_progress(facts, omissions, facts.children)


def _of(given: T | None) -> T:
    if given is None:
        message = "this kind of copy is not for such a reader"
        raise ValueError(message)
    return given


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "plan",
            "The plan in plain English",
            "Each child's own words, what will be different, and who does what by when.",
            *(the_family, _plan, _of_plan),
        ),
        Kind(
            "easy_read",
            "The plan in Easy Read",
            "One idea a line, large type, and a place for a picture beside each thing to do.",
            *(the_family, _easy_read, _of_plan),
            released_as="plan",
        ),
        Kind(
            "child",
            "One child's own copy",
            "Only this child's part, short, the child's own words first.",
            *(each_child, _child, _of_child),
        ),
        Kind(
            "progress",
            PROGRESS,
            "What is different for each child since the plan was agreed, and who does what now."
            f" {NOT_AT_HOME}",
            *(reviewed(the_family), _progress, _of_progress),
        ),
        Kind(
            "child_progress",
            PROGRESS,
            f"What is different for this child, and who does what now. {NOT_AT_HOME}",
            *(reviewed(each_child), _progress, _of_progress),
        ),
        Kind(
            "worker_progress",
            PROGRESS,
            "Each outcome as it stands: what was measured, how we know, and what was decided.",
            *(reviewed(all_workers), _progress, _nothing),
        ),
        Kind(
            "tonight",
            "Tonight's safe sleep plan",
            "One page in large type: where the child sleeps, who stays sober, who to ring.",
            *(sleeping_children, _tonight, _of_tonight),
            in_a_plan=False,
        ),
        Kind(
            "actions",
            "My actions",
            "What one person does now, by which day, and what it is for. Nothing else.",
            *(each_owner, _actions, _of_actions),
        ),
        Kind(
            "assessment",
            "The whole assessment",
            "Every question with its answer, what was found and why, and the plan.",
            *(all_workers, _assessment, _nothing),
            in_a_plan=False,
        ),
        Kind(
            CHANGES,
            "Changes since last time",
            "What is new, changed or gone since the last assessment, or since it was handed in.",
            *(readers_of_changes, _changes, _nothing),
            in_a_plan=False,
        ),
    )
}
