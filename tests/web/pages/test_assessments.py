import re
from html import unescape

import pytest
from flask import Flask
from markupsafe import escape

from riskform.definitions.library import load
from riskform.services import publishing, reviewing
from riskform.services.actors import Actor
from tests.services.office import NOW, Office, short_files
from tests.web.browsing import Browser, another_browser

_TOKEN = re.compile(r'(name="csrf_token" value=")[^"]+')

GOOD = {
    "form": "short",
    "new_family": "Marsh",
    "level": "3",
    "visit_on-day": "2",
    "visit_on-month": "3",
    "visit_on-year": "2026",
}


def title_of(html: str) -> str:
    found = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    assert found is not None
    return unescape(found[1])


def test_the_only_form_and_today_are_filled_in(priya: Browser) -> None:
    text = priya.get("/assessments/new").text
    assert re.search(r'name="form" type="radio" value="short" checked', text)
    for box, value in (("day", "2"), ("month", "3"), ("year", "2026")):
        assert re.search(rf'name="visit_on-{box}" type="text" value="{value}"', text)
    assert "Several needs, or needs that last." in text


def test_a_level_without_a_name_is_said_once(priya: Browser, office: Office) -> None:
    files = {path: text for path, text in short_files().items() if path != "levels.yaml"}
    with office.writing() as session:
        publishing.publish_library(session, load(files), NOW.replace(hour=14))
    text = priya.get("/assessments/new").text
    assert "Level 3" in text
    assert "3: Level 3" not in text


def test_known_families_are_shown_with_their_children(priya: Browser, office: Office) -> None:
    reference = office.start("Marsh-Doyle")
    office.child(reference, "Kit Marsh")
    text = priya.get("/assessments/new").text
    assert "Marsh-Doyle" in text
    assert ": Kit</div>" in text


def test_a_new_family_leads_to_its_people(priya: Browser) -> None:
    sent = priya.send("/assessments/new", GOOD)
    assert sent.status_code == 303
    assert re.fullmatch(r"/assessments/[0-9A-Z]{6}/people", sent.location)
    assert "Marsh" in priya.get(sent.location).text


def test_a_known_family_leads_to_the_task_list(priya: Browser, office: Office) -> None:
    office.start("Marsh")
    family = re.search(
        r'name="family" type="radio" value="(\w{6})"', priya.get("/assessments/new").text
    )
    assert family is not None
    sent = priya.send("/assessments/new", GOOD | {"family": family[1], "new_family": ""})
    assert sent.status_code == 303
    assert re.fullmatch(r"/assessments/[0-9A-Z]{6}", sent.location)


def test_a_family_chosen_and_a_new_name_as_well_are_not_guessed_about(
    priya: Browser, office: Office
) -> None:
    office.start("Marsh")
    family = re.search(
        r'name="family" type="radio" value="(\w{6})"', priya.get("/assessments/new").text
    )
    assert family is not None
    sent = priya.send("/assessments/new", GOOD | {"family": family[1], "new_family": "Rao"})
    assert sent.status_code == 422
    assert 'href="#new_family"' in sent.text


def test_everything_wrong_is_listed_with_its_field_and_shown_back(priya: Browser) -> None:
    typed = {"form": "none", "new_family": "x" * 201, "level": "9", "visit_on-day": "31"}
    sent = priya.send("/assessments/new", {**typed, "visit_on-month": "2", "visit_on-year": "2026"})
    assert sent.status_code == 422
    assert title_of(sent.text).startswith("Error: ")
    for field in ("form", "new_family", "level", "visit_on-day"):
        assert f'href="#{field}"' in sent.text
        assert f'id="{field}"' in sent.text
    assert "31/2/2026 is not a real date" in sent.text
    assert f'value="{"x" * 201}"' in sent.text
    assert 'name="visit_on-day" type="text" value="31"' in sent.text


@pytest.mark.parametrize(
    "name", ["بچہ خان", "Łucja Żak", "Kit 🦊", "<script>alert(1)</script>", "{{7*7}}"]
)
def test_a_family_name_is_kept_and_shown_as_it_was_typed(priya: Browser, name: str) -> None:
    sent = priya.send("/assessments/new", GOOD | {"new_family": name})
    assert sent.status_code == 303
    assert str(escape(name)) in priya.get(sent.location).text


def test_a_name_that_can_not_be_kept_is_refused_and_not_lost(priya: Browser) -> None:
    sent = priya.send("/assessments/new", GOOD | {"new_family": "Mar\x00sh"})
    assert sent.status_code == 422
    assert "Name of the new family: use letters that can be printed" in sent.text


def test_fields_that_are_not_asked_change_nothing(priya: Browser) -> None:
    extra = {"status": "agreed", "author_id": "99", "team": "South", "reference": "AAAAAA"}
    sent = priya.send("/assessments/new", GOOD | extra)
    assert sent.status_code == 303
    assert "AAAAAA" not in sent.location
    assert (
        "Add every child and adult first" in priya.get(sent.location.removesuffix("/people")).text
    )


def test_the_task_list_says_what_is_left_in_words(priya: Browser, office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer(reference, "start", "family", danger="no")
    office.answer(reference, "sleep", kit, seen_on="31/2/2026")
    text = priya.get(f"/assessments/{reference}").text
    assert f'href="/assessments/{reference}/start"' in text
    assert f'href="/assessments/{reference}/sleep/{kit}"' in text
    assert "1 to put right, 1 must be answered" in text
    assert "1 of 3 pages done. About 3 minutes left." in text
    assert "11 weeks old" in text


def test_a_title_and_an_address_never_hold_a_name(priya: Browser, office: Office) -> None:
    reference = office.start("Marsh")
    kit, dean = office.child(reference, "Kit"), office.adult(reference, "Dean")
    for path in (
        "",
        "/people",
        "/check",
        "/details",
        f"/people/child/{kit}",
        f"/people/adult/{dean}",
    ):
        page = priya.get(f"/assessments/{reference}{path}")
        assert page.status_code == 200
        assert reference in title_of(page.text)
        for name in ("Kit", "Dean", "Marsh"):
            assert name not in title_of(page.text)
            assert not re.search(rf'(?:href|action)="[^"]*{name}', page.text)


def test_what_is_urgent_comes_first_with_what_to_do_and_a_link(
    priya: Browser, office: Office
) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer(reference, "sleep", kit, last_night="sofa")
    text = priya.get(f"/assessments/{reference}").text
    assert text.index("Do tonight") < text.index("The family")
    assert "Agree a safe plan for tonight." in text
    assert f'href="/assessments/{reference}/sleep/{kit}"' in text


def test_without_anything_urgent_there_is_no_box_for_it(priya: Browser, office: Office) -> None:
    assert "Do tonight" not in priya.get(f"/assessments/{office.start()}").text


def test_what_is_unclear_has_its_question_and_its_day(priya: Browser, office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer(reference, "sleep", kit, last_night="not_known")
    text = priya.get(f"/assessments/{reference}").text
    assert f'href="/assessments/{reference}/sleep/{kit}#q-last_night"' in text
    assert "Find out by 3 March 2026" in text


def test_without_people_the_page_asks_for_them_first(priya: Browser, office: Office) -> None:
    reference = office.start()
    text = priya.get(f"/assessments/{reference}").text
    assert "Add every child and adult first." in text
    assert f'href="/assessments/{reference}/people"' in text


def test_the_papers_are_one_click_away(priya: Browser, office: Office) -> None:
    reference = office.start()
    text = priya.get(f"/assessments/{reference}").text
    for paper in ("assessment.pdf", "copies"):
        assert f'href="/assessments/{reference}/{paper}"' in text


def test_a_returned_one_shows_who_sent_it_back_when_and_why(priya: Browser, office: Office) -> None:
    reference = office.submitted()
    with office.writing() as session:
        reviewing.send_back(session, office.mo, reference, "Who saw the cot?\n<b>When?</b>", NOW)
    text = priya.get(f"/assessments/{reference}").text
    assert "Mo Haddad sent this back on 2 March 2026, 09:30:" in text
    assert "Who saw the cot?\n&lt;b&gt;When?&lt;/b&gt;" in text


def test_what_was_submitted_or_agreed_can_only_be_read(priya: Browser, office: Office) -> None:
    reference = office.submitted()
    text = priya.get(f"/assessments/{reference}").text
    assert "It waits for a manager and can&#39;t be changed." in text
    assert "/details" not in text
    with office.writing() as session:
        reviewing.agree(session, office.mo, reference, "", NOW)
    text = priya.get(f"/assessments/{reference}").text
    assert "Agreed on 2 March 2026, 09:30. It can&#39;t be changed any more." in text
    assert "/details" not in text


def test_level_and_day_can_be_changed(priya: Browser, office: Office) -> None:
    reference = office.start()
    where = f"/assessments/{reference}/details"
    assert 'value="3" checked' in priya.get(where).text
    sent = priya.send(where, GOOD | {"level": "4", "visit_on-day": "1"})
    assert (sent.status_code, sent.location) == (303, f"/assessments/{reference}")
    assert "Worked at level 4: Child in need" in priya.get(f"/assessments/{reference}").text
    assert "last visit on 1 March 2026" in priya.get(f"/assessments/{reference}").text


def test_details_that_are_wrong_are_shown_back(priya: Browser, office: Office) -> None:
    where = f"/assessments/{office.start()}/details"
    sent = priya.send(where, GOOD | {"visit_on-month": "13"})
    assert sent.status_code == 422
    assert 'href="#visit_on-day"' in sent.text
    assert 'name="visit_on-month" type="text" value="13"' in sent.text


def test_details_of_an_agreed_one_do_not_change(priya: Browser, office: Office) -> None:
    reference = office.submitted()
    with office.writing() as session:
        reviewing.agree(session, office.mo, reference, "", NOW)
    assert priya.get(f"/assessments/{reference}/details").status_code == 403
    assert priya.send(f"/assessments/{reference}/details", GOOD | {"level": "5"}).status_code == 403
    assert "Level 3" in priya.get(f"/assessments/{reference}").text


@pytest.mark.parametrize(
    "path", ["", "/details", "/people", "/people/child", "/check", "/submitted"]
)
def test_another_teams_record_and_an_unknown_one_can_not_be_told_apart(
    app: Flask, office: Office, people: dict[str, Actor], path: str
) -> None:
    reference = office.start()
    sam = another_browser(app).sign_in(people["sam"])
    theirs, unknown = (
        sam.get(f"/assessments/{reference}{path}"),
        sam.get(f"/assessments/AAAAAA{path}"),
    )
    assert theirs.status_code == unknown.status_code == 404
    # The token of the button that signs out holds the second in which it was made.
    one, other = (_TOKEN.sub(r"\1", page.text) for page in (theirs, unknown))
    assert one == other


def test_authors_have_no_assessments(app: Flask, office: Office, people: dict[str, Actor]) -> None:
    ada = another_browser(app).sign_in(people["ada"])
    assert ada.get("/assessments/new").status_code == 404
    assert ada.send("/assessments/new", GOOD).status_code == 404
    assert ada.get(f"/assessments/{office.start()}").status_code == 404
