"""Which questions of a newer version are questions of the older one under another id."""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from riskform.definitions.model import Form, Question


def renamed_refs(old: Form, new: Form) -> dict[str, str]:
    """Return the old ref of each question of `new` that carries on one of `old`, by its new ref.

    `was:` counts where the old question is there no more and the new one was not there yet, and
    both are asked of the same: an answer about one child is no answer about the family. Of two
    that name the same old question, the first has it. `was: a` is of the same section, `was: s.a`
    of another.
    """
    found: dict[str, str] = {}
    for question in new.questions.values():
        if question.was is None or question.ref in old.questions:
            continue
        was = question.was if "." in question.was else f"{question.section}.{question.was}"
        before = old.questions.get(was)
        taken = was in new.questions or was in found.values()
        if before is not None and not taken and before.ask == question.ask:
            found[question.ref] = was
    return found


def renamed_through(versions: Sequence[Form]) -> Mapping[str, str]:
    """Return the same from the first version to the last, through those between them in order.

    A question that was renamed twice takes its answers along both times.
    """
    now = {ref: ref for ref in versions[0].questions}
    for old, new in pairwise(versions):
        step = renamed_refs(old, new)
        now = {ref: now[step.get(ref, ref)] for ref in new.questions if step.get(ref, ref) in now}
    return {ref: was for ref, was in now.items() if ref != was}


def forgotten_was(old: Form, new: Form, carried: Collection[str]) -> Mapping[str, Question]:
    """Return the new question that each question taken out may have become, by its old ref.

    `carried` are the old refs that `was:` names already. Two are thought to be one question if
    they stand in the same section, are asked of the same, have the same type and either the same
    words, or no other question of that section came or went.
    """
    gone = [q for r, q in old.questions.items() if r not in new.questions and r not in carried]
    came = [q for r, q in new.questions.items() if r not in old.questions and q.was is None]
    found: dict[str, Question] = {}
    for question in gone:
        alone = sum(one.section == question.section for one in gone) == 1
        near = [one for one in came if one.section == question.section]
        for one in near:
            alike = (one.type, one.ask) == (question.type, question.ask)
            if alike and (one.label == question.label or (alone and len(near) == 1)):
                found.setdefault(question.ref, one)
    return found
