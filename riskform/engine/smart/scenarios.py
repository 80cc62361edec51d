"""The tests of smart_rules.yaml that authors write, run against the rules."""

from collections.abc import Iterator

from riskform.definitions.model import Form
from riskform.definitions.smart_scenarios import (
    SmartScenarioShape,
    TriedShape,
    WrittenSmartScenario,
)
from riskform.engine.smart.report import smart_report

_DAYS_PER_WEEK = 7


def run_smart_scenario(
    form: Form, written: WrittenSmartScenario
) -> tuple[str, str, tuple[str, ...]]:
    """Return a test's file, what it is about, and a line for each plan that breaks other rules.

    A file that can't be read has its problems as lines, and is about nothing.
    """
    file, scenario = written.source.file, written.shape
    if scenario is None:
        return file, "", tuple(str(trouble) for trouble in written.problems)
    return file, scenario.scenario, tuple(_failures(form, file, scenario))


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
