"""Whom and what a case or a scenario names that does not exist, each with its place and a remedy.

Paths start at `given:` and at `expect:`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from riskform.definitions.case_shapes import ExpectShape, GivenShape
from riskform.definitions.form_names import FormNames
from riskform.definitions.model import Ask, ListField, Question
from riskform.definitions.problems import Code, did_you_mean
from riskform.definitions.source import Path

_FAMILY: Final = "family"  # stands for the whole family where a person is named
_KNOWN_KEYS: Final = frozenset({"value", "known_by", "known_on"})
_OF_QUESTIONS: Final = ("asked", "not_asked", "missing", "not_missing", "invalid")
_OF_FINDINGS: Final = ("findings", "no_findings")
_AGE_NOT_KNOWN: Final = "people.age_not_known"
_UNCLEAR: Final = ("not_known", "if_blank")
_LONGEST: Final = 80
_CHOSEN: Final = frozenset({"yes_no", "choice", "choices"})


@dataclass(frozen=True, slots=True)
class Misnamed:
    """One name that is wrong. `where` says in which part of a case, for files without places.

    With `key` it is the key at `path` that is wrong, else the value.
    """

    path: Path
    code: Code
    what: str
    do: str
    where: str = ""
    key: bool = False

    def __str__(self) -> str:
        """Return what is wrong and what to do, after the part of the case it stands in."""
        return f"{self.where}: {self.what} {self.do}" if self.where else f"{self.what} {self.do}"


def parted(value: object) -> object:
    """Return the answer itself of one that may be written with how and when it is known."""
    if isinstance(value, Mapping) and set(value) <= _KNOWN_KEYS:
        return value.get("value")
    return value


def rows_of(question: Question, value: object) -> object:
    """Return one row that was written without its list as a list of one."""
    return [value] if question.type == "list" and isinstance(value, Mapping) else value


def misnamed_people(given: GivenShape) -> Iterator[Misnamed]:
    """Yield what is wrong with the people of a case."""
    for key, child in given.children.items():
        if child.date_of_birth is None and child.due_date is None and child.age_months is None:
            what = f"{child.name} needs a date_of_birth, a due_date or age_months."
            yield Misnamed(("children", key), "missing-key", what, "", f"children.{key}", key=True)
    for key in sorted(set(given.children) & set(given.adults)):
        what, do = f"'{key}' is a child and an adult.", "Give each an id of their own."
        yield Misnamed(("adults", key), "duplicate-id", what, do, key=True)
    yield from (_strange_id("children", key) for key in given.children if _is_strange(key))
    yield from (_strange_id("adults", key) for key in given.adults if _is_strange(key))
    for key, adult in given.adults.items():
        for name in adult.to:
            if name not in given.children:
                do = did_you_mean(name, given.children)
                what, where = f"there is no child '{name}'.", f"adults.{key}.to"
                path = ("adults", key, "to", name)
                yield Misnamed(path, "unknown-person", what, do, where, key=True)


def misnamed_answers(given: GivenShape, names: FormNames) -> Iterator[Misnamed]:
    """Yield what is wrong with whom and what the answers of a case name, options apart."""
    asks = people_of(given)
    for person, own in given.answers.items():
        path: Path = ("answers", person)
        if person not in asks:
            what, do = f"there is no person '{person}'.", did_you_mean(person, asks)
            yield Misnamed(path, "unknown-person", what, do, "answers", key=True)
            continue
        for ref, value in own.items():
            at, where = (*path, ref), f"answers.{person}"
            question = names.questions.get(ref)
            if question is None and names.may_hold(ref):
                continue
            if question is None:
                what, do = f"there is no question '{ref}'.", did_you_mean(ref, names.questions)
                yield Misnamed(at, "unknown-question", what, do, where, key=True)
            elif question.ask != asks[person]:
                what = f"'{ref}' is asked about {_asked_of(question)}."
                yield Misnamed(at, "asked-of-another", what, "", where, key=True)
            elif question.type == "list" and ref not in names.doubtful:
                yield from _misnamed_fields(at, f"{where}.{ref}", question, value)


def misnamed_options(
    given: GivenShape, names: FormNames, invalid: tuple[str, ...]
) -> Iterator[Misnamed]:
    """Yield each answer that is no option of its question, but for those expected as `invalid`."""
    on_purpose = {at.split("[")[0] for at in invalid}
    for person, own in given.answers.items():
        for ref, value in own.items():
            question = names.questions.get(ref)
            if question is None or ref in names.doubtful:
                continue
            if f"{person}/{ref}" not in on_purpose:
                inner = parted(value)
                at: Path = ("answers", person, ref)
                yield from _options_in(at if inner is value else (*at, "value"), question, inner)


def misnamed_expectations(
    expect: ExpectShape, given: GivenShape, names: FormNames
) -> Iterator[tuple[str, str, Misnamed]]:
    """Yield each expectation that can never come about, because a name in it is wrong.

    It comes with the key of `expect:`, and what is expected as it was written: `kit/sleep.plan`.
    """
    people = people_of(given)
    for key in (*_OF_QUESTIONS, *_OF_FINDINGS, "values"):
        is_there = _is_finding if key in _OF_FINDINGS else _is_question
        for index, at in enumerate(getattr(expect, key)):
            if not is_there(at, people, names):
                path: Path = (key, at) if key == "values" else (key, index)
                kind = "finding" if key in _OF_FINDINGS else "question"
                yield key, at, _nowhere(path, at, kind, people, names)


def people_of(given: GivenShape) -> dict[str, Ask]:
    """Return whom a case can name, and which sections are asked about each: family, child, adult.

    The family itself is one of them.
    """
    asks: dict[str, Ask] = {_FAMILY: "family"}
    children: dict[str, Ask] = dict.fromkeys(given.children, "child")
    adults: dict[str, Ask] = dict.fromkeys(given.adults, "adult")
    return asks | children | adults


def _is_strange(key: str) -> bool:
    return key == _FAMILY or not key.strip() or "/" in key


def _strange_id(group: str, key: str) -> Misnamed:
    if key == _FAMILY:
        what, do = f"'{_FAMILY}' stands for the whole family.", "Give the person another id."
        return Misnamed((group, key), "reserved-id", what, do, key=True)
    what, do = f"'{key}' can't be a person's id.", "Use letters, digits and _."
    return Misnamed((group, key), "bad-id", what, do, key=True)


def _is_question(at: str, people: Mapping[str, Ask], names: FormNames) -> bool:
    person, slash, ref = at.split("[", maxsplit=1)[0].partition("/")
    question = names.questions.get(ref)
    if question is None:
        return bool(slash) and person in people and names.may_hold(ref)
    return bool(slash) and people.get(person) == question.ask


def _is_finding(at: str, people: Mapping[str, Ask], names: FormNames) -> bool:
    person, _, ref = at.partition("/")
    if ref == _AGE_NOT_KNOWN:
        return people.get(person) == "child"
    blank, _, end = at.rpartition(".")
    if end in _UNCLEAR and _is_question(blank, people, names):
        return True
    section, _, name = ref.partition(".")
    if person in people and names.may_raise(ref):
        return True
    asked = people.get(person) == names.asks.get(section, "")
    return asked and name in names.findings[section]


def _known(kind: str, person: str, ask: Ask, names: FormNames) -> Iterator[str]:
    """Yield every question or finding about one person, as scenarios write them."""
    for section, asked in names.asks.items():
        if asked == ask:
            refs = [ref for ref in names.questions if ref.startswith(f"{section}.")]
            if kind == "finding":
                refs = [f"{ref}.{end}" for ref in refs for end in _UNCLEAR]
                refs += [f"{section}.{finding}" for finding in names.findings[section]]
            yield from (f"{person}/{ref}" for ref in refs)
    if kind == "finding" and ask == "child":
        yield f"{person}/{_AGE_NOT_KNOWN}"


def _nowhere(
    path: Path, at: str, kind: str, people: Mapping[str, Ask], names: FormNames
) -> Misnamed:
    on_key = path[0] == "values"
    person, slash, ref = at.partition("/")
    code: Code = "unknown-finding" if kind == "finding" else "unknown-question"
    what = f"there is no {kind} {at[:_LONGEST]}."
    if not slash:
        do = f"Write a person, / and the {kind}: {_FAMILY}/section.{kind}."
        return Misnamed(path, code, what, do, key=on_key)
    if person not in people:
        do = did_you_mean(person, people)
        what = f"there is no person '{person[:_LONGEST]}'."
        return Misnamed(path, "unknown-person", what, do, key=on_key)
    question = names.questions.get(ref.split("[")[0]) if kind == "question" else None
    if question is not None:
        what = f"{at[:_LONGEST]} is never asked: it is asked about {_asked_of(question)}."
        return Misnamed(path, "asked-of-another", what, "", key=on_key)
    known = list(_known(kind, person, people[person], names))
    do = did_you_mean(at, known, f"Write {person}/ and the id of a {kind}: section.{kind}.")
    return Misnamed(path, code, what, do, key=on_key)


def _asked_of(question: Question) -> str:
    return "the family" if question.ask == "family" else f"each {question.ask}"


def _misnamed_fields(at: Path, where: str, question: Question, value: object) -> Iterator[Misnamed]:
    known = {"id", *(field.id for field in question.fields)}
    inner = parted(value)
    told: set[object] = set()
    for row_at, row in _rows(question, inner, at if inner is value else (*at, "value")):
        for name in row:
            if name not in known and name not in told:
                told.add(name)
                what, do = f"there is no field '{name}'.", did_you_mean(str(name), known)
                yield Misnamed((*row_at, str(name)), "unknown-key", what, do, where, key=True)


def _options_in(at: Path, question: Question, value: object) -> Iterator[Misnamed]:
    if question.type in _CHOSEN:
        yield from _strange_options(at, question, value)
    chosen = [field for field in question.fields if field.type in _CHOSEN]
    for row_at, row in _rows(question, value, at) if chosen else ():
        for field in chosen:
            yield from _strange_options((*row_at, field.id), field, row.get(field.id))


def _rows(
    question: Question, value: object, at: Path
) -> Iterator[tuple[Path, Mapping[str, object]]]:
    """Yield each row of a list's answer with its path."""
    if isinstance(value, Mapping):
        yield at, value
        return
    rows = rows_of(question, value)
    for index, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, Mapping):
            yield (*at, index), row


def _strange_options(at: Path, question: Question | ListField, value: object) -> Iterator[Misnamed]:
    known = [option.id for option in question.options]
    chosen = value if isinstance(value, list) else [value]
    for index, one in enumerate(chosen):
        if isinstance(one, str) and one.strip() and one not in known:
            path = (*at, index) if isinstance(value, list) else at
            what = f"'{one[:60]}' is not an option of {question.id}."
            do = did_you_mean(one, known)
            more = " Or expect the answer as `invalid`."
            yield Misnamed(path, "unknown-option", what, do + more)
