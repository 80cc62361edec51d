"""What people typed, made ready to print: every sign visible, every line breakable, inert.

These are the filters of the templates in `templates/pdf`. Nothing is ever cut from an answer.
"""

import re
import unicodedata
from collections.abc import Sequence

from markupsafe import Markup, escape

from riskform.engine.days import MONTHS

# An unbroken run longer than this gets places to break: without them 20,000 letters take 9 s
# and 100,000 take minutes, because every place in the run is tried anew for each line. Where
# lines are shorter, in large type or a column of a table, the places stand closer.
LETTERS_BETWEEN_BREAKS = 60
# A break is not put before an accent or inside a joined emoji, unless these go on for so long
# that they were put there to hang the printer.
LETTERS_BEFORE_A_FORCED_BREAK = 30
# A question and its answer stay on one page up to this size (about a third of a page).
LETTERS_KEPT_TOGETHER = 900
LINES_KEPT_TOGETHER = 14
# A name up to this long is never broken where a line ends.
LETTERS_KEPT_ON_A_LINE = 24
# A word from the right up to this long isn't either; it fits the narrowest column of a table.
LETTERS_OF_A_WORD_FROM_THE_RIGHT = 14
# A text that begins with a word from the left is turned round only by so many times as many letters
# from the right: "Plan for", and a name, are still English.
_LETTERS_THAT_TURN_A_TEXT = 3
_BREAK = "\u200b"
# Before an element, a space must not be the last of its text: WeasyPrint 70 ends a line far too
# early where the text would fit without that space.
_AFTER_A_SPACE = f" {_BREAK}"
_DAY = re.compile(rf"(?<!\w)\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}(?!\w)")
_RUN = re.compile(rf"\S{{{LETTERS_BETWEEN_BREAKS + 1},}}")

# Signs that turn the writing direction of what follows, and so can make a text read as another.
_DIRECTION_SIGNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NEW_LINES = re.compile("\r\n|\r|\u2028|\u2029")
# Hebrew, Arabic and their neighbours, with the spaces between their words.
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
_FROM_THE_RIGHT = re.compile(rf"[{_RIGHT}]+(?:[ \u200b-\u200d]+[{_RIGHT}]+)*")
_FIRST_RIGHT = "\u0590"
_LETTERS = frozenset({"L", "R", "AL"})
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_C0 = range(0x20)
_DELETE = 0x7F
_C1 = range(0x80, 0xA0)


def visible(text: str) -> str:
    r"""Return `text` with each sign that has no shape of its own shown as one.

    Control characters become their Unicode pictures (NUL is ␀), other signs that can't be
    printed, or that turn the writing direction, their number in brackets: [U+202E]. Line ends
    become `\n`; tabs stay.
    """
    text = _NEW_LINES.sub("\n", text)
    if text.isprintable():
        return text
    return "".join(_shown(sign) for sign in text)


def breakable(text: str, every: int = LETTERS_BETWEEN_BREAKS) -> str:
    """Return `text` with a zero width space every so many letters of a run of more than 60."""
    return _RUN.sub(lambda run: _BREAK.join(_pieces(run.group(), every)), text)


def inline(text: str, every: int = LETTERS_BETWEEN_BREAKS) -> Markup:
    """Return `text` for the middle of a line, its writing direction kept to itself."""
    shown = breakable(visible(text), every)
    if _is_plain(shown):
        return _with_whole_days(escape(shown))
    way = direction(text)
    if way == "ltr":
        return Markup('<bdi dir="ltr">{}</bdi>').format(isolated(shown))
    return Markup('<bdi dir="rtl"{}>{}</bdi>').format(_in_whole_words(shown), shown)


def isolated(text: str) -> Markup:
    """Return `text` with each run of words from the right kept to itself, as a name must be.

    Without it, the digits and signs that follow an Urdu name are drawn into it.
    """
    inert = str(escape(text))
    # Escaping leaves these letters as they are, and only our own tag is put around them.
    return Markup(_FROM_THE_RIGHT.sub(_kept_to_itself, inert))  # noqa: S704 - escaped above.


def naming(text: str, names: Sequence[str], every: int = LETTERS_BETWEEN_BREAKS) -> Markup:
    """Return `text` as `inline` does, with each of the `names` in it in bold type."""
    # The longest first, so that Kit Marsh is not taken for Kit.
    known = sorted({visible(name) for name in names if name.strip()}, key=len, reverse=True)
    if not known:
        return inline(text, every)
    whole_name = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, known))})(?!\w)")
    way, shown = direction(text), visible(text)
    pieces = [breakable(piece, every) for piece in whole_name.split(shown)]
    pieces[:-1:2] = [re.sub(r" \Z", _AFTER_A_SPACE, piece) for piece in pieces[:-1:2]]
    inert = [isolated(piece) if way == "ltr" else escape(piece) for piece in pieces]
    inert[1::2] = [
        Markup('<strong class="{}">{}</strong>').format(
            "kept" if len(piece) <= LETTERS_KEPT_ON_A_LINE else "", name
        )
        for piece, name in zip(pieces[1::2], inert[1::2], strict=True)
    ]
    said = Markup("").join(inert)
    # Where spaces are kept, WeasyPrint ends a line before a name that would still fit on it.
    return said if _is_plain(shown) else Markup('<bdi dir="{}">{}</bdi>').format(way, said)


def paragraphs(text: str, every: int = LETTERS_BETWEEN_BREAKS) -> Markup:
    """Return `text` as paragraphs, parted where the writer left an empty line."""
    pieces = (piece for piece in _PARAGRAPHS.split(visible(text)) if piece.strip())
    return Markup("\n").join(_paragraph(breakable(piece, every)) for piece in pieces)


def is_long(text: str, letters: int = LETTERS_KEPT_TOGETHER) -> bool:
    """Tell whether `text`, as it prints, is too long to be kept on one page."""
    shown = visible(text)
    return len(shown) > letters or shown.count("\n") >= LINES_KEPT_TOGETHER


def short(text: str, letters: int) -> str:
    """Return `text` on one line of at most `letters` letters, for the head or foot of a page.

    The whole text always stands elsewhere on the page or on the first one.
    """
    line = " ".join(visible(text).split())
    return line if len(line) <= letters else line[: letters - 1].rstrip() + "…"


def sentence(text: str) -> str:
    """Return `text` with a capital letter at its start, for a line of its own."""
    return text[:1].upper() + text[1:]


def direction(text: str) -> str:
    """Return `rtl` if most letters of `text` are written from the right, else `ltr`.

    The first letter alone would turn an English sentence round that begins with an Urdu name. The
    number alone would turn one round that is shorter than the name with which it ends.
    """
    letters = [kind for sign in text if (kind := unicodedata.bidirectional(sign)) in _LETTERS]
    left = letters.count("L")
    needed = left * _LETTERS_THAT_TURN_A_TEXT if letters[:1] == ["L"] else left
    return "rtl" if len(letters) - left > needed else "ltr"


def _kept_to_itself(run: re.Match[str]) -> str:
    return f"<bdi{_in_whole_words(run.group())}>{run.group()}</bdi>"


def _in_whole_words(run: str) -> Markup:
    """Return the class under which no line ends inside a word, "" where a word is too long.

    Where an element begins near the end of a line, WeasyPrint 70 would rather break its first word.
    """
    longest = max(map(len, run.split()), default=0)
    fits = longest <= LETTERS_OF_A_WORD_FROM_THE_RIGHT
    return Markup(' class="words"') if fits else Markup("")


def _with_whole_days(inert: Markup) -> Markup:
    """Return `inert` with no end of a line inside a day such as 3 March 2026."""
    whole = _DAY.sub(r'<span class="kept">\g<0></span>', str(inert))
    # Escaping leaves a day as it is, and only our own tag is put around it.
    return Markup(whole.replace(" <span", f"{_AFTER_A_SPACE}<span"))  # noqa: S704 - see above.


def _paragraph(shown: str) -> Markup:
    if _is_plain(shown):
        return Markup("<p>{}</p>").format(_with_whole_days(escape(shown)))
    return Markup('<p dir="{}"><bdi>{}</bdi></p>').format(direction(shown), shown)


def _is_plain(shown: str) -> bool:
    """Tell whether a text needs no element of its own, as most texts: a tenth of the time.

    It holds no letter written from the right, and no space or line end that has to be kept.
    """
    kept = shown != shown.strip() or "  " in shown or not shown.isprintable()
    return not kept and max(shown, default="") < _FIRST_RIGHT


def _shown(sign: str) -> str:
    number = ord(sign)
    if sign in "\n\t":
        return sign
    if number in _C0:
        return chr(0x2400 + number)
    if number == _DELETE:
        return "\u2421"
    if number in _C1 or sign in _DIRECTION_SIGNS or _has_no_meaning(sign):
        return f"[U+{number:04X}]"
    return sign


def _has_no_meaning(sign: str) -> bool:
    """Tell whether `sign` is half of a pair (Cs) or no character at all (Cn)."""
    return unicodedata.category(sign) in {"Cs", "Cn"}


def _pieces(run: str, every: int) -> list[str]:
    pieces = []
    start = 0
    while len(run) - start > every:
        end = start + every
        last = min(end + LETTERS_BEFORE_A_FORCED_BREAK, len(run))
        while end < last and _belongs_to_the_sign_before(run, end):
            end += 1
        pieces.append(run[start:end])
        start = end
    return [*pieces, run[start:]] if start < len(run) else pieces


def _belongs_to_the_sign_before(run: str, at: int) -> bool:
    sign = run[at]
    return (
        unicodedata.category(sign) in {"Mn", "Mc", "Me", "Sk", "Cf"}
        or sign == "\u200d"
        or run[at - 1] == "\u200d"
    )
