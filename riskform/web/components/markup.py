"""Making HTML from text. All text is escaped; only what is already Markup stays as it is."""

from collections.abc import Callable, Mapping

from markupsafe import Markup, escape

Attributes = Mapping[str, object]
Caller = Callable[[], str]  # the body of a {% call %} block
NO_ATTRIBUTES: Attributes = {}
NOTHING = Markup()


def made(html: str) -> Markup:
    """Return `html`, which was put together here out of escaped parts, as Markup."""
    # Markup's own way asks first, in Python, how what it is given wants to be escaped.
    return str.__new__(Markup, html)


def safe(value: object) -> str:
    """Return a text ready to stand in HTML, also between quotes."""
    if type(value) is not str:
        return str(escape(value))
    # What `escape` writes, without making Markup of each of the hundreds of texts of a page.
    text = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&#34;").replace("'", "&#39;")


def body(caller: Caller | None) -> str:
    """Return what stands in the {% call %} block, "" without one."""
    return caller() if caller is not None else ""


def classed(base: str, more: str) -> str:
    """Return the classes `base` and `more`, as they stand in a class attribute."""
    return f"{base} {safe(more)}" if more else base


def written(attributes: Attributes | None) -> str:
    """Return attributes as they stand in a tag, each with a space before it; None is left out."""
    if not attributes:
        return ""
    return "".join(
        f' {safe(name)}="{safe(value)}"' for name, value in attributes.items() if value is not None
    )


def given(name: str, value: object) -> str:
    """Return one attribute with a space before it, or "" where there is nothing to say."""
    return f' {name}="{safe(value)}"' if value else ""
