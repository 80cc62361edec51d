"""What coverage sees afterwards is what the engine judged on its way: on every bundled scenario."""

from dataclasses import replace
from pathlib import Path

import pytest

from riskform.definitions.case_shapes import ScenarioShape
from riskform.definitions.model import Form
from riskform.definitions.shaping import shaped
from riskform.definitions.source import read_source
from riskform.definitions.written_conditions import WrittenConditions
from riskform.engine.case import Case
from riskform.engine.case_reading import case_of
from riskform.engine.deciding import Decide
from riskform.engine.evaluation import evaluate
from riskform.engine.findings import raised_findings
from riskform.engine.household import household_of
from riskform.engine.passing import Pass
from riskform.engine.program import Program, Raising, Run, SectionRules, Step, program_of
from riskform.engine.sights import Judges, Sight, sights
from riskform.paths import bundled
from tests.shipped import shipped

FOLDER = bundled("form_definitions")
LIBRARY = shipped()


Decided = tuple[str, bool]


class Recorder:
    """A program that writes down how each of its conditions was decided."""

    def __init__(self, program: Program) -> None:
        self.seen: set[Decided] = set()
        sections = {rules.section.id: self.section(rules) for rules in program.sections}
        self.program = replace(
            program,
            sections=tuple(sections.values()),
            runs=tuple(self.together(run, sections) for run in program.runs),
        )

    def watched(self, what: str, decide: Decide) -> Decide:
        def decided(*scope: object) -> bool:
            outcome = decide(*scope)  # type: ignore[arg-type]  # The four arguments of a Decide.
            self.seen.add((what, outcome))
            return outcome

        return decided

    def section(self, rules: SectionRules) -> SectionRules:
        name = rules.section.id
        return replace(
            rules,
            shown=rules.shown and self.watched(f"{name} show_if", rules.shown),
            rules=tuple(
                Raising(None, self.watched(f"{name}.{rule.id} when", holds), rule)
                for _, holds, rule in rules.rules
            ),
        )

    def together(self, run: Run, sections: dict[str, SectionRules]) -> Run:
        section = run.section and sections[run.section.section.id]
        return replace(run, section=section, steps=tuple(self.step(step) for step in run.steps))

    def step(self, step: Step) -> Step:
        return replace(
            step,
            needs=None,
            shown=step.shown and self.watched(f"{step.ref} show_if", step.shown),
            checks=tuple(
                (self.watched(f"{step.ref} check {number}", fails), message)
                for number, (fails, message) in enumerate(step.checks, start=1)
            ),
        )


def judged_on_the_way(form: Form, case: Case) -> set[Decided]:
    recorder = Recorder(program_of(form))
    household = household_of(case)
    passed = Pass(household, recorder.program)
    passed.run()
    raised_findings(form, recorder.program, household, passed.asked)
    return recorder.seen


def decided(sight: Sight) -> Decided:
    """Return what a sight comes to: a check counts when it is false, all else when it is true."""
    what, truth = sight
    return what, truth == ("false" if " check " in what else "true")


def scenarios(form_id: str) -> list[tuple[str, Form, Case]]:
    found = []
    for path in sorted((Path(FOLDER) / form_id / "scenarios").glob("*.yaml")):
        scenario, _ = shaped(read_source(path.name, path.read_bytes())[0], ScenarioShape)
        assert scenario is not None, path
        form = LIBRARY.form_for(form_id, scenario.given.agency or "")
        found.append((path.name, form, case_of(path.name, scenario.given, form)))
    return found


@pytest.mark.parametrize("form_id", sorted(LIBRARY.forms))
def test_what_is_seen_afterwards_is_what_was_judged_on_the_way(form_id: str) -> None:
    judges = Judges()
    for name, form, case in scenarios(form_id):
        found = sights(form, evaluate(form, case), WrittenConditions(), judges)
        kinds = {"show_if", "check", "when"}
        afterwards = {decided(sight) for sight in found if sight[0].split(" ")[1] in kinds}
        assert afterwards == judged_on_the_way(form, case), name
