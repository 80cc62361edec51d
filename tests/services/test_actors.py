from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import cast

import pytest

from riskform.errors import NotAllowed, NotFound
from riskform.records.assessments import AssessmentSummary
from riskform.records.audited import Audited
from riskform.services.actors import Actor, may, require, require_role

PRIYA = Actor(1, "Priya Nair", "practitioner", "North")
MO = Actor(2, "Mo Haddad", "manager", "North")
DOINGS = tuple(f"assessment.{doing}" for doing in ("see", "edit", "set_up", "decide", "audit"))
OF_PRIYAS = Audited(1, "7K3F9Q", PRIYA.id, datetime(2026, 3, 2, tzinfo=UTC), "kit", "Kit")


@dataclass
class Summary:
    """The facts of an assessment that rules read."""

    reference: str = "7K3F9Q"
    team: str = "North"
    author_id: int = 1
    status: str = "draft"
    author_name: str = "Priya Nair"
    audits: Audited | None = None


def assessment(**facts: object) -> AssessmentSummary:
    return cast("AssessmentSummary", replace(Summary(), **facts))  # type: ignore[arg-type]  # facts of a summary


@pytest.mark.parametrize("doing", DOINGS)
@pytest.mark.parametrize(
    "stranger",
    [
        replace(MO, team="South"),
        replace(MO, role="author"),
        replace(MO, role="administrator"),
    ],
    ids=["another team", "author", "administrator"],
)
def test_who_is_no_worker_of_the_team_may_not_know_of_it(doing: str, stranger: Actor) -> None:
    with pytest.raises(NotFound):
        require(stranger, doing, assessment())
    assert not may(stranger, doing, assessment())


@pytest.mark.parametrize("actor", [PRIYA, MO], ids=["practitioner", "manager"])
@pytest.mark.parametrize(
    ("status", "open_"),
    [("draft", True), ("returned", True), ("submitted", False), ("agreed", False)],
)
def test_what_is_open_can_be_edited_by_the_team(actor: Actor, status: str, open_: bool) -> None:  # noqa: FBT001 - a table
    assert may(actor, "assessment.edit", assessment(status=status)) is open_
    require(actor, "assessment.see", assessment(status=status))


def test_a_refusal_says_why() -> None:
    with pytest.raises(NotAllowed, match="submitted and can't be changed"):
        require(PRIYA, "assessment.edit", assessment(status="submitted"))
    with pytest.raises(NotAllowed, match="Only a manager"):
        require(PRIYA, "assessment.decide", assessment(status="submitted"))
    with pytest.raises(NotAllowed, match="You wrote this"):
        require(MO, "assessment.decide", assessment(author_id=MO.id))


def test_a_manager_decides_about_what_others_wrote() -> None:
    require(MO, "assessment.decide", assessment(status="submitted"))


def test_a_page_of_another_role_is_not_found() -> None:
    require_role(MO, "author", "manager")
    with pytest.raises(NotFound):
        require_role(PRIYA, "author", "manager")


def test_a_manager_audits_what_is_agreed_and_by_somebody_else() -> None:
    require(MO, "assessment.audit", assessment(status="agreed"))
    for why, actor, facts in (
        ("Only a manager", PRIYA, {"status": "agreed"}),
        ("is not agreed", MO, {"status": "submitted"}),
        ("You wrote this", MO, {"status": "agreed", "author_id": MO.id}),
        ("an audit is not audited", MO, {"status": "submitted", "audits": OF_PRIYAS}),
    ):
        with pytest.raises(NotAllowed, match=why):
            require(actor, "assessment.audit", assessment(**facts))


def test_an_audit_is_known_to_managers_and_to_whom_it_judges_once_it_is_complete() -> None:
    adam, ida = replace(PRIYA, id=3), replace(MO, id=4)
    for status, knowing in (("draft", [MO, ida]), ("submitted", [PRIYA, MO, ida])):
        audit = assessment(author_id=MO.id, status=status, audits=OF_PRIYAS)
        assert [who for who in (PRIYA, adam, MO, ida) if may(who, "assessment.see", audit)] == (
            knowing
        )


def test_an_audit_is_changed_by_its_auditor_alone_and_decided_by_nobody() -> None:
    audit = assessment(author_id=MO.id, audits=OF_PRIYAS)
    require(MO, "assessment.edit", audit)
    assert not may(replace(MO, id=4), "assessment.edit", audit)
    for doing in ("assessment.set_up", "assessment.decide"):
        assert not may(MO, doing, audit)
    complete = assessment(author_id=MO.id, status="submitted", audits=OF_PRIYAS)
    with pytest.raises(NotAllowed, match="This audit is complete"):
        require(MO, "assessment.edit", complete)
