"""Small forms for tests: sections as YAML, a case as YAML, the result as `evaluate` prints it."""

import re
from textwrap import dedent
from typing import Any

from riskform.cli.results import result_of
from riskform.definitions.library import load
from riskform.definitions.model import Form
from riskform.engine.case_reading import read_case
from riskform.engine.evaluation import Evaluation, evaluate

SLEEP = """
    section: sleep
    title: Sleep
    ask: each child
    questions:
      - id: last_night
        label: Where did {child} sleep?
        type: choice
        required: true
        show_if: child.is_born
        options: {cot: Cot, sofa: Sofa}
        not_known: Where {child} slept is not known.
        if_blank: Nobody asked about {child}.
    findings:
      - {id: sofa, kind: concern, when: last_night is sofa, says: "{child} on a sofa.", do: Ask.}
"""
KIT = "children: {kit: {name: Kit, date_of_birth: 2025-12-15}}"


def form_of(*sections: str, conditions: str = "{}", levels: str | None = None) -> Form:
    """Return a form of these sections, each the text of a file; it has to be without mistakes."""
    texts = [dedent(text) for text in sections]
    names = [text.split("section: ")[1].split()[0] for text in texts]
    files = {f"sections/{name}.yaml": text for name, text in zip(names, texts, strict=True)}
    files["f/form.yaml"] = (
        f"form: f\nversion: 1\ntitle: F\nsections: [{', '.join(names)}]\nconditions: {conditions}\n"
    )
    if levels is not None:
        files["levels.yaml"] = dedent(levels)
    library = load(files)
    assert not library.errors, [problem.with_excerpt() for problem in library.errors]
    return library.forms["f"]


def evaluated(form: Form, case: str = "") -> Evaluation:
    """Return the evaluation of a case: on 2 March 2026, at level 3, where it says nothing else."""
    text = dedent(case)
    for key, value in (("on", "2026-03-02"), ("level", "3")):
        if not re.search(rf"^{key}:", text, re.MULTILINE):
            text = f"{key}: {value}\n{text}"
    return evaluate(form, read_case("case.yaml", text.encode(), form))


def result(form: Form, case: str = "") -> dict[str, Any]:
    """Return what `evaluate --json` prints, the findings and what is invalid by their `at`."""
    plain: dict[str, Any] = result_of(evaluated(form, case))
    plain["findings"] = [finding["at"] for finding in plain["findings"]]
    plain["invalid"] = [item["at"] for item in plain["invalid"]]
    return plain
