"""The baseline: what a programmer would write by hand for the form of `bench.large_form` alone.

It does what `evaluate` does for that form: who is asked what, which answers can be used, what is
missing or invalid. It knows the form by heart; nothing is general in it, and every key is ready.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from riskform.engine.case import Answer

_YES_NO = frozenset({"yes", "no"})
_HOW_OFTEN = frozenset({"often", "seldom", "never"})


@dataclass(frozen=True, slots=True)
class Result:
    """Keys in reading order, and by key the values that can be used."""

    asked: tuple[str, ...]
    missing: tuple[str, ...]
    invalid: tuple[str, ...]
    values: dict[str, str]


def judge_of(  # noqa: C901 - by hand it is one function, as quick as it can be.
    keys: list[str],
) -> Callable[[Mapping[str, Answer]], Result]:
    """Return the function that judges answers; `keys` are those of all questions, in order."""
    root_key, *others = keys
    quarters = [tuple(others[start : start + 4]) for start in range(0, len(others), 4)]

    def judge(answers: Mapping[str, Answer]) -> Result:  # noqa: C901 - the same.
        asked: list[str] = []
        missing: list[str] = []
        invalid: list[str] = []
        values: dict[str, str] = {}

        def read(key: str, options: frozenset[str]) -> str | None:
            asked.append(key)
            answer = answers.get(key)
            if answer is not None:
                value = answer.value
                if isinstance(value, str) and value in options:
                    values[key] = value
                    return value
                if value not in (None, ""):
                    invalid.append(key)
            missing.append(key)
            return None

        root = link = read(root_key, _YES_NO)
        for chain, fan, *plain in quarters:
            if link == "yes":
                link = read(chain, _YES_NO)
            if root == "yes":
                read(fan, _HOW_OFTEN)
            for key in plain:
                read(key, _HOW_OFTEN)
        return Result(tuple(asked), tuple(missing), tuple(invalid), values)

    return judge
