"""The copy that tells how a plan is going: when it is offered, and what is released for it."""

import pytest

from riskform.engine.documents import to_json
from riskform.services import copies, releasing
from riskform.services.releasing import Wanted
from tests.services.office import NOW, TODAY, Office
from tests.services.review_office import AgreedPlan, agreed_plan

KINDS = {"progress", "child_progress", "worker_progress"}


@pytest.fixture
def plan(office: Office) -> AgreedPlan:
    """Give an agreed plan with one outcome."""
    return agreed_plan(office)


def offered(plan: AgreedPlan) -> set[str]:
    with plan.office.database.session(write=False) as session:
        found = copies.copies_of(session, plan.office.priya, plan.reference, TODAY)
    return {offer.kind.name for offer in found.offers} & KINDS


def text(plan: AgreedPlan, kind: str) -> str:
    with plan.office.database.session(write=False) as session:
        made = copies.document(session, plan.office.priya, plan.reference, kind, "", TODAY)
    return to_json(made)


def test_it_is_offered_from_the_first_measure_on(plan: AgreedPlan) -> None:
    assert offered(plan) == set()
    plan.measure()
    assert offered(plan) == KINDS


def test_what_was_written_at_a_review_is_at_home_only_once_its_author_releases_it(
    plan: AgreedPlan,
) -> None:
    plan.measure()
    plan.review(words="Zinnia was in the cot.")
    assert "Zinnia" in text(plan, "worker_progress")
    assert "Zinnia" not in text(plan, "progress")
    wanted = Wanted("progress", "", f"review:{plan.outcome}-1")
    with plan.office.writing() as session:
        asked = (session, plan.office.priya, plan.reference, wanted)
        releasing.release(*asked, "They were there.", TODAY, NOW)
    assert "Zinnia" in text(plan, "progress")
    plan.review(seen=1, value="4 of 6", words="Something else.", actions={})
    assert "Zinnia" in text(plan, "progress")
    assert "Something else" not in text(plan, "progress")
