"""In which order a case is judged, and told."""

from tests.engine.small_forms import evaluated, form_of, result

TWO_NUMBERS = """
    section: s
    title: S
    ask: each child
    questions:
      - id: late
        label: Late?
        type: number
        show_if: early is not answered or early is answered
      - {id: early, label: Early?, type: number}
"""


def test_what_is_invalid_comes_in_reading_order_person_by_person() -> None:
    case = """
        children:
          kit: {name: Kit, age_months: 3}
          ann: {name: Ann, age_months: 30}
        answers:
          ann: {s.early: x, s.late: x}
          kit: {s.early: x, s.late: x}
    """
    assert [item.at for item in evaluated(form_of(TWO_NUMBERS), case).invalid] == [
        "kit/s.late",
        "kit/s.early",
        "ann/s.late",
        "ann/s.early",
    ]


ASKED_OF_OTHERS = """
    section: s
    title: S
    ask: each child
    questions:
      - {id: ill, label: Ill?, type: yes_no}
      - {id: apart, label: Apart?, type: yes_no, show_if: any other child where ill is yes}
      - {id: since, label: Since?, type: text, show_if: apart is yes}
"""


def test_a_question_that_reads_the_other_children_waits_for_the_last_of_them() -> None:
    case = """
        children:
          kit: {name: Kit, age_months: 3}
          ann: {name: Ann, age_months: 30}
        answers:
          kit: {s.ill: no, s.apart: yes}
          ann: {s.ill: yes}
    """
    assert result(form_of(ASKED_OF_OTHERS), case)["asked"] == [
        "ann/s.ill",
        "kit/s.apart",
        "kit/s.ill",
        "kit/s.since",
    ]
