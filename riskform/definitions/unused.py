"""What stands in a folder and reaches nobody: sections not asked, drafts without a plan."""

from collections.abc import Iterator

from riskform.definitions.assembling import Assembler
from riskform.definitions.bank import Bank
from riskform.definitions.building import Written
from riskform.definitions.conditions.symbols import EVERYTHING
from riskform.definitions.form_building import conditions_of, knows_its_sections, ordered
from riskform.definitions.problems import Problem
from riskform.definitions.section_checks import placed_findings
from riskform.definitions.shapes import FormShape
from riskform.definitions.source import Source


def unused_problems(bank: Bank) -> Iterator[Problem]:
    """Yield a warning for each section that no form asks, and where no form offers its drafts.

    Where a form could not be read whole, or names a section that is not there, nobody knows what it
    asks, and there is none.
    """
    if bank.broken_forms:
        return
    if not all(knows_its_sections(bank, source, shape) for source, shape in bank.forms.values()):
        return
    forms = [shape for _, shape in bank.forms.values()]
    asked = {name for shape in forms for name in shape.sections}
    left_out = {name for shape in forms for name in shape.leaves_out}
    planned = {
        name
        for source, shape in bank.forms.values()
        if _may_have_a_plan(source, shape)
        for name in shape.sections
    }
    for name, written in bank.sections.items():
        if name not in asked | left_out:
            what = "no form asks this section."
            do = f"Write {name} under 'sections:' of a form.yaml, or under its 'leaves_out:'."
            yield written.source.problem(("section",), "not-asked", what, do, warning=True)
        elif name in asked - planned:
            yield from _not_offered(written)


def _may_have_a_plan(source: Source, shape: FormShape) -> bool:
    """Tell whether a form ends in a plan, or says so in words that could not be read."""
    lost = source.losses.may_hold(("plan",)) or source.written(("plan",)) not in {"", "none"}
    return shape.plan == "smart" or lost


def _not_offered(written: Written) -> Iterator[Problem]:
    """Yield a warning at the first draft of a section that no form with a plan asks."""
    for path, finding in placed_findings(written.shape):
        if finding.draft is not None:
            what = "no form that asks this section ends in a plan, so its drafts are not offered."
            do = "Write 'plan: smart' in such a form, or take the drafts out."
            where = (*path, "draft")
            yield written.source.problem(
                where, "draft-not-offered", what, do, key=True, warning=True
            )
            return


def check_unused(bank: Bank) -> list[Problem]:
    """Return the problems of sections that no form uses, as if each were a form of its own."""
    used = {name for _, shape in bank.forms.values() for name in shape.sections}
    problems: list[Problem] = []
    for name, written in bank.sections.items():
        if name not in used:
            shape = FormShape(form=name, version=1, title=name, sections=(name,))
            conditions = conditions_of(bank, written.source, shape, [written])
            conditions.lost = conditions.lost.union(*bank.lost_names.values())
            if bank.broken_forms:
                conditions.lost |= {EVERYTHING}
            for source, form in bank.forms.values():
                missing = {k: v for k, v in form.conditions.items() if k not in conditions.texts}
                conditions.add(source, ("conditions",), missing, None)
            conditions.link_all_named()
            sections = (Assembler(conditions, bank.guidance).section(written),)
            own = [p for p in conditions.problems if p.place.file == written.source.file]
            # What a form leaves out can only be told of a form.
            problems += [p for p in own if p.code != "left-out-section"]
            problems += ordered([written], sections, sections)[1]
    return problems
