"""What a case raises: the findings of the form, and those that nobody wrote."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from riskform.definitions.conditions.words import NOT_KNOWN
from riskform.definitions.model import KINDS, FindingRule, Form, Kind, Section, Unclear
from riskform.engine.household import Household, Standing
from riskform.engine.passing import scope_of
from riskform.engine.program import Program, SectionRules, says_something_unwritten
from riskform.engine.wording import filled

MOST_TOLD = 4096  # sections of a person, for which words are kept

AGE_NOT_KNOWN = Unclear(
    says="{child}'s age is a guess: the date of birth is not known.",
    do="Ask the parents or the health visitor for the date of birth.",
)


@dataclass(frozen=True, slots=True)
class RaisedFinding:
    """A finding about one person (or the family), in words; `within` counts working days.

    `question` is the id of the question it stands under; `blank` tells that it speaks of a
    question that nobody answered; `contact` is the id of whom to ring.
    """

    at: str
    kind: Kind
    says: str
    do: str | None
    within: int | None
    person: str
    section: str
    question: str | None = None
    blank: bool = False
    rule: FindingRule | None = field(default=None, repr=False, compare=False)
    contact: str | None = None


# What is answered where Not known is: the option, or in `choices` the option alone.
_SAYS_NOT_KNOWN = (NOT_KNOWN, (NOT_KNOWN,))


def raised_findings(
    form: Form, program: Program, household: Household, asked: Mapping[str, bytearray]
) -> tuple[RaisedFinding, ...]:
    """Return every finding, by kind and then in reading order.

    `asked` marks the questions on each person's route, by their positions in reading order.
    """
    found = [*_ages(form, household)]
    for rules in program.sections:
        if rules.rules or rules.unwritten:
            for person in household.asked_as(rules.section.ask):
                found += _in_section(form, household, rules, person, asked[person.id])
    return tuple([finding for kind in KINDS for finding in found if finding.kind == kind])


def _in_section(
    form: Form, household: Household, rules: SectionRules, person: Standing, asked: bytearray
) -> list[RaisedFinding]:
    """Return what one section raises of one person: first what nobody wrote."""
    child, adult = scope_of(rules.section.ask, person)
    if rules.shown is not None and not rules.shown(household, child, adult, None):
        return []
    found = _nobody_wrote(form, household, rules, person, asked) if rules.unwritten else []
    for needs, holds, rule in rules.rules:
        if needs is not None and needs not in person.values:
            continue
        if holds(household, child, adult, None):
            found.append(_raised(rules.section, rule, person))
    return found


def _raised(section: Section, rule: FindingRule, person: Standing) -> RaisedFinding:
    return RaisedFinding(
        at=f"{person.id}/{section.id}.{rule.id}",
        kind=rule.kind,
        says=filled(rule.says, person, section.ask),
        do=filled(rule.do, person, section.ask) if rule.do else None,
        within=rule.within,
        person=person.id,
        section=section.id,
        question=rule.question,
        rule=rule,
        contact=rule.contact,
    )


def _nobody_wrote(
    form: Form, household: Household, rules: SectionRules, person: Standing, asked: bytearray
) -> list[RaisedFinding]:
    """Return the findings that nobody wrote: of a Not known, and of a blank on the route."""
    found = []
    section, start = rules.section.id, rules.start
    for told in _unwritten(form, section, household.level, person.id, person.name):
        number, ref, of_blank, of_not_known = told
        if asked[start + number]:
            value = person.values.get(ref)
            if value is None:
                if of_blank is not None:
                    found.append(of_blank)
            elif of_not_known is not None and value in _SAYS_NOT_KNOWN:
                found.append(of_not_known)
    return found


@lru_cache(maxsize=MOST_TOLD)
def _unwritten(
    form: Form, section: str, level: int, person: str, name: str
) -> tuple[tuple[int, str, RaisedFinding | None, RaisedFinding | None], ...]:
    """Return what each question with such a finding says of one person: if blank, if Not known.

    Before both stand its number in the section and its ref. Most of it is said again at every
    save, word for word, so that it is put into words once.
    """
    told = []
    for number, question in enumerate(form.section_by_id[section].questions):
        if says_something_unwritten(question):
            of = _Of(question.ask, Standing(person, name), section, question.id)
            at = f"{person}/{question.ref}"
            blank = unknown = None
            if question.if_blank and question.type != "calculated":
                of_blank = replace(of, blank=True)
                blank = _unclear(form, level, question.if_blank, f"{at}.if_blank", of_blank)
            if question.not_known:
                unknown = _unclear(form, level, question.not_known, f"{at}.not_known", of)
            told.append((number, question.ref, blank, unknown))
    return tuple(told)


def _ages(form: Form, household: Household) -> Iterator[RaisedFinding]:
    for child in household.children:
        if child.age_is_a_guess:
            of = _Of("child", child, "people", None)
            at = f"{child.id}/people.age_not_known"
            yield _unclear(form, household.level, AGE_NOT_KNOWN, at, of)


@dataclass(frozen=True, slots=True)
class _Of:
    """Whom and what an unclear item is about."""

    ask: str
    person: Standing
    section: str
    question: str | None
    blank: bool = False


def _unclear(form: Form, number: int, unclear: Unclear, at: str, of: _Of) -> RaisedFinding:
    """Return the finding; what it does not say, the level that is worked at, `number`, says."""
    level = form.level_rules.get(number)
    do = unclear.do or (level.unclear_do if level else None)
    within = unclear.within
    if within is None and level is not None:
        within = level.unclear_within
    return RaisedFinding(
        at=at,
        kind="unclear",
        says=filled(unclear.says, of.person, of.ask),
        do=filled(do, of.person, of.ask) if do else None,
        within=within,
        person=of.person.id,
        section=of.section,
        question=of.question,
        blank=of.blank,
        contact=unclear.contact,
    )
