"""What one copy leaves out: what is withheld from its reader, but for what a person released.

A thing that can be released has a key: `finding:kit/sleep.sofa`, `outcome:ID`, `action:ID`,
`reply:kit/sleep.sofa`, `words:kit`, `level:kit`, `review:ID-2` for what was written at an
outcome's second review. What is derived from it has a key of its own, so
releasing the one releases nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from riskform.definitions.model import Form
from riskform.engine.case import Adult, Child
from riskform.engine.confidential import NOTHING, Withheld, united, withheld_from_family
from riskform.engine.plan import Action, Outcome

# The answer that holds a child's own words, by the name that language.md's forms give it
# (docs/writing-a-form.md, "Names with a meaning").
CHILDS_WORDS = "voice.wishes"


@dataclass(frozen=True, slots=True)
class Omissions:
    """What is left out of one copy.

    `others` are the ids of people about whom its reader is told no finding. `released` are keys.
    `for_workers` is what advice was left aside and which factors are suggested: for no family.
    """

    withheld: Withheld = NOTHING
    others: frozenset[str] = frozenset()
    released: frozenset[str] = frozenset()
    for_workers: bool = False

    def finding(self, at: str) -> bool:
        """Tell whether the words of a finding are left out, raised or not."""
        held = self.withheld.holds_finding(at) or at.partition("/")[0] in self.others
        return held and f"finding:{at}" not in self.released

    def reply(self, at: str) -> bool:
        """Tell whether the reason for a finding, or who finds it out, is left out."""
        return self.withheld.holds_finding(at) and f"reply:{at}" not in self.released

    def to_find_out(self, at: str) -> bool:
        """Tell whether what one person finds out is left out of that person's own list.

        The list says it in the words of the finding; a release of the reply covers those as well.
        """
        return (self.finding(at) or self.reply(at)) and f"reply:{at}" not in self.released

    def outcome(self, outcome: Outcome) -> bool:
        """Tell whether an outcome is left out, also for a finding that is not raised any more."""
        return self._tied(outcome.answers) and f"outcome:{outcome.id}" not in self.released

    def action(self, outcome: Outcome, action: Action) -> bool:
        """Tell whether an action is left out: for its own findings, or for its outcome's."""
        tied = self._tied((*outcome.answers, *action.answers))
        return tied and f"action:{action.id}" not in self.released

    def words(self, child_id: str) -> bool:
        """Tell whether what a child said or showed is left out."""
        return CHILDS_WORDS in self.withheld.questions and f"words:{child_id}" not in self.released

    def level(self, setter: str, child_id: str) -> bool:
        """Tell whether a child's level, which the question `setter` sets, is left out."""
        return setter in self.withheld.questions and f"level:{child_id}" not in self.released

    def written(self, outcome_id: str, number: int) -> bool:
        """Tell whether what a worker wrote at a review of an outcome is left out.

        It is so in every copy for somebody at home, whatever the outcome is tied to. A review is
        written for colleagues, often about what one of the family said of another; no question of
        a form stands over it whose answer could be marked as confidential.
        """
        return not self.for_workers and f"review:{outcome_id}-{number}" not in self.released

    def answer(self, at: str) -> bool:
        """Tell whether an answer is left out; an answer is never released."""
        return self.withheld.holds_answer(at)

    def _tied(self, ats: Iterable[str]) -> bool:
        return any(self.withheld.holds_finding(at) for at in ats)


WORKERS = Omissions(for_workers=True)


def for_family(form: Form, released: frozenset[str] = frozenset()) -> Omissions:
    """Return what a copy for everybody in the family leaves out."""
    return Omissions(withheld_from_family(form), released=released)


def for_adult(
    form: Form, adults: Iterable[Adult], adult_id: str, released: frozenset[str] = frozenset()
) -> Omissions:
    """Return what one adult's copy leaves out: also every finding about another adult.

    What is confidential from one of the family is withheld from all of it, whoever is named: a
    paper at home is read by everyone there, and a difference between two copies would tell.
    """
    others = frozenset(adult.id for adult in adults if adult.id != adult_id)
    return Omissions(withheld_from_family(form), others, released)


def for_child(
    form: Form,
    children: Iterable[Child],
    adults: Iterable[Adult],
    child_id: str,
    released: frozenset[str] = frozenset(),
) -> Omissions:
    """Return what one child's copy leaves out: also what is found about brothers and sisters.

    And about each adult: a child's copy is about the child.
    """
    people = (*(child.id for child in children), *(adult.id for adult in adults))
    others = frozenset(each for each in people if each != child_id)
    return Omissions(withheld_from_family(form), others, released)


def for_both(omissions: Omissions, before: Form, others: Iterable[str]) -> Omissions:
    """Return what a copy leaves out that compares a record with one on the form `before`.

    What either form keeps from the family is told of neither record, and a finding about one of
    `others`, who were in that record, as little as `omissions` tell of the people in this one.
    Nothing is released for it: who released words for one paper has not read them beside others.
    """
    withheld = united(omissions.withheld, withheld_from_family(before))
    return replace(
        omissions,
        withheld=withheld,
        others=omissions.others | frozenset(others),
        released=frozenset(),
    )
