"""Every copy that there is: for whom it can be made, what it leaves out, and how it is built."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from riskform.engine.documents import making
from riskform.engine.documents.changes import NAME as CHANGED
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.documents.home_changes import NO_ANSWERS
from riskform.engine.documents.leaving_out import LeftOut
from riskform.engine.documents.making import Build, Leaves, omissions_for
from riskform.engine.documents.model import Document
from riskform.engine.documents.progress import NAME as PROGRESS
from riskform.engine.documents.progress import NOT_AT_HOME
from riskform.engine.documents.readers import (
    Reader,
    Readers,
    all_workers,
    compared,
    each_child,
    each_owner,
    readers_of_changes,
    reviewed,
    sleeping_children,
    the_family,
)

CHANGES = "changes"
# The kinds that compare a record with the last time.
COMPARED = frozenset({CHANGES, "family_changes", "easy_changes", "child_changes"})
_IN_EASY_READ = "One idea a line, large type, and a place for a picture"


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


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "plan",
            "The plan in plain English",
            "Each child's own words, what will be different, and who does what by when.",
            *(the_family, making.plan, making.of_plan),
        ),
        Kind(
            "easy_read",
            "The plan in Easy Read",
            f"{_IN_EASY_READ} beside each thing to do.",
            *(the_family, making.easy_plan, making.of_plan),
            released_as="plan",
        ),
        Kind(
            "child",
            "One child's own copy",
            "Only this child's part, short, the child's own words first.",
            *(each_child, making.child, making.of_child),
        ),
        Kind(
            "progress",
            PROGRESS,
            "What is different for each child since the plan was agreed, and who does what now."
            f" {NOT_AT_HOME}",
            *(reviewed(the_family), making.progress, making.of_progress),
        ),
        Kind(
            "easy_progress",
            f"{PROGRESS}, in Easy Read",
            f"{_IN_EASY_READ} beside each outcome. {NOT_AT_HOME}",
            *(reviewed(the_family), making.easy_progress_of, making.of_progress),
            released_as="progress",
        ),
        Kind(
            "child_progress",
            PROGRESS,
            f"What is different for this child, and who does what now. {NOT_AT_HOME}",
            *(reviewed(each_child), making.progress, making.of_progress),
        ),
        Kind(
            "worker_progress",
            PROGRESS,
            "Each outcome as it stands: what was measured, how we know, and what was decided.",
            *(reviewed(all_workers), making.progress, making.nothing),
        ),
        Kind(
            "tonight",
            "Tonight's safe sleep plan",
            "One page in large type: where the child sleeps, who stays sober, who to ring.",
            *(sleeping_children, making.tonight, making.of_tonight),
            in_a_plan=False,
        ),
        Kind(
            "actions",
            "My actions",
            "What one person does now, by which day, and what it is for. Nothing else.",
            *(each_owner, making.actions, making.of_actions),
        ),
        Kind(
            "assessment",
            "The whole assessment",
            "Every question with its answer, what was found and why, and the plan.",
            *(all_workers, making.assessment, making.nothing),
            in_a_plan=False,
        ),
        Kind(
            "family_changes",
            CHANGED,
            f"What is new, changed or gone in the plan. {NO_ANSWERS}",
            *(compared(the_family), making.home_changes, making.of_changes),
        ),
        Kind(
            "easy_changes",
            f"{CHANGED}, in Easy Read",
            f"{_IN_EASY_READ} beside what is new. {NO_ANSWERS}",
            *(compared(the_family), making.easy_changes_of, making.of_changes),
            released_as="family_changes",
        ),
        Kind(
            "child_changes",
            CHANGED,
            f"What is new, changed or gone in this child's part of the plan. {NO_ANSWERS}",
            *(compared(each_child), making.home_changes, making.of_changes),
        ),
        Kind(
            CHANGES,
            CHANGED,
            "What is new, changed or gone since the last assessment, or since it was handed in.",
            *(readers_of_changes, making.changes, making.nothing),
            in_a_plan=False,
        ),
    )
}
