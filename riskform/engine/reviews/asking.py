"""What a review of one outcome still lacks: a message for each field, in the order of the page.

A message begins with the question that it is about, and says what to do.
"""

from collections.abc import Callable, Iterator
from datetime import date

from riskform.engine.days import day_in_words
from riskform.engine.reasons import refused, says_something
from riskform.engine.reviews.amounts import Amount
from riskform.engine.reviews.asked import Asked, action_changes, changes
from riskform.engine.reviews.given import ActionGiven
from riskform.engine.reviews.judging import read_value
from riskform.engine.reviews.model import EVIDENCE, NEXT, PROGRESS, STATES
from riskform.engine.reviews.standing import ActionNow, kept_unchanged
from riskform.engine.uk_dates import parse_uk_date

_SHOWN = 60  # characters of an outcome that a message quotes
Wrong = Iterator[tuple[str, str]]


def lacking(asked: Asked) -> dict[str, str]:
    """Return a message for each field that a review still lacks or has wrong."""
    messages: dict[str, str] = {}
    for rule in _RULES:
        for field, message in rule(asked):
            messages.setdefault(field, message)
    return messages


def short(text: str) -> str:
    """Return the beginning of an outcome's words, to name it in a message."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else plain[:_SHOWN].rsplit(" ", 1)[0] + "…"


def _value(asked: Asked) -> Wrong:
    given, measure = asked.given, asked.measure
    if not measure.counted:
        if not given.words.strip():
            yield "words", f"What is it like for {asked.child} now: write what was seen or said."
        return
    if not given.value.strip():
        if given.progress != "cannot_tell":
            do = f"write it in {measure.unit}, or choose Cannot tell below."
            yield "value", f"What is the measure now: {do}"
        return
    read = read_value(given.value, measure)
    if not isinstance(read, Amount):
        told = _VALUE_TROUBLES[read].format(
            unit=measure.unit, like=measure.good_enough, value=given.value.strip()[:_SHOWN]
        )
        yield "value", f"What is the measure now, for “{short(asked.now.what)}”: {told}"


_VALUE_TROUBLES = {
    "none": "write one number in {unit}, such as {like}.",
    "several": "write one number only, such as {like}. More can be said in words below.",
    "unit": "“{value}” is in another unit. Write it in {unit}, or change how this outcome is"
    " measured first.",
    "of": "write how many of how many, such as {like}.",
    "not_of": "write one number in {unit}, such as {like}, and not how many of how many.",
    "above": "the first number can't be more than the second, and the second can't be 0.",
}


def _measured_on(asked: Asked) -> Wrong:
    day = parse_uk_date(asked.given.measured_on)
    if day is None:
        yield "measured", _no_day("When was this", asked.given.measured_on)
    elif day > asked.today:
        yield "measured", "When was this: the day can't be in the future."
    elif day < asked.not_before:
        first = day_in_words(asked.not_before)
        yield "measured", f"When was this: write {first} or a later day. An earlier one is kept."


def _progress(asked: Asked) -> Wrong:
    if asked.given.progress not in PROGRESS:
        yield "progress", f"Is it better for {asked.child}: choose one of the answers."


def _evidence(asked: Asked) -> Wrong:
    if not asked.given.evidence or not {*asked.given.evidence} <= {*EVIDENCE}:
        yield "evidence", "How do you know: tick each way in which this is known."


def _differs(asked: Asked) -> Wrong:
    word, says = asked.given.progress, asked.computed
    if says and word in {"better", "same", "worse"} and word != says and not _why(asked, "differs"):
        numbers = {"better": "better", "same": "the same", "worse": "worse"}[says]
        told = f"the numbers say {numbers} and you say {PROGRESS[word].lower()}. Both are kept."
        yield _no_reason(asked, "differs", f"Why your word differs: {told} Say why.")


def _done(asked: Asked) -> Wrong:
    if asked.given.progress == "done" and not asked.good_enough and not _why(asked, "done"):
        told = f"good enough is {asked.now.agreed.measure.strip() or 'not written down'}."
        yield _no_reason(asked, "done", f"Why it is done: {told} Say why it is done all the same.")


def _unclear(asked: Asked) -> Wrong:
    given = asked.given
    cannot = given.progress == "cannot_tell"
    if not cannot and given.evidence != ("parent",):
        return
    because = "nobody can tell yet" if cannot else "only a parent has said so"
    if not asked.names_one(given.finds_out):
        told = f"Who finds out: {because}, so it is unclear. Name one person."
        yield "finds_out", told + _not_one(given.finds_out)
    yield from _later("find_out_by", "Find out by when", given.find_out_by, asked.today)


def _next(asked: Asked) -> Wrong:
    given = asked.given
    if given.next not in NEXT:
        yield "next", "What now: choose one of the answers."
    if given.next == "close":
        if given.by and parse_uk_date(given.by) is None:
            yield "by", _no_day("When will we check again", given.by)
        if given.progress != "done" and not asked.good_enough and not _why(asked, "close"):
            told = "Why it is closed: good enough is not reached. Say why."
            yield _no_reason(asked, "close", told)
    elif given.next in NEXT:
        yield from _same_again(asked)
        yield from _new_day(asked)
    same_day = parse_uk_date(given.by) == parse_uk_date(asked.now.by)
    if given.next == "change" and same_day and not changes(asked):
        yield "what", "What will be different: change the outcome, its day, or an action."
    if given.next == "keep" and (given.what, given.if_not) != (asked.now.what, asked.now.if_not):
        yield "next", "What now: you changed the words of the outcome, so choose Change."


def _same_again(asked: Asked) -> Wrong:
    """Ask for a change or a reason: the same twice, or kept twice and not better (R4)."""
    if asked.given.next != "keep" or _why(asked, "same") or changes(asked):
        return
    last = asked.now.last
    same = asked.given.progress == "same" and last is not None and last.progress == "same"
    kept = kept_unchanged(
        asked.now.reviews
    ) + 1 >= asked.unchanged_reviews and asked.given.progress not in {
        "better",
        "done",
    }
    if same or kept:
        told = "it is the same twice running" if same else "it is carried on unchanged again"
        do = f"Why nothing changes: {told}. Change something, or say why not."
        yield _no_reason(asked, "same", do)


def _new_day(asked: Asked) -> Wrong:
    day = parse_uk_date(asked.given.by)
    if day is None and asked.given.by:
        yield "by", _no_day("When will we check again", asked.given.by)
    elif day is None or day <= asked.today:
        yield "by", "When will we check again: write a day after today."


def _words(asked: Asked) -> Wrong:
    """Refuse other words for the outcome that say nothing; where there are none, it stands."""
    given, now = asked.given, asked.now
    for field, question, typed, stands in (
        ("what", "What will be different: write what people will see", given.what, now.what),
        ("if_not", "What to do if it has not changed: write it", given.if_not, now.if_not),
    ):
        if typed.strip() not in ("", stands.strip()) and not says_something(typed):
            yield field, f"{question}, or leave it blank.{refused(typed)}"


def _contingency(asked: Asked) -> Wrong:
    given = asked.given
    if not asked.contingency_is_due:
        return
    if given.contingency == "not":
        if not _why(asked, "contingency"):
            yield _no_reason(asked, "contingency", "Why not now: say why the plan waits.")
    elif given.contingency == "now":
        if not asked.now.if_not.strip() and not says_something(given.if_not):
            told = "What to do if it has not changed: write what will be done."
            yield "if_not", told + refused(given.if_not)
        if not asked.names_one(given.contingency_who):
            told = "Who does it: name one person."
            yield "contingency_who", told + _not_one(given.contingency_who)
        yield from _later("contingency_by", "Do it by when", given.contingency_by, asked.today)
    else:
        yield "contingency", "If not by then: choose to do it now, or say why not."


def _actions(asked: Asked) -> Wrong:
    for action in asked.now.actions:
        if action.is_open:
            yield from _action(asked, action, asked.given.actions.get(action.id, ActionGiven()))
    given = asked.given
    if given.new_what.strip():
        if not says_something(given.new_what):
            told = "A new action: write what has to be done."
            yield "new_what", told + refused(given.new_what)
        if not asked.names_one(given.new_who):
            told = "Who does the new action: name one person."
            yield "new_who", told + _not_one(given.new_who)
        yield from _later("new_due", "The new action by when", given.new_due, asked.today)
    elif given.new_who.strip() or given.new_due:
        yield "new_what", "A new action: write what has to be done."


def _action(asked: Asked, action: ActionNow, given: ActionGiven) -> Wrong:
    name, at = short(action.what), f"action-{action.id}"
    if given.state not in STATES:
        yield f"{at}-state", f"“{name}”: choose what became of it."
    elif given.state == "not_needed" and not says_something(given.why):
        yield f"{at}-why", f"“{name}”: say why it is not needed any more.{refused(given.why)}"
    elif given.state == "not_done" and asked.given.next != "close":
        if not says_something(given.what):
            yield f"{at}-what", f"“{name}”: write what has to be done.{refused(given.what)}"
        if not asked.names_one(given.who, action.who):
            yield f"{at}-who", f"“{name}”: name one person.{_not_one(given.who)}"
        yield from _later(f"{at}-due", f"“{name}” by when", given.due, asked.today)
        unchanged = (
            not action_changes(given, action) and action.carried + 1 >= asked.unchanged_reviews
        )
        if unchanged and not says_something(given.why):
            told = "it is carried on unchanged again. Change it, or say why not."
            yield f"{at}-why", f"“{name}”: {told}{refused(given.why)}"


def _later(field: str, question: str, typed: str, today: date) -> Wrong:
    day = parse_uk_date(typed)
    if day is None:
        yield field, _no_day(question, typed)
    elif day < today:
        yield field, f"{question}: write today or a later day."


def _no_day(question: str, typed: str) -> str:
    if typed.strip():
        shown = typed if len(typed) <= _SHOWN else f"{typed[:_SHOWN]}…"
        return f"{question}: {shown} is not a real date. Write a day, a month and a year."
    return f"{question}: write a day, a month and a year."


def _why(asked: Asked, name: str) -> str:
    return asked.given.reason(name)


def _no_reason(asked: Asked, name: str, told: str) -> tuple[str, str]:
    return f"reason-{name}", told + refused(asked.given.reasons.get(name, ""))


def _not_one(who: str) -> str:
    return refused(who, "is not one person")


_RULES: tuple[Callable[[Asked], Wrong], ...] = (
    _contingency,
    _value,
    _measured_on,
    _progress,
    _differs,
    _done,
    _evidence,
    _unclear,
    _words,
    _next,
    _actions,
)
