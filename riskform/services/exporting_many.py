"""The plans of a team, one file each: which they are, and making one of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from riskform.errors import NotAllowed, RiskformError
from riskform.records import Database, Session, assessments
from riskform.records.assessments import AssessmentSummary
from riskform.records.kept_papers import PaperFile
from riskform.services import exporting, keeping
from riskform.services.actors import CASE_WORKERS, Actor, may
from riskform.services.exporting import Paper, Render
from riskform.services.opening import form_of

_PLAN, _AS_NEEDED, _FAMILY = "plan", exporting.AS_NEEDED, ""
_AT_A_TIME = 100


class NotPrinted(RiskformError):
    """A plan could not be laid out in time. Nothing was handed out."""


@dataclass(frozen=True, slots=True)
class PlanToExport:
    """A plan by its record's reference, at the revision that the record stands at."""

    reference: str
    revision: int


def plans_of(
    session: Session, actor: Actor, since: date | None, *, drafts: bool
) -> tuple[PlanToExport, ...]:
    """Return the plans that `actor` may see, by reference: the agreed ones, with `drafts` all.

    `since` leaves out what was agreed (or, not agreed, last saved) before that day. Raises
    NotAllowed for who sees no records.
    """
    if actor.role not in CASE_WORKERS:
        raise NotAllowed(f"{actor.name} sees no records, so there is no plan to export.")
    has_plan: dict[str, bool] = {}
    found = []
    for one in _records(session, actor, () if drafts else ("agreed",)):
        if one.form_hash not in has_plan:
            has_plan[one.form_hash] = form_of(session, one.form_hash).plan != "none"
        stands_for = (one.agreed_at or one.updated_at).date()
        if has_plan[one.form_hash] and (since is None or stands_for >= since):
            found.append(PlanToExport(one.reference, one.revision))
    return tuple(sorted(found, key=lambda plan: plan.reference))


def export_plan(
    database: Database,
    actor: Actor,
    reference: str,
    today: date,
    now: datetime,
    render: Render,
) -> Paper:
    """Hand out one plan, as its family needs it: from the store, or laid out outside a transaction.

    Raises NotFound, NotPrinted, and whatever `render` raises.
    """
    with database.session(write=False) as looking:
        which = exporting.which_paper(looking, actor, reference, _PLAN, _AS_NEEDED, _FAMILY)
        found = keeping.kept_or_document(
            *(looking, actor, reference, which),
            lambda session: exporting.document_of(session, actor, reference, _PLAN, today),
        )
    if isinstance(found, PaperFile):
        kept = found
        return database.write(
            lambda session: keeping.handed_out_again(session, actor, reference, which, kept, now)
        )
    document, rendered = found, render(found)
    if not rendered.complete:
        raise NotPrinted(f"the plan of record {reference} took too long to lay out")
    return database.write(
        lambda session: exporting.handed_out(session, actor, document, rendered, now, which)
    )


def _records(
    session: Session, actor: Actor, statuses: tuple[str, ...]
) -> Iterator[AssessmentSummary]:
    offset = 0
    while True:
        some = assessments.listed(
            session, team=actor.team, statuses=statuses, limit=_AT_A_TIME, offset=offset
        )
        yield from (one for one in some if may(actor, "assessment.see", one))
        if len(some) < _AT_A_TIME:
            return
        offset += _AT_A_TIME
