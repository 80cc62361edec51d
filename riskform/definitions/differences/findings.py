"""What changed among the findings of a section."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from riskform.definitions.differences.change import Change
from riskform.definitions.differences.reading import ReadForm
from riskform.definitions.differences.sameness import Sameness
from riskform.definitions.differences.words import plain
from riskform.definitions.model import FindingRule, Section


def finding_changes(
    old: Section, new: Section, versions: tuple[ReadForm, ReadForm], sameness: Sameness
) -> Iterator[Change]:
    """Yield what changed; findings are told by their ids."""
    before = {rule.id: rule for rule in old.findings}
    after = {rule.id: rule for rule in new.findings}
    for id_, rule in after.items():
        at = f"{new.id}.{id_}"
        if id_ not in before:
            yield Change("finding-added", at, plain(rule.says), "", _said(rule), new.title)
        else:
            yield from _changed(at, (before[id_], rule), versions, sameness, new.title)
    for id_, rule in before.items():
        if id_ not in after:
            at = f"{old.id}.{id_}"
            yield Change("finding-removed", at, plain(rule.says), _said(rule), "", new.title)


def _changed(
    at: str,
    rules: tuple[FindingRule, FindingRule],
    versions: tuple[ReadForm, ReadForm],
    sameness: Sameness,
    title: str,
) -> Iterator[Change]:
    old, new = rules

    def change(kind: str, before: str, after: str) -> Change:
        return Change(kind, at, plain(new.says), before, after, title)

    for kind, told in _TOLD.items():
        if told(old) != told(new):
            yield change(kind, told(old), told(new))
    if not sameness.same(old.when, new.when):
        was, now = (version.text(f"{at} when") for version in versions)
        yield change("finding-condition", was, now)
    section = at.partition(".")[0]
    if sameness.before(f"{section}.{new.question}") == f"{section}.{old.question}":
        # It stands where it stood: that its question has another id is a change of its own.
        old = replace(old, question=new.question)
    if _rest(old) != _rest(new):
        yield change("finding-changed", _rest(old), _rest(new))


def _words(rule: FindingRule) -> str:
    return " ".join(part for part in (rule.says, rule.do) if part)


def _said(rule: FindingRule) -> str:
    return f"{rule.kind}: {_words(rule)}"


def _limit(rule: FindingRule) -> str:
    return "no time limit" if rule.within is None else f"within {rule.within} working days"


def _drafted(rule: FindingRule) -> str:
    draft = rule.draft
    if draft is None:
        return "no draft for the plan"
    parts = (draft.outcome, draft.measure, draft.action, draft.if_not)
    return " ".join(part for part in parts if part)


def _rest(rule: FindingRule) -> str:
    parts = (
        rule.question and f"stands under {rule.question}",
        rule.cin_factor and f"census factor {rule.cin_factor}",
        rule.tags and f"tags {', '.join(rule.tags)}",
        rule.source and f"source {rule.source}",
        rule.contact and f"contact {rule.contact}",
    )
    return "; ".join(part for part in parts if part)


_TOLD: Mapping[str, Callable[[FindingRule], str]] = {
    "finding-kind": lambda rule: rule.kind,
    "finding-wording": _words,
    "finding-limit": _limit,
    "finding-draft": _drafted,
}
