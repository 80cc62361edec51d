"""Questions of a section, one function for each type, built on `fields` and `choices`.

    question(shown)       a question with its guidance, its boxes and how it is known
    field(shown.field)    its boxes alone, as in an item of a list
    laid_out(questions)   the questions of a page, one below the other
    save_buttons()        the two ways to save a page
    take_back(questions)  a fold with a button for each answer that can't be unticked
    carried(questions)    the hidden inputs that tell which questions stood on the page

All words are worked out in `riskform.web.asked`; names of inputs are those that
`riskform.web.forms` reads.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Final

from markupsafe import Markup

from riskform.engine.days import day_in_words
from riskform.web.components.choices import checkboxes, date_input, radios
from riskform.web.components.factors import factors
from riskform.web.components.fields import button, input, select, textarea
from riskform.web.components.folded import details, guidance
from riskform.web.components.markup import NOTHING, classed, made, safe
from riskform.web.components.parts import describing, error_message, fieldset, hint
from riskform.web.shown import HowKnown, OnPage, ShownField, ShownItem, ShownQuestion

_NEEDED: Final = ' <span class="govuk-!-font-weight-regular">(needed to submit)</span>'


def question(shown: ShownQuestion) -> Markup:
    """Return a question with its guidance, its boxes and how it is known."""
    if shown.field.type == "calculated":
        return _calculated(shown)
    before = _beside(shown)
    after = _how_known(shown.how_known) if shown.how_known else NOTHING
    if shown.field.type == "list":
        return _list(shown, before, after)
    if shown.factors:
        parts = factors(shown.field, shown.factors)
        return _group(shown.field, f"{before}{parts}{after}", "s", focusable=True)
    return field(shown.field, before, after)


def field(
    f: ShownField, before: Markup = NOTHING, after: Markup = NOTHING, size: str = "s"
) -> Markup:
    """Return the boxes of one field, with `before` and `after` around the control."""
    return _BY_TYPE[f.type](f, before, after, size)


def laid_out(questions: Iterable[OnPage]) -> Markup:
    """Return the questions of a page, one below the other."""
    return made("\n".join(["", *(one.markup for one in questions)]))


@cache
def save_buttons() -> Markup:
    """Return the two ways to save a page: the same under all questions."""
    onward = button("Save and continue", name="then", value="next")
    here = button("Save and stay", kind="secondary", name="then", value="stay")
    return made(f"{onward}\n{here}")


def take_back(questions: Iterable[OnPage]) -> Markup:
    """Return a button for each answer: radios can't be unticked."""
    chosen = [one for one in questions if one.to_take_back]
    if not chosen:
        return NOTHING
    rows = "".join(
        '<li><button class="rf-link-button" type="submit" name="clear-answer"'
        f' value="{safe(one.id)}">Take back: {safe(one.to_take_back)}</button></li>'
        for one in chosen
    )
    said = "<p>The page is saved, and the question then stands as not answered.</p>"
    return details("Take back an answer", made(f'{said}<ul class="govuk-list">{rows}</ul>'))


def carried(questions: Iterable[ShownQuestion | OnPage]) -> Markup:
    """Return which questions stand on the page: their boxes may be missing because empty."""
    return made(
        "".join(
            f'<input type="hidden" name="on-page" value="{safe(one.id)}">'
            for one in questions
            if one.answerable
        )
    )


def _label(f: ShownField) -> Markup:
    return made(f"{safe(f.label)}{_NEEDED if f.needed else ''}")


def _hidden(words: str) -> str:
    return f'<span class="govuk-visually-hidden">{safe(words)}</span>'


def _beside(shown: ShownQuestion) -> Markup:
    beside, by = shown.guidance, ""
    if shown.asked_by:
        by = f'<p class="rf-asked-by">Asked by {safe(shown.asked_by)}</p>'
    if beside is None:
        return made(f"{by}{guidance('Why we ask', shown.why) if shown.why else ''}")
    words = f"{shown.why}\n\n{beside.text}" if shown.why else beside.text
    folded = guidance(
        *(beside.title, words, beside.source or "", beside.owner, day_in_words(beside.review_by)),
        contact=shown.contact,
    )
    return made(f"{by}{folded}")


def _how_known(how: HowKnown) -> Markup:
    """Return how it is known: folded, saying what stands in it, so that a page stays short.

    It is open where something in it is to be put right.
    """
    by = radios(
        *(f"{how.name}-known_by", "How do you know this?", how.choices, how.value),
        inline=True,
        small=True,
        size="",
    )
    since = how.since
    on = date_input(
        *(f"{how.name}-known_on", "Since when is it known?", since.day, since.month, since.year),
        error=how.error,
        size="",
    )
    return details(
        f"How this is known: {how.words}" if how.words else "How is this known?",
        made(f"{by}{on}"),
        open=how.error != "",
        classes="rf-guidance govuk-!-margin-top-3 govuk-!-margin-bottom-0",
    )


def _not_known_box(f: ShownField) -> str:
    """Return Not known, where it is a box of its own."""
    if not f.not_known_box:
        return ""
    words = made(f"Not known{_hidden(f' ({f.label})')}")
    ticked = ("yes",) if f.boxes.not_known else ()
    box = {"value": "yes", "text": words}
    return checkboxes(f"{f.name}-not_known", "", [box], ticked, small=True)


def _text(f: ShownField, before: Markup, after: Markup, size: str) -> Markup:
    after = made(f"{_not_known_box(f)}{after}")
    told = (f.name, _label(f), f.boxes.value, f.hint, f.error)
    return input(*told, size=size, before=before, after=after)


def _long_text(f: ShownField, before: Markup, after: Markup, size: str) -> Markup:
    after = made(f"{_not_known_box(f)}{after}")
    told = (f.name, _label(f), f.boxes.value, f.hint, f.error)
    return textarea(*told, rows=4, size=size, before=before, after=after)


def _number(f: ShownField, before: Markup, after: Markup, size: str) -> Markup:
    # The unit stands in the name too, unseen, because screen readers pass over a suffix.
    named = made(f"{_label(f)}{_hidden(f', in {f.unit}') if f.unit else ''}")
    return input(
        *(f.name, named, f.boxes.value, f.hint, f.error),
        width=5,
        suffix=f.unit,
        inputmode="decimal",
        spellcheck=False,
        size=size,
        before=before,
        after=made(f"{_not_known_box(f)}{after}"),
    )


def _date(f: ShownField, before: Markup, after: Markup, size: str) -> Markup:
    day = f.boxes.date
    return date_input(
        *(f.name, _label(f), day.day, day.month, day.year, f.hint, f.error),
        size=size,
        before=before,
        after=made(f"{_not_known_box(f)}{after}"),
    )


def _choice(f: ShownField, before: Markup, after: Markup, size: str) -> Markup:
    told = (f.name, _label(f), f.choices, f.boxes.value, f.hint, f.error)
    return radios(*told, size=size, before=before, after=after)


def _yes_no(f: ShownField, before: Markup, after: Markup, size: str) -> Markup:
    told = (f.name, _label(f), f.choices, f.boxes.value, f.hint, f.error)
    return radios(*told, inline=True, size=size, before=before, after=after)


def _scale(f: ShownField, before: Markup, after: Markup, size: str) -> Markup:
    # A list to choose from, because eleven radios fill a phone.
    told = (f.name, _label(f), f.choices, f.boxes.value, f.hint, f.error)
    return select(*told, size=size, before=before, after=after)


def _choices(f: ShownField, before: Markup, after: Markup, size: str) -> Markup:
    told = (f.name, _label(f), f.choices, f.boxes.values, f.hint, f.error)
    return checkboxes(*told, size=size, before=before, after=after)


def _person(f: ShownField, before: Markup, after: Markup, size: str) -> Markup:
    """Return somebody of the family to choose, or a name to type."""
    somebody = select(f.name, "Somebody of this family", f.choices, f.boxes.value, size="")
    other = input(f"{f.name}-other", "Or somebody else: name and job", f.boxes.other, size="")
    return _group(f, f"{before}{somebody}{other}{_not_known_box(f)}{after}", size)


def _list(shown: ShownQuestion, before: Markup, after: Markup) -> Markup:
    """Return small records. Adding or removing one saves the page first and comes back."""
    f = shown.field
    items = "".join(_item(shown, item, number) for number, item in enumerate(shown.items, start=1))
    words = "Add another" if shown.items else "Add one"
    more = button(
        made(f"{words}{_hidden(f' ({f.label})')}"),
        kind="secondary",
        name="add-item",
        value=shown.id,
    )
    inside = f"{before}{items}{more}{_not_known_box(f)}{after}"
    return _group(f, inside, "s", focusable=True)


def _item(shown: ShownQuestion, item: ShownItem, number: int) -> str:
    name, own = safe(shown.field.name), safe(item.id)
    about = _hidden(f"number {number} ({shown.field.label})")
    fields = "".join(field(one, size="") for one in item.fields)
    return (
        f'<div class="govuk-summary-card" role="group" aria-labelledby="{name}-{own}">'
        f'<input type="hidden" name="{name}-row" value="{own}">'
        '<div class="govuk-summary-card__title-wrapper">'
        f'<div class="govuk-summary-card__title" id="{name}-{own}" tabindex="-1">Number {number}'
        '</div><div class="govuk-summary-card__actions"><button class="rf-link-button"'
        f' type="submit" name="remove-item" value="{safe(shown.id)}-{own}">Remove {about}</button>'
        '</div></div><div class="govuk-summary-card__content govuk-!-padding-bottom-4">'
        f"{fields}</div></div>"
    )


def _group(f: ShownField, inside: str, size: str, *, focusable: bool = False) -> Markup:
    """Return several controls under one legend, with its hint and error.

    A list of errors can lead to the legend of one that is `focusable`.
    """
    told = hint(f.hint, f"{f.name}-hint") if f.hint else ""
    wrong = error_message(f.error, f"{f.name}-error") if f.error else ""
    whole = fieldset(
        _label(f),
        size,
        described_by=describing(f.name, "", f.hint, f.error),
        attributes={"id": f.name, "tabindex": "-1"} if focusable else {},
        caller=lambda: f"{told}{wrong}{inside}",
    )
    own = classed("govuk-form-group", "govuk-form-group--error" if f.error else "")
    return made(f'<div class="{own}">{whole}</div>')


def _calculated(shown: ShownQuestion) -> Markup:
    """Return what is worked out from other answers: a line, no box."""
    value = shown.value or "Not known until the answers it is made of are there"
    told = hint(shown.field.hint) if shown.field.hint else ""
    return made(
        f'<div class="govuk-form-group" id="{safe(shown.field.name)}"><p class="govuk-body">'
        f"{safe(shown.field.label)} <strong>{safe(value)}</strong></p>{told}</div>"
    )


_Control = Callable[[ShownField, Markup, Markup, str], Markup]
_BY_TYPE: Final[Mapping[str, _Control]] = {
    "text": _text,
    "long_text": _long_text,
    "number": _number,
    "date": _date,
    "yes_no": _yes_no,
    "choice": _choice,
    "choices": _choices,
    "scale": _scale,
    "person": _person,
}
