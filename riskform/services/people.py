"""The children and adults of the family, and what each adult is to each child."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from riskform.engine.case import LIVES_HERE, RELATIONSHIPS, Adult, Child, Tie
from riskform.engine.days import day_in_words
from riskform.engine.values import read_date
from riskform.errors import InvalidInput, NotFound
from riskform.ids import new_person_id
from riskform.records import Session, assessments, audit, findings, people
from riskform.services.actors import Actor
from riskform.services.assessing import day_message, is_a_name, name_message
from riskform.services.opening import OpenAssessment, open_assessment, opened

_OLDEST_IN_MONTHS = 240
_OLDEST_CHILD = 25  # years: who leaves care may have a worker until then
_LONGEST_UNTIL_BIRTH = 310  # days; a pregnancy lasts about 280.


def add_child(
    session: Session,
    actor: Actor,
    reference: str,
    typed: Mapping[str, str],
    today: date,
    now: datetime,
    child_id: str | None = None,
) -> str:
    """Add a child, or change the one with `child_id`; return the child's id.

    `typed` holds name, date_of_birth, due_date (dates as text), age_months or age_years. Raises
    InvalidInput with a message for each field, NotFound and NotAllowed.
    """
    assessment = open_assessment(session, actor, reference, "assessment.set_up")
    child = read_child(child_id or new_person_id(), typed, today)
    if child_id is not None and all(c.id != child_id for c in assessment.people.children):
        raise NotFound(child_id)
    write = people.add if child_id is None else people.change
    write(
        session,
        assessment.stored.family_id,
        child,
        author_id=actor.id,
        saved_at=now,
        assessment_id=assessment.stored.id,
    )
    action = "child added" if child_id is None else "child changed"
    _after_change(session, actor, assessment, action, child.id, today, now)
    return child.id


def add_adult(
    session: Session,
    actor: Actor,
    reference: str,
    typed: Mapping[str, str],
    today: date,
    now: datetime,
    adult_id: str | None = None,
) -> str:
    """Add an adult with the ties to each child, or change one; return the adult's id.

    `typed` holds name and, for each child, `relationship-<child id>` and `lives_here-<child id>`.
    Raises InvalidInput, NotFound and NotAllowed.
    """
    assessment = open_assessment(session, actor, reference, "assessment.set_up")
    children = assessment.people.children
    adult = read_adult(adult_id or new_person_id(), typed, children)
    if adult_id is not None and all(a.id != adult_id for a in assessment.people.adults):
        raise NotFound(adult_id)
    write = people.add if adult_id is None else people.change
    write(
        session,
        assessment.stored.family_id,
        adult,
        author_id=actor.id,
        saved_at=now,
        assessment_id=assessment.stored.id,
    )
    action = "adult added" if adult_id is None else "adult changed"
    _after_change(session, actor, assessment, action, adult.id, today, now)
    return adult.id


def remove_person(
    session: Session, actor: Actor, reference: str, person_id: str, today: date, now: datetime
) -> None:
    """Take a person out of the family; what was answered stays. Raises NotFound, NotAllowed."""
    _take(session, actor, reference, person_id, today, now, back=False)


def restore_person(
    session: Session, actor: Actor, reference: str, person_id: str, today: date, now: datetime
) -> None:
    """Put a removed person back, with all that was answered. Raises NotFound, NotAllowed."""
    _take(session, actor, reference, person_id, today, now, back=True)


def _take(
    session: Session,
    actor: Actor,
    reference: str,
    person_id: str,
    today: date,
    now: datetime,
    *,
    back: bool,
) -> None:
    assessment = open_assessment(session, actor, reference, "assessment.set_up")
    move = people.restore if back else people.remove
    move(
        session,
        assessment.stored.family_id,
        person_id,
        author_id=actor.id,
        saved_at=now,
        assessment_id=assessment.stored.id,
    )
    action = "person put back" if back else "person removed"
    _after_change(session, actor, assessment, action, person_id, today, now)


def _after_change(
    session: Session,
    actor: Actor,
    assessment: OpenAssessment,
    action: str,
    person_id: str,
    today: date,
    now: datetime,
) -> None:
    reference = assessment.stored.reference
    audit.record(session, actor.id, action, "assessment", reference, {"person": person_id}, now)
    after = opened(session, assessments.load(session, reference))
    findings.record(session, after.stored.id, after.shown_findings, today=today)


def read_child(child_id: str, typed: Mapping[str, str], today: date) -> Child:
    """Return the child that was typed. Raises InvalidInput with a message for each field.

    A due date or a guessed age beside a date of birth is kept; the date of birth counts.
    """
    messages: dict[str, str] = {}
    name = _name(typed, messages, "Child's name")
    child = Child(child_id, name)
    born, due = typed.get("date_of_birth", "").strip(), typed.get("due_date", "").strip()
    age = typed.get("age_months", "").strip(), typed.get("age_years", "").strip()
    if born:
        child = replace(child, date_of_birth=_born(born, today, messages))
    if due:
        child = replace(child, due_date=_due(due, child.date_of_birth, today, messages))
    if any(age):
        child = replace(child, age_months=_age(*age, messages))
        if due and not born:
            messages.setdefault(
                "age_months",
                "About how old: you also gave a due date, for a baby not born yet. "
                "Take out the one that is wrong.",
            )
    if not (born or due or any(age)):
        messages["date_of_birth"] = (
            "Date of birth: give it, or the due date, or about how old the child is."
        )
    if messages:
        raise InvalidInput(messages)
    return child


def read_adult(adult_id: str, typed: Mapping[str, str], children: tuple[Child, ...]) -> Adult:
    """Return the adult that was typed, with a tie to each child of whom something was said.

    Raises InvalidInput.
    """
    messages: dict[str, str] = {}
    name = _name(typed, messages, "Adult's name")
    ties: dict[str, Tie] = {}
    for child in children:
        relationship = typed.get(f"relationship-{child.id}", "")
        lives_here = typed.get(f"lives_here-{child.id}", "")
        if relationship and relationship not in RELATIONSHIPS:
            messages[f"relationship-{child.id}"] = "Relation: choose one of the answers listed."
        if lives_here and lives_here not in LIVES_HERE:
            messages[f"lives_here-{child.id}"] = "Lives here: choose one of the answers listed."
        ties[child.id] = Tie(relationship or None, lives_here or None)
    if messages:
        raise InvalidInput(messages)
    return Adult(adult_id, name, ties)


def _name(typed: Mapping[str, str], messages: dict[str, str], field: str) -> str:
    name = typed.get("name", "").strip()
    if not name:
        messages["name"] = f"{field}: write a name. For a baby not born yet, write 'Baby'."
        if field.startswith("Adult"):
            messages["name"] = f"{field}: write a name, or what the children call this person."
    elif not is_a_name(name):
        messages["name"] = name_message(field)
    return name


def _day(text: str, field: str, label: str, messages: dict[str, str]) -> date | None:
    day = read_date(text)
    if day is None:
        messages[field] = day_message(label, text)
    return day


def _born(text: str, today: date, messages: dict[str, str]) -> date | None:
    day = _day(text, "date_of_birth", "Date of birth", messages)
    if day and day > today:
        messages["date_of_birth"] = (
            "Date of birth: it can't be after today. For a baby not born yet, give the due date."
        )
    elif day and today.year - day.year > _OLDEST_CHILD:
        messages["date_of_birth"] = (
            f"Date of birth: this child would be over {_OLDEST_CHILD}. Check the year."
        )
    return day


def _due(text: str, born: date | None, today: date, messages: dict[str, str]) -> date | None:
    day = _day(text, "due_date", "Due date", messages)
    if day and abs((day - (born or today)).days) > _LONGEST_UNTIL_BIRTH:
        near = "the date of birth" if born else "today"
        said = day_in_words(day)
        messages["due_date"] = f"Due date: {said} is too far from {near}. Check the year."
    return day


def _age(months: str, years: str, messages: dict[str, str]) -> int | None:
    parts = [part or "0" for part in (months, years)]
    if all(part.isascii() and part.isdigit() and len(part) < 4 for part in parts):  # noqa: PLR2004 - three digits are enough for any age.
        total = int(parts[0]) + 12 * int(parts[1])
        if total <= _OLDEST_IN_MONTHS:
            return total
    messages["age_months"] = "About how old: write years and months in digits, up to 20 years."
    return None
