"""Every kind of problem explained: what it means, an example, how it is right, what to do."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from riskform.definitions.question_shapes import Shape
from riskform.definitions.shaping import shaped
from riskform.definitions.source import read_source

__all__ = ["PLACE", "ProblemPage", "problem_pages", "whole_page"]

PLACE = "▸"
"""Stands in a wrong example before the place that the message names."""

Where = Literal[
    "question",
    "condition",
    "finding",
    "form",
    "levels",
    "guidance",
    "contacts",
    "agency",
    "scenario",
    "file",
    "place",
    "size",
]
_IN_WORDS: Mapping[str, str] = {
    "question": "In a question",
    "condition": "In a condition",
    "finding": "In a finding",
    "form": "In a form",
    "levels": "In levels.yaml",
    "guidance": "In guidance",
    "contacts": "In contacts.yaml",
    "agency": "In a question that an agency adds",
    "scenario": "In a scenario",
    "file": "In any file",
    "place": "Where a file stands",
    "size": "In any file",
}
_BEGINNING = """\
# Every problem that `riskform check` knows

`riskform check` prints `file:line:column: code: what is wrong. What to do.`, and the line with a
caret under the place. `riskform check --why CODE` prints what stands here about that code. A
warning keeps no form from being used. The examples stand in a section that is asked of each child,
with the questions `night` (cot, sofa), `use` (several: beer, gin) and `seen_on` (a date), and the
condition `asleep`. ␛ and � stand for a character that can't be shown.
"""


class ProblemPage(Shape):
    """What there is to say about one code. `right_in` is where the right example stands."""

    means: str
    where: Where
    wrong: str
    right: str
    do: str
    right_in: Where | None = None

    def lines(self) -> Iterator[str]:
        """Yield the page in Markdown, without its heading."""
        yield f"{self.means} {self.do}"
        yield from _example(f"{_IN_WORDS[self.where]}, wrong", self.wrong.replace(PLACE, ""))
        place = f"{_IN_WORDS[self.right_in]}, right" if self.right_in else "Right"
        yield from _example(place, self.right)


class _Pages(Shape):
    pages: dict[str, ProblemPage]


@cache
def problem_pages() -> Mapping[str, ProblemPage]:
    """Return the page of every code, by code."""
    path = Path(__file__).with_name("why.yaml")
    source, problems = read_source(path.name, path.read_bytes())
    source.data = {"pages": source.data}
    pages, troubles = shaped(source, _Pages)
    if pages is None:
        raise ValueError("; ".join(str(one) for one in (*problems, *troubles)))
    return pages.pages


def whole_page() -> str:
    """Return docs/problems.md: every code with its page."""
    parts = [_BEGINNING]
    for code, page in problem_pages().items():
        parts += ["", f"## {code}", "", *page.lines()]
    return "\n".join(parts) + "\n"


def _example(title: str, text: str) -> Iterator[str]:
    yield from ("", f"{title}:", "", "```yaml", text.rstrip("\n"), "```")
