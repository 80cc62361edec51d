"""A version of a form with its conditions as they were written, ready to be compared."""

from collections.abc import Mapping
from dataclasses import dataclass

from riskform.definitions.library import load_bundle
from riskform.definitions.model import Form
from riskform.definitions.written_conditions import WrittenConditions, written_conditions


@dataclass(frozen=True, slots=True)
class ReadForm:
    """A linked form, and the text of each condition in it."""

    form: Form
    written: WrittenConditions

    def text(self, what: str) -> str:
        """Return the condition that decides `what` as it was written, "" for none."""
        return self.written.text(what) or ""

    def named(self, name: str) -> str:
        """Return the text of a named condition of the form."""
        sections = [section.id for section in self.form.sections]
        return self.text(self.written.named(self.form.id, sections, name)[0])


def read_form(bundle: Mapping[str, str], form_id: str) -> ReadForm:
    """Return the form (or variant) that these files make. Raises CouldNotRun."""
    return ReadForm(load_bundle(bundle, form_id), written_conditions(bundle))
