# ruff: noqa: ANN401, C901 - what is drawn is of any type, and each type has its own comparisons.
"""Random conditions for the properties of the language: about what a form asks, and whom."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

OPTIONS = ("red", "green", "no", "on", "any", "of")
DATES = ("2026-01-31", "2026-02-02", "2026-03-02", "2026-03-03")
SOURCES = ("seen", "child", "parent", "agency", "record")
CHILDREN: dict[str, dict[str, str]] = {
    "ann": {"name": "Ann", "date_of_birth": "2025-12-15"},
    "ben": {"name": "Ben", "due_date": "2026-05-01"},
    "cat": {"name": "Cat", "age_months": "24"},
    "dan": {"name": "Dan", "date_of_birth": "2026-03-20"},
}
ADULTS: dict[str, dict[str, Any]] = {
    "eve": {"name": "Eve", "to": {"ann": {"relationship": "mother", "lives_here": "yes"}}},
    "fay": {"name": "Fay", "to": {"cat": {"relationship": "not_known"}}},
}


@dataclass
class Asked:
    """A question and where it stands, as conditions may use it."""

    section: str
    asked: str
    data: dict[str, Any]

    @property
    def kind(self) -> str:
        return str(self.data["type"])

    @property
    def options(self) -> list[str]:
        own = ["yes", "no"] if self.kind == "yes_no" else list(self.data.get("options", {}))
        return [*own, "not_known"] if "not_known" in self.data else own


@dataclass
class Reach:
    """What a condition can use: earlier questions, named conditions, and who is in scope."""

    home: str | None
    pool: list[Asked]
    names: list[str] = field(default_factory=list)
    child: bool = False
    adult: bool = False
    row: Asked | None = None
    ranged: bool = False
    setter: bool = False  # child.level is not set by a later question

    def questions(self) -> list[Asked]:
        seen = {"family"} | ({"each child"} if self.child else set())
        seen |= {"each adult"} if self.adult else set()
        return [one for one in self.pool if one.asked in seen]

    def name(self, one: Asked) -> str:
        return one.data["id"] if one.section == self.home else f"{one.section}.{one.data['id']}"


def one_of(draw: DrawFn, items: Any) -> Any:
    return draw(st.sampled_from(list(items)))


@st.composite
def conditions(draw: DrawFn, reach: Reach, depth: int = 2) -> str:
    kind = one_of(draw, ("atom", "atom", "and", "or", "not", "people")) if depth else "atom"
    if kind in {"and", "or"}:
        parts = [draw(conditions(reach, depth - 1)) for _ in range(draw(st.integers(2, 3)))]
        # Without brackets, what binds tighter decides what belongs together.
        return f" {kind} ".join(parts) if draw(st.booleans()) else f"({f' {kind} '.join(parts)})"
    if kind == "not":
        return "not " + draw(conditions(reach, depth - 1))
    if kind == "people" and not reach.ranged:
        return draw(quantified(reach, depth - 1))
    return draw(atoms(reach))


@st.composite
def quantified(draw: DrawFn, reach: Reach, depth: int) -> str:
    lists = [one for one in reach.questions() if one.kind == "list"]
    overs = ["child", "adult", *(["other child"] if reach.child else [])]
    over = one_of(draw, [*overs, *lists])
    inner = Reach(**{**vars(reach), "ranged": True})
    if isinstance(over, Asked):
        inner.row, text = over, f"of {reach.name(over)}"
    else:
        inner.child = reach.child or over.endswith("child")
        inner.adult = reach.adult or over == "adult"
        text = over
    where = draw(conditions(inner, depth))
    if draw(st.booleans()):
        return f"{one_of(draw, ('any', 'every', 'no'))} {text} where ({where})"
    return f"count({text} where {where}) {one_of(draw, ('=', '>=', '<'))} {draw(st.integers(0, 2))}"


@st.composite
def atoms(draw: DrawFn, reach: Reach) -> str:
    makers = ["level"]
    makers += ["question"] * 5 if reach.questions() else []
    makers += ["name"] if reach.names else []
    makers += ["field"] * 4 if reach.row else []
    makers += ["child"] * 2 if reach.child else []
    makers += ["tie"] * 2 if reach.child and reach.adult else []
    match one_of(draw, makers):
        case "question":
            one = one_of(draw, reach.questions())
            return draw(about(one, reach.name(one), reach))
        case "name":
            return str(one_of(draw, reach.names))
        case "field":
            assert reach.row is not None
            data = one_of(draw, reach.row.data["fields"])
            return draw(about(Asked("", "", data), data["id"], reach))
        case "child":
            return str(
                one_of(
                    draw,
                    (
                        "child.is_born",
                        "child.age_months < 24",
                        "child.age_years >= 2",
                        "child.age_months is answered",
                        *(("child.level >= level", "child.level > 3") if reach.setter else ()),
                    ),
                )
            )
        case "tie":
            return str(
                one_of(
                    draw,
                    (
                        "adult.relationship is mother",
                        "adult.relationship is not not_known",
                        "adult.lives_here is one of (yes, sometimes)",
                        "adult.lives_here is answered",
                    ),
                )
            )
    return f"level {one_of(draw, ('<', '>=', '!='))} {draw(st.integers(2, 4))}"


@st.composite
def about(draw: DrawFn, one: Asked, name: str, reach: Reach) -> str:
    """A comparison of one question or field, by its type."""
    if draw(st.integers(0, 5)) == 0:
        return f"{name} is {one_of(draw, ('', 'not '))}answered"
    if one.data.get("how_known") and draw(st.integers(0, 2)) == 0:
        sources = ", ".join(draw(st.lists(st.sampled_from(SOURCES), min_size=1, max_size=2)))
        return f"{name} is {one_of(draw, ('', 'not '))}known by ({sources})"
    option = one_of(draw, one.options) if one.options else ""
    pair = (
        ", ".join(draw(st.lists(st.sampled_from(one.options), min_size=1, max_size=2)))
        if (one.options)
        else ""
    )
    match one.kind:
        case "choice" | "yes_no":
            forms = [f"{name} is {option}", f"{name} is not {option}", f"{name} is one of ({pair})"]
            forms.append(f"{name} is not one of ({pair})")
            if one.kind == "choice" and "." not in one.section:
                forms += [f"score({name}) >= 2", f"1 + score({name}) * 2 - 0.5 > level"]
        case "choices":
            forms = [f"{name} includes {option}", f"{name} includes any of ({pair})"]
            forms += [f"{name} includes all of ({pair})", f"score({name}) < 3"]
        case "number" | "scale" | "calculated":
            forms = [f"{name} {one_of(draw, ('<', '<=', '=', '!=', '>', '>='))} 2.5"]
            forms += [f"{name} + 1 > 3 * 1", f"2 <= {name}", f"({name} - 0.5) * 2 = 4"]
        case "date":
            day = one_of(draw, DATES)
            forms = [f"{name} is before {day}", f"{name} is after today"]
            forms += [f"days_since({name}) > 28", f"{name} is not before {day}"]
            dates = [o for o in reach.questions() if o.kind == "date"]
            if dates:
                forms.append(f"{name} is after {reach.name(one_of(draw, dates))}")
        case _:
            forms = [f"{name} is answered"]
    return str(one_of(draw, forms))
