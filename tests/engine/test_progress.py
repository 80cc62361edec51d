from datetime import date

from riskform.definitions.library import load
from riskform.engine.case import Adult, Answer, Case, Child
from riskform.engine.evaluation import evaluate
from riskform.engine.progress import Page, pages

LIBRARY = load(
    {
        "f/form.yaml": "form: f\nversion: 1\ntitle: F\nsections: [home, daily, hidden]\n",
        "sections/home.yaml": """
section: home
title: Home
questions:
  - {id: told, label: Told?, type: yes_no, required: true}
  - {id: notes, label: Notes, type: long_text}
""",
        "sections/daily.yaml": """
section: daily
title: Daily
ask: each child
questions:
  - {id: worry, label: Worry, type: scale, low: Low, high: High}
  - {id: double, label: Twice, type: calculated, value: worry * 2}
  - id: known
    label: Known
    type: list
    fields: [{id: name, label: Name, type: text, required: true}]
""",
        "sections/hidden.yaml": """
section: hidden
title: Hidden
show_if: home.told is no
questions:
  - {id: why, label: Why?, type: long_text}
""",
    }
)
FORM = LIBRARY.forms["f"]
CHILDREN = (Child("kit", "Kit", date(2025, 12, 15)), Child("rosa", "Rosa", date(2021, 5, 4)))


def found(answers: dict[str, object] | None = None, *saved: str) -> dict[str, Page]:
    given = {key: Answer(value) for key, value in (answers or {}).items()}
    case = Case(date(2026, 3, 2), 3, CHILDREN, (Adult("dean", "Dean"),), given)
    return {page.key: page for page in pages(FORM, evaluate(FORM, case), saved)}


def test_there_is_a_page_for_each_person_a_section_is_asked_of_in_the_order_of_the_form() -> None:
    assert list(found()) == ["family/home", "kit/daily", "rosa/daily"]


def test_a_section_that_is_hidden_has_no_page() -> None:
    assert "family/hidden" in found({"family/home.told": "no"})
    assert "family/hidden" not in found({"family/home.told": "yes"})


def test_a_page_that_was_never_saved_and_has_no_answer_is_not_started() -> None:
    page = found()["family/home"]
    assert (page.state, page.saved) == ("not started", False)
    assert page.missing == ("family/home.told",)
    assert page.blank == ("family/home.told", "family/home.notes")


def test_a_page_with_an_answer_or_a_save_is_in_progress() -> None:
    assert found({"family/home.notes": "x"})["family/home"].state == "in progress"
    assert found({}, "family/home")["family/home"].state == "in progress"


def test_a_page_is_done_once_it_was_saved_with_every_question_answered() -> None:
    answers = {"family/home.told": "yes", "family/home.notes": "x"}
    assert found(answers)["family/home"].state == "in progress"
    assert found(answers, "family/home")["family/home"].state == "done"


def test_an_answer_that_cannot_be_used_keeps_a_page_open() -> None:
    answers = {"family/home.told": "perhaps", "family/home.notes": "x"}
    page = found(answers, "family/home")["family/home"]
    assert page.state == "in progress"
    assert page.invalid == page.missing == ("family/home.told",)


def test_what_is_calculated_is_never_blank() -> None:
    page = found({"kit/daily.worry": "3"}, "kit/daily")["kit/daily"]
    assert page.blank == ("kit/daily.known",)


def test_a_field_that_is_missing_in_an_item_is_missing_on_its_page_alone() -> None:
    places = found({"kit/daily.worry": "3", "kit/daily.known": [{"id": "gp"}]}, "kit/daily")
    assert places["kit/daily"].missing == ("kit/daily.known[gp].name",)
    assert places["kit/daily"].state == "in progress"
    assert places["rosa/daily"].missing == ()
