"""What depends on a confidential or private answer, through any number of conditions.

A copy for the family leaves all of it out until a person releases it for that copy.
"""

from dataclasses import dataclass
from functools import lru_cache

from riskform.definitions.conditions.tree import LEVEL_OF_CHILD, Tree, refs_in, walk
from riskform.definitions.model import Form, Question, Section


@dataclass(frozen=True, slots=True)
class Withheld:
    """Questions by ref, and finding rules as `section.id`, that a family copy leaves out."""

    questions: frozenset[str]
    findings: frozenset[str]


@lru_cache(maxsize=64)
def withheld_from_family(form: Form) -> Withheld:
    """Return what a family copy of this form leaves out."""
    questions: set[str] = set()
    setter = next((q.ref for q in form.questions.values() if q.sets_child_level), "")

    def depends(tree: Tree | None) -> bool:
        if tree is None:
            return False
        reads = {ref.ref for ref in refs_in(tree)}
        if LEVEL_OF_CHILD in walk(tree):
            reads.add(setter)
        return bool(reads & questions)

    # The order names every question after all that it depends on, so one pass is enough.
    for ref in form.order:
        question = form.questions[ref]
        section = form.section_by_id[question.section]
        if _is_confidential(question) or any(depends(tree) for tree in _trees(question, section)):
            questions.add(ref)
    findings = {
        f"{section.id}.{rule.id}"
        for section in form.sections
        for rule in section.findings
        if depends(rule.when)
        or depends(section.show_if)
        or (rule.question is not None and f"{section.id}.{rule.question}" in questions)
    }
    findings |= {f"{ref}.{end}" for ref in questions for end in ("not_known", "if_blank")}
    return Withheld(frozenset(questions), frozenset(findings))


def _is_confidential(question: Question) -> bool:
    return bool(question.confidential_from or question.private_to)


def _trees(question: Question, section: Section) -> tuple[Tree | None, ...]:
    checks = tuple(check.that for check in question.checks)
    wordings = tuple(wording.when for wording in question.wording)
    return (section.show_if, question.show_if, question.value, *checks, *wordings)
