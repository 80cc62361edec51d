"""What a person gives at a review of one outcome, as it was typed."""

from dataclasses import dataclass, field

from riskform.engine.reasons import says_something


@dataclass(frozen=True, slots=True)
class ActionGiven:
    """What became of one action. Texts and the day as typed; `state` "" where none is chosen."""

    state: str = ""
    why: str = ""
    what: str = ""
    who: str = ""
    due: str = ""
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """A review as it was typed; days are ISO texts where they are real, "31/2/2026" where not.

    `reasons` are by what they are for (see `model.Review`), `actions` by the action's id.
    """

    value: str = ""
    measured_on: str = ""
    words: str = ""
    progress: str = ""
    evidence: tuple[str, ...] = ()
    next: str = ""
    reasons: dict[str, str] = field(default_factory=dict)
    finds_out: str = ""
    find_out_by: str = ""
    contingency: str = ""
    contingency_who: str = ""
    contingency_by: str = ""
    what: str = ""
    by: str = ""
    if_not: str = ""
    actions: dict[str, ActionGiven] = field(default_factory=dict)
    new_what: str = ""
    new_who: str = ""
    new_due: str = ""

    def reason(self, name: str) -> str:
        """Return a reason without the space around it, "" where none says anything."""
        why = self.reasons.get(name, "").strip()
        return why if says_something(why) else ""
