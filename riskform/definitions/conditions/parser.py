"""The grammar of conditions: `not` binds tightest, then `and`, then `or`.

A small recursive descent, because after `is` and `includes` any word of the grammar may be an
option id, and because an author needs to be told what was expected, and where
(docs/adr/0002-our-own-parser.md).
"""

from collections.abc import Callable
from functools import lru_cache

from riskform.definitions.conditions import parsed as p
from riskform.definitions.conditions.tokens import ConditionError, Token, read_tokens
from riskform.definitions.conditions.words import RESERVED_OPTIONS

_DEEPEST = 40
_COMPARE = frozenset({"=", "!=", "<", "<=", ">", ">="})
_QUANTIFIERS = frozenset({"any", "every", "no"})
_NOT_A_NAME = frozenset("and or not is one of includes where other by every any no all".split())


@lru_cache(maxsize=2048)
def parse(text: str) -> p.Parsed:
    """Return the parsed condition or number; raise ConditionError at the first mistake.

    Many questions are shown by the same words; they are read once, as nothing parsed can change.
    """
    parser = _Parser(read_tokens(text))
    tree = parser.disjunction()
    parser.expect_end()
    return tree


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.position = 0
        self.depth = 0

    @property
    def next(self) -> Token:
        return self.tokens[self.position]

    def take(self) -> Token:
        token = self.tokens[self.position]
        if token.kind != "end":
            self.position += 1
        return token

    def at(self, *texts: str) -> bool:
        return self.next.kind in {"name", "sign"} and self.next.text in texts

    def accept(self, text: str) -> Token | None:
        return self.take() if self.at(text) else None

    def expect(self, text: str, do: str) -> Token:
        if not self.at(text):
            raise self.unexpected(do)
        return self.take()

    def unexpected(self, do: str) -> ConditionError:
        token = self.next
        found = "the condition ends too early" if token.kind == "end" else f"'{token.text}' stands"
        what = f"{found}{'' if token.kind == 'end' else ' where it has no meaning'}."
        return ConditionError(token.offset, "syntax", what, do)

    def expect_end(self) -> None:
        if self.next.kind != "end":
            do = "Join two conditions with 'and' or 'or', and close every bracket once."
            raise self.unexpected(do)

    def disjunction(self) -> p.Parsed:
        return self._joined("or", self.conjunction)

    def conjunction(self) -> p.Parsed:
        return self._joined("and", self.negation)

    def _joined(self, word: str, part: Callable[[], p.Parsed]) -> p.Parsed:
        start = self.next.offset
        parts = [part()]
        while self.accept(word):
            parts.append(part())
        return parts[0] if len(parts) == 1 else p.Junction(word, tuple(parts), start)

    def negation(self) -> p.Parsed:
        """Read `not …`, a quantifier, or one comparison: what a bare `where` takes."""
        self.depth += 1
        if self.depth > _DEEPEST:
            do = "Give a part of it a name under 'conditions:'."
            raise ConditionError(self.next.offset, "too-deep", "this is nested too deeply.", do)
        try:
            if self.at("not"):
                offset = self.take().offset
                return p.Negation(self.negation(), offset)
            if self.at(*_QUANTIFIERS):
                return self.quantifier()
            return self.comparison()
        finally:
            self.depth -= 1

    def quantifier(self) -> p.Parsed:
        word = self.take()
        over = self._domain()
        self.expect("where", f"Write '{word.text} {over.text} where …'.")
        return p.Quantifier(word.text, over, self.negation(), word.offset)

    def count(self, word: Token) -> p.Parsed:
        over = self._domain()
        self.expect("where", f"Write 'count({over.text} where …)'.")
        where = self.disjunction()
        self.expect(")", "Close the bracket of 'count('.")
        return p.Quantifier("count", over, where, word.offset)

    def _domain(self) -> p.Word:
        do = "After it comes child, other child, adult, or 'of' and a list question."
        start = self.next.offset
        self.accept("of")
        if self.accept("other"):
            self.expect("child", "Only 'other child' is known.")
            return p.Word("other child", start)
        if self.next.kind != "name" or self.next.text in _NOT_A_NAME:
            raise self.unexpected(do)
        token = self.take()
        return p.Word(token.text, token.offset)

    def comparison(self) -> p.Parsed:
        left = self.sum()
        if self.at("is"):
            return self._after_is(left)
        if self.at("includes"):
            return self._after_includes(left)
        if self.at(*_COMPARE):
            sign = self.take()
            if sign.text == "=" and self.at("="):
                raise self.unexpected("Write 'is' before an option, and one '=' between numbers.")
            compared = p.Order(sign.text, left, self.sum(), sign.offset)
            if self.at(*_COMPARE):
                raise self.unexpected("Compare two things at a time, and join them with 'and'.")
            return compared
        return left

    def _after_is(self, left: p.Parsed) -> p.Parsed:
        offset = self.take().offset
        negated = self.accept("not") is not None
        if self.accept("answered"):
            return p.AnsweredText(left, negated, offset)
        if self.accept("one"):
            self.expect("of", "Write 'is one of (…)'.")
            return p.Equality("is", left, self._options(), negated, offset)
        if self.accept("known"):
            self.expect("by", "Write 'is known by (…)'.")
            return p.KnownByText(left, self._options(), negated, offset)
        for sign in ("before", "after"):
            if self.accept(sign):
                ordered = p.Order(sign, left, self.sum(), offset)
                return p.Negation(ordered, offset) if negated else ordered
        return p.Equality("is", left, (self._option(),), negated, offset)

    def _after_includes(self, left: p.Parsed) -> p.Parsed:
        offset = self.take().offset
        following = self.tokens[min(self.position + 1, len(self.tokens) - 1)].text
        if self.at("any", "all") and following == "of":
            verb = "includes all" if self.take().text == "all" else "includes"
            self.take()
            return p.Equality(verb, left, self._options(), negated=False, offset=offset)
        return p.Equality("includes", left, (self._option(),), negated=False, offset=offset)

    def _options(self) -> tuple[p.Word, ...]:
        self.expect("(", "Put the options in brackets: (one, two).")
        options = [self._option()]
        while self.accept(","):
            options.append(self._option())
        self.expect(")", "Close the bracket, with commas between the options.")
        return tuple(options)

    def _option(self) -> p.Word:
        token = self.next
        if token.kind != "name" or "." in token.text:
            raise self.unexpected("Write the id of an option here.")
        if token.text in RESERVED_OPTIONS:
            do = "Write 'not' in front: not (… includes …)." if token.text == "not" else ""
            raise self.unexpected(do or "Write the id of an option here.")
        self.take()
        return p.Word(token.text, token.offset)

    def sum(self) -> p.Parsed:
        return self._calculated(("+", "-"), self.product)

    def product(self) -> p.Parsed:
        return self._calculated(("*",), self.factor)

    def _calculated(self, signs: tuple[str, ...], part: Callable[[], p.Parsed]) -> p.Parsed:
        start = self.next.offset
        first = part()
        rest = []
        while self.at(*signs):
            sign = self.take()
            rest.append((sign.text, part()))
        return p.Sum(first, tuple(rest), start) if rest else first

    def factor(self) -> p.Parsed:
        token = self.next
        if token.kind == "number":
            return p.NumberText(self.take().text, token.offset)
        if token.kind == "date":
            return p.DateText(self.take().text, token.offset)
        if self.accept("-"):
            number = self.next
            if number.kind != "number":
                raise self.unexpected("Write a number after the minus sign.")
            self.take()
            return p.NumberText("-" + number.text, token.offset)
        if self.accept("("):
            inner = self.disjunction()
            self.expect(")", "Close the bracket.")
            return inner
        if token.kind != "name" or token.text in _NOT_A_NAME:
            raise self.unexpected("Write a question, a condition's name or a number here.")
        self.take()
        return self._call(token) if self.at("(") else p.Word(token.text, token.offset)

    def _call(self, token: Token) -> p.Parsed:
        if token.text not in {"count", "score", "days_since"}:
            self.position -= 1
            raise self.unexpected("Only score(…), days_since(…) and count(…) take brackets.")
        self.take()
        if token.text == "count":
            return self.count(token)
        if self.next.kind != "name":
            raise self.unexpected(f"Write one question inside {token.text}(…).")
        name = self.take()
        self.expect(")", f"Write one question inside {token.text}(…), and close the bracket.")
        return p.Call(token.text, p.Word(name.text, name.offset), token.offset)
