# ruff: noqa: ANN401, C901, S105 - values are of any type, a token is a word, and short beats split.
"""Conditions, judged a second time from the language's contract alone: taken apart at each asking.

What a name stands for, and who is there, is found out by whoever asks.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

Truth = bool | None
Scope = dict[str, Any]

TOKEN = re.compile(r"\d{4}-\d\d-\d\d|\d+(?:\.\d+)?|[a-z][a-z0-9_.]*|[<>!]=|[^\s]")
WORDS_AFTER_IS = {"not", "one", "known", "answered", "before", "after"}
SOURCES = ("seen", "child", "parent", "agency", "record")


def tokens_of(text: str) -> list[str]:
    """Split a condition; option ids are marked with a quote, because they may be any word."""
    found = TOKEN.findall(text)
    marked: list[str] = []
    in_options = False
    for number, word in enumerate(found):
        before = marked[-1] if marked else ""
        two = marked[-2:]
        option = False
        if word == "(" and two in (["one", "of"], ["any", "of"], ["all", "of"], ["known", "by"]):
            in_options = True
        elif word == ")" and in_options:
            in_options = False
        elif in_options:
            option = word != ","
        elif before == "is" or two == ["is", "not"]:
            option = word not in WORDS_AFTER_IS
        elif before == "includes":
            option = found[number + 1 : number + 2] != ["of"]
        marked.append("'" + word if option else word)
    return marked


def split_at(tokens: list[str], word: str) -> list[list[str]]:
    """Split at each `word` that stands outside all brackets."""
    parts: list[list[str]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token == "(") - (token == ")")
        if token == word and depth == 0:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def in_brackets(tokens: list[str]) -> bool:
    """Tell whether one pair of brackets stands around all of it."""
    if tokens[0] != "(":
        return False
    depth = 0
    for number, token in enumerate(tokens):
        depth += (token == "(") - (token == ")")
        if depth == 0:
            return number == len(tokens) - 1
    return False


class SlowConditions:
    """Says whether a condition is true; who inherits it knows the form and the answers."""

    def truth(self, condition: str | list[str], scope: Scope) -> Truth:
        tokens = tokens_of(condition) if isinstance(condition, str) else condition
        for word, decisive in (("or", True), ("and", False)):
            parts = split_at(tokens, word)
            if len(parts) > 1:
                truths = [self.truth(part, scope) for part in parts]
                if decisive in truths:
                    return decisive
                return None if None in truths else not decisive
        if tokens[0] == "not":
            value = self.truth(tokens[1:], scope)
            return None if value is None else not value
        if in_brackets(tokens):
            return self.truth(tokens[1:-1], scope)
        if tokens[0] in {"any", "every", "no"}:
            return self.quantified(tokens, scope)
        return self.compared(tokens, scope)

    def quantified(self, tokens: list[str], scope: Scope) -> Truth:
        truths = self.truths(tokens[1:], scope)
        if tokens[0] == "every":
            if False in truths:
                return False
            return None if None in truths else True
        any_one = True if True in truths else None if None in truths else False
        if tokens[0] == "any":
            return any_one
        return None if any_one is None else not any_one

    def truths(self, tokens: list[str], scope: Scope) -> list[Truth]:
        at = tokens.index("where")
        over, where = tokens[:at], tokens[at + 1 :]
        if over == ["child"]:
            scopes = [{**scope, "child": child} for child in self.children]
        elif over == ["other", "child"]:
            others = [child for child in self.children if child != scope["child"]]
            scopes = [{**scope, "child": child} for child in others]
        elif over == ["adult"]:
            scopes = [{**scope, "adult": adult} for adult in self.adults]
        else:
            rows = self.look(over[-1], scope)
            rows = rows if isinstance(rows, list) else []
            asked = self.question(self.whose(over[-1], scope)[0])
            scopes = [{**scope, "row": row, "row_fields": asked["fields"]} for row in rows]
        return [self.truth(where, one) for one in scopes]

    def compared(self, tokens: list[str], scope: Scope) -> Truth:
        if tokens == ["child.is_born"]:
            return self.born(scope["child"])
        if len(tokens) == 1:
            text, home = self.conditions[tokens[0]]
            return self.truth(text, {"home": home, "child": None, "adult": None, "row": None})
        for word, told in (("is", self.told_is), ("includes", self.told_includes)):
            parts = split_at(tokens, word)
            if len(parts) > 1:
                return told(parts[0], parts[1], scope)
        for sign in ("<=", ">=", "!=", "=", "<", ">"):
            parts = split_at(tokens, sign)
            if len(parts) > 1:
                return self.ordered(sign, *(self.number(part, scope) for part in parts))
        raise AssertionError(tokens)

    @staticmethod
    def ordered(sign: str, one: Any, other: Any) -> Truth:
        if one is None or other is None:
            return None
        signs: dict[str, Callable[[], bool]] = {
            "<": lambda: one < other,
            "<=": lambda: one <= other,
            ">": lambda: one > other,
            ">=": lambda: one >= other,
            "=": lambda: one == other,
            "!=": lambda: one != other,
        }
        return signs[sign]()

    def told_is(self, left: list[str], right: list[str], scope: Scope) -> Truth:
        negated = right[0] == "not"
        right = right[1:] if negated else right
        if right[0] in {"before", "after"}:
            sign = "<" if right[0] == "before" else ">"
            value = self.ordered(sign, self.day(left, scope), self.day(right[1:], scope))
            return (not value) if negated and value is not None else value
        value = self.look(left[0], scope)
        if right[0] == "answered":
            return (value is not None) is not negated
        if value is None:
            return None
        options = [token[1:] for token in right if token.startswith("'")]
        if right[0] == "known":
            return (self.known_by(left[0], scope) in options) is not negated
        return (value in options) is not negated

    def told_includes(self, left: list[str], right: list[str], scope: Scope) -> Truth:
        value = self.look(left[0], scope)
        if value is None:
            return None
        options = [token[1:] for token in right if token.startswith("'")]
        found = [option in value for option in options]
        return all(found) if right[0] == "all" else any(found)

    def known_by(self, name: str, scope: Scope) -> str | None:
        ref, person = self.whose(name, scope)
        return self.given(person, ref).get("known_by")

    def whose(self, name: str, scope: Scope) -> tuple[str, str]:
        ref = name if "." in name else f"{scope['home']}.{name}"
        asked = self.asked(ref)
        if asked == "family":
            return ref, "family"
        return ref, scope["child"] if asked == "each child" else scope["adult"]

    def look(self, name: str, scope: Scope) -> Any:
        if scope["row"] is not None and name in scope["row"]["fields"]:
            value = scope["row"]["fields"][name]
            return None if value == "INVALID" else value
        if name == "child.level":
            return self.level_of(scope["child"])
        if name == "child.age_months":
            return self.age_months(scope["child"])
        if name == "child.age_years":
            months = self.age_months(scope["child"])
            return None if months is None else months // 12
        if name.startswith("adult."):
            ties = self.adults[scope["adult"]].get("to", {})
            return ties.get(scope["child"], {}).get(name.removeprefix("adult."))
        ref, person = self.whose(name, scope)
        return self.value(person, ref)

    # Numbers and dates.

    def number(self, tokens: list[str], scope: Scope) -> Decimal | None:
        for signs in (("+", "-"), ("*",)):
            at = self.last_of(tokens, signs)
            if at is not None:
                one = self.number(tokens[:at], scope)
                other = self.number(tokens[at + 1 :], scope)
                if one is None or other is None:
                    return None
                return {"+": one + other, "-": one - other, "*": one * other}[tokens[at]]
        if in_brackets(tokens):
            return self.number(tokens[1:-1], scope)
        if re.fullmatch(r"\d+(\.\d+)?", tokens[0]):
            return Decimal(tokens[0])
        if tokens == ["level"]:
            return Decimal(self.level)
        if tokens[0] == "count":
            return Decimal(sum(value is True for value in self.truths(tokens[2:-1], scope)))
        if tokens[0] == "score":
            return self.score(tokens[2], scope)
        if tokens[0] == "days_since":
            day = self.day(tokens[2:-1], scope)
            return None if day is None else Decimal((self.on - day) // timedelta(days=1))
        value = self.look(tokens[0], scope)
        return Decimal(value) if isinstance(value, Decimal | int) else None

    @staticmethod
    def last_of(tokens: list[str], signs: tuple[str, ...]) -> int | None:
        depth, found = 0, None
        for at, token in enumerate(tokens):
            depth += (token == "(") - (token == ")")
            if depth == 0 and token in signs and at > 0:
                found = at
        return found

    def score(self, name: str, scope: Scope) -> Decimal | None:
        value = self.look(name, scope)
        chosen = value if isinstance(value, list) else [value]
        if value is None or "not_known" in chosen:
            return None
        options = self.options(name, scope)
        scores = [
            o.get("score", "0") if isinstance(o, dict) else "0" for o in map(options.get, chosen)
        ]
        return Decimal(sum(int(score) for score in scores))

    def options(self, name: str, scope: Scope) -> dict[str, Any]:
        if scope["row"] is not None and name in scope["row"]["fields"]:
            return next(f["options"] for f in scope["row_fields"] if f["id"] == name)
        ref = name if "." in name else f"{scope['home']}.{name}"
        return dict(self.question(ref)["options"])

    def day(self, tokens: list[str], scope: Scope) -> date | None:
        if tokens == ["today"]:
            return self.on
        if re.fullmatch(r"\d{4}-\d\d-\d\d", tokens[0]):
            return date.fromisoformat(tokens[0])
        value = self.look(tokens[0], scope)
        return value if isinstance(value, date) else None

    # The result.
