"""Families to measure with: one assessment for each, answered in part and each differently."""

import random
from datetime import datetime

from riskform.definitions.model import Question
from riskform.engine.case import KNOWN_BY, Answer
from riskform.records import Session
from riskform.services import answering, assessing, people
from riskform.services.actors import Actor
from riskform.services.opening import open_assessment

_ANSWERED = 0.7  # of the questions, so that some of every page stands blank
_TYPED = ("Carly showed me", "The mattress is new & flat", "Dean said so, and Carly too. " * 6)
# To be answered with somebody of the family, or with rows; left blank here.
_LEFT = frozenset({"calculated", "list", "person"})


def start(session: Session, actor: Actor, name: str, now: datetime) -> tuple[str, str]:
    """Start an assessment of a baby and two adults; return its reference and the baby's id."""
    today = now.date()
    started = assessing.start(
        session,
        actor,
        form_id="child_risk_assessment",
        family_reference="",
        new_family_name=name,
        level="3",
        visit_on=today.isoformat(),
        today=today,
        now=now,
    )
    kit = {"name": "Kit", "age_months": "3"}
    baby = people.add_child(session, actor, started.reference, kit, today, now)
    for adult in ("Carly", "Dean"):
        people.add_adult(session, actor, started.reference, {"name": adult}, today, now)
    return started.reference, baby


def answer(session: Session, actor: Actor, reference: str, seed: int, now: datetime) -> list[str]:
    """Answer some of every page; return the addresses of all pages that there are then."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    for key in [page.key for page in open_assessment(session, actor, reference).pages]:
        found = open_assessment(session, actor, reference)
        page = next((one for one in found.pages if one.key == key), None)
        if page is None:
            continue  # what was answered before took it away
        asked = [one for one in page.questions if one.type not in _LEFT]
        given = {one.id: _answer(one, chance, now) for one in asked if chance.random() < _ANSWERED}
        at = (reference, page.section.id, page.person.id)
        seen = found.stored.revision
        answering.save_page(session, actor, *at, given, seen, today=now.date(), now=now)
    pages = open_assessment(session, actor, reference).pages
    return [f"/assessments/{reference}/{page.section.id}/{page.person.id}" for page in pages]


def _answer(question: Question, chance: random.Random, now: datetime) -> Answer:
    options = tuple(option.id for option in question.options)
    values: dict[str, object] = {
        "date": now.date().isoformat(),
        "number": str(chance.randint(1, 9)),
        "scale": str(chance.randint(0, 10)),
        "choices": [chance.choice(options)] if options else [],
    }
    usual = chance.choice(options or _TYPED)
    known_by = chance.choice([None, *KNOWN_BY]) if question.how_known else None
    known_on = now.date().isoformat() if known_by and chance.random() < 1 / 2 else None
    return Answer(values.get(question.type, usual), known_by, known_on)
