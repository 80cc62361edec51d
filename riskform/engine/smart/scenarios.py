"""The tests of smart_rules.yaml that authors write, run against the rules."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from riskform.definitions.model import Form
from riskform.definitions.shaping import shaped
from riskform.definitions.smart_scenarios import SmartScenarioShape, TriedShape
from riskform.definitions.source import read_source
from riskform.engine.smart.report import smart_report

SMART_SCENARIOS = "smart_scenarios"
_DAYS_PER_WEEK = 7


def smart_scenario_files(files: Mapping[str, bytes | str]) -> tuple[str, ...]:
    """Return the paths of the tests of the SMART checks, sorted."""
    here = PurePosixPath(SMART_SCENARIOS)
    return tuple(sorted(path for path in files if PurePosixPath(path).parent == here))


def run_smart_scenario(form: Form, path: str, text: bytes | str) -> tuple[str, tuple[str, ...]]:
    """Return what a test says it is about, and a line for each plan that breaks other rules.

    A file that can't be read has its problems as lines, and no name.
    """
    source, problems = read_source(path, text)
    scenario, troubles = (None, problems) if problems else shaped(source, SmartScenarioShape)
    if scenario is None:
        return "", tuple(str(trouble) for trouble in troubles)
    return scenario.scenario, tuple(_failures(form, path, scenario))


def review_weeks(form: Form) -> dict[int, int]:
    """Return the review limit of each level in whole weeks, for the levels that have one."""
    return {
        number: level.review_days // _DAYS_PER_WEEK
        for number, level in form.level_rules.items()
        if level.review_days
    }


def _failures(form: Form, path: str, scenario: SmartScenarioShape) -> Iterator[str]:
    if form.smart_rules is None:
        yield f"{path}: there is no smart_rules.yaml to try this on."
        return
    weeks = review_weeks(form)
    for number, tried in enumerate(scenario.plans, start=1):
        (line,) = smart_report(form.smart_rules, [_item(scenario, tried)], weeks)
        rules = line["rules"]
        broken = {rule["rule"] for rule in rules} if isinstance(rules, list) else set()
        if broken != set(tried.breaks):
            expected, found = _listed(tried.breaks), _listed(broken)
            yield f"{path}: plan {number} should break {expected}, and breaks {found}."


def _item(scenario: SmartScenarioShape, tried: TriedShape) -> dict[str, object]:
    said = tried.model_dump(exclude_unset=True, exclude={"breaks"})
    return {**scenario.given.model_dump(exclude_unset=True), **said}


def _listed(codes: object) -> str:
    known = sorted(codes) if isinstance(codes, set | tuple) else []
    return ", ".join(known) or "no rule"
