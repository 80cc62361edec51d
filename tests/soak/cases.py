"""Fuzz of the case files that `riskform evaluate` reads: no traceback, and a known exit status."""

import json
import tempfile
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any, Final

import yaml
from click.testing import CliRunner

from riskform.__main__ import main
from riskform.paths import bundled
from tests.soak.chance import Figures, chance, figures
from tests.soak.definitions import mutated
from tests.soak.texts import any_text

FORM: Final = "child_risk_assessment"
BATCH: Final = 50
_STRANGE: Final[tuple[object, ...]] = (
    None,
    True,
    0,
    -1,
    10**400,
    1e308,
    float("inf"),
    float("nan"),
    [],
    [[]],
    {},
    {"value": {"value": {}}},
    [{"id": "x"}],
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    ["not_known", "yes"],
)


def run(cases: int, seed: int) -> Figures:
    """Evaluate `cases` case files; return how many were evaluated and refused."""
    found, random = figures(), chance(seed)
    scenarios = [
        path.read_bytes()
        for path in sorted((bundled("form_definitions") / FORM / "scenarios").glob("*.yaml"))
    ]
    with tempfile.TemporaryDirectory(prefix="riskform-soak-") as folder:
        for first in range(0, cases, BATCH):
            paths = []
            for number in range(min(BATCH, cases - first)):
                paths.append(Path(folder) / f"case{number}.yaml")
                paths[-1].write_bytes(_case(random.choice(scenarios), random))
            _evaluate(paths, found)
    return found


def _case(scenario: bytes, random: Random) -> bytes:
    """Return a scenario as a case file, YAML or JSON, with something wrong in it or nothing."""
    kind = random.random()
    if kind < 0.25:
        return mutated(scenario, random)
    given: Any = yaml.load(scenario, yaml.BaseLoader)["given"]  # noqa: S506 - makes texts only.
    for _ in range(random.randint(0, 3)):
        # Mostly an answer, because whatever else is strange is refused before it is evaluated.
        _spoil(
            given["answers"] if given.get("answers") and random.random() < 0.9 else given, random
        )
    text = json.dumps({"given": given} if kind < 0.6 else given, default=str)
    return mutated(text.encode(), random) if kind > 0.9 else text.encode()


def _spoil(data: Any, random: Random) -> None:  # noqa: ANN401 - any part of a case.
    """Put something strange in the place of one part of `data`, however deep."""
    if not isinstance(data, dict | list) or not data:
        return
    keys = list(data) if isinstance(data, dict) else list(range(len(data)))
    key = random.choice(keys)
    if isinstance(data[key], dict | list) and data[key] and random.random() < 0.85:
        _spoil(data[key], random)
    elif isinstance(data, dict) and random.random() < 0.05:
        data[any_text(random)[:40]] = data.pop(key)
    else:
        data[key] = deepcopy(random.choice((*_STRANGE, any_text(random), any_text(random))))


def _evaluate(paths: list[Path], found: Figures) -> None:
    """Evaluate all in one go; where that fails, one by one, so that the file is known."""
    result = CliRunner().invoke(main, ["evaluate", FORM, *map(str, paths), "--json"])
    failed = result.exception is not None and not isinstance(result.exception, SystemExit)
    if failed and len(paths) > 1:
        for path in paths:
            _evaluate([path], found)
        return
    if failed or result.exit_code not in {0, 1, 2} or "Traceback" in result.output:
        what = f"{type(result.exception).__name__}: {result.exception}"
        found.wrong.append(f"exit {result.exit_code}, {what}: {paths[0].read_bytes()[:1500]!r}")
        return
    evaluated = len(result.stdout.splitlines())
    found.add("cases", len(paths))
    found.add("evaluated", evaluated)
    found.add("refused", len(paths) - evaluated)
    for line in result.stdout.splitlines():
        if set(json.loads(line)) != {"asked", "missing", "invalid", "findings", "values"}:
            found.wrong.append(f"not a result: {line[:200]}")
