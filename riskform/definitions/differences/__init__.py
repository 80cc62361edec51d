"""What changed between two versions of a form, and what that does to answers."""

from riskform.definitions.differences.change import EFFECTS, KINDS, Change, Effect, FormDiff
from riskform.definitions.differences.forms import form_diff
from riskform.definitions.differences.reading import ReadForm, read_form
from riskform.definitions.differences.renaming import renamed_refs, renamed_through
from riskform.definitions.differences.words import plain

__all__ = [
    "EFFECTS",
    "KINDS",
    "Change",
    "Effect",
    "FormDiff",
    "ReadForm",
    "form_diff",
    "plain",
    "read_form",
    "renamed_refs",
    "renamed_through",
]
