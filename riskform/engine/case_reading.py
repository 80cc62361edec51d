"""Case files: a family and its answers, written like `given:` of a scenario, or as JSON."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal

from pydantic import ValidationError

from riskform.definitions.case_names import (
    misnamed_answers,
    misnamed_people,
    parted,
    rows_of,
)
from riskform.definitions.case_shapes import GivenShape
from riskform.definitions.form_names import names_of
from riskform.definitions.model import Form, Question
from riskform.definitions.shape_problems import problems_of
from riskform.definitions.source import Path, Source, read_source
from riskform.engine.case import Adult, Answer, Case, Child, Tie
from riskform.errors import CouldNotRun

# A large family with everything answered is longer than any definition may be.
_LARGEST_CASE = 16 * 1024 * 1024
_LONGEST_EXPONENT = 30


def read_case(name: str, content: bytes, form: Form) -> Case:
    """Return the case in `content` (YAML or JSON); `name` is the file's, for messages.

    Raises CouldNotRun, with every problem on a line of its own, where the text can't be read or
    names a person or a question that does not exist.
    """
    return case_of(name, read_given(name, content), form)


def read_given(name: str, content: bytes) -> GivenShape:
    """Return what a case file says, not compared with any form yet; see `read_case`.

    Raises CouldNotRun where the text can't be read, or is not of a case's shape.
    """
    data, source = _parsed(name, content)
    at: Path = ()
    if isinstance(data, dict) and "given" in data:
        data, at = data["given"], ("given",)
    try:
        return GivenShape.model_validate(data)
    except ValidationError as error:
        raise CouldNotRun("\n".join(_misshapen(name, error, source, at))) from None


def _misshapen(name: str, error: ValidationError, source: Source | None, at: Path) -> Iterator[str]:
    """Yield what is wrong with the shape of a case; JSON has no places, and gets its keys."""
    for detail in error.errors(include_url=False):
        (problem,) = problems_of(source or Source(name), GivenShape, [detail], at)
        keys = ".".join(str(step) for step in detail["loc"])
        yield str(problem) if source else f"{name}: {keys}: {problem.what} {problem.do}"


def _parsed(name: str, content: bytes) -> tuple[object, Source | None]:
    plain = content.removeprefix(b"\xef\xbb\xbf")
    if plain.lstrip()[:1] == b"{" and len(plain) <= _LARGEST_CASE:
        try:
            data = json.loads(
                plain, parse_float=_number, parse_int=str, object_pairs_hook=_each_key_once
            )
        except _KeyTwice as twice:
            message = f"{name}: the key '{twice}' stands in it twice. Keep the one that you mean."
            raise CouldNotRun(message) from None
        except (ValueError, RecursionError):
            # A YAML file may start with a brace too; its own reader then says what is wrong.
            pass
        else:
            return data, None
    source, problems = read_source(name, content, _LARGEST_CASE)
    if problems:
        raise CouldNotRun("\n".join(str(problem) for problem in problems))
    return source.data, source


class _KeyTwice(Exception):
    """A JSON object that has the same key twice; the message is the key."""


def _each_key_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _KeyTwice(key)
        found[key] = value
    return found


def _number(text: str) -> str:
    """Return a JSON number as people type it: `1e2` is 100."""
    number = Decimal(text)
    return f"{number:f}" if abs(number.adjusted()) <= _LONGEST_EXPONENT else text


def case_of(name: str, given: GivenShape, form: Form) -> Case:
    """Return the case that `given` describes, checked against the people and the form.

    Raises CouldNotRun, with every wrong name on a line of its own.
    """
    troubles = [*misnamed_people(given), *misnamed_answers(given, names_of(form))]
    if troubles:
        raise CouldNotRun("\n".join(f"{name}: {trouble}" for trouble in troubles))
    children = tuple(
        Child(key, c.name, c.date_of_birth, c.due_date, c.age_months)
        for key, c in given.children.items()
    )
    adults = tuple(
        Adult(key, a.name, {child: Tie(t.relationship, t.lives_here) for child, t in a.to.items()})
        for key, a in given.adults.items()
    )
    answers = {
        f"{person}/{ref}": _answer(form.questions[ref], value)
        for person, own in given.answers.items()
        for ref, value in own.items()
    }
    return Case(given.on, given.level, children, adults, answers)


def _answer(question: Question, value: object) -> Answer:
    inner = parted(value)
    if inner is value or not isinstance(value, Mapping):
        return Answer(rows_of(question, value))
    known_by, known_on = value.get("known_by"), value.get("known_on")
    return Answer(
        rows_of(question, inner),
        str(known_by) if known_by else None,
        str(known_on) if known_on else None,
    )
