"""Questions with a legend: radios, checkboxes, date_input.

What they share with other fields is written down at the head of `fields`. `items` are mappings:

    value, text          what is sent, what is read
    hint                 a line under the choice
    id                   defaults to the field's id for the first item, so that the error summary
                         lands on it, then id-2, id-3 …
    disabled, attributes
    name, exclusive      checkboxes only; `exclusive` unticks all others when ticked (with
                         JavaScript; the server has the last word)
    divider              instead of all these: a word such as "or"

Most items hold a value and a text and nothing else; a page shows hundreds of them, so that
nothing else is looked for in an item of two.

A choice never opens another question under itself: that pattern fails WCAG 4.1.2 for some screen
readers (alphagov/govuk-frontend#1972). A question that depends on another one stands after it.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Final, Unpack

from markupsafe import Markup

from riskform.web.components.markup import (
    NO_ATTRIBUTES,
    Attributes,
    classed,
    given,
    safe,
    written,
)
from riskform.web.components.parts import Grouped, describing, grouped

Item = Mapping[str, object]
_PLAIN: Final = 2  # a value and a text
_DAY_BOXES: Final = (("day", "Day", 2), ("month", "Month", 2), ("year", "Year", 4))
_NOTHING: Final[Item] = {}


def radios(
    name: str,
    legend: object,
    items: Iterable[Item],
    value: object = "",
    hint: object = "",
    error: object = "",
    id: str = "",
    *,
    inline: bool = False,
    small: bool = False,
    classes: str = "",
    attributes: Attributes = NO_ATTRIBUTES,
    **around: Unpack[Grouped],
) -> Markup:
    """Return a choice of one; the item with `value` is chosen."""
    id = id or name
    kind = "govuk-radios govuk-radios--small" if small else "govuk-radios"
    kind += " govuk-radios--inline" if inline else ""
    opening = f'<div class="{classed(kind, classes)}"{written(attributes)}'
    own_id, own_name = safe(id), safe(name)
    choices = "".join(
        _radio(item, own_id if number == 1 else f"{own_id}-{number}", own_name, value)
        for number, item in enumerate(items, start=1)
    )
    inside = f'{opening} data-module="govuk-radios">{choices}</div>'
    return grouped(id, legend, hint, error, inside, around)


def checkboxes(
    name: str,
    legend: object,
    items: Iterable[Item],
    values: Collection[object] = (),
    hint: object = "",
    error: object = "",
    id: str = "",
    *,
    small: bool = False,
    classes: str = "",
    attributes: Attributes = NO_ATTRIBUTES,
    **around: Unpack[Grouped],
) -> Markup:
    """Return a choice of several. A single box to tick may go without a legend: pass ""."""
    id = id or name
    description = "" if legend else describing(id, around.get("described_by", ""), hint, error)
    kind = "govuk-checkboxes govuk-checkboxes--small" if small else "govuk-checkboxes"
    opening = f'<div class="{classed(kind, classes)}"{written(attributes)}'
    own_id, own_name = safe(id), safe(name)
    choices = "".join(
        _box(item, own_id if at == 1 else f"{own_id}-{at}", own_name, values, description)
        for at, item in enumerate(items, start=1)
    )
    inside = f'{opening} data-module="govuk-checkboxes">{choices}</div>'
    return grouped(id, legend, hint, error, inside, around)


def date_input(
    name: str,
    legend: object,
    day: object = "",
    month: object = "",
    year: object = "",
    hint: object = "",
    error: object = "",
    error_in: Collection[str] = (),
    *,
    id: str = "",
    classes: str = "",
    attributes: Attributes = NO_ATTRIBUTES,
    **around: Unpack[Grouped],
) -> Markup:
    """Return a day in three boxes named name-day, name-month and name-year.

    So a half-known or impossible date is kept as it was typed. `error_in` names the boxes that
    are wrong, e.g. ["year"]; where it is empty and there is an error, all three are.
    """
    id = id or name
    wrong = error_in or (("day", "month", "year") if error else ())
    own_id, prefix = safe(id), f"{safe(name)}-" if name else ""
    boxes = "".join(
        _day_box(own_id, prefix, box, typed, wrong=box[0] in wrong)
        for box, typed in zip(_DAY_BOXES, (day, month, year), strict=True)
    )
    tag = f'<div class="{classed("govuk-date-input", classes)}"{written(attributes)} id="{own_id}">'
    return grouped(id, legend, hint, error, f"{tag}{boxes}</div>", around, "group")


def _radio(item: Item, id: str, name: str, chosen: object) -> str:
    more = item if len(item) != _PLAIN else _NOTHING
    if more.get("divider"):
        return f'<div class="govuk-radios__divider">{safe(more["divider"])}</div>'
    value = item["value"]
    checked = " checked" if value == chosen and chosen != "" else ""
    id, hint, rest = _extras(more, id, "radios", "") if more else (id, "", "")
    return (
        f'<div class="govuk-radios__item"><input class="govuk-radios__input" id="{id}"'
        f' name="{name}" type="radio" value="{safe(value)}"{checked}{rest}>'
        f'<label class="govuk-label govuk-radios__label" for="{id}">{safe(item["text"])}</label>'
        f"{hint}</div>"
    )


def _box(item: Item, id: str, name: str, ticked: Collection[object], description: str) -> str:
    more = item if len(item) != _PLAIN or description else _NOTHING
    if more.get("divider"):
        return f'<div class="govuk-checkboxes__divider">{safe(more["divider"])}</div>'
    value = item["value"]
    checked = " checked" if value in ticked else ""
    id, hint, rest = _extras(more, id, "checkboxes", description) if more else (id, "", "")
    name = safe(more["name"]) if more.get("name") else name
    return (
        f'<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" id="{id}"'
        f' name="{name}" type="checkbox" value="{safe(value)}"{checked}{rest}>'
        f'<label class="govuk-label govuk-checkboxes__label" for="{id}">{safe(item["text"])}'
        f"</label>{hint}</div>"
    )


def _extras(item: Item, id: str, kind: str, description: str) -> tuple[str, str, str]:
    """Return the id, the hint and the further attributes of an item that has more than two."""
    id = safe(item["id"]) if item.get("id") else id
    hint, hinted = "", ""
    if item.get("hint"):
        hinted = f"{id}-item-hint"
        hint = (
            f'<div id="{hinted}" class="govuk-hint govuk-{kind}__hint">{safe(item["hint"])}</div>'
        )
    rest = " disabled" if item.get("disabled") else ""
    rest += ' data-behaviour="exclusive"' if item.get("exclusive") else ""
    rest += given("aria-describedby", f"{description} {hinted}".strip())
    own = item.get("attributes")
    return id, hint, rest + (written(own) if isinstance(own, Mapping) else "")


def _day_box(id: str, prefix: str, box: tuple[str, str, int], typed: object, *, wrong: bool) -> str:
    name, shown, width = box
    value = f' value="{safe(typed)}"' if typed != "" else ""
    error = " govuk-input--error" if wrong else ""
    return (
        '<div class="govuk-date-input__item"><div class="govuk-form-group">'
        f'<label class="govuk-label govuk-date-input__label" for="{id}-{name}">{shown}</label>'
        f'<input class="govuk-input govuk-date-input__input govuk-input--width-{width}{error}"'
        f' id="{id}-{name}" name="{prefix}{name}" type="text"{value} inputmode="numeric">'
        "</div></div>"
    )
