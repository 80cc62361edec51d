"""A scenario is written as an author would, and read back as exactly the same case."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from riskform.definitions.case_shapes import ScenarioShape
from riskform.definitions.shaping import shaped
from riskform.definitions.source import read_source
from riskform.engine.case import Adult, Answer, Case, Child, Tie
from riskform.engine.case_reading import case_of
from riskform.engine.scenario_writing import NewScenario, scenario_text
from tests.engine.small_forms import form_of

FORM = form_of(
    """\
    section: s
    title: S
    ask: each child
    questions:
      - {id: said, label: Said?, type: long_text, how_known: true}
      - {id: use, label: Use?, type: choices, options: {beer: B, gin: G}}
      - {id: known, label: Known?, type: list, fields: [{id: what, label: W?, type: text}]}
    """
)
KIT = Child("kit", "Kit", date(2025, 12, 15))
DEAN = Adult("dean", "Dean", {"kit": Tie("father", "sometimes")})


def written(case: Case, **expect: list[str]) -> str:
    return scenario_text(NewScenario("A baby on the sofa", "", case, expect))


def read_back(text: str) -> Case:
    scenario, problems = shaped(read_source("s.yaml", text)[0], ScenarioShape)
    assert scenario is not None, problems
    return case_of("s.yaml", scenario.given, FORM)


def test_it_reads_as_if_its_author_had_written_it() -> None:
    answers = {
        "kit/s.said": Answer("On the sofa.", "parent", "2026-03-01"),
        "kit/s.use": Answer(["beer", "gin"]),
        "kit/s.known": Answer([{"id": "gp", "what": "No: never"}]),
    }
    case = Case(date(2026, 3, 2), 3, (KIT,), (DEAN,), answers)
    assert written(case, asked=["kit/s.said"], findings=[]) == (
        "scenario: A baby on the sofa\n"
        "given:\n"
        "  on: 2026-03-02\n"
        "  level: 3\n"
        "  children:\n"
        "    kit: {name: Kit, date_of_birth: 2025-12-15}\n"
        "  adults:\n"
        "    dean: {name: Dean, to: {kit: {relationship: father, lives_here: sometimes}}}\n"
        "  answers:\n"
        "    kit:\n"
        "      s.said: {value: On the sofa., known_by: parent, known_on: 2026-03-01}\n"
        "      s.use: [beer, gin]\n"
        '      s.known: [{id: gp, what: "No: never"}]\n'
        "expect:\n"
        "  asked: [kit/s.said]\n"
    )


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_whatever_was_typed_is_read_back(text: str) -> None:
    answers = {
        "kit/s.said": Answer(text, text),
        "kit/s.known": Answer([{"id": "gp", "what": text}]),
    }
    case = Case(date(2026, 3, 2), 3, (KIT,), (), answers)
    assert read_back(written(case)) == case


def test_what_does_not_fit_on_a_line_stands_on_several() -> None:
    ats = [f"kit/s.question_number_{number}" for number in range(9)]
    text = written(Case(date(2026, 3, 2), 3, (KIT,)), asked=ats)
    assert "  asked:\n    - kit/s.question_number_0\n" in text
    assert max(map(len, text.splitlines())) <= 100
