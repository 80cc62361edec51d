"""Words to start an outcome from, for one child and one worry. Nothing is planned by it."""

from riskform.engine.drafting import Drafted, drafted
from riskform.engine.plan import WORRIES
from riskform.services.planned import OpenPlan


def draft_for(found: OpenPlan, at: str, child_id: str) -> Drafted | None:
    """Return the draft for the worry `at` and a child, or None where there is none.

    There is none for a worry that this reader is not shown, or that is another child's.
    """
    child = next((one for one in found.assessment.people.children if one.id == child_id), None)
    planned = next((one for one in found.findings if one.dated.finding.at == at), None)
    if child is None or planned is None or planned.dated.finding.kind not in WORRIES:
        return None
    rule, person = planned.dated.finding.rule, planned.dated.finding.person
    children = {one.id for one in found.assessment.people.children}
    if rule is None or rule.draft is None or (person in children and person != child_id):
        return None
    adults = {one.id: one.name for one in found.assessment.people.adults}
    return drafted(
        rule.draft,
        child.name,
        adults.get(person, ""),
        found.last_day.get(child_id),
        planned.dated.due,
    )
