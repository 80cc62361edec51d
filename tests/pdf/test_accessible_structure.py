"""What PDF/UA-1 asks of structure, looked for in a paper of every kind."""

import io
import re
from collections.abc import Iterator
from itertools import pairwise

import pikepdf
import pytest

from riskform.engine.documents import Document
from riskform.engine.documents.easy_read import in_easy_read
from riskform.pdf import Renderer

PAPERS = ("assessment", "plan", "easy_read", "plain_page")
_HEADING = re.compile(r"/H[1-6]")


@pytest.fixture(scope="module", params=PAPERS)
def paper(
    request: pytest.FixtureRequest, renderer: Renderer, assessment: Document, plan: Document
) -> Iterator[pikepdf.Pdf]:
    make = {
        "assessment": lambda: renderer.render(assessment),
        "plan": lambda: renderer.render(plan),
        "easy_read": lambda: renderer.render(in_easy_read(plan)),
        "plain_page": lambda: renderer.plain_page(assessment),
    }
    with pikepdf.open(io.BytesIO(make[request.param]())) as pdf:
        yield pdf


def test_the_file_is_tagged_titled_and_in_a_language(paper: pikepdf.Pdf) -> None:
    assert paper.Root.MarkInfo.Marked
    assert paper.Root.ViewerPreferences.DisplayDocTitle
    assert paper.Root.Lang == "en-GB"
    assert str(paper.docinfo["/Title"]).endswith("record 7K3F9Q")
    assert re.search(rb'pdfuaid:part="1"', paper.Root.Metadata.read_bytes())
    assert all(page.Tabs == "/S" for page in paper.pages)


def test_headings_go_down_one_step_at_a_time_and_none_is_empty(paper: pikepdf.Pdf) -> None:
    headings = [each for each in _elements(paper) if _HEADING.fullmatch(str(each.S))]
    levels = [int(str(each.S)[2:]) for each in headings]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(list(_marks(each)) for each in headings)


def test_tables_have_headers_with_a_scope_and_cells_that_name_them(paper: pikepdf.Pdf) -> None:
    elements = list(_elements(paper))
    headers = [each for each in elements if each.S == "/TH"]
    cells = [each for each in elements if each.S == "/TD"]
    known = {bytes(each.ID) for each in headers}

    assert {str(each.A.Scope) for each in headers} <= {"/Column", "/Row"}
    assert all(len(cell.A.Headers) > 0 for cell in cells)
    assert {bytes(header) for cell in cells for header in cell.A.Headers} <= known


def test_lines_to_write_on_and_boxes_for_pictures_are_nothing_to_a_screen_reader(
    paper: pikepdf.Pdf,
) -> None:
    empty = [each for each in _elements(paper) if not list(_marks(each))]
    assert {str(each.S) for each in empty} <= {"/TD", "/LI", "/LBody"}


def test_figures_have_words_and_lists_have_items(paper: pikepdf.Pdf) -> None:
    for each in _elements(paper):
        if each.S == "/Figure":
            assert str(each.Alt).strip()
        if each.S == "/L":
            assert {str(kid.S) for kid in _kids(each)} == {"/LI"}


def test_all_that_is_drawn_is_in_the_structure_or_is_an_artefact(paper: pikepdf.Pdf) -> None:
    for page in paper.pages:
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in {"BDC", "BMC"}:
                depth += 1
            elif name == "EMC":
                depth -= 1
            elif name in {"Tj", "TJ", "Do", "S", "f", "f*", "B"}:
                assert depth > 0, (name, operands)
        assert depth == 0


def test_heads_and_feet_of_pages_are_artefacts_of_paging(paper: pikepdf.Pdf) -> None:
    reached = {mark for each in _elements(paper) for mark in _marks_of(each)}

    for number, page in enumerate(paper.pages):
        sequences = [
            (str(operands[0]), operands[1])
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC"
        ]
        paging = [tag for tag, said in sequences if said.get("/Type") == "/Pagination"]
        marks = {int(said.MCID) for _, said in sequences if "/MCID" in said}
        assert set(paging) == {"/Artifact"}
        assert marks == {mark for at, mark in reached if at == page.objgen}, number


def test_every_font_is_in_the_file_and_maps_to_text(paper: pikepdf.Pdf) -> None:
    fonts = [
        each
        for each in paper.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/Subtype") == "/Type0"
    ]
    assert fonts
    for font in fonts:
        assert "/ToUnicode" in font
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys())


def _kids(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid


def _elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield every element of the structure tree, in reading order."""
    waiting = list(_kids(pdf.Root.StructTreeRoot))
    while waiting:
        element = waiting.pop(0)
        yield element
        waiting[:0] = _kids(element)


def _marks_of(element: pikepdf.Object) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield the page (as number and generation) and the number of each mark of one element."""
    for kid in element.get("/K", []):
        if not isinstance(kid, pikepdf.Object):
            yield element.Pg.objgen, int(kid)


def _marks(element: pikepdf.Object) -> Iterator[tuple[tuple[int, int], int]]:
    yield from _marks_of(element)
    for kid in _kids(element):
        yield from _marks(kid)
