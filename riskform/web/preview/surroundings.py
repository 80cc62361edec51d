"""What the views of the preview have: the folder, what is tried out, and a token for its forms."""

import hmac
from dataclasses import dataclass
from typing import Final, cast

from flask import abort, current_app, request
from werkzeug.exceptions import Forbidden

from riskform.definitions.contacts import Contact
from riskform.definitions.overlay_shapes import variant_name
from riskform.web.preview.showing import Tried
from riskform.web.preview.trying import Desk
from riskform.web.preview.watching import Watched
from riskform.web.security import refuse_large_bodies, refuse_other_sites
from riskform.web.transactions import SAFE_METHODS

NAME: Final = "riskform_preview"


@dataclass(frozen=True, slots=True)
class Preview:
    """One running preview. `token` is new at every start; only its own pages know it."""

    watched: Watched
    desk: Desk
    token: str


def preview() -> Preview:
    """Return the preview that answers this request."""
    return cast("Preview", current_app.extensions[NAME])


def tried(form_id: str) -> Tried:
    """Return a form with what is tried out with it; 404 where no form can be shown."""
    looked = preview().watched.look()
    core = looked.usable.get(form_id)
    if core is None or "@" in form_id:
        message = "There is no such form, or it has problems. The page of all forms shows them."
        abort(404, message)
    trying = preview().desk.of(core.form)
    kept = looked.usable.get(variant_name(form_id, trying.agency), core)
    return Tried(form_id, kept, trying, looked)


def contact_of(contact_id: str | None) -> Contact | None:
    """Return whom to ring, for templates."""
    return preview().watched.look().library.contacts.get(contact_id or "")


def guard() -> None:
    """Refuse what no page of this preview sent: another website must not write files here."""
    if request.method in SAFE_METHODS:
        return
    refuse_large_bodies()
    refuse_other_sites()
    sent = request.form.get("csrf_token", "")
    if not hmac.compare_digest(sent.encode(), preview().token.encode()):
        message = "The preview was started anew since this page was opened. Reload the page."
        raise Forbidden(message)
