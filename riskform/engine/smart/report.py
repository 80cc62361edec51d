"""The SMART check of items that come from elsewhere, as `riskform smart` prints it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from riskform.definitions.smart_rules import SmartRules
from riskform.engine.case import Child
from riskform.engine.plan import Action, Outcome
from riskform.engine.smart.checking import check_action, check_outcome
from riskform.engine.smart.context import Advice, Context
from riskform.engine.smart.judging import Hit, Judged, advice_on
from riskform.engine.smart.plan_rules import (
    actions_of_one_parent,
    actions_on_one_day,
    copied_outcomes,
)
from riskform.engine.smart.text import words
from riskform.engine.smart.vocabulary import Vocabulary, vocabulary
from riskform.engine.uk_dates import parse_uk_date

_LETTERS = "SMART"


@dataclass(frozen=True, slots=True)
class _Item:
    """An item as an outcome with one action and its own facts; both are named by the place."""

    given_id: object
    outcome: Outcome
    action: Action
    context: Context


def smart_report(
    rules: SmartRules,
    items: Iterable[Mapping[str, object]],
    review_weeks: Mapping[int, int] | None = None,
) -> list[dict[str, object]]:
    """Return for each item `{"id", "letters", "rules": [{"rule", "letter", "strength", ...}]}`.

    An item may hold `id, children, level, outcome, baseline, measure, action, owner, due,
    contingency, assessed_on, next_review`. `review_weeks` is the review limit of each level.
    Items are judged together only where they share a child. A rule stands once for each item, at
    its strongest; letters come in the order S, M, A, R, T.
    """
    vocab = vocabulary(rules)
    read = [_read(at, item, review_weeks or {}, vocab) for at, item in enumerate(items)]
    together = _hits_between(read, vocab)
    return [_line(item, _advice(rules, item, together, vocab)) for item in read]


def _read(
    at: int, item: Mapping[str, object], review_weeks: Mapping[int, int], vocab: Vocabulary
) -> _Item:
    text = {key: _text(value) for key, value in item.items()}
    given = text.get
    level = _level(given("level", ""))
    names = [name for name in _names(item.get("children")) if not vocab.is_blank(name)]
    children = tuple(Child(id=" ".join(words(name)), name=name) for name in names)
    action = Action(str(at), given("action", ""), given("owner", ""), given("due", ""))
    outcome = Outcome(
        id=str(at),
        child_id="",
        what=given("outcome", ""),
        now=given("baseline", ""),
        measure=given("measure", ""),
        by=given("due", ""),
        if_not=given("contingency", ""),
        actions=(action,),
    )
    context = Context(
        level=level,
        children=children,
        assessed_on=parse_uk_date(given("assessed_on", "")),
        next_review=parse_uk_date(given("next_review", "")),
        review_weeks=None if level is None else review_weeks.get(level),
    )
    return _Item(item.get("id"), outcome, action, context)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _level(text: str) -> int | None:
    digits = [word for word in words(text) if word.isdecimal()]
    return int(digits[0][:3]) if digits else None


def _names(children: object) -> list[str]:
    if isinstance(children, Mapping):
        name = children.get("name")
        return [str(name)] if name is not None else [str(key) for key in children]
    if isinstance(children, Sequence) and not isinstance(children, str):
        return [name for child in children for name in _names(child)]
    text = _text(children).replace(";", ",").replace(" and ", ",")
    return [name.strip() for name in text.split(",") if name.strip()]


def _hits_between(items: Sequence[_Item], vocab: Vocabulary) -> dict[str, list[Hit]]:
    """Return by item the rules that it breaks together with others that share a child."""
    by_child: dict[str, list[_Item]] = {}
    for item in items:
        for child in {child.id for child in item.context.children}:
            by_child.setdefault(child, []).append(item)
    hits: dict[str, list[Hit]] = {}
    for related in by_child.values():
        actions = [item.action for item in related]
        broken = {
            "A3": actions_of_one_parent(actions, Context(), vocab),
            "R3": copied_outcomes([(item.outcome, item.context) for item in related], vocab),
            "T4": _on_one_day(related, vocab),
        }
        for rule, ids in broken.items():
            for item_id in ids:
                hits.setdefault(item_id, []).append(Hit(rule, ""))
    return hits


def _on_one_day(related: Sequence[_Item], vocab: Vocabulary) -> frozenset[str]:
    reviews = {item.context.next_review for item in related}
    return frozenset().union(
        *(
            actions_on_one_day(
                [item.action for item in related if item.context.next_review == review],
                review,
                vocab,
            )
            for review in reviews
        )
    )


def _advice(
    rules: SmartRules, item: _Item, together: Mapping[str, list[Hit]], vocab: Vocabulary
) -> list[Advice]:
    judged = Judged(item.action.id, item.context.level, vocab.any_subject, {})
    return [
        *check_outcome(rules, item.outcome, item.context),
        *check_action(rules, item.action, item.context),
        *advice_on(together.get(item.action.id, ()), judged, vocab),
    ]


def _line(item: _Item, advice: Sequence[Advice]) -> dict[str, object]:
    strongest: dict[str, Advice] = {}
    for found in advice:
        known = strongest.get(found.rule)
        if known is None or (known.strength == "advises" and found.strength == "blocks"):
            strongest[found.rule] = found
    letters = {found.letter for found in strongest.values()}
    return {
        "id": item.given_id,
        "letters": [letter for letter in _LETTERS if letter in letters],
        "rules": [
            {
                "rule": found.rule,
                "letter": found.letter,
                "strength": found.strength,
                "message": found.message,
            }
            for found in strongest.values()
        ],
    }
