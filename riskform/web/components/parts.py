"""The pieces that every field is made of.

Page templates may use `label`, `hint`, `error_message` and `fieldset`, though the fields of
`fields` and `choices` bring their own. The others are for those two modules.
"""

from typing import TypedDict

from markupsafe import Markup

from riskform.web.components.markup import (
    NO_ATTRIBUTES,
    NOTHING,
    Attributes,
    Caller,
    body,
    classed,
    given,
    made,
    safe,
    written,
)


def label(
    text: object = "",
    control: str = "",
    size: str = "",
    *,
    heading: bool = False,
    classes: str = "",
    attributes: Attributes = NO_ATTRIBUTES,
) -> Markup:
    """Return the label of `control`, nothing without a text."""
    if not text:
        return NOTHING
    all_classes = classed(_sized("govuk-label", size), classes)
    tag = f'<label class="{all_classes}"{written(attributes)}{given("for", control)}>'
    return made(_wrapped(f"{tag}{safe(text)}</label>", heading=heading))


def hint(
    text: object, id: str = "", classes: str = "", attributes: Attributes = NO_ATTRIBUTES
) -> Markup:
    """Return one sentence under a question."""
    opening = f'<div{given("id", id)} class="{classed("govuk-hint", classes)}"'
    return made(f"{opening}{written(attributes)}>{safe(text)}</div>")


def error_message(
    text: object,
    id: str = "",
    prefix: str = "Error",
    classes: str = "",
    attributes: Attributes = NO_ATTRIBUTES,
) -> Markup:
    """Return what is wrong. Screen readers read out `prefix`, which is not shown; "" for none."""
    hidden = f'<span class="govuk-visually-hidden">{safe(prefix)}:</span> ' if prefix else ""
    opening = f'<p{given("id", id)} class="{classed("govuk-error-message", classes)}"'
    return made(f"{opening}{written(attributes)}>{hidden}{safe(text)}</p>")


def fieldset(
    legend: object = "",
    size: str = "",
    *,
    heading: bool = False,
    described_by: str = "",
    role: str = "",
    legend_classes: str = "",
    classes: str = "",
    attributes: Attributes = NO_ATTRIBUTES,
    caller: Caller | None = None,
) -> Markup:
    """Return the body of a {% call %} block under a legend."""
    tag = f'<fieldset class="{classed("govuk-fieldset", classes)}"{given("role", role)}'
    tag += f"{given('aria-describedby', described_by)}{written(attributes)}>"
    head = legend_of(legend, size, legend_classes, heading=heading)
    return made(f"{tag}{head}{body(caller)}</fieldset>")


def legend_of(legend: object, size: str, classes: str, *, heading: bool) -> str:
    """Return the legend of a group of controls, "" without one."""
    if not legend:
        return ""
    words = safe(legend)
    if heading:
        words = f'<h1 class="govuk-fieldset__heading">{words}</h1>'
    all_classes = classed(_sized("govuk-fieldset__legend", size), classes)
    return f'<legend class="{all_classes}">{words}</legend>'


def describing(id: str, described_by: str, hint: object, error: object) -> str:
    """Return the ids of what describes a control, for aria-describedby."""
    ids = (described_by, f"{id}-hint" if hint else "", f"{id}-error" if error else "")
    return " ".join(one for one in ids if one)


def described(id: str, around: "Around", hint: object, error: object) -> str:
    """Return the attribute that names what describes a control, "" for nothing."""
    return given("aria-describedby", describing(id, around.get("described_by", ""), hint, error))


class Around(TypedDict, total=False):
    """What may stand around any control; see the head of `fields`."""

    size: str
    heading: bool
    before: str
    after: str
    described_by: str
    group_classes: str
    caller: Caller | None


class Labelled(Around, total=False):
    """What may stand around a control with a label."""

    label_classes: str
    group_attributes: Attributes


class Grouped(Around, total=False):
    """What may stand around controls with a legend."""

    legend_classes: str
    fieldset_classes: str
    fieldset_attributes: Attributes


def labelled(
    id: str, label: object, hint: object, error: object, control: str, around: Labelled
) -> Markup:
    """Return a control under its label, with its hint and error."""
    above = ""
    if label:
        classes = classed(
            _sized("govuk-label", around.get("size", "s")), around.get("label_classes", "")
        )
        tag = f'<label class="{classes}" for="{safe(id)}">{safe(label)}</label>'
        above = _wrapped(tag, heading=around.get("heading", False))
    group = _group(error, around.get("group_classes", ""), around.get("group_attributes"))
    return made(f"{group}{above}{_told(id, hint, error)}{_between(control, around)}</div>")


def grouped(
    id: str,
    legend: object,
    hint: object,
    error: object,
    controls: str,
    around: Grouped,
    role: str = "",
) -> Markup:
    """Return controls under their legend, with its hint and error."""
    above = ""
    if legend:
        classes = classed("govuk-fieldset", around.get("fieldset_classes", ""))
        description = described(id, around, hint, error)
        opening = f'<fieldset class="{classes}"{given("role", role)}{description}'
        opening += f"{written(around.get('fieldset_attributes'))}>"
        above = opening + legend_of(
            legend,
            around.get("size", "s"),
            around.get("legend_classes", ""),
            heading=around.get("heading", False),
        )
    inside = f"{above}{_told(id, hint, error)}{_between(controls, around)}"
    end = "</fieldset></div>" if legend else "</div>"
    return made(f"{_group(error, around.get('group_classes', ''), None)}{inside}{end}")


def _between(control: str, around: Around) -> str:
    caller, before, after = around.get("caller"), around.get("before"), around.get("after")
    above = f"{body(caller)}{safe(before) if before else ''}"
    return f"{above}{control}{safe(after) if after else ''}"


def _group(error: object, classes: str, attributes: Attributes | None) -> str:
    own = "govuk-form-group govuk-form-group--error" if error else "govuk-form-group"
    return f'<div class="{classed(own, classes)}"{written(attributes)}>'


def _told(id: str, hint: object, error: object) -> str:
    """Return the hint and the error between a question and its control."""
    under = f'<div id="{safe(id)}-hint" class="govuk-hint">{safe(hint)}</div>' if hint else ""
    if not error:
        return under
    hidden = '<span class="govuk-visually-hidden">Error:</span> '
    tag = f'<p id="{safe(id)}-error" class="govuk-error-message">'
    return f"{under}{tag}{hidden}{safe(error)}</p>"


def _sized(base: str, size: str) -> str:
    return f"{base} {base}--{safe(size)}" if size else base


def _wrapped(tag: str, *, heading: bool) -> str:
    return f'<h1 class="govuk-label-wrapper">{tag}</h1>' if heading else tag
