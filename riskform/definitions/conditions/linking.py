"""Ties the names of a parsed condition to the form, and checks types and scope on the way."""

from dataclasses import dataclass, field, replace
from typing import Literal

from riskform.definitions.conditions import parsed as p
from riskform.definitions.conditions import tree as t
from riskform.definitions.conditions.naming import Scope, resolve_operand, resolve_subject
from riskform.definitions.conditions.operands import (
    PROPERTY_OPTIONS,
    name_of,
    no_number,
    number_written,
    real_date,
    remedy,
    value_kind,
)
from riskform.definitions.conditions.symbols import (
    EVERYTHING,
    SINGLE,
    AlreadyReported,
    Symbol,
    Symbols,
)
from riskform.definitions.conditions.tokens import ConditionError
from riskform.definitions.problems import Code, did_you_mean

# Nobody reads more mistakes of one condition, and each takes time to tell.
_MOST_MISTAKES = 20
SOURCES = ("seen", "child", "parent", "agency", "record")


@dataclass(slots=True)
class Linked:
    """The outcome of linking one text: the tree, or the mistakes; warnings either way."""

    tree: t.Tree | None = None
    errors: list[ConditionError] = field(default_factory=list)
    warnings: list[ConditionError] = field(default_factory=list)


def link(
    parsed: p.Parsed, symbols: Symbols, scope: Scope, wanted: Literal["condition", "number"]
) -> Linked:
    """Link a whole text; every mistake that can be told apart is in the result."""
    linker = _Linker(symbols, scope)
    result = Linked(warnings=linker.warnings)
    try:
        result.tree = linker.condition(parsed) if wanted == "condition" else linker.number(parsed)
    except _Several as several:
        result.errors.extend(several.errors)
    except ConditionError as error:
        result.errors.append(error)
    except AlreadyReported:
        pass
    return result


class _Several(Exception):
    def __init__(self, errors: list[ConditionError]) -> None:
        super().__init__("several mistakes")
        self.errors = errors


class _Linker:
    def __init__(self, symbols: Symbols, scope: Scope) -> None:
        self.symbols = symbols
        self.scope = scope
        self.warnings: list[ConditionError] = []

    # Conditions.

    def condition(  # noqa: C901 - one arm for each kind of condition.
        self, node: p.Parsed
    ) -> t.Condition:
        match node:
            case p.Junction(word, parts, _):
                return t.Join("and" if word == "and" else "or", self._all(parts))
            case p.Negation(inner, _):
                return t.Not(self.condition(inner))
            case p.Equality():
                return self._equality(node)
            case p.AnsweredText(subject, negated, _):
                return t.Answered(self._answerable(subject), negated)
            case p.KnownByText():
                return self._known_by(node)
            case p.Order():
                return self._order(node)
            case p.Quantifier(word, _, _, _) if word != "count":
                over, where = self._ranged(node)
                return t.Quantified(word, over, where)  # type: ignore[arg-type]  # count is excluded.
            case p.Word():
                return self._bare(node)
        do = "Compare it: with <, >, =, 'is' or 'includes'."
        raise ConditionError(node.offset, "wrong-type", "this is no condition.", do)

    def _all(self, parts: tuple[p.Parsed, ...]) -> tuple[t.Condition, ...]:
        linked: list[t.Condition] = []
        errors: list[ConditionError] = []
        silent = False
        for part in parts:
            if len(errors) >= _MOST_MISTAKES:
                break
            try:
                linked.append(self.condition(part))
            except _Several as several:
                errors.extend(several.errors)
            except ConditionError as error:
                errors.append(error)
            except AlreadyReported:
                silent = True
        if errors:
            raise _Several(errors)
        if silent:
            raise AlreadyReported
        return tuple(linked)

    def _bare(self, word: p.Word) -> t.Condition:
        if word.text == "child.is_born":
            self.scope.need("child", word)
            return t.IsBorn()
        if word.text in self.symbols.condition_names:
            tree = self.symbols.named(word.text)
            if tree is None:
                raise AlreadyReported
            return t.Named(word.text, tree)
        if "." not in word.text and not self.scope.knows(word.text, self.symbols):
            if EVERYTHING in self.symbols.condition_names:
                raise AlreadyReported
            what = f"{self.symbols.form} has no condition '{word.text}'."
            do = did_you_mean(word.text, self.symbols.condition_names)
            if not do.startswith("Did") and self.scope.questions_with_option(
                word.text, self.symbols
            ):
                do = "For one answer out of several, write 'is one of (…, …)'."
            raise ConditionError(word.offset, "unknown-condition", what, do)
        read = self._operand(word)
        do = f"Write '{word.text} is …', '{word.text} includes …' or '{word.text} is answered'."
        if isinstance(read, t.Ref | t.Field) and read.kind == "yes_no":
            do = f"Write '{word.text} is yes' or '{word.text} is no'."
        raise ConditionError(word.offset, "wrong-type", f"'{word.text}' is not compared.", do)

    def _equality(self, node: p.Equality) -> t.Condition:
        subject, symbol = self._choosable(node.subject)
        name = name_of(node.subject)
        self._require_options(node.options, name, symbol)
        chosen = tuple(dict.fromkeys(option.text for option in node.options))
        many = symbol.kind == "choices"
        if node.verb == "is":
            if many:
                do = f"'{name}' can have several answers: write '{name} includes …'."
                raise ConditionError(node.offset, "wrong-type", "'is' needs one answer.", do)
            return t.Is(subject, chosen, node.negated)
        if not many or isinstance(subject, t.Property):
            do = f"'{name}' has one answer: write '{name} is …'."
            raise ConditionError(node.offset, "wrong-type", "'includes' needs a list.", do)
        return t.Includes(subject, chosen, all_of=node.verb == "includes all")

    def _require_options(self, options: tuple[p.Word, ...], name: str, symbol: Symbol) -> None:
        errors: list[ConditionError] = []
        for option in options:
            if option.text in symbol.options or len(errors) >= _MOST_MISTAKES:
                continue
            what = f"'{option.text}' is not an option of {name}."
            elsewhere = self.scope.questions_with_option(option.text, self.symbols)
            code: Code = "option-of-another" if elsewhere else "unknown-option"
            otherwise = f"It is an option of {elsewhere}." if elsewhere else ""
            do = did_you_mean(option.text, symbol.options, otherwise)
            errors.append(ConditionError(option.offset, code, what, do))
        if errors:
            raise _Several(errors)

    def _choosable(self, node: p.Parsed) -> tuple[t.Ref | t.Field | t.Property, Symbol]:
        subject, symbol = resolve_subject(self._word(node, "a question"), self.scope, self)
        if isinstance(subject, t.Property):
            options = PROPERTY_OPTIONS.get(subject.name)
            if options is None:
                do = "Compare it with a number, as in 'child.age_months < 24'."
                what = f"'{name_of(node)}' has no options."
                raise ConditionError(node.offset, "wrong-type", what, do)
            return subject, Symbol("choice", "family", options)
        if symbol.kind not in SINGLE | {"choices"} and not symbol.options:
            what = f"'{name_of(node)}' is a {symbol.kind.replace('_', ' ')} and has no options."
            raise ConditionError(node.offset, "wrong-type", what, remedy(symbol.kind))
        return subject, symbol

    def _answerable(self, node: p.Parsed) -> t.Ref | t.Field | t.Property:
        return resolve_subject(self._word(node, "a question"), self.scope, self)[0]

    def _word(self, node: p.Parsed, wanted: str) -> p.Word:
        if not isinstance(node, p.Word):
            raise ConditionError(node.offset, "wrong-type", f"{wanted} is expected here.", "")
        return node

    def _known_by(self, node: p.KnownByText) -> t.Condition:
        word = self._word(node.subject, "a question")
        subject, symbol = resolve_subject(word, self.scope, self)
        if not isinstance(subject, t.Ref) or not symbol.how_known:
            what = f"'{word.text}' does not record how it is known."
            do = "Give the question 'how_known: true'."
            raise ConditionError(node.offset, "not-how-known", what, do)
        for source in node.sources:
            if source.text not in SOURCES:
                what = f"'{source.text}' is no way of knowing."
                do = did_you_mean(source.text, SOURCES)
                raise ConditionError(source.offset, "unknown-option", what, do)
        return t.KnownBy(subject, tuple(s.text for s in node.sources), node.negated)

    # Comparisons of numbers and dates.

    def _order(self, node: p.Order) -> t.Condition:
        left, right = self._operand(node.left), self._operand(node.right)
        kinds = (value_kind(left), value_kind(right))
        if node.sign in {"before", "after"}:
            for side, kind in zip((node.left, node.right), kinds, strict=True):
                if kind != "date":
                    do = "Compare a date question with a date, 'today' or another date question."
                    raise ConditionError(side.offset, "wrong-type", "this is no date.", do)
            return t.Compare("<" if node.sign == "before" else ">", left, right)
        for side, kind in zip((node.left, node.right), kinds, strict=True):
            if kind != "number":
                raise no_number(side, kind)
        return t.Compare(node.sign, left, right)

    def number(self, node: p.Parsed) -> t.Operand:
        operand = self._operand(node)
        kind = value_kind(operand)
        if kind != "number":
            raise no_number(node, kind)
        return operand

    def _operand(self, node: p.Parsed) -> t.Operand:
        match node:
            case p.NumberText(text, offset):
                return t.Number(number_written(text, offset))
            case p.DateText(text, offset):
                return t.Day(real_date(text, offset))
            case p.Word():
                return resolve_operand(node, self.scope, self)
            case p.Sum(first, rest, _):
                return t.Arithmetic(
                    self.number(first), tuple((sign, self.number(part)) for sign, part in rest)
                )
            case p.Call():
                return self._call(node)
            case p.Quantifier("count", _, _, _):
                return t.Count(*self._ranged(node))
        do = "Use 'and', 'or' and 'not' to join conditions."
        raise ConditionError(node.offset, "wrong-type", "a number is expected here.", do)

    def _call(self, node: p.Call) -> t.Operand:
        subject, symbol = resolve_subject(node.name, self.scope, self)
        if isinstance(subject, t.Property):
            do = f"Write a question inside {node.function}(…)."
            raise ConditionError(node.name.offset, "wrong-type", "this is no question.", do)
        if node.function == "score":
            if symbol.kind not in {"choice", "choices"}:
                what = f"'{node.name.text}' has no scores."
                do = "Only questions of type choice or choices have scores."
                raise ConditionError(node.name.offset, "wrong-type", what, do)
            return t.Score(subject, symbol.scores)
        if symbol.kind != "date":
            what = f"'{node.name.text}' is no date."
            raise ConditionError(node.name.offset, "wrong-type", what, "Use a date question.")
        return t.DaysSince(subject)

    # Quantifiers.

    def _ranged(self, node: p.Quantifier) -> tuple[t.Domain, t.Condition]:
        if self.scope.inside_quantifier:
            what = f"'{node.word}' stands inside another any, every, no or count."
            do = "Give one of the two a name under 'conditions:'."
            raise ConditionError(node.offset, "nested", what, do)
        domain, scope = self._domain(node.over)
        outside, self.scope = self.scope, scope
        try:
            return domain, self.condition(node.where)
        finally:
            self.scope = outside

    def _domain(self, over: p.Word) -> tuple[t.Domain, Scope]:
        inner = replace(self.scope, inside_quantifier=True)
        if over.text == "child":
            return t.Domain("child"), replace(inner, child=True)
        if over.text == "adult":
            return t.Domain("adult"), replace(inner, adult=True)
        if over.text == "other child":
            if not self.scope.child:
                what = "'other child' needs a child to be other than."
                do = "Use it in a section that is asked for each child, or write 'child'."
                raise ConditionError(over.offset, "out-of-scope", what, do)
            return t.Domain("other child"), inner
        subject, symbol = resolve_subject(over, self.scope, self)
        if not isinstance(subject, t.Ref) or symbol.kind != "list":
            what = f"'{over.text}' is no list."
            do = "Write child, other child, adult, or 'of' and a question of type list."
            raise ConditionError(over.offset, "wrong-type", what, do)
        return t.Domain("items", subject), replace(inner, row=symbol.fields)
