"""The Easy Read copy as a file: large type, tags, nothing confidential, the same bytes."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pypdf
import pytest

from riskform.engine.documents import DocumentSection, EasyPoint
from riskform.engine.documents.building import plan_document
from riskform.engine.documents.easy_read import in_easy_read
from riskform.pdf import Renderer
from riskform.pdf.text import naming
from tests.engine.documents.test_easy_read import HURT, PLAN, SAFE, easy
from tests.engine.documents.tiny import facts

HEAD_FROM, MIDDLE = 842 - 91, 200  # points from the foot and the left of an A4 page


@pytest.fixture(scope="module")
def pdf(renderer: Renderer) -> bytes:
    return renderer.render(easy(SAFE))


def text_of(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    text = " ".join(page.extract_text() for page in pages).replace("\u200b", "")
    return re.sub(r"\s+", " ", text)


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def test_every_page_says_which_copy_it_is_for_whom_and_that_it_is_not_agreed(pdf: bytes) -> None:
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        text = re.sub(r"\s+", " ", page.extract_text())
        assert "Easy Read copy, for the family" in text
        assert "Not agreed yet" in text


def test_the_words_of_the_plan_are_on_the_paper_in_the_order_in_which_they_are_read(
    pdf: bytes,
) -> None:
    text = text_of(pdf)
    order = [
        "This is the Easy Read copy.",
        "Kit sleeps in a cot.",
        "How it is now: 3 nights on the sofa",
        "What we want to see",
        "Who will do it: Priya Nair",
        "By when: Saturday 14 March 2026",
        "When we will look at this again",
        "If something is not clear",
        "The phone number is:",
    ]
    assert sorted(order, key=text.index) == order


def test_no_type_is_smaller_than_16_point_but_the_line_that_names_the_record(pdf: bytes) -> None:
    small: list[str] = []

    def look(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        # The size that prints is what the font is set in, times both scales around it.
        printed = abs(size * tm[3] * cm[3])
        if text.strip() and printed < 15.99:
            small.append(text)

    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=look)
    assert small
    said = " ".join(small)
    assert set(re.split(r"\s+", said.strip())) <= set(
        re.split(r"\s+", f"Record 7K3F9Q · Tiny form, version 1 · fingerprint {mark_in(pdf)}")
    )


def mark_in(pdf: bytes) -> str:
    found = re.search(r"fingerprint ([0-9a-f]{12})", text_of(pdf))
    assert found is not None
    return found.group(1)


def test_it_is_tagged_its_headings_nest_and_the_boxes_for_pictures_are_decoration(
    pdf: bytes,
) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert b"pdfuaid:part" in opened.Root.Metadata.read_bytes()
        assert opened.Root.MarkInfo.Marked
        kinds = [str(one.S) for one in elements(opened.Root.StructTreeRoot)]
        title = str(opened.docinfo["/Title"])
    levels = [int(kind[2:]) for kind in kinds if kind[1] == "H" and kind[2:].isdigit()]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert "/Figure" not in kinds
    assert title == "The plan for your family, record 7K3F9Q"


def test_the_file_is_the_same_byte_for_byte_whatever_the_confidential_answers_are(
    renderer: Renderer, pdf: bytes
) -> None:
    assert renderer.render(easy(HURT)) == pdf
    for secret in ("afraid", "hidden", "abuse"):
        assert secret not in text_of(pdf)


def test_an_agreed_plan_says_so(renderer: Renderer) -> None:
    agreed = replace(facts(SAFE, PLAN), final=True, status="Agreed")
    text = text_of(renderer.render(in_easy_read(plan_document(agreed, "the family"))))
    assert "This plan is agreed." in text
    assert "Not agreed" not in text


def test_a_name_is_bold_where_it_is_a_whole_word_and_inert() -> None:
    assert naming("Kit and Kitty", ["Kit"]) == '<strong class="kept">Kit</strong> and Kitty'
    assert naming("Kit  is", ["Kit"]).startswith('<bdi dir="ltr"><strong')
    assert "<i>" not in naming("<i>Kit</i>", ["<i>Kit</i>"])
    assert naming("Kit", ["", " "]) == "Kit"


def test_no_space_is_the_last_before_a_name_so_that_lines_are_filled() -> None:
    assert naming("See Kit, or (Kit).", ["Kit"]) == (
        'See \u200b<strong class="kept">Kit</strong>, or (<strong class="kept">Kit</strong>).'
    )


def test_a_page_has_the_name_of_the_child_at_its_head_with_whose_part_it_begins(
    renderer: Renderer,
) -> None:
    plain = easy(SAFE)
    many = tuple(EasyPoint((f"Line {number}.",)) for number in range(20))
    kit = replace(plain.parts[0], sections=(DocumentSection("What is new", many),))
    content = renderer.render(replace(plain, parts=(kit, replace(kit, name="Ellie"))))
    heads = [head_of(page) for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    # The cover and what is urgent, then for each child a page that begins the part and one that
    # goes on, and last what is said to everybody.
    assert heads == ["", "", "", "Kit", "", "Ellie", ""]


def head_of(page: pypdf.PageObject) -> str:
    """Return what stands at the top left of a page, above its text."""
    found: list[str] = []

    def look(text: str, cm: list[float], tm: list[float], _font: object, _size: float) -> None:
        x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
        if text.strip() and y > HEAD_FROM and x < MIDDLE:
            found.append(text.strip())

    page.extract_text(visitor_text=look)
    return " ".join(found)
