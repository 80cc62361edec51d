"""Answers that could break a page: each prints in full, and none does anything."""

import io
from collections.abc import Callable

import pikepdf
import pytest

from riskform.engine.documents import (
    ActionLine,
    AnswerItem,
    AnswerRow,
    Document,
    FindingRow,
    OutcomeCard,
    ReasonRow,
)
from riskform.pdf import Renderer

Make = Callable[[str], Document]
Read = Callable[[bytes], str]

_ACTIVE = ("/JS", "/JavaScript", "/Launch", "/OpenAction", "/URI", "/AA")


_MARKUP = (
    '<script>alert(1)</script><img src="http://127.0.0.1:9/x"><a href="javascript:x()">a</a>',
    "{{7*7}} {% include '/etc/passwd' %} ${7*7}",
    "</p></div><style>p{display:none}</style>&amp;&lt; file:///etc/passwd",
    '<link rel="attachment" href="file:///etc/passwd"><a rel="attachment" href="http://[::1]/">a</a>',
    "= 1+1; DROP TABLE child; --",
    "Zażółć gęślą jaźń, Świętosława Brzęczyszczykiewicz",
)
_URDU = "مجھے اپنا بستر چاہیے"
_SIGNS = "a\0b\x07c safe \u202egnihton d\ud800e\U000f1234f"


@pytest.fixture(scope="module")
def hostile_pdf(renderer: Renderer, with_blocks: Callable[..., Document]) -> bytes:
    """A document whose questions and answers are all hostile or unusual."""
    texts = (*_MARKUP, _URDU, _SIGNS)
    return renderer.render(with_blocks(*[AnswerRow("1", each, (each,)) for each in texts]))


def test_markup_is_text(hostile_pdf: bytes, printed_text: Read) -> None:
    text = printed_text(hostile_pdf)

    assert [each for each in _MARKUP if text.count(each.replace(" ", "")) != 2] == []


def test_urdu_words_are_all_there(hostile_pdf: bytes, printed_text: Read) -> None:
    text = printed_text(hostile_pdf)

    # A PDF may keep a line of Urdu in the order of the page, so letters are compared, not lines.
    assert [letter for letter in _URDU if letter != " " and letter not in text] == []


def test_signs_without_a_shape_or_a_font_are_shown(hostile_pdf: bytes, printed_text: Read) -> None:
    assert "a␀b␇csafe[U+202E]gnihtond[U+D800]e[U+F1234]f" in printed_text(hostile_pdf)


def test_twenty_thousand_letters_without_a_space_print_in_full(
    renderer: Renderer, with_answer: Make, printed_text: Read
) -> None:
    pdf = renderer.render(with_answer("sofa" * 5_000))

    assert printed_text(pdf).count("sofa") >= 4_990  # the foot of a page may part one


def test_many_accents_on_one_letter_do_not_hold_up_the_printer(
    with_answer: Make, renderer: Renderer
) -> None:
    assert renderer.render(with_answer("e" + "\u0301" * 3_000)).startswith(b"%PDF")


def test_the_last_of_many_lines_prints(
    renderer: Renderer, with_answer: Make, printed_text: Read
) -> None:
    lines = [f"line{number};" for number in range(120)]

    text = printed_text(renderer.render(with_answer("\n".join(lines))))

    assert [line for line in lines if line not in text] == []


def test_long_texts_in_every_kind_of_block_print_to_their_end(
    renderer: Renderer, with_blocks: Callable[..., Document], printed_text: Read
) -> None:
    long = "Kit was at home and awake. " * 50
    ends = [f"end{number}." for number in range(9)]
    document = with_blocks(
        FindingRow("urgent", long + ends[0], because=long + ends[1], do=long + ends[2]),
        ReasonRow("concern", "A worry.", reason=long + ends[3]),
        AnswerRow("1.1", "Visits", items=(AnswerItem("Visit", (("What", long + ends[4]),)),)),
        OutcomeCard(
            "1",
            what=long + ends[5],
            now=long + ends[6],
            measure="",
            by="",
            if_not="",
            actions=(ActionLine(long + ends[7], "Priya", "5 March 2026"),),
            notes=(long + ends[8],),
        ),
    )

    text = printed_text(renderer.render(document))

    assert [end for end in ends if end not in text] == []


def test_nothing_in_the_file_runs_opens_or_leads_anywhere(hostile_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(hostile_pdf)) as pdf:
        dictionaries = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        keys = {key for each in dictionaries for key in each.keys()}  # noqa: SIM118 - no dict
        actions = {str(each.get("/S")) for each in dictionaries}
        files = [each for each in pdf.objects if _is_file(each)]
        attached = list(pdf.attachments)

    assert len(dictionaries) > 100
    assert keys.isdisjoint(_ACTIVE)
    assert actions.isdisjoint({"/JavaScript", "/Launch", "/URI", "/GoToR", "/SubmitForm"})
    # The data of the paper itself, and whatever a text asked for is not there.
    assert (len(files), attached) == (1, ["assessment.json"])


def _is_file(each: pikepdf.Object) -> bool:
    return isinstance(each, pikepdf.Stream) and each.get("/Type") == "/EmbeddedFile"
