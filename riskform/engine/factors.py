"""Census factors: which ones the findings of an assessment suggest for a child, and why.

Nothing is chosen here. A person confirms what is suggested, and a factor that is suggested and not
chosen is said, and holds nothing up.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from riskform.definitions.model import Option, Question, Section
from riskform.engine.evaluation import Evaluation, RaisedFinding
from riskform.engine.household import Household, Standing
from riskform.engine.wording import filled


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An option that findings suggest, with the words of each of them."""

    option: Option
    because: tuple[str, ...]


def asks_for_factors(question: Question) -> bool:
    """Tell whether people choose census factors in it."""
    return question.type == "choices" and any(option.cin_factor for option in question.options)


def suggestions(
    question: Question, evaluation: Evaluation, person: Standing
) -> tuple[Suggestion, ...]:
    """Return what the findings suggest for the person, in the order of the options.

    A child's are the findings about that child, about the family, and about every adult of it: a
    factor too many is passed over at a glance, and one that is missing is missed.
    """
    found: dict[str, list[str]] = {}
    for finding in evaluation.findings:
        code = finding.rule.cin_factor if finding.rule else None
        if code and _is_about(finding, evaluation.household, person):
            found.setdefault(code, []).append(finding.says)
    return tuple(
        Suggestion(option, tuple(dict.fromkeys(found[option.cin_factor])))
        for option in question.options
        if option.cin_factor in found
    )


def left_out(
    section: Section, evaluation: Evaluation, person: Standing
) -> Iterator[tuple[Question, str]]:
    """Yield each factor question that was answered without something suggested, and a note on it.

    While it is not answered there is nothing to say: that it is not is said already.
    """
    for question in section.questions:
        if not asks_for_factors(question):
            continue
        chosen = person.values.get(question.ref)
        for suggestion in suggestions(question, evaluation, person) if chosen else ():
            if isinstance(chosen, tuple) and suggestion.option.id not in chosen:
                label = filled(suggestion.option.label, person, question.ask)
                yield question, f"The answers suggest {label}. It is not among the factors."


def _is_about(finding: RaisedFinding, household: Household, person: Standing) -> bool:
    if person is household.family or finding.person in {person.id, household.family.id}:
        return True
    return person in household.children and any(
        adult.id == finding.person for adult in household.adults
    )
