"""What one name in a condition means where it stands, and whether it is in reach there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from riskform.definitions.conditions import parsed as p
from riskform.definitions.conditions import tree as t
from riskform.definitions.conditions.symbols import Symbol, Symbols
from riskform.definitions.conditions.tokens import ConditionError
from riskform.definitions.problems import did_you_mean

CHILD_PROPERTIES = ("age_months", "age_years", "is_born", "level")
ADULT_PROPERTIES = ("relationship", "lives_here")


@dataclass(frozen=True, slots=True)
class Scope:
    """Who and what a condition can see: the home section, a child, an adult, a list's fields."""

    home: str | None
    child: bool = False
    adult: bool = False
    row: Mapping[str, Symbol] | None = None
    inside_quantifier: bool = False

    def need(self, who: Literal["child", "adult"], word: p.Word) -> None:
        """Raise ConditionError unless one `who` is in scope."""
        if getattr(self, who):
            return
        what = f"'{word.text}' needs one {who}, and no {who} is meant here."
        do = f"Say which: 'any {who} where …', 'every {who} where …' or 'no {who} where …'."
        raise ConditionError(word.offset, "out-of-scope", what, do)

    def knows(self, name: str, symbols: Symbols) -> bool:
        """Tell whether `name` is a field, a question of the home section, or a built-in word."""
        local = symbols.bank.get(self.home or "", {})
        return name in local or name in (self.row or {}) or name in {"level", "today"}

    def questions_with_option(self, option: str, symbols: Symbols) -> str:
        """Return the name of a question, this section's first, that has the option, or ''."""
        home = symbols.bank.get(self.home or "", {})
        found = [name for name, symbol in home.items() if option in symbol.options]
        found += [
            f"{section}.{name}"
            for section, questions in symbols.bank.items()
            if section in symbols.present and section != self.home
            for name, symbol in questions.items()
            if option in symbol.options
        ]
        return found[0] if found else ""


class Linker(Protocol):
    """What naming needs from the linker: the symbols, and where warnings are kept."""

    symbols: Symbols
    warnings: list[ConditionError]


def resolve_operand(word: p.Word, scope: Scope, linker: Linker) -> t.Operand:
    """Return what `word` means as something to compare; raise ConditionError."""
    if word.text == "level":
        return t.WorkedLevel()
    if word.text == "today":
        return t.Day(None)
    return resolve_subject(word, scope, linker)[0]


def resolve_subject(
    word: p.Word, scope: Scope, linker: Linker
) -> tuple[t.Ref | t.Field | t.Property, Symbol]:
    """Return the question, field or property that `word` names; raise ConditionError."""
    section, dot, name = word.text.partition(".")
    if section in {"child", "adult"}:
        return _property(word, section, name, scope), Symbol("property", "family", ())
    if not dot:
        if scope.row is not None and word.text in scope.row:
            symbol = scope.row[word.text]
            return t.Field(word.text, symbol.kind), symbol
        return _local(word, scope, linker.symbols)
    return _elsewhere(word, section, name, scope, linker)


def _property(word: p.Word, of: str, name: str, scope: Scope) -> t.Property:
    known = CHILD_PROPERTIES if of == "child" else ADULT_PROPERTIES
    if name not in known:
        what = f"'{word.text}' is not known of a person."
        do = did_you_mean(name, known) if name else f"Write {of}.{known[0]}, for example."
        if of == "child" and name == "age":
            # To name only the nearest would turn years into months, and nothing would tell.
            do = "Write 'child.age_years' or 'child.age_months'."
        raise ConditionError(word.offset, "unknown-property", what, do)
    if name == "is_born":
        do = "Write 'child.is_born' or 'not child.is_born' alone."
        raise ConditionError(word.offset, "wrong-type", "'child.is_born' is not compared.", do)
    scope.need("child", word)
    if of == "adult":
        scope.need("adult", word)
        return t.Property("adult", name)
    return t.Property("child", name)


def _local(word: p.Word, scope: Scope, symbols: Symbols) -> tuple[t.Ref, Symbol]:
    home = symbols.bank.get(scope.home or "", {})
    symbol = symbols.question(scope.home or "", word.text)
    if symbol is not None:
        return _ref(word, scope.home or "", word.text, symbol, scope, present=True)
    what = f"there is no question '{word.text}'" + (" in this section." if scope.home else " here.")
    elsewhere = [s for s, qs in symbols.bank.items() if word.text in qs and s in symbols.present]
    if word.text in symbols.condition_names:
        do = f"'{word.text}' is a condition: write it alone, or after 'not'."
    elif elsewhere:
        do = f"Write '{elsewhere[0]}.{word.text}'."
    elif any(word.text in symbol.options for symbol in home.values()):
        do = f"It is an option: write 'is {word.text}', without a sign such as =."
    else:
        do = did_you_mean(word.text, home, "Write it as section.question.")
    raise ConditionError(word.offset, "unknown-question", what, do)


def _elsewhere(
    word: p.Word, section: str, name: str, scope: Scope, linker: Linker
) -> tuple[t.Ref, Symbol]:
    symbols = linker.symbols
    symbol = symbols.question(section, name)
    if section not in symbols.bank:
        what = f"there is no section '{section}'."
        do = did_you_mean(section, symbols.bank)
        raise ConditionError(word.offset, "unknown-section", what, do)
    if symbol is None:
        what = f"section '{section}' has no question '{name}'."
        do = did_you_mean(name, symbols.bank[section])
        raise ConditionError(word.offset, "unknown-question", what, do)
    present = section in symbols.present
    if not present:
        what = f"{symbols.form} leaves out section '{section}': '{word.text}' is never answered."
        do = "Add the section to the form, or leave it if that is meant."
        linker.warnings.append(ConditionError(word.offset, "left-out-section", what, do))
    return _ref(word, section, name, symbol, scope, present=present)


def _ref(
    word: p.Word, section: str, name: str, symbol: Symbol, scope: Scope, *, present: bool
) -> tuple[t.Ref, Symbol]:
    if symbol.ask == "child":
        scope.need("child", word)
    if symbol.ask == "adult":
        scope.need("adult", word)
    return t.Ref(f"{section}.{name}", symbol.ask, symbol.kind, present), symbol
