"""Two versions of one form compared, from its title to its last finding."""

from collections.abc import Iterator, Mapping, Sequence

from riskform.definitions.differences.change import Change, Effect, FormDiff
from riskform.definitions.differences.findings import finding_changes
from riskform.definitions.differences.questions import Pair, question_changes
from riskform.definitions.differences.reading import ReadForm
from riskform.definitions.differences.renaming import forgotten_was, renamed_refs
from riskform.definitions.differences.sameness import Sameness
from riskform.definitions.differences.words import plain
from riskform.definitions.model import Level, Question, Section


def form_diff(
    before: ReadForm, after: ReadForm, renamed: Mapping[str, str] | None = None
) -> FormDiff:
    """Return every change from `before` to `after`, each once.

    `renamed` are the questions that carry on an old one, by new ref: what `was:` says, if not
    given (versions in between may have renamed some more than once).
    """
    if renamed is None:
        renamed = renamed_refs(before.form, after.form)
    comparison = _Comparison(before, after, renamed)
    return FormDiff(tuple(comparison.changes()))


class _Comparison:
    def __init__(self, before: ReadForm, after: ReadForm, renamed: Mapping[str, str]) -> None:
        self.before, self.after = before, after
        self.old, self.new = before.form, after.form
        self.renamed = renamed
        self.carried = set(renamed.values())
        self.sameness = Sameness(renamed)
        self.meant = forgotten_was(self.old, self.new, self.carried)

    def changes(self) -> Iterator[Change]:
        yield from self._whole()
        yield from self._named()
        yield from self._order_of_sections()
        for section in self.new.sections:
            yield from self._section(section)
        for section in self.old.sections:
            if section.id not in self.new.section_by_id:
                refs = [q.ref for q in section.questions if q.ref not in self.carried]
                yield Change(
                    *("section-removed", section.id, section.title, _listed(section), ""),
                    section=section.title,
                    effect="kept" if refs else "none",
                    refs=tuple(refs),
                )

    def _whole(self) -> Iterator[Change]:
        old, new = self.old, self.new
        if old.title != new.title:
            yield Change("form-title", new.id, new.title, old.title, new.title)
        if old.levels != new.levels:
            was_at, now_at = (", ".join(map(str, form.levels)) for form in (old, new))
            yield Change("form-levels", new.id, new.title, was_at, now_at)
        if old.plan != new.plan or old.about != new.about:
            ended, ends = (f"about: {form.about}, plan: {form.plan}" for form in (old, new))
            yield Change("form-plan", new.id, new.title, ended, ends)
        for number in sorted({*old.level_rules, *new.level_rules}):
            was, now = old.level_rules.get(number), new.level_rules.get(number)
            if was != now:
                about = f"Level {number}"
                yield Change("level-rule", f"level {number}", about, *_level_words(was, now))
        if old.smart_rules != new.smart_rules:
            yield Change("smart-rules", new.id, "The SMART checks", "", "")

    def _named(self) -> Iterator[Change]:
        old, new = self.old.conditions, self.new.conditions
        for name in dict.fromkeys((*new, *old)):
            if not (name in old and name in new and self.sameness.same(old[name], new[name])):
                texts = self.before.named(name), self.after.named(name)
                if name in old and name in new and not any(texts):
                    continue
                yield Change("named-condition", name, name, *texts)

    def _order_of_sections(self) -> Iterator[Change]:
        was = [s.title for s in self.old.sections if s.id in self.new.section_by_id]
        now = [
            self.old.section_by_id[s.id].title
            for s in self.new.sections
            if s.id in self.old.section_by_id
        ]
        if was != now:
            words = ", ".join(was), ", ".join(now)
            yield Change("section-order", self.new.id, "The order of the sections", *words)

    def _section(self, new: Section) -> Iterator[Change]:
        old = self.old.section_by_id.get(new.id)
        if old is None:
            about, listed = new.title, _listed(new)
            yield Change("section-added", new.id, about, "", listed, section=new.title)
            for question in new.questions:
                if question.ref in self.renamed:
                    yield from self._question(question, new.title)
            return
        yield from self._of_section(old, new)
        for question in new.questions:
            yield from self._question(question, new.title)
        if old.ask == new.ask:
            yield from self._removed(old, new)
            yield from self._order_of_questions(old, new)
        versions = self.before, self.after
        yield from finding_changes(old, new, versions, self.sameness)

    def _of_section(self, old: Section, new: Section) -> Iterator[Change]:
        def change(kind: str, words: Sequence[str], effect: Effect = "none") -> Change:
            refs = tuple(q.ref for q in old.questions) if effect == "kept" else ()
            about, was, now = new.title, *words
            return Change(kind, new.id, about, was, now, new.title, effect, refs)

        words = [" / ".join(filter(None, (s.title, s.why))) for s in (old, new)]
        if words[0] != words[1]:
            yield change("section-wording", words)
        if not self.sameness.same(old.show_if, new.show_if):
            versions = self.before, self.after
            texts = [version.text(f"{new.id} show_if") or "always" for version in versions]
            yield change("section-condition", texts)
        if old.ask != new.ask:
            yield change("section-asked-of", [f"each {s.ask}" for s in (old, new)], "kept")

    def _question(self, new: Question, title: str) -> Iterator[Change]:
        was = self.renamed.get(new.ref, new.ref)
        # An id that was given up and taken again later is that of another question.
        taken_again = new.ref in self.carried and new.ref not in self.renamed
        old = None if taken_again else self.old.questions.get(was)
        if old is None:
            asked = f"{plain(new.label)}{' (needed to submit)' if new.required else ''}"
            yield Change("added", new.ref, plain(new.label), "", asked, title)
        elif old.ask == new.ask:
            pair = Pair(old, new, self.before, self.after, title)
            yield from question_changes(pair, self.sameness)

    def _removed(self, old: Section, new: Section) -> Iterator[Change]:
        for question in old.questions:
            if question.ref not in self.new.questions and question.ref not in self.carried:
                about, ref = plain(question.label), question.ref
                words = (about, "", new.title)
                advice = self._advice(question)
                yield Change("removed", ref, about, *words, "kept", (ref,), advice=advice)

    def _advice(self, gone: Question) -> str:
        came = self.meant.get(gone.ref)
        if came is None:
            return ""
        do = f"write 'was: {gone.id}' at it: answers go along."
        return f"If '{came.id}' is the same question, {do}"

    def _order_of_questions(self, old: Section, new: Section) -> Iterator[Change]:
        came_from = {self.renamed.get(q.ref, q.ref): q for q in new.questions}
        was = [q.ref for q in old.questions if q.ref in came_from]
        stayed = {q.ref for q in old.questions}
        now = [ref for ref in came_from if ref in stayed]
        if was != now:
            words = ("; ".join(plain(came_from[ref].label) for ref in refs) for refs in (was, now))
            before, after = words
            yield Change("question-order", new.id, new.title, before, after, new.title)


def _listed(section: Section) -> str:
    return "\n".join(plain(question.label) for question in section.questions)


def _level_words(was: Level | None, now: Level | None) -> tuple[str, str]:
    """Return only what differs of a level, so that it is seen."""
    names = {
        "name": "name",
        "meaning": "meaning",
        "who_leads": "who leads",
        "consent": "consent",
        "review_days": "days until the review",
        "drift_months": "months until a plan drifts",
        "signs_off": "signs off",
        "unclear_do": "what to do about unclear items",
        "unclear_within": "working days to clear up unclear items",
    }
    before, after = [], []
    for key, words in names.items():
        old, new = getattr(was, key, None), getattr(now, key, None)
        if old != new:
            before += [f"{words}: {old}"] if old is not None else []
            after += [f"{words}: {new}"] if new is not None else []
    return "; ".join(before), "; ".join(after)
