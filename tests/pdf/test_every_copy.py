"""Each kind of copy as a file: tagged, its words in order, the same bytes, in every script."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pypdf
import pytest

from riskform.definitions.contacts import Contact
from riskform.engine.documents import Document
from riskform.engine.documents.blank import blank_document
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.documents.kinds import KINDS, document
from riskform.engine.plan import Action, Outcome, Plan
from riskform.pdf import Renderer
from tests.engine.documents.followed import followed_up
from tests.engine.documents.tiny import DAY, facts, form

EVERY_SCRIPT = "ਕਿੱਟ سوتا ہے، śpi, ينام, 睡觉 🛏"
URGENT = {"kit/sleep.place": ["sofa"], "kit/voice.wishes": EVERY_SCRIPT}
CALM = {"kit/sleep.place": ["cot"]}


def record(answers: dict[str, object], what: str = "Bring a cot") -> RecordFacts:
    action = Action("a1", what, "Dean", "2026-03-02")
    outcome = Outcome(
        "o1", "kit", f"Kit sleeps in a cot. {EVERY_SCRIPT}", "Sofa", "Seen twice", "2026-04-01",
        "We think again.", ("kit/sleep.sofa",), actions=(action,),
    )  # fmt: skip
    made = facts(answers, Plan((outcome,)))
    before = facts(CALM)
    duty = Contact("Duty social work team", "01632 960 999", "day and night")
    return replace(
        made,
        contacts={"duty": duty},
        before=before,
        before_said="assessment 7K3F9R",
        reviewed=followed_up(made.plan, what=f"Kit sleeps in a cot. {EVERY_SCRIPT}"),
        today=DAY,
    )


def copies(what: str = "Bring a cot") -> dict[str, Document]:
    made = record(URGENT, what)
    return {
        "blank": blank_document(form(), 3, DAY),
        **{kind.name: document(kind, made, kind.readers(made, ())[0]) for kind in KINDS.values()},
    }


NAMES = [*copies()]


@pytest.fixture(scope="module")
def files(renderer: Renderer) -> dict[str, bytes]:
    return {name: renderer.render(made) for name, made in copies().items()}


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


@pytest.mark.parametrize("name", NAMES)
def test_each_is_tagged_in_british_english_with_headings_that_nest(
    files: dict[str, bytes], name: str
) -> None:
    with pikepdf.open(io.BytesIO(files[name])) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert b"pdfuaid:part" in pdf.Root.Metadata.read_bytes()
        tags = [str(one.S) for one in elements(pdf.Root.StructTreeRoot)]
    levels = [int(tag[2]) for tag in tags if re.fullmatch(r"/H[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", NAMES)
def test_no_property_of_a_file_names_anybody(files: dict[str, bytes], name: str) -> None:
    with pikepdf.open(io.BytesIO(files[name])) as pdf:
        told = f"{dict(pdf.docinfo.items())}{pdf.Root.Metadata.read_bytes().decode()}"
    for person in ("Kit", "Dean", "Marsh"):
        assert person not in told


@pytest.mark.parametrize("name", NAMES)
def test_the_same_copy_has_the_same_bytes(
    renderer: Renderer, files: dict[str, bytes], name: str
) -> None:
    assert renderer.render(copies()[name]) == files[name]


@pytest.mark.parametrize(
    "name", ["plan", "easy_read", "child", "actions", "progress", "easy_progress"]
)
def test_each_script_is_printed_and_not_as_a_number(files: dict[str, bytes], name: str) -> None:
    pages = pypdf.PdfReader(io.BytesIO(files[name])).pages
    text = "".join(page.extract_text() for page in pages)
    assert "[U+" not in text
    assert "śpi" in text
    assert "睡" in text


def test_how_the_plan_is_going_has_a_chart_that_is_told_in_words_and_a_table_with_headers(
    files: dict[str, bytes],
) -> None:
    with pikepdf.open(io.BytesIO(files["progress"])) as pdf:
        found = [*elements(pdf.Root.StructTreeRoot)]
        (chart,) = (str(one.Alt) for one in found if one.S == "/Figure")
        headed = [one for one in found if one.S == "/TD" and len(one.A.Headers)]
    assert chart.startswith("Chart of nights over time. 2 March 2026: 1 of 7 nights; 9 March 2026")
    assert chart.endswith("Good enough is 7 of 7 nights. More is better.")
    assert len(headed) == len([one for one in found if one.S == "/TD"]) > 0
    text = "".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(files["progress"])).pages)
    for said in ("Good enough: 7 of 7 nights", "16 March 2026", "4 of 7", "Better", "Ring"):
        assert said in text


@pytest.mark.parametrize("words", ["Bring a cot. " * 10, "Unbroken" * 60])
def test_tonights_plan_is_one_page_also_with_many_words(renderer: Renderer, words: str) -> None:
    content = renderer.render(copies(words)["tonight"])
    (page,) = pypdf.PdfReader(io.BytesIO(content)).pages
    text = re.sub(r"[\s\u200b]+", "", page.extract_text())
    assert re.sub(r"\s+", "", words).rstrip(".") in text
    assert "Ring999." in text


def test_what_is_too_much_for_one_page_is_never_cut(renderer: Renderer) -> None:
    content = renderer.render(copies("Bring a cot. " * 400)["tonight"])
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    text = re.sub(r"[\s\u200b]+", "", "".join(page.extract_text() for page in pages))
    assert len(pages) > 1
    assert text.count("Bringacot") == 400
    assert "Ring999." in text
