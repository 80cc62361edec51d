"""When a question is asked, in a few words with the numbers of other questions, for paper.

What depends on the level is settled, because a blank form is printed for one level. A condition
that takes more than a few words is not put in words at all.
"""

from functools import lru_cache

from riskform.definitions.conditions.tree import (
    Answered,
    Compare,
    Condition,
    Includes,
    Is,
    IsBorn,
    Join,
    Named,
    Not,
    Number,
    Operand,
    Property,
    Ref,
    WorkedLevel,
)
from riskform.definitions.model import Form
from riskform.engine.documents.parts import numbers
from riskform.engine.household import Standing
from riskform.engine.wording import filled

SOMETIMES = "Only where earlier answers call for it."
_LONGEST = 160
_MONTHS_PER_YEAR = 12
_THAN = {"<": "under {}", "<=": "{} or younger", ">=": "{} or older", ">": "over {}"}
_HOLDS = {
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
    "=": lambda one, other: one == other,
    "!=": lambda one, other: one != other,
}


@lru_cache(maxsize=64)
def asked_when(form: Form, level: int) -> "AskedWhen":
    """Return what says when the questions of a form are asked at a level."""
    return AskedWhen(form, level)


class AskedWhen:
    """Says when the questions of one form are asked, worked at one level."""

    def __init__(self, form: Form, level: int) -> None:
        """Give each question the number that it has on every paper."""
        self.form = form
        self.level = level
        self.number = {
            question.ref: f"{place}.{number}"
            for place, section in enumerate(form.sections, start=1)
            for number, question in zip(numbers(section), section.questions, strict=True)
        }

    def words(self, show_if: Condition | None) -> str | None:
        """Return "Only if …", "" for what is always asked at this level, None for never."""
        if show_if is None:
            return ""
        said = self._said(show_if)
        if isinstance(said, bool):
            return "" if said else None
        return f"Only if {said}." if said and len(said) <= _LONGEST else SOMETIMES

    def _said(self, tree: Condition) -> str | bool | None:
        """Return words, a bool for what the level settles, None for what takes too many words."""
        match tree:
            case Named(_, inner):
                return self._said(inner)
            case Join(word, parts):
                return self._joined(word, parts)
            case Not(IsBorn()):
                return "the child is not born yet"
            case Not(inner):
                said = self._said(inner)
                return not said if isinstance(said, bool) else None
            case IsBorn():
                return "the child is born"
            case Compare(sign, left, Number(value)):
                return self._compared(sign, left, int(value))
            case _:
                return self._answer(tree)

    def _answer(self, tree: Condition) -> str | None:
        match tree:
            case Is(Ref() as ref, options, negated):
                known = self._options(ref, options)
                return f"{self._at(ref)} is {'not ' if negated else ''}{known}" if known else None
            case Includes(Ref() as ref, options, all_of=False):
                known = self._options(ref, options)
                return f"{known} is ticked in {self._at(ref)}" if known else None
            case _:
                return None

    def _joined(self, word: str, parts: tuple[Condition, ...]) -> str | bool | None:
        # Whoever fills in paper has the earlier answer in sight, so a blank there needs no words.
        told = [part for part in parts if not (word == "or" and _is_a_blank(part))]
        said = [self._said(part) for part in told]
        decides = word == "or"
        if any(one is decides for one in said):
            return decides
        words = [one for one in said if not isinstance(one, bool)]
        if not words:
            return not decides
        if any(one is None for one in words):
            return None
        each = dict.fromkeys(one for one in words if one)
        other = " and " if decides else " or "
        # A comma keeps "A or B, and C" from being read as "A, or B and C".
        comma = "," if any(other in one for one in each) else ""
        return f"{comma} {word} ".join(each)

    def _compared(self, sign: str, left: Operand, value: int) -> str | bool | None:
        if isinstance(left, WorkedLevel):
            return bool(_HOLDS[sign](self.level, value))
        if not isinstance(left, Property) or sign not in _THAN:
            return None
        if left.name == "age_years":
            return f"the child is {_THAN[sign].format(_count(value, 'year'))}"
        if left.name != "age_months":
            return None
        in_years = value % _MONTHS_PER_YEAR == 0 and value > _MONTHS_PER_YEAR
        age = _count(value // _MONTHS_PER_YEAR, "year") if in_years else _count(value, "month")
        return f"the child is {_THAN[sign].format(age)}"

    def _options(self, ref: Ref, options: tuple[str, ...]) -> str:
        question = self.form.questions.get(ref.ref)
        if question is None or not ref.present:
            return ""
        somebody = Standing("", "the child" if question.ask == "child" else "the adult")
        labels = [
            f"“{filled(one.label, somebody, question.ask)}”"
            for one in question.options
            if one.id in options
        ]
        return " or ".join(labels) if len(labels) == len(options) else ""

    def _at(self, ref: Ref) -> str:
        return f"question {self.number[ref.ref]}"


def _is_a_blank(tree: Condition) -> bool:
    return isinstance(tree, Answered) and tree.negated


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"
