"""Files that are no definitions at all: refused soon, at a place, and never by a traceback."""

import gc
import sys
import time
from collections.abc import Iterator

import pytest

from tests.definitions.checking import FORM, library_of, of_section, said

PLAIN = "section: s\ntitle: S\nquestions:\n  - {id: a, label: A?, type: text}\n"


SOON = 4  # seconds; a machine that does nothing else takes less than half of it


@pytest.fixture(autouse=True)
def is_soon() -> Iterator[None]:
    started = time.process_time()
    yield
    if sys.gettrace() is None:  # Counting lines takes longer than reading them.
        assert time.process_time() - started < SOON


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("section: &x s\ntitle: [*x, *x]\n", ["1:10: alias", "2:9: alias"]),
        ("section: !!python/object:os.system s\n", ["1:10: tag"]),
        ("section: !secret s\n", ["1:10: tag"]),
        ("section: s\nsection: s\n", ["2:1: duplicate-key"]),
        ("section: s\n---\nsection: s\n", ["2:1: two-documents"]),
        ("", ["1:1: empty-file"]),
        ("# nothing\n", ["1:1: empty-file"]),
        ("? [a]\n: b\n", ["1:3: bad-key"]),
        ("section: s\ntitle: a\x00b\n", ["2:9: control-character"]),
        ("section: \x1b[31mred\n", ["1:10: control-character"]),
        ('section: s\ntitle: "a\\0b"\n', ["2:8: control-character"]),
        ("section:\n\t- a\n", ["2:1: not-yaml"]),
        ("section: [a\n", ["1:10: not-yaml"]),
        ("title: 'a\n", ["1:8: not-yaml"]),
        ("- a\n- b\n", ["1:1: wrong-kind"]),
        ("only words\n", ["1:1: wrong-kind"]),
        ("a:\n" + "".join("  " * n + "- b:\n" for n in range(1, 40)), ["11:23: too-deep"]),
    ],
)
def test_what_is_no_plain_yaml_is_refused_at_its_place(text: str, problem: list[str]) -> None:
    codes = [one for one in of_section(text) if "missing-key" not in one and "tit" not in one]
    assert codes[: len(problem)] == problem


def test_a_bomb_of_aliases_is_refused_before_it_goes_off() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)
    )
    assert of_section(bomb)[:2] == ["1:5: alias", "2:5: alias"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_twenty_thousand_levels_are_refused(opening: str) -> None:
    (problem,) = of_section("a: " + opening * 20_000 if opening in "[{a: " else opening * 20_000)
    assert problem.split(": ")[1] in {"too-deep", "bad-key", "not-yaml"}


def test_two_megabytes_are_refused_unread() -> None:
    (problem,) = library_of({"sections/s.yaml": "a: " + "x" * 2_000_000}).problems
    assert str(problem) == (
        "sections/s.yaml:1:1: too-large: this file is larger than 256 KB. "
        "Split it into several files."
    )


@pytest.mark.parametrize(
    ("content", "place"),
    [(b"\xff\xfe\x00a", "1:1"), (b"section: s\ntitle: \xe9\n", "2:8"), (bytes(range(256)), "1:1")],
)
def test_what_is_no_text_is_refused(content: bytes, place: str) -> None:
    (problem,) = said({"sections/s.yaml": content})
    assert problem.startswith(f"sections/s.yaml:{place}: ") or b"\x00" in content


def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    windows = ("\ufeff" + PLAIN.replace("A?", "'{famly}?'")).replace("\n", "\r\n").encode()
    (problem,) = library_of({"sections/s.yaml": windows, "f/form.yaml": FORM}).problems
    assert str(problem).startswith("sections/s.yaml:4:21: unknown-placeholder")
    assert "\r" not in problem.with_excerpt()


def test_tens_of_thousands_of_mistakes_are_told_up_to_a_limit() -> None:
    many = PLAIN + "a: b\n" * 40_000
    assert len(of_section(many)) < 100


def test_a_message_can_t_move_the_cursor_or_break_its_line() -> None:
    text = (
        'section: s\ntitle: S\nquestions:\n  - {"a\\e[2J\\nb": x, id: a, label: A?, type: text}\n'
    )
    (problem,) = library_of({"sections/s.yaml": text, "f/form.yaml": FORM}).errors
    assert str(problem).isprintable()


@pytest.mark.parametrize("name", ["validate", "data", "errors", "self", "items", "class_", "none"])
def test_ids_that_mean_something_to_programs_mean_nothing_here(name: str) -> None:
    text = f"section: s\ntitle: S\nquestions:\n  - {{id: {name}, label: A?, type: text}}\n"
    assert of_section(text) == []


@pytest.mark.parametrize("name", ["__class__", "__init__", "a-b", "a b", "é", "A", "a.b", "", "9"])
def test_other_ids_are_refused(name: str) -> None:
    text = f"section: s\ntitle: S\nquestions:\n  - {{id: '{name}', label: A?, type: text}}\n"
    (problem,) = of_section(text)
    assert problem in {"4:11: bad-id", "4:11: empty"}


def test_html_is_text_and_a_template_is_no_placeholder() -> None:
    html = PLAIN.replace("A?", "'<script>alert(1)</script> & <b>'")
    library = library_of({"sections/s.yaml": html, "f/form.yaml": FORM})
    assert library.forms["f"].questions["s.a"].label == "<script>alert(1)</script> & <b>"
    for template in ("{{ config }}", "{% for x in y %}", "${7*7}"):
        assert of_section(PLAIN.replace("A?", f"'{template}'"))[0].endswith("unknown-placeholder")


def test_deep_brackets_and_long_chains_of_not_are_refused_with_a_place() -> None:
    for condition in ("(" * 3000 + "a is answered" + ")" * 3000, "not " * 3000 + "a is answered"):
        text = f"{PLAIN}  - id: b\n    label: B?\n    type: text\n    show_if: {condition}\n"
        (problem,) = of_section(text)
        assert problem.startswith("8:")
        assert problem.endswith(": too-deep")


@pytest.mark.parametrize("word", ["and", "or"])
def test_ten_thousand_parts_are_one_condition(word: str) -> None:
    condition = f" {word} ".join(["a is answered"] * 10_000)
    text = f"{PLAIN}  - id: b\n    label: B?\n    type: text\n    show_if: {condition}\n"
    assert of_section(text) == []


def test_ten_thousand_numbers_are_one_sum() -> None:
    value = " + ".join(["n"] * 10_000)
    text = (
        "section: s\ntitle: S\nquestions:\n  - {id: n, label: N?, type: number}\n"
        f"  - id: sum\n    label: Sum\n    type: calculated\n    value: {value}\n"
    )
    assert of_section(text) == []


def test_a_number_of_five_thousand_digits_is_refused() -> None:
    text = f"{PLAIN}  - id: b\n    label: B?\n    type: text\n    show_if: level > {'9' * 5000}\n"
    assert of_section(text) == ["8:22: wrong-type"]


def test_digits_of_other_scripts_are_no_numbers() -> None:
    text = f"{PLAIN}  - id: b\n    label: B?\n    type: text\n    show_if: level > ٣\n"
    assert of_section(text) == ["8:22: syntax"]


def test_a_finding_that_reads_what_could_not_be_read_is_left_alone() -> None:
    text = """\
        section: s
        title: S
        questions:
          - {id: a, label: A?, type: chioce, options: {x: X}}
          - {id: b, label: B?, type: yes_no}
        findings:
          - {id: f, kind: concern, when: a is x, says: F., do: D.}
    """
    assert of_section(text) == ["4:30: unknown-word"]
    assert of_section(text, warnings=True) == []


def many(line: str, number: int) -> str:
    lines = "".join(f"  - {{{line.replace('@', str(n))}}}\n" for n in range(number))
    return f"section: s\ntitle: S\nquestions:\n{lines}"


def test_thousands_of_unknown_names_are_told_soon_and_with_what_was_meant() -> None:
    text = many("id: question_@, label: A?, type: yes_no, show_if: qeustion_@ is yes", 1_200)
    library = library_of({"sections/s.yaml": text, "f/form.yaml": FORM})
    assert len(library.errors) == 400
    assert library.errors[7].do == "Did you mean 'question_7'?"
    assert library.forms == {}


def test_thousands_of_unknown_keys_are_told_up_to_a_limit() -> None:
    assert len(of_section(many("id: q@, label: A?, type: text, labbel: B, hnit: C", 2_000))) == 200


def test_a_name_of_a_thousand_letters_is_compared_with_nothing() -> None:
    text = many(f"id: a, label: A?, type: text, show_if: {'b' * 1_000} is answered", 1)
    assert of_section(text) == ["4:45: unknown-question"]


def test_a_condition_with_hundreds_of_mistakes_tells_the_first_ones() -> None:
    options = ", ".join(f"o{n}" for n in range(500))
    question = "id: a, label: A?, type: choice, options: {x: X, y: Y}"
    asked = f"id: b, label: B?, type: text, show_if: 'a is one of ({options})'"
    text = many(question, 1) + f"  - {{{asked}}}\n"
    assert len(of_section(text)) == 20


def test_what_would_take_long_to_try_out_is_not_tried_out() -> None:
    options = ", ".join(f"o{n}: O" for n in range(6))
    all_of = " and ".join(f"a includes o{n}" for n in range(6))
    both = f"({all_of}) and ({all_of.replace('a inc', 'b inc')} and not b includes o0)"
    asked = "".join(
        f"  - {{id: q{n}, label: Q?, type: text, show_if: {both}}}\n" for n in range(200)
    )
    questions = "".join(
        f"  - {{id: {name}, label: A?, type: choices, options: {{{options}}}}}\n" for name in "ab"
    )
    text = f"section: s\ntitle: S\nquestions:\n{questions}{asked}"
    assert of_section(text) == []


@pytest.mark.parametrize("content", ["form: f", "\0"])
def test_the_garbage_collector_is_on_again_after_loading(content: str) -> None:
    library_of({"f/form.yaml": content})
    assert gc.isenabled()
