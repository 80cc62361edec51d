"""What is folded away until somebody opens it: details, and guidance beside a question."""

from markupsafe import Markup

from riskform.definitions.contacts import Contact
from riskform.web.components.markup import (
    NO_ATTRIBUTES,
    Attributes,
    Caller,
    classed,
    given,
    made,
    safe,
    written,
)


def details(
    summary: object,
    text: object = "",
    *,
    open: bool = False,
    id: str = "",
    classes: str = "",
    attributes: Attributes = NO_ATTRIBUTES,
    caller: Caller | None = None,
) -> Markup:
    """Return `text`, or the body of a {% call %} block, folded away under `summary`."""
    inside = caller() if caller is not None else safe(text)
    tag = f'<details{given("id", id)} class="{classed("govuk-details", classes)}"'
    return made(
        f"{tag}{written(attributes)}{' open' if open else ''}>"
        '<summary class="govuk-details__summary"><span class="govuk-details__summary-text">'
        f"{safe(summary)}</span></summary>"
        f'<div class="govuk-details__text">{inside}</div></details>'
    )


def guidance(
    title: object,
    text: str,
    source: str = "",
    owner: str = "",
    review_by: str = "",
    id: str = "",
    contact: Contact | None = None,
) -> Markup:
    """Return guidance folded beside a question: what is known about it, and who says so.

    An empty line parts paragraphs. `review_by` is a day in words; `contact` is whom to ring.
    """
    inside = "".join(f"<p>{safe(paragraph)}</p>" for paragraph in text.strip().split("\n\n"))
    inside += ring(contact) if contact else ""
    said = _source(source, owner, review_by)
    if said:
        inside += f'<p class="rf-guidance__source">{said}</p>'
    return details(title, made(inside), id=id, classes="rf-guidance")


def ring(contact: Contact) -> Markup:
    """Return whom to ring, as it is set today."""
    number = f'<a class="govuk-link" href="{safe(contact.address)}">{safe(contact.phone)}</a>'
    hours = f", {safe(contact.hours)}" if contact.hours else ""
    example = " This number is an example: yours has to be set." if contact.example else ""
    return made(f'<p class="rf-contact">{safe(contact.name)}: {number}{hours}.{example}</p>')


def _source(source: str, owner: str, review_by: str) -> str:
    said = f"{safe(source)}. " if source else ""
    if owner:
        until = f", to be reviewed by {safe(review_by)}" if review_by else ""
        return f"{said}Kept by {safe(owner)}{until}."
    return f"{said}To be reviewed by {safe(review_by)}." if review_by else said
