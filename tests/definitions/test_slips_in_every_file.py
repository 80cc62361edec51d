"""In a file of any kind one slip in the YAML is told once, and what stands in it is not unknown."""

import pytest

from tests.definitions.checking import library_of

SECTION = """\
section: s
title: Section
questions:
  - id: a
    label: A?
    type: choice
    options: {x: X, y: Y}
  - id: b
    label: B?
    type: text
    show_if: a is x
findings:
  - {id: f, kind: concern, when: a is y, says: F., do: D.}
"""
FORM_FILE = """\
form: f
version: 1
title: F
sections:
  - s
  - t
conditions:
  calm: s.a is x
  loud: s.a is y or calm
levels: [2, 3]
"""
OTHER_SECTION = """\
section: t
title: T
questions:
  - {id: q, label: Q?, type: text, show_if: calm or loud, guidance: safe}
  - {id: r, label: R?, type: text, not_known: {says: Unclear., do: Ring., contact: team}}
"""
GUIDANCE = """\
topic: safe
title: Safe
text: On the back.
owner: O
review_by: 2027-01-01
words: 9
"""
CONTACTS = """\
contacts:
  team:
    name: Team
    phone: "01632 960 041"
  other:
    name: O
    phone: "01632 960 042"
"""
LEVELS = """\
levels:
  2:
    name: Two
    review_within: 12 weeks
  3:
    name: Three
    review_within: 6 weeks
"""
AGENCY = """\
agency: nurses
title: Nurses
sections:
  t:
    hints:
      q: Look.
    questions:
      - id: book
        label: Book?
        type: yes_no
      - id: why
        label: Why?
        type: text
        show_if: book is no
"""
SCENARIO = """\
scenario: One
given:
  on: 2026-03-02
  level: 3
  agency: nurses
  children:
    kit: {name: Kit, age_months: 3}
  answers:
    family:
      s.a: x
      t.book: no
expect:
  asked:
    - family/t.why
    - family/s.b
"""
WHOLE = {
    "f/form.yaml": FORM_FILE,
    "sections/s.yaml": SECTION,
    "sections/t.yaml": OTHER_SECTION,
    "guidance/g.yaml": GUIDANCE,
    "contacts.yaml": CONTACTS,
    "levels.yaml": LEVELS,
    "agencies/nurses.yaml": AGENCY,
    "f/scenarios/one.yaml": SCENARIO,
}


def test_the_files_without_a_slip_have_no_problem() -> None:
    assert library_of(WHOLE).problems == ()


@pytest.mark.parametrize(
    ("path", "old", "new", "line"),
    [
        ("f/form.yaml", "  - t", "  - 't", 6),
        ("f/form.yaml", "sections:", "sections", 4),
        ("f/form.yaml", "  calm: s.a is x", "  calm: s.a: x", 8),
        ("f/form.yaml", "  calm: s.a is x", "\tcalm: s.a is x", 8),
        ("f/form.yaml", "form: f", "form: @f", 1),
        ("guidance/g.yaml", "topic: safe", "topic: `safe", 1),
        ("guidance/g.yaml", "words: 9", "words: {9", 6),
        ("guidance/g.yaml", "text: On the back.", "text: On: the back.", 3),
        ("contacts.yaml", "    name: Team", "   name: Team", 3),
        ("contacts.yaml", "  team:", "  team", 2),
        ("levels.yaml", "    name: Two", "    - name: Two", 3),
        ("levels.yaml", "review_within: 12 weeks", "review_within: '12 weeks", 4),
        ("agencies/nurses.yaml", "      - id: book", "      - id book", 8),
        ("agencies/nurses.yaml", "      q: Look.", "      q: [Look.", 6),
        ("f/scenarios/one.yaml", "  on: 2026-03-02", "  on 2026-03-02", 3),
        ("f/scenarios/one.yaml", "age_months: 3}", "age_months: 3", 7),
        ("f/scenarios/one.yaml", "      s.a: x", "      s.a: %x", 10),
        ("f/scenarios/one.yaml", "  answers:", "\tanswers:", 8),
        ("f/scenarios/one.yaml", "    - family/t.why", "    - 'family/t.why", 14),
    ],
)
@pytest.mark.parametrize("more", ["", "nonsense: x\n"], ids=["alone", "with another mistake"])
def test_in_every_kind_of_file_one_slip_is_told_once_and_another_mistake_with_it(
    path: str, old: str, new: str, line: int, more: str
) -> None:
    text = WHOLE[path].replace(old, new, 1)
    assert text != WHOLE[path]
    problems = library_of({**WHOLE, path: text + more}).problems
    other = [(path, text.count("\n") + 1)] if more else []
    assert [(p.place.file, p.place.line) for p in problems] == [(path, line), *other]
