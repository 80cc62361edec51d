"""What can be wrong with one question: keys that its type needs or can't use, options, texts."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from riskform.definitions.cin_factors import cin_factor_problems
from riskform.definitions.conditions.words import RESERVED_OPTIONS, is_id
from riskform.definitions.levels import sets_a_level
from riskform.definitions.problems import Problem, did_you_mean
from riskform.definitions.question_shapes import ROLES
from riskform.definitions.shapes import AskedOf, FieldShape, OptionShape, QuestionShape
from riskform.definitions.source import Path, Source
from riskform.definitions.texts import (
    FILLED_IN,
    duplicates,
    id_problem,
    placeholder_problems,
    within_problem,
)

_WITH_OPTIONS = frozenset({"choice", "choices"})
# The keys that mean something for some types only, and those types.
_ONLY_FOR = {
    "min": ("number",),
    "max": ("number",),
    "unit": ("number", "scale", "calculated"),
    "low": ("scale",),
    "high": ("scale",),
    "not_after": ("date",),
}
_NOT_CALCULATED = ("required", "how_known", "not_known", "if_blank", "check", "carry_forward")


@dataclass(frozen=True, slots=True)
class QuestionChecker:
    """Checks the question at `path`, in a section that is asked of `asked`."""

    source: Source
    path: Path
    asked: AskedOf
    topics: Collection[str]

    def problems(self, question: QuestionShape, *, whole: bool) -> Iterator[Problem]:
        """Yield the problems of the question; what it lacks only where it could be read whole."""
        bad = id_problem(self.source, (*self.path, "id"), question.id, "question")
        if bad:
            yield bad
        yield from self._askable(self.path, question, whole=whole)
        if whole:
            yield from self._needs(question)
        yield from self._names(question)
        yield from self._unclear(question)
        yield from self._wordings(question)
        yield from self._fields(question, whole=whole)

    def _askable(
        self, path: Path, asked: QuestionShape | FieldShape, *, whole: bool
    ) -> Iterator[Problem]:
        for key in ("label", "hint", "why", "low", "high", "unit"):
            if getattr(asked, key) is not None:
                yield from self._text((*path, key), getattr(asked, key))
        if whole:
            yield from self._options_needed(path, asked)
        for name, option in (asked.options or {}).items():
            yield from self._option(path, asked, name, option)
        # Of a type that was misspelled nobody knows what is its own.
        known = self.source.written((*path, "type")) == asked.type
        for key, types in _ONLY_FOR.items():
            if known and getattr(asked, key) is not None and asked.type not in types:
                yield self._not_for(path, key, asked.type, " or ".join(types))
        if asked.min is not None and asked.max is not None and asked.min > asked.max:
            do = "Write the smaller number as 'min'."
            yield self.source.problem((*path, "min"), "min-over-max", "min is over max.", do)

    def _options_needed(self, path: Path, asked: QuestionShape | FieldShape) -> Iterator[Problem]:
        if asked.type in _WITH_OPTIONS and not asked.options:
            what = f"the {asked.type} question '{asked.id}' has no options."
            do = "Add 'options:' with an id and a label for each."
            yield self.source.problem(path, "no-options", what, do)
        if asked.type not in _WITH_OPTIONS and asked.options is not None:
            yield self._not_for(path, "options", asked.type, "choice or choices")

    def _option(
        self, path: Path, asked: QuestionShape | FieldShape, name: str, option: OptionShape
    ) -> Iterator[Problem]:
        where = (*path, "options", name)
        if not is_id(name):
            what = f"'{name[:60]}' is no id of an option."
            do = "Use small letters, digits and _, with a letter first."
            yield self.source.problem(where, "bad-id", what, do, key=True)
        elif name in RESERVED_OPTIONS:
            what = f"'{name}' can't be told from a word of the condition language after 'is'."
            yield self.source.problem(where, "reserved-id", what, "Use another id.", key=True)
        if "{" in option.label:
            written_long = self.source.has((*where, "label"))
            yield from self._text((*where, "label") if written_long else where, option.label)
        yield from cin_factor_problems(self.source, (*where, "cin_factor"), option.cin_factor)
        if option.none_of_these and asked.type != "choices":
            yield self._not_for(where, "none_of_these", asked.type, "choices")
        if option.family_copy:
            yield from self._family_copy((*where, "family_copy"), asked)

    def _family_copy(self, path: Path, asked: QuestionShape | FieldShape) -> Iterator[Problem]:
        """Yield a warning where nobody's copy can follow the answer."""
        if isinstance(asked, FieldShape):
            what = "'family_copy' does nothing in a field of a list."
            do = "Ask it in a question of its own, or take it out."
        elif asked.private_to or asked.confidential_from:
            what = "'family_copy' does nothing here: the family's copy must not tell this answer."
            do = "Take it out, or let the family know the answer."
        else:
            return
        yield self.source.problem(path, "key-for-other-type", what, do, key=True, warning=True)

    def _not_for(self, path: Path, key: str, kind: str, right: str) -> Problem:
        what = f"'{key}' does nothing for a question of type {kind}."
        do = f"Take it out, or use the type {right}."
        where = (*path, key)
        return self.source.problem(where, "key-for-other-type", what, do, key=True, warning=True)

    def _needs(self, question: QuestionShape) -> Iterator[Problem]:
        for kind, key in (("calculated", "value"), ("list", "fields")):
            given = getattr(question, key)
            if question.type == kind and not given:
                what = f"the {kind} question '{question.id}' has no '{key}'."
                yield self.source.problem(self.path, "missing-key", what, f"Add '{key}:'.")
            if question.type != kind and given:
                yield self._not_for(self.path, key, question.type, kind)
        if question.type == "calculated":
            for key in _NOT_CALCULATED:
                if getattr(question, key):
                    yield self._not_for(self.path, key, "calculated", "of what people answer")
        if question.sets and not (self.asked == "each child" and sets_a_level(question)):
            what = "this question can't set child.level."
            do = "Use a number, or a choice with scores 1 to 5, in a section asked of each child."
            yield self.source.problem((*self.path, "sets"), "wrong-type", what, do)

    def _names(self, question: QuestionShape) -> Iterator[Problem]:
        if question.guidance and question.guidance not in self.topics:
            what = f"there is no guidance '{question.guidance}'."
            do = did_you_mean(question.guidance, self.topics, "Write guidance/<topic>.yaml first.")
            yield self.source.problem((*self.path, "guidance"), "unknown-guidance", what, do)
        if question.was and not all(is_id(part) for part in question.was.split(".", 1)):
            what = f"'{question.was[:60]}' was no id of a question."
            do = "Write the id that the question had before."
            yield self.source.problem((*self.path, "was"), "bad-id", what, do)
        for role in question.private_to:
            if role not in ROLES:
                what = f"there is no role '{role[:60]}', so nobody who has it can be shown this."
                path, do = (*self.path, "private_to"), did_you_mean(role, ROLES)
                yield self.source.problem(path, "unknown-role", what, do, warning=True)

    def _unclear(self, question: QuestionShape) -> Iterator[Problem]:
        for key in ("not_known", "if_blank"):
            unclear = getattr(question, key)
            if unclear is None:
                continue
            path = (*self.path, key)
            written_long = self.source.has((*path, "says"))
            yield from self._text((*path, "says") if written_long else path, unclear.says)
            yield from self._text((*path, "do"), unclear.do)
            yield from within_problem(self.source, (*path, "within"), unclear.within)

    def _wordings(self, question: QuestionShape) -> Iterator[Problem]:
        for index, wording in enumerate(question.wording):
            path = (*self.path, "wording", index)
            yield from self._text((*path, "label"), wording.label)
            yield from self._text((*path, "hint"), wording.hint)
            if wording.label is None and wording.hint is None:
                what = "this wording changes neither the label nor the hint."
                yield self.source.problem(path, "missing-key", what, "Add 'label:' or 'hint:'.")
        for index, check in enumerate(question.check):
            yield from self._text((*self.path, "check", index, "message"), check.message)

    def _fields(self, question: QuestionShape, *, whole: bool) -> Iterator[Problem]:
        ids: list[tuple[str, Path]] = [("id", ())]
        for index, one in enumerate(question.fields or ()):
            path = (*self.path, "fields", index)
            bad = id_problem(self.source, (*path, "id"), one.id, "field")
            if bad:
                yield bad
            yield from self._askable(path, one, whole=whole)
            ids.append((one.id, (*path, "id")))
        yield from duplicates(self.source, "field", ids, f"'{question.id}'")

    def _text(self, path: Path, text: str | None) -> Iterator[Problem]:
        return placeholder_problems(self.source, path, text, FILLED_IN[self.asked])
