"""`make soak`, or `python -m tests.soak`: prints figures; exit status 1 where anything went wrong.

All of it stays on this machine. What is asked for by name is run alone: `python -m tests.soak
kills --kills 1000`.
"""

import argparse
import secrets
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.soak import (
    cases,
    definitions,
    evaluators,
    kills,
    limits,
    long_texts,
    races,
    slips,
    submissions,
    withheld,
)
from tests.soak.chance import Figures


@dataclass(frozen=True, slots=True)
class Soak:
    """One kind of soak: what it does, how often unless told otherwise, and how to run it."""

    about: str
    times: int
    run: Callable[[int, int], Figures]


SOAKS = {
    "kills": Soak("workers and servers killed while people save", 100, kills.run),
    "races": Soak("people who save the same page at once", 200, races.run),
    "submissions": Soak("forms filled in with anything", 10_000, submissions.run),
    "definitions": Soak("form definitions with mistakes in them", 10_000, definitions.run),
    "slips": Soak("slips of each kind in each file of form definitions", 1, slips.run),
    "cases": Soak("case files with mistakes in them", 2_000, cases.run),
    "limits": Soak("families searched for the longest way through the form", 500, limits.run),
    "withheld": Soak("forms in which one answer after the other is hidden", 300, withheld.run),
    "long_texts": Soak("times that a long text is checked beside a short one", 5, long_texts.run),
    "evaluators": Soak("forms judged by three evaluators", 5_000, evaluators.run),
}


def main() -> int:
    """Run the soaks that were asked for; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("only", nargs="*", metavar="SOAK", help="which to run; all if none")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000))
    for name, soak in SOAKS.items():
        parser.add_argument(
            f"--{name.replace('_', '-')}", type=int, default=soak.times, help=soak.about
        )
    given = parser.parse_args()
    say(f"The seed is {given.seed}; with --seed={given.seed} all of it happens again.")
    wrong = 0
    for name in given.only or SOAKS:
        started = time.monotonic()
        found = SOAKS[name].run(getattr(given, name), given.seed)
        say(f"{name} ({SOAKS[name].about}), {time.monotonic() - started:.0f} s: {found.told()}")
        wrong += len(found.wrong)
    say(f"{wrong} things went wrong.")
    return 1 if wrong else 0


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
