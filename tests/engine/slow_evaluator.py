# ruff: noqa: ANN401, C901, S105 - values are of any type, a token is a word, and short beats split.
"""The language, written a second time from its contract alone: slow, short, and without a plan.

Nothing of riskform is used here. Conditions stay text and are taken apart each time they are
asked; what an answer means is found by asking for everything it depends on, again and again.
"""

import re
from collections.abc import Callable, Iterator
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


class Slow:
    def __init__(
        self, form: dict[str, Any], sections: list[dict[str, Any]], case: dict[str, Any]
    ) -> None:
        self.sections = {s["section"]: s for s in sections if s["section"] in form["sections"]}
        self.left_out = {s["section"]: s for s in sections}
        self.conditions: dict[str, tuple[str, str | None]] = {}
        for section in self.sections.values():
            for name, text in section.get("conditions", {}).items():
                self.conditions[name] = (text, section["section"])
        for name, text in form.get("conditions", {}).items():
            self.conditions[name] = (text, None)
        self.on = date.fromisoformat(case["on"])
        self.level = int(case["level"])
        self.children: dict[str, Any] = case.get("children", {})
        self.adults: dict[str, Any] = case.get("adults", {})
        self.answers: dict[str, Any] = case.get("answers", {})
        self.tried: dict[tuple[str, str], Any] = {}

    # The form.

    def people(self, asked: str) -> list[str]:
        return {
            "family": ["family"],
            "each child": list(self.children),
            "each adult": list(self.adults),
        }[asked]

    def questions(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for section in self.sections.values():
            for question in section["questions"]:
                yield f"{section['section']}.{question['id']}", question

    def question(self, ref: str) -> dict[str, Any]:
        return dict(self.questions())[ref]

    def asked(self, ref: str) -> str:
        return str(self.left_out[ref.partition(".")[0]].get("ask", "family"))

    def own_scope(self, ref: str, person: str) -> Scope:
        asked = self.asked(ref)
        home = ref.partition(".")[0]
        return {
            "home": home,
            "child": person if asked == "each child" else None,
            "adult": person if asked == "each adult" else None,
            "row": None,
        }

    # Answers.

    def shown(self, person: str, ref: str) -> bool:
        section = self.sections[ref.partition(".")[0]]
        scope = self.own_scope(ref, person)
        for text in (section.get("show_if"), self.question(ref).get("show_if")):
            if text is not None and self.truth(text, scope) is not True:
                return False
        return True

    def given(self, person: str, ref: str) -> dict[str, Any]:
        answer = (self.answers.get(person) or {}).get(ref)
        if isinstance(answer, dict) and set(answer) <= {"value", "known_by", "known_on"}:
            return answer
        return {"value": answer}

    def value(self, person: str, ref: str) -> Any:
        """What conditions see: nothing where hidden, blank, invalid or left out."""
        if (person, ref) in self.tried:
            return self.tried[person, ref]
        if ref.partition(".")[0] not in self.sections or not self.shown(person, ref):
            return None
        question = self.question(ref)
        if question["type"] == "calculated":
            return self.number(tokens_of(question["value"]), self.own_scope(ref, person))
        value = self.read(question, self.given(person, ref)["value"])
        if value is None or value == "INVALID" or self.fails_a_check(person, ref, value):
            return None
        return value

    def is_invalid(self, person: str, ref: str) -> bool:
        question = self.question(ref)
        if question["type"] == "calculated" or not self.shown(person, ref):
            return False
        value = self.read(question, self.given(person, ref)["value"])
        if value is None:
            return False
        return value == "INVALID" or self.fails_a_check(person, ref, value)

    def fails_a_check(self, person: str, ref: str, value: Any) -> bool:
        scope = self.own_scope(ref, person)
        self.tried[person, ref] = value
        try:
            checks = self.question(ref).get("check", [])
            return any(self.truth(check["that"], scope) is False for check in checks)
        finally:
            del self.tried[person, ref]

    def read(self, question: dict[str, Any], raw: Any) -> Any:
        """Return a value, None for a blank, or INVALID."""
        if raw is None or raw == [] or (isinstance(raw, str) and not raw.strip()):
            return None
        kind = question["type"]
        options = list(question.get("options", {}))
        if kind == "yes_no":
            options = ["yes", "no"]
        if "not_known" in question:
            options.append("not_known")
        if raw in ("not_known", ["not_known"]) and "not_known" in options:
            return ["not_known"] if kind == "choices" else "not_known"
        if kind in {"choice", "yes_no"}:
            return raw if raw in options else "INVALID"
        if kind == "choices":
            return self.read_several(question, raw, options)
        if kind in {"number", "scale"}:
            return self.read_number(question, raw)
        if kind == "date":
            return self.read_date(question, raw)
        if kind == "list":
            return [self.read_row(question, row) for row in raw]
        return raw

    def read_several(self, question: dict[str, Any], raw: Any, options: list[str]) -> Any:
        chosen = raw if isinstance(raw, list) else [raw]
        if any(one not in options for one in chosen):
            return "INVALID"
        alone = {"not_known"} | {
            name
            for name, option in question["options"].items()
            if isinstance(option, dict) and option.get("none_of_these") == "true"
        }
        if len(set(chosen)) > 1 and alone & set(chosen):
            return "INVALID"
        return chosen

    def read_number(self, question: dict[str, Any], raw: Any) -> Any:
        if not re.fullmatch(r"[+-]?\d+(\.\d+)?", str(raw)):
            return "INVALID"
        number = Decimal(str(raw))
        if question["type"] == "scale":
            return number if number in range(11) and str(raw).isdigit() else "INVALID"
        if number < Decimal(question.get("min", "-1e9")) or number > Decimal(
            question.get("max", "1e9")
        ):
            return "INVALID"
        return number

    def read_date(self, question: dict[str, Any], raw: Any) -> Any:
        try:
            day = date.fromisoformat(raw)
        except ValueError:
            return "INVALID"
        return "INVALID" if "not_after" in question and day > self.on else day

    def read_row(self, question: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
        fields = {
            field["id"]: self.read(field, row.get(field["id"])) for field in question["fields"]
        }
        return {"id": row["id"], "fields": fields}

    # People.

    def born(self, child: str) -> bool:
        about = self.children[child]
        if "date_of_birth" in about:
            return date.fromisoformat(about["date_of_birth"]) <= self.on
        return "age_months" in about

    def age_months(self, child: str) -> int | None:
        about = self.children[child]
        if not self.born(child):
            return None
        if "date_of_birth" not in about:
            return int(about["age_months"])
        start, months = date.fromisoformat(about["date_of_birth"]), 0
        while self.is_reached(start, months + 1):
            months += 1
        return months

    def is_reached(self, start: date, months: int) -> bool:
        """Tell whether the same day of the month, so many months later, is reached."""
        years, month = divmod(start.month - 1 + months, 12)
        later = (start.year + years, month + 1, start.day)
        return later <= (self.on.year, self.on.month, self.on.day)

    def level_of(self, child: str) -> int:
        for ref, question in self.questions():
            if question.get("sets") == "child.level":
                value = self.value(child, ref)
                if value is None or value == "not_known":
                    return self.level
                if isinstance(value, Decimal):
                    return int(value) if value in range(1, 6) else self.level
                option = question["options"][value]
                score = int(option.get("score", "0")) if isinstance(option, dict) else 0
                return score if score in range(1, 6) else self.level
        return self.level

    # Conditions.

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

    def result(self) -> dict[str, Any]:
        asked, missing, invalid, findings = [], [], [], []
        values = {}
        for ref, question in self.questions():
            for person in self.people(self.asked(ref)):
                if not self.shown(person, ref):
                    continue
                at = f"{person}/{ref}"
                asked.append(at)
                value = self.value(person, ref)
                if question["type"] == "calculated":
                    if value is not None:
                        values[at] = value
                    continue
                if self.is_invalid(person, ref):
                    invalid.append(at)
                if value is None and question.get("required") == "true":
                    missing.append(at)
                for row in value if question["type"] == "list" and isinstance(value, list) else []:
                    bad, lacking = self.in_row(question, row)
                    invalid += [f"{at}[{row['id']}].{name}" for name in bad]
                    missing += [f"{at}[{row['id']}].{name}" for name in lacking]
                if value is None and "if_blank" in question:
                    findings.append(f"{at}.if_blank")
                if value in ("not_known", ["not_known"]) and "not_known" in question:
                    findings.append(f"{at}.not_known")
        findings += self.raised()
        return {
            "asked": sorted(asked),
            "missing": sorted(missing),
            "invalid": sorted(invalid),
            "findings": sorted(findings),
            "values": values,
        }

    @staticmethod
    def in_row(question: dict[str, Any], row: dict[str, Any]) -> tuple[list[str], list[str]]:
        fields = row["fields"]
        bad = [name for name, value in fields.items() if value == "INVALID"]
        required = [f["id"] for f in question["fields"] if f.get("required") == "true"]
        return bad, [name for name in required if fields[name] in (None, "INVALID")]

    def raised(self) -> Iterator[str]:
        for child, about in self.children.items():
            if "age_months" in about and "date_of_birth" not in about:
                yield f"{child}/people.age_not_known"
        for section in self.sections.values():
            rules = [*section.get("findings", [])]
            for question in section["questions"]:
                rules += question.get("findings", [])
            for person in self.people(section.get("ask", "family")):
                scope = self.own_scope(f"{section['section']}.x", person)
                text = section.get("show_if")
                if text is not None and self.truth(text, scope) is not True:
                    continue
                for rule in rules:
                    if self.truth(rule["when"], scope) is True:
                        yield f"{person}/{section['section']}.{rule['id']}"
