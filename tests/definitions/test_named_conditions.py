"""Conditions with names, built on each other to any depth."""

import time

from riskform.engine.case import Answer, Case
from riskform.engine.evaluation import evaluate
from tests.definitions.checking import FORM, TODAY, library_of

SECTION = """\
section: s
title: S
questions:
  - {id: a, label: A?, type: yes_no}
  - {id: b, label: B?, type: yes_no, show_if: LAST}
findings:
  - {id: f, kind: strength, when: LAST, says: F.}
"""


def form_with(names: list[str], last: str) -> dict[str, str]:
    conditions = "".join(f"  {line}\n" for line in names)
    return {
        "sections/s.yaml": SECTION.replace("LAST", last),
        "f/form.yaml": f"{FORM}conditions:\n{conditions}",
    }


def test_a_thousand_names_can_be_built_on_each_other() -> None:
    names = ["c0: s.a is yes", *(f"c{n}: not c{n - 1}" for n in range(1, 1001))]
    form = library_of(form_with(names, "c1000")).forms["f"]
    case = Case(TODAY, 3, answers={"family/s.a": Answer("yes")})
    assert evaluate(form, case).asked == ("family/s.a", "family/s.b")
    assert [finding.at for finding in evaluate(form, case).findings] == ["family/s.f"]


def test_names_that_double_each_time_cost_no_more_than_their_number() -> None:
    names = ["c0: s.a is yes", *(f"c{n}: c{n - 1} and c{n - 1}" for n in range(1, 200))]
    started = time.process_time()
    form = library_of(form_with(names, "c199")).forms["f"]
    case = Case(TODAY, 3, answers={"family/s.a": Answer("yes")})
    assert evaluate(form, case).asked == ("family/s.a", "family/s.b")
    assert time.process_time() - started < 2


def test_a_name_may_stand_before_what_it_is_built_on() -> None:
    form = library_of(form_with(["top: not below", "below: s.a is no"], "top")).forms["f"]
    case = Case(TODAY, 3, answers={"family/s.a": Answer("yes")})
    assert evaluate(form, case).asked == ("family/s.a", "family/s.b")


def test_a_circle_of_names_is_told_once_and_whole() -> None:
    files = form_with(["x: y", "y: any adult where (z)", "z: count(child where x) > 1"], "x")
    (problem,) = library_of(files).errors
    assert problem.what == "these conditions depend on each other: x → y → z → x."


def test_what_is_built_on_a_circle_is_not_told_of_again() -> None:
    files = form_with(["x: x", "on_it: not x"], "on_it")
    (problem,) = library_of(files).errors
    assert problem.what == "these conditions depend on each other: x → x."


def test_a_name_that_is_also_a_question_means_the_condition_where_it_stands_alone() -> None:
    files = {
        "sections/s.yaml": SECTION.replace("LAST", "a and not a is no"),
        "f/form.yaml": f"{FORM}conditions: {{a: s.a is answered}}\n",
    }
    form = library_of(files).forms["f"]
    case = Case(TODAY, 3, answers={"family/s.a": Answer("yes")})
    assert evaluate(form, case).asked == ("family/s.a", "family/s.b")


def test_a_name_that_only_another_form_has_is_told_of_the_form_that_lacks_it() -> None:
    section = """\
        section: s
        title: S
        questions:
          - {id: a, label: A?, type: yes_no}
          - {id: b, label: B?, type: text, show_if: spoken}
    """
    with_it = "form: f\nversion: 1\ntitle: F\nsections: [s]\nconditions: {spoken: s.a is yes}\n"
    without = "form: g\nversion: 1\ntitle: G\nsections: [s]\n"
    files = {"sections/s.yaml": section, "f/form.yaml": with_it, "g/form.yaml": without}
    assert [problem.what for problem in library_of(files).problems] == [
        "g has no condition 'spoken'."
    ]
