"""The short form with the question that tells who needs an Easy Read copy, and a family on it."""

from dataclasses import dataclass
from datetime import timedelta

from riskform.definitions.library import load
from riskform.engine.case import Answer
from riskform.paths import bundled
from riskform.services import answering, publishing
from tests.services.office import NOW, SHORT_FORM, TODAY, Office

_FILES = {
    "short/form.yaml": SHORT_FORM["short/form.yaml"]
    .replace("version: 1", "version: 2")
    .replace("sleep, care]", "sleep, care, needs]"),
    "sections/needs.yaml": """
section: needs
title: What helps
ask: each adult
questions:
  - id: helps
    label: "What helps {adult}?"
    type: choices
    options:
      easy: {label: "Easy Read: large print", family_copy: easy_read}
      pictures: Pictures
  - {id: secret, label: "Who must not know about {adult}?", type: text, EXTRA}
""",
}


@dataclass(frozen=True)
class Family:
    """A draft by Priya about Kit, with Carly and Dean, and one outcome."""

    office: Office
    reference: str
    kit: str
    carly: str
    dean: str

    def needs(self, person: str, *ticked: str) -> None:
        """Tick what helps one adult."""
        with self.office.writing() as session:
            page = answering.open_page(
                session, self.office.priya, self.reference, "needs", person, TODAY
            )
            answering.save_page(
                *(session, self.office.priya, self.reference, "needs", person),
                {"helps": Answer(list(ticked))},
                page.seen_revision,
                today=TODAY,
                now=NOW,
            )


def family(office: Office, extra: str = "hint: Ask.") -> Family:
    """Publish the form and start a draft on it; `extra` is a key of its second question."""
    rules = {
        name: bundled("form_definitions").joinpath(name).read_text("utf-8")
        for name in ("levels.yaml", "smart_rules.yaml")
    }
    needs = _FILES["sections/needs.yaml"].replace("EXTRA", extra)
    library = load({**SHORT_FORM, **rules, **_FILES, "sections/needs.yaml": needs})
    assert not library.errors, library.errors
    with office.writing() as session:
        publishing.publish_library(session, library, NOW + timedelta(minutes=1))
    reference = office.start("Marsh")
    kit = office.child(reference)
    carly = office.adult(reference, "Carly", "yes", **{kit: "mother"})
    dean = office.adult(reference, "Dean", "sometimes", **{kit: "father"})
    office.outcome(reference, kit, what="Kit sleeps in a cot")
    return Family(office, reference, kit, carly, dean)
