"""The addresses of one assessment's pages. They hold references and ids, never a name."""

from urllib.parse import quote

from riskform.engine.case import FAMILY
from riskform.services.submitting import Gap

# Pages of an assessment that are no sections; a test holds this in step with the routes.
TAKEN = frozenset(
    {"audit", "check", "copies", "details", "history", "newer-form", "people", "plan", "submitted"}
)


def record(reference: str, *rest: str) -> str:
    """Return the address of an assessment's overview, or of a page below it."""
    return "/".join((f"/assessments/{reference}", *rest))


def paper(reference: str, kind: str, copy: str = "") -> str:
    """Return the address of a paper, of the plan in a certain copy."""
    query = f"?copy={copy}" if copy else ""
    return record(reference, f"{kind}.pdf") + query


def copy(reference: str, kind: str, reader: str = "", end: str = "") -> str:
    """Return the address of a copy's preview; `end` is ".pdf" for the copy itself.

    `reader` is the id of the one person whom it is for, "" for several.
    """
    query = f"?for={quote(reader)}" if reader else ""
    return record(reference, "copies", kind) + end + query


def copy_item(reference: str, kind: str, reader: str, act: str, item: str) -> str:
    """Return where one thing is released for a copy (`release`), or taken back (`take-back`)."""
    query = f"?for={quote(reader)}&item={quote(item)}"
    return record(reference, "copies", kind, act) + query


def decided(reference: str) -> str:
    """Return where a manager comes to after a decision."""
    return f"/review/{reference}/decided"


def page(reference: str, section: str, person: str, question: str | None = None) -> str:
    """Return the address of a section's page about a person, or of one question on it.

    A section of the family needs no person in its address, unless a page of ours has its name.
    """
    about = () if person == FAMILY and section not in TAKEN else (person,)
    anchor = f"#q-{question}" if question else ""
    return record(reference, section, *about) + anchor


def gap(reference: str, missing: Gap) -> str:
    """Return where something that is missing can be mended."""
    if missing.where == "people":
        if not missing.person:
            return record(reference, "people")
        return record(reference, "people", "adult", missing.person) + f"#{missing.question}"
    if missing.where == "plan":
        return record(reference, "plan") + (f"#{missing.item}" if missing.item else "")
    if missing.where == "hidden":
        return record(reference)
    return page(reference, missing.section, missing.person, missing.question)
