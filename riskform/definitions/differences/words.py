"""Small words for what stands in a form."""

_NAMES = {"{child}": "the child", "{adult}": "the adult", "{family}": "the family"}


def plain(text: str) -> str:
    """Return a text of a form with a word in the place of each name, and a capital first."""
    for name, word in _NAMES.items():
        text = text.replace(name, word)
    return text[:1].upper() + text[1:]


def yes_no(*, given: bool) -> str:
    """Return yes or no."""
    return "yes" if given else "no"
