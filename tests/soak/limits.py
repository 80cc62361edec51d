"""A search for the longest way through the big form, and for a question that hides behind a blank.

Each family starts from chance answers, and keeps whichever change asks more. Then its answers are
taken away, one at a time: no question about safety may go with another one's answer.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from riskform.definitions.conditions import tree as t
from riskform.definitions.model import Form, ListField, Question
from riskform.engine.case import (
    KNOWN_BY,
    LIVES_HERE,
    RELATIONSHIPS,
    Adult,
    Answer,
    Case,
    Child,
    Tie,
)
from riskform.engine.evaluation import evaluate
from tests.shipped import shipped
from tests.soak.chance import Figures, chance, figures

FORM: Final = "child_risk_assessment"
MOST_QUESTIONS: Final = 90
ON: Final = date(2026, 3, 2)
_CHANGES: Final = 40
_BLANKS: Final = 15
_AGES_IN_DAYS: Final = (20, 77, 200, 400, 600, 900, 1500, 3000, 5500)
_SAFETY: Final = frozenset({"urgent", "concern"})


@dataclass(frozen=True, slots=True)
class _Tried:
    form: Form
    safety: frozenset[str]


def run(families: int, seed: int) -> Figures:
    """Look at `families` families; return how many questions the longest way has, by level."""
    found, random = figures(), chance(f"limits/{seed}")
    library = shipped()
    forms = [library.forms[FORM], library.form_for(FORM, "health_visiting")]
    tried = [_Tried(form, about_safety(form)) for form in forms]
    longest: dict[int, int] = dict.fromkeys(forms[0].levels, 0)
    for number in range(families):
        one = tried[number % len(tried)]
        case = _longest(one.form, _family(random, one.form.levels), random)
        length = len(different(one.form, case))
        longest[case.level] = max(longest[case.level], length)
        if length > MOST_QUESTIONS:
            found.wrong.append(f"family {number} meets {length} questions at level {case.level}")
        _take_away(one, case, random, found)
    found.add("families", families)
    for level, length in longest.items():
        found.add(f"most at level {level}", length)
    return found


def about_safety(form: Form) -> frozenset[str]:
    """Return the questions of which an answer can raise an urgent finding or a concern."""
    rules = [rule for section in form.sections for rule in section.findings]
    return frozenset(ref for rule in rules if rule.kind in _SAFETY for ref in _compared(rule.when))


def _compared(condition: t.Condition) -> set[str]:
    """Return what a condition reads, without the questions of which it asks only for a blank."""
    nodes = list(t.walk(condition))
    read = Counter(node.ref for node in nodes if isinstance(node, t.Ref))
    blanks = [node.subject for node in nodes if isinstance(node, t.Answered) and node.negated]
    read.subtract(subject.ref for subject in blanks if isinstance(subject, t.Ref))
    return {ref for ref, times in read.items() if times > 0}


def different(form: Form, case: Case) -> set[str]:
    """Return the different questions that a family is asked, without what is calculated."""
    refs = {at.partition("/")[2] for at in evaluate(form, case).asked}
    return {ref for ref in refs if form.questions[ref].type != "calculated"}


def _family(random: Random, levels: tuple[int, ...]) -> Case:
    children = tuple(
        _child(f"c{number}", random) for number in range(random.choice((1, 1, 2, 3, 4)))
    )
    adults = tuple(
        Adult(
            f"a{number}",
            f"Adult {number}",
            {
                child.id: Tie(random.choice([*RELATIONSHIPS]), random.choice([*LIVES_HERE]))
                for child in children
            },
        )
        for number in range(random.choice((1, 2, 3)))
    )
    return Case(ON, random.choice(levels), children, adults, {})


def _child(name: str, random: Random) -> Child:
    days = random.choice((*_AGES_IN_DAYS, None))
    if days is None:
        return Child(name, "Baby Doe", due_date=ON + timedelta(days=60))
    return Child(name, "Alex", date_of_birth=ON - timedelta(days=days))


def _longest(form: Form, case: Case, random: Random) -> Case:
    """Return the case with answers that ask as much as some changes by chance could reach."""
    for _ in range(3):
        case = _with(
            case, {at: _answer(form, at, case, random) for at in evaluate(form, case).asked}
        )
    length = len(different(form, case))
    for _ in range(_CHANGES):
        asked = random.sample(evaluate(form, case).asked, 3)
        changed = _with(case, {at: _answer(form, at, case, random) for at in asked})
        if (longer := len(different(form, changed))) >= length:
            case, length = changed, longer
    return case


def _take_away(tried: _Tried, case: Case, random: Random, found: Figures) -> None:
    """Take answers away one by one, and note each question about safety that goes with another."""
    asked = evaluate(tried.form, case).asked
    before = {at for at in asked if at.partition("/")[2] in tried.safety}
    for at in random.sample(asked, min(_BLANKS, len(asked))):
        question = tried.form.questions[at.partition("/")[2]]
        # The level that nobody decided yet is the level that is worked at: that is no blank.
        if at not in case.answers or question.sets_child_level:
            continue
        left = {other: answer for other, answer in case.answers.items() if other != at}
        after = evaluate(tried.form, Case(ON, case.level, case.children, case.adults, left)).asked
        found.add("answers taken away")
        gone = sorted(before.difference(after))
        found.wrong += [f"{one} is hidden while {at} is blank" for one in gone]


def _with(case: Case, more: dict[str, Answer | None]) -> Case:
    answers = {**case.answers, **{at: given for at, given in more.items() if given is not None}}
    return Case(ON, case.level, case.children, case.adults, answers)


def _answer(form: Form, at: str, case: Case, random: Random) -> Answer | None:
    question = form.questions[at.partition("/")[2]]
    if question.type == "calculated":
        return None
    if question.allows_not_known and random.random() < 1 / 8:
        return Answer("not_known")
    value = _value(question, case, random)
    return Answer(value, random.choice([*KNOWN_BY]) if question.how_known else None)


def _value(asked: Question | ListField, case: Case, random: Random) -> object:
    options = [option for option in asked.options if option.id != "not_known"]
    match asked.type:
        case "choice" | "yes_no":
            return random.choice(options).id
        case "choices":
            several = [option.id for option in options if not option.none_of_these]
            alone = [option.id for option in options if option.none_of_these]
            if alone and random.random() < 1 / 4:
                return [random.choice(alone)]
            return random.sample(several, random.randint(1, len(several)))
        case "number" | "scale":
            return str(random.randint(0, 10))
        case "date":
            return (ON + timedelta(days=random.randint(-9, 9))).isoformat()
        case "person":
            return random.choice(case.adults).id
        case "list":
            assert isinstance(asked, Question)
            row = {one.id: _value(one, case, random) for one in asked.fields}
            return [{"id": "row", **row}]
        case _:
            return "Some words."
