"""Which conditions of a form its scenarios saw true, and which false."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from riskform.definitions.model import Form
from riskform.definitions.written_conditions import WrittenConditions
from riskform.engine.evaluation import Evaluation
from riskform.engine.sights import Judged, Judges, Sight, judged_in, sights

Never = Literal["true", "false", "raised"]


@dataclass(frozen=True, slots=True)
class Gap:
    """A condition that no scenario saw one way; `unknown` counts how often it was only unknown."""

    judged: Judged
    never: tuple[Never, ...]
    unknown: int


@dataclass(frozen=True, slots=True)
class FormCoverage:
    """How many of a form's conditions were seen both ways, and how many blanks were raised.

    `elsewhere` are those that only the scenarios of other forms saw, in a section that is shared.
    """

    form: str
    scenarios: int
    conditions: int
    seen: int
    blanks: int
    raised: int
    elsewhere: int
    gaps: tuple[Gap, ...]


@dataclass(slots=True)
class Seen:
    """What the scenarios of one form saw; `conditions` are all that they could have seen.

    The same form may be asked in variants: then it has the conditions of every variant.
    """

    form: str
    written: WrittenConditions
    scenarios: int = 0
    conditions: dict[str, Judged] = field(default_factory=dict)
    times: Counter[Sight] = field(default_factory=Counter)
    judges: Judges = field(default_factory=Judges)

    def add(self, form: Form, evaluation: Evaluation) -> None:
        """Take in what a scenario of the form, or of a variant of it, saw."""
        self.add_conditions(form)
        self.scenarios += 1
        self.times.update(sights(form, evaluation, self.written, self.judges))

    def add_conditions(self, form: Form) -> None:
        """Take in what there is to be seen in a form."""
        self.conditions |= {judged.what: judged for judged in judged_in(form, self.written)}


def coverage(seen: Iterable[Seen]) -> tuple[FormCoverage, ...]:
    """Return the coverage of each form, in the order given.

    A condition that stands in a section counts as seen where scenarios of any form saw it, each in
    its own form; the form's own named conditions only by its own.
    """
    seen = tuple(seen)
    everywhere: Counter[Sight] = Counter()
    for one in seen:
        everywhere.update(one.times)
    return tuple(_of_form(one, everywhere) for one in seen)


def _of_form(own: Seen, everywhere: Counter[Sight]) -> FormCoverage:
    gaps: list[Gap] = []
    elsewhere = 0
    for judged in own.conditions.values():
        never = _never(judged, own.times if judged.section is None else everywhere)
        if never:
            unknown = own.times[judged.what, "unknown"]
            gaps.append(Gap(judged, never, unknown))
        elif _never(judged, own.times):
            elsewhere += 1
    blanks = sum(judged.blank for judged in own.conditions.values())
    open_blanks = sum(gap.judged.blank for gap in gaps)
    conditions = len(own.conditions) - blanks
    return FormCoverage(
        form=own.form,
        scenarios=own.scenarios,
        conditions=conditions,
        seen=conditions - (len(gaps) - open_blanks),
        blanks=blanks,
        raised=blanks - open_blanks,
        elsewhere=elsewhere,
        gaps=tuple(gaps),
    )


def _never(judged: Judged, times: Counter[Sight]) -> tuple[Never, ...]:
    if judged.blank:
        return () if times[judged.what, "true"] else ("raised",)
    ways: tuple[Literal["true", "false"], ...] = ("true", "false")
    return tuple(way for way in ways if not times[judged.what, way])
