"""What a paper about changes since last time does not hold, told to the worker who hands it out."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from riskform.engine.case import Child
from riskform.engine.documents.changed_plan import Change
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.documents.home_changes import (
    compared,
    found_about_child,
    found_about_others,
    planned_for,
)
from riskform.engine.documents.leaving_out import LeftOut, made, why_of, words_of
from riskform.engine.documents.omissions import Omissions
from riskform.engine.saying import people_names

_KINDS = {"new": "New", "changed": "Changed", "gone": "Gone"}
_EVERYTHING = Omissions()


def left_out_of_changes(
    facts: RecordFacts, omissions: Omissions, children: tuple[Child, ...], *, own: bool = False
) -> tuple[LeftOut, ...]:
    """Return each change that would stand in it, in its order; `own` is for a child's copy.

    Nothing of it can be released: a change tells of two papers at once.
    """
    return tuple(_left_out(facts, compared(facts, omissions), children, own=own))


def _left_out(
    facts: RecordFacts, held: Omissions, children: tuple[Child, ...], *, own: bool
) -> Iterator[LeftOut]:
    for child in children:
        for left in words_of(facts, child, held):
            yield replace(left, key="")
        for changes in (found_about_child, planned_for):
            whole = changes(facts, child, _EVERYTHING, own=own)
            shown = changes(facts, child, held, own=own)
            yield from _missing(facts, held, whole, shown, f" for {child.name}")
    if not own:
        whole, shown = (found_about_others(facts, one) for one in (_EVERYTHING, held))
        yield from _missing(facts, held, whole, shown)


def _missing(
    facts: RecordFacts,
    held: Omissions,
    whole: Iterable[Change],
    shown: Iterable[Change],
    whose: str = "",
) -> Iterator[LeftOut]:
    told = {one.row for one in shown}
    names = people_names(facts.evaluation.household)
    for change in whole:
        row = change.row
        if row in told:
            continue
        about = next((at.partition("/")[0] for at in change.ats), "")
        sides = (("Before", row.before), ("Now", row.now)) if row.kind == "changed" else ()
        yield made(
            facts,
            f"{_KINDS[row.kind]}: {row.what}{whose}",
            row.of or row.now or row.before,
            why_of(facts.form, change.ats),
            about=names.get(about, "") if about in held.others else "",
            more=sides,
        )
