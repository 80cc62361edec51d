from dataclasses import dataclass, replace
from typing import cast

import pytest

from riskform.errors import NotAllowed, NotFound
from riskform.records.assessments import AssessmentSummary
from riskform.services.actors import Actor, may, require, require_role

PRIYA = Actor(1, "Priya Nair", "practitioner", "North")
MO = Actor(2, "Mo Haddad", "manager", "North")


@dataclass
class Summary:
    """The facts of an assessment that rules read."""

    reference: str = "7K3F9Q"
    team: str = "North"
    author_id: int = 1
    status: str = "draft"


def assessment(**facts: object) -> AssessmentSummary:
    return cast("AssessmentSummary", replace(Summary(), **facts))  # type: ignore[arg-type]  # facts of a summary


@pytest.mark.parametrize("doing", ["assessment.see", "assessment.edit", "assessment.decide"])
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
