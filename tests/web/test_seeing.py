from dataclasses import dataclass
from functools import cache

import pytest

from riskform.definitions.library import load
from riskform.definitions.model import Form
from riskform.services.actors import Actor
from riskform.web.seeing import who_sees, who_sees_supervision

PRIYA = Actor(1, "Priya Nair", "practitioner", "North")
MO = Actor(2, "Mo Haddad", "manager", "North")


@dataclass(frozen=True)
class Stored:
    """What is read of an assessment: who wrote it."""

    author_id: int = PRIYA.id
    author_name: str = PRIYA.name


@cache
def form(roles: str) -> Form:
    section = (
        "section: s\ntitle: S\nquestions:\n  - {id: open, label: Open, type: text}\n"
        f"  - {{id: hard, label: Hard, type: text, private_to: [{roles}]}}\n"
    )
    files = {
        "f/form.yaml": "form: f\nversion: 1\ntitle: F\nsections: [s]\n",
        "sections/s.yaml": section,
    }
    return load(files).forms["f"]


@pytest.mark.parametrize(
    ("roles", "to_its_author", "to_others"),
    [
        (
            "author, manager",
            "you and the managers of your team see",
            "Priya Nair and the managers of their team see",
        ),
        ("author", "you see", "Priya Nair sees"),
        ("manager", "a manager of this team sees", "a manager of this team sees"),
        (
            "practitioner",
            "the practitioners of this team see",
            "the practitioners of this team see",
        ),
    ],
)
def test_who_sees_an_answer_is_said_to_each_reader(
    roles: str, to_its_author: str, to_others: str
) -> None:
    said = who_sees(form(roles), "s.hard", Stored(), PRIYA)
    assert said == f"Only {to_its_author} this answer."
    assert who_sees(form(roles), "s.hard", Stored(), MO) == f"Only {to_others} this answer."


@pytest.mark.parametrize("roles", ["author, manager", "author, manager, practitioner"])
def test_nothing_is_said_of_what_the_whole_team_sees(roles: str) -> None:
    ref = "s.open" if roles == "author, manager" else "s.hard"
    assert who_sees(form(roles), ref, Stored(), PRIYA) == ""


def test_an_answer_that_no_role_may_see_says_so() -> None:
    assert who_sees(form("administrator"), "s.hard", Stored(), PRIYA) == "Nobody sees this answer."


def test_a_list_for_supervision_says_whom_it_is_for() -> None:
    assert (
        who_sees_supervision(Stored(), PRIYA) == "Only you and the managers of your team see this"
    )
    assert (
        who_sees_supervision(Stored(), MO)
        == "Only Priya Nair and the managers of their team see this"
    )
