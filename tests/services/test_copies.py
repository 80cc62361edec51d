"""The copies of a record as a worker is offered them, and what each leaves out."""

from dataclasses import replace

import pytest

from riskform.engine.documents import Document, to_json
from riskform.errors import NotFound
from riskform.records import audit
from riskform.services import copies, exporting, planning
from riskform.services.exporting import Paper, Rendered
from tests.services.easy_form import Family, family
from tests.services.office import NOW, TODAY, Office


@pytest.fixture
def case(office: Office) -> Family:
    """Give a family in which Carly needs Easy Read, with two actions."""
    made = family(office)
    made.needs(made.carly, "easy", "pictures")
    outcome = office.outcome(made.reference, made.kit, what="Kit wakes in a dry bed")
    with office.writing() as session:
        for who in ("carly", "Leanne Hart", "Priya Nair"):
            fields = {"what": f"Ring, {who}", "who": who, "due": "2026-03-04"}
            planning.put_action(session, office.priya, made.reference, outcome, fields, (), NOW)
    return made


def offers(case: Family) -> dict[str, list[str]]:
    with case.office.database.session(write=False) as session:
        found = copies.copies_of(session, case.office.priya, case.reference, TODAY)
    return {offer.kind.name: [reader.name for reader in offer.readers] for offer in found.offers}


def made(case: Family, kind: str, reader: str = "") -> Document:
    with case.office.database.session(write=False) as session:
        return copies.document(session, case.office.priya, case.reference, kind, reader, TODAY)


def reader_of(case: Family, kind: str, name: str, *, worker: bool = False) -> str:
    with case.office.database.session(write=False) as session:
        found = copies.copies_of(session, case.office.priya, case.reference, TODAY)
    readers = found.offer(kind).readers
    return next(r.id for r in readers if r.name == name and r.is_worker is worker)


def test_each_kind_is_offered_to_those_whom_it_can_be_for(case: Family) -> None:
    offered = offers(case)
    assert offered["plan"] == offered["easy_read"] == ["the family", "Carly", "Dean"]
    assert offered["child"] == ["Kit"]
    assert offered["actions"] == ["Carly", "Leanne Hart", "Leanne Hart", "Priya Nair"]
    assert "Priya Nair" in offered["assessment"]


def test_no_id_of_a_reader_holds_a_name(case: Family) -> None:
    with case.office.database.session(write=False) as session:
        found = copies.copies_of(session, case.office.priya, case.reference, TODAY)
    ids = " ".join(reader.id for offer in found.offers for reader in offer.readers).casefold()
    for name in ("kit", "carly", "dean", "leanne", "priya", "marsh"):
        assert name not in ids


def test_a_parents_own_actions_come_as_the_parent_needs_them(case: Family) -> None:
    document = made(case, "actions", case.carly)
    assert (document.made_for.setting, document.made_for.made_for) == ("easy_read", "Carly")
    assert "Ring, carly" in to_json(document)
    assert "Ring, Leanne" not in to_json(document)


def test_a_name_that_nobody_knows_gets_the_familys_rules_until_a_person_says_otherwise(
    case: Family,
) -> None:
    unsure = made(case, "actions", reader_of(case, "actions", "Leanne Hart"))
    worker = made(case, "actions", reader_of(case, "actions", "Leanne Hart", worker=True))
    assert not unsure.made_for.official_sensitive
    assert worker.made_for.official_sensitive


def test_the_name_of_a_worker_stands_on_the_workers_copy(case: Family) -> None:
    document = made(case, "assessment", f"w{case.office.priya.id}")
    assert document.made_for.made_for.startswith("Priya Nair")


@pytest.mark.parametrize(
    ("kind", "reader"),
    [("plan", "nobody"), ("child", ""), ("tonight", "dean"), ("braille", ""), ("assessment", "w0")],
)
def test_a_copy_for_nobody_or_of_no_kind_is_not_found(case: Family, kind: str, reader: str) -> None:
    with pytest.raises(NotFound):
        made(case, kind, reader)


def test_another_team_is_not_told_that_there_are_any(case: Family) -> None:
    with case.office.database.session(write=False) as session, pytest.raises(NotFound):
        copies.copies_of(session, case.office.sam, case.reference, TODAY)


def test_the_audit_says_for_whom_by_id_and_the_file_name_holds_no_name(case: Family) -> None:
    def as_text(document: Document) -> Rendered:
        return Rendered(to_json(document).encode(), complete=True)

    with case.office.writing() as session:
        document = made(case, "child", case.kit)
        paper: Paper = exporting.handed_out(
            session, case.office.priya, document, as_text(document), NOW
        )
        event = audit.listed(session, object_reference=case.reference)[0]
    assert paper.file_name == f"{case.reference}-child.pdf"
    assert (event.detail["paper"], event.detail["for"]) == ("child", case.kit)


def test_an_adults_copy_is_in_easy_read_where_that_adult_needs_it(case: Family) -> None:
    with case.office.database.session(write=False) as session:
        asked = (session, case.office.priya, case.reference, "plan", TODAY)
        carly = exporting.document_of(*asked, reader=case.carly)
        dean = exporting.document_of(*asked, reader=case.dean)
    assert (carly.made_for.setting, dean.made_for.setting) == ("easy_read", "plain")
    assert replace(dean.made_for, reader="").made_for == "Dean"
