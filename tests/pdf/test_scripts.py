"""Every script of the families served prints with shapes of its own, in the text and in bold."""

import io
from collections.abc import Callable

import pypdf
import pytest

from riskform.engine.documents import Document, FindingRow
from riskform.pdf import Renderer

# Each says that Kit sleeps on the sofa, or is a handful of letters that few fonts have.
SCRIPTS = {
    "Punjabi": ("ਕਿੱਟ ਸੋਫੇ ਤੇ ਸੌਂਦੀ ਹੈ", "Gurmukhi"),
    "Urdu": ("کٹ صوفے پر سوتی ہے", "Arabic"),
    "Polish": ("Zażółć gęślą jaźń, ŁÓDŹ", "Noto-Sans"),
    "Arabic": ("تنام كيت على الأريكة", "Arabic"),
    "Chinese": ("基特睡在沙发上，臺灣", "CJK-SC"),
    "Emoji": ("👶🏽🛏️❤️", "Emoji"),
}
Make = Callable[..., Document]


@pytest.fixture(scope="module", params=SCRIPTS)
def printed(
    request: pytest.FixtureRequest, renderer: Renderer, with_blocks: Make
) -> tuple[str, bytes]:
    """Give a script and a paper on which its words stand in bold, and in ordinary type."""
    words, _ = SCRIPTS[request.param]
    return request.param, renderer.render(with_blocks(FindingRow("concern", words, do=words)))


def test_its_letters_print_as_themselves_and_not_as_numbers(printed: tuple[str, bytes]) -> None:
    script, pdf = printed
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    text = "".join(page.extract_text() for page in pages)

    assert "[U+" not in text
    assert [letter for letter in SCRIPTS[script][0] if letter not in text + "\ufe0f"] == []


def test_it_has_a_font_of_its_own_in_both_weights(printed: tuple[str, bytes]) -> None:
    script, pdf = printed
    fonts = {
        str(font["/BaseFont"])
        for page in pypdf.PdfReader(io.BytesIO(pdf)).pages
        for font in page["/Resources"]["/Font"].values()
    }

    own = {name for name in fonts if SCRIPTS[script][1] in name}
    assert {name.endswith("-Bold") for name in own} == {False, True}


def test_every_shape_stands_for_a_letter_or_for_nothing_that_is_spoken(
    printed: tuple[str, bytes],
) -> None:
    _, pdf = printed
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():
            mapped = font["/ToUnicode"].get_data()
            assert b"beginbfchar" in mapped
            assert b" <>" not in mapped


def test_no_line_ends_inside_a_name_written_from_the_right(
    renderer: Renderer, with_blocks: Make
) -> None:
    name = "زینب"
    rows = [f"A worry {'i' * letters} about {name} and more" for letters in range(30, 90)]
    pdf = renderer.render(with_blocks(*(FindingRow("concern", says) for says in rows)))

    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    assert text.count(name) + text.count(name[::-1]) == len(rows)
