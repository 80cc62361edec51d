"""What changed in one question that both versions ask."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from riskform.definitions.differences.change import Change, Effect
from riskform.definitions.differences.options import field_changes, option_changes
from riskform.definitions.differences.reading import ReadForm
from riskform.definitions.differences.sameness import Sameness
from riskform.definitions.differences.words import plain, yes_no
from riskform.definitions.model import Question, Unclear

_CONFIDENTIAL = {
    "": "everybody who may see the assessment",
    "family copies": "not in copies for the family",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A question as it was and as it is, in its two versions; `section` is the title now."""

    old: Question
    new: Question
    before: ReadForm
    after: ReadForm
    section: str

    def change(
        self, kind: str, words: tuple[str, str], effect: Effect = "stay", option: str = ""
    ) -> Change:
        """Return a change of this question; `words` are both texts."""
        refs, about = (self.old.ref,), plain(self.new.label)
        return Change(kind, self.new.ref, about, *words, self.section, effect, refs, option)

    def each(self, words: Callable[[Question], str]) -> tuple[str, str]:
        """Return what `words` makes of both questions."""
        return words(self.old), words(self.new)


def question_changes(pair: Pair, sameness: Sameness) -> Iterator[Change]:
    """Yield every change of a question, that of its id first."""
    old, new = pair.old, pair.new
    if old.ref != new.ref:
        yield pair.change("renamed", (old.ref, new.ref), "carried")
    if old.type != new.type:
        yield pair.change("type-changed", (old.type, new.type), "judged")
    yield from _words(pair)
    for change in option_changes(old, new):
        yield replace(change, section=pair.section)
    for change in field_changes(old, new):
        yield replace(change, section=pair.section)
    yield from _conditions(pair, sameness)
    yield from _demands(pair)
    yield from _unclear(pair)
    yield from _sharing(pair)


def _words(pair: Pair) -> Iterator[Change]:
    old, new = pair.old, pair.new
    words = (
        ("label", "label"),
        ("hint", "hint"),
        ("why", "why"),
        ("source", "source"),
        ("low", "low"),
        ("high", "high"),
    )
    for name, key in words:
        before, after = getattr(old, key) or "", getattr(new, key) or ""
        if before != after:
            shown = "" if name == "label" else f"{name}: "
            yield pair.change("wording", (f"{shown}{before}", f"{shown}{after}"))
    if (old.agency_hint or "") != (new.agency_hint or ""):
        yield pair.change("agency-hint", pair.each(lambda q: q.agency_hint or ""))
    if old.guidance != new.guidance:
        yield pair.change("guidance", pair.each(_guidance))


def _guidance(question: Question) -> str:
    guidance = question.guidance
    return f"{guidance.title}: {guidance.text}" if guidance else ""


def _conditions(pair: Pair, sameness: Sameness) -> Iterator[Change]:
    old, new, was, now = pair.old, pair.new, pair.before, pair.after
    if not sameness.same(old.show_if, new.show_if):
        texts = was.text(f"{old.ref} show_if"), now.text(f"{new.ref} show_if")
        yield pair.change("condition-changed", (texts[0] or "always", texts[1] or "always"))
    if not sameness.same(old.value, new.value):
        texts = was.text(f"{old.ref} value"), now.text(f"{new.ref} value")
        yield pair.change("calculation-changed", texts)
    spoken = [[(w.label, w.hint) for w in q.wording] for q in (old, new)]
    if spoken[0] != spoken[1] or not sameness.same_all(
        [w.when for w in old.wording], [w.when for w in new.wording]
    ):
        yield pair.change("wording-condition", (_wordings(was, old), _wordings(now, new)))
    told = [[c.message for c in q.checks] for q in (old, new)]
    if told[0] != told[1] or not sameness.same_all(
        [c.that for c in old.checks], [c.that for c in new.checks]
    ):
        yield pair.change("check-changed", (_checks(was, old), _checks(now, new)), "judged")


def _wordings(version: ReadForm, question: Question) -> str:
    lines = []
    for number, wording in enumerate(question.wording, start=1):
        words = " / ".join(text for text in (wording.label, wording.hint) if text)
        lines.append(f"{version.text(f'{question.ref} wording {number}')}: {words}")
    return "\n".join(lines)


def _checks(version: ReadForm, question: Question) -> str:
    return "\n".join(
        f"{version.text(f'{question.ref} check {number}')}: {check.message}"
        for number, check in enumerate(question.checks, start=1)
    )


def _demands(pair: Pair) -> Iterator[Change]:
    old, new = pair.old, pair.new
    if old.required != new.required:
        kind = "now-required" if new.required else "no-longer-required"
        yield pair.change(kind, pair.each(lambda q: yes_no(given=q.required)))
    if _limits(old) != _limits(new):
        yield pair.change("limits-changed", pair.each(_limits), "judged")
    if old.how_known != new.how_known:
        yield pair.change("how-known-changed", pair.each(lambda q: yes_no(given=q.how_known)))


def _limits(question: Question) -> str:
    parts = (
        question.unit and f"in {question.unit}",
        question.min is not None and f"from {question.min}",
        question.max is not None and f"to {question.max}",
        question.not_after_today and "not after today",
    )
    return ", ".join(part for part in parts if part)


def _unclear(pair: Pair) -> Iterator[Change]:
    old, new = pair.old, pair.new
    if (old.allows_not_known, old.not_known) != (new.allows_not_known, new.not_known):
        gone = old.allows_not_known and not new.allows_not_known
        option = "not_known" if gone else ""
        effect: Effect = "invalid" if gone else "stay"
        yield pair.change("not-known-changed", pair.each(_not_known), effect, option)
    if old.if_blank != new.if_blank:
        yield pair.change("blank-changed", pair.each(lambda q: _said(q.if_blank)))


def _not_known(question: Question) -> str:
    if not question.allows_not_known:
        return "no such answer"
    return _said(question.not_known) or "an answer that raises nothing"


def _said(unclear: Unclear | None) -> str:
    if unclear is None:
        return ""
    within = "" if unclear.within is None else f"within {unclear.within} working days"
    return " ".join(part for part in (unclear.says, unclear.do, within) if part)


def _sharing(pair: Pair) -> Iterator[Change]:
    old, new = pair.old, pair.new
    if (old.private_to, old.confidential_from) != (new.private_to, new.confidential_from):
        yield pair.change("privacy-changed", pair.each(_seen_by))
    if old.carry_forward != new.carry_forward:
        words = pair.each(lambda q: q.carry_forward or "taken over")
        yield pair.change("carried-forward-changed", words)
    if old.sets_child_level != new.sets_child_level:
        words = pair.each(lambda q: yes_no(given=q.sets_child_level))
        yield pair.change("sets-level-changed", words)


def _seen_by(question: Question) -> str:
    given = question.confidential_from or ""
    kept = _CONFIDENTIAL.get(given, f"not in copies for the family, and not for {given}")
    private = f"only {', '.join(question.private_to)}" if question.private_to else ""
    return "; ".join(part for part in (private, kept) if part)
