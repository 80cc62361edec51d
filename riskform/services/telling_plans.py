"""The changes of a plan in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from riskform.records.revisions import Change
from riskform.services.kept_words import day

_FIELDS = {
    "outcome": {
        "what": "What will be different",
        "now": "What it is like now",
        "measure": "How we will know",
        "by": "When we check",
        "if_not": "If it has not changed",
        "answers": "Findings that it answers",
        "leave": "Advice left aside",
    },
    "action": {
        "what": "What has to be done",
        "who": "Who does it",
        "due": "By when",
        "agreed": "When they said yes",
        "answers": "Findings that it answers",
        "leave": "Advice left aside",
    },
    "reply": {"reason": "Reason", "owner": "Who finds out", "due": "By when"},
}
_ITEMS = {"outcome": "Outcome", "action": "Action", "reply": "Reply"}


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that was changed: what it is called, and what stood there; "" for nothing."""

    label: str
    before: str
    after: str


def plan_changes(key: str, change: Change, says: Mapping[str, str]) -> Iterator[Changed]:
    """Yield what changed of one item of a plan; `says` has the words of findings, by `at`."""
    item, _, at = key.partition("/")
    before: Any = change.before or {}
    after: Any = change.after or {}
    about = f" ({says[at]})" if at in says else ""
    for field, label in _FIELDS.get(item, {}).items():
        was, is_now = (_field(field, one.get(field), says) for one in (before, after))
        if was != is_now:
            yield Changed(f"{_ITEMS[item]}: {label}{about}", was, is_now)


def _field(field: str, kept: Any, says: Mapping[str, str]) -> str:  # noqa: ANN401 - JSON as it was read.
    if not kept:
        return ""
    if field == "answers":
        return "\n".join(says.get(at, "A finding that is not raised any more") for at in kept)
    if field == "leave":
        return "\n".join(kept.values())
    return day(kept) if field in {"by", "due", "agreed"} else str(kept)
