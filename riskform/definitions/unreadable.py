"""Which names of a section or a form could not be read: naming them is no further mistake."""

from collections import Counter
from collections.abc import Iterable

from riskform.definitions.conditions.symbols import EVERYTHING
from riskform.definitions.conditions.words import RESERVED_IDS, is_id
from riskform.definitions.losses import ANYTHING
from riskform.definitions.shapes import SectionShape
from riskform.definitions.source import Path

# A mistake in one of these leaves it clear what can be answered.
_HARMLESS = frozenset(
    "findings label hint why source wording check guidance if_blank required show_if was low high "
    "carry_forward confidential_from private_to unit min max not_after".split()
)


def unreadable_in(shape: SectionShape, damaged: Iterable[Path]) -> frozenset[str]:
    """Return the ids of the questions that may be something else than what was read."""
    found: set[str] = set()
    for path in damaged:
        match path:
            case ("questions",) | ("questions", str()):
                found.add(EVERYTHING)
            case ("questions", int(index), *_) if index >= len(shape.questions):
                # What was lost stood in a question that is not there any more.
                found.add(EVERYTHING)
            case ("questions", int(index)) | ("questions", int(index), "id"):
                found |= {EVERYTHING, shape.questions[index].id}
            case ("questions", int(index), str(key), *_) if key not in _HARMLESS:
                found.add(shape.questions[index].id)
    return frozenset(found)


def misnamed_in(shape: SectionShape) -> frozenset[str]:
    """Return the ids of questions that can't stay: such as can be none, and such as stand twice.

    EVERYTHING is among them, because each of these questions was meant to have another id.
    """
    times = Counter(question.id for question in shape.questions)
    reserved = RESERVED_IDS["question"]
    found = {name for name in times if times[name] > 1 or not is_id(name) or name in reserved}
    return frozenset({EVERYTHING, *found}) if found else frozenset()


def has_lost_findings(damaged: Iterable[Path]) -> bool:
    """Tell whether there may be findings of other names than those that were read."""
    for path in damaged:
        of_question = path[:1] == ("questions",)
        inside = path[2:] if of_question else path
        if (of_question and not inside) or inside[:1] == (ANYTHING,):
            return True
        if inside[:1] == ("findings",) and inside[2:3] in {(), ("id",), (ANYTHING,)}:
            return True
    return False


def lost_names_in(damaged: Iterable[Path]) -> frozenset[str]:
    """Return the named conditions that could not be read; EVERYTHING where there may be others."""
    found: set[str] = set()
    for path in damaged:
        if path in {("conditions",), (ANYTHING,)}:
            found.add(EVERYTHING)
        elif path[:1] == ("conditions",):
            found.add(str(path[1]))
    return frozenset(found)
