"""Fields with a label: input, textarea, select; and the button that sends them.

Fields with a legend stand in `choices`. What all fields share:

    name        the name that the browser sends
    label       the question (`legend` for radios, checkboxes and dates)
    value       what was typed or chosen before, shown back exactly
    hint        one sentence under the question
    error       what is wrong and how to put it right; marks the field
    id          defaults to `name`; an error summary links to "#" and the id
    size        "s" (default, bold), "m", "l", "xl", or "" for a plain label
    heading     true when the question is the page's h1
    before      Markup between the question and the control, for guidance;
                {% call radios(…) %}…{% endcall %} does the same
    after       Markup straight after the control
    described_by, classes, group_classes, attributes
                for the rare case
"""

from collections.abc import Iterable, Mapping
from typing import Unpack

from markupsafe import Markup

from riskform.web.components.markup import (
    NO_ATTRIBUTES,
    Attributes,
    classed,
    given,
    made,
    safe,
    written,
)
from riskform.web.components.parts import Labelled, described, labelled


def button(
    text: object,
    href: str = "",
    kind: str = "",
    name: str = "",
    value: object = "",
    type: str = "submit",
    id: str = "",
    *,
    disabled: bool = False,
    once: bool | None = None,
    classes: str = "",
    attributes: Attributes = NO_ATTRIBUTES,
) -> Markup:
    """Return a button, or a link that looks like one where there is a `href`.

    `kind` is "", "secondary", "warning" or "inverse"; with `once`, a second click is ignored.
    """
    own = classed(f"govuk-button govuk-button--{safe(kind)}" if kind else "govuk-button", classes)
    rest = f'class="{own}" data-module="govuk-button"{written(attributes)}{given("id", id)}>'
    if href:
        tag = f'<a href="{safe(href)}" role="button" draggable="false" {rest}'
        return made(f"{tag}{safe(text)}</a>")
    off = ' disabled aria-disabled="true"' if disabled else ""
    twice = "" if once is None else f' data-prevent-double-click="{"true" if once else "false"}"'
    tag = f'<button type="{safe(type)}"{given("value", value)}{given("name", name)}{off}{twice}'
    return made(f"{tag} {rest}{safe(text)}</button>")


def input(
    name: str,
    label: object,
    value: object = "",
    hint: object = "",
    error: object = "",
    id: str = "",
    type: str = "text",
    *,
    width: object = "",
    prefix: object = "",
    suffix: object = "",
    inputmode: str = "",
    autocomplete: str = "",
    autocapitalize: str = "",
    spellcheck: bool | None = None,
    pattern: str = "",
    disabled: bool = False,
    classes: str = "",
    attributes: Attributes = NO_ATTRIBUTES,
    **around: Unpack[Labelled],
) -> Markup:
    """Return one line to type in.

    `width` is 2, 3, 4, 5, 10, 20 or 30 characters; `prefix` and `suffix` are units such as "kg".
    """
    id = id or name
    own = f"govuk-input govuk-input--width-{safe(width)}" if width else "govuk-input"
    own = classed(own, classes) + (" govuk-input--error" if error else "")
    rest = _spelled(spellcheck) + (f' value="{safe(value)}"' if value != "" else "")
    rest += f"{' disabled' if disabled else ''}{described(id, around, hint, error)}"
    rest += f"{given('autocomplete', autocomplete)}{given('autocapitalize', autocapitalize)}"
    rest += f"{given('pattern', pattern)}{given('inputmode', inputmode)}{written(attributes)}"
    box = f'<input class="{own}" id="{safe(id)}" name="{safe(name)}" type="{safe(type)}"{rest}>'
    return labelled(id, label, hint, error, _with_units(box, prefix, suffix), around)


def textarea(
    name: str,
    label: object,
    value: object = "",
    hint: object = "",
    error: object = "",
    id: str = "",
    rows: int = 5,
    *,
    autocomplete: str = "",
    spellcheck: bool | None = None,
    disabled: bool = False,
    classes: str = "",
    attributes: Attributes = NO_ATTRIBUTES,
    **around: Unpack[Labelled],
) -> Markup:
    """Return several lines to type in."""
    id = id or name
    kind = "govuk-textarea govuk-textarea--error" if error else "govuk-textarea"
    tag = f'<textarea class="{classed(kind, classes)}" id="{safe(id)}" name="{safe(name)}"'
    rest = f' rows="{safe(rows)}"{_spelled(spellcheck)}{" disabled" if disabled else ""}'
    rest += f"{described(id, around, hint, error)}{given('autocomplete', autocomplete)}"
    # A line feed stands before the text because a browser drops the first one.
    box = f"{tag}{rest}{written(attributes)}>\n{safe(value)}</textarea>"
    return labelled(id, label, hint, error, box, around)


def select(
    name: str,
    label: object,
    items: Iterable[Mapping[str, object]],
    value: object = "",
    hint: object = "",
    error: object = "",
    id: str = "",
    *,
    disabled: bool = False,
    classes: str = "",
    attributes: Attributes = NO_ATTRIBUTES,
    **around: Unpack[Labelled],
) -> Markup:
    """Return a list to choose from; items have a text, a value, perhaps disabled, attributes."""
    id = id or name
    own = classed("govuk-select", classes) + (" govuk-select--error" if error else "")
    tag = f'<select class="{own}" id="{safe(id)}" name="{safe(name)}"'
    rest = f"{' disabled' if disabled else ''}{described(id, around, hint, error)}"
    options = "".join(_option(item, value) for item in items)
    box = f"{tag}{rest}{written(attributes)}>{options}</select>"
    return labelled(id, label, hint, error, box, around)


def _option(item: Mapping[str, object], chosen: object) -> str:
    own = item.get("value")
    value = item["text"] if own is None else own
    rest = "" if own is None else f' value="{safe(own)}"'
    rest += " selected" if chosen != "" and value == chosen else ""
    rest += " disabled" if item.get("disabled") else ""
    more = item.get("attributes")
    rest += written(more) if isinstance(more, Mapping) else ""
    return f"<option{rest}>{safe(item['text'])}</option>"


def _with_units(box: str, prefix: object, suffix: object) -> str:
    if not (prefix or suffix):
        return box
    before = f'<div class="govuk-input__prefix" aria-hidden="true">{safe(prefix)}</div>'
    after = f'<div class="govuk-input__suffix" aria-hidden="true">{safe(suffix)}</div>'
    inside = f"{before if prefix else ''}{box}{after if suffix else ''}"
    return f'<div class="govuk-input__wrapper">{inside}</div>'


def _spelled(spellcheck: bool | None) -> str:  # noqa: FBT001 - it stands in the tag as it is.
    return "" if spellcheck is None else f' spellcheck="{"true" if spellcheck else "false"}"'
