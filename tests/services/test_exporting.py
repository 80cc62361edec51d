import hashlib
from datetime import timedelta

import pytest

from riskform.engine.documents import Document, to_json
from riskform.errors import NotFound
from riskform.records import audit
from riskform.services import exporting, reviewing
from riskform.services.exporting import Paper, Rendered
from tests.services.office import NOW, TODAY, Office


def as_text(document: Document) -> Rendered:
    return Rendered(to_json(document).encode(), complete=True)


def export(office: Office, reference: str, kind: str = "assessment", days: int = 0) -> Paper:
    later = timedelta(days=days)
    with office.writing() as session:
        return exporting.export(
            session, office.priya, reference, kind, TODAY + later, NOW + later, as_text
        )


def test_the_file_is_named_by_the_reference_alone(office: Office) -> None:
    reference = office.submitted("Marsh-Doyle")
    assert export(office, reference).file_name == f"{reference}-assessment.pdf"
    assert export(office, reference, "plan").file_name == f"{reference}-plan.pdf"


def test_an_audit_row_holds_the_hash_of_the_bytes(office: Office) -> None:
    reference = office.submitted()
    paper = export(office, reference, "plan")
    with office.writing() as session:
        event = audit.listed(session, object_reference=reference)[0]
    assert event.action == "exported"
    assert event.actor_id == office.priya.id
    assert dict(event.detail) == {
        "paper": "plan",
        "sha256": hashlib.sha256(paper.content).hexdigest(),
        "complete": True,
    }


@pytest.mark.parametrize("kind", ["assessment", "plan"])
def test_the_same_content_gives_the_same_bytes_weeks_later(office: Office, kind: str) -> None:
    reference = office.submitted()
    with office.writing() as session:
        reviewing.agree(session, office.mo, reference, "", NOW)
    assert export(office, reference, kind) == export(office, reference, kind, days=30)


def test_who_wrote_and_who_agreed_stand_on_the_paper_and_returns_do_not(office: Office) -> None:
    reference = office.submitted()
    with office.writing() as session:
        reviewing.send_back(session, office.mo, reference, "See the cot.", NOW)
    office.submit(reference)
    with office.writing() as session:
        reviewing.agree(session, office.mo, reference, "", NOW)
        document = exporting.document_of(session, office.priya, reference, "assessment", TODAY)
    assert [(s.did, s.name) for s in document.signatures] == [
        ("Written by", "Priya Nair"),
        ("Agreed by", "Mo Haddad"),
    ]
    assert document.final


def test_a_draft_says_that_it_is_one(office: Office) -> None:
    reference = office.start()
    with office.database.session(write=False) as session:
        document = exporting.document_of(session, office.priya, reference, "assessment", TODAY)
    assert (document.status, document.final) == ("Draft, not submitted", False)


def test_a_paper_of_another_kind_another_team_or_no_record_is_not_found(office: Office) -> None:
    reference = office.start()
    with office.database.session(write=False) as session:
        for actor, where, kind in (
            (office.priya, reference, "everything"),
            (office.sam, reference, "plan"),
            (office.priya, "000000", "plan"),
        ):
            with pytest.raises(NotFound):
                exporting.document_of(session, actor, where, kind, TODAY)
