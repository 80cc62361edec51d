"""What depends on a confidential or private answer, through any number of conditions.

What depends on an answer is decided by the form alone and never by what was answered, so that
leaving it out tells nobody anything. A copy for the family leaves out all that depends on either
kind; who is no reader of a private answer sees nothing that depends on it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from riskform.definitions.conditions.tree import LEVEL_OF_CHILD, Tree, refs_in, walk
from riskform.definitions.model import Form, Question, Section


@dataclass(frozen=True, slots=True)
class Withheld:
    """Questions by ref, and finding rules as `section.id`, that somebody is not shown.

    `named` are those of the questions of which it may be told that they are kept back: whether
    they are asked depends on nothing that is withheld.
    """

    questions: frozenset[str] = frozenset()
    findings: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Tell whether anything is withheld."""
        return bool(self.questions)

    def holds_finding(self, at: str) -> bool:
        """Tell whether the finding `person/section.id` is withheld, raised or not."""
        return at.partition("/")[2] in self.findings

    def holds_answer(self, at: str) -> bool:
        """Tell whether the answer `person/section.question` is withheld, or an item of it."""
        return at.split("[", maxsplit=1)[0].partition("/")[2] in self.questions


NOTHING = Withheld()
# Who in an assessment can read an answer, as `private_to` names them.
READERS = ("author", "manager", "practitioner")


@lru_cache(maxsize=64)
def withheld_from_family(form: Form) -> Withheld:
    """Return what a family copy of this form leaves out."""
    return depending_on(form, frozenset(confidential_questions(form)))


@lru_cache(maxsize=64)
def for_supervision(form: Form) -> Withheld:
    """Return all that depends on a private answer: it is for supervision and not for the plan."""
    return depending_on(form, frozenset(q.ref for q in form.questions.values() if q.private_to))


@lru_cache(maxsize=256)
def hidden_from(form: Form, roles: frozenset[str]) -> Withheld:
    """Return what somebody with these roles in an assessment may not see of it."""
    private = (q for q in form.questions.values() if q.private_to)
    return depending_on(form, frozenset(q.ref for q in private if not roles & {*q.private_to}))


def united(*each: Withheld) -> Withheld:
    """Return all that any of `each` withholds, named only where none says not to."""
    unnamed = frozenset().union(*(one.questions - one.named for one in each))
    return Withheld(
        frozenset().union(*(one.questions for one in each)),
        frozenset().union(*(one.findings for one in each)),
        frozenset().union(*(one.named for one in each)) - unnamed,
    )


def readers_of(form: Form, ref: str) -> tuple[str, ...]:
    """Return the roles in an assessment that see the answer of a question, all three or fewer."""
    return tuple(
        role for role in READERS if ref not in hidden_from(form, frozenset({role})).questions
    )


def confidential_questions(form: Form) -> tuple[str, ...]:
    """Return, by ref, what the form keeps from the family, in reading order.

    A question that says from whom others are kept is itself one of them.
    """
    sources = {*sources_of(form).values()}
    return tuple(
        question.ref
        for question in form.questions.values()
        if question.confidential_from or question.private_to or question.ref in sources
    )


def sources_of(form: Form) -> dict[str, str]:
    """Return, by ref, the question that says from whom another is kept, where one does."""
    sources = {}
    for question in form.questions.values():
        written = question.confidential_from
        # A question of the same section is written by its id alone.
        source = written if not written or "." in written else f"{question.section}.{written}"
        if source in form.questions:
            sources[question.ref] = source
    return sources


@lru_cache(maxsize=256)
def depending_on(form: Form, refs: frozenset[str]) -> Withheld:
    """Return these questions and all that depends on one of them, however far away."""
    if not refs:
        return NOTHING
    reads = _Reads(form)
    questions = set(refs)
    # Words may read what is asked later, so the form's order is not enough: until nothing is new.
    while True:
        new = {ref for ref in form.order if ref not in questions and reads.of(ref) & questions}
        if not new:
            break
        questions |= new
    findings = {
        f"{section.id}.{rule.id}"
        for section in form.sections
        for rule in section.findings
        if (reads.within(rule.when) | reads.within(section.show_if)) & questions
        or (rule.question is not None and f"{section.id}.{rule.question}" in questions)
    }
    findings |= {f"{ref}.{end}" for ref in questions for end in ("not_known", "if_blank")}
    named = {ref for ref in refs if not reads.shown(ref) & questions}
    return Withheld(frozenset(questions), frozenset(findings), frozenset(named))


class _Reads:
    """What each part of a form reads, by ref."""

    def __init__(self, form: Form) -> None:
        self.form = form
        setters = (q.ref for q in form.questions.values() if q.sets_child_level)
        self.setter = frozenset(setters)
        self.known: dict[str, frozenset[str]] = {}

    def of(self, ref: str) -> frozenset[str]:
        """Return all that a question, its words and its checks read."""
        if ref not in self.known:
            question = self.form.questions[ref]
            section = self.form.section_by_id[question.section]
            found = [self.within(tree) for tree in _trees(question, section)]
            self.known[ref] = frozenset().union(*found)
        return self.known[ref]

    def shown(self, ref: str) -> frozenset[str]:
        """Return what decides whether a question is asked."""
        question = self.form.questions[ref]
        section = self.form.section_by_id[question.section]
        return self.within(section.show_if) | self.within(question.show_if)

    def within(self, tree: Tree | None) -> frozenset[str]:
        """Return what a condition or a calculation reads."""
        if tree is None:
            return frozenset()
        found = frozenset(ref.ref for ref in refs_in(tree))
        return found | self.setter if LEVEL_OF_CHILD in walk(tree) else found


def _trees(question: Question, section: Section) -> Iterator[Tree | None]:
    yield from (section.show_if, question.show_if, question.value)
    yield from (check.that for check in question.checks)
    yield from (wording.when for wording in question.wording)
