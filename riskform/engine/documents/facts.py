"""What a document needs to know of a record besides what the engine works out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from riskform.definitions.contacts import Contact
from riskform.definitions.model import Form
from riskform.engine.case import Adult, Answer, Child
from riskform.engine.documents.model import Signature
from riskform.engine.evaluation import Evaluation
from riskform.engine.older_words import NOTHING_OLDER, OlderWords
from riskform.engine.plan import Plan
from riskform.engine.reviews.standing import OutcomeNow

NOBODY: Mapping[str, Contact] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """One assessment as it is printed.

    `due` gives the last day for a finding by its `at`. `status` is in words, `final` once it is
    agreed. `as_at` is the day that the content stands for. `contacts` are whom to ring, by id, as
    they are set on the day of printing. `for_whom` are the workers it is for, where those are not
    all who work with the family; `gone` says what is not in these facts any more. `before` is the
    record that this one is compared with, and `before_said` says which that is. `older` are the
    words of answers that the form does not offer any more. `reviewed` is the plan as it stands
    after its reviews, () where it is not agreed; `today` tells what of it is due.
    """

    reference: str
    family_name: str
    form: Form
    level: int
    status: str
    final: bool
    visit_on: date
    as_at: date
    children: tuple[Child, ...]
    adults: tuple[Adult, ...]
    answers: Mapping[str, Answer]
    plan: Plan
    evaluation: Evaluation
    due: Mapping[str, date]
    signatures: tuple[Signature, ...] = ()
    contacts: Mapping[str, Contact] = field(default_factory=lambda: NOBODY)
    for_whom: str = ""
    gone: tuple[str, ...] = ()
    before: "RecordFacts | None" = None
    before_said: str = ""
    older: OlderWords = field(default_factory=lambda: NOTHING_OLDER)
    reviewed: tuple[OutcomeNow, ...] = ()
    today: date | None = None

    def level_in_words(self, number: int) -> str:
        """Return `Level 3: coordinated support`, or the number alone where it has no name."""
        level = self.form.level_rules.get(number)
        return f"Level {number}: {level.name}" if level else f"Level {number}"
