"""What stands above a page: the way back, and whose page it is."""

from markupsafe import Markup

from riskform.web.components.markup import (
    NO_ATTRIBUTES,
    Attributes,
    classed,
    made,
    safe,
    written,
)


def back_link(
    href: str, text: object = "Back", classes: str = "", attributes: Attributes = NO_ATTRIBUTES
) -> Markup:
    """Return the link to where the page was reached from."""
    own = classed("govuk-back-link", classes)
    return made(f'<a href="{safe(href)}" class="{own}"{written(attributes)}>{safe(text)}</a>')


def way_back(href: str, text: object = "Back") -> Markup:
    """Return the same as a part of the page that screen readers find by its name."""
    return made(f'<nav aria-label="Back">{back_link(href, text)}</nav>')


def who_bar(
    name: object, reference: object, about: object = "", saved: object = "", href: str = ""
) -> Markup:
    """Return whose page this is, at the head of every page about a family.

    `name` is "Kit", or "Kit and Rosa" on a family's page; `about` is a few words, such as "11
    weeks old". `saved` is "Saved at 14:32", which script may change while the page is open.
    `reference` names the record, and becomes the link to its overview where there is a `href`.
    """
    record = safe(reference)
    if href:
        link = '<a class="govuk-link govuk-link--no-visited-state"'
        record = f'{link} href="{safe(href)}">{record}</a>'
    about_them = f' <span class="rf-who__about">{safe(about)}</span>' if about else ""
    return made(
        f'<div class="rf-who">\n<p class="rf-who__name">{safe(name)}{about_them}</p>\n'
        f'<p class="rf-who__facts"><span>Record {record}</span>'
        f' <span class="rf-who__saved" id="saved" role="status">{safe(saved)}</span></p>\n</div>'
    )
