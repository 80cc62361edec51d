"""The factors that an assessment of a child in need can name in the children in need census.

The codes of the Department for Education, item N00181. Two older ones were split, and are refused.
"""

from collections.abc import Iterator, Mapping
from string import ascii_letters
from types import MappingProxyType
from typing import Final

from riskform.definitions.problems import Problem, did_you_mean
from riskform.definitions.source import Path, Source

CIN_FACTORS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "1A": "Alcohol misuse: child",
        "1B": "Alcohol misuse: parent or carer",
        "1C": "Alcohol misuse: other person in the household",
        "2A": "Drug misuse: child",
        "2B": "Drug misuse: parent or carer",
        "2C": "Drug misuse: other person in the household",
        "3A": "Domestic abuse: child is the subject",
        "3B": "Domestic abuse: parent or carer is the subject",
        "3C": "Domestic abuse: other person in the household is the subject",
        "4A": "Mental health: child",
        "4B": "Mental health: parent or carer",
        "4C": "Mental health: other person in the family or household",
        "5A": "Learning disability: child",
        "5B": "Learning disability: parent or carer",
        "5C": "Learning disability: other person in the family or household",
        "6A": "Physical disability or illness: child",
        "6B": "Physical disability or illness: parent or carer",
        "6C": "Physical disability or illness: other person in the family or household",
        "7A": "Young carer",
        "8B": "Privately fostered: from overseas, intends to return",
        "8C": "Privately fostered: from overseas, intends to stay",
        "8D": "Privately fostered: from the UK, in an educational placement",
        "8E": "Privately fostered: from the UK, other family arrangements",
        "8F": "Privately fostered: other",
        "9A": "Unaccompanied asylum-seeking child",
        "10A": "Going or being missing",
        "11A": "Child sexual exploitation",
        "12A": "Trafficking",
        "13A": "Gangs",
        "14A": "Socially unacceptable behaviour",
        "15A": "Self-harm",
        "16A": "Abuse or neglect: neglect",
        "17A": "Abuse or neglect: emotional abuse",
        "18B": "Physical abuse: child on child",
        "18C": "Physical abuse: adult on child",
        "19B": "Sexual abuse: child on child",
        "19C": "Sexual abuse: adult on child",
        "20": "Other",
        "21": "No factors identified",
        "22A": "Female genital mutilation",
        "23A": "Abuse linked to faith or belief",
        "24A": "Child criminal exploitation",
    }
)
RETIRED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "18A": "Use 18B (child on child) or 18C (adult on child).",
        "19A": "Use 19B (child on child) or 19C (adult on child).",
    }
)
_LETTERS: Final = ascii_letters
_SHORTEST_WORD: Final = 4
_MOST_NAMED: Final = 3


def cin_factor_problems(source: Source, path: Path, code: str | None) -> Iterator[Problem]:
    """Yield the problem of a `cin_factor:` that stands at `path` and is no code of the census."""
    if code is None or code in CIN_FACTORS:
        return
    if code in RETIRED:
        what, do = f"the census factor {code} is not used any more.", RETIRED[code]
    else:
        what = f"there is no census factor '{code[:60]}'."
        do = _nearest(code)
    yield source.problem(path, "unknown-cin-factor", what, do)


def _nearest(code: str) -> str:
    """Return a remedy: the factors of that number, or with that word in their name."""
    number, word = code.strip().rstrip(_LETTERS), code.strip().casefold()
    near = [
        f"{known} ({name})"
        for known, name in CIN_FACTORS.items()
        if known.rstrip(_LETTERS) == number
        or (len(word) >= _SHORTEST_WORD and word in name.casefold())
    ]
    if near:
        return f"Did you mean {' or '.join(near[:_MOST_NAMED])}?"
    return did_you_mean(code, CIN_FACTORS)
