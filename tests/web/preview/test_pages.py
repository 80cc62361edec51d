"""The preview's pages: problems at their place, the form as practitioners see it, and why."""

import re

import pytest

from riskform.web.security import CONTENT_SECURITY_POLICY
from tests.web.preview.conftest import SLEEP, Author

PAGE = "/forms/visit/pages/sleep?about=kit"
EVERY_PAGE = ("/", "/forms/visit", PAGE, "/forms/visit/graph/sleep", "/forms/visit/start")
EVERY_PAGE += ("/forms/visit/scenario",)


def test_every_form_is_named_with_how_it_stands(author: Author) -> None:
    home = author.see("/")
    assert 'href="/forms/visit"' in home
    assert 'href="/forms/other"' in home
    assert "0 problems, 0 warnings." in home


def test_a_problem_stands_under_its_file_with_its_line_a_caret_and_what_to_do(
    author: Author,
) -> None:
    author.write(
        "sections/sleep.yaml", SLEEP.replace("when: night is sofa", "when: night is soffa")
    )
    home = author.see("/")
    assert "sections/sleep.yaml</h2>" in home
    assert "sections/sleep.yaml, line 16, column 46 <code>unknown-option</code>" in home
    assert "Did you mean &#39;sofa&#39;?" in home
    (line,) = re.findall(r"<pre[^>]*>(.*?)</pre>", home, re.DOTALL)
    assert line.splitlines()[1].index("^") == line.splitlines()[0].index("soffa")


def test_a_form_that_still_works_can_be_looked_at_while_another_has_problems(
    author: Author,
) -> None:
    author.see("/")
    author.write("sections/sleep.yaml", SLEEP.replace("night is sofa", "night is soffa"))
    assert "Is anyone in danger now?" in author.see("/forms/other/pages/home")


def test_a_form_with_problems_is_shown_as_it_was_with_each_beside_its_question(
    author: Author,
) -> None:
    author.see("/")
    wrong = SLEEP.replace(
        "child.age_months < 24 and night is sofa", "night is sofa or nights is cot"
    )
    author.write("sections/sleep.yaml", wrong)
    author.send("/forms/visit/pages/sleep?about=kit", **{"on-page": "night", "q-night": "sofa"})
    page = author.see(PAGE)
    assert "This is the form before your last changes." in page
    assert page.index("What is the plan for Kit?") < page.index("unknown-question")
    assert page.index("unknown-question") < page.index("Save and continue")


def test_a_form_that_never_checked_is_not_shown_and_says_where_to_look(author: Author) -> None:
    author.write("sections/sleep.yaml", SLEEP.replace("is sofa", "is soffa"))
    assert "The page of all forms shows them." in author.see("/forms/visit", 404)
    assert "Can&#39;t be shown until its problems are put right." in author.see("/")


def test_a_folder_that_is_emptied_is_told_and_no_failure(author: Author) -> None:
    for path in author.folder.glob("**/*.yaml"):
        path.unlink()
    assert "There are no form definitions in" in author.see("/")


def test_the_stamp_changes_when_a_file_is_saved(author: Author) -> None:
    before = author.see("/stamp")
    author.write("sections/sleep.yaml", SLEEP + "\n# a remark\n")
    assert author.see("/stamp") != before


def test_an_answer_shows_what_follows_from_it(author: Author) -> None:
    assert "What is the plan for Kit?" not in author.see(PAGE).partition('id="why"')[0]
    sent = author.send(PAGE, **{"on-page": "night", "q-night": "sofa", "then": "stay"})
    assert (sent.status_code, sent.location) == (303, PAGE)
    page = author.see(PAGE)
    assert "What is the plan for Kit?" in page.partition('id="why"')[0]
    assert "Kit slept on a sofa." in page.partition('id="findings"')[2]


def test_it_says_why_something_is_not_asked_and_not_raised(author: Author) -> None:
    why = author.see(PAGE).partition('id="why"')[2]
    assert "sleep.plan show_if `child.age_months &lt; 24 and night is sofa` is unknown" in why
    assert "sleep.sofa when `night is sofa` is unknown: kit/sleep.night is not answered" in why
    assert "Missing (1)" in why


def test_the_page_is_the_one_that_practitioners_see(author: Author) -> None:
    page = author.see(PAGE)
    assert '<input class="govuk-radios__input" id="q-night" name="q-night" type="radio"' in page
    for words in ("Save and continue", "Save and stay", "0 of 1 question answered."):
        assert words in page


def test_buttons_lead_on_as_they_do_for_practitioners(author: Author) -> None:
    sent = author.send("/forms/visit/pages/home", **{"on-page": "danger", "then": "next"})
    assert sent.location == PAGE
    assert author.send(PAGE, then="previous").location == "/forms/visit/pages/home"
    assert author.send(PAGE, then="overview").location == "/forms/visit"


def test_an_age_in_words_is_a_date_of_birth(author: Author) -> None:
    sent = author.send("/forms/visit/case", **{"child-kit-born": "4 years", "section": "sleep"})
    assert sent.status_code == 303
    assert "4 years old" in author.see(PAGE)
    assert 'value="2022-03-02"' in author.see("/forms/visit")


def test_what_can_t_be_used_in_the_panel_stays_typed_with_a_message(author: Author) -> None:
    sent = author.send(
        "/forms/visit/case",
        **{"child-kit-born": "long ago", "on": "soon", "section": "sleep", "about": "kit"},
    )
    assert sent.status_code == 422
    assert 'value="long ago"' in sent.text
    assert 'value="soon"' in sent.text
    assert "Write a day as in 2026-03-02, or an age: 11 weeks, 7 months, 4 years." in sent.text
    assert 'value="2025-12-15"' in author.see("/forms/visit")


def test_people_are_added_and_taken_out(author: Author) -> None:
    author.send("/forms/visit/case", **{"new-child": "Rosa May", "new-adult": "Kit"})
    page = author.see("/forms/visit")
    assert "Child: Rosa May" in page
    assert "/forms/visit/pages/sleep?about=rosa_may" in page
    assert 'name="adult-kit_2-to-rosa_may"' in page
    author.send("/forms/visit/case", do="remove-child-rosa_may")
    assert "Rosa May" not in author.see("/forms/visit")


def test_how_an_adult_belongs_to_a_child_is_set(author: Author) -> None:
    author.send(
        "/forms/visit/case", **{"adult-dean-to-kit": "other", "adult-dean-home-kit": "sometimes"}
    )
    page = author.see("/forms/visit")
    assert '<option value="other" selected>' in page
    assert '<option value="sometimes" selected>' in page


def test_a_scenario_is_a_start(author: Author) -> None:
    sent = author.send("/forms/visit/start", scenario="cot", **{"from": "scenario"})
    assert sent.status_code == 303
    assert "Una" in author.see("/forms/visit")


def test_a_case_is_a_start_and_a_wrong_one_stays_typed(author: Author) -> None:
    wrong = "on: 2026-03-02\nlevel: 3\nanswers: {kit: {sleep.night: cot}}\n"
    sent = author.send("/forms/visit/start", case=wrong, **{"from": "case"})
    assert sent.status_code == 422
    assert "there is no person &#39;kit&#39;" in sent.text
    assert "answers: {kit: {sleep.night: cot}}" in sent.text
    right = wrong + "children: {kit: {name: Kit, age_months: 3}}\n"
    assert author.send("/forms/visit/start", case=right, **{"from": "case"}).status_code == 303


@pytest.mark.parametrize("name", ["../cot", "nothing", "/etc/passwd"])
def test_only_a_scenario_of_the_list_is_a_start(author: Author, name: str) -> None:
    sent = author.send("/forms/visit/start", scenario=name, **{"from": "scenario"})
    assert sent.status_code == 422
    assert "Choose a scenario from the list." in sent.text


def test_the_answer_to_a_question_that_was_taken_out_is_kept_and_told(author: Author) -> None:
    author.send(PAGE, **{"on-page": "night", "q-night": "sofa"})
    author.write("sections/sleep.yaml", SLEEP.replace("night", "nights"))
    assert "<code>kit/sleep.night</code>" in author.see("/forms/visit")


def test_a_graph_shows_the_path_of_the_case(author: Author) -> None:
    author.send(PAGE, **{"on-page": "night", "q-night": "sofa"})
    page = author.see("/forms/visit/graph/sleep")
    assert "kit: answered sofa" in page
    assert "raised for kit" in page
    assert "<code>sleep.night</code> decides about <code>sleep.plan</code>" in page
    assert "flowchart LR" in page


@pytest.mark.parametrize(
    "path",
    [
        "/forms/no",
        "/forms/visit@x",
        "/forms/visit/pages/no",
        "/forms/visit/pages/sleep?about=nobody",
        "/forms/visit/graph/no",
        "/forms/../../etc/passwd",
    ],
)
def test_what_is_not_there_is_a_plain_page(author: Author, path: str) -> None:
    author.see(path, 404)


EVIL = "<script>alert(1)</script></svg>"
JINJA = "{{ 7 * 7 }}"


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_the_words_of_a_definition_are_text(author: Author, path: str) -> None:
    evil = SLEEP.replace("On a sofa", f"'{EVIL}'").replace("Where did {child} sleep?", f"'{EVIL}'")
    evil = evil.replace("title: Sleep", f"title: '{EVIL}'").replace('says: "', f'says: "{EVIL}')
    author.write("sections/sleep.yaml", evil)
    author.write("sections/broken.yaml", f"section: [{EVIL}{JINJA}\n")
    author.write("visit/scenarios/cot.yaml", f"scenario: '{EVIL}'\n")
    page = author.see(path)
    assert "<script>alert" not in page
    assert "7 * 7" in page or path != "/"


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_a_page_keeps_to_the_strict_policy(author: Author, path: str) -> None:
    shown = author.client.get(path)
    assert shown.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?! type=\"module\" src=)", shown.text)
    assert "Set-Cookie" not in shown.headers


def test_a_form_without_the_token_of_this_start_changes_nothing(author: Author) -> None:
    sent = author.client.post("/forms/visit/case", data={"level": "5", "csrf_token": "guessed"})
    assert sent.status_code == 403
    assert "Reload the page." in sent.text


def test_a_form_of_another_website_changes_nothing(author: Author) -> None:
    sent = author.client.post(
        "/forms/visit/scenario", data={}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert sent.status_code == 403


def test_another_name_for_this_machine_is_no_way_in(author: Author) -> None:
    assert author.client.get("/", headers={"Host": "evil.example"}).status_code == 400
