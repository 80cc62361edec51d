"""A question or section that hides: language.md, section 4, rules 6 to 8."""

from tests.engine.small_forms import form_of, result

HIDDEN_COUNTS = """
    section: s
    title: S
    questions:
      - {id: first, label: First?, type: yes_no}
      - {id: hidden, label: Hidden?, type: number, show_if: first is yes}
      - {id: total, label: Total, type: calculated, value: hidden + 1}
      - {id: checked, label: C?, type: number, check: [{that: checked < hidden, message: No.}]}
      - {id: rows, label: Rows?, type: list, show_if: first is yes,
         fields: [{id: said, label: Said?, type: text}]}
    findings:
      - {id: unanswered, kind: unclear, when: hidden is not answered, says: Blank., do: Ask.}
      - {id: any_row, kind: unclear, when: any of rows where (said is answered), says: Row., do: A.}
"""


def test_a_hidden_question_counts_as_unanswered_everywhere() -> None:
    answers = "s.hidden: 1, s.checked: 5, s.rows: [{id: a, said: x}]"
    form = form_of(HIDDEN_COUNTS)
    shown = result(form, f"answers: {{family: {{s.first: yes, {answers}}}}}")
    assert (shown["values"], shown["invalid"]) == ({"family/s.total": 2}, ["family/s.checked"])
    assert shown["findings"] == ["family/s.any_row"]
    hidden = result(form, f"answers: {{family: {{s.first: no, {answers}}}}}")
    assert (hidden["values"], hidden["invalid"]) == ({}, [])
    assert hidden["findings"] == ["family/s.unanswered"]


def test_a_question_that_hides_by_itself_hides_what_hangs_on_it() -> None:
    form = form_of("""
        section: s
        title: S
        questions:
          - {id: c, label: C?, type: yes_no, show_if: b is yes}
          - {id: b, label: B?, type: yes_no, show_if: a is yes}
          - {id: a, label: A?, type: yes_no}
    """)
    answers = "s.a: no, s.b: yes, s.c: yes"
    assert result(form, f"answers: {{family: {{{answers}}}}}")["asked"] == ["family/s.a"]


def test_a_finding_under_a_hidden_question_is_judged_by_its_own_when() -> None:
    form = form_of("""
        section: s
        title: S
        questions:
          - {id: a, label: A?, type: yes_no}
          - id: b
            label: B?
            type: yes_no
            show_if: a is yes
            findings:
              - {id: blank, kind: unclear, when: b is not answered, says: Blank., do: Ask.}
    """)
    assert result(form, "answers: {family: {s.a: no}}")["findings"] == ["family/s.blank"]


def test_a_hidden_section_hides_its_questions_and_raises_nothing() -> None:
    hidden = """
        section: hidden
        title: Hidden
        show_if: s.a is yes
        questions:
          - {id: b, label: B?, type: yes_no, required: true, if_blank: Blank.}
        findings:
          - {id: always, kind: unclear, when: b is not answered, says: Found., do: Ask.}
    """
    first = """
        section: s
        title: S
        questions:
          - {id: a, label: A?, type: yes_no}
    """
    form = form_of(hidden, first)
    blank = result(form)
    assert (blank["asked"], blank["missing"], blank["findings"]) == (["family/s.a"], [], [])
    shown = result(form, "answers: {family: {s.a: yes}}")
    assert shown["findings"] == ["family/hidden.always", "family/hidden.b.if_blank"]
    assert shown["missing"] == ["family/hidden.b"]
