"""A form of 1,000 required questions, and the same case for everybody who is measured with it.

`root` is a yes or no question. Of the others 250 stand in a chain (the first shows if `root` is
yes, each later one if the one before it is), 250 fan out (each shows if `root` is yes), and 499
are always asked. All are answered, the root with yes; after it is turned to no, the root and the
499 are all that a right result shows. A chain that is not followed to its end shows 749.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from riskform.engine.case import FAMILY, Answer, Case, Child

QUESTIONS, CHAINED, FANNED_OUT = 1000, 250, 250
SHOWN_WHEN_TURNED = QUESTIONS - CHAINED - FANNED_OUT
ON = date(2026, 3, 2)
OPTIONS = {"often": "Often", "seldom": "Seldom", "never": "Never"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: `needs` is the name of the question that must be answered yes, or None."""

    name: str
    label: str
    needs: str | None
    options: tuple[str, ...]

    @property
    def answer(self) -> str:
        """Return what is answered in the case that is measured."""
        return self.options[0]


def asked() -> Iterator[Asked]:
    """Yield the questions in reading order; chain, fan and plain questions take turns."""
    yield Asked("root", "Does anybody in this family smoke?", None, ("yes", "no"))
    for number in range(1, CHAINED + 1):
        needs = f"chain_{number - 1}" if number > 1 else "root"
        yield Asked(f"chain_{number}", f"Is link {number} there?", needs, ("yes", "no"))
        yield Asked(f"fan_{number}", f"How often is case {number} met?", "root", tuple(OPTIONS))
        for name in (f"plain_{2 * number - 1}", f"plain_{2 * number}"):
            if name != "plain_500":
                yield Asked(name, f"How often does {name} happen?", None, tuple(OPTIONS))


def in_pages(pages: int) -> list[list[Asked]]:
    """Return the questions in `pages` parts of the same length."""
    every = list(asked())
    size = len(every) // pages
    return [every[start : start + size] for start in range(0, len(every), size)]


def refs(pages: int) -> dict[str, str]:
    """Return `section.question` of each question by its name."""
    return {
        one.name: f"page_{number}.{one.name}"
        for number, page in enumerate(in_pages(pages), start=1)
        for one in page
    }


def definition(pages: int = 25, ask: str = "family") -> dict[str, str]:
    """Return the YAML files of the form `large`, by path, as an author would write them."""
    names = [f"page_{number}" for number in range(1, pages + 1)]
    ref = refs(pages)
    files = {
        f"sections/{name}.yaml": "\n".join(_section(name, page, ref, ask)) + "\n"
        for name, page in zip(names, in_pages(pages), strict=True)
    }
    form = ["form: large", "version: 1", "title: Large", "about: family", "levels: [2, 3]"]
    files["large/form.yaml"] = "\n".join([*form, f"sections: [{', '.join(names)}]", "plan: none\n"])
    return files


def _section(name: str, page: list[Asked], ref: dict[str, str], ask: str) -> Iterator[str]:
    yield from (f"section: {name}", f"title: Part {name[5:]}", f"ask: {ask}", "questions:")
    for one in page:
        yes_no = len(one.options) == 2  # noqa: PLR2004 - yes and no.
        yield f"  - id: {one.name}"
        yield f"    label: {one.label}"
        yield f"    type: {'yes_no' if yes_no else 'choice'}"
        yield "    required: true"
        if one.needs:
            yield f"    show_if: {ref[one.needs]} is yes"
        if not yes_no:
            yield f"    options: {{{', '.join(f'{k}: {v}' for k, v in OPTIONS.items())}}}"


def answers(root: str) -> dict[str, str]:
    """Return every answer by the name of its question, with `root` for the root."""
    return {**{one.name: one.answer for one in asked()}, "root": root}


def case(given: dict[str, str], pages: int = 25) -> Case:
    """Return the case of a family with these answers, by name of the question."""
    ref = refs(pages)
    return Case(ON, 3, answers={f"{FAMILY}/{ref[name]}": Answer(v) for name, v in given.items()})


def household(people: int, given: dict[str, str], pages: int = 25) -> Case:
    """Return a family in which all of `people` children have these answers."""
    ref = refs(pages)
    children = tuple(Child(f"c{n}", f"Child {n}", age_months=30) for n in range(people))
    return Case(
        ON,
        3,
        children,
        answers={f"{c.id}/{ref[name]}": Answer(v) for c in children for name, v in given.items()},
    )
