"""A question that is laid out once for all families, beside the same worked out for one page."""

from collections.abc import Mapping
from datetime import date

import pytest
from markupsafe import Markup, escape

from riskform.definitions.contacts import Contact
from riskform.definitions.model import Form, Question
from riskform.engine.case import KNOWN_BY, Adult, Answer, Case, Child
from riskform.engine.evaluation import evaluate
from riskform.engine.household import Standing
from riskform.engine.wording import words_of_author
from riskform.web import laid_out
from riskform.web.asked import Shower
from riskform.web.components.questions import question as markup_of
from riskform.web.laid_out import on_page
from riskform.web.shown import OnPage
from tests.shipped import shipped
from tests.web.desk import every_type

TODAY = date(2026, 3, 4)
NAMES = ("Kit", '<b>O\'Neil</b> & "Co"', "{child} %s \\1 {adult}", "کٹ")
FORMS: Mapping[str, Form] = {
    **every_type().forms,
    **shipped().forms,
}


class Page:
    """The page of one person, for whom one question is answered."""

    def __init__(
        self,
        form: Form,
        question: Question,
        answer: Answer | None = None,
        name: str = "Kit",
        contacts: Mapping[str, Contact] | None = None,
    ) -> None:
        at = "family" if question.ask == "family" else "somebody"
        children = (Child("somebody" if question.ask == "child" else "other", name, TODAY),)
        adults = (Adult("somebody", name),) if question.ask == "adult" else ()
        answers = {f"{at}/{question.ref}": answer} if answer else {}
        evaluation = evaluate(form, Case(TODAY, 3, children, adults, answers))
        people = evaluation.household.asked_as(question.ask)
        self.person: Standing = next(one for one in people if one.id == at)
        self.form, self.question, self.answer = form, question, answer
        self.words = words_of_author(form, question, evaluation.household, self.person)
        self.shower = Shower(evaluation, self.person, contacts or {})
        self.boxes = self.shower.boxes(question, answer)

    def shown(self) -> OnPage:
        given = (self.question, self.words, self.boxes, self.answer)
        return on_page(self.form, self.shower, *given)

    def worked_out_alone(self) -> Markup:
        return markup_of(self.shower.shown(self.question, self.boxes, self.answer))


def answers_of(question: Question) -> list[Answer | None]:
    """Return no answer, a typed one, and each of the options, with how it is known."""
    options = [option.id for option in question.options]
    several: list[object] = [[one] for one in options] if question.type == "choices" else [*options]
    values = [*several, "2026-03-02" if question.type == "date" else "4"]
    known = [*KNOWN_BY] if question.how_known else [None]
    return [
        None,
        *(Answer(value, known[n % len(known)]) for n, value in enumerate(values)),
        Answer(None, "seen", "2026-03-01") if question.how_known else None,
    ]


@pytest.mark.parametrize("form_id", FORMS)
def test_it_is_to_the_letter_what_is_worked_out_for_this_page_alone(form_id: str) -> None:
    form = FORMS[form_id]
    for number, question in enumerate(form.questions.values()):
        if question.type == "list":
            continue  # a blank row has an id of its own each time
        for answer in answers_of(question):
            page = Page(form, question, answer, NAMES[number % len(NAMES)])
            assert page.shown().markup == page.worked_out_alone(), (question.ref, answer)


def types(ref: str) -> tuple[Form, Question]:
    form = FORMS["every_type"]
    return form, form.questions[f"types.{ref}"]


def test_two_families_share_it_and_neither_sees_the_name_of_the_other() -> None:
    first = Page(*types("safe"), Answer("no", "seen"), "Kitzel").shown().markup
    before = laid_out.kept()
    second = Page(*types("safe"), Answer("no", "seen"), "Deandre").shown().markup
    assert laid_out.kept() == before
    assert "Is Kitzel safe tonight?" in first
    assert "Is Deandre safe tonight?" in second
    assert "Kitzel" not in second


@pytest.mark.parametrize(
    ("ref", "answer"),
    [
        ("story", Answer("He says he is cold")),
        ("one_line", Answer("Kitty")),
        ("weight", Answer("7")),
        ("seen_on", Answer("2026-03-02")),
        ("safe", Answer("no", "seen", "2026-03-02")),
        ("safe", Answer("perhaps")),
        ("helps", Answer(["family", "an aunt"])),
        ("lead", Answer("Aunt May")),
        ("agencies", Answer([{"id": "i1", "name": "School"}])),
    ],
)
def test_nothing_that_somebody_typed_is_kept(ref: str, answer: Answer) -> None:
    before = laid_out.kept()
    shown = Page(*types(ref), answer).shown()
    assert laid_out.kept() == before
    assert shown.markup


def test_what_is_wrong_is_said_beside_the_question_and_at_the_head_of_the_page() -> None:
    shown = Page(*types("helps"), Answer(["family", "nobody"])).shown()
    (error,) = shown.errors
    assert error["href"] == "#q-helps"
    assert "govuk-error-message" in shown.markup


def test_an_answer_that_cannot_be_unticked_is_taken_back_under_the_name_of_its_person() -> None:
    assert (
        Page(*types("safe"), Answer("no"), "D'or").shown().to_take_back == "Is D'or safe tonight?"
    )
    assert Page(*types("safe")).shown().to_take_back == ""
    assert Page(*types("helps"), Answer(["family"])).shown().to_take_back == ""


def test_a_telephone_number_that_was_changed_is_on_the_next_page() -> None:
    form, question = next(
        (form, question)
        for form in FORMS.values()
        for question in form.questions.values()
        if question.guidance and question.guidance.contact
    )
    assert question.guidance
    at = str(question.guidance.contact)
    for phone in ("01632 960 041", "01632 960 042"):
        page = Page(form, question, contacts={at: Contact("Duty team", phone, "")})
        assert escape(phone) in page.shown().markup


def test_who_sees_a_private_answer_is_said_and_not_kept() -> None:
    page = Page(*types("safe"))
    before = laid_out.kept()
    given = (page.question, page.words, page.boxes, page.answer)
    shown = on_page(page.form, page.shower, *given, "Only Priya Nair sees this answer.")
    assert "Only Priya Nair sees this answer." in shown.markup
    assert laid_out.kept() == before
