"""What a case or a scenario can name of a form, also of one that has mistakes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from riskform.definitions.building import Written
from riskform.definitions.conditions.symbols import EVERYTHING
from riskform.definitions.conditions.tree import Ask
from riskform.definitions.model import Form, Question, Section
from riskform.definitions.section_checks import placed_findings

_NOTHING: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class FormNames:
    """The questions of a form by `section.id`; by section whom it asks, and the ids of findings.

    There may be other names in the sections of `open`, and in every section that is not there if
    EVERYTHING is among them. Of the questions in `doubtful` it is not known what can be answered.
    """

    questions: Mapping[str, Question]
    asks: Mapping[str, Ask]
    findings: Mapping[str, tuple[str, ...]]
    open: frozenset[str] = _NOTHING
    doubtful: frozenset[str] = _NOTHING
    open_findings: frozenset[str] = _NOTHING

    def may_hold(self, ref: str) -> bool:
        """Tell whether a question that is not among these may be there and could not be read."""
        return self._is_open(ref, self.open)

    def may_raise(self, ref: str) -> bool:
        """Tell whether a finding that is not among these may be there and could not be read."""
        return self._is_open(ref, self.open | self.open_findings)

    def _is_open(self, ref: str, sections: frozenset[str]) -> bool:
        section = ref.partition(".")[0]
        return section in sections or (EVERYTHING in self.open and section not in self.asks)

    def besides(self, sections: Iterable[str]) -> "FormNames":
        """Return the names where there may be others in `sections`."""
        return replace(self, open=self.open.union(sections))


NO_NAMES: Final = FormNames({}, {}, {})


def names_of(form: Form) -> FormNames:
    """Return what can be named of a form that can be used."""
    return FormNames(
        form.questions,
        {section.id: section.ask for section in form.sections},
        {section.id: tuple(rule.id for rule in section.findings) for section in form.sections},
    )


def names_in(
    chosen: Iterable[Written], sections: Iterable[Section], broken: Iterable[str], *, whole: bool
) -> FormNames:
    """Return what can be named of a form with mistakes: of the sections that it has chosen.

    `sections` are the same, linked as far as that could be done; those that are `broken` could not
    be read. The form is not `whole` where it may ask sections besides these.
    """
    written = {one.shape.section: one for one in chosen}
    unreadable = {f"{name}.{one}" for name, w in written.items() for one in w.unreadable}
    opened = {name for name, one in written.items() if EVERYTHING in one.unreadable}
    opened |= {*broken} if whole else {*broken, EVERYTHING}
    raised = {name: [f.id for _, f in placed_findings(w.shape)] for name, w in written.items()}
    return FormNames(
        {question.ref: question for section in sections for question in section.questions},
        {section.id: section.ask for section in sections},
        {name: tuple(ids) for name, ids in raised.items()},
        frozenset(opened),
        frozenset(unreadable),
        frozenset(name for name, one in written.items() if one.lost_findings),
    )
