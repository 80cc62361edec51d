from datetime import date

from riskform.definitions.library import load
from riskform.definitions.model import Form
from riskform.engine.because import LONGEST_ANSWER, because
from riskform.engine.case import Adult, Answer, Case, Child, Tie
from riskform.engine.evaluation import evaluate

FILES = {
    "f/form.yaml": """
form: f
version: 1
title: F
sections: [use, sleep]
conditions:
  somebody_uses: any adult where use.what is alcohol
""",
    "sections/use.yaml": """
section: use
title: Use
ask: each adult
questions:
  - {id: what, label: What is used?, type: choice, options: {alcohol: Alcohol, none: Nothing}}
findings:
  - {id: drinks, kind: concern, when: what is alcohol, says: "{adult} drinks."}
""",
    "sections/sleep.yaml": """
section: sleep
title: Sleep
ask: each child
questions:
  - id: place
    label: Where does {child} sleep?
    type: choice
    options: {cot: Own cot, sofa: A sofa}
    not_known: "Where {child} sleeps is not known."
  - {id: plan, label: What is the plan?, type: long_text, if_blank: Nobody wrote a plan.}
  - {id: quiet, label: Is it quiet?, type: yes_no}
findings:
  - {id: sofa, kind: concern, when: place is sofa or quiet is no, says: Sofa.}
  - {id: both, kind: urgent, when: place is sofa and somebody_uses, says: Both.}
  - {id: nobody, kind: strength, when: no adult where use.what is alcohol, says: Nobody.}
  - {id: counted, kind: concern, when: count(adult where use.what is alcohol) >= 1, says: One.}
  - {id: planned, kind: protective, when: plan is answered, says: Planned.}
  - {id: sibling, kind: concern, when: any other child where quiet is no, says: Sibling.}
  - {id: unsettled, kind: concern, when: not (place is cot and quiet is yes), says: Unsettled.}
  - {id: not_all, kind: concern, when: not every child where quiet is yes, says: Not all.}
  - {id: blank, kind: unclear, when: plan is not answered and quiet is not answered, says: Blank.}
""",
}
LIBRARY = load(FILES)
FORM: Form = LIBRARY.forms["f"]
KIT, ROSA = Child("kit", "Kit", date(2025, 12, 15)), Child("rosa", "Rosa", date(2021, 5, 4))
DEAN, AMY = Adult("dean", "Dean", {"kit": Tie("father")}), Adult("amy", "Amy")


def reasons(at: str, answers: dict[str, str]) -> list[tuple[str, str, str]]:
    given = {key: Answer(value) for key, value in answers.items()}
    evaluation = evaluate(FORM, Case(date(2026, 3, 2), 3, (KIT, ROSA), (DEAN, AMY), given))
    finding = next(one for one in evaluation.findings if one.at == at)
    return [(one.at, one.question, one.answer) for one in because(FORM, evaluation, finding)]


def test_the_form_of_these_tests_is_sound() -> None:
    assert not LIBRARY.errors, LIBRARY.errors


def test_the_reason_is_the_answer_that_was_given_and_not_the_one_that_was_not() -> None:
    assert reasons("kit/sleep.sofa", {"kit/sleep.place": "sofa"}) == [
        ("kit/sleep.place", "Where does Kit sleep?", "A sofa")
    ]


def test_where_nothing_that_was_read_was_answered_the_blanks_are_the_reason() -> None:
    assert reasons("kit/sleep.blank", {}) == [
        ("kit/sleep.plan", "What is the plan?", "Not answered"),
        ("kit/sleep.quiet", "Is it quiet?", "Not answered"),
    ]


def test_a_named_condition_gives_its_own_reasons_with_the_name_of_who_it_is_about() -> None:
    answers = {"kit/sleep.place": "sofa", "dean/use.what": "alcohol", "amy/use.what": "none"}
    assert reasons("kit/sleep.both", answers) == [
        ("kit/sleep.place", "Where does Kit sleep?", "A sofa"),
        ("dean/use.what", "Dean: What is used?", "Alcohol"),
    ]


def test_the_person_whose_finding_it_is_needs_no_naming() -> None:
    assert reasons("dean/use.drinks", {"dean/use.what": "alcohol"}) == [
        ("dean/use.what", "What is used?", "Alcohol")
    ]


def test_another_child_is_named() -> None:
    assert reasons("kit/sleep.sibling", {"rosa/sleep.quiet": "no", "kit/sleep.quiet": "no"}) == [
        ("rosa/sleep.quiet", "Rosa: Is it quiet?", "No")
    ]


def test_all_are_the_reason_where_none_of_them_does_it() -> None:
    found = reasons("kit/sleep.nobody", {"dean/use.what": "none", "amy/use.what": "none"})
    assert [(at, answer) for at, _, answer in found] == [
        ("dean/use.what", "Nothing"),
        ("amy/use.what", "Nothing"),
    ]


def test_of_parts_that_had_all_to_hold_only_the_one_that_failed_is_the_reason() -> None:
    found = reasons("kit/sleep.unsettled", {"kit/sleep.place": "cot", "kit/sleep.quiet": "no"})
    assert [at for at, _, _ in found] == ["kit/sleep.quiet"]


def test_only_who_fails_is_the_reason_where_everybody_had_to_meet_it() -> None:
    found = reasons("kit/sleep.not_all", {"kit/sleep.quiet": "yes", "rosa/sleep.quiet": "no"})
    assert [at for at, _, _ in found] == ["rosa/sleep.quiet"]


def test_only_those_who_count_are_the_reason_for_a_count() -> None:
    found = reasons("kit/sleep.counted", {"dean/use.what": "none", "amy/use.what": "alcohol"})
    assert [at for at, _, _ in found] == ["amy/use.what"]


def test_not_known_and_a_blank_are_their_own_reason() -> None:
    assert reasons("kit/sleep.place.not_known", {"kit/sleep.place": "not_known"}) == [
        ("kit/sleep.place", "Where does Kit sleep?", "Not known")
    ]
    assert reasons("kit/sleep.plan.if_blank", {}) == [
        ("kit/sleep.plan", "What is the plan?", "Not answered")
    ]


def test_a_long_answer_is_cut_short_because_it_stands_in_full_at_its_question() -> None:
    ((_, _, answer),) = reasons("kit/sleep.planned", {"kit/sleep.plan": "word " * 3_000})
    assert len(answer) <= LONGEST_ANSWER
    assert answer.startswith("word word")
    assert answer.endswith("…")
    assert answer.removesuffix("…").endswith(" word")
    assert reasons("kit/sleep.planned", {"kit/sleep.plan": "x" * 200})[0][2] == "x" * 200
    assert reasons("kit/sleep.planned", {"kit/sleep.plan": "x" * 201})[0][2] == "x" * 199 + "…"


def test_a_finding_that_no_question_raised_has_no_reasons() -> None:
    evaluation = evaluate(FORM, Case(date(2026, 3, 2), 3, (Child("c", "C", age_months=3),)))
    guess = next(one for one in evaluation.findings if one.section == "people")
    assert because(FORM, evaluation, guess) == ()


def test_an_answer_that_can_not_be_used_is_not_called_missing() -> None:
    assert reasons("kit/sleep.blank", {"kit/sleep.quiet": "maybe"}) == [
        ("kit/sleep.plan", "What is the plan?", "Not answered"),
        (
            "kit/sleep.quiet",
            "Is it quiet?",
            "Answered, but not counted until it is put right",
        ),
    ]
