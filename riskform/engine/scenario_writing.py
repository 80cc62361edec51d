"""A scenario as the YAML that an author would have written: short maps on one line, plain words.

What is written is read back by the scenario's reader as exactly the same case, whatever was typed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from riskform.engine.case import FAMILY, Answer, Case, Tie

_LONGEST_LINE: Final = 100
_PLAIN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./+-]*(?: [A-Za-z0-9_./+'()?!-]+)*\Z", re.ASCII)
# Other programs read these as something else than a word.
_NO_WORDS: Final = frozenset({"null", "true", "false"})


@dataclass(frozen=True, slots=True)
class NewScenario:
    """What is to be written: `expect` holds lists of `person/section.id` by their key."""

    name: str
    agency: str
    case: Case
    expect: Mapping[str, Sequence[str]]


def scenario_text(new: NewScenario) -> str:
    """Return the text of a scenario file; it ends in a line feed."""
    expect: dict[str, object] = {key: list(ats) for key, ats in new.expect.items() if ats}
    whole: dict[str, object] = {"scenario": new.name, "given": _given(new.case, new.agency)}
    if expect:
        whole["expect"] = expect
    return "\n".join(_block(whole, "")) + "\n"


def _given(case: Case, agency: str) -> dict[str, object]:
    given: dict[str, object] = {"on": case.on.isoformat(), "level": str(case.level)}
    if agency:
        given["agency"] = agency
    if case.children:
        given["children"] = {
            child.id: _filled(
                name=child.name,
                date_of_birth=child.date_of_birth,
                due_date=child.due_date,
                age_months=child.age_months,
            )
            for child in case.children
        }
    if case.adults:
        given["adults"] = {
            adult.id: _filled(
                name=adult.name, to={child: _tie(tie) for child, tie in adult.to.items()} or None
            )
            for adult in case.adults
        }
    answers = _answers(case)
    return given | ({"answers": answers} if answers else {})


def _tie(tie: Tie) -> dict[str, object]:
    return _filled(relationship=tie.relationship, lives_here=tie.lives_here)


def _filled(**values: object) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None}


def _answers(case: Case) -> dict[str, object]:
    people = [FAMILY, *(child.id for child in case.children), *(adult.id for adult in case.adults)]
    found: dict[str, dict[str, object]] = {person: {} for person in people}
    for at, answer in case.answers.items():
        person, _, ref = at.partition("/")
        if person in found:
            found[person][ref] = _answer(answer)
    return {person: own for person, own in found.items() if own}


def _answer(answer: Answer) -> object:
    if answer.known_by is None and answer.known_on is None:
        return answer.value
    return _filled(value=answer.value, known_by=answer.known_by, known_on=answer.known_on)


def _block(data: Mapping[str, object], indent: str) -> Iterator[str]:
    """Yield the lines of a map; a value that fits on one line stands on it."""
    for key, value in data.items():
        head = f"{indent}{_scalar(key)}:"
        flow = f"{head} {_flow(value)}"
        if not _stands_open(key, value) and len(flow) <= _LONGEST_LINE:
            yield flow
        elif isinstance(value, Mapping) and value:
            yield head
            yield from _block(value, f"{indent}  ")
        elif isinstance(value, list) and value:
            yield head
            yield from _items(value, f"{indent}  ")
        else:
            yield flow


def _stands_open(key: str, value: object) -> bool:
    """Tell whether a map is written on lines of its own, however short it is."""
    return isinstance(value, Mapping) and key in {
        "given",
        "children",
        "adults",
        "answers",
        "expect",
    }


def _items(items: Sequence[object], indent: str) -> Iterator[str]:
    for item in items:
        yield f"{indent}- {_flow(item)}"


def _flow(value: object) -> str:
    """Return a value on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(k)}: {_flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return _scalar(value)


def _scalar(value: object) -> str:
    """Return a text as YAML: as it is where nobody can misread it, else in double quotes."""
    if value is None:
        return ""
    text = str(value)
    if _PLAIN.match(text) and text.lower() not in _NO_WORDS:
        return text
    return '"' + "".join(_escaped(sign) for sign in text) + '"'


def _escaped(sign: str) -> str:
    if sign in '"\\':
        return f"\\{sign}"
    if sign == "\n":
        return "\\n"
    if sign.isprintable():
        return sign
    code = ord(sign)
    if code <= 0xFF:  # noqa: PLR2004 - what two hex digits can write
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - four hex digits
