from datetime import date, timedelta

import pytest
from sqlalchemy import text

from riskform.errors import WrongState
from riskform.records import (
    Session,
    accounts,
    assessments,
    audit,
    decisions,
    downgrade,
    findings,
    form_versions,
    practice_audits,
    upgrade,
)
from riskform.records.accounts import NewAccount
from riskform.records.assessments import AssessmentSummary, NewAssessment
from riskform.records.findings import KeptFinding
from riskform.records.form_versions import FormVersion
from tests.records.desk import NOW, Desk

LATER = NOW + timedelta(days=30)
RAISED = [KeptFinding("kit/a.b", "urgent", "A.", NOW.date(), raised=True)]


@pytest.fixture
def auditor(desk: Desk) -> int:
    """Agree the desk's draft, and give a manager who had no hand in it."""
    desk.submit()
    number = desk.agree()
    new = NewAccount("cass", "Cass Hall", "Manager", "Health", "North", "manager", demo=True)
    with desk.database.session(write=True) as session:
        decisions.record(
            *(session, desk.draft),
            revision=number,
            kind="agreed",
            decided_by=desk.manager,
            reason="",
            decided_at=NOW,
        )
        form = FormVersion("c" * 64, "plan_audit", 1, "Audit", NOW, None, {"form.yaml": "form: y"})
        form_versions.publish(session, form)
        return accounts.add(session, new, created_at=NOW).id


def start(session: Session, desk: Desk, auditor: int) -> AssessmentSummary:
    new = NewAssessment(desk.family, "c" * 64, 3, date(2026, 3, 1), auditor, "North")
    made = assessments.create(session, new, created_at=LATER)
    practice_audits.record(session, made.id, audited_id=desk.draft, child_id="kit")
    detail = {"of": desk.reference, "child": "kit"}
    audit.record(session, auditor, "audit started", "assessment", made.reference, detail, LATER)
    return assessments.load(session, made.reference)


def test_an_audit_says_of_which_child_of_which_assessment_it_is(desk: Desk, auditor: int) -> None:
    with desk.database.session(write=True) as session:
        audits = start(session, desk, auditor).audits
        assert assessments.load(session, desk.reference).audits is None
    assert audits == practice_audits.Audited(
        desk.draft, desk.reference, desk.author, NOW, "kit", "Kit"
    )


def test_an_audit_is_never_listed_among_assessments_and_only_where_asked_for(
    desk: Desk, auditor: int
) -> None:
    with desk.database.session(write=True) as session:
        made = start(session, desk, auditor)
        (of_family,) = assessments.listed(session, family_id=desk.family)
        assert of_family.reference == desk.reference
        assert assessments.listed(session, author_id=auditor) == ()
        for asked in (
            {"audited_id": desk.draft},
            {"audited_author_id": desk.author},
            {"team": "North", "statuses": ("draft",)},
        ):
            (found,) = practice_audits.listed(session, **asked)  # type: ignore[arg-type]  # one of several
            assert found.reference == made.reference
        assert practice_audits.listed(session, audited_author_id=auditor) == ()


@pytest.mark.usefixtures("auditor")
@pytest.mark.parametrize("judge", ["author", "manager"])
def test_the_database_refuses_an_auditor_who_wrote_or_agreed_it(desk: Desk, judge: str) -> None:
    own = desk.author if judge == "author" else desk.manager
    with (
        desk.database.session(write=True) as session,
        pytest.raises(WrongState, match="they wrote"),
    ):
        start(session, desk, own)


def test_the_database_refuses_an_audit_of_what_is_not_agreed(desk: Desk, auditor: int) -> None:
    with desk.database.session(write=True) as session:
        new = NewAssessment(desk.family, "a" * 64, 3, date(2026, 3, 1), desk.author, "North")
        draft = assessments.create(session, new, created_at=NOW)
        audit_of = assessments.create(
            session,
            NewAssessment(desk.family, "c" * 64, 3, date(2026, 3, 1), auditor, "North"),
            created_at=NOW,
        )
    with desk.database.session(write=True) as session, pytest.raises(WrongState, match="agreed"):
        practice_audits.record(session, audit_of.id, audited_id=draft.id, child_id="kit")


def test_a_submitted_audit_is_complete_and_nothing_in_it_can_change(
    desk: Desk, auditor: int
) -> None:
    with desk.database.session(write=True) as session:
        made = start(session, desk, auditor)
        findings.record(session, made.id, RAISED, today=NOW.date())
        by = {"author_id": auditor, "saved_at": LATER}
        number = assessments.set_status(session, made.id, "submitted", **by)  # type: ignore[arg-type]  # who and when
    statements = [
        f"UPDATE assessment SET document = '{{}}' WHERE id = {made.id}",  # noqa: S608 - a number.
        f"UPDATE assessment SET status = 'returned' WHERE id = {made.id}",  # noqa: S608 - a number.
        f"UPDATE raised_finding SET says = 'x' WHERE assessment_id = {made.id}",  # noqa: S608 - a number.
        f"DELETE FROM raised_finding WHERE assessment_id = {made.id}",  # noqa: S608 - a number.
    ]
    for statement in statements:
        with (
            desk.database.session(write=True) as session,
            pytest.raises(WrongState, match="A complete audit can't be changed"),
        ):
            session.execute(text(statement))
    with desk.database.session(write=True) as session, pytest.raises(WrongState, match="about an"):
        decisions.record(
            *(session, made.id),
            revision=number,
            kind="agreed",
            decided_by=desk.manager,
            reason="",
            decided_at=NOW,
        )


def test_what_an_audit_is_of_is_kept_for_ever(desk: Desk, auditor: int) -> None:
    with desk.database.session(write=True) as session:
        start(session, desk, auditor)
    statements = ["UPDATE practice_audit SET child_id = child_id", "DELETE FROM practice_audit"]
    if desk.database.engine_name == "postgresql":
        statements.append("TRUNCATE practice_audit")
    for statement in statements:
        with (
            desk.database.session(write=True) as session,
            pytest.raises(WrongState, match="kept for ever"),
        ):
            session.execute(text(statement))


def test_audits_are_audits_again_after_going_down_and_up(desk: Desk, auditor: int) -> None:
    with desk.database.session(write=True) as session:
        made = start(session, desk, auditor)
    desk.database.dispose()
    downgrade(desk.url, "0003")
    assert upgrade(desk.url)
    with desk.database.session(write=True) as session:
        assert assessments.load(session, made.reference) == made
        with pytest.raises(WrongState, match="they wrote"), session.begin_nested():
            start(session, desk, desk.author)
