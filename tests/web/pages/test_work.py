from flask import Flask

from riskform.services import reviewing
from riskform.services.actors import Actor
from riskform.web.pages.work import found
from tests.services.office import NOW, Office
from tests.web.browsing import Browser, another_browser


def test_with_nothing_to_do_the_page_says_how_to_begin(priya: Browser) -> None:
    page = priya.get("/")
    assert page.status_code == 200
    assert "There is no assessment to go on with." in page.text
    assert 'href="/assessments/new"' in page.text


def test_each_assessment_stands_under_its_state_with_its_family(
    priya: Browser, office: Office
) -> None:
    draft, returned = office.start("Marsh"), office.submitted("Rao")
    waiting, agreed = office.submitted("Kowal"), office.submitted("Khan")
    with office.writing() as session:
        reviewing.send_back(session, office.mo, returned, "Say who saw the cot.", NOW)
        reviewing.agree(session, office.mo, agreed, "", NOW)
    text = priya.get("/").text
    places = [
        text.index(what)
        for what in (
            *("Came back with comments", f"/assessments/{returned}", "Rao"),
            *("Not finished yet", f"/assessments/{draft}", "Marsh"),
            *("waiting for a manager", f"/assessments/{waiting}", "Kowal"),
            *("Agreed (1)", f"/assessments/{agreed}", "Khan"),
        )
    ]
    assert places == sorted(places)


def test_a_list_names_the_children_and_says_in_words_what_was_found(
    priya: Browser, office: Office
) -> None:
    reference = office.start()
    kit = office.child(reference, "Kit Marsh")
    office.child(reference, "Rosa Marsh", "2021-05-04")
    office.answer(reference, "sleep", kit, last_night="sofa")
    text = priya.get("/").text
    assert ">Kit and Rosa</a>" in text
    assert "1 urgent" in text
    assert "2 March 2026, 09:30" in text


def test_counts_are_in_words_and_nothing_is_said_to_be_safe() -> None:
    assert found({"urgent": 1, "unclear": 12, "concern": 3}) == "1 urgent, 12 unclear"
    assert found({"concern": 3}) == "Nothing found yet; blanks are not counted here"


def test_another_team_is_shown_none_of_it(
    app: Flask, office: Office, people: dict[str, Actor]
) -> None:
    reference = office.start("Marsh")
    text = another_browser(app).sign_in(people["sam"]).get("/").text
    assert "Marsh" not in text
    assert reference not in text


def test_a_manager_is_led_to_what_waits(mo: Browser, office: Office) -> None:
    assert "Nothing is waiting for a manager." in mo.get("/").text
    office.submitted()
    text = mo.get("/").text
    assert "1 assessment is waiting for a manager." in text
    assert 'href="/review"' in text


def test_authors_and_administrators_are_sent_to_the_forms(
    app: Flask, people: dict[str, Actor]
) -> None:
    for name in ("ada", "amir"):
        sent = another_browser(app).sign_in(people[name]).get("/")
        assert (sent.status_code, sent.location) == (303, "/forms")
