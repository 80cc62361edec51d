"""Answers that a newer version of the form does not offer any more, in the words they were given.

An assessment that was moved keeps every answer. One whose option was taken out can't be used, and
is told in the words that were chosen, not by an id that nobody ever saw.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from riskform.definitions.model import Form, ListField, Option, Question
from riskform.engine.case import Answer

OlderWords = Mapping[str, Mapping[str, str]]
"""The author's words for an option by its id, by `kit/sleep.place`; with a field `…[].said`."""

NOTHING_OLDER: Final[OlderWords] = MappingProxyType({})


def field_key(key: str, field: str) -> str:
    """Return the key of one field of a list, whatever its row."""
    return f"{key}[].{field}" if field else key


def chosen(value: Any, field: str = "") -> set[str]:  # noqa: ANN401 - an answer as JSON has it.
    """Return what is chosen in an answer, or in one field of its rows."""
    several = value if isinstance(value, list) else [value]
    if field:
        several = [row.get(field) for row in several if isinstance(row, dict)]
        several = [one for cell in several for one in (cell if isinstance(cell, list) else [cell])]
    return {one for one in several if isinstance(one, str) and one}


def not_offered(
    form: Form, answers: Mapping[str, Answer]
) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield each answer, with its field, "" for none, that holds what is no option of the form."""
    for key, answer in answers.items():
        question = form.questions.get(key.partition("/")[2])
        for field, offered in _offers(question) if question else ():
            strange = chosen(answer.value, field) - offered
            if strange:
                yield key, field, frozenset(strange)


def not_any_more(labels: Sequence[str]) -> str:
    """Return a sentence that says so of the labels of options: `“Sofa” is not …`; "" for none."""
    named = " and ".join(f"“{label}”" for label in labels)
    if len(labels) > 1:
        return f"{named} are not among the answers any more."
    return f"{named} is not one of the answers any more." if named else ""


def label_of(form: Form, ref: str, field: str, option_id: str) -> str | None:
    """Return the words that a version of the form has for an option, None where it has none."""
    question = form.questions.get(ref)
    holders: Iterable[Question | ListField] = (question,) if question else ()
    if field:
        holders = [one for one in question.fields if one.id == field] if question else ()
    labels = (o.label for holder in holders for o in holder.options if o.id == option_id)
    return next(labels, None)


def with_older(question: Question, key: str, older: OlderWords) -> Question:
    """Return a question with the options that its answer was given in, to be said, not offered."""
    if not older:
        return question
    fields = tuple(
        replace(one, options=_with(one.options, older.get(field_key(key, one.id), {})))
        for one in question.fields
    )
    return replace(question, options=_with(question.options, older.get(key, {})), fields=fields)


def _with(options: tuple[Option, ...], words: Mapping[str, str]) -> tuple[Option, ...]:
    return (*options, *(Option(option_id, label) for option_id, label in words.items()))


def _offers(question: Question) -> Iterator[tuple[str, set[str]]]:
    if question.options and question.type != "scale":
        yield "", {option.id for option in question.options}
    for field in question.fields:
        if field.options and field.type != "scale":
            yield field.id, {option.id for option in field.options}
