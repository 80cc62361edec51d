"""The components that a page of questions is made of, as functions (docs/adr/0005-own-macros.md).

Templates have them as globals. Their parameters are those of the GOV.UK Design System, in the
words of our forms; what they write equals the HTML fixtures of the govuk-frontend package
(tests/web/components). Text is always escaped; pass Markup only for markup made here.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from riskform.web.components import above, choices, fields, findings, folded, parts, questions

ABOVE: Final = (above.back_link, above.way_back, above.who_bar)
PARTS: Final = (parts.label, parts.hint, parts.error_message, parts.fieldset, parts.describing)
FIELDS: Final = (
    fields.button,
    fields.input,
    fields.textarea,
    fields.select,
    choices.radios,
    choices.checkboxes,
    choices.date_input,
)
FINDINGS: Final = (findings.icon, findings.kind_mark, findings.finding, findings.findings)
FOLDED: Final = (folded.details, folded.guidance, folded.ring)
QUESTIONS: Final = (
    questions.question,
    questions.field,
    questions.laid_out,
    questions.save_buttons,
    questions.take_back,
    questions.carried,
)
COMPONENTS: Final[Mapping[str, Callable[..., Any]]] = {
    one.__name__: one for one in (*ABOVE, *PARTS, *FIELDS, *FINDINGS, *FOLDED, *QUESTIONS)
}
