"""One change between two versions of a form: its kind, both texts, and what answers come to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Effect = Literal["none", "stay", "carried", "kept", "invalid", "judged"]

EFFECTS: Mapping[Effect, str] = {
    "none": "",
    "stay": "Answers stay as they are.",
    "carried": "Answers move to the new question, with how they are known and since when.",
    "kept": "Answers are kept, and not asked or shown any more.",
    "invalid": "Answers that say this are kept, and shown as not one of the answers.",
    "judged": "Answers are kept and judged again; one that no longer fits is shown as invalid.",
}
"""What becomes of the answers of a draft that is moved, in words; nothing is ever dropped."""

TOUCHING: frozenset[Effect] = frozenset({"carried", "kept", "invalid", "judged"})
"""The effects after which an answer is not just as it was."""

KINDS: Mapping[str, str] = {
    "form-title": "The form has another title",
    "form-levels": "The form is offered at other levels of need",
    "form-plan": "The form ends differently",
    "level-rule": "What a level of need says has changed",
    "smart-rules": "The checks of the plan have changed",
    "named-condition": "A condition with a name has changed",
    "section-added": "New section",
    "section-removed": "Section taken out",
    "section-order": "The sections stand in another order",
    "section-wording": "A section has other words",
    "section-condition": "A section is shown under another condition",
    "section-asked-of": "A section is asked about somebody else",
    "added": "New question",
    "removed": "Question taken out",
    "renamed": "A question has another id, and takes its answers along",
    "question-order": "Questions stand in another order",
    "wording": "Other words",
    "agency-hint": "What an agency adds to the hint has changed",
    "guidance": "Other guidance",
    "type-changed": "Another type of answer",
    "option-added": "New answer to choose",
    "option-removed": "Answer taken out",
    "option-wording": "An answer has other words",
    "option-meaning": "An answer counts differently",
    "condition-changed": "Asked under another condition",
    "wording-condition": "Words for special cases have changed",
    "check-changed": "What an answer is checked for has changed",
    "now-required": "Now needed to submit",
    "no-longer-required": "No longer needed to submit",
    "limits-changed": "Other limits",
    "calculation-changed": "Worked out differently",
    "how-known-changed": "Asking how it is known has changed",
    "not-known-changed": "The answer Not known has changed",
    "blank-changed": "What a blank raises has changed",
    "privacy-changed": "Who sees the answer has changed",
    "carried-forward-changed": "What a next assessment takes over has changed",
    "sets-level-changed": "Whether it sets the child's level has changed",
    "list-field-added": "New field in a list",
    "list-field-removed": "Field taken out of a list",
    "list-field-changed": "A field of a list has changed",
    "finding-added": "New finding",
    "finding-removed": "Finding taken out",
    "finding-kind": "A finding is of another kind",
    "finding-wording": "A finding has other words",
    "finding-condition": "A finding is raised under another condition",
    "finding-limit": "A finding has another time limit",
    "finding-draft": "A finding has another draft for the plan",
    "finding-changed": "A finding has changed",
}
"""Every kind of change, as a practice lead would say it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `at` is the id of what changed, `about` its words, `section` its section's title.

    `before` and `after` are "" where there is nothing. `refs` are the questions of the old version
    whose answers it is about; with `option`, only answers that hold that option's id. `advice` is
    what the author may have meant instead, or "".
    """

    kind: str
    at: str
    about: str
    before: str = ""
    after: str = ""
    section: str = ""
    effect: Effect = "none"
    refs: tuple[str, ...] = ()
    option: str = ""
    advice: str = ""

    @property
    def said(self) -> str:
        """Return what kind of change it is, in words."""
        return KINDS[self.kind]

    @property
    def touches(self) -> bool:
        """Tell whether an answer of the old version would not just stay as it is."""
        return self.effect in TOUCHING

    def is_about(self, ref: str, value: object) -> bool:
        """Tell whether an answer to the old question `ref` is one that this change is about."""
        if ref not in self.refs:
            return False
        return not self.option or self.option in (value if isinstance(value, list) else [value])

    def as_data(self) -> dict[str, object]:
        """Return the change as plain data, for `diff --json`."""
        return {
            "kind": self.kind,
            "at": self.at,
            "about": self.about,
            "section": self.section,
            "before": self.before,
            "after": self.after,
            "answers": self.effect,
            "questions": list(self.refs),
            "option": self.option,
            "advice": self.advice,
        }


@dataclass(frozen=True, slots=True)
class FormDiff:
    """Every change between two versions of a form, in the order in which the form is read."""

    changes: tuple[Change, ...]

    @property
    def touches_answers(self) -> bool:
        """Tell whether any answer would not just stay as it is."""
        return any(change.touches for change in self.changes)
