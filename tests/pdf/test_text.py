"""What people typed, made ready to print."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskform.pdf.text import (
    breakable,
    direction,
    inline,
    is_long,
    paragraphs,
    sentence,
    short,
    visible,
)


@given(st.text(alphabet=st.sampled_from("ab \u0301\u200d👩\n"), max_size=400))
def test_nothing_is_cut_and_no_letter_moved_to_make_a_text_breakable(text: str) -> None:
    assert breakable(text).replace("\u200b", "") == text


@given(st.text(alphabet=st.sampled_from("ab\u0301\u200d👩"), min_size=1, max_size=2_000))
def test_no_unbroken_run_is_longer_than_ninety_letters(text: str) -> None:
    assert max(map(len, breakable(text).split("\u200b"))) <= 90


def test_words_and_lines_of_usual_length_are_left_alone() -> None:
    text = "Kit sleeps in his cot.\n" * 40

    assert breakable(text) == text


def test_an_accent_is_not_parted_from_its_letter() -> None:
    assert breakable("a" * 60 + "\u0301" + "b" * 20) == "a" * 60 + "\u0301\u200b" + "b" * 20


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\0b", "a␀b"),
        ("a\x1b[31m", "a␛[31m"),
        ("a\x7fb", "a␡b"),
        ("a\x85b", "a[U+0085]b"),
        ("safe \u202egnihton", "safe [U+202E]gnihton"),
        ("\u2067x\u2069", "[U+2067]x[U+2069]"),
        ("a\ud800b\uffff", "a[U+D800]b[U+FFFF]"),
        ("one\r\ntwo\rthree\u2028four\tfive", "one\ntwo\nthree\nfour\tfive"),
        ("کِٹ Żółć 👩‍👩‍👧 \u200fא", "کِٹ Żółć 👩‍👩‍👧 \u200fא"),
    ],
)
def test_a_sign_without_a_shape_is_shown_and_every_other_left_alone(typed: str, shown: str) -> None:
    assert visible(typed) == shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kit", "ltr"),
        ("کِٹ is Kit's name", "ltr"),
        ("کِٹ کا نام Kit", "rtl"),
        ("12, קיט", "rtl"),
        ("Mum نے کہا کہ وہ روتی ہے", "rtl"),
        ("Plan for زینب گڑیا", "ltr"),
        ("12 ☕", "ltr"),
        ("", "ltr"),
    ],
)
def test_most_letters_set_the_writing_direction(text: str, expected: str) -> None:
    assert direction(text) == expected


def test_html_is_text_and_its_direction_is_kept_to_itself() -> None:
    assert inline("<b>&\u202e") == "&lt;b&gt;&amp;[U+202E]"
    assert inline("<b>  &") == '<bdi dir="ltr">&lt;b&gt;  &amp;</bdi>'
    assert inline("\u05d0\u05d1<b>") == '<bdi dir="rtl" class="words">\u05d0\u05d1&lt;b&gt;</bdi>'


@pytest.mark.parametrize("kept", ["a\tb", " a", "a ", "a  b", "a\nb", "x" * 61, "\u0660\u0661"])
def test_spaces_breaks_and_digits_from_the_right_keep_an_element_of_their_own(kept: str) -> None:
    assert inline(kept).startswith("<bdi ")
    assert inline("Zażółć gęślą jaźń, 12 °C") == "Zażółć gęślą jaźń, 12 °C"


def test_an_empty_line_makes_a_new_paragraph_and_a_line_end_does_not() -> None:
    assert paragraphs("One\ntwo.\n \n\nThree.") == (
        '<p dir="ltr"><bdi>One\ntwo.</bdi></p>\n<p>Three.</p>'
    )


def test_a_text_is_long_by_its_letters_or_its_lines_as_they_print() -> None:
    assert not is_long("a" * 900)
    assert is_long("a" * 901)
    assert is_long("\u202e" * 200)
    assert is_long("a\n" * 14)


def test_the_foot_of_a_page_gets_one_line_of_limited_length() -> None:
    assert short("Kit\nMarsh", 60) == "Kit Marsh"
    assert short("x" * 61, 60) == "x" * 59 + "…"


def test_a_name_from_the_right_is_kept_to_itself_in_an_english_sentence() -> None:
    said = '<bdi dir="ltr"><bdi class="words">زویا</bdi> 11 weeks old</bdi>'
    assert inline("زویا 11 weeks old") == said


def test_a_very_long_word_from_the_right_may_be_broken() -> None:
    said = f'<bdi dir="ltr"><bdi>{"ز" * 15}</bdi> has had breakfast</bdi>'
    assert inline(f"{'ز' * 15} has had breakfast") == said


@pytest.mark.parametrize("set_", [inline, paragraphs])
def test_no_line_ends_inside_a_day(set_: Callable[[str], str]) -> None:
    assert '<span class="kept">3 March 2026</span>, <b' not in set_("By 3 March 2026, <b>")
    assert 'By \u200b<span class="kept">3 March 2026</span>, &lt;b&gt;' in set_(
        "By 3 March 2026, <b>"
    )
    assert "<span" not in set_("13 March 20261 and 3 march 2026")


def test_a_line_of_its_own_begins_with_a_capital_letter() -> None:
    assert [sentence(text) for text in ("the family", "É", "")] == ["The family", "É", ""]
