"""What WeasyPrint leaves undone in a tagged PDF, done before the file is written.

Its heads and feet of pages are content that nothing in the structure leads to: some readers speak
them on every page. PDF/UA wants them marked as artefacts of paging. Its table headers name no
scope, its attached files no relation to the paper, and the second shape of a syllable that is
drawn with two (Punjabi, Hindi, Bengali) no letter. Last, every object is turned into bytes, once:
left alone, they are turned a second time, streams packed and all, for the file's identifier.
"""

from dataclasses import dataclass
from typing import Any

# A cell or an item of a list stays where it is empty: it counts.
_NOTHING_WHERE_EMPTY = frozenset({"/P", "/Span", "/Div", "/NonStruct"})
_PAGING = b"/Artifact <</Type /Pagination>>"
# The letters of such a syllable belong to its first shape; this one is not seen and not spoken.
_NO_LETTER, _WORD_JOINER = b" <>", b" <2060>"


def finish(_document: object, pdf: Any) -> None:  # noqa: ANN401 - a pydyf.PDF, which has no types.
    """Put right what is said above in `pdf`; WeasyPrint calls this as its `finisher`."""
    _give_every_shape_a_letter(pdf)
    _name_scopes(pdf)
    _relate_attached_files(pdf)
    _mark_heads_and_feet(pdf)
    pdf.objects[:] = [each if each.free == "f" else _written(each) for each in pdf.objects]


@dataclass(slots=True)
class _Written:
    """An object as bytes, with what pydyf asks of it to put it in a file."""

    number: int
    generation: int
    free: str
    compressible: bool
    data: bytes
    offset: int = 0

    @property
    def indirect(self) -> bytes:
        """Return the object as it stands by itself in a file."""
        return b"%d %d obj\n%b\nendobj" % (self.number, self.generation, self.data)


def _written(each: Any) -> _Written:  # noqa: ANN401 - see finish.
    return _Written(each.number, each.generation, each.free, each.compressible, each.data)


def _number(reference: bytes) -> int:
    """Return 12 for `12 0 R`."""
    return int(reference.split()[0])


def _give_every_shape_a_letter(pdf: Any) -> None:  # noqa: ANN401 - see finish.
    """Map each shape of a font that stands for no letter of its own to a sign without a shape."""
    for each in pdf.objects:
        if _is(each, "/Font") and "ToUnicode" in each:
            lines = pdf.objects[_number(each["ToUnicode"])].stream
            for at, line in enumerate(lines):
                if line.endswith(_NO_LETTER):
                    lines[at] = line.removesuffix(_NO_LETTER) + _WORD_JOINER


def _name_scopes(pdf: Any) -> None:  # noqa: ANN401 - see finish.
    """Say of each table header whether it heads its row or its column."""
    for each in pdf.objects:
        if _is_element(each) and each["S"] == "/TH":
            row = pdf.objects[_number(each["P"])]
            within = pdf.objects[_number(row["P"])]["S"]
            each["A"]["Scope"] = "/Column" if within == "/THead" else "/Row"


def _relate_attached_files(pdf: Any) -> None:  # noqa: ANN401 - see finish.
    """Say that an attached file is the data of the paper; there is none in most papers."""
    files = [each for each in pdf.objects if _is(each, "/Filespec")]
    for each in files:
        each["AFRelationship"] = "/Data"
    if files:
        pdf.catalog["AF"] = b"[" + b" ".join(each.reference for each in files) + b"]"


def _mark_heads_and_feet(pdf: Any) -> None:  # noqa: ANN401 - see finish.
    root = pdf.objects[_number(pdf.catalog["StructTreeRoot"])]
    _leave_out_empty(pdf, root)
    reached = _reached(pdf, root)
    numbers = pdf.objects[_number(root["ParentTree"])]["Nums"]
    # Pairs of a number and what it stands for: an array for a page, one element for a link.
    for page, elements in zip(numbers[::2], numbers[1::2], strict=True):
        if not isinstance(elements, list):
            continue
        outside = {
            mark for mark, reference in enumerate(elements) if _number(reference) not in reached
        }
        for mark in outside:
            elements[mark] = b"null"
        _mark(pdf.objects[_number(_contents(pdf, page))].stream, outside)
    for each in pdf.objects:
        if _is_element(each) and each.number not in reached:
            each.clear()


def _leave_out_empty(pdf: Any, element: Any) -> bool:  # noqa: ANN401 - see finish.
    """Take out what holds nothing, such as a line to write on; tell whether `element` stays."""
    kids = [
        kid
        for kid in element["K"]
        if not (isinstance(kid, bytes) and _is_element(pdf.objects[_number(kid)]))
        or _leave_out_empty(pdf, pdf.objects[_number(kid)])
    ]
    element["K"][:] = kids
    return bool(kids) or element.get("S") not in _NOTHING_WHERE_EMPTY


def _reached(pdf: Any, root: Any) -> set[int]:  # noqa: ANN401 - see finish.
    """Return the numbers of the elements to which the structure tree leads."""
    reached: set[int] = set()
    waiting = [root]
    while waiting:
        for kid in waiting.pop()["K"]:
            # A kid is an element, a link to something on the page, or the number of a mark.
            if isinstance(kid, bytes) and _is_element(pdf.objects[_number(kid)]):
                reached.add(_number(kid))
                waiting.append(pdf.objects[_number(kid)])
    return reached


def _contents(pdf: Any, page: int) -> bytes:  # noqa: ANN401 - see finish.
    contents: bytes = pdf.objects[_number(pdf.page_references[page])]["Contents"]
    return contents


def _mark(operators: list[Any], marks: set[int]) -> None:
    """Turn the sequences of `operators` with one of these marks into artefacts of paging."""
    for at, operator in enumerate(operators):
        if operator == b"BDC" and operators[at - 1].get("MCID") in marks:
            operators[at - 2 : at] = [_PAGING, b""]


def _is(each: Any, kind: str) -> bool:  # noqa: ANN401 - see finish.
    return isinstance(each, dict) and each.get("Type") == kind


def _is_element(each: Any) -> bool:  # noqa: ANN401 - see finish.
    return _is(each, "/StructElem")
