"""What the answers raise.

    kind_mark(kind)   its shape and its word, in the middle of other text
    finding(kind, …)  one finding
    findings(items)   those of a page, under a heading

Five kinds, in this order everywhere. Each is a word, a shape and a colour, so that it is known by
any one of them. Shapes are drawn in the colour of the text around them, which is how they keep in
a forced-colours mode and on paper.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from markupsafe import Markup

from riskform.definitions.contacts import Contact
from riskform.web.components.folded import ring
from riskform.web.components.markup import Caller, given, made, safe

_LINE: Final = '<path fill="none" stroke="currentColor" stroke-width="2.4"'
_JOINED: Final = f'{_LINE} stroke-linejoin="round"'
# A square, a triangle, a circle with a question mark, a shield and a plus.
_SHAPES: Final = {
    "urgent": (
        '<path fill="currentColor" fill-rule="evenodd"'
        ' d="M1 1h22v22H1z M10.4 5h3.2l-.5 9h-2.2z M10.3 16h3.4v3.2h-3.4z"/>'
    ),
    "concern": f'{_JOINED} d="M12 2.6 22.6 21.4H1.4z"/>',
    "unclear": (
        '<circle cx="12" cy="12" r="10.3" fill="none" stroke="currentColor" stroke-width="2.4"/>'
        f'{_LINE} d="M8.7 9.4a3.3 3.3 0 1 1 5 2.8c-1.2.8-1.7 1.2-1.7 2.6"/>'
        '<path fill="currentColor" d="M10.6 16.4h2.8v2.6h-2.8z"/>'
    ),
    "protective": f'{_JOINED} d="M12 1.8 21 5v6.4c0 5-3.6 8.8-9 10.8-5.4-2-9-5.8-9-10.8V5z"/>',
    "strength": '<path fill="currentColor" d="M9.6 2h4.8v7.6H22v4.8h-7.6V22H9.6v-7.6H2V9.6h7.6z"/>',
}
_NONE_YET: Final = (
    "Nothing yet. That means only that no answer on this page raises anything,"
    " not that all is well."
)


def icon(kind: str) -> Markup:
    """Return the shape alone; it is hidden from screen readers, so a word must stand beside it."""
    return made(
        '<svg class="rf-icon" xmlns="http://www.w3.org/2000/svg" width="20" height="20"'
        f' viewBox="0 0 24 24" aria-hidden="true" focusable="false">{_SHAPES[kind]}</svg>'
    )


def kind_mark(kind: str, text: object = "") -> Markup:
    """Return a kind in the middle of other text: its shape and a word, by default its own."""
    word = safe(text or kind.capitalize())
    return made(f'<span class="rf-kind rf-kind--{kind}">{icon(kind)} {word}</span>')


def finding(
    kind: str,
    says: object,
    because: object = "",
    do: object = "",
    by: str = "",
    person: object = "",
    href: str = "",
    id: str = "",
    level: int = 3,
    contact: Contact | str | None = None,
    *,
    caller: Caller | None = None,
) -> Markup:
    """Return one finding.

    `because` are the answers that raised it, in words; a list shows as a list. `do` is what to do
    now, "" for a strength; `by` is a day in words, or "today". `person` is whose it is, where the
    page shows several people's. `href` leads to the question that raised it. `level` is that of its
    heading. `contact` is whom to ring. A {% call %} block adds what comes after.
    """
    whose = f' <span class="rf-finding__person">{safe(person)}</span>' if person else ""
    sentence = f'<a class="govuk-link" href="{safe(href)}">{safe(says)}</a>' if href else safe(says)
    after = f'<div class="rf-finding__after">{caller()}</div>' if caller is not None else ""
    return made(
        f'<article class="rf-finding rf-finding--{kind}"{given("id", id)}>\n'
        f'<p class="rf-finding__kind">{kind_mark(kind)}{whose}</p>\n'
        f'<div class="rf-finding__body">\n<h{level} class="rf-finding__says">{sentence}</h{level}>'
        f"{_because(because)}{_to_do(do, by)}{_to_ring(contact)}{after}\n</div>\n</article>"
    )


def findings(
    items: Iterable[Mapping[str, Any]],
    heading: object = "What these answers raise",
    level: int = 2,
    none_yet: object = _NONE_YET,
    id: str = "findings",
) -> Markup:
    """Return a heading and the findings under it.

    Each item is a mapping with `kind` and `says`, and perhaps more of what `finding` takes.
    Nothing raised is said, never left blank, because an empty place looks like safety.
    """
    shown = "".join([f"\n{finding(**item, level=level + 1)}" for item in items])
    name = safe(id)
    return made(
        f'<section class="rf-findings" aria-labelledby="{name}">\n'
        f'<h{level} class="govuk-heading-s rf-findings__heading" id="{name}">{safe(heading)}'
        f"</h{level}>{shown or _nothing(none_yet)}\n</section>"
    )


def _nothing(said: object) -> str:
    return f'\n<p class="rf-findings__none">{safe(said)}</p>'


def _because(because: Any) -> str:  # noqa: ANN401 - a text, or several.
    if not because:
        return ""
    opening = '\n<p class="rf-finding__because"><span class="rf-finding__part">Because</span>'
    if isinstance(because, str):
        return f"{opening} {safe(because)}</p>"
    reasons = "".join(f"<li>{safe(reason)}</li>" for reason in because)
    return f'{opening}</p>\n<ul class="rf-finding__reasons">{reasons}</ul>'


def _to_do(do: object, by: str) -> str:
    if not (do or by):
        return ""
    what = f'<span class="rf-finding__part">Do</span> {safe(do)}' if do else ""
    day = "Today" if by.lower() == "today" else f"By {safe(by)}"
    when = f' <span class="rf-finding__by">{day}</span>' if by else ""
    return f'\n<p class="rf-finding__do">{what}{when}</p>'


def _to_ring(contact: Contact | str | None) -> str:
    if not contact:
        return ""
    if isinstance(contact, str):
        return f'<p class="rf-contact">{safe(contact)}</p>'
    return ring(contact)
