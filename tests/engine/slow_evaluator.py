# ruff: noqa: ANN401, C901 - values are of any type, a token is a word, and short beats split.
"""The language, written a second time from its contract alone: slow, short, and without a plan.

Nothing of riskform is used here. Conditions stay text and are taken apart each time they are
asked; what an answer means is found by asking for everything it depends on, again and again.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from tests.engine.slow_conditions import (
    Scope,
    SlowConditions,
    tokens_of,
)


class Slow(SlowConditions):
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
