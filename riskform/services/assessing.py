"""Starting an assessment, and what is said once for the whole of it: level and day of visit."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from riskform.definitions.model import Form, Level
from riskform.definitions.overlay_shapes import agency_key
from riskform.engine.values import date_trouble, read_date
from riskform.errors import InvalidInput
from riskform.records import (
    Session,
    assessments,
    audit,
    families,
    findings,
    form_versions,
    people,
)
from riskform.records.assessments import AssessmentSummary, NewAssessment
from riskform.records.families import Family
from riskform.records.form_versions import Published
from riskform.services.actors import CASE_WORKERS, Actor, require_role
from riskform.services.opening import form_of, open_assessment, opened

LONGEST_NAME = 200
# Joiners shape Urdu and Persian letters and family emoji; a pasted name may have a fixed space.
# The rest counts as printable, but nobody can see it: a name made of nothing else is none.
_UNSEEN_IN_NAMES = str.maketrans(
    "\u00a0", " ", "\u200c\u200d\u200e\u200f\u115f\u1160\u2800\u3164\uffa0"
)


# A slip in the year would make a born child one not born yet, and ask nothing about sleep.
LONGEST_AGO = timedelta(days=5 * 365)


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen for a new assessment: the version in use of each form, the families.

    `children` holds the first names by a family's reference; `levels` those of any of the forms.
    """

    forms: tuple[Published, ...]
    families: tuple[Family, ...]
    children: Mapping[str, tuple[str, ...]]
    levels: tuple[Level, ...]


def choices(session: Session, actor: Actor) -> Choices:
    """Return what `actor` can start. Raises NotFound for a role that has no families."""
    require_role(actor, *CASE_WORKERS)
    about_families = forms_on_offer(session, "family", actor.agency)
    linked = [form_of(session, form.hash) for form in about_families]
    levels = {
        number: form.level_rules.get(number) or Level(number, f"Level {number}")
        for form in linked
        for number in form.levels
    }
    known = families.listed(session, team=actor.team)
    children = {family.reference: first_names(session, family.id) for family in known}
    return Choices(
        about_families, known, children, tuple(levels[number] for number in sorted(levels))
    )


def forms_on_offer(session: Session, about: str, agency: str = "") -> tuple[Published, ...]:
    """Return the version in use of each form that is about a `family` or an `assessment`.

    Each is as the agency of that name asks it, where it adds anything.
    """
    in_use = form_versions.in_use(session)
    forms = [form for form in form_versions.listed(session) if form.hash in in_use]
    linked = {form.hash: form_of(session, form.hash) for form in forms}
    offered = as_asked_by(agency, forms, linked)
    return tuple(form for form in offered if linked[form.hash].about == about)


def as_asked_by(
    agency: str, forms: Collection[Published], linked: Mapping[str, Form]
) -> tuple[Published, ...]:
    """Return each of `forms` once: with what the agency of that name adds, where it adds anything.

    All have the id of the form itself. What was added to another version of a form is left out.
    """
    offered = {form.form_id: form for form in forms if not linked[form.hash].agency}
    for form in forms:
        variant = linked[form.hash]
        core = offered.get(variant.id)
        if (
            variant.agency
            and core is not None
            and agency_key(variant.agency_title) == agency_key(agency)
            and variant.core_hash == core.hash
        ):
            offered[variant.id] = replace(form, form_id=variant.id)
    return tuple(offered.values())


def first_names(session: Session, family_id: int) -> tuple[str, ...]:
    """Return the first names of a family's children, in the order in which they were added."""
    return tuple(child.name.split()[0] for child in people.of_family(session, family_id).children)


def start(  # noqa: PLR0913 - the fields of one page, and who and when.
    session: Session,
    actor: Actor,
    *,
    form_id: str,
    family_reference: str,
    new_family_name: str,
    level: str,
    visit_on: str,
    today: date,
    now: datetime,
) -> AssessmentSummary:
    """Start a draft, for a known family or a new one, and return it.

    All but `actor` is text as typed. Raises InvalidInput with a message for each field.
    """
    known = choices(session, actor)
    form = next((f for f in known.forms if f.form_id == form_id), None)
    family = next((f for f in known.families if f.reference == family_reference), None)
    messages = {} if form else {"form": "Which form: choose one of the forms."}
    messages |= _family_messages(family, new_family_name)
    levels = form_of(session, form.hash).levels if form else (2, 3, 4, 5)
    number = _level(level, levels, messages)
    day = _visit(visit_on, today, messages)
    if messages or form is None or number is None or day is None:
        raise InvalidInput(messages)
    family = family or _add_family(session, actor, new_family_name.strip(), now)
    new = NewAssessment(family.id, form.hash, number, day, actor.id, actor.team)
    started = assessments.create(session, new, created_at=now)
    detail = {"form": form.hash, "level": number}
    audit.record(
        session, actor.id, "assessment started", "assessment", started.reference, detail, now
    )
    return started


def _family_messages(family: Family | None, new_name: str) -> dict[str, str]:
    if family is not None and new_name.strip():
        return {
            "new_family": "Name of the new family: you also chose a family from the list. "
            "Take the name out, or choose 'A new family'."
        }
    if family is None and not new_name.strip():
        return {"family": "Which family: choose a family, or give the name of a new one."}
    if family is None and not is_a_name(new_name):
        return {"new_family": name_message("Name of the new family")}
    return {}


def _add_family(session: Session, actor: Actor, name: str, now: datetime) -> Family:
    family = families.create(session, name=name, team=actor.team, created_at=now)
    audit.record(session, actor.id, "family added", "family", family.reference, {}, now)
    return family


def change_details(
    session: Session,
    actor: Actor,
    reference: str,
    *,
    level: str,
    visit_on: str,
    today: date,
    now: datetime,
) -> None:
    """Change the level or the day of the last visit. Raises InvalidInput and NotAllowed."""
    assessment = open_assessment(session, actor, reference, "assessment.set_up")
    messages: dict[str, str] = {}
    number = _level(level, assessment.form.levels, messages)
    day = _visit(visit_on, today, messages)
    if messages or number is None or day is None:
        raise InvalidInput(messages)
    stored = assessment.stored
    assessments.change_details(
        session, stored.id, author_id=actor.id, saved_at=now, level=number, visit_on=day
    )
    detail = {"level": number, "visit_on": day.isoformat()}
    audit.record(session, actor.id, "details changed", "assessment", reference, detail, now)
    after = opened(session, assessments.load(session, reference))
    findings.record(session, stored.id, after.shown_findings, today=today)


def is_a_name(text: str) -> bool:
    """Tell whether `text` can be a name: something printable, at most 200 characters, or empty."""
    seen = text.strip().translate(_UNSEEN_IN_NAMES).strip()
    return len(text) <= LONGEST_NAME and seen.isprintable() and bool(seen) == bool(text.strip())


def name_message(field: str) -> str:
    """Return what to do about a name that can't be kept."""
    return f"{field}: use letters that can be printed, at most {LONGEST_NAME}."


def day_message(field: str, text: str) -> str:
    """Return what is wrong with a text, not blank, that is no real day."""
    if not all(part.strip() for part in text.split("/")):
        return f"{field}: give the day, the month and the year."
    return f"{field}: {date_trouble(text)}"


def _level(text: str, levels: tuple[int, ...], messages: dict[str, str]) -> int | None:
    if text in {str(level) for level in levels}:
        return int(text)
    listed = ", ".join(str(level) for level in levels)
    messages["level"] = f"Level of need: choose one of {listed}."
    return None


def _visit(text: str, today: date, messages: dict[str, str]) -> date | None:
    day = read_date(text)
    if not text.strip():
        messages["visit_on"] = "Day of the last visit: give the day, month and year."
    elif day is None:
        messages["visit_on"] = day_message("Day of the last visit", text)
    elif day > today:
        messages["visit_on"] = "Day of the last visit: it can't be after today."
        return None
    elif today - day > LONGEST_AGO:
        messages["visit_on"] = "Day of the last visit: that is over 5 years ago. Check the year."
        return None
    return day
