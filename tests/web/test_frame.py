import pytest
from flask import Flask

from riskform.services.actors import Actor
from riskform.web.frame import Frame, frames, navigation

PRIYA = Actor(1, "Priya <Nair>", "practitioner", "Team A")


@pytest.mark.parametrize(
    ("role", "ways"),
    [
        ("practitioner", ["My work"]),
        ("manager", ["My work", "Review"]),
        ("author", ["Forms"]),
        ("administrator", ["Forms"]),
    ],
)
def test_each_role_sees_its_own_ways(role: str, ways: list[str]) -> None:
    assert [way["text"] for way in navigation(role, "/")] == ways


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", "My work"),
        ("/review", "Review"),
        ("/review/7K3F9Q", "Review"),
        ("/reviews", None),
        ("/assessments/7K3F9Q", None),
    ],
)
def test_the_way_that_a_person_is_on_is_marked(app: Flask, path: str, current: str | None) -> None:
    frame = frames(app.jinja_env, demo=False)(Actor(2, "Mo", "manager", "Team A"), path)
    header = frame.header(lambda: "token")
    assert header.count("aria-current") == (1 if current else 0)
    assert current is None or f'aria-current="page">{current}<' in header


def test_each_page_has_the_token_of_its_own_session_in_the_frame_that_is_kept(app: Flask) -> None:
    frame = frames(app.jinja_env, demo=True)
    first, second = frame(PRIYA, "/assessments/7K3F9Q/people"), frame(PRIYA, "/assessments/8XQ2M4")
    assert first is second
    assert 'name="csrf_token" value="one"' in first.header(lambda: "one")
    assert 'name="csrf_token" value="two"' in second.header(lambda: "two")
    assert "Priya &lt;Nair&gt;" in first.header(lambda: "one")


def test_nobody_signed_in_gets_no_name_and_asks_for_no_token(app: Flask) -> None:
    def no_token() -> str:
        raise AssertionError("a token starts a session")

    header = frames(app.jinja_env, demo=False)(None, "/sign-in").header(no_token)
    assert "Sign out" not in header
    assert "Demo data" not in header


def test_people_of_one_name_and_different_roles_have_frames_of_their_own(app: Flask) -> None:
    frame = frames(app.jinja_env, demo=False)
    found: list[Frame] = [
        frame(Actor(n, "Sam", role, ""), "/") for n, role in ((1, "manager"), (2, "author"))
    ]
    assert [one.home_href for one in found] == ["/", "/forms"]
