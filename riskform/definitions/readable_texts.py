"""Every text of a definitions folder that somebody has to read, and where it stands.

What is read in one go is one text: a label with its hint, what a finding says with what to do. The
options of a question are one text, each of them a sentence. Names of census factors are left out,
because their wording is not the author's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from riskform.definitions.bank import read_bank
from riskform.definitions.problems import Place
from riskform.definitions.shapes import FieldShape, FindingShape, QuestionShape, SectionShape
from riskform.definitions.source import Path, Source, read_source

_SENTENCE_ENDS = (".", "?", "!", ":", ";")


@dataclass(frozen=True, slots=True)
class ReadableText:
    """One text, `{child}` and the like still in it; `what` tells which: `sleep.day, options`.

    `group` is the section, or "guidance", under which it is counted.
    """

    place: Place
    group: str
    what: str
    text: str


def readable_texts(files: Mapping[str, bytes | str]) -> tuple[ReadableText, ...]:
    """Return the texts of every section and all guidance in `files` that can be read, in order."""
    bank = read_bank(files, None)
    found: list[ReadableText] = []
    for written in bank.sections.values():
        found += _Texts(written.source, written.shape.section).of_section(written.shape)
    for topic, guidance in bank.guidance.items():
        source, _ = read_source(bank.guidance_files[topic], files[bank.guidance_files[topic]])
        found += _Texts(source, "guidance").one(("text",), topic, guidance.text)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Texts:
    """Gives the texts of one file."""

    source: Source
    group: str

    def one(self, path: Path, what: str, *parts: str | None) -> Iterator[ReadableText]:
        """Yield the parts that there are as one text, each of them ended like a sentence."""
        text = " ".join(_ended(part) for part in parts if part)
        if text:
            yield ReadableText(self.source.place(path), self.group, what, text)

    def of_section(self, section: SectionShape) -> Iterator[ReadableText]:
        """Yield the texts of a section and of everything in it."""
        yield from self.one(("why",), self.group, section.why)
        for index, question in enumerate(section.questions):
            yield from self._question(("questions", index), question)
        for number, finding in enumerate(section.findings):
            yield from self._finding(("findings", number), finding)

    def _question(self, path: Path, question: QuestionShape) -> Iterator[ReadableText]:
        yield from self._asked(path, f"{self.group}.{question.id}", question)
        what = f"{self.group}.{question.id}"
        for index, wording in enumerate(question.wording):
            label, hint = wording.label or question.label, wording.hint or question.hint
            yield from self.one((*path, "wording", index), f"{what}, wording", label, hint)
        for index, check in enumerate(question.check):
            yield from self.one((*path, "check", index), f"{what}, check", check.message)
        for key in ("not_known", "if_blank"):
            unclear = getattr(question, key)
            if unclear:
                yield from self.one((*path, key), f"{what}, {key}", unclear.says, unclear.do)
        for index, field in enumerate(question.fields or ()):
            yield from self._asked((*path, "fields", index), f"{what}.{field.id}", field)
        for number, finding in enumerate(question.findings):
            yield from self._finding((*path, "findings", number), finding)

    def _asked(
        self, path: Path, what: str, asked: QuestionShape | FieldShape
    ) -> Iterator[ReadableText]:
        yield from self.one((*path, "label"), what, asked.label, asked.hint)
        yield from self.one((*path, "why"), f"{what}, why", asked.why)
        options = [one.label for one in (asked.options or {}).values() if not one.cin_factor]
        ends = [end for end in (asked.low, asked.high) if end]
        yield from self.one((*path, "options"), f"{what}, options", *options, *ends)

    def _finding(self, path: Path, finding: FindingShape) -> Iterator[ReadableText]:
        what = f"{self.group}.{finding.id}"
        yield from self.one((*path, "says"), what, finding.says, finding.do)
        if finding.draft is not None:
            draft = finding.draft
            said = (draft.outcome, draft.measure, draft.action, draft.if_not)
            yield from self.one((*path, "draft"), f"{what}, draft", *said)


def _ended(text: str) -> str:
    text = text.strip()
    return text if text.endswith(_SENTENCE_ENDS) else f"{text}."
