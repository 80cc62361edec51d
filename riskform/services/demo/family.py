"""The shape of a fictional family's plan, as the demo puts it in.

Days count from the day of the visit.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DemoAction:
    """An action: what, by whom, and how many days after the visit.

    `agreed` tells that who does it said yes on the day of the visit.
    """

    what: str
    who: str
    due: int
    agreed: bool = True


@dataclass(frozen=True, slots=True)
class DemoOutcome:
    """An outcome for the child with this key in the scenario; `answers` are findings' names."""

    child: str
    what: str
    now: str
    measure: str
    by: int
    if_not: str
    answers: tuple[str, ...]
    actions: tuple[DemoAction, ...]


@dataclass(frozen=True, slots=True)
class DemoFamily:
    """One family: its scenario, who wrote the assessment, and how far it came.

    `state` is draft, submitted, returned or agreed. `chased_by` finds out what is unclear;
    `reasons` answer findings without an outcome. `audited` is the child of an audit in progress.
    """

    scenario: str
    name: str
    author: str
    state: str
    visited_days_ago: int
    outcomes: tuple[DemoOutcome, ...] = ()
    reasons: dict[str, str] = field(default_factory=dict)
    chased_by: str = ""
    decision: str = ""
    pages: tuple[str, ...] = ()
    audited: str = ""
