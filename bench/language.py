"""The definition language at a large form, beside a function written by hand and other engines.

`python -m bench.language`. All times are CPU milliseconds, because the machine may be shared:
the least and the median of the rounds, each the mean of some turns. What is measured next to each
other is measured in turns, so that ratios are of one moment.
"""

import gc
import os
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass

from bench import by_hand, large_form, other_engines
from riskform.definitions.library import load
from riskform.definitions.model import Form
from riskform.engine.case import Case
from riskform.engine.evaluation import Evaluation, evaluate
from riskform.engine.program import program_of

ROUNDS, TURNS = 200, 2
PAGES = 25
PEOPLE = (1, 10, 50)
_COLD = """
import time
from bench import large_form
from riskform.definitions.library import load
from riskform.engine.program import program_of
files = large_form.definition({pages})
started = time.process_time()
program_of(load(files).forms["large"])
print((time.process_time() - started) * 1000)
"""


@dataclass(frozen=True, slots=True)
class Took:
    """CPU milliseconds of one turn: the least and the median of the rounds."""

    least: float
    median: float

    def __str__(self) -> str:
        """Return both, as they are printed."""
        return f"{self.least:9.3f} {self.median:9.3f}"


def main() -> None:
    """Print every figure, and stop where a result is not right."""
    started = os.getloadavg()[0]
    print(
        f"{large_form.QUESTIONS:,} required questions on {PAGES} pages, {large_form.CHAINED} "
        f"conditions in a chain, {large_form.FANNED_OUT} fanned out; CPU ms, least and median"
    )
    form = _form()
    _print_judging(form)
    _print_loading()
    _print_memory()
    _print_households()
    _print_others()
    print(f"load of the machine: {started:.1f} before, {os.getloadavg()[0]:.1f} after")


def _form(ask: str = "family") -> Form:
    library = load(large_form.definition(PAGES, ask))
    assert not library.problems, library.problems[0]
    return library.forms["large"]


def _turns(*works: Callable[[], object], turns: int = TURNS, rounds: int = ROUNDS) -> list[Took]:
    """Return what each of `works` took, one after the other in each round."""
    found: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, took in zip(works, found, strict=True):
            started = time.process_time()
            for _ in range(turns):
                work()
            took.append((time.process_time() - started) * 1000 / turns)
    return [Took(min(took), statistics.median(took)) for took in found]


def _print_judging(form: Form) -> None:
    keys = [f"family/{ref}" for ref in large_form.refs(PAGES).values()]
    judge = by_hand.judge_of(keys)
    for name, given, shown, lacks in (
        ("all answered", large_form.answers("yes"), large_form.QUESTIONS, 0),
        ("root turned to no", large_form.answers("no"), large_form.SHOWN_WHEN_TURNED, 0),
        ("nothing answered", {}, large_form.SHOWN_WHEN_TURNED, large_form.SHOWN_WHEN_TURNED),
    ):
        case = large_form.case(given, PAGES)
        _assert_right(evaluate(form, case), judge(case.answers), shown, lacks)
        ours, theirs = _turns(lambda c=case: evaluate(form, c), lambda c=case: judge(c.answers))  # type: ignore[misc]  # mypy infers no type for a lambda with a default.
        print(f"{f'evaluate and validate, {name}':48} {ours}   {shown} shown, {lacks} missing")
        print(f"{'  by hand':48} {theirs}   ratio {ours.least / theirs.least:.2f}")


def _assert_right(ours: Evaluation, theirs: by_hand.Result, shown: int, lacks: int) -> None:
    assert len(ours.asked) == shown, f"{len(ours.asked)} are shown, and not {shown}"
    assert len(ours.missing) == lacks, f"{len(ours.missing)} are missing, and not {lacks}"
    values = {f"family/{ref}": value for ref, value in ours.household.family.values.items()}
    assert (ours.asked, ours.missing, values) == (theirs.asked, theirs.missing, theirs.values)


def _print_loading() -> None:
    """Load in new processes, so that nothing is warm but the imports."""
    for pages in (PAGES, 1):
        command = [sys.executable, "-c", _COLD.format(pages=pages)]
        took = [float(subprocess.check_output(command)) for _ in range(9)]
        cold = Took(min(took), statistics.median(took))
        name = f"parse, check and compile, cold, {pages + 1} files"
        print(f"{name:48} {cold}")


def _print_memory() -> None:
    gc.collect()
    tracemalloc.start()
    form = _form()
    program_of(form)
    gc.collect()
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"{'memory of the compiled form':48} {kept / 1e6:9.1f} MB, {peak / 1e6:.1f} at most")


def _print_households() -> None:
    form = _form("each child")
    given = large_form.answers("no")
    cases = {number: large_form.household(number, given, PAGES) for number in PEOPLE}
    for number, case in cases.items():
        shown = len(evaluate(form, case).asked)
        assert shown == number * large_form.SHOWN_WHEN_TURNED, f"{shown} are shown"
    took = _turns(*(_evaluating(form, case) for case in cases.values()), turns=1, rounds=40)
    alone = took[0].least
    for number, own in zip(cases, took, strict=True):
        each = own.least / number
        name = f"household of {number}, each asked all of it"
        print(f"{name:48} {own}   {each:.3f} each, ratio {each / alone:.2f}")


def _evaluating(form: Form, case: Case) -> Callable[[], object]:
    return lambda: evaluate(form, case)


def _print_others() -> None:
    found, left_out = other_engines.measured(3, PAGES)
    for other in found:
        parts = [
            f"{name} {took:.1f}"
            for name, took in (
                ("load", other.load_ms),
                ("evaluate", other.evaluate_ms),
                ("validate", other.validate_ms),
            )
            if took is not None
        ]
        right = "judges no answers"
        if other.shown is not None:
            ok = other.shown == large_form.SHOWN_WHEN_TURNED
            right = f"{other.shown} shown, {'right' if ok else 'wrong'}"
        print(f"{other.engine:48} {', '.join(parts)}   {right}")
    for reason in left_out:
        print(reason)


if __name__ == "__main__":
    main()
