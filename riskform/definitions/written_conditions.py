"""Every condition of a folder as its author wrote it, with its place, by what it decides.

What it decides is written as authors speak of it: `sleep show_if`, `sleep.plan show_if`,
`sleep.plan wording 1`, `sleep.plan check 1`, `sleep.plan value`, `sleep.sofa when`; and, for the
findings that nobody wrote, `sleep.plan if_blank` and `sleep.plan not_known`. A named condition is
`someone_uses (section substance)`, or `someone_uses (form home_visit)`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from riskform.definitions.bank import Bank, read_bank
from riskform.definitions.problems import Place
from riskform.definitions.shapes import FindingShape, QuestionShape, SectionShape
from riskform.definitions.source import Path


@dataclass(frozen=True, slots=True)
class WrittenCondition:
    """A condition's text (what a blank says, for those) and where it stands."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class WrittenConditions:
    """Every condition that was written, by what it decides."""

    deciding: Mapping[str, WrittenCondition] = field(default_factory=dict)

    def text(self, what: str) -> str | None:
        """Return the condition that decides `what` on one line, or None where none is written."""
        written = self.deciding.get(what)
        return " ".join(written.text.split()) if written else None

    def named(self, form: str, sections: Iterable[str], name: str) -> tuple[str, str | None]:
        """Return what a named condition of a form is called here, and its section, if any.

        Where a section of the form and the form itself say the same, it is the section's.
        """
        for section in sections:
            what = _in_section(name, section)
            if what in self.deciding:
                return what, section
        return _in_form(name, form), None


def written_conditions(files: Mapping[str, bytes | str]) -> WrittenConditions:
    """Return the conditions of every section and form in `files` that can be read."""
    return conditions_of_bank(read_bank(files, None))


def conditions_of_bank(bank: Bank) -> WrittenConditions:
    """Return the conditions of every section, agency and form that was read."""
    deciding: dict[str, WrittenCondition] = {}
    for written in bank.sections.values():
        for what, path, text in _of_section(written.shape):
            deciding[what] = WrittenCondition(written.source.place(path), text)
    for overlay in bank.overlays.values():
        for addition in overlay.additions.values():
            for what, path, text in _of_section(addition.written.shape):
                deciding[what] = WrittenCondition(addition.written.source.place(path), text)
    for form, (source, shape) in bank.forms.items():
        for name, text in shape.conditions.items():
            place = source.place(("conditions", name))
            deciding[_in_form(name, form)] = WrittenCondition(place, text)
    return WrittenConditions(deciding)


def _in_section(name: str, section: str) -> str:
    return f"{name} (section {section})"


def _in_form(name: str, form: str) -> str:
    return f"{name} (form {form})"


Found = Iterator[tuple[str, Path, str]]


def _of_section(section: SectionShape) -> Found:
    for name, text in section.conditions.items():
        yield _in_section(name, section.section), ("conditions", name), text
    if section.show_if is not None:
        yield f"{section.section} show_if", ("show_if",), section.show_if
    for index, question in enumerate(section.questions):
        path: Path = ("questions", index)
        yield from _of_question(f"{section.section}.{question.id}", path, question)
        yield from _of_findings(section, (*path, "findings"), question.findings)
    yield from _of_findings(section, ("findings",), section.findings)


def _of_question(ref: str, path: Path, question: QuestionShape) -> Found:
    for key in ("show_if", "value"):
        text = getattr(question, key)
        if text is not None:
            yield f"{ref} {key}", (*path, key), text
    for index, wording in enumerate(question.wording):
        yield f"{ref} wording {index + 1}", (*path, "wording", index, "when"), wording.when
    for index, check in enumerate(question.check):
        yield f"{ref} check {index + 1}", (*path, "check", index, "that"), check.that
    for key in ("not_known", "if_blank"):
        unclear = getattr(question, key)
        if unclear is not None:
            yield f"{ref} {key}", (*path, key), unclear.says


def _of_findings(section: SectionShape, path: Path, findings: tuple[FindingShape, ...]) -> Found:
    for index, finding in enumerate(findings):
        yield f"{section.section}.{finding.id} when", (*path, index, "when"), finding.when
