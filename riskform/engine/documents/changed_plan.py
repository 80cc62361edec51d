"""What is different in one child's part of a plan: each outcome, then each action under it.

Outcomes and actions are the same ones where their id or their first words are.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from riskform.engine.days import day_in_words
from riskform.engine.documents.blocks import ChangeKind, ChangeRow
from riskform.engine.documents.omissions import WORKERS, Omissions
from riskform.engine.plan import Action, Outcome, Plan

T = TypeVar("T", Outcome, Action)
IF_NOT = "If not by then"
_FIELDS: Mapping[str, Callable[[Outcome], str]] = {
    "How it is now": lambda outcome: outcome.now,
    "Good enough is": lambda outcome: outcome.measure,
    "We check on": lambda outcome: day_in_words(outcome.by) if outcome.by else "",
    IF_NOT: lambda outcome: outcome.if_not,
}


@dataclass(frozen=True, slots=True)
class Change:
    """One row, and by `at` the findings that it tells or is tied to, then and now."""

    row: ChangeRow
    ats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Side:
    """What a copy holds of one child's outcomes, or of their actions, and what it leaves out."""

    outcomes: tuple[Outcome, ...]
    kept_back: tuple[Outcome, ...]
    actions_kept_back: tuple[Action, ...]


def changed_plan(
    before: Plan, now: Plan, child_id: str, omissions: Omissions = WORKERS
) -> Iterator[Change]:
    """Yield what is different for one child, as far as the copy holds it both then and now.

    What is kept back on one side is told on neither. So nothing seems new or gone that is there
    and may not be told of.
    """
    then, here = (_side(plan, child_id, omissions) for plan in (before, now))
    for was, outcome in _pairs(then.outcomes, here.outcomes):
        if was is None or outcome is None:
            one, others = (outcome, then) if was is None else (was, here)
            if one is not None and not _is_among(one, others.kept_back):
                yield from _outcome(was, outcome)
            continue
        yield from _outcome(was, outcome)
        yield from _actions(was, outcome, then, here, omissions)


def row(what: str, before: str, now: str, of: str = "") -> Iterator[ChangeRow]:
    """Yield how `what` is different, or nothing where both are the same."""
    if before != now:
        kind: ChangeKind = "changed" if before and now else "new" if now else "gone"
        yield ChangeRow(kind, what, before, now, of)


def _side(plan: Plan, child_id: str, omissions: Omissions) -> _Side:
    own = [one for one in plan.outcomes if one.child_id == child_id]
    return _Side(
        tuple(one for one in own if not omissions.outcome(one)),
        tuple(one for one in own if omissions.outcome(one)),
        tuple(a for one in own for a in one.actions if omissions.action(one, a)),
    )


def _outcome(was: Outcome | None, outcome: Outcome | None) -> Iterator[Change]:
    ats = _ats(was, outcome)
    words = (one.what if one else "" for one in (was, outcome))
    yield from (Change(each, ats) for each in row("Outcome", *words))
    if was is not None and outcome is not None:
        for label, text_of in _FIELDS.items():
            for each in row(label, text_of(was), text_of(outcome), _short(outcome)):
                yield Change(each, ats)


def _actions(
    was: Outcome, outcome: Outcome, then: _Side, here: _Side, omissions: Omissions
) -> Iterator[Change]:
    old, new = (
        [action for action in one.actions if not omissions.action(one, action)]
        for one in (was, outcome)
    )
    for before, now in _pairs(old, new):
        one, others = (now, then) if before is None else (before, here)
        lonely = before is None or now is None
        if lonely and one is not None and _is_among(one, others.actions_kept_back):
            continue
        ats = (*_ats(was, outcome), *_ats(before, now))
        for each in row("Action", _in_words(before), _in_words(now), _short(outcome)):
            yield Change(each, ats)


def _pairs(old: Iterable[T], new: Iterable[T]) -> Iterator[tuple[T | None, T | None]]:
    """Yield what belongs together, in the order of now, then what is gone."""
    left = list(old)
    for item in new:
        same = next((one for one in left if _alike(one, item)), None)
        if same is not None:
            left.remove(same)
        yield same, item
    yield from ((one, None) for one in left)


def _alike(one: Outcome | Action, other: Outcome | Action) -> bool:
    words = " ".join(one.what.split()).casefold()
    return one.id == other.id or (bool(words) and words == " ".join(other.what.split()).casefold())


def _is_among(one: Outcome | Action, others: Iterable[Outcome | Action]) -> bool:
    return any(_alike(one, other) for other in others)


def _ats(*both: Outcome | Action | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(at for one in both if one for at in one.answers))


def _short(outcome: Outcome) -> str:
    return outcome.what.strip().rstrip(".")


def _in_words(action: Action | None) -> str:
    if action is None:
        return ""
    due = day_in_words(action.due) if action.due else ""
    said = (("Who", action.who), ("By when", due))
    return "\n".join((action.what, *(f"{label}: {text}" for label, text in said if text)))
