import hashlib

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from riskform.errors import WrongState
from riskform.records import downgrade, kept_papers, upgrade
from riskform.records.kept_papers import DamagedPaper, PaperFile, Which, paper_file
from tests.records.desk import NOW, Desk

PLAN, EASY = Which("plan"), Which("plan", "easy_read")
BYTES = b"%PDF-1.7\n\x00\xff\n%%EOF\n"
CONTENT_HASH = "0123456789abcdef" * 4


FILE = paper_file("7K3F9Q-plan.pdf", BYTES)


def keep(desk: Desk, which: Which = PLAN, file: PaperFile = FILE) -> None:
    with desk.database.session(write=True) as session:
        kept_papers.keep(
            *(session, desk.draft, which, file, CONTENT_HASH), made_at=NOW, made_by=desk.manager
        )


@pytest.fixture
def agreed(desk: Desk) -> Desk:
    desk.submit()
    desk.agree()
    return desk


def test_a_kept_paper_is_read_back_byte_for_byte(agreed: Desk) -> None:
    keep(agreed)
    assert FILE.sha256 == hashlib.sha256(BYTES).hexdigest()
    with agreed.database.session(write=False) as session:
        assert kept_papers.read(session, agreed.draft, PLAN) == FILE
        assert kept_papers.read(session, agreed.draft, EASY) is None
        assert kept_papers.read(session, agreed.draft, Which("plan", "\x00")) is None
        assert kept_papers.read_same(session, agreed.draft, CONTENT_HASH) == FILE
        assert kept_papers.read_same(session, agreed.draft, "f" * 64) is None


def test_a_kept_paper_is_found_by_its_bytes_and_by_what_it_says(agreed: Desk) -> None:
    keep(agreed)
    with agreed.database.session(write=False) as session:
        found = kept_papers.with_bytes(session, FILE.sha256)
        assert found is not None
        assert (found.reference, found.which, found.made_at) == (agreed.reference, PLAN, NOW)
        assert kept_papers.saying(session, CONTENT_HASH[:32]) == (found,)
        assert kept_papers.saying(session, "%" * 16) == ()
        assert kept_papers.of_assessment(session, agreed.draft) == (found,)
        assert kept_papers.with_bytes(session, "f" * 64) is None


def test_the_same_paper_is_kept_once(agreed: Desk) -> None:
    keep(agreed)
    keep(agreed, EASY)
    with pytest.raises(IntegrityError):
        keep(agreed, file=paper_file("other.pdf", b"%PDF other"))


def test_what_was_released_for_one_reader_is_another_paper(agreed: Desk) -> None:
    more = Which("plan", reader="dean", released="a1")
    keep(agreed, more)
    with agreed.database.session(write=False) as session:
        assert kept_papers.read(session, agreed.draft, more) == FILE
        for other in (PLAN, Which("plan", reader="dean"), Which("plan", released="a1")):
            assert kept_papers.read(session, agreed.draft, other) is None
        (found,) = kept_papers.of_assessment(session, agreed.draft)
    assert found.which == more


@pytest.mark.parametrize("status", ["draft", "submitted"])
def test_no_paper_of_what_can_still_change_is_kept(desk: Desk, status: str) -> None:
    if status == "submitted":
        desk.submit()
    with pytest.raises(WrongState, match="can't change any more"):
        keep(desk)


def test_bytes_that_were_changed_behind_riskform_are_not_handed_out(agreed: Desk) -> None:
    keep(agreed)
    drop = "DROP TRIGGER kept_paper_kept_update"
    if agreed.database.engine_name == "postgresql":
        drop += " ON kept_paper"
    with agreed.database.session(write=True) as session:
        session.execute(text(drop))
        session.execute(text("UPDATE kept_paper SET content = :other"), {"other": b"%PDF other"})
    with agreed.database.session(write=False) as session, pytest.raises(DamagedPaper):
        kept_papers.read(session, agreed.draft, PLAN)


def test_what_was_agreed_before_migration_8_has_no_kept_paper_and_can_get_one(
    agreed: Desk,
) -> None:
    agreed.database.dispose()
    downgrade(agreed.url, "0005")
    assert upgrade(agreed.url)
    with agreed.database.session(write=False) as session:
        assert kept_papers.of_assessment(session, agreed.draft) == ()
    keep(agreed)
