"""Whose record a page is about: what stands at the head of every page of an assessment."""

from dataclasses import dataclass
from datetime import datetime

from riskform.engine.case import FAMILY
from riskform.engine.confidential import withheld_from_family
from riskform.services.opening import OpenAssessment
from riskform.web import addresses


@dataclass(frozen=True, slots=True)
class Whose:
    """The children's first names, the record's reference, and a few words about it.

    `plan_paper` leads to the plan for the family: by way of the page that says what is left out,
    where the form keeps anything from a family.
    """

    name: str
    reference: str
    about: str
    saved_at: datetime
    href: str
    plan_paper: dict[str, str]


def whose(assessment: OpenAssessment) -> Whose:
    """Return the head of a page about the whole family."""
    stored = assessment.stored
    names = [child.name.split()[0] for child in assessment.people.children]
    level = assessment.form.level_rules.get(stored.level)
    about = f"Worked at level {stored.level}" + (f": {level.name}" if level else "")
    if names:
        about = f"{stored.family_name}. {about}"
    return Whose(
        name=together(names) or stored.family_name,
        reference=stored.reference,
        about=about,
        saved_at=stored.updated_at,
        href=addresses.record(stored.reference),
        plan_paper=_plan_paper(assessment),
    )


def _plan_paper(assessment: OpenAssessment) -> dict[str, str]:
    reference = assessment.stored.reference
    if withheld_from_family(assessment.form):
        href = addresses.record(reference, "plan", "copy")
        return {"text": "Plan, for the family: look through and print", "href": href}
    href = addresses.record(reference, "plan.pdf")
    return {"text": "Plan, for the family (PDF)", "href": href}


def names_of(assessment: OpenAssessment) -> dict[str, str]:
    """Return the name of each person, and of the family, by id."""
    people = assessment.people
    names = {FAMILY: "The whole family"} | {child.id: child.name for child in people.children}
    return names | {adult.id: adult.name for adult in people.adults}


def together(names: list[str]) -> str:
    """Return "Kit", "Kit and Rosa" or "Kit, Rosa and Ben"; "" for nobody."""
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)
