"""Shapes and linked conditions to the model: one function for each thing that a form holds."""

from collections.abc import Mapping
from dataclasses import dataclass

from riskform.definitions.building import Conditions, Written, scope_of
from riskform.definitions.conditions.naming import Scope
from riskform.definitions.conditions.symbols import ASKS
from riskform.definitions.conditions.tree import Ask, Condition
from riskform.definitions.conditions.words import NOT_KNOWN
from riskform.definitions.durations import working_days
from riskform.definitions.model import (
    Check,
    Draft,
    FindingRule,
    Guidance,
    ListField,
    Option,
    Question,
    Section,
    Unclear,
    Wording,
)
from riskform.definitions.shapes import (
    DraftShape,
    FieldShape,
    FindingShape,
    QuestionShape,
    UnclearShape,
)
from riskform.definitions.source import Path, Source

_YES_NO = (Option("yes", "Yes"), Option("no", "No"))
_NOT_KNOWN = Option(NOT_KNOWN, "Not known")


@dataclass(frozen=True, slots=True)
class Assembler:
    """Assembles the sections of one form; conditions with problems are left out of the result."""

    conditions: Conditions
    guidance: Mapping[str, Guidance]

    def section(self, written: Written) -> Section:
        """Return the linked section."""
        shape, source = written.shape, written.source
        scope = scope_of(shape)
        questions = tuple(
            self._question(source, ("questions", index), question, scope, shape.section)
            for index, question in enumerate(shape.questions)
        )
        findings = [
            self._finding(source, ("questions", index, "findings", n), finding, scope, question.id)
            for index, question in enumerate(shape.questions)
            for n, finding in enumerate(question.findings)
        ]
        findings += [
            self._finding(source, ("findings", n), finding, scope, None)
            for n, finding in enumerate(shape.findings)
        ]
        return Section(
            id=shape.section,
            title=shape.title,
            ask=ASKS[shape.ask],
            questions=questions,
            findings=tuple(rule for rule in findings if rule is not None),
            why=shape.why,
            show_if=self._if(source, ("show_if",), shape.show_if, scope),
        )

    def _if(self, source: Source, path: Path, text: str | None, scope: Scope) -> Condition | None:
        return None if text is None else self.conditions.condition(source, path, text, scope)

    def _question(
        self, source: Source, path: Path, shape: QuestionShape, scope: Scope, section: str
    ) -> Question:
        value = None
        if shape.value is not None:
            value = self.conditions.number(source, (*path, "value"), shape.value, scope)
        ask: Ask = "child" if scope.child else "adult" if scope.adult else "family"
        return Question(
            id=shape.id,
            section=section,
            ask=ask,
            label=shape.label,
            type=shape.type,
            hint=shape.hint,
            why=shape.why,
            source=shape.source,
            required=shape.required,
            how_known=shape.how_known,
            guidance=self.guidance.get(shape.guidance or ""),
            show_if=self._if(source, (*path, "show_if"), shape.show_if, scope),
            options=options_of(shape),
            allows_not_known=shape.not_known is not None or NOT_KNOWN in (shape.options or {}),
            not_known=_unclear(shape.not_known),
            if_blank=_unclear(shape.if_blank),
            unit=shape.unit,
            min=shape.min,
            max=shape.max,
            low=shape.low,
            high=shape.high,
            not_after_today=shape.not_after is not None,
            value=value,
            fields=tuple(_field(field) for field in shape.fields or ()),
            wording=self._wordings(source, path, shape, scope),
            checks=self._checks(source, path, shape, scope),
            carry_forward=shape.carry_forward,
            sets_child_level=shape.sets is not None,
            was=shape.was,
            confidential_from=shape.confidential_from,
            private_to=shape.private_to,
        )

    def _wordings(
        self, source: Source, path: Path, shape: QuestionShape, scope: Scope
    ) -> tuple[Wording, ...]:
        linked = (
            (self._if(source, (*path, "wording", index, "when"), wording.when, scope), wording)
            for index, wording in enumerate(shape.wording)
        )
        return tuple(Wording(when, w.label, w.hint) for when, w in linked if when is not None)

    def _checks(
        self, source: Source, path: Path, shape: QuestionShape, scope: Scope
    ) -> tuple[Check, ...]:
        linked = (
            (self._if(source, (*path, "check", index, "that"), check.that, scope), check)
            for index, check in enumerate(shape.check)
        )
        return tuple(Check(that, check.message) for that, check in linked if that is not None)

    def _finding(
        self, source: Source, path: Path, shape: FindingShape, scope: Scope, question: str | None
    ) -> FindingRule | None:
        when = self.conditions.condition(source, (*path, "when"), shape.when, scope)
        if when is None:
            return None
        return FindingRule(
            id=shape.id,
            kind=shape.kind,
            when=when,
            says=shape.says,
            do=shape.do,
            within=working_days(shape.within) if shape.within else None,
            question=question,
            cin_factor=shape.cin_factor,
            tags=shape.tags,
            source=shape.source,
            contact=shape.contact,
            draft=_draft(shape.draft),
        )


def options_of(shape: QuestionShape | FieldShape) -> tuple[Option, ...]:
    """Return the options in order, Not known last where the question has it."""
    if shape.type == "yes_no":
        own: tuple[Option, ...] = _YES_NO
    else:
        own = tuple(
            Option(name, o.label, o.score, o.none_of_these, o.cin_factor, o.family_copy)
            for name, o in (shape.options or {}).items()
        )
    adds = isinstance(shape, QuestionShape) and shape.not_known is not None
    return (*own, _NOT_KNOWN) if adds and NOT_KNOWN not in (shape.options or {}) else own


def _unclear(shape: UnclearShape | None) -> Unclear | None:
    if shape is None:
        return None
    within = working_days(shape.within) if shape.within else None
    return Unclear(shape.says, shape.do, within, shape.contact)


def _draft(shape: DraftShape | None) -> Draft | None:
    if shape is None:
        return None
    return Draft(shape.outcome, shape.measure, shape.action, shape.if_not or "")


def _field(shape: FieldShape) -> ListField:
    return ListField(
        id=shape.id,
        label=shape.label,
        type=shape.type,
        hint=shape.hint,
        required=shape.required,
        options=options_of(shape),
        unit=shape.unit,
        min=shape.min,
        max=shape.max,
        low=shape.low,
        high=shape.high,
        not_after_today=shape.not_after is not None,
    )
