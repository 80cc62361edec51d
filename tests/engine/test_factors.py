import pytest

from riskform.definitions.library import load_folder
from riskform.definitions.model import Form
from riskform.engine.evaluation import Evaluation
from riskform.engine.factors import asks_for_factors, left_out, suggestions
from tests.engine.small_forms import evaluated
from tests.services.statutory import FACTORS, factors_library

PEOPLE = """
level: 4
children: {jaya: {name: Jaya, age_months: 90}, kit: {name: Kit, age_months: 3}}
adults: {vikram: {name: Vikram, to: {kit: {relationship: father}}}, meera: {name: Meera}}
"""


def form() -> Form:
    return factors_library().forms["factors"]


def judged(answers: str) -> Evaluation:
    return evaluated(form(), f"{PEOPLE}answers: {answers}\n")


def suggested(answers: str, child: str = "jaya") -> dict[str, tuple[str, ...]]:
    evaluation = judged(answers)
    person = next(one for one in evaluation.household.children if one.id == child)
    found = suggestions(form().questions["decision.factors"], evaluation, person)
    return {one.option.id: one.because for one in found}


def noted(answers: str) -> list[str]:
    evaluation = judged(answers)
    jaya = evaluation.household.children[0]
    section = form().section_by_id["decision"]
    return [text for _, text in left_out(section, evaluation, jaya)]


def test_without_findings_nothing_is_suggested() -> None:
    assert suggested("{}") == {}


def test_a_finding_about_the_child_suggests_its_factor_with_its_words() -> None:
    assert suggested("{jaya: {decision.ill: yes}}") == {"illness": ("Jaya is ill.",)}


def test_a_finding_about_another_child_suggests_nothing() -> None:
    assert suggested("{kit: {decision.ill: yes}}") == {}


def test_a_finding_about_the_family_is_about_every_child() -> None:
    answers = "{family: {home.bare: yes}}"
    assert suggested(answers) == suggested(answers, "kit") == {"neglect": ("The home is bare.",)}


@pytest.mark.parametrize("adult", ["vikram", "meera"])
def test_a_finding_about_any_adult_is_about_every_child(adult: str) -> None:
    found = suggested(f"{{{adult}: {{drink.use: [pills]}}}}")
    assert found == {"drugs_parent": (f"{adult.title()} takes pills.",)}


def test_every_finding_behind_a_factor_is_told_once_in_the_order_of_the_options() -> None:
    answers = "{vikram: {drink.use: [pills, gin, beer]}, meera: {drink.use: [gin]}}"
    assert list(suggested(answers).items()) == [
        ("alcohol_parent", ("Vikram drinks beer.", "Vikram drinks gin.", "Meera drinks gin.")),
        ("drugs_parent", ("Vikram takes pills.",)),
    ]


def test_what_is_suggested_and_not_chosen_is_said() -> None:
    pills = "vikram: {drink.use: [pills]}"
    assert noted(f"{{{pills}, jaya: {{decision.factors: [gangs]}}}}") == [
        "The answers suggest Drug misuse: parent or carer. It is not among the factors."
    ]
    assert noted(f"{{{pills}, jaya: {{decision.factors: [drugs_parent]}}}}") == []


def test_a_name_in_the_note_is_filled_in() -> None:
    (note,) = noted("{jaya: {decision.ill: yes, decision.factors: [gangs]}}")
    assert note == "The answers suggest Illness: Jaya. It is not among the factors."


@pytest.mark.parametrize("factors", ["null", "[no_such_factor]", "[no_factors, gangs]"])
def test_while_no_factor_is_chosen_there_is_no_note(factors: str) -> None:
    answers = f"{{vikram: {{drink.use: [pills]}}, jaya: {{decision.factors: {factors}}}}}"
    assert noted(answers) == []


def test_no_factors_goes_only_with_closing() -> None:
    closing = "{jaya: {decision.next: close, decision.factors: [no_factors]}}"
    staying = "{jaya: {decision.next: stay, decision.factors: [no_factors]}}"
    assert judged(closing).invalid == ()
    (invalid,) = judged(staying).invalid
    assert invalid.message == "'No factors' is only for a child whose case you close."


def test_a_question_of_several_options_with_a_factor_asks_for_factors() -> None:
    questions = form().questions.values()
    assert [one.ref for one in questions if asks_for_factors(one)] == ["decision.factors"]


def test_the_tiny_form_has_no_problems() -> None:
    assert load_folder(FACTORS).problems == ()
