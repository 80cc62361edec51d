"""The boxes of a question about census factors, in three parts.

Those that the answers suggest come first, each with its reasons; every other one is folded away,
open where something in it is ticked or to be put right; the one that stands alone comes last. All
boxes have one name, so that they are read as one list.
"""

from markupsafe import Markup

from riskform.web.components.choices import checkboxes
from riskform.web.components.folded import details
from riskform.web.components.markup import made
from riskform.web.factors import ShownFactors
from riskform.web.shown import ShownField

NONE_SUGGESTED = "The answers so far suggest no factor. That does not mean that there is none."


def factors(f: ShownField, parts: ShownFactors) -> Markup:
    """Return the three parts, to stand under the legend of the question."""
    ticked = f.boxes.values
    first = f'<p class="govuk-body">{NONE_SUGGESTED}</p>'
    if parts.suggested:
        first = checkboxes(f.name, "", parts.suggested, ticked, id=f"{f.name}-suggested")
    others = details(
        "Another factor",
        checkboxes(f.name, "", parts.others, ticked, id=f"{f.name}-other", small=True),
        open=parts.others_open or f.error != "",
        classes="govuk-!-margin-bottom-4",
    )
    alone = checkboxes(f.name, "", parts.alone, ticked, id=f"{f.name}-alone")
    return made(f"{first}{others}{alone if parts.alone else ''}")
