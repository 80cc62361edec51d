import re

import pytest
from flask import Flask

from riskform.services.actors import Actor
from tests.services.office import Office
from tests.web.browsing import Browser, another_browser
from tests.web.desk import Desk, plain
from tests.web.sent_forms import form_on


def test_the_page_says_whose_it_is_what_is_asked_and_where_it_leads(desk: Desk) -> None:
    html = desk.page()
    assert f"<title>Every type – {desk.reference} – riskform</title>" in html
    text = plain(html)
    assert "Kit 11 weeks old" in text
    assert "Not saved yet" in text
    assert "One question of each type." in text
    assert "0 of 11 questions answered. Next: Afterwards, Kit." in text
    assert "What does Kit say? (needed to submit)" in text
    assert "In Kit's own words." in text
    assert "Kept by Practice lead, to be reviewed by 1 March 2027." in text


def test_a_page_about_the_family_has_no_person_in_its_address(desk: Desk) -> None:
    path = f"/assessments/{desk.reference}/home"
    assert "Has the family been told?" in desk.page(path)
    assert f'action="{path}"' in desk.page(f"{path}/family")


@pytest.mark.parametrize("rest", ["types", "types/nobody", "home/nobody", "nothing", "later/x"])
def test_a_page_that_is_not_there_is_not_found(desk: Desk, rest: str) -> None:
    assert desk.browser.get(f"/assessments/{desk.reference}/{rest}").status_code == 404
    assert desk.browser.send(f"/assessments/{desk.reference}/{rest}").status_code == 404


def test_another_team_may_not_know_that_there_is_a_page(
    desk: Desk, app: Flask, people: dict[str, Actor]
) -> None:
    sam = another_browser(app).sign_in(people["sam"])
    assert sam.get(desk.path).status_code == 404
    assert sam.send(desk.path, {"q-one_line": "x"}).status_code == 404


def test_an_old_yes_can_be_taken_back(desk: Desk) -> None:
    desk.keep(safe="yes", one_line="Kitty")
    assert "Take back: Is Kit safe tonight?" in desk.page()
    sent = desk.send(**{"clear-answer": "safe", "q-one_line": "Kitten"})
    assert (sent.status_code, sent.location) == (303, f"{desk.path}?done=saved#q-safe")
    assert (desk.value("safe"), desk.value("one_line")) == (None, "Kitten")
    assert "Take back: Is Kit safe tonight?" not in desk.page()


def test_a_text_that_was_emptied_is_gone(desk: Desk) -> None:
    desk.keep(one_line="Kitty")
    desk.send(**{"q-one_line": ""})
    assert desk.value("one_line") is None


def test_questions_that_appear_are_shown_before_the_next_page(desk: Desk) -> None:
    sent = desk.send(**{"q-safe": "no"})
    assert (sent.status_code, sent.location) == (303, f"{desk.path}?done=saved&appeared=why_not")
    html = desk.page(sent.location)
    assert "Saved. 1 more question appeared because of your answers: Why is Kit not safe?" in plain(
        html
    )
    assert 'href="#q-why_not"' in html


def test_a_hidden_answer_is_kept_comes_back_and_that_is_said(desk: Desk) -> None:
    desk.send(**{"q-safe": "no"})
    desk.send(**{"q-why_not": "He is alone."})
    sent = desk.send(**{"q-safe": "yes", "then": "stay"})
    assert "Saved. 1 answer is kept but not used" in desk.page(sent.location)
    assert desk.value("why_not") == "He is alone."
    desk.send(**{"q-safe": "no"})
    assert "He is alone." in desk.page()


def test_a_blank_says_so_only_once_the_page_was_saved(desk: Desk) -> None:
    assert "Nobody wrote down what Kit says." not in desk.page()
    desk.send()
    assert "Nobody wrote down what Kit says." in desk.page()


def test_a_finding_says_what_why_what_to_do_and_by_when(desk: Desk) -> None:
    assert "Nothing yet, because this page was never saved." in plain(desk.page())
    desk.send(**{"q-safe": "no"})
    text = plain(desk.page())
    assert "Urgent" in text
    assert "Kit is not safe tonight." in text
    assert "Because Is Kit safe tonight? No" in text
    assert "Do Agree a plan before you leave. Today" in text
    assert "What these answers raise: 1 urgent" in text


@pytest.mark.parametrize(
    ("then", "rest"),
    [
        ("next", "/later/{kit}?done=saved"),
        ("stay", "/types/{kit}?done=saved"),
        ("previous", "/home?done=saved"),
        ("overview", "?done=saved"),
        ("nonsense", "/later/{kit}?done=saved"),
    ],
)
def test_each_button_saves_and_leads_where_it_says(desk: Desk, then: str, rest: str) -> None:
    sent = desk.send(then=then, **{"q-one_line": "Kitty"})
    want = f"/assessments/{desk.reference}" + rest.format(kit=desk.kit)
    assert (sent.status_code, sent.location) == (303, want)
    assert desk.value("one_line") == "Kitty"


def test_after_saving_the_next_page_and_this_one_say_so(desk: Desk) -> None:
    sent = desk.send(**{"q-one_line": "Kitty"})
    assert "Saved." in desk.page(sent.location)
    assert "Saved at 09:30" in desk.page()


def test_the_last_page_leads_to_the_task_list(desk: Desk) -> None:
    later = f"/assessments/{desk.reference}/later/{desk.kit}"
    sent = desk.browser.post(later, data=form_on(desk.page(later), later))
    assert sent.location == f"/assessments/{desk.reference}?done=saved"


def test_the_enter_key_saves_and_stays_where_lists_have_buttons_of_their_own(desk: Desk) -> None:
    form = desk.page().partition(f'action="{desk.path}"')[2]
    first = re.search(r"<button[^>]*>", form)
    assert first is not None
    assert 'name="then" value="stay"' in first[0]


def test_a_submitted_page_is_text_without_a_form(office: Office, priya: Browser) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer_everything(reference, kit, "sofa")
    office.answer(reference, "sleep", kit, last_night="cot", seen_on="31/2/2026")
    office.answer(reference, "sleep", kit, last_night="cot", seen_on="2026-03-01")
    office.submit(reference)
    path = f"/assessments/{reference}/sleep/{kit}"
    got = priya.get(path)
    text = plain(got.text)
    assert "This assessment is submitted. It can be read, and can't be changed." in text
    assert "Where did Kit sleep last night? Own cot" in text
    assert "1 March 2026" in text
    assert f'action="{path}"' not in got.text
    refused = priya.send(path, {"q-last_night": "sofa", "seen_revision": "0"})
    assert refused.status_code == 403
    assert "Nothing was saved." in refused.text
