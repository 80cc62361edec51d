"""Which files are the signed ones, and what the others are."""

from datetime import timedelta

from riskform.services import exporting, keeping, reviewing, verifying
from riskform.services.exporting import Paper, Rendered
from riskform.services.verifying import Verified
from tests.services.office import NOW, TODAY, Office
from tests.services.test_keeping import agree, printed

ELSEWHERE = "f" * 64


def verify(office: Office, sha256: str, reference: str = "", content_hash: str = "") -> Verified:
    with office.database.session(write=False) as session:
        return verifying.verify(session, sha256, reference, content_hash)


def hand_out(office: Office, reference: str, rendered: Rendered | None = None) -> str:
    """Hand the plan out as the record stands; return the hash of its bytes."""
    with office.writing() as session:
        document = exporting.document_of(session, office.priya, reference, "plan", TODAY)
        made: Paper = exporting.handed_out(
            session, office.priya, document, rendered or printed(document), NOW
        )
    return keeping.paper_file("", made.content).sha256


def agree_later(office: Office, reference: str) -> None:
    with office.writing() as session:
        reviewing.agree(session, office.mo, reference, "", NOW + timedelta(days=1))


def test_the_kept_bytes_are_the_signed_paper_whatever_they_say_of_themselves(
    office: Office,
) -> None:
    reference = office.submitted()
    agree(office, reference)
    with office.database.session(write=False) as session:
        file = keeping.look_up(session, office.priya, reference, keeping.SIGNED[1])
    assert file is not None
    found = verify(office, file.sha256)
    assert (found.verdict, found.reference, found.paper) == ("signed", reference, "plan")
    assert (found.agreed_by, found.agreed_at) == ("Mo Haddad", NOW)
    assert found.form == "Short assessment, version 1"
    assert found.says == (
        f"This is the signed paper of record {reference}, agreed on 2 March 2026, 09:30 UTC by"
        " Mo Haddad."
    )


def test_a_file_that_names_nothing_known_was_never_signed_here(office: Office) -> None:
    for reference, content_hash in (("", ""), ("000000", "a" * 64), ("\x00", "%" * 40)):
        assert verify(office, ELSEWHERE, reference, content_hash).verdict == "unknown"


def test_a_paper_of_a_record_that_is_not_agreed_is_a_draft(office: Office) -> None:
    reference = office.submitted()
    sha256 = hand_out(office, reference)
    found = verify(office, sha256, reference)
    assert (found.verdict, found.paper, found.agreed_at) == ("draft", "plan", None)
    assert verify(office, ELSEWHERE, reference).verdict == "draft"


def test_a_draft_of_what_was_agreed_since_is_earlier_than_what_was_signed(office: Office) -> None:
    reference = office.submitted()
    sha256 = hand_out(office, reference)
    agree_later(office, reference)
    found = verify(office, sha256, reference)
    assert (found.verdict, found.agreed_by) == ("later", "Mo Haddad")
    assert "get the signed one" in found.says


def test_other_bytes_that_name_a_signed_record_or_its_content_were_altered(office: Office) -> None:
    reference = office.submitted()
    agree(office, reference)
    assert verify(office, ELSEWHERE, reference).verdict == "altered"
    with office.database.session(write=False) as session:
        document = exporting.document_of(session, office.priya, reference, "plan", TODAY)
    mark = exporting.content_hash(document)
    for content_hash in (mark, mark[:32]):
        found = verify(office, ELSEWHERE, content_hash=content_hash)
        assert (found.verdict, found.reference, found.paper) == ("altered", reference, "plan")
    # A few digits fit too much to name anything.
    assert verify(office, ELSEWHERE, content_hash=mark[:12]).verdict == "unknown"


def test_what_was_handed_out_as_agreed_before_papers_were_kept_is_signed(office: Office) -> None:
    reference = office.submitted()
    agree(office, reference)
    with office.writing() as session:
        detail = {"paper": "plan", "sha256": ELSEWHERE, "complete": True}
        exporting.audit.record(
            session, office.priya.id, "exported", "assessment", reference, detail, NOW
        )
    assert verify(office, ELSEWHERE, reference).verdict == "signed"


def test_the_page_that_stands_in_for_a_paper_was_never_signed(office: Office) -> None:
    reference = office.submitted()
    agree(office, reference)
    sha256 = hand_out(office, reference, Rendered(b"%PDF not printed", complete=False))
    found = verify(office, sha256, reference)
    assert found.verdict == "unknown"
    assert "could not be printed" in found.says
