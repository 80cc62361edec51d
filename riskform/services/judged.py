"""What follows from an assessment as it stands, found out once and kept while nothing changes.

A save is followed by the next page, and a page by its save: both judge the same answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from riskform.definitions.model import Form
from riskform.engine.because import Reason, because
from riskform.engine.case import Case, Child, Tie
from riskform.engine.confidential import Withheld
from riskform.engine.evaluation import Evaluation, RaisedFinding, evaluate
from riskform.engine.progress import Page, pages
from riskform.engine.seeing import evaluation_seen
from riskform.records.assessments import StoredAssessment
from riskform.records.people import People

MOST_KEPT = 128  # assessments a process


class Judged:
    """The evaluation of one state of one assessment, and what is read from it. For reading only."""

    def __init__(
        self,
        form: Form,
        evaluation: Evaluation,
        saved: Mapping[str, object],
        kept_back: frozenset[str] = frozenset(),
    ) -> None:
        """Read `evaluation`; `saved` holds the keys of the pages that were saved at least once.

        `kept_back` are the keys of the questions that are asked, and whose answers are hidden:
        only those of which the reader may be told.
        """
        self.form = form
        self.evaluation = evaluation
        self.kept_back = kept_back
        self._saved = saved
        self._reasons: dict[str, tuple[Reason, ...]] = {}
        self._seen: dict[Withheld, Judged] = {}

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Return the pages on the route, in the order of the form."""
        return pages(self.form, self.evaluation, self._saved, self.kept_back)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Return the place of each page on the route, by its key."""
        return {page.key: place for place, page in enumerate(self.pages)}

    @cached_property
    def shown_findings(self) -> tuple[RaisedFinding, ...]:
        """Return the findings without the blanks of pages that nobody has saved yet."""
        return tuple(
            finding
            for finding in self.evaluation.findings
            if not finding.blank or f"{finding.person}/{finding.section}" in self._saved
        )

    def reasons(self, finding: RaisedFinding) -> tuple[Reason, ...]:
        """Return why a finding was raised."""
        if finding.at not in self._reasons:
            self._reasons[finding.at] = because(self.form, self.evaluation, finding)
        return self._reasons[finding.at]

    def without(self, hidden: Withheld) -> "Judged":
        """Return the same without what is `hidden`, and without anything that depends on it."""
        if hidden not in self._seen:
            kept_back = (at for at in self.evaluation.asked if at.partition("/")[2] in hidden.named)
            seen = evaluation_seen(self.form, self.evaluation, hidden)
            self._seen[hidden] = Judged(self.form, seen, self._saved, frozenset(kept_back))
        return self._seen[hidden]


def judged(form: Form, stored: StoredAssessment, family: People) -> Judged:
    """Return what follows from `stored`: ages and limits are on the day of the last visit."""
    adults = tuple((one.id, one.name, tuple(one.to.items())) for one in family.adults)
    state = _State(
        form_hash=stored.form_hash,
        document=stored.document,
        on=stored.visit_on,
        level=stored.level,
        children=family.children,
        adults=adults,
        form=form,
        stored=stored,
        family=family,
    )
    return _judged(state)


def case_of(stored: StoredAssessment, family: People) -> Case:
    """Return what the engine judges."""
    return Case(stored.visit_on, stored.level, family.children, family.adults, stored.answers)


@dataclass(frozen=True, slots=True)
class _State:
    """All that a judgement depends on, by its content; the rest comes along to judge it."""

    form_hash: str
    document: str
    on: date
    level: int
    children: tuple[Child, ...]
    adults: tuple[tuple[str, str, tuple[tuple[str, Tie], ...]], ...]
    form: Form = field(compare=False, repr=False)
    stored: StoredAssessment = field(compare=False, repr=False)
    family: People = field(compare=False, repr=False)


@lru_cache(maxsize=MOST_KEPT)
def _judged(state: _State) -> Judged:
    evaluation = evaluate(state.form, case_of(state.stored, state.family))
    return Judged(state.form, evaluation, state.stored.pages)
