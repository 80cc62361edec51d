"""Who has something to do in a plan: one list for each, which that person can be handed.

An owner is a name that somebody typed. It is someone of the family where it is the whole name of
one of them alone, or a first name that only one of them has.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from riskform.engine.case import Adult, Child
from riskform.engine.plan import Action, FindingReply, Outcome, Plan


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody named in a plan.

    id: the person's id for someone of the family, else that of the first thing to do; it holds no
    name. name: as it was typed first. person: the id of someone of the family, or "".
    """

    id: str
    name: str
    person: str = ""


def owners_of(plan: Plan, children: Iterable[Child], adults: Iterable[Adult]) -> tuple[Owner, ...]:
    """Return everybody who has something to do, in the order of the plan."""
    family = _family((*children, *adults))
    found: dict[str, Owner] = {}
    for first, name in _named(plan):
        person = family.get(_key(name), "")
        found.setdefault(
            person or _key(name), Owner(person or first, " ".join(name.split()), person)
        )
    return tuple(found.values())


def actions_of(
    plan: Plan, owner: Owner, children: Iterable[Child], adults: Iterable[Adult]
) -> tuple[tuple[Outcome, Action], ...]:
    """Return the owner's actions, each with the outcome that it serves."""
    family = _family((*children, *adults))
    return tuple(
        (outcome, action)
        for outcome in plan.outcomes
        for action in outcome.actions
        if _is(owner, action.who, family)
    )


def replies_of(
    plan: Plan, owner: Owner, children: Iterable[Child], adults: Iterable[Adult]
) -> tuple[FindingReply, ...]:
    """Return what is unclear and the owner finds out."""
    family = _family((*children, *adults))
    return tuple(reply for reply in plan.replies if _is(owner, reply.owner, family))


def _named(plan: Plan) -> Iterable[tuple[str, str]]:
    for outcome in plan.outcomes:
        yield from ((action.id, action.who) for action in outcome.actions if action.who.strip())
    yield from ((reply.at, reply.owner) for reply in plan.replies if reply.owner.strip())


def _is(owner: Owner, name: str, family: dict[str, str]) -> bool:
    if not name.strip():
        return False
    return (family.get(_key(name), "") or _key(name)) == (owner.person or _key(owner.name))


def _family(people: tuple[Child | Adult, ...]) -> dict[str, str]:
    """Return the id of each person by a whole name, or a first name, that nobody else has."""
    names = [_key(person.name) for person in people]
    known = {
        name: "" if names.count(name) > 1 else person.id
        for name, person in zip(names, people, strict=True)
    }
    firsts = [(_key(person.name).partition(" ")[0], person.id) for person in people]
    for first, person_id in firsts:
        if [one for one, _ in firsts].count(first) == 1:
            known.setdefault(first, person_id)
    return known


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
