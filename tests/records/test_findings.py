"""The findings that answers raise, and the day from which each is counted."""

from dataclasses import dataclass
from datetime import date

from riskform.records import findings
from tests.records.desk import Desk

MONDAY, TUESDAY, WEDNESDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)


@dataclass(frozen=True)
class Found:
    """A finding as the engine gives it, without what is not kept."""

    at: str
    kind: str = "concern"
    says: str = "Kit slept on a sofa."


SOFA, SMOKE = Found("kit/sleep.sofa"), Found("kit/sleep.smoke", "unclear", "Not known.")


def test_a_finding_keeps_the_day_on_which_it_was_first_saved(desk: Desk) -> None:
    with desk.database.session(write=True) as session:
        assert findings.record(session, desk.draft, [SOFA], today=MONDAY) == {SOFA.at: MONDAY}
        days = findings.record(session, desk.draft, [SOFA, SMOKE], today=TUESDAY)
    assert days == {SOFA.at: MONDAY, SMOKE.at: TUESDAY}


def test_a_finding_that_goes_and_comes_back_has_its_old_day(desk: Desk) -> None:
    with desk.database.session(write=True) as session:
        findings.record(session, desk.draft, [SOFA], today=MONDAY)
        assert findings.record(session, desk.draft, [], today=TUESDAY) == {}
        (gone,) = findings.of_assessment(session, desk.draft)
        assert findings.first_saved(session, desk.draft) == {gone.at: gone.first_saved_on}
        assert (gone.raised, gone.first_saved_on) == (False, MONDAY)
        assert findings.record(session, desk.draft, [SOFA], today=WEDNESDAY) == {SOFA.at: MONDAY}


def test_a_finding_says_what_it_says_now(desk: Desk) -> None:
    with desk.database.session(write=True) as session:
        findings.record(session, desk.draft, [SOFA], today=MONDAY)
        worse = Found(SOFA.at, "urgent", "Kit sleeps on a sofa tonight.")
        findings.record(session, desk.draft, [worse], today=TUESDAY)
        (kept,) = findings.of_assessment(session, desk.draft)
    assert (kept.kind, kept.says, kept.first_saved_on) == ("urgent", worse.says, MONDAY)


def test_only_raised_findings_are_counted_by_kind(desk: Desk) -> None:
    with desk.database.session(write=True) as session:
        findings.record(session, desk.draft, [SOFA, SMOKE], today=MONDAY)
        findings.record(session, desk.draft, [SOFA, Found("kit/x")], today=MONDAY)
        counted = findings.counts(session, {desk.draft: (), 99: ()})
    assert counted == {desk.draft: {"concern": 2}, 99: {}}


def test_what_a_reader_may_not_see_is_not_counted(desk: Desk) -> None:
    with desk.database.session(write=True) as session:
        findings.record(session, desk.draft, [SOFA, Found("kit/x.y")], today=MONDAY)
        counted = findings.counts(session, {desk.draft: {"x.y"}, 99: {"x.y"}})
    assert counted == {desk.draft: {"concern": 1}, 99: {}}
