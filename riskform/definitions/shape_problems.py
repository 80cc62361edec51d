"""What pydantic finds, in an author's words, at its place in the file."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from riskform.definitions.problems import Code, Problem, did_you_mean, nearest
from riskform.definitions.source import Data, Path, Source

# Nobody reads more mistakes of one file, and each takes time to tell.
_MOST_MISTAKES = 200

# What other form languages call keys and types, which no spelling comes near.
_ELSEWHERE = {
    "help": "hint",
    "description": "hint",
    "question": "label",
    "text": "label",
    "answers": "options",
    "choices": "options",
    "condition": "show_if",
    "if": "show_if",
    "when": "show_if",
    "message": "says",
    "severity": "kind",
    "multiple_choice": "choices",
    "checkbox": "choices",
    "checkboxes": "choices",
    "radio": "choice",
    "radios": "choice",
    "select": "choice",
    "dropdown": "choice",
    "boolean": "yes_no",
    "string": "text",
    "textarea": "long_text",
    "integer": "number",
}

_Trouble = tuple[Code, str, str]

_YES_OR_NO: _Trouble = ("wrong-kind", "yes or no is expected here.", "Write true or false.")
_WHOLE: _Trouble = ("wrong-kind", "a whole number is expected here.", "Write digits only.")
_NUMBER: _Trouble = ("wrong-kind", "a number is expected here.", "Write digits, as in 2.5.")
_DATE: _Trouble = (
    "bad-date",
    "there is no such date.",
    "Write it as in 2026-03-02.",
)
_LIST: _Trouble = ("wrong-kind", "a list is expected here.", "Start each item with a dash.")
_KEYS: _Trouble = ("wrong-kind", "keys with values are expected here.", "Write 'key: value'.")

_KINDS_OF_TROUBLE: dict[str, _Trouble] = {
    "string_type": ("wrong-kind", "a text is expected here.", "Write words, not a list or keys."),
    "blank": ("empty", "this is empty.", "Write a text, or take the key out."),
    "bool_parsing": _YES_OR_NO,
    "bool_type": _YES_OR_NO,
    "int_parsing": _WHOLE,
    "int_type": _WHOLE,
    "not_whole": _WHOLE,
    "decimal_parsing": _NUMBER,
    "decimal_type": _NUMBER,
    "not_decimal": _NUMBER,
    "date_from_datetime_parsing": _DATE,
    "date_parsing": _DATE,
    "date_type": _DATE,
    "not_day": _DATE,
    "tuple_type": _LIST,
    "dict_type": _KEYS,
    "model_type": _KEYS,
    "not_phone": (
        "bad-phone",
        "this is no telephone number.",
        'Write digits and spaces, in quotes: "01632 960 041".',
    ),
    "too_short": ("empty", "this list is empty.", "Put at least one item into it."),
    "greater_than_equal": ("wrong-kind", "this number is too small.", "Write a larger one."),
    "less_than_equal": ("wrong-kind", "this number is too large.", "Write a smaller one."),
}


def problems_of(
    source: Source, shape: type[BaseModel], details: Iterable[ErrorDetails], at: Path
) -> list[Problem]:
    """Return one problem for each mistake; `at` is where in the file the shaped part stands."""
    found = list(details)[:_MOST_MISTAKES]
    slips = {meant_key(shape, detail) for detail in found if detail["type"] == "extra_forbidden"}
    around = {detail["loc"][:depth] for detail in found for depth in range(len(detail["loc"]))}
    return [
        _problem(source, shape, detail, at)
        for detail in found
        # A key that was only misspelt is not missing as well, and a list is not empty because its
        # one item has a mistake.
        if (detail["type"] != "missing" or detail["loc"] not in slips)
        and (detail["type"] != "too_short" or detail["loc"] not in around)
    ]


def empty_places(data: Data) -> list[Path]:
    """Return the path of every key and list item that has nothing after it."""
    return list(_empty_below(data, ())) if _holds_nothing(data) else []


def _holds_nothing(data: Data) -> bool:
    """Tell whether anything is empty; in most files nothing is, and no path is needed."""
    waiting: list[Data] = [[data]]
    while waiting:
        around = waiting.pop()
        inside = around.values() if isinstance(around, dict) else around or ()
        for value in inside:
            if value is None:
                return True
            if not isinstance(value, str):
                waiting.append(value)
    return False


def _empty_below(data: Data, at: Path) -> Iterator[Path]:
    if data is None:
        yield at
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _empty_below(value, (*at, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _empty_below(value, (*at, index))


def empty_problem(source: Source, path: Path) -> Problem:
    """Return the problem of a key or an item with nothing after it."""
    name = str(path[-1]) if path and isinstance(path[-1], str) else ""
    what = f"there is nothing after '{name}:'." if name else "this item is empty."
    do = "Write it, or take the key out." if name else "Write it, or take the dash out."
    return source.problem(path, "empty", what, do, key=bool(name))


def _problem(source: Source, shape: type[BaseModel], detail: ErrorDetails, at: Path) -> Problem:
    path: Path = (*at, *detail["loc"])
    kind = detail["type"]
    name = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        known = keys_at(shape, detail["loc"][:-1])
        what = f"'{name[:60]}' is not a key of the language here."
        do = did_you_mean(_meant(name, known), known)
        if name == "age_years" and "age_months" in known:
            do = "Write the age in months, as in 'age_months: 84' for 7 years."
        return source.problem(path, "unknown-key", what, do, key=True)
    if path == ("version",):
        what = "the version is missing." if kind == "missing" else "this is no version."
        do = "Write a whole number, as in 'version: 1'."
        return source.problem(path, "bad-version", what, do)
    if kind == "missing":
        what = f"the key '{name}' is missing."
        return source.problem(path[:-1], "missing-key", what, f"Add '{name}:'.")
    if kind == "literal_error":
        said = detail["input"]
        word = said[:60] if isinstance(said, str) else "this"
        allowed = _allowed_words(detail)
        do = did_you_mean(_meant(word, allowed), allowed)
        return source.problem(path, "unknown-word", f"'{word}' can't stand here.", do)
    if name == "[key]":
        what = f"'{str(path[-2])[:60]}' is no level."
        return source.problem(path[:-1], "bad-key", what, "Use 1 to 5.", key=True)
    otherwise: _Trouble = (
        "wrong-kind",
        f"this can't be used: {detail['msg'].lower()}.",
        "Write it otherwise.",
    )
    code, what, do = _KINDS_OF_TROUBLE.get(kind, otherwise)
    if name == "options" and kind == "dict_type":
        do = "Write an id and words for each, as in 'cot: Own cot'."
    return source.problem(path, code, what, do)


def meant_key(shape: type[BaseModel], detail: ErrorDetails) -> Path:
    """Return the path of the key that a misspelt one stands for, or the path around it."""
    *around, name = detail["loc"]
    near = nearest(str(name), frozenset(keys_at(shape, around)))
    return (*around, near) if near else tuple(around)


def _meant(word: str, known: Collection[str]) -> str:
    """Return the word of the language for one of another language, or `word` itself."""
    here = _ELSEWHERE.get(word, word)
    return here if here in known else word


def _allowed_words(detail: ErrorDetails) -> list[str]:
    expected = str(detail.get("ctx", {}).get("expected", ""))
    return [word.strip().strip("'") for word in expected.replace(" or ", ", ").split(",")]


def keys_at(shape: type[BaseModel], path: Iterable[str | int]) -> set[str]:
    """Return the keys that `shape` allows at `path`, found from the annotations."""
    here: object = shape
    for step in path:
        models = _models_in(here)
        here = next(
            (m.model_fields[step].annotation for m in models if step in m.model_fields), here
        )
    return {key for model in _models_in(here) for key in model.model_fields}


def _models_in(annotation: Any) -> list[type[BaseModel]]:  # noqa: ANN401 - any annotation can come.
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]
