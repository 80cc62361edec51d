import pytest

from riskform.web.directions import isolated
from tests.services.office import Office
from tests.web.browsing import Browser

NAME = "بچہ خان"


@pytest.mark.parametrize(
    ("page", "apart"),
    [
        ("<p>Kit, 11 weeks</p>", "<p>Kit, 11 weeks</p>"),
        ("<p>بچہ خان, 11 weeks</p>", "<p><bdi>بچہ خان</bdi>, 11 weeks</p>"),
        ("<p>To נועה 3 (Rao)</p>", "<p>To <bdi>נועה</bdi> 3 (Rao)</p>"),
        ("<p>נועה and علی</p>", "<p><bdi>נועה</bdi> and <bdi>علی</bdi></p>"),
        ("<p>میں 5 سال، گھر میں</p>", "<p><bdi>میں 5 سال، گھر میں</bdi></p>"),
        ("<b>ג&#39;ורג</b>", "<b><bdi>ג&#39;ורג</bdi></b>"),
        ('<input value="علی 3">', '<input value="علی 3">'),
        ("<textarea>\nعلی 3</textarea>علی", "<textarea>\nعلی 3</textarea><bdi>علی</bdi>"),
        ("<option>علی</option>", "<option>علی</option>"),
    ],
)
def test_words_from_right_to_left_stand_apart_in_text_and_nowhere_else(
    page: str, apart: str
) -> None:
    assert isolated(page) == apart


def test_a_long_answer_is_looked_through_once() -> None:
    text = "م" + "1" * 200_000 + "a"
    assert isolated(text) == f"<bdi>م</bdi>{text[1:]}"


@pytest.mark.parametrize("path", ["", "/people", "/check", "/plan"])
def test_a_name_from_right_to_left_is_apart_wherever_it_is_shown(
    priya: Browser, office: Office, path: str
) -> None:
    reference = office.start(NAME)
    kit = office.child(reference, NAME)
    office.adult(reference, "דין", **{kit: "father"})
    office.answer(reference, "sleep", kit, last_night="sofa")
    page = priya.get(f"/assessments/{reference}{path}").text
    first = NAME.split(maxsplit=1)[0]
    assert f"<bdi>{first}" in page
    assert page.count(first) == page.count(f"<bdi>{first}")
