# ruff: noqa: E501 - a message stands on one line, as it is printed.
import pytest

from riskform.definitions.cin_factors import CIN_FACTORS, RETIRED
from riskform.definitions.model import Option
from tests.definitions.checking import messages
from tests.shipped import shipped

FINDING = (
    "section: s\ntitle: S\nquestions: [{id: a, label: A?, type: yes_no}]\n"
    "findings: [{id: f, kind: concern, when: a is yes, says: F., do: D., cin_factor: CODE}]\n"
)
OPTION = (
    "section: s\ntitle: S\n"
    "questions: [{id: a, label: A?, type: choices, options: {o: {label: O, cin_factor: CODE}}}]\n"
)


def said(text: str, code: str) -> list[str]:
    return [
        message.partition("unknown-cin-factor: ")[2]
        for message in messages(text.replace("CODE", code))
    ]


@pytest.mark.parametrize("text", [FINDING, OPTION])
@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("1X", "there is no census factor '1X'. Did you mean 1A (Alcohol misuse: child) or 1B (Alcohol misuse: parent or carer) or 1C (Alcohol misuse: other person in the household)?"),
        ("16a", "there is no census factor '16a'. Did you mean 16A (Abuse or neglect: neglect)?"),
        ("gangs", "there is no census factor 'gangs'. Did you mean 13A (Gangs)?"),
        ("99", "there is no census factor '99'. Use one of: 10A, 11A, 12A, 13A, 14A, 15A, 16A, 17A, 18B, 18C, 19B, 19C, …."),
        ("18A", "the census factor 18A is not used any more. Use 18B (child on child) or 18C (adult on child)."),
        ("19A", "the census factor 19A is not used any more. Use 19B (child on child) or 19C (adult on child)."),
    ],
)  # fmt: skip
def test_a_factor_that_the_census_does_not_have_is_refused(
    text: str, code: str, message: str
) -> None:
    assert said(text, code) == [message]


def test_the_place_of_an_unknown_factor_is_the_code() -> None:
    (message,) = messages(OPTION.replace("CODE", "1X"))
    assert message.startswith("sections/s.yaml:3:83: unknown-cin-factor")


@pytest.mark.parametrize("text", [FINDING, OPTION])
@pytest.mark.parametrize("code", ["1A", "20", "21", "24A"])
def test_a_factor_of_the_census_is_taken(text: str, code: str) -> None:
    assert said(text, code) == []


def test_the_census_has_42_factors_and_2_that_are_not_used_any_more() -> None:
    assert len(CIN_FACTORS) == 42
    assert set(RETIRED) == {"18A", "19A"}
    assert not RETIRED.keys() & CIN_FACTORS.keys()


def test_the_form_that_comes_with_riskform_offers_every_factor_once_by_its_name() -> None:
    question = shipped().forms["child_risk_assessment"].questions["decision.factors"]
    assert {option.cin_factor: option.label for option in question.options} == CIN_FACTORS
    assert len(question.options) == 42


def test_only_no_factors_excludes_the_others() -> None:
    form = shipped().forms["child_risk_assessment"]
    options = form.questions["decision.factors"].options
    assert [o for o in options if o.none_of_these] == [
        Option("no_factors", "No factors identified", none_of_these=True, cin_factor="21")
    ]
