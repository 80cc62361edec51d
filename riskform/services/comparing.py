"""What a candidate changes in the version in use, and how many answers that would touch."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from riskform.definitions.differences import Change, FormDiff, form_diff
from riskform.engine.values import is_blank
from riskform.records import Session, assessments, form_versions, moves
from riskform.records.moves import Pinned
from riskform.services.candidates import Candidate
from riskform.services.opening import opened
from riskform.services.versions import (
    carried_keys,
    evaluation_after,
    read_version,
    renamed_since,
    version_in_use,
)

DRAFTS = frozenset({"draft", "returned"})


@dataclass(frozen=True, slots=True)
class Compared:
    """What changes for everybody (`agency` is ""), or in what one agency adds besides."""

    agency: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """One change and how many answers it is about: in drafts, and in what was submitted."""

    change: Change
    drafts: int
    stored: int


@dataclass(frozen=True, slots=True)
class Impact:
    """What a candidate would touch; counts only. `statuses` counts assessments of the form.

    `newly_missing` counts, by question, answers that a draft lacks and would need to be
    submitted. What was submitted stays on its version for ever: its counts only say how many
    answers a question has that changes.
    """

    statuses: Mapping[str, int] = field(default_factory=dict)
    touched: tuple[Touched, ...] = ()
    newly_missing: Mapping[str, int] = field(default_factory=dict)

    @property
    def assessments(self) -> str:
        """Return how many there are in each status: "2 drafts, 1 submitted", "" for none."""
        many = {"draft": "drafts"}
        return ", ".join(
            f"{number:,} {many.get(status, status) if number != 1 else status}"
            for status, number in sorted(self.statuses.items())
        )


def compared(
    session: Session, new: Candidate, olds: Mapping[str, str] | None = None
) -> tuple[Compared, ...]:
    """Return what `new` changes; nothing for a form of which no version is in use.

    `olds` are the versions that it is compared with, by name, where not those in use.
    """
    found = []
    for_all: tuple[Change, ...] = ()
    if olds is None:
        in_use = {name: version_in_use(session, name) for name in (new.form_id, *new.forms)}
        olds = {name: known for name, known in in_use.items() if known is not None}
    for name, form in new.forms.items():
        old = olds.get(name) or olds.get(new.form_id)
        if old is None:
            return ()
        changes = form_diff(read_version(session, old), new.read(name)).changes
        if name == new.form_id:
            for_all = changes
        else:
            changes = tuple(change for change in changes if change not in for_all)
        if changes or not form.agency:
            found.append(Compared(form.agency_title, changes))
    return tuple(found)


def impact(session: Session, new: Candidate) -> Impact:
    """Return what `new` would touch in the assessments of every version of the form."""
    names = {*new.forms, *_kept_names(session, new.form_id)}
    versions = [
        one for name in sorted(names) for one in form_versions.listed(session, form_id=name)
    ]
    counting = _Counting(session, new, {one.hash: one.form_id for one in versions})
    for one in moves.pinned(session, [*counting.names]):
        counting.count(one)
    return counting.result()


def _kept_names(session: Session, form_id: str) -> Iterable[str]:
    everything = form_versions.listed(session)
    return {one.form_id for one in everything if one.form_id.partition("@")[0] == form_id}


class _Counting:
    def __init__(self, session: Session, new: Candidate, names: Mapping[str, str]) -> None:
        self.session, self.new, self.names = session, new, names
        self.statuses: Counter[str] = Counter()
        self.drafts: Counter[Change] = Counter()
        self.stored: Counter[Change] = Counter()
        self.missing: Counter[str] = Counter()
        self._diffs: dict[str, tuple[FormDiff, Mapping[str, str]]] = {}

    def count(self, one: Pinned) -> None:
        self.statuses[one.status] += 1
        diff, renamed = self._diff(one.form_hash)
        where = self.drafts if one.status in DRAFTS else self.stored
        for key, answer in one.answers.items():
            ref = key.partition("/")[2]
            if not is_blank(answer["value"]):
                where.update(c for c in diff.changes if c.is_about(ref, answer["value"]))
        if one.status in DRAFTS:
            self.missing.update(self._newly_missing(one, renamed))

    def _name(self, form_hash: str) -> str:
        name = self.names[form_hash]
        return name if name in self.new.forms else self.new.form_id

    def _diff(self, form_hash: str) -> tuple[FormDiff, Mapping[str, str]]:
        if form_hash not in self._diffs:
            old, new = read_version(self.session, form_hash), self.new.read(self._name(form_hash))
            renamed = renamed_since(self.session, self.names[form_hash], old.form, new.form)
            self._diffs[form_hash] = form_diff(old, new, renamed), renamed
        return self._diffs[form_hash]

    def _newly_missing(self, one: Pinned, renamed: Mapping[str, str]) -> list[str]:
        before = opened(self.session, assessments.load(self.session, one.reference))
        carried = carried_keys(before.stored.answers, renamed)
        form = self.new.forms[self._name(one.form_hash)]
        after = evaluation_after(before, form, carried)
        missing = before.evaluation.missing
        known = {*missing, *carried_keys(missing, renamed).values()}
        return [at.partition("/")[2] for at in after.missing if at not in known]

    def result(self) -> Impact:
        order = {c: n for diff, _ in self._diffs.values() for n, c in enumerate(diff.changes)}
        found = [
            Touched(change, self.drafts[change], self.stored[change])
            for change in sorted(order, key=lambda change: order[change])
            if change.touches
        ]
        return Impact(dict(self.statuses), tuple(found), dict(sorted(self.missing.items())))
