"""What the YAML parser stumbled over, in an author's words, at the place to look at."""

import re

import yaml

from riskform.definitions.places import lines_of
from riskform.definitions.yaml_entries import Line
from riskform.definitions.yaml_reading import Refused

_TAB = ("a tab stands here.", "Indent with spaces.")
_NEITHER = (
    "this line is neither 'key: value' nor an item.",
    "Write a colon and a space after the key, or begin further in if it goes on from above.",
)
# What the parser says (the beginning or a part of it), what is wrong, and what to do about it.
_TROUBLES: tuple[tuple[str, str, str], ...] = (
    ("tab character", *_TAB),
    (
        "mapping values are not allowed",
        "a colon stands inside a text.",
        "Put the whole text in quotes, or begin the line where its neighbours begin.",
    ),
    (
        "unexpected end of stream",
        "a quote is opened here, and never closed.",
        "Close it, with the same kind of quote.",
    ),
    (
        "did not find expected ','",
        "a bracket is not closed before this, or a text inside brackets needs quotes.",
        "Close the bracket; put texts with { } [ ] or a comma in quotes.",
    ),
    (
        "cannot start any token",
        "a text can't begin with this sign.",
        "Put the whole text in quotes.",
    ),
    (
        "expected alphabetic or numeric character",
        "a text can't begin with this sign.",
        "Put the whole text in quotes.",
    ),
    (
        "unknown escape character",
        "a backslash means something else inside double quotes.",
        "Use single quotes.",
    ),
    (
        "expected comment or line break",
        "words stand on the same line as | or >.",
        "Begin the text on the next line, further in.",
    ),
    ("could not find expected ':'", *_NEITHER),
    (
        "did not find expected",
        "this does not fit to what stands before it.",
        "Begin the line where its neighbours begin; put texts with { } or quotes in quotes.",
    ),
)
# A space of another program at the margin, or after the colon: YAML takes it for a letter.
_OTHER_SPACE = re.compile(
    r"[ \t\-]*(?:[A-Za-z_0-9.]+:)?[ \t]*([\xa0\u2000-\u200b\u202f\u3000\ufeff])"
)
# What Word makes of a dash at the beginning of a line.
_NO_DASH = re.compile("[–—−•·▪*]")  # noqa: RUF001 - as Word has it.
# A placeholder that begins a text looks like the bracket of keys with values.
_FILLED_IN_FIRST = re.compile(r"[ \-]*[a-z_0-9]+: (\{(?:child|adult|family)\})")
# The first colon of a line, after a key: the line is what stands wrong, and no text in it.
_KEY_ONLY = re.compile(r"[ \-]*[A-Za-z_0-9.]+\Z")
_LACKS_COLON = re.compile(r"[A-Za-z_](?!.*:(?:\s|\Z))")
_BRACKET = re.compile(r"[\[\]{}]")
# What the parser says of words that stand after a closed bracket.
_AFTER_A_BRACKET = ("did not find expected", "mapping keys are not allowed")
# Of these the parser tells best where it began to read what it could not finish.
_BEGAN = ("unexpected end of stream", "could not find expected ':'")


def not_yaml(error: yaml.YAMLError, text: str) -> Refused:
    """Return why `text` can't be read on, and where: of what is never closed, where it opens."""
    said = getattr(error, "problem", None) or "it can't be read"
    end = getattr(error, "problem_mark", None)
    start = getattr(error, "context_mark", None)
    mark = (start if any(part in said for part in _BEGAN) else end) or end or start
    line, column = (mark.line, mark.column) if mark else (0, 0)
    here = "".join(lines_of(text)[line : line + 1])
    if here[column : column + 1] == "\t":
        said = "tab character"
    filled_in = _FILLED_IN_FIRST.match(here[: column + 1])
    if filled_in and any(part in said for part in _AFTER_A_BRACKET):
        what = f"a text that begins with {filled_in[1]} has to stand in quotes."
        return Refused(line, filled_in.start(1), "not-yaml", what, f'Write "{filled_in[1]} …".')
    if foreign := _foreign(line, here, len(here) - len(here.lstrip(" "))):
        return foreign
    if "mapping values are not allowed" in said and (colon := _colon(text, line, column)):
        return colon
    opened = _never_closed(text) if "did not find expected" in said and _at_end(end, text) else None
    if opened is not None:
        before = lines_of(text[:opened])
        what = "a bracket is opened here, and never closed."
        do = "Close it; put texts with { } [ ] or a comma in quotes."
        return Refused(len(before) - 1, len(before[-1]), "not-yaml", what, do)
    for part, what, do in _TROUBLES:
        if part in said:
            return Refused(line, column, "not-yaml", what, do)
    do = "Look at the indentation, the colons and the quotes on this line and the line above."
    return Refused(line, column, "not-yaml", f"this is not YAML: {said}.", do)


def _foreign(line: int, text: str, column: int) -> Refused | None:
    """Return what another program than an editor put into a line whose words begin at `column`."""
    if other_space := _OTHER_SPACE.match(text):
        what = "a space of another program stands here, and counts as a letter."
        do = "Delete it, and press the space bar instead."
        return Refused(line, other_space.start(1), "not-yaml", what, do)
    if no_dash := _NO_DASH.match(text, column):
        what = f"'{no_dash[0]}' is no dash that begins an item."
        do = "Write '-' and a space, as the keyboard has them."
        return Refused(line, column, "not-yaml", what, do)
    return None


def _colon(text: str, line: int, column: int) -> Refused | None:
    """Return why the colon at a place can't stand there, where it stands in no plain text."""
    lines = lines_of(text)
    before = lines[line][:column]
    if "“" in before:
        what = "a colon stands inside a text, and curly quotes do not count as quotes."
        return Refused(
            line, column, "not-yaml", what, 'Put the whole text in straight quotes: "…".'
        )
    if not _KEY_ONLY.match(before):
        return None
    start = len(before) - len(before.lstrip(" -"))
    first = _no_key_above(lines, line)
    if first < line:
        return Refused(first, start, "not-yaml", *_NEITHER)
    what = "this line is further in than the lines it belongs to."
    do = "Begin it where its neighbours begin. A text that goes on over lines needs quotes."
    return Refused(line, start, "not-yaml", what, do)


def _no_key_above(lines: list[str], line: int) -> int:
    """Return the first of the lines before `line` that begin where it does and lack their colon."""
    margin = len(lines[line]) - len(lines[line].lstrip(" "))
    while (
        line
        and _LACKS_COLON.match(lines[line - 1], margin)
        and not lines[line - 1][:margin].strip(" ")
    ):
        line -= 1
    return line


def _at_end(mark: yaml.Mark | None, text: str) -> bool:
    return mark is not None and not text[mark.index :].strip()


def _never_closed(text: str) -> int | None:
    """Return where the innermost bracket stands that is never closed, or None."""
    opened: list[int] = []
    for bracket in _BRACKET.finditer(text):
        if bracket[0] in "[{":
            opened.append(bracket.start())
        elif opened:
            opened.pop()
    return opened[-1] if opened else None


def out_of_place(line: Line, margin: int, text: str) -> Refused:
    """Return why a line is no entry among its neighbours, which begin at the column `margin`.

    `text` is the whole line.
    """
    what, do = _NEITHER
    if foreign := _foreign(line.number, text, line.column):
        return foreign
    if line.bare:
        do = f"Write a colon after it: '{line.name}:'."
    elif line.tabbed:
        what, do = _TAB
    elif line.is_entry and line.indent != margin:
        what = f"this line begins further {'in' if line.indent > margin else 'out'} than it may."
        do = "Begin it where its neighbours begin. A text that goes on over lines needs quotes."
    elif line.kind == "item":
        what = "a dash stands here, and before none of its neighbours."
        do = "Take the dash out, or begin the line where the items of its list begin."
    elif line.kind == "key":
        what = "this line stands among items, and begins with no dash."
        do = "Begin it further in if it belongs to the item above, or write a dash before it."
    elif line.kind == "closing":
        what, do = "this bracket closes nothing.", "Take it out, or open it where it belongs."
    return Refused(line.number, line.column, "not-yaml", what, do)
