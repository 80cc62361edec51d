"""Random identifiers: short enough to read aloud, or long enough not to be guessed."""

import secrets

# The letters I, L, O and U are left out, because people read them as digits or as each other.
_READABLE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOWER = "0123456789abcdefghjkmnpqrstvwxyz"


def new_reference() -> str:
    """Return a record's reference: 6 readable characters (32**6, about a thousand million)."""
    return "".join(secrets.choice(_READABLE) for _ in range(6))


def new_person_id() -> str:
    """Return a person's id: `p` and 9 characters, valid as an id of the definition language."""
    return "p" + "".join(secrets.choice(_LOWER) for _ in range(9))


def new_item_id() -> str:
    """Return the id of an outcome, an action or a row of a list: `i` and 9 characters."""
    return "i" + "".join(secrets.choice(_LOWER) for _ in range(9))


def new_token() -> str:
    """Return a secret of 256 bits, safe in a cookie."""
    return secrets.token_urlsafe(32)
