"""The same conditions asked of three evaluators: in Python, in the browser, and the slow one."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from riskform.definitions.conditions import tree as t
from riskform.definitions.conditions.tree_json import trees_to_json
from riskform.definitions.library import load
from riskform.definitions.model import Form, Question
from riskform.engine.case_reading import read_case
from riskform.engine.compiling import judge, measure
from riskform.engine.evaluation import evaluate
from riskform.engine.household import Household
from riskform.engine.household_json import household_to_json
from riskform.engine.passing import scope_of
from riskform.records import upgrade
from riskform.web.app import create_app
from tests.browser.serving import served, settings_for
from tests.browser.windows import Windows
from tests.engine.generated_forms import World
from tests.engine.slow_evaluator import Slow, tokens_of
from tests.services.office import short_library

Result = bool | Decimal | None

_IN_THE_BROWSER = """
async ([address, worlds]) => {
  const { evaluator } = await import(address)
  return worlds.map(({ conditions, household, asked }) => {
    const evaluates = evaluator(conditions, household)
    return asked.map(({ kind, key, who }) => evaluates[kind](key, who))
  })
}
"""


@dataclass(frozen=True)
class Asked:
    """A condition or a calculation, for whom it is asked, and what the evaluators here said."""

    text: str
    key: str
    kind: str  # truth | number
    who: dict[str, str]
    python: Result
    slow: Result


@dataclass(frozen=True)
class Asking:
    """What is asked about one household: everything as JSON, and what has to come back."""

    conditions: dict[str, Any]
    household: dict[str, Any]
    asked: tuple[Asked, ...]

    def for_the_browser(self) -> dict[str, Any]:
        asked = [{"kind": one.kind, "key": one.key, "who": one.who} for one in self.asked]
        return {"conditions": self.conditions, "household": self.household, "asked": asked}


@dataclass(frozen=True)
class Written:
    """A text of a form, the section it stands in (None: named by the form), and its tree."""

    section: str | None
    text: str
    tree: t.Tree


def asking_about(world: World) -> Asking:
    """Return every condition of a random form, asked of everybody whom its section is about."""
    form, household = _judged(world)
    slow = Slow(world.form, world.sections, world.case)
    asked = []
    trees: dict[str, t.Tree] = {}
    for number, one in enumerate(_written(world, form)):
        trees[key := f"c{number}"] = one.tree
        ask = form.section_by_id[one.section].ask if one.section else "family"
        is_number = isinstance(one.tree, t.Operand)
        evaluates = measure(one.tree) if is_number else judge(one.tree)
        for person in household.asked_as(ask):
            scope = slow.own_scope(f"{one.section}.x", person.id) if one.section else _NOBODY
            slowly = (
                slow.number(tokens_of(one.text), scope)
                if is_number
                else slow.truth(one.text, scope)
            )
            python = evaluates(household, *scope_of(ask, person), None)
            who = {} if ask == "family" else {ask: person.id}
            kind = "number" if is_number else "truth"
            asked.append(Asked(one.text, key, kind, who, python, slowly))
    return Asking(trees_to_json(trees), household_to_json(household), tuple(asked))


_NOBODY = {"home": None, "child": None, "adult": None, "row": None}


def _judged(world: World) -> tuple[Form, Household]:
    files = {"f/form.yaml": json.dumps(world.form)}
    files |= {f"sections/{s['section']}.yaml": json.dumps(s) for s in world.sections}
    library = load(files, warn=False)
    assert not library.errors, [problem.with_excerpt() for problem in library.errors]
    form = library.forms["f"]
    case = read_case("case", json.dumps(world.case).encode(), form)
    return form, evaluate(form, case).household


def _written(world: World, form: Form) -> Iterator[Written]:
    for name, text in world.form["conditions"].items():
        yield Written(None, text, form.conditions[name])
        yield Written(None, name, t.Named(name, form.conditions[name]))
    for data in world.sections:
        name, section = data["section"], form.section_by_id[data["section"]]
        if section.show_if is not None:
            yield Written(name, data["show_if"], section.show_if)
        for asked, question in zip(data["questions"], section.questions, strict=True):
            yield from _written_of(asked, question)
        for finding, rule in zip(data["findings"], section.findings, strict=True):
            yield Written(name, finding["when"], rule.when)


def _written_of(asked: dict[str, Any], question: Question) -> Iterator[Written]:
    for key, tree in (("show_if", question.show_if), ("value", question.value)):
        if tree is not None:
            yield Written(question.section, asked[key], tree)
    for told, check in zip(asked.get("check", ()), question.checks, strict=True):
        yield Written(question.section, told["that"], check.that)


class BrowserEvaluator:
    """frontend/conditions.js on a page of riskform, under the policy of its pages."""

    def __init__(self, tab: Page, address: str) -> None:
        self._tab, self._address = tab, address

    def results(self, askings: list[Asking]) -> list[list[Result]]:
        """Return, for each household, what came out for each that was asked; one call for all."""
        worlds = [asking.for_the_browser() for asking in askings]
        found = self._tab.evaluate(_IN_THE_BROWSER, [self._address, worlds])
        return [
            [Decimal(one) if isinstance(one, str) else one for one in results] for results in found
        ]


@contextmanager
def browser_evaluator(windows: Windows, folder: Path) -> Iterator[BrowserEvaluator]:
    """Serve riskform with its database in `folder`, and open the page that anybody may open."""
    url = f"sqlite:///{folder / 'riskform.sqlite3'}"
    upgrade(url)
    # Where clocks change, a day that is read as local time does not start at midnight.
    london = windows.lent(timezone_id="Europe/London")
    with served(create_app(settings_for(url), short_library())) as running, london as tab:
        answer = tab.goto(f"{running.address}/sign-in")
        assert answer is not None
        assert "script-src 'self';" in answer.headers["content-security-policy"]
        yield BrowserEvaluator(tab, f"{running.address}/assets/any/conditions.js")


def differences(askings: list[Asking], browser: list[list[Result]]) -> list[str]:
    """Return a line for each condition that did not come out the same everywhere."""
    return [
        f"{one.text!r} of {one.who}: Python {one.python}, slow {one.slow}, browser {result},"
        f" in {json.dumps(asking.household)}"
        for asking, results in zip(askings, browser, strict=True)
        for one, result in zip(asking.asked, results, strict=True)
        if not (_same(one.python, one.slow) and _same(one.python, result))
    ]


def _same(one: Result, other: Result) -> bool:
    """Tell whether both are the same; 1 is not true."""
    return one == other and isinstance(one, bool) is isinstance(other, bool)
