"""One small form with a confidential question, and the facts of a record made with it."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from riskform.definitions.library import load
from riskform.definitions.model import Form
from riskform.engine.case import Adult, Answer, Case, Child, Tie
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.evaluation import evaluate
from riskform.engine.plan import Plan
from riskform.paths import bundled

DAY = date(2026, 3, 2)
KIT = Child("kit", "Kit", date_of_birth=date(2025, 12, 15))
DEAN = Adult("dean", "Dean", {"kit": Tie("father", "yes")})
FILES = {
    "tiny/form.yaml": """
form: tiny
version: 1
title: Tiny form
about: family
levels: [2, 3, 4, 5]
sections: [voice, sleep, abuse, adults]
conditions:
  somebody_is_afraid: any child where abuse.afraid is yes
plan: smart
""",
    "sections/voice.yaml": """
section: voice
title: Voice
ask: each child
questions:
  - id: wishes
    label: "What does {child} say?"
    type: long_text
    how_known: true
    wording:
      - {when: not child.is_born or child.age_months < 24, label: "What does {child} show us?"}
""",
    "sections/sleep.yaml": """
section: sleep
title: Sleep
ask: each child
questions:
  - {id: place, label: "Where does {child} sleep?", type: choices, options: {cot: Cot, sofa: Sofa}}
  - {id: seen_on, label: When was it seen?, type: date}
  - id: visits
    label: Which visits?
    type: list
    fields:
      - {id: day, label: Day, type: date}
      - {id: worker, label: Who, type: text}
findings:
  - {id: sofa, kind: urgent, when: place includes sofa, says: "{child} sleeps on a sofa.",
     do: Agree a safe plan., within: 0 working days}
  - {id: cot, kind: protective, when: place includes cot, says: "{child} sleeps in a cot."}
  - {id: not_seen, kind: unclear, when: seen_on is not answered, says: Nobody saw it.}
""",
    "sections/abuse.yaml": """
section: abuse
title: Being hurt
ask: each child
questions:
  - {id: afraid, label: "Is {child} afraid of anybody at home?", type: yes_no,
     confidential_from: family copies}
  - {id: of_whom, label: "Of whom is {child} afraid?", type: text, show_if: afraid is yes}
findings:
  - {id: afraid_at_home, kind: urgent, when: afraid is yes, says: "{child} is afraid at home.",
     do: Talk to the police.}
  - {id: afraid_of, kind: concern, when: of_whom is answered, says: "{child} named somebody."}
""",
    "sections/adults.yaml": """
section: adults
title: Adults
ask: each adult
questions:
  - {id: told, label: "What was {adult} told?", type: text}
findings:
  - {id: not_told, kind: unclear, when: somebody_is_afraid and told is not answered,
     says: "{adult} must not be told yet."}
  - {id: silent, kind: unclear, when: told is not answered, says: "{adult} was told nothing."}
""",
}


@cache
def form(
    abuse: str = FILES["sections/abuse.yaml"], sleep: str = FILES["sections/sleep.yaml"]
) -> Form:
    """Return the form, with the levels and the SMART rules that come with riskform."""
    rules = {
        name: bundled("form_definitions").joinpath(name).read_text("utf-8")
        for name in ("levels.yaml", "smart_rules.yaml")
    }
    changed = {"sections/abuse.yaml": abuse, "sections/sleep.yaml": sleep}
    library = load({**FILES, **rules, **changed})
    assert not library.errors, library.errors
    return library.forms["tiny"]


def facts(
    answers: Mapping[str, object] | None = None,
    plan: Plan = Plan(),  # noqa: B008 - frozen
    child: Child = KIT,
    form_: Form | None = None,
    level: int = 3,
) -> RecordFacts:
    """Return the facts of a record about one child and Dean; an answer may be a bare value."""
    given = {
        key: answer if isinstance(answer, Answer) else Answer(answer)
        for key, answer in (answers or {}).items()
    }
    used = form_ or form()
    return RecordFacts(
        reference="7K3F9Q",
        family_name="Marsh",
        form=used,
        level=level,
        status="Draft, not submitted",
        final=False,
        visit_on=DAY,
        as_at=DAY,
        children=(child,),
        adults=(DEAN,),
        answers=given,
        plan=plan,
        evaluation=evaluate(used, Case(DAY, level, (child,), (DEAN,), given)),
        due={"kit/sleep.sofa": DAY},
    )
