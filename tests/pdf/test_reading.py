"""What a PDF says of itself, read back without believing or interpreting it."""

import hashlib
import io

import pikepdf
import pytest

from riskform.engine.documents import Document, content_hash
from riskform.pdf import Renderer, reading
from riskform.pdf.reading import UnreadablePaper, read_marks

WHOLE = b"%%PDF-1.7\n%s\n%%%%EOF\n"


@pytest.fixture(scope="module")
def plan_pdf(renderer: Renderer, plan: Document) -> bytes:
    return renderer.render(plan)


def test_a_paper_names_its_record_and_its_fingerprint(plan_pdf: bytes, plan: Document) -> None:
    marks = read_marks(plan_pdf)
    assert marks.sha256 == hashlib.sha256(plan_pdf).hexdigest()
    assert (marks.reference, marks.content_hash) == ("7K3F9Q", content_hash(plan))


def test_a_paper_that_another_program_saved_again_still_names_them(
    plan_pdf: bytes, plan: Document
) -> None:
    for packed in (pikepdf.ObjectStreamMode.generate, pikepdf.ObjectStreamMode.disable):
        saved = io.BytesIO()
        with pikepdf.open(io.BytesIO(plan_pdf)) as pdf:
            pdf.docinfo["/Title"] = "Another"
            pdf.save(saved, object_stream_mode=packed)
        marks = read_marks(saved.getvalue())
        assert marks.reference == "7K3F9Q"
        assert marks.content_hash == content_hash(plan)


def test_without_its_properties_a_paper_still_has_its_identifier(
    plan_pdf: bytes, plan: Document
) -> None:
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(plan_pdf)) as pdf:
        del pdf.trailer["/Info"]
        pdf.save(saved)
    marks = read_marks(saved.getvalue())
    assert (marks.reference, marks.content_hash) == ("", content_hash(plan)[:32])


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 a letter %%EOF", "not a PDF"),
        (b"\x00" * 3_000, "not a PDF"),
        (b"%PDF-1.7\n1 0 obj", "cut short"),
    ],
)
def test_what_is_no_whole_pdf_is_said_to_be_none(content: bytes, says: str) -> None:
    with pytest.raises(UnreadablePaper, match=says):
        read_marks(content)


def test_a_file_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_FILE", 20)
    with pytest.raises(UnreadablePaper, match="larger"):
        read_marks(WHOLE % b"more than twenty bytes")


@pytest.mark.parametrize(
    "inside",
    [
        b"/record (<script>) /contenthash (abc)",
        b"/Type /ObjStm>>\nstream\nno packed data",
        b"/ID [(" + b"g" * 32 + b")]",
        b"/ID [<" + b"ff" * 32 + b">]",
        b"/record(" * 10_000,
        # What followed each of them was copied once, which took minutes.
        b"/Type/ObjStm stream\n" * 300_000,
    ],
)
def test_what_is_made_up_is_no_mark_and_does_no_harm(inside: bytes) -> None:
    marks = read_marks(WHOLE % inside)
    assert (marks.reference, marks.content_hash) == ("", "")
