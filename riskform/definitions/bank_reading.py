"""Reads each kind of file of a definitions folder by its shape, and keeps it in the bank."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TypeVar

from pydantic import BaseModel

from riskform.definitions.building import Written
from riskform.definitions.conditions.symbols import Symbol, symbols_of
from riskform.definitions.conditions.words import is_id
from riskform.definitions.contacts import Contact, contacts_of
from riskform.definitions.durations import calendar_days, calendar_months, working_days
from riskform.definitions.losses import ANYTHING, Data
from riskform.definitions.model import Guidance, Level
from riskform.definitions.overlay_shapes import Overlay
from riskform.definitions.problems import Code, Problem
from riskform.definitions.shapes import FormShape, GuidanceShape, LevelsShape, SectionShape
from riskform.definitions.shaping import Shaped, mended
from riskform.definitions.smart_rules import SmartRules
from riskform.definitions.smart_scenarios import WrittenSmartScenario, written_smart_scenario
from riskform.definitions.source import Source
from riskform.definitions.texts import EVERY_PLACEHOLDER, WITHIN_REMEDY, placeholder_problems
from riskform.definitions.unreadable import (
    has_lost_findings,
    lost_names_in,
    misnamed_in,
    unreadable_in,
)
from riskform.definitions.written_scenarios import WrittenScenario, written_scenario

S = TypeVar("S", bound=BaseModel)

FAMILY_COPIES = "family copies"

# Of whom a section is asked, in a line that is no YAML.
_ASK = re.compile(r"\bask\b\W{0,4}(family|each child|each adult)?")

_TOPIC = re.compile(r"^\W*topic\W{1,4}([a-z0-9_]+)", re.MULTILINE)


@dataclass(slots=True)
class Bank:
    """What was read. `forms` is by form id; `fixed_files` names levels.yaml and smart_rules.yaml.

    What is `broken` was written, and could not be read: naming it is no further mistake. Of a
    section, it is told by name in which file; of a form, in which file its sections stand.
    `overlays` are by agency; `contacts` is None where their file could not be read, and
    `contacts_named` are those of guidance.
    """

    sections: dict[str, Written] = field(default_factory=dict)
    guidance: dict[str, Guidance] = field(default_factory=dict)
    guidance_files: dict[str, str] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)
    smart_rules: SmartRules | None = None
    smart_scenarios: list[WrittenSmartScenario] = field(default_factory=list)
    forms: dict[str, tuple[Source, FormShape]] = field(default_factory=dict)
    broken_sections: dict[str, str] = field(default_factory=dict)
    broken_guidance: set[str] = field(default_factory=set)
    broken_forms: set[str] = field(default_factory=set)
    lost_names: dict[str, frozenset[str]] = field(default_factory=dict)
    fixed_files: set[str] = field(default_factory=set)
    overlays: dict[str, Overlay] = field(default_factory=dict)
    contacts: dict[str, Contact] | None = field(default_factory=dict)
    contacts_named: list[tuple[Source, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    known_symbols: dict[str, dict[str, Symbol]] = field(default_factory=dict)
    scenarios: list[WrittenScenario] = field(default_factory=list)

    def symbols(self, section: str) -> dict[str, Symbol]:
        """Return what conditions may know of a section's questions."""
        if section not in self.known_symbols:
            self.known_symbols[section] = symbols_of(self.sections[section].shape)
        return self.known_symbols[section]


def stem(path: str) -> str:
    """Return the name of a file without its folder and its ending."""
    return PurePosixPath(path).stem


def _shape(bank: Bank, source: Source, shape: type[S]) -> Shaped[S]:
    result = mended(source, shape)
    bank.problems += result.problems
    return result


def read_section(bank: Bank, source: Source) -> None:
    """Keep a section, as far as it could be read."""
    data = source.data
    source.data = _with_ask(source)
    result = _shape(bank, source, SectionShape) if source.data else Shaped(None)
    shape = result.shape
    if shape is None:
        name = data.get("section") if isinstance(data, dict) else None
        names = {stem(source.file), name if isinstance(name, str) else ""}
        bank.broken_sections |= dict.fromkeys(names, source.file)
        return
    damaged, lost = unreadable_in(shape, result.damaged), lost_names_in(result.damaged)
    lost_findings = has_lost_findings(result.damaged)
    written = Written(source, shape, damaged, lost, lost_findings, misnamed_in(shape))
    _keep_section(bank, written)


def _keep_section(bank: Bank, written: Written) -> None:
    """Keep a section; of two with one id it is the one whose file is called so, else the first."""
    name = written.shape.section
    other = bank.sections.get(name)
    if other is not None:
        kept, copy = other, written
        if stem(written.source.file) == name:
            kept, copy = written, other
        what = f"section '{name}' also stands in {kept.source.file}."
        do = "Give one of them another id."
        bank.problems.append(copy.source.problem(("section",), "duplicate-id", what, do))
        written = kept
    bank.sections[name] = written


def _with_ask(source: Source) -> Data:
    """Return the data of a section; of whom it is asked is looked for in what was lost.

    None where that can't be told: then no condition can be judged.
    """
    data = source.data
    lost = isinstance(data, dict) and "ask" not in data and source.losses.may_hold(("ask",))
    asked = _ASK.search(source.losses.text) if lost else None
    if asked is None or not isinstance(data, dict):
        return data
    return {**data, "ask": asked[1]} if asked[1] else None


def read_guidance(bank: Bank, source: Source) -> None:
    """Keep a guidance, and tell where it is too long."""
    shape = _shape(bank, source, GuidanceShape).shape
    if shape is None or (shape.topic is None and source.losses.may_hold(("topic",))):
        bank.broken_guidance |= topics_in(source)
    if shape is None:
        return
    topic = shape.topic or stem(source.file)
    words = len(shape.text.split())
    if words > shape.words and not source.losses.may_hold(("words",)):
        what = f"this guidance has {words} words; its limit is {shape.words}."
        do = "Shorten it: guidance that is long is not read."
        bank.problems.append(source.problem(("text",), "too-many-words", what, do))
    bank.problems += placeholder_problems(source, ("text",), shape.text, EVERY_PLACEHOLDER)
    if not is_id(topic):
        what = f"'{topic[:60]}' is no id of a topic."
        do = "Use small letters, digits and _, with a letter first."
        bank.problems.append(source.problem(("topic",), "bad-id", what, do))
    if topic in bank.guidance:
        what = f"the topic '{topic}' also stands in {bank.guidance_files[topic]}."
        do = "Give one of them another id."
        bank.problems.append(source.problem(("topic",), "duplicate-id", what, do))
        return
    bank.guidance_files[topic] = source.file
    bank.guidance[topic] = Guidance(
        topic,
        shape.title,
        shape.text,
        shape.owner,
        shape.review_by,
        shape.source,
        shape.contact,
    )
    if shape.contact is not None:
        bank.contacts_named.append((source, shape.contact))


def topics_in(source: Source) -> set[str]:
    """Return what the topic of a guidance may be that can't be read."""
    return {stem(source.file), *_TOPIC.findall(source.text)}


def read_levels(bank: Bank, source: Source) -> None:
    """Keep the levels of need."""
    bank.fixed_files.add(source.file)
    shape = _shape(bank, source, LevelsShape).shape
    for number, level in (shape.levels if shape else {}).items():
        path = ("levels", str(number))
        if level.review_within and calendar_days(level.review_within) is None:
            what = f"'{level.review_within[:40]}' is no length of time."
            do = "Write it as in '12 weeks'."
            bank.problems.append(source.problem((*path, "review_within"), "bad-within", what, do))
        if level.drift_after and calendar_months(level.drift_after) is None:
            what = f"'{level.drift_after[:40]}' is no number of months."
            do = "Write it as in '12 months'."
            bank.problems.append(source.problem((*path, "drift_after"), "bad-within", what, do))
        if level.unclear and working_days(level.unclear.within) is None:
            what = f"'{level.unclear.within[:40]}' is no time limit."
            where = (*path, "unclear", "within")
            bank.problems.append(source.problem(where, "bad-within", what, WITHIN_REMEDY))
        if level.unclear:
            # What it says is shown for families, children and adults alike.
            where = (*path, "unclear", "do")
            bank.problems += placeholder_problems(source, where, level.unclear.do, ("family",))
        bank.levels[number] = Level(
            number=number,
            name=level.name,
            meaning=level.meaning,
            who_leads=level.who_leads,
            consent=level.consent,
            review_days=calendar_days(level.review_within) if level.review_within else None,
            signs_off=level.signs_off,
            unclear_do=level.unclear.do if level.unclear else None,
            unclear_within=working_days(level.unclear.within) if level.unclear else None,
            drift_months=calendar_months(level.drift_after) if level.drift_after else None,
        )


def read_contacts_file(bank: Bank, source: Source) -> None:
    """Keep whom to ring. This is no part of any form."""
    read = contacts_of(source)
    bank.problems += read.problems
    whole = not read.problems and not any(source.losses.paths())
    bank.contacts = dict(read.contacts) if whole else None


def read_smart_rules(bank: Bank, source: Source) -> None:
    """Keep the SMART rules."""
    bank.fixed_files.add(source.file)
    rules = _shape(bank, source, SmartRules).shape
    bank.smart_rules = None if any(source.losses.paths()) else rules


def read_form(bank: Bank, source: Source) -> None:
    """Keep a form, as far as it could be read."""
    result = _shape(bank, source, FormShape)
    shape = result.shape
    if shape is None:
        bank.broken_forms.add(source.file)
        return
    if not is_id(shape.form):
        what = f"'{shape.form[:60]}' is no id of a form."
        do = "Use small letters, digits and _, with a letter first."
        bank.problems.append(source.problem(("form",), "bad-id", what, do))
    if shape.form in bank.forms:
        what = f"the form '{shape.form}' also stands in {bank.forms[shape.form][0].file}."
        do = "Give one of them another id."
        bank.problems.append(source.problem(("form",), "duplicate-id", what, do))
        return
    bank.problems += placeholder_problems(source, ("title",), shape.title, ("family",))
    bank.lost_names[shape.form] = lost_names_in(result.damaged)
    if any(path[:1] in {("sections",), ("leaves_out",), (ANYTHING,)} for path in result.damaged):
        bank.broken_forms.add(source.file)
    bank.forms[shape.form] = (source, shape)


def confidential_problems(bank: Bank, written: Written) -> Iterator[Problem]:
    """Yield a problem where an answer is confidential from somebody who is no question's answer."""
    for index, question in enumerate(written.shape.questions):
        told = question.confidential_from
        if told is not None and told != FAMILY_COPIES:
            section, dot, name = told.rpartition(".")
            own = {} if dot and section != written.shape.section else symbols_of(written.shape)
            wrong = _no_person(bank, section if dot else written.shape.section, name, own)
            if wrong is not None:
                path = ("questions", index, "confidential_from")
                do = f"Write '{FAMILY_COPIES}', or the id of a question of type person."
                yield written.source.problem(path, *wrong, do)


def _no_person(
    bank: Bank, section: str, name: str, own: Mapping[str, Symbol]
) -> tuple[Code, str] | None:
    """Return code and message where there is no question of that name whose answer is a person.

    `own` are the questions beside the one that is confidential.
    """
    if section in bank.broken_sections:
        return None
    if section not in bank.sections:
        return "unknown-section", f"there is no section '{section[:60]}'."
    symbol = bank.symbols(section).get(name) or own.get(name)
    if symbol is not None:
        wrong = symbol.kind != "person"
        return ("wrong-type", f"'{name[:60]}' is no question about a person.") if wrong else None
    if bank.sections[section].unreadable:
        return None
    return "unknown-question", f"section '{section}' has no question '{name[:60]}'."


def read_smart_scenario(bank: Bank, source: Source, problems: tuple[Problem, ...] = ()) -> None:
    """Keep a test of the SMART checks, also one whose YAML has `problems`."""
    written, troubles = written_smart_scenario(source, problems)
    bank.problems += troubles
    bank.smart_scenarios.append(written)


def read_scenario(bank: Bank, source: Source, problems: tuple[Problem, ...] = ()) -> None:
    """Keep a scenario, also one whose YAML has `problems`; `riskform test` runs it."""
    written, troubles = written_scenario(source, problems)
    bank.problems += troubles
    bank.scenarios.append(written)
