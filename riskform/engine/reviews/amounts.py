"""Numbers as people write them in a plan: "3 of 14 nights", "9th centile", "41%", "2.4 kg"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from riskform.engine.days import MONTHS

_LONGEST = 500  # No measure is longer; what stands further on is never searched.
_NUMBER = r"\d{1,9}(?:,\d{3}){0,5}(?:\.\d{1,12})?"
# What goes on after it as another number: reading 3 of "3½", "3_000" or "3e5" would be wrong.
_ENDS = r"(?![\d:_½¼¾⅓⅔]|\.\d|[ex]-?\d)"
# So would reading 5 of "-5", with any of the signs that stand for a minus.
_BEGINS = r"(?<![\w:./])(?<![\s£][-\N{MINUS SIGN}\N{EN DASH}])"
_WORD = r"[a-z]+"
_UNIT = r"(?!(?:of|out|in)\b)[a-z]+"
_THE_LAST = r"(?:the\s+)?(?:last\s+|past\s+|next\s+)?"
_OF = rf"(?:(?:out\s+)?of|/)\s*{_THE_LAST}"
# "2 days in 20" is a share; "2 days in 20 weeks" says in which time they were counted.
_IN = rf"in\s+(?=\d[\d,]*(?![\d,]|\s*{_WORD}))"
_SHARE = rf"(?:{_OF}|{_IN})"
_AMOUNT = re.compile(
    rf"{_BEGINS}(?P<pounds>£\s?)?(?P<number>{_NUMBER}){_ENDS}(?:st|nd|rd|th)?(?P<per_cent>\s?%)?"
    rf"(?:\s*(?P<unit>{_UNIT})(?=\s+{_SHARE}{_NUMBER}))?"
    rf"(?:\s*{_SHARE}(?P<of>{_NUMBER}){_ENDS})?"
    rf"(?:\s*(?P<after>{_UNIT}))?"
)
_WINDOW = re.compile(
    rf"\b(?:in|for|within|over|during|every|since)\s+{_THE_LAST}{_NUMBER}\s*"
    r"(?:hour|minute|day|night|week|month|year)s?\b"
)
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in map(str.lower, MONTHS))
_WHEN = re.compile(
    r"\b\d{1,4}([/.-])\d{1,2}\1\d{2,4}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})\b(?:\s+\d{{4}}\b)?"
    r"|\b\d{1,2}(?:[.:]\d\d)?\s?[ap]m\b"
)
# Without a digit, a text that begins with one of these is a number all the same.
_WORDS = {
    "none": 0,
    "never": 0,
    "zero": 0,
    "nil": 0,
    "once": 1,
    "twice": 2,
    **{
        word: number
        for number, word in enumerate(
            "one two three four five six seven eight nine ten eleven twelve".split(), start=1
        )
    },
}
_UNITS = frozenset(
    "% £ kg g lb st cm mm m ml centile hour minute day night morning evening afternoon week month"
    " visit time session appointment meal sign word point drink unit bottle outing episode incident"
    " call lesson step task feed nap".split()
)
_SAME = {
    "percent": "%",
    "percentile": "centile",
    "kilo": "kg",
    "kilogram": "kg",
    "kgs": "kg",
    "gram": "g",
    "gm": "g",
    "pound": "£",
    "lbs": "lb",
    "pt": "point",
}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, perhaps of so many; `unit` is the word that stands with it, "" for none."""

    number: Fraction
    of: Fraction | None = None
    unit: str = ""

    @property
    def level(self) -> Fraction:
        """Return what is compared: the share of what is not nothing, else the number."""
        return self.number / self.of if self.of else self.number


def amounts_in(text: str) -> tuple[Amount, ...]:
    """Return every number in `text`, in its order; number words count where there is no digit.

    The time in which something was counted ("in the last 14 days") is no number of its own, and
    neither is a day ("on 19 November") or a time of day ("by 3 pm").
    """
    plain = f" {text[:_LONGEST]}".casefold().replace("per cent", "%")
    plain = _WINDOW.sub(" ", _WHEN.sub(" ", plain))
    found = tuple(_found(plain))
    if found or any(letter.isdigit() for letter in plain):
        return found
    first, *rest = re.findall(_WORD, plain) or [""]
    if first not in _WORDS:
        return ()
    unit = rest[0] if rest and is_unit(rest[0]) else ""
    return (Amount(Fraction(_WORDS[first]), unit=unit),)


def normal_unit(unit: str) -> str:
    """Return a unit without case and plural, so that "Visits" and "visit" are the same."""
    plain = " ".join(unit.casefold().split())
    plain = _SAME.get(plain, plain)
    if len(plain) > 2 and plain.endswith("s") and not plain.endswith("ss"):  # noqa: PLR2004 - such as ms
        plain = plain[:-1]
    return _SAME.get(plain, plain)


def is_unit(word: str) -> bool:
    """Tell whether a word is a unit beyond doubt."""
    return normal_unit(word) in _UNITS


def plain_number(number: Fraction) -> str:
    """Return 3, 2.4 or 0.333 as text."""
    if number.denominator == 1:
        return f"{number.numerator:,}"
    return f"{float(number):.3f}".rstrip("0").rstrip(".")


def amount_in_words(amount: Amount, unit: str) -> str:
    """Return "3 of 14 nights", "41%", "2.4 kg" or "9th centile"."""
    number = plain_number(amount.number)
    if amount.of is not None:
        number = f"{number} of {plain_number(amount.of)}"
    if normal_unit(unit) == "centile":
        return f"{number}{_ordinal_end(amount.number)} {unit}"
    if unit in {"%", ""}:
        return number + unit
    return f"£{number}" if unit == "£" else f"{number} {unit}"


def _ordinal_end(number: Fraction) -> str:
    """Return what makes 9 the 9th, 91 the 91st and 0.4 the 0.4th."""
    if number.denominator != 1 or number % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(int(number) % 10, "th")


def _found(plain: str) -> Iterator[Amount]:
    for match in _AMOUNT.finditer(plain):
        of = match["of"]
        whole = None if of is None else _fraction(of)
        if match["pounds"]:
            unit = "£"
        elif match["per_cent"]:
            unit = "%"
        else:
            unit = match["unit"] or match["after"] or ""
        yield Amount(_fraction(match["number"]), whole, unit)


def _fraction(digits: str) -> Fraction:
    return Fraction(digits.replace(",", ""))
