"""The things that stand under one another in a printed document.

Every text is plain text as people wrote it, lines kept; printing makes it safe. `""` and `()`
mean that there is nothing to say, and then nothing is printed for it, unless a field says
otherwise.
"""

from dataclasses import dataclass
from typing import Literal

from riskform.engine.documents.action_lines import ActionLine
from riskform.engine.documents.measured import OutcomeProgress

FindingKind = Literal["urgent", "concern", "unclear", "protective", "strength"]

ChangeKind = Literal["new", "changed", "gone"]


@dataclass(frozen=True, slots=True)
class Words:
    """What a child said, or what a child who does not talk showed us; never reworded.

    text: the words exactly as they were written down.
    spoken: True prints quotation marks; False is for what a child did ("Kit turns to Nan's
        voice"), which is not a quotation.
    how: who heard or saw it, and when: "Ellie told Priya Nair on 2 March 2026".
    question, number: what was asked, and its number as on the page of answers.
    language: BCP 47 tag if the words are in another language than English ("ur", "pl").
    """

    text: str
    spoken: bool = True
    how: str = ""
    question: str = ""
    number: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class AnswerItem:
    """One row of a list question: its fields in the order of the form.

    title: the name of the row ("Baby monitor lent by the health visitor", "Visit 2"), or "".
    fields: (label, text) pairs; a field with no text prints as not answered.
    """

    title: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One question and its answer; they never stand on two pages unless the answer is long.

    number: as on screen ("4.2"); prints in the margin.
    question: the question's label, the child's name already in it.
    answer: one text for a single answer; one text for each option ticked, in the form's order
        (two or more print as a list); () prints "Not answered", so blank never looks safe.
        The answer Not known is a text like any other ("Not known").
    items: the rows of a list question, in place of `answer`.
    how_known: "Seen by me on 2 March 2026", "A parent told me", or "".
    problem: why the answer can't be used as it stands ("31/2/2026 is not a real date"), or "".
    """

    number: str
    question: str
    answer: tuple[str, ...] = ()
    items: tuple[AnswerItem, ...] = ()
    how_known: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding: its kind prints as a word and a shape, in the margin.

    kind: urgent, concern, unclear, protective or strength.
    says: the finding in one sentence.
    because: the answers that raised it, each on a line: "Where did Kit sleep? On the sofa".
    do: what to do about it, or "".
    by: when, in words: "Today", "By Tuesday 3 March 2026", or "".
    contact: whom to ring about it, with number and hours, or "".
    """

    kind: FindingKind
    says: str
    because: str = ""
    do: str = ""
    by: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeCard:
    """One outcome of a plan, and its actions.

    number: "1", "2", … within the child's part.
    what: what will be different for the child. now: what it is like now. measure: how we will
        know, and what is good enough. by: the day of the check, in words. if_not: what happens
        if it has not changed by then. Each prints "Not decided" when it is blank.
    actions: in the plan's order; () prints "No actions yet".
    answers: the sentences of the findings that this outcome answers.
    notes: sentences under the card, such as advice left aside and why.
    short: True for a child's copy, which doesn't say what happens if nothing changes.
    """

    number: str
    what: str
    now: str
    measure: str
    by: str
    if_not: str
    actions: tuple[ActionLine, ...] = ()
    answers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    short: bool = False


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """A finding that no outcome answers: why not, or who clears it up and by when.

    kind, says: of the finding. reason: why it has no outcome, as written.
    owner, due: for an unclear finding, who finds out, and by when ("3 March 2026").
    A row with neither reason nor owner prints "Nobody has said yet".
    """

    kind: FindingKind
    says: str
    reason: str = ""
    owner: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class ActionTable:
    """Actions gathered under one heading ("What Priya Nair does"), for a list to carry along.

    heading: "" prints the table alone. actions: in the order to print.
    """

    heading: str
    actions: tuple[ActionLine, ...]


@dataclass(frozen=True, slots=True)
class OwnAction:
    """One thing that the reader does: what, by which day, and what will be different by it.

    due prints in the margin, "Not decided" when it is blank. serves: the outcome in its own words,
    or "". answers: the sentences of the findings that it answers by itself.
    """

    what: str
    due: str = ""
    serves: str = ""
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What is different from last time: what it is, and its words before and now.

    kind: new (nothing stood there), changed, or gone (nothing stands there now). of: the outcome
    that it belongs to, in its words, or "".
    """

    kind: ChangeKind
    what: str
    before: str = ""
    now: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class WriteIn:
    """Something to fill in by hand: what it asks, what is known already, and lines to write on.

    lines: how many; 0 where `known` is all there is to say.
    """

    label: str
    known: tuple[str, ...] = ()
    lines: int = 1


@dataclass(frozen=True, slots=True)
class BlankQuestion:
    """One question of a blank form, with boxes to tick and lines to write on.

    number, question, hint: as on screen. asked: when it is asked, or "". several: more than one
    option may be ticked. lines: how many to write on. fields: of a list question, each with a line.
    how_known: the ways in which an answer can be known, () where the question doesn't ask.
    """

    number: str
    question: str
    hint: str = ""
    asked: str = ""
    several: bool = False
    options: tuple[str, ...] = ()
    lines: int = 0
    fields: tuple[str, ...] = ()
    how_known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A plain paragraph, with a small heading if there is one."""

    text: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class EasyText:
    """A small heading and the lines under it in an Easy Read copy: one idea a line, () for none."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EasyPoint:
    """One thing of an Easy Read copy: what it is, one idea a line, and who, when or why.

    picture: True leaves an empty box beside it, for a picture to draw or to stick in.
    """

    lines: tuple[str, ...]
    more: tuple[EasyText, ...] = ()
    picture: bool = False


@dataclass(frozen=True, slots=True)
class EasyOutcome:
    """One outcome of a plan in an Easy Read copy.

    number: as in OutcomeCard. goal: what will be different, how it is now, what we want to see.
    actions: in the plan's order; () prints "Not decided yet". after: when it is looked at again,
    and what happens then.
    """

    number: str
    goal: EasyPoint
    actions: tuple[EasyPoint, ...] = ()
    after: tuple[EasyText, ...] = ()


Block = (
    AnswerRow
    | FindingRow
    | OutcomeCard
    | ReasonRow
    | ActionTable
    | OwnAction
    | ChangeRow
    | WriteIn
    | BlankQuestion
    | Note
    | EasyText
    | EasyPoint
    | EasyOutcome
    | OutcomeProgress
)
