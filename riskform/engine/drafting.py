"""Words to start a plan from: the draft of a finding for one child, and whether drafts are SMART.

What it is like now is never drafted: it is what somebody has seen. Nor is who does it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from riskform.definitions.bank import Bank
from riskform.definitions.drafts import WrittenDraft, drafts_in
from riskform.definitions.model import Draft
from riskform.definitions.problems import Problem
from riskform.definitions.smart_rules import SmartRules
from riskform.engine.case import Adult, Child
from riskform.engine.plan import Action, Outcome
from riskform.engine.smart import Advice, Context, check_action, check_outcome

_PLACEHOLDER = re.compile(r"\{(?:child|adult)\}")
_CHILD, _ADULT = Child("child", "Kit"), Adult("adult", "Dean")
_TEXTS = {"what": "outcome", "measure": "measure", "if_not": "if_not"}


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft in words for one child. `by` and `due` are the days that are suggested, if any."""

    outcome: str
    measure: str
    action: str
    if_not: str = ""
    by: date | None = None
    due: date | None = None


def drafted(
    draft: Draft, child: str, adult: str, last_day: date | None, due: date | None
) -> Drafted:
    """Return `draft` for the child and the adult of these names.

    `last_day` is the end of the level's review limit, `due` the day by which the finding should be
    dealt with: the outcome is checked at the first, the action is done by the earlier of the two.
    """
    days = [day for day in (last_day, due) if day is not None]
    return Drafted(
        outcome=_named(draft.outcome, child, adult),
        measure=_named(draft.measure, child, adult),
        action=_named(draft.action, child, adult),
        if_not=_named(draft.if_not, child, adult),
        by=last_day,
        due=min(days, default=None) if due is not None else None,
    )


def _named(text: str, child: str, adult: str) -> str:
    """Fill the names in, in one pass, so that a name like a placeholder stays as it was typed."""
    names = {"{child}": child, "{adult}": adult}
    return _PLACEHOLDER.sub(lambda match: names[match[0]] or match[0], text)


def draft_problems(bank: Bank) -> tuple[Problem, ...]:
    """Return a warning for each rule that a draft in `bank` breaks, with made-up names in it.

    What a draft can't know breaks no rule: how it is now, who does it, by when. Without rules
    that can be read there is none.
    """
    rules = bank.smart_rules
    if rules is None:
        return ()
    return tuple(problem for one in drafts_in(bank) for problem in _problems(rules, one))


def _problems(rules: SmartRules, written: WrittenDraft) -> Iterator[Problem]:
    shape = written.draft
    draft = Draft(shape.outcome, shape.measure, shape.action, shape.if_not or "")
    for key, advice in _broken(rules, drafted(draft, _CHILD.name, _ADULT.name, None, None)):
        what = f"this breaks rule {advice.rule} of the SMART checks."
        path = (*written.path, key)
        yield written.source.problem(path, "draft-not-smart", what, advice.message, warning=True)


def _broken(rules: SmartRules, words: Drafted) -> Iterator[tuple[str, Advice]]:
    context = Context(children=(_CHILD,), adults=(_ADULT,))
    outcome = Outcome("", _CHILD.id, words.outcome, measure=words.measure, if_not=words.if_not)
    for advice in check_outcome(rules, outcome, context):
        if advice.field in _TEXTS and advice.rule != "C1":
            yield _TEXTS[advice.field], advice
    for advice in check_action(rules, Action("", words.action), context, _CHILD.id):
        if advice.field == "what":
            yield "action", advice
