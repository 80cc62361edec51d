"""Random forms and families, judged in Python, in Chromium and by the slow evaluator."""

import tempfile
import time
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded

from riskform.definitions.conditions.tree_json import trees_from_json
from tests.browser.windows import Windows, started
from tests.engine.generated_forms import World, worlds
from tests.language.tables import tags_in
from tests.language.three_evaluators import (
    Asking,
    BrowserEvaluator,
    asking_about,
    browser_evaluator,
    differences,
)
from tests.soak.chance import Figures, figures

BATCH: Final = 200


def run(forms: int, seed: int) -> Figures:
    """Judge `forms` forms, each for a family; return how many conditions came out, and how."""
    with started() as chromium:
        return run_in(Windows(chromium), forms, seed)


def run_in(windows: Windows, forms: int, seed: int) -> Figures:
    """Do as `run`, in a browser that is there."""
    found = figures()
    tags: set[str] = set()
    with (
        tempfile.TemporaryDirectory(prefix="riskform-soak-") as folder,
        browser_evaluator(windows, Path(folder)) as browser,
    ):
        for first in range(0, forms, BATCH):
            askings = _askings(min(BATCH, forms - first), f"{seed}/{first}")
            trees = [tree for one in askings for tree in trees_from_json(one.conditions).values()]
            tags = tags.union(*map(tags_in, trees))
            _compare(askings, browser, found)
    found.add("kinds of node and sign", len(tags))
    return found


def _askings(forms: int, chance: str) -> list[Asking]:
    askings: list[Asking] = []

    @seeded(chance)
    @settings(
        max_examples=forms,
        phases=[Phase.generate],
        database=None,
        derandomize=False,
        deadline=None,
        suppress_health_check=HealthCheck,
    )
    @given(worlds())
    def collect(world: World) -> None:
        askings.append(asking_about(world))

    collect()
    return askings


def _compare(askings: list[Asking], browser: BrowserEvaluator, found: Figures) -> None:
    started = time.monotonic()
    results = browser.results(askings)
    found.add("seconds in the browser", round(time.monotonic() - started, 2))
    found.add("forms and families", len(askings))
    for one in (one for asking in askings for one in asking.asked):
        found.add("conditions")
        found.add("numbers" if one.kind == "number" else f"{one.python}".lower())
    found.wrong += differences(askings, results)
