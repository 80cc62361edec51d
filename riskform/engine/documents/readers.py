"""Whom a copy can be for. An id holds no name.

One id means the same person for as long as the plan stays as it is.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from riskform.engine.case import Adult, Child
from riskform.engine.copies import needing, needs_of
from riskform.engine.documents.as_reviewed import as_reviewed
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.documents.owners import Owner, owners_of
from riskform.engine.documents.tonight import has_tonight
from riskform.engine.reviews.standing import is_followed_up

EVERYBODY = ""
THE_FAMILY = "the family"
WORKERS = "workers with this family"
_AS_A_WORKER = "worker-"


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who works with families: an account's number, name and job."""

    number: int
    name: str
    job: str = ""

    @property
    def in_words(self) -> str:
        """Return "Priya Nair, Health visitor", as a footer says it."""
        return f"{self.name}, {self.job}" if self.job else self.name


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody whom a copy is for.

    id: "" for several; a person's id; that of the first thing to do for an owner of another name;
    `w` and a number for a worker. name: on pages. made_for: in the footer.
    is_worker: may hold what a family's copy leaves out. needs_easy_read: this person needs it so.
    is_known: False for an owner's name that is nobody's whom we know: a person has to say.
    """

    id: str
    name: str
    made_for: str
    is_worker: bool = False
    needs_easy_read: bool = False
    is_known: bool = True
    child: Child | None = None
    adult: Adult | None = None
    owner: Owner | None = None


def all_workers(facts: RecordFacts, workers: tuple[Worker, ...]) -> tuple[Reader, ...]:
    """Return those who may be handed the whole assessment: everybody, or one of the workers."""
    made_for = facts.for_whom or WORKERS
    everybody = Reader(EVERYBODY, made_for, made_for, is_worker=True)
    one_by_one = (Reader(f"w{w.number}", w.name, w.in_words, is_worker=True) for w in workers)
    return (everybody, *one_by_one)


def readers_of_changes(facts: RecordFacts, _: tuple[Worker, ...]) -> tuple[Reader, ...]:
    """Return the workers with the family, where there is a last time to compare with."""
    return all_workers(facts, ()) if facts.before is not None else ()


Readers = Callable[[RecordFacts, tuple[Worker, ...]], tuple[Reader, ...]]


def reviewed(readers: Readers) -> Readers:
    """Return who of `readers` can be told how the plan is going: nobody before it was reviewed."""

    def those(facts: RecordFacts, workers: tuple[Worker, ...]) -> tuple[Reader, ...]:
        return readers(facts, workers) if is_followed_up(facts.reviewed) else ()

    return those


def compared(readers: Readers) -> Readers:
    """Return who of `readers` can be told what is different: whoever is of the record both times.

    Who came since has not been shown the plan of last time, and gets none of its words.
    """

    def those(facts: RecordFacts, workers: tuple[Worker, ...]) -> tuple[Reader, ...]:
        if facts.before is None:
            return ()
        then = facts.before
        ids = {*(child.id for child in then.children), *(adult.id for adult in then.adults)}
        return tuple(one for one in readers(facts, workers) if one.id in {EVERYBODY, *ids})

    return those


def the_family(facts: RecordFacts, _: tuple[Worker, ...]) -> tuple[Reader, ...]:
    """Return the family, and each adult of it."""
    easy = needing(needs_of(facts.form, facts.evaluation), "easy_read")
    adults = (
        Reader(a.id, a.name, a.name, needs_easy_read=a.name in easy, adult=a) for a in facts.adults
    )
    everybody = Reader(EVERYBODY, THE_FAMILY, THE_FAMILY, needs_easy_read=bool(easy))
    return (everybody, *adults)


def each_child(facts: RecordFacts, _: tuple[Worker, ...]) -> tuple[Reader, ...]:
    """Return each child."""
    return tuple(Reader(c.id, c.name, c.name, child=c) for c in facts.children)


def sleeping_children(facts: RecordFacts, workers: tuple[Worker, ...]) -> tuple[Reader, ...]:
    """Return each child for whom there is a page about the next night."""
    readers = each_child(facts, workers)
    return tuple(one for one in readers if one.child and has_tonight(facts, one.child))


def each_owner(facts: RecordFacts, workers: tuple[Worker, ...]) -> tuple[Reader, ...]:
    """Return everybody who has something to do; a name that nobody knows once each way.

    As somebody of the family first, because that copy can't tell what it should not.
    """
    return tuple(_owners(as_reviewed(facts), workers))


def _owners(facts: RecordFacts, workers: tuple[Worker, ...]) -> Iterator[Reader]:
    easy = needing(needs_of(facts.form, facts.evaluation), "easy_read")
    known = {worker.name.casefold() for worker in workers}
    for owner in owners_of(facts.plan, facts.children, facts.adults):
        if owner.person:
            names = {child.id: child.name for child in facts.children}
            names |= {adult.id: adult.name for adult in facts.adults}
            name = names[owner.person]
            yield Reader(owner.id, name, name, needs_easy_read=name in easy, owner=owner)
            continue
        if owner.name.casefold() not in known:
            yield Reader(owner.id, owner.name, owner.name, is_known=False, owner=owner)
        as_worker = _AS_A_WORKER + owner.id
        yield Reader(as_worker, owner.name, owner.name, is_worker=True, owner=owner)
