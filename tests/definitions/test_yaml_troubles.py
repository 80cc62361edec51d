"""What an author is told of a file that is no YAML: the place to look at, and what to do."""

import pytest

from riskform.definitions.source import read_source


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("label: Note: what?", "1:12: not-yaml: a colon stands inside a text"),
        ("a:\n  b: c\n    d: e", "3:5: not-yaml: this line is further in than the lines it"),
        ("- id: a\n   label: b\n", "2:4: not-yaml: this line is further in than the lines it"),
        ("a: Words that\n  go on: here\n", "2:8: not-yaml: a colon stands inside a text."),
        ("a: 'x\nb: y\nc: z\n", "1:4: not-yaml: a quote is opened here, and never closed."),
        ('a: b\nc: "x\nd: y\n', "2:4: not-yaml: a quote is opened here, and never closed."),
        ("a: [x\nb: y\n", "2:2: not-yaml: a bracket is not closed before this"),
        ("{a: Is {child} in?, b: c}", "1:8: not-yaml: a bracket is not closed before this, or a"),
        (
            "a: {child} sleeps\n",
            "1:4: not-yaml: a text that begins with {child} has to stand in quotes.",
        ),
        ("- a: {b: c} d\n", "1:13: not-yaml: this does not fit to what stands before it."),
        ("a: 'it's'\n", "1:8: not-yaml: this does not fit to what stands before it."),
        ("a:\n- b: c\n  d: e\n f: g\n", "4:2: not-yaml: this does not fit to what stands"),
        ("a: b\nlabel\nc: d\n", "2:1: not-yaml: this line is neither 'key: value' nor an item."),
        ("a: @x", "1:4: not-yaml: a text can't begin with this sign."),
        ("a:\n\tb: c", "2:1: not-yaml: a tab stands here."),
        ("a: b\n\tc: d", "2:1: not-yaml: a tab stands here."),
        ("a: & x", "1:5: not-yaml: a text can't begin with this sign."),
        ("a: “B: c”", "1:6: not-yaml: a colon stands inside a text, and curly quotes do not count"),
        ("a: b\n\xa0c: d\n", "2:1: control-character: a character that can't be seen (number 160)"),
        ("a: b\nsh\u200bow: d\n", "2:1: control-character: a character that can't be seen (num"),
        ("a:\n  - b: c\n  – d: e\n", "3:3: not-yaml: '–' is no dash that begins an item."),
        ("a: b\nc:\xa0d\ne: f\n", "2:3: not-yaml: a space of another program stands here"),
        ("a:\n  b c\n  d e\n  f: g\n", "2:3: not-yaml: this line is neither 'key: value' nor an"),
        (
            "- id: a\n  id: b\n",
            "2:3: duplicate-key: the key 'id' stands here a second time. Write a",
        ),
        ('a: "\\d"', "1:5: not-yaml: a backslash means something else inside double quotes."),
        ("a: | b\n", "1:6: not-yaml: words stand on the same line as | or >."),
    ],
)
def test_a_slip_in_yaml_is_told_in_plain_words_at_its_place(text: str, said: str) -> None:
    (problem,) = read_source("f", text)[1]
    assert str(problem).startswith(f"f:{said}")
    assert "this is not YAML" not in str(problem)
