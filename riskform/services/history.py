"""What was changed in an assessment, when and by whom, newest first, in words.

The reviews of its plan come after the last save, because only an agreed plan is reviewed.
"""

from dataclasses import dataclass

from riskform.records import Session, decisions, people, revisions
from riskform.services.actors import Actor, roles_in
from riskform.services.older_words import steps_back
from riskform.services.opening import OpenAssessment, open_assessment
from riskform.services.telling import Entry, Teller
from riskform.services.telling_plans import Changed
from riskform.services.telling_reviews import Reviewed, reviewed

__all__ = ["ON_A_PAGE", "Changed", "Entry", "History", "Reviewed", "history"]

ON_A_PAGE = 40


@dataclass(frozen=True, slots=True)
class History:
    """A part of the history; `older` asks for the next part, and is None where there is none.

    `reviews` are in the newest part; `more_reviews` tells that there are older ones than those.
    """

    assessment: OpenAssessment
    entries: tuple[Entry, ...]
    older: int | None
    reviews: tuple[Reviewed, ...] = ()
    more_reviews: bool = False


def history(session: Session, actor: Actor, reference: str, before: int | None = None) -> History:
    """Return the newest saves, or those before the save with the number `before`.

    Raises NotFound, also for who is no practitioner or manager of the team.
    """
    assessment = open_assessment(session, actor, reference)
    reasons = {
        decision.revision: decision.reason
        for decision in decisions.of_assessment(session, assessment.stored.id)
    }
    family = people.of_family(session, assessment.stored.family_id)
    names = {child.id: child.name for child in family.children}
    names |= {adult.id: adult.name for adult in family.adults}
    names |= {gone.id: gone.name for gone in family.removed}
    found = revisions.since(session, assessment.stored.id)
    steps = tuple(steps_back(session, found, assessment.form))
    teller = Teller(assessment, names, steps, roles_in(actor, assessment.stored))
    numbered = teller.numbered(found)
    wanted = [(number, one) for number, one in numbered if before is None or number < before]
    shown = wanted[-ON_A_PAGE:]
    entries = tuple(
        teller.entry(number, one, reasons.get(one.number, "")) for number, one in reversed(shown)
    )
    after = reviewed(session, assessment) if before is None else ()
    return History(
        assessment,
        entries,
        shown[0][0] if len(wanted) > len(shown) else None,
        after[:ON_A_PAGE],
        more_reviews=len(after) > ON_A_PAGE,
    )
