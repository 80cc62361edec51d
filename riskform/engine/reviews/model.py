"""What a review of a plan holds. Days are dates, or texts as typed (ISO where they are real)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

PROGRESS = {
    "done": "Done",
    "better": "Better",
    "same": "The same",
    "worse": "Worse",
    "cannot_tell": "Cannot tell",
}
EVIDENCE = {
    "seen": "I saw it",
    "child": "{child} told me",
    "parent": "A parent told me",
    "agency": "Another agency told me",
    "record": "A record or a test",
}
NEXT = {"keep": "Keep", "change": "Change", "step_up": "Step up", "close": "Close"}
DIRECTIONS = {"more": "More is better", "less": "Less is better"}
STATES = {"done": "Done", "not_done": "Not done", "not_needed": "Not needed any more"}


@dataclass(frozen=True, slots=True)
class Measure:
    """How an outcome is measured, as a person confirmed it; the newest of an outcome counts.

    What cannot be counted has neither unit nor numbers. `baseline` and `good_enough` are texts
    with one number each; `baseline` may be "" where nothing was counted then.
    """

    outcome_id: str
    number: int
    counted: bool
    unit: str = ""
    direction: str = ""
    baseline: str = ""
    good_enough: str = ""
    set_by: str = ""
    set_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ActionReview:
    """What became of one action: `what`, `who` and `due` are how it stands from now on.

    `state` is a key of STATES, or "new" for an action that this review added.
    """

    action_id: str
    state: str
    what: str
    who: str
    due: str
    accepted: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """One outcome reviewed once; never changed afterwards.

    `value` is the measure as typed ("" for none), in `unit`. `progress` is the person's word,
    `computed` what the measurements said then ("" where they said nothing). `reasons` are by what
    they are for: differs, done, same, close, contingency. `what`, `by` and `if_not` are how the
    outcome stands from now on. `contingency` is "", `now` or `not`. `saved_at` is None until it is
    kept.
    """

    outcome_id: str
    number: int
    reviewed_on: date
    measured_on: date
    value: str = ""
    unit: str = ""
    words: str = ""
    progress: str = ""
    computed: str = ""
    evidence: tuple[str, ...] = ()
    next: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)
    finds_out: str = ""
    find_out_by: str = ""
    contingency: str = ""
    what: str = ""
    by: str = ""
    if_not: str = ""
    actions: tuple[ActionReview, ...] = ()
    author: str = ""
    id: int = 0
    saved_at: datetime | None = field(default=None, compare=False)

    @property
    def is_unclear(self) -> bool:
        """Tell whether nobody can tell yet, or only a parent has said so."""
        return self.progress == "cannot_tell" or self.only_a_parent

    @property
    def only_a_parent(self) -> bool:
        """Tell whether a parent's word is all there is."""
        return self.evidence == ("parent",)


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody of the team said to a review, for ever."""

    review_id: int
    text: str
    author: str
    written_at: datetime
