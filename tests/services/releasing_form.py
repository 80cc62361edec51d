"""A small form that keeps an answer from the one who is named, and a family on it."""

from dataclasses import dataclass
from datetime import timedelta

from riskform.definitions.library import load
from riskform.engine.documents import to_json
from riskform.paths import bundled
from riskform.services import copies, planning, publishing, releasing
from riskform.services.actors import Actor
from riskform.services.releasing import Wanted
from tests.services.office import NOW, SHORT_FORM, TODAY, Office

HURT = """
section: hurt
title: Safe
ask: family
questions:
  - {id: present, label: Is anybody hurt?, type: yes_no, confidential_from: by_whom}
  - {id: by_whom, label: By whom?, type: person, confidential_from: family copies}
  - {id: hidden, label: What is hard to say?, type: yes_no, private_to: [author, manager]}
findings:
  - {id: now, kind: urgent, when: present is yes, says: Somebody is hurt., do: Ring the refuge.}
  - {id: unsaid, kind: urgent, when: hidden is yes, says: Something was not said.}
"""
PLAN = """\
  - {id: plan, label: What was agreed?, type: long_text, confidential_from: family copies}
"""
TOLD = """\
findings:
  - {id: silent, kind: urgent, when: spoken is no, says: "{adult} was told nothing.", do: Talk.}
"""
NOW_HURT = "family/hurt.now"


@dataclass(frozen=True)
class Case:
    """A draft in which Dean hurts Carly, with an outcome and an action because of it."""

    office: Office
    reference: str
    kit: str
    carly: str
    dean: str
    outcome: str
    action: str

    def text(self, reader: str, kind: str = "plan") -> str:
        with self.office.database.session(write=False) as session:
            asked = (session, self.office.priya, self.reference, kind, reader, TODAY)
            return to_json(copies.document(*asked))

    def left(
        self, reader: str, actor: Actor | None = None, kind: str = "plan"
    ) -> dict[str, copies.Left]:
        with self.office.database.session(write=False) as session:
            asked = (session, actor or self.office.priya, self.reference, kind, reader, TODAY)
            return {one.out.key: one for one in copies.preview(*asked).left}

    def release(
        self,
        item: str,
        reader: str,
        actor: Actor | None = None,
        reason: str = "She asked.",
        kind: str = "plan",
    ) -> None:
        with self.office.writing() as session:
            asked = (session, actor or self.office.priya, self.reference)
            releasing.release(*asked, Wanted(kind, reader, item), reason, TODAY, NOW)

    def take_back(self, item: str, reader: str) -> None:
        with self.office.writing() as session:
            asked = (session, self.office.priya, self.reference, Wanted("plan", reader, item))
            releasing.take_back(*asked, TODAY, NOW)


def hurt_family(office: Office) -> Case:
    """Publish the form, and start a draft in which Dean hurts Carly."""
    rules = {
        name: bundled("form_definitions").joinpath(name).read_text("utf-8")
        for name in ("levels.yaml", "smart_rules.yaml")
    }
    form = SHORT_FORM["short/form.yaml"].replace("version: 1", "version: 3")
    form = form.replace("sleep, care]", "sleep, care, hurt]")
    sleep = SHORT_FORM["sections/sleep.yaml"].replace(
        "  - {id: seen_on,", f"{PLAN}  - {{id: seen_on,"
    )
    files = {**SHORT_FORM, **rules, "short/form.yaml": form, "sections/hurt.yaml": HURT}
    files["sections/sleep.yaml"] = sleep
    files["sections/care.yaml"] += TOLD
    library = load(files)
    assert not library.errors, library.errors
    with office.writing() as session:
        publishing.publish_library(session, library, NOW + timedelta(minutes=2))
    reference = office.start("Marsh")
    kit = office.child(reference)
    carly = office.adult(reference, "Carly", "yes", **{kit: "mother"})
    dean = office.adult(reference, "Dean", "yes", **{kit: "father"})
    office.answer(reference, "sleep", kit, plan="At the refuge")
    office.answer(reference, "hurt", "family", present="yes", by_whom=dean, hidden="yes")
    outcome = office.outcome(reference, kit, NOW_HURT, what="Kit hears no shouting")
    fields = {"what": "Make the safety plan", "who": "Leanne Hart", "due": "2026-03-04"}
    with office.writing() as session:
        action = planning.put_action(session, office.priya, reference, outcome, fields, (), NOW)
    return Case(office, reference, kit, carly, dean, outcome, action)
