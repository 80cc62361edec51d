"""Forms to print and fill in by hand. They are about nobody, so anybody who is signed in may."""

from riskform.engine.documents import Document
from riskform.engine.documents.blank import blank_document
from riskform.errors import NotFound
from riskform.records import Session
from riskform.records.form_versions import Published
from riskform.services.actors import Actor
from riskform.services.assessing import forms_on_offer
from riskform.services.opening import form_of


def blank_forms(session: Session, actor: Actor) -> tuple[tuple[Published, tuple[int, ...]], ...]:
    """Return each form about families that is in use, with the levels that it is asked at."""
    forms = forms_on_offer(session, "family", actor.agency)
    return tuple((form, form_of(session, form.hash).levels) for form in forms)


def blank_form(session: Session, actor: Actor, form_id: str, level: str) -> Document:
    """Return the version in use, as `actor`'s agency asks it. Raises NotFound."""
    for published, levels in blank_forms(session, actor):
        if published.form_id == form_id and level in {str(number) for number in levels}:
            day = published.published_at.date()
            return blank_document(form_of(session, published.hash), int(level), day)
    message = f"no form {form_id} is in use at level {level}"
    raise NotFound(message)
