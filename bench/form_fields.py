"""What a browser would post back from a page without touching it."""

from html.parser import HTMLParser
from urllib.parse import urlencode

_UNSENT = frozenset({"submit", "button", "image", "reset", "file"})


class _Form(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.fields: list[tuple[str, str]] = []
        self.textarea: str | None = None
        self.select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {key: value or "" for key, value in attrs}
        if tag == "form":
            # Only the page's own form is wanted, and not the one that signs out.
            self.inside = "action" not in named or "sign-out" not in named["action"]
        elif self.inside and tag == "input":
            self._input(named, {key for key, _ in attrs})
        elif self.inside and tag == "textarea":
            self.textarea = named.get("name")
            self.fields.append((self.textarea or "", ""))
        elif self.inside and tag == "select":
            self.select = named.get("name")
        elif self.select and tag == "option" and any(key == "selected" for key, _ in attrs):
            self.fields.append((self.select, named.get("value", "")))

    def _input(self, named: dict[str, str], keys: set[str]) -> None:
        kind = named.get("type", "text")
        if kind in _UNSENT or (kind in {"radio", "checkbox"} and "checked" not in keys):
            return
        self.fields.append((named.get("name", ""), named.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self.textarea is not None:
            name, text = self.fields[-1]
            self.fields[-1] = (name, text + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            self.textarea = None
        elif tag == "select":
            self.select = None


def posted_fields(page: str) -> list[tuple[str, str]]:
    """Return the names and values of the page's form, in order, as a browser sends them."""
    form = _Form()
    form.feed(page)
    return [(name, value.removeprefix("\n")) for name, value in form.fields if name]


def body_of(fields: list[tuple[str, str]], **changed: str) -> bytes:
    """Return `fields`, with `changed` in the place of those of the same name, form-encoded."""
    kept = [(name, changed.get(name, value)) for name, value in fields]
    return urlencode(kept).encode()
