"""The list at the head of a page that says what to put right, each a link to its field."""

from collections.abc import Collection, Mapping


def summary(messages: Mapping[str, str], days: Collection[str] = ()) -> list[dict[str, str]]:
    """Return `messages`, by field name, as the layout's `errors`.

    `days` names the fields that are three boxes: their link leads to the first.
    """
    return [
        {"text": message, "href": f"#{field}-day" if field in days else f"#{field}"}
        for field, message in messages.items()
    ]
