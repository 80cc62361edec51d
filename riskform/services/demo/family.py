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
class DemoMeasure:
    """How an outcome is measured: unit, which way is better, then, and good enough."""

    unit: str
    direction: str
    baseline: str
    good_enough: str


@dataclass(frozen=True, slots=True)
class DemoReview:
    """A review of an outcome by who wrote the assessment. `done` names actions; all others go on.

    With `contingency_who`, that person does now what was to be done "if not by then".
    """

    days_ago: int
    value: str
    words: str
    progress: str
    evidence: tuple[str, ...]
    next: str = "keep"
    contingency_who: str = ""
    new_action: str = ""
    done: tuple[str, ...] = ()


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
    measured: DemoMeasure | None = None
    reviews: tuple[DemoReview, ...] = ()


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
    form: str = "child_risk_assessment"
