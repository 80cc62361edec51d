"""Random small forms and cases, as data, for comparing two evaluators of the language."""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests.engine.generated_conditions import (
    ADULTS,
    CHILDREN,
    DATES,
    OPTIONS,
    SOURCES,
    Asked,
    Reach,
    about,
    conditions,
    one_of,
)


@st.composite
def questions(draw: DrawFn, number: int) -> dict[str, Any]:
    kind = one_of(
        draw,
        ("choice", "choice", "yes_no", "choices", "number", "date", "text", "scale", "list"),
    )
    data: dict[str, Any] = {"id": f"q{number}", "label": f"Question {number}?", "type": kind}
    if kind in {"choice", "choices"}:
        data["options"] = draw(options(kind))
    if kind == "list":
        data["fields"] = [
            {"id": "said", "label": "Said?", "type": "choice", "options": draw(options("choice"))},
            {"id": "many", "label": "Many?", "type": "number", "required": "true"},
        ]
    if kind == "number":
        data |= {"min": "0", "max": "5"}
    if kind == "date" and draw(st.booleans()):
        data["not_after"] = "today"
    for key, value in (("required", "true"), ("how_known", "true"), ("if_blank", "Blank.")):
        if draw(st.booleans()):
            data[key] = value
    if kind not in {"list", "text"} and draw(st.booleans()):
        data["not_known"] = "Not known."
    return data


@st.composite
def options(draw: DrawFn, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in draw(st.lists(st.sampled_from(OPTIONS), min_size=2, max_size=4, unique=True)):
        found[name] = {"label": name, "score": str(draw(st.integers(0, 3)))}
    if kind == "choices":
        found["none"] = {"label": "None", "none_of_these": "true"}
    return found


@dataclass
class World:
    """A form and its sections as data, and a case."""

    form: dict[str, Any]
    sections: list[dict[str, Any]]
    case: dict[str, Any]


@st.composite
def worlds(draw: DrawFn) -> World:
    asks = draw(
        st.lists(st.sampled_from(("family", "each child", "each adult")), min_size=1, max_size=4)
    )
    sections: list[dict[str, Any]] = [
        {"section": f"s{n}", "title": f"Section {n}", "ask": ask, "questions": [], "findings": []}
        for n, ask in enumerate(asks)
    ]
    form: dict[str, Any] = {"form": "f", "version": "1", "title": "F", "conditions": {}}
    order = draw(st.lists(st.integers(0, len(asks) - 1), min_size=2, max_size=7))
    pool: list[Asked] = []
    opened: set[int] = set()
    # A form without a question that sets child.level may use it anywhere.
    level_is_known = draw(st.booleans())
    sets_level = not level_is_known
    for number, at in enumerate(order):
        section = sections[at]
        reach = reach_of(section, pool, list(form["conditions"]))
        reach.setter = level_is_known
        if at not in opened and pool and draw(st.integers(0, 3)) == 0:
            section["show_if"] = draw(conditions(reach))
        opened.add(at)
        data = draw(questions(number))
        add_conditions(draw, data, reach, section)
        if sets_level and section["ask"] == "each child" and data["type"] == "choice":
            sets_level, level_is_known = False, True
            draw(levels(data))
        section["questions"].append(data)
        pool.append(Asked(section["section"], section["ask"], data))
        if draw(st.integers(0, 3)) == 0:
            closed = conditions(Reach(home=None, pool=pool, names=list(form["conditions"])))
            form["conditions"][f"named{number}"] = draw(closed)
    sections = [section for section in sections if section["questions"]]
    for section in sections:
        reach = reach_of(section, pool, list(form["conditions"]))
        reach.setter = True
        section["findings"] = [
            {"id": f"f{n}", "kind": "concern", "when": draw(conditions(reach, 3)), "says": "Found."}
            for n in range(draw(st.integers(0, 2)))
        ]
        section["questions"] = draw(st.permutations(section["questions"]))
    form["sections"] = draw(st.permutations([section["section"] for section in sections]))
    return World(form, sections, draw(cases(pool)))


@st.composite
def levels(draw: DrawFn, data: dict[str, Any]) -> None:
    """Let a choice set child.level, by one of its answers at least."""
    data["sets"] = "child.level"
    for number, option in enumerate(data["options"].values()):
        option["score"] = str(draw(st.integers(0 if number else 1, 5)))


def reach_of(section: dict[str, Any], pool: list[Asked], names: list[str]) -> Reach:
    return Reach(
        home=section["section"],
        pool=list(pool),
        names=names,
        child=section["ask"] == "each child",
        adult=section["ask"] == "each adult",
    )


def add_conditions(
    draw: DrawFn, data: dict[str, Any], reach: Reach, section: dict[str, Any]
) -> None:
    hides: bool = draw(st.booleans())
    if hides and reach.pool:
        data["show_if"] = draw(conditions(reach))
    numbers = [one for one in reach.questions() if one.kind in {"number", "scale", "calculated"}]
    if numbers and draw(st.integers(0, 3)) == 0:
        times = draw(st.integers(1, 3))
        parts = [reach.name(one_of(draw, numbers)) for _ in range(times)]
        for key in ("options", "fields", "min", "max", "not_after", "not_known", "required"):
            data.pop(key, None)
        for key in ("how_known", "if_blank"):
            data.pop(key, None)
        data |= {"type": "calculated", "value": " + ".join([*parts, "0.5 * 3"])}
    elif draw(st.integers(0, 2)) == 0:
        own = Asked(section["section"], section["ask"], data)
        check = draw(conditions(Reach(**{**vars(reach), "pool": [*reach.pool], "ranged": True})))
        if draw(st.booleans()):
            check = f"{check} or {draw(about(own, data['id'], reach))}"
        data["check"] = [{"that": check, "message": "Wrong."}]


@st.composite
def cases(draw: DrawFn, pool: list[Asked]) -> dict[str, Any]:
    children = draw(st.lists(st.sampled_from(sorted(CHILDREN)), max_size=3, unique=True))
    adults = draw(st.lists(st.sampled_from(sorted(ADULTS)), max_size=2, unique=True))
    answers: dict[str, dict[str, Any]] = {}
    for one in pool:
        people = {"family": ["family"], "each child": children, "each adult": adults}[one.asked]
        for person in people:
            if one.kind != "calculated" and draw(st.integers(0, 4)):
                value = draw(values(one))
                known = one_of(draw, SOURCES) if draw(st.booleans()) else None
                answer = {"value": value, "known_by": known} if known else value
                answers.setdefault(person, {})[f"{one.section}.{one.data['id']}"] = answer
    ties = {
        adult: {
            **ADULTS[adult],
            "to": {c: t for c, t in ADULTS[adult]["to"].items() if c in children},
        }
        for adult in adults
    }
    return {
        "on": "2026-03-02",
        "level": str(draw(st.integers(2, 5))),
        "children": {child: CHILDREN[child] for child in children},
        "adults": ties,
        "answers": answers,
    }


def values(one: Asked) -> SearchStrategy[Any]:
    """What may be typed: mostly what is an answer, sometimes what is none."""
    wrong: SearchStrategy[Any] = st.sampled_from((None, "", "nonsense", "7", "2026-02-31"))
    options = st.sampled_from(one.options or ["x"])
    match one.kind:
        case "choice" | "yes_no":
            right: SearchStrategy[Any] = options
        case "choices":
            right = st.lists(options, max_size=3, unique=True)
        case "number" | "scale":
            right = st.sampled_from(("0", "2", "2.5", "5", "6", "+1", "not_known", "11"))
        case "date":
            right = st.sampled_from((*DATES, "not_known"))
        case "list":
            said = list(one.data["fields"][0]["options"])
            row = st.fixed_dictionaries(
                {"id": st.just("a")},
                optional={
                    "said": st.sampled_from([*said, "nonsense", ""]),
                    "many": st.sampled_from(("1", "2.5", "x")),
                },
            )
            rows = st.lists(row, max_size=2)
            return rows.map(lambda found: [{**r, "id": f"r{n}"} for n, r in enumerate(found)])
        case _:
            right = st.sampled_from(("words", "not_known"))
    return st.one_of(right, right, right, wrong)
