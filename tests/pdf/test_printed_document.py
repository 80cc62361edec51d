"""What stands in the PDF: structure for a screen reader, and every word for everybody."""

import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pypdf
import pytest

from riskform.engine.documents import Document, DocumentPart, FindingRow, content_hash
from riskform.pdf import Renderer
from riskform.pdf.typesetter import Typesetter


@pytest.fixture(scope="module")
def assessment_pdf(renderer: Renderer, assessment: Document) -> bytes:
    return renderer.render(assessment)


@pytest.fixture(scope="module")
def plan_pdf(renderer: Renderer, plan: Document) -> bytes:
    return renderer.render(plan)


def _elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield every element of the structure tree, in reading order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def test_the_file_says_that_it_is_tagged_and_in_british_english(assessment_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(assessment_pdf)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.Lang == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert b"pdfuaid:part" in pdf.Root.Metadata.read_bytes()


def test_the_title_and_properties_name_the_record_and_nobody(assessment_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(assessment_pdf)) as pdf:
        properties = {key: str(value) for key, value in pdf.docinfo.items()}
        metadata = pdf.Root.Metadata.read_bytes().decode()

    assert properties["/Title"] == "Assessment, record 7K3F9Q"
    assert properties["/CreationDate"] == properties["/ModDate"] == "D:20260302"
    assert not [name for name in ("Kit", "Ellie", "Carly") if name in f"{properties}{metadata}"]


def test_the_properties_hold_the_record_and_the_whole_fingerprint(
    assessment_pdf: bytes, assessment: Document
) -> None:
    with pikepdf.open(io.BytesIO(assessment_pdf)) as pdf:
        properties = {key: str(value) for key, value in pdf.docinfo.items()}
        identifier = bytes(pdf.trailer.ID[0]).decode()

    assert (properties["/record"], properties["/contenthash"]) == (
        "7K3F9Q",
        content_hash(assessment),
    )
    assert content_hash(assessment).startswith(identifier)


def test_the_longest_names_do_not_push_the_foot_of_a_page_off_it(
    renderer: Renderer, plan: Document, pages_of: Callable[[bytes], list[str]]
) -> None:
    name = "Aleksandra Świętosława Brzęczyszczykiewicz-Featherstonehaugh and her sister"
    made_for = replace(
        plan.made_for, name="Copy of the family’s plan for one person", made_for=name
    )
    form = {
        "form_title": "A form with a very long title for a very long form",
        "form_version": "12.34",
    }
    long = replace(plan, made_for=made_for, **form)

    text = pages_of(renderer.render(long))

    for number, page in enumerate(text, start=1):
        assert f"Page{number}of{len(text)}" in page
        assert f"fingerprint{content_hash(long)[:12]}" in page
        assert "forAleksandraŚwiętosławaBrzęczyszczykiewicz-Feath" in page


def test_headings_nest_and_tables_have_headers(plan_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(plan_pdf)) as pdf:
        elements = list(_elements(pdf.Root.StructTreeRoot))
        kinds = [str(element.S) for element in elements]
        cells = [element for element in elements if element.S == "/TD"]

        assert all(len(cell.A.Headers) > 0 for cell in cells)

    levels = [int(kind[2:]) for kind in kinds if kind[1] == "H" and kind[2:].isdigit()]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert {"/BlockQuote", "/Table", "/THead", "/TH", "/TR", "/TD", "/L", "/LI"} <= set(kinds)


def test_bookmarks_lead_to_each_person_the_children_first(assessment_pdf: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(assessment_pdf))
    top = [entry for entry in reader.outline if not isinstance(entry, list)]
    below = next(entry for entry in reader.outline if isinstance(entry, list))
    people = [entry["/Title"] for entry in below if not isinstance(entry, list)]

    assert [entry["/Title"] for entry in top] == ["Assessment"]
    assert [name for name in people if name in {"Kit", "Ellie", "The family", "Carly Marsh"}] == [
        "Kit",
        "Ellie",
        "The family",
        "Carly Marsh",
    ]


def test_every_page_says_what_it_is_a_page_of_and_for_whom(
    assessment_pdf: bytes, pages_of: Callable[[bytes], list[str]]
) -> None:
    pages = pages_of(assessment_pdf)

    for number, text in enumerate(pages, start=1):
        assert f"Page{number}of{len(pages)}" in text
        assert "Record7K3F9Q·Childandfamilyassessment,version1.0·fingerprint" in text
        assert "Fullcopyforprofessionals,forMayaLister,teammanager" in text
        assert "OFFICIAL-SENSITIVE" in text
        assert "Waitingforamanagertoagreeit" in text


def test_a_family_copy_that_is_agreed_bears_neither_marking_nor_state(
    plan_pdf: bytes, pages_of: Callable[[bytes], list[str]]
) -> None:
    text = pages_of(plan_pdf)[1]

    assert "Familycopy,forCarlyMarsh" in text
    assert "OFFICIAL-SENSITIVE" not in text
    assert "Agreed" not in text


def test_the_file_holds_its_text_in_reading_order(
    assessment_pdf: bytes, pages_of: Callable[[bytes], list[str]]
) -> None:
    ellie = next(page for page in pages_of(assessment_pdf) if page.startswith("Ellie"))

    order = [
        "4yearsold",
        "InEllie’sownwords",
        "3.4",
        "WhatdoesEllie",
        "“Isleepnexttothetelly",
        "EllietoldPriya",
        "Whatstandsout",
        "Concern",
        "Elliecomestonurseryhungry",
        "Unclear",
    ]
    assert sorted(order, key=ellie.index) == order


def test_a_child_who_does_not_talk_is_not_quoted(
    assessment_pdf: bytes, pages_of: Callable[[bytes], list[str]]
) -> None:
    cover, *inside = pages_of(assessment_pdf)

    assert any("WhatKitshowedus" in page for page in inside)
    assert "Kitwakes" in cover
    assert not any("“Kitwakes" in page for page in (cover, *inside))


def test_a_child_without_words_is_said_to_have_none(
    renderer: Renderer, assessment: Document, printed_text: Callable[[bytes], str]
) -> None:
    kit = DocumentPart("child", "Kit", no_words="Kit’s words are not in this copy.")

    text = printed_text(renderer.render(replace(assessment, opening=(), parts=(kit,))))

    assert "InKit’sownwordsKit’swordsarenotinthiscopy." in text


def test_whom_to_ring_stands_under_what_to_do(
    renderer: Renderer, assessment: Document, printed_text: Callable[[bytes], str]
) -> None:
    row = FindingRow("urgent", "Bad.", do="Ring the team.", contact="The team: 01632 960 041")

    text = printed_text(renderer.render(replace(assessment, opening=(row,), parts=())))

    assert "Ringtheteam.Theteam:01632960041" in text


def test_blank_answers_and_undecided_plans_say_so(
    assessment_pdf: bytes, plan_pdf: bytes, printed_text: Callable[[bytes], str]
) -> None:
    assert printed_text(assessment_pdf).count("Notanswered") == 3
    text = printed_text(plan_pdf)
    assert text.count("Notdecided") == 2
    assert "Noactionsyet" in text
    assert "Nobodyhassaidyetwhathappensaboutthis." in text


def test_the_same_document_gives_the_same_bytes_in_another_process(
    assessment: Document, assessment_pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")

    assert Typesetter().full(assessment) == assessment_pdf


def test_printing_opens_no_file_and_no_connection_that_it_should_not() -> None:
    program = """
import sys
from riskform.engine.documents import *
from riskform.paths import bundled
from riskform.pdf.typesetter import Typesetter
from datetime import date
hostile = '<link rel=attachment href="file:///etc/passwd"><img src="http://127.0.0.1:9/">'
kit = DocumentPart("child", hostile, (DocumentSection(hostile, (Note(hostile),)),))
document = Document("plan", hostile, hostile, hostile, hostile, hostile, hostile, hostile, False,
    date(2026, 3, 2), Copy(hostile, hostile, False), parts=(kit,))
Typesetter().full(document)
seen = []
sys.addaudithook(lambda event, args: seen.append((event, str(args[0])))
    if event == "open" or event.startswith("socket.") else None)
Typesetter().full(document)
allowed = str(bundled("templates"))
print([each for each in seen if each[0] != "open" or not each[1].startswith(allowed)])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert done.stdout.decode().strip() == "[]"
