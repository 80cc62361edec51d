"""The signed copy: kept with the manager's yes, and the same bytes for ever."""

from datetime import timedelta

import pytest

from riskform.engine.documents import Document, to_json
from riskform.errors import NotAllowed, NotFound, WrongState
from riskform.records import audit, kept_papers
from riskform.records.kept_papers import PaperFile, Which
from riskform.services import exporting, keeping, reviewing
from riskform.services.exporting import Paper, Rendered
from riskform.services.keeping import Rehearsal, SignedPapers
from riskform.services.opening import open_assessment
from tests.services.office import NOW, TODAY, Office, account

ASSESSMENT, PLAN = keeping.SIGNED


def rehearse(office: Office, reference: str) -> Rehearsal:
    session = office.database.open(write=True)
    try:
        return keeping.rehearsed(session, office.mo, reference, "", TODAY, NOW, {})
    finally:
        session.rollback()
        session.close()


def laid_out(rehearsal: Rehearsal, version: str = "1") -> SignedPapers:
    papers = [
        (which, document, printed(document, version))
        for which, document in rehearsal.documents.items()
    ]
    return SignedPapers(rehearsal.revision, tuple(papers))


def printed(document: Document, version: str = "1") -> Rendered:
    """Return bytes as a riskform of that version would make them."""
    return Rendered(f"%PDF {version} {to_json(document)}".encode(), complete=True)


def agree(office: Office, reference: str) -> bool:
    signed = laid_out(rehearse(office, reference))
    with office.writing() as session:
        return keeping.agree(session, office.mo, reference, "", NOW, signed)


def kept(office: Office, reference: str, which: Which) -> PaperFile | None:
    with office.database.session(write=False) as session:
        return keeping.look_up(session, office.priya, reference, which)


def handed_out(office: Office, reference: str, copy: str = "", version: str = "1") -> Paper:
    with office.writing() as session:
        document = exporting.document_of(
            session, office.priya, reference, "plan", TODAY + timedelta(days=9), copy=copy
        )
        rendered = printed(document, version)
        return exporting.handed_out(
            session, office.priya, document, rendered, NOW, Which("plan", copy)
        )


def test_agreeing_keeps_the_copy_for_workers_and_the_familys_with_their_hashes_in_the_audit(
    office: Office,
) -> None:
    reference = office.submitted()
    assert agree(office, reference)
    paper, plan = (kept(office, reference, which) for which in keeping.SIGNED)
    assert paper is not None
    assert plan is not None
    with office.database.session(write=False) as session:
        events = audit.listed(session, object_reference=reference)
        document = exporting.document_of(session, office.priya, reference, "assessment", TODAY)
    assert paper.content == printed(document).content
    assert [signature.name for signature in document.signatures] == ["Priya Nair", "Mo Haddad"]
    hashes = {e.detail["paper"]: e.detail["sha256"] for e in events if e.action == "paper kept"}
    assert hashes == {"assessment": paper.sha256, "plan": plan.sha256}


def test_a_rehearsal_leaves_no_trace(office: Office) -> None:
    reference = office.submitted()
    with office.database.session(write=False) as session:
        before = audit.listed(session, object_reference=reference)
    rehearsal = rehearse(office, reference)
    assert all(document.final for document in rehearsal.documents.values())
    with office.database.session(write=False) as session:
        assert open_assessment(session, office.priya, reference).stored.status == "submitted"
        assert audit.listed(session, object_reference=reference) == before


def test_papers_of_another_revision_are_not_kept_and_agreeing_goes_on(office: Office) -> None:
    reference = office.submitted()
    signed = laid_out(rehearse(office, reference))
    with office.writing() as session:
        reviewing.send_back(session, office.mo, reference, "See the cot.", NOW)
    office.submit(reference)
    with office.writing() as session:
        assert not keeping.agree(session, office.mo, reference, "", NOW, signed)
        assert open_assessment(session, office.mo, reference).stored.status == "agreed"
        assert not keeping.are_kept(session, office.mo, reference)


def test_what_is_agreed_later_is_what_was_read_or_nothing(office: Office) -> None:
    reference = office.submitted()
    rehearsal = rehearse(office, reference)
    papers = [printed(document) for document in rehearsal.documents.values()]
    with office.writing() as session:
        reviewing.send_back(session, office.mo, reference, "See the cot.", NOW)
    office.submit(reference)
    later = (office.mo, reference, "", NOW)
    with pytest.raises(WrongState, match="changed while"), office.writing() as session:
        keeping.agree_as_rehearsed(session, *later, rehearsal, papers)
    with office.writing() as session:
        assert open_assessment(session, office.mo, reference).stored.status == "submitted"
    again = rehearse(office, reference)
    with office.writing() as session:
        keeping.agree_as_rehearsed(session, *later, again, papers)
        assert keeping.are_kept(session, office.mo, reference)


@pytest.mark.parametrize("papers", [[], [Rendered(b"%PDF stands in", complete=False)] * 2])
def test_what_is_agreed_later_is_agreed_without_papers_that_could_not_be_laid_out(
    office: Office, papers: list[Rendered]
) -> None:
    reference = office.submitted()
    rehearsal = rehearse(office, reference)
    with office.writing() as session:
        keeping.agree_as_rehearsed(session, office.mo, reference, "", NOW, rehearsal, papers)
        assert open_assessment(session, office.mo, reference).stored.status == "agreed"
        assert not keeping.are_kept(session, office.mo, reference)


def test_nobody_who_may_not_agree_gets_a_rehearsal_or_a_kept_paper(office: Office) -> None:
    reference = office.submitted()
    with office.writing() as session, pytest.raises(NotAllowed):
        keeping.rehearsed(session, office.priya, reference, "", TODAY, NOW, {})
    agree(office, reference)
    with office.writing() as session:
        una = account(session, "Una South", "manager", "South")
        for actor in (office.sam, una):
            with pytest.raises(NotFound):
                keeping.look_up(session, actor, reference, PLAN)
            with pytest.raises(NotFound):
                keeping.are_kept(session, actor, reference)


def test_a_paper_of_an_agreed_assessment_is_kept_when_it_is_first_handed_out(
    office: Office,
) -> None:
    reference = office.submitted()
    with office.writing() as session:
        reviewing.agree(session, office.mo, reference, "", NOW)
    assert kept(office, reference, PLAN) is None
    first = handed_out(office, reference)
    found = kept(office, reference, PLAN)
    assert found is not None
    assert (found.name, found.content) == (first.file_name, first.content)
    # Another riskform would make other bytes of the same document; they are not handed out.
    assert handed_out(office, reference, version="2") == first


def test_the_same_paper_under_its_own_name_has_the_same_bytes(office: Office) -> None:
    reference = office.submitted()
    agree(office, reference)
    as_needed = kept(office, reference, PLAN)
    assert as_needed is not None
    plain = handed_out(office, reference, copy="plain", version="2")
    assert plain.content == as_needed.content
    with office.database.session(write=False) as session:
        stored = open_assessment(session, office.priya, reference).stored
        papers = kept_papers.of_assessment(session, stored.id)
        found = keeping.kept_or_document(
            *(session, office.priya, reference, Which("plan", "plain")),
            lambda looking: exporting.document_of(looking, office.priya, reference, "plan", TODAY),
        )
        assert found == as_needed
    assert [paper.which for paper in papers] == [ASSESSMENT, PLAN]


def test_a_draft_and_a_page_that_stands_in_are_not_kept(office: Office) -> None:
    reference = office.submitted()
    handed_out(office, reference)
    with office.writing() as session:
        reviewing.agree(session, office.mo, reference, "", NOW)
        document = exporting.document_of(session, office.priya, reference, "plan", TODAY)
        stand_in = Rendered(b"%PDF not printed", complete=False)
        exporting.handed_out(session, office.priya, document, stand_in, NOW, PLAN)
    assert kept(office, reference, PLAN) is None


def test_a_paper_from_the_store_leaves_its_audit_row(office: Office) -> None:
    reference = office.submitted()
    agree(office, reference)
    file = kept(office, reference, PLAN)
    assert file is not None
    with office.writing() as session:
        paper = keeping.handed_out_again(session, office.priya, reference, PLAN, file, NOW)
        event = audit.listed(session, object_reference=reference)[0]
    assert paper == Paper(f"{reference}-plan.pdf", file.content, complete=True)
    assert (event.action, event.actor_id) == ("exported", office.priya.id)
    assert dict(event.detail) == {
        "paper": "plan",
        "sha256": file.sha256,
        "complete": True,
        "file": f"{reference}-plan.pdf",
    }
