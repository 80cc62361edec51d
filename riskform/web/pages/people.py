"""The children and adults of the family: add, change, take out, put back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from riskform.engine.case import LIVES_HERE, RELATIONSHIPS, Adult, Child
from riskform.engine.saying import age_in_words, tie_in_words
from riskform.errors import InvalidInput, NotFound
from riskform.services import people
from riskform.services.actors import may
from riskform.services.opening import OpenAssessment, open_assessment
from riskform.web import addresses, days, sessions
from riskform.web.forms.boxes import Day
from riskform.web.summaries import summary
from riskform.web.surroundings import now, today
from riskform.web.transactions import attempt, session
from riskform.web.whose import whose

pages = Blueprint("people", __name__)

_DAYS = ("date_of_birth", "due_date")
_MONTHS_PER_YEAR = 12
Person = TypeVar("Person", bound=Child | Adult)


@dataclass(frozen=True, slots=True)
class ChildTyped:
    """The boxes of a child's page, as typed or as kept."""

    name: str = ""
    born: Day = field(default_factory=Day)
    due: Day = field(default_factory=Day)
    age_years: str = ""
    age_months: str = ""


@pages.get("/assessments/<reference>/people")
def everybody(reference: str) -> ResponseReturnValue:
    """Show everybody in the family, and who was taken out."""
    opened = open_assessment(session(), sessions.actor(), reference)
    found, on = opened.people, opened.stored.visit_on
    just_out = request.args.get("out", "")
    return render_template(
        "people.html",
        whose=whose(opened),
        can_edit=may(sessions.actor(), "assessment.set_up", opened.stored),
        visited=on,
        children=[(child, age_in_words(child, on)) for child in found.children],
        adults=[(adult, _ties(adult, found.children)) for adult in found.adults],
        removed=found.removed,
        just_out=next((one for one in found.removed if one.id == just_out), None),
    )


@pages.get("/assessments/<reference>/people/child", defaults={"child_id": None})
@pages.get("/assessments/<reference>/people/child/<child_id>")
def child(reference: str, child_id: str | None) -> ResponseReturnValue:
    """Ask for a child's name and age."""
    opened = _to_edit(reference)
    kept = _one_of(opened.people.children, child_id)
    return _child_page(opened, child_id, _of_child(kept) if kept else ChildTyped(), {})


@pages.post("/assessments/<reference>/people/child", defaults={"child_id": None})
@pages.post("/assessments/<reference>/people/child/<child_id>")
def put_child(reference: str, child_id: str | None) -> ResponseReturnValue:
    """Add a child, or change one."""
    typed = _typed_child(request.form)
    given = {
        "name": typed.name,
        "date_of_birth": typed.born.text,
        "due_date": typed.due.text,
        "age_years": typed.age_years,
        "age_months": typed.age_months,
    }
    try:
        with attempt() as writing:
            people.add_child(writing, sessions.actor(), reference, given, today(), now(), child_id)
    except InvalidInput as problem:
        return _child_page(_to_edit(reference), child_id, typed, problem.messages), 422
    return redirect(addresses.record(reference, "people"), 303)


@pages.get("/assessments/<reference>/people/adult", defaults={"adult_id": None})
@pages.get("/assessments/<reference>/people/adult/<adult_id>")
def adult(reference: str, adult_id: str | None) -> ResponseReturnValue:
    """Ask for an adult's name, and for what the adult is to each child."""
    opened = _to_edit(reference)
    kept = _one_of(opened.people.adults, adult_id)
    return _adult_page(opened, adult_id, _of_adult(kept) if kept else {}, {})


@pages.post("/assessments/<reference>/people/adult", defaults={"adult_id": None})
@pages.post("/assessments/<reference>/people/adult/<adult_id>")
def put_adult(reference: str, adult_id: str | None) -> ResponseReturnValue:
    """Add an adult, or change one."""
    typed = request.form.to_dict()
    try:
        with attempt() as writing:
            people.add_adult(writing, sessions.actor(), reference, typed, today(), now(), adult_id)
    except InvalidInput as problem:
        return _adult_page(_to_edit(reference), adult_id, typed, problem.messages), 422
    return redirect(addresses.record(reference, "people"), 303)


@pages.get("/assessments/<reference>/people/<person_id>/remove")
def ask_to_remove(reference: str, person_id: str) -> ResponseReturnValue:
    """Ask once whether somebody is to be taken out."""
    opened = _to_edit(reference)
    everyone = (*opened.people.children, *opened.people.adults)
    return render_template(
        "person_remove.html", whose=whose(opened), person=_one_of(everyone, person_id)
    )


@pages.post("/assessments/<reference>/people/<person_id>/remove")
def remove(reference: str, person_id: str) -> ResponseReturnValue:
    """Take somebody out; what was answered stays."""
    people.remove_person(session(), sessions.actor(), reference, person_id, today(), now())
    return redirect(f"{addresses.record(reference, 'people')}?out={person_id}", 303)


@pages.post("/assessments/<reference>/people/<person_id>/restore")
def restore(reference: str, person_id: str) -> ResponseReturnValue:
    """Put somebody back, with all that was answered."""
    people.restore_person(session(), sessions.actor(), reference, person_id, today(), now())
    return redirect(addresses.record(reference, "people"), 303)


def _to_edit(reference: str) -> OpenAssessment:
    return open_assessment(session(), sessions.actor(), reference, "assessment.set_up")


def _one_of(everyone: tuple[Person, ...], person_id: str | None) -> Person | None:
    if person_id is None:
        return None
    found = next((person for person in everyone if person.id == person_id), None)
    if found is None:
        raise NotFound(person_id)
    return found


def _ties(adult: Adult, children: tuple[Child, ...]) -> list[str]:
    said = (tie_in_words(adult, child) for child in children)
    return [words[:1].upper() + words[1:] for words in said]


def _of_child(kept: Child) -> ChildTyped:
    months = kept.age_months
    years = None if months is None else months // _MONTHS_PER_YEAR
    return ChildTyped(
        name=kept.name,
        born=days.filled(kept.date_of_birth),
        due=days.filled(kept.due_date),
        age_years="" if years is None else str(years),
        age_months="" if months is None else str(months % _MONTHS_PER_YEAR),
    )


def _typed_child(form: Mapping[str, str]) -> ChildTyped:
    return ChildTyped(
        name=form.get("name", ""),
        born=days.sent(form, "date_of_birth"),
        due=days.sent(form, "due_date"),
        age_years=form.get("age_years", ""),
        age_months=form.get("age_months", ""),
    )


def _of_adult(kept: Adult) -> dict[str, str]:
    typed = {"name": kept.name}
    for child_id, tie in kept.to.items():
        typed[f"relationship-{child_id}"] = tie.relationship or ""
        typed[f"lives_here-{child_id}"] = tie.lives_here or ""
    return typed


def _child_page(
    opened: OpenAssessment, child_id: str | None, typed: ChildTyped, messages: Mapping[str, str]
) -> str:
    kept = _one_of(opened.people.children, child_id)
    return render_template(
        "child.html",
        whose=whose(opened),
        kept=kept,
        typed=typed,
        messages=messages,
        errors=summary(messages, days=_DAYS),
    )


def _adult_page(
    opened: OpenAssessment,
    adult_id: str | None,
    typed: Mapping[str, str],
    messages: Mapping[str, str],
) -> str:
    return render_template(
        "adult.html",
        whose=whose(opened),
        kept=_one_of(opened.people.adults, adult_id),
        children=opened.people.children,
        relationships=RELATIONSHIPS,
        lives_here=LIVES_HERE,
        typed=typed,
        messages=messages,
        errors=summary(messages),
    )
