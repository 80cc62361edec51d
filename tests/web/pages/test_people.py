import pytest
from flask import Flask
from markupsafe import escape

from riskform.services import reviewing
from riskform.services.actors import Actor
from riskform.services.opening import OpenAssessment, open_assessment
from tests.services.office import NOW, Office
from tests.web.browsing import Browser, another_browser

KIT = {
    "name": "Kit",
    "date_of_birth-day": "15",
    "date_of_birth-month": "12",
    "date_of_birth-year": "2025",
}


def opened(office: Office, reference: str) -> OpenAssessment:
    with office.database.session(write=False) as session:
        return open_assessment(session, office.priya, reference)


def test_without_anybody_the_page_says_whom_to_add(priya: Browser, office: Office) -> None:
    text = priya.get(f"/assessments/{office.start()}/people").text
    assert "Add every child in the home, and any baby that is on the way." in text
    assert "whoever looks after the children or spends nights there" in text


def test_a_child_is_added_and_stands_on_a_card(priya: Browser, office: Office) -> None:
    reference = office.start()
    sent = priya.send(f"/assessments/{reference}/people/child", KIT)
    assert (sent.status_code, sent.location) == (303, f"/assessments/{reference}/people")
    text = priya.get(sent.location).text
    assert "11 weeks old" in text
    assert "15 December 2025" in text


def test_a_baby_on_the_way_has_a_due_date(priya: Browser, office: Office) -> None:
    reference = office.start()
    due = {"name": "Baby", "due_date-day": "20", "due_date-month": "6", "due_date-year": "2026"}
    assert priya.send(f"/assessments/{reference}/people/child", due).status_code == 303
    assert "Not born yet, due on 20 June 2026" in priya.get(f"/assessments/{reference}/people").text


def test_a_visit_dated_before_the_birth_is_said_beside_the_child(
    priya: Browser, office: Office
) -> None:
    reference = office.start()
    office.child(reference)
    day = {"level": "3", "visit_on-day": "2", "visit_on-month": "3", "visit_on-year": "2025"}
    assert priya.send(f"/assessments/{reference}/details", day).status_code == 303
    text = priya.get(f"/assessments/{reference}/people").text
    assert "Born after the last visit, and asked about as not born yet" in text
    assert "15 December 2025. The last visit was on 2 March 2025: check both dates." in text
    assert "asked about as not born yet" in priya.get(f"/assessments/{reference}").text


def test_a_due_date_that_is_too_far_off_is_said_in_words(priya: Browser, office: Office) -> None:
    reference = office.start()
    due = {"name": "Baby", "due_date-day": "12", "due_date-month": "3", "due_date-year": "2020"}
    sent = priya.send(f"/assessments/{reference}/people/child", due)
    assert "Due date: 12 March 2020 is too far from today. Check the year." in sent.text


def test_a_due_date_beside_a_date_of_birth_is_kept_and_it_is_said_which_counts(
    priya: Browser, office: Office
) -> None:
    reference = office.start()
    due = {"due_date-day": "20", "due_date-month": "12", "due_date-year": "2025"}
    assert priya.send(f"/assessments/{reference}/people/child", KIT | due).status_code == 303
    text = priya.get(f"/assessments/{reference}/people").text
    assert "11 weeks old" in text
    said = "20 December 2025. Kept, and not used: the age counts from the day of birth."
    assert said in text
    (kit,) = opened(office, reference).people.children
    text = priya.get(f"/assessments/{reference}/people/child/{kit.id}").text
    assert 'name="due_date-year" type="text" value="2025"' in text
    assert "Where the date of birth is given, it is the one that counts." in text


def test_a_due_date_and_a_guessed_age_are_both_shown_back_to_choose_between(
    priya: Browser, office: Office
) -> None:
    reference = office.start()
    both = {"name": "Baby", "due_date-day": "20", "due_date-month": "6", "due_date-year": "2026"}
    sent = priya.send(f"/assessments/{reference}/people/child", both | {"age_years": "3"})
    assert sent.status_code == 422
    assert "Take out the one that is wrong." in sent.text
    assert 'name="due_date-day" type="text" value="20"' in sent.text
    assert 'name="age_years" type="text" value="3"' in sent.text


def test_a_year_of_two_digits_is_shown_back_and_asked_for_in_full(
    priya: Browser, office: Office
) -> None:
    reference = office.start()
    sent = priya.send(f"/assessments/{reference}/people/child", KIT | {"date_of_birth-year": "25"})
    assert "Date of birth: write the year with four digits, like 2026." in sent.text
    assert "not a real date" not in sent.text
    assert 'name="date_of_birth-year" type="text" value="25"' in sent.text


def test_an_age_that_is_a_guess_says_so(priya: Browser, office: Office) -> None:
    reference = office.start()
    guess = {"name": "Rosa", "age_years": "4", "age_months": ""}
    assert priya.send(f"/assessments/{reference}/people/child", guess).status_code == 303
    assert "About 4 years old" in priya.get(f"/assessments/{reference}/people").text


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"date_of_birth-day": "31", "date_of_birth-month": "2"}, "date_of_birth-day", "31/2/2025"),
        ({"date_of_birth-day": ""}, "date_of_birth-day", "give the day, the month and the year"),
        ({"date_of_birth-year": "2030"}, "date_of_birth-day", "after today"),
        ({"name": ""}, "name", "write a name"),
        ({"name": "K\x00"}, "name", "letters that can be printed"),
        ({"name": "K" * 201}, "name", "at most 200"),
    ],
)
def test_what_can_not_be_used_is_named_at_its_field_and_shown_back(
    priya: Browser, office: Office, changed: dict[str, str], field: str, said: str
) -> None:
    reference = office.start()
    sent = priya.send(f"/assessments/{reference}/people/child", KIT | changed)
    assert sent.status_code == 422
    assert f'href="#{field}"' in sent.text
    assert f'id="{field}"' in sent.text
    assert said in sent.text
    for name, typed in (KIT | changed).items():
        if typed.isprintable() and typed:
            assert f'name="{name}" type="text"' in sent.text
            assert f'value="{typed}"' in sent.text
    assert opened(office, reference).people.children == ()


@pytest.mark.parametrize("name", ["بچہ", "Łucja Żak", "Kit 🦊", "<i>Kit</i>", "{{7*7}}", "O'Neill"])
def test_a_name_is_shown_as_it_was_typed(priya: Browser, office: Office, name: str) -> None:
    reference = office.start()
    assert (
        priya.send(f"/assessments/{reference}/people/child", KIT | {"name": name}).status_code
        == 303
    )
    for path in ("", "/people", "/check"):
        assert str(escape(name)) in priya.get(f"/assessments/{reference}{path}").text


def test_a_child_is_changed_on_a_page_that_shows_what_is_kept(
    priya: Browser, office: Office
) -> None:
    reference = office.start()
    kit = office.child(reference)
    where = f"/assessments/{reference}/people/child/{kit}"
    text = priya.get(where).text
    assert 'value="Kit"' in text
    assert 'name="date_of_birth-year" type="text" value="2025"' in text
    assert priya.send(where, KIT | {"name": "Christopher"}).status_code == 303
    assert [one.name for one in opened(office, reference).people.children] == ["Christopher"]


def test_an_adult_has_a_relation_to_each_child_with_both_names_in_the_label(
    priya: Browser, office: Office
) -> None:
    reference = office.start()
    kit, rosa = office.child(reference, "Kit"), office.child(reference, "Rosa", "2021-05-04")
    dean = office.adult(reference, "Dean", **{kit: "father"})
    where = f"/assessments/{reference}/people/adult/{dean}"
    text = priya.get(where).text
    assert "What is Dean to Kit?" in text
    assert "Does Dean live in Rosa’s home?" in text
    assert '<option value="father" selected>' in text
    typed = {"name": "Dean", f"relationship-{rosa}": "step_parent", f"lives_here-{rosa}": "no"}
    assert priya.send(where, typed).status_code == 303
    shown = priya.get(f"/assessments/{reference}/people").text
    assert "of Rosa, does not live here" in shown


def test_a_relation_that_is_no_choice_is_refused_at_its_child(
    priya: Browser, office: Office
) -> None:
    reference = office.start()
    kit = office.child(reference)
    typed = {"name": "Dean", f"relationship-{kit}": "uncle", f"lives_here-{kit}": "perhaps"}
    sent = priya.send(f"/assessments/{reference}/people/adult", typed)
    assert sent.status_code == 422
    for field in (f"relationship-{kit}", f"lives_here-{kit}"):
        assert f'href="#{field}"' in sent.text
        assert f'id="{field}"' in sent.text
    assert 'value="Dean"' in sent.text


def test_removing_asks_once_and_can_be_undone(priya: Browser, office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer(reference, "sleep", kit, last_night="cot")
    where = f"/assessments/{reference}/people/{kit}/remove"
    asked = priya.get(where).text
    assert "Take Kit out of this family?" in asked
    assert "Nothing that was answered is deleted." in asked
    assert opened(office, reference).people.children
    sent = priya.send(where)
    assert (sent.status_code, sent.location) == (303, f"/assessments/{reference}/people?out={kit}")
    text = priya.get(sent.location).text
    assert "Kit was taken out." in text
    assert "Put Kit back" in text
    assert priya.send(f"/assessments/{reference}/people/{kit}/restore").status_code == 303
    again = opened(office, reference)
    assert [one.name for one in again.people.children] == ["Kit"]
    assert again.stored.answers[f"{kit}/sleep.last_night"].value == "cot"


def test_who_was_taken_out_earlier_can_be_put_back_too(priya: Browser, office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    priya.send(f"/assessments/{reference}/people/{kit}/remove")
    text = priya.get(f"/assessments/{reference}/people").text
    assert text.count("Put Kit back") == 1
    assert "was taken out" not in text


def test_looking_at_the_question_removes_nobody(priya: Browser, office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    assert priya.get(f"/assessments/{reference}/people/{kit}/restore").status_code == 405
    assert opened(office, reference).people.children


def test_nobody_who_is_not_there_can_be_changed_or_taken_out(
    priya: Browser, office: Office
) -> None:
    here, elsewhere = office.start("A"), office.start("B")
    ellie = office.child(elsewhere, "Ellie")
    for path in (f"child/{ellie}", f"adult/{ellie}", f"{ellie}/remove", "child/none", "x/remove"):
        where = f"/assessments/{here}/people/{path}"
        assert priya.get(where).status_code == 404
        assert priya.send(where, KIT).status_code == 404
    assert priya.send(f"/assessments/{here}/people/{ellie}/restore").status_code == 404
    assert [one.name for one in opened(office, elsewhere).people.children] == ["Ellie"]


def test_the_people_of_an_agreed_assessment_can_only_be_read(
    priya: Browser, office: Office
) -> None:
    reference = office.submitted()
    with office.writing() as session:
        reviewing.agree(session, office.mo, reference, "", NOW)
    (kit,) = opened(office, reference).people.children
    text = priya.get(f"/assessments/{reference}/people").text
    assert "Kit" in text
    assert "Change" not in text
    assert "Add" not in text
    for path in ("child", "adult", f"child/{kit.id}", f"{kit.id}/remove", f"{kit.id}/restore"):
        assert priya.send(f"/assessments/{reference}/people/{path}", KIT).status_code == 403
    assert opened(office, reference).people.children == (kit,)


def test_another_team_can_add_nobody(app: Flask, office: Office, people: dict[str, Actor]) -> None:
    reference = office.start()
    sam = another_browser(app).sign_in(people["sam"])
    assert sam.send(f"/assessments/{reference}/people/child", KIT).status_code == 404
    assert opened(office, reference).people.children == ()
