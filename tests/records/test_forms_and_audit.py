"""Published forms are kept whole; events are kept in order."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from riskform.errors import NotFound
from riskform.records import Database, audit, families, form_versions, references
from riskform.records.form_versions import FormVersion
from tests.records.desk import NOW

FORM = FormVersion(
    *("a" * 64, "infants", 1, "Infants", NOW, None), {"infants/form.yaml": "form: infants\n"}
)


def test_a_published_form_comes_back_whole(database: Database) -> None:
    with database.session(write=True) as session:
        assert form_versions.publish(session, FORM)
        assert form_versions.load(session, FORM.hash) == FORM
        with pytest.raises(NotFound):
            form_versions.load(session, "b" * 64)


def test_publishing_the_same_form_again_changes_nothing(database: Database) -> None:
    with database.session(write=True) as session:
        form_versions.publish(session, FORM)
        assert not form_versions.publish(session, replace(FORM, title="Another"))
        assert form_versions.load(session, FORM.hash).title == "Infants"


def test_servers_that_publish_the_same_form_at_once_keep_it_once(database: Database) -> None:
    def publish(_: int) -> bool:
        with database.session(write=True) as session:
            made = form_versions.publish(session, FORM)
            time.sleep(0.05)
            return made

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(publish, range(4))) == [False, False, False, True]


def test_servers_that_start_together_put_one_version_in_use(database: Database) -> None:
    second = replace(FORM, hash="b" * 64, version=2)
    with database.session(write=True) as session:
        for form in (FORM, second):
            form_versions.publish(session, form)

    def use(form_hash: str) -> bool:
        with database.session(write=True) as session:
            changed = form_versions.use(session, "infants", form_hash, NOW)
            time.sleep(0.05)
            return changed

    with ThreadPoolExecutor(4) as pool:
        for form_hash in (FORM.hash, second.hash, FORM.hash):
            assert sorted(pool.map(use, [form_hash] * 4)) == [False, False, False, True]
            with database.session(write=False) as session:
                assert form_versions.in_use(session) == {form_hash: NOW}


def test_forms_are_listed_newest_version_first(database: Database) -> None:
    second = replace(FORM, hash="b" * 64, version=2)
    with database.session(write=True) as session:
        for form in (FORM, second, replace(FORM, hash="c" * 64, form_id="adults")):
            form_versions.publish(session, form)
        listed = form_versions.listed(session, form_id="infants")
        assert [form.version for form in listed] == [2, 1]
        assert len(form_versions.listed(session)) == 3


def test_events_are_listed_newest_first_by_what_and_who(database: Database) -> None:
    with database.session(write=True) as session:
        for n, reference in enumerate(["AAAAAA", "BBBBBB", "AAAAAA"]):
            # The clock goes back: the order of the events does not.
            at = NOW - timedelta(hours=n)
            audit.record(session, None, f"did {n}", "assessment", reference, {"n": n}, at)
        found = audit.listed(session, object_kind="assessment", object_reference="AAAAAA")
        assert [event.action for event in found] == ["did 2", "did 0"]
        older = audit.listed(session, before_seq=found[0].seq)
        assert [event.detail for event in older] == [{"n": 1}, {"n": 0}]
        assert audit.listed(session, actor_id=1) == ()


def test_a_reference_that_is_taken_is_drawn_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = iter(["TAKEN1", "TAKEN1", "FREE22"])
    monkeypatch.setattr(references, "new_reference", lambda: next(drawn))
    with database.session(write=True) as session:
        made = [
            families.create(session, name=name, team="North", created_at=NOW).reference
            for name in ("A", "B")
        ]
    assert made == ["TAKEN1", "FREE22"]


def test_families_are_found_by_reference_and_listed_by_team(database: Database) -> None:
    with database.session(write=True) as session:
        b = families.create(session, name="B", team="North", created_at=NOW, reference="FAM00B")
        a = families.create(session, name="A", team="North", created_at=NOW)
        families.create(session, name="C", team="South", created_at=NOW)
        assert families.load(session, "FAM00B") == families.by_id(session, b.id) == b
        assert families.listed(session, team="North") == (a, b)
        with pytest.raises(NotFound):
            families.load(session, "NO0NE")
        with pytest.raises(NotFound):
            families.by_id(session, 99)
