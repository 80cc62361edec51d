"""Which copy of the plan a family gets."""

import pytest

from riskform.engine.documents import Document, from_json, to_json
from riskform.errors import NotFound
from riskform.records import audit
from riskform.services import exporting
from riskform.services.exporting import Paper, Rendered
from tests.services.easy_form import Family, family
from tests.services.office import NOW, TODAY, Office


def as_text(document: Document) -> Rendered:
    return Rendered(to_json(document).encode(), complete=True)


def paper(case: Family, copy: str = "", kind: str = "plan") -> Paper:
    with case.office.writing() as session:
        return exporting.export(
            session, case.office.priya, case.reference, kind, TODAY, NOW, as_text, copy
        )


def setting(made: Paper) -> str:
    return from_json(made.content.decode()).made_for.setting


def test_one_adult_who_needs_easy_read_changes_the_copy_and_the_plain_one_can_be_had(
    office: Office,
) -> None:
    case = family(office)
    case.needs(case.dean, "pictures")
    assert setting(paper(case)) == "plain"
    case.needs(case.carly, "easy", "pictures")
    assert setting(paper(case)) == "easy_read"
    assert setting(paper(case, "plain")) == "plain"


def test_easy_read_can_be_asked_for_where_nobody_is_written_down_to_need_it(
    office: Office,
) -> None:
    assert setting(paper(family(office), "easy_read")) == "easy_read"


def test_the_name_of_the_file_and_the_audit_row_say_which_copy_it_was(office: Office) -> None:
    case = family(office)
    assert paper(case, "easy_read").file_name == f"{case.reference}-plan-easy-read.pdf"
    with office.writing() as session:
        event = audit.listed(session, object_reference=case.reference)[0]
    assert event.detail["copy"] == "easy_read"


@pytest.mark.parametrize(("kind", "copy"), [("plan", "braille"), ("assessment", "easy_read")])
def test_a_copy_that_does_not_exist_is_not_found(office: Office, kind: str, copy: str) -> None:
    case = family(office)
    with pytest.raises(NotFound, match="there is no such"):
        paper(case, copy, kind)
