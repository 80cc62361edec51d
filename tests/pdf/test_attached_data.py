"""The data in a professional copy: what the paper says, all of it, and nothing else."""

import io
import json
from dataclasses import fields, replace
from pathlib import Path

import pikepdf
import pytest

from riskform.engine import documents
from riskform.engine.documents import Document, content_hash, from_json
from riskform.pdf import Renderer
from riskform.pdf.attaching import data_of

_PAGE = Path(__file__).parents[2] / "docs" / "data-in-a-paper.md"


@pytest.fixture(scope="module")
def assessment_pdf(renderer: Renderer, assessment: Document) -> bytes:
    return renderer.render(assessment)


def test_the_professional_copy_holds_its_own_document_as_data(
    assessment_pdf: bytes, assessment: Document
) -> None:
    with pikepdf.open(io.BytesIO(assessment_pdf)) as pdf:
        (name,) = pdf.attachments
        attached = pdf.attachments[name]
        data = json.loads(attached.get_file().read_bytes())
        file = attached.get_file()
        described = (file.mime_type, str(attached.obj.AFRelationship), str(attached.obj.UF))
        leads_to_it = pdf.Root.AF[0].objgen == attached.obj.objgen

    assert name == "assessment.json"
    assert described == ("application/json", "/Data", "assessment.json")
    assert leads_to_it
    assert (data["format"], data["version"]) == ("riskform document", 1)
    assert data["content_hash"] == content_hash(assessment)
    assert from_json(json.dumps(data["document"])) == assessment


def test_no_other_paper_holds_any_file(
    renderer: Renderer, plan: Document, assessment: Document
) -> None:
    for_a_parent = replace(
        assessment, made_for=replace(assessment.made_for, official_sensitive=False)
    )
    papers = [renderer.render(plan), renderer.render(for_a_parent), renderer.plain_page(assessment)]

    for paper in papers:
        with pikepdf.open(io.BytesIO(paper)) as pdf:
            assert len(pdf.attachments) == 0
            assert "/AF" not in pdf.Root


def test_the_same_document_gives_the_same_data(assessment: Document) -> None:
    assert data_of(assessment) == data_of(replace(assessment))


def test_every_field_of_every_kind_is_explained(assessment: Document) -> None:
    page = _PAGE.read_text(encoding="utf-8")
    kinds = {kind for kind in _kinds(json.loads(data_of(assessment))["document"]) if kind != "date"}

    assert {"AnswerRow", "FindingRow", "Copy", "Words"} <= kinds
    unexplained = [
        f"{kind}.{field.name}"
        for kind in sorted(kinds)
        for field in fields(getattr(documents, kind))
        if f"`{field.name}`" not in page or f"`{kind}`" not in page
    ]
    assert unexplained == []


def _kinds(value: object) -> set[str]:
    if isinstance(value, list):
        return {kind for each in value for kind in _kinds(each)}
    if isinstance(value, dict):
        return {str(value["is"])} | {kind for each in value.values() for kind in _kinds(each)}
    return set()
