"""The table of what is unclear in a plan: who finds it out, and by when, one line each."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from riskform.engine.plan import FindingReply
from riskform.engine.uk_dates import parse_uk_date
from riskform.engine.values import date_trouble
from riskform.errors import StaleAnswers
from riskform.services.planning import OpenPlan, PlannedFinding
from riskform.web.forms.boxes import day_of
from riskform.web.planned import meanwhile, names_of


@dataclass(frozen=True, slots=True)
class Row:
    """One unclear finding with what stands in its two boxes: a name, and a day as it is typed.

    Where nobody finds it out yet, the last day is suggested.
    """

    planned: PlannedFinding
    person: str
    owner: str
    due: str

    @property
    def at(self) -> str:
        """Return the finding's name, which the names of the boxes end with."""
        return self.planned.dated.finding.at


def rows(found: OpenPlan) -> tuple[Row, ...]:
    """Return a row for each unclear finding, as it stands: by day, then each child first."""
    names = names_of(found)
    made = [
        Row(
            planned,
            names[planned.dated.finding.person],
            planned.reply.owner if planned.reply else "",
            as_typed(planned.reply.due) if planned.reply else _suggested(planned),
        )
        for planned in found.findings
        if planned.dated.finding.kind == "unclear"
    ]

    def turn(row: Row) -> tuple[bool, date, int]:
        day = parse_uk_date(row.due) or row.planned.dated.due
        return found.assessment.turn(row.planned.dated.finding.person, day)

    return tuple(sorted(made, key=turn))


def typed_rows(found: OpenPlan, form: Mapping[str, str]) -> tuple[Row, ...]:
    """Return the rows as a form sent them; one that it does not hold stays as it is.

    A name in `rest` is given to every row that has none: with `also_waiting` also to those about
    pages that nobody has saved yet.
    """
    typed = tuple(
        replace(
            row,
            owner=form.get(f"owner-{row.at}", row.owner),
            due=form.get(f"due-{row.at}", row.due),
        )
        for row in rows(found)
    )
    name = form.get("rest", "").strip()
    return tuple(
        replace(row, owner=name) if name and _is_free(row, bool(form.get("also_waiting"))) else row
        for row in typed
    )


def reply_of(row: Row) -> FindingReply:
    """Return what a row says; a suggested day without a name says nothing."""
    says_nothing = (
        row.planned.reply is None and not row.owner.strip() and row.due == _suggested(row.planned)
    )
    return FindingReply(row.at, "unclear", owner=row.owner, due="" if says_nothing else row.due)


def no_days(table: tuple[Row, ...]) -> dict[str, str]:
    """Return what to do about each text that is no real day, by the names of the boxes."""
    return {
        f"due-{row.at}": f"{row.planned.dated.finding.says} By when: {date_trouble(row.due)}"
        for row in table
        if row.due.strip() and parse_uk_date(row.due) is None
    }


def as_typed(kept: str) -> str:
    """Return a kept day as people type it, "3/12/2026", and anything else as it stands."""
    day = day_of(kept)
    return f"{day.day}/{day.month}/{day.year}" if day.month else kept


def clashing(clash: StaleAnswers) -> dict[str, str]:
    """Return what somebody else wrote in the same row, as messages by the names of the boxes."""
    at = clash.clashes[0].at.removeprefix("reply/").rpartition(".")[0]
    return {f"{field}-{at}": message for field, message in meanwhile(clash).items()}


def _is_free(row: Row, also_waiting: bool) -> bool:  # noqa: FBT001 - a box that is ticked or not
    free = not row.owner.strip() and not row.planned.answered
    return free and (also_waiting or not row.planned.waits)


def _suggested(planned: PlannedFinding) -> str:
    due = planned.dated.due
    return as_typed(due.isoformat()) if due and not planned.answered else ""
