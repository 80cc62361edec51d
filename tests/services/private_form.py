"""The short form with private questions, and an assessment on it that two practitioners see."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from riskform.definitions.library import Library, load
from riskform.engine.case import Answer
from riskform.paths import bundled
from riskform.records import Session
from riskform.services import answering, publishing
from riskform.services.actors import Actor
from tests.services.office import NOW, SHORT_FORM, TODAY, Office, account

# What a colleague must never read: what was answered, and whatever is shown because of it.
SECRETS = ("Zinnia", "Quartz", "Obsidian", "Marigold", "Foxglove", "Larkspur")
_FILES = {
    "short/form.yaml": SHORT_FORM["short/form.yaml"]
    .replace("version: 1", "version: 2")
    .replace("sleep, care]", "sleep, care, engage, alone, deep]"),
    "sections/engage.yaml": """
section: engage
title: Working with the family
ask: each adult
questions:
  - {id: open, label: "What did {adult} agree to?", type: text}
  - id: hard
    label: "What was hard to say to {adult}?"
    type: text
    private_to: [author, manager]
    if_blank: Larkspur was not asked.
  - id: more
    label: Obsidian, and what else?
    type: text
    show_if: hard is answered
findings:
  - {id: unsaid, kind: concern, when: hard is answered, says: "Marigold about {adult}.",
     do: Talk it over.}
  - {id: felt, kind: urgent, when: more is answered, says: "Foxglove about {adult}.", do: Ring.}
""",
    "sections/alone.yaml": """
section: alone
title: For supervision
ask: family
questions:
  - {id: worry, label: What worries you?, type: text, private_to: [author, manager]}
""",
    "sections/deep.yaml": """
section: deep
title: Obsidian section
ask: each child
show_if: any adult where engage.hard is answered
questions:
  - {id: dark, label: Obsidian question, type: text, required: true}
findings:
  - {id: seen, kind: unclear, when: dark is answered, says: Foxglove again., do: Ask.}
""",
}


@cache
def private_library() -> Library:
    """Return version 2 of the short form, with the levels and the SMART rules."""
    rules = {
        name: bundled("form_definitions").joinpath(name).read_text("utf-8")
        for name in ("levels.yaml", "smart_rules.yaml")
    }
    library = load({**SHORT_FORM, **rules, **_FILES})
    assert not library.errors, library.errors
    return library


@dataclass(frozen=True)
class Shared:
    """An assessment by Priya on that form, all private questions answered; Ravi is a colleague."""

    office: Office
    ravi: Actor
    reference: str
    kit: str
    dean: str

    def save(self, actor: Actor, section: str, person: str, **typed: str | None) -> None:
        """Save one page as `actor`, at the revision that now stands."""
        with self.office.writing() as session:
            save(session, actor, self.reference, section, person, **typed)


def save(
    session: Session, actor: Actor, reference: str, section: str, person: str, **typed: str | None
) -> answering.Saved:
    """Save one page as `actor`."""
    given = {name: None if text is None else Answer(text) for name, text in typed.items()}
    page = answering.open_page(session, actor, reference, section, person, TODAY)
    return answering.save_page(
        *(session, actor, reference, section, person, given, page.seen_revision),
        today=TODAY,
        now=NOW,
    )


def shared(office: Office, ravi: str = "Ravi Shah") -> Shared:
    """Start, answer and return it; what the plan needs is answered but for one concern."""
    with office.writing() as session:
        publishing.publish_library(session, private_library(), NOW + timedelta(minutes=1))
        colleague = account(session, ravi, "practitioner", "North")
    reference = office.start("Marsh")
    kit = office.child(reference)
    dean = office.adult(reference, "Dean", "sometimes", **{kit: "father"})
    made = Shared(office, colleague, reference, kit, dean)
    office.answer_everything(reference, kit)
    office.answer(reference, "care", dean, spoken="yes")
    office.answer(reference, "engage", dean, open="A cot", hard="Zinnia", more="Quartz")
    office.answer(reference, "alone", "family", worry="Zinnia alone")
    office.answer(reference, "deep", kit, dark="Quartz deep")
    return made
