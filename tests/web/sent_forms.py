"""The form of a page as a browser would send it, and answers typed into it."""

from html.parser import HTMLParser

from werkzeug.datastructures import MultiDict

Attributes = list[tuple[str, str | None]]


class FormReader(HTMLParser):
    """Collects what a browser sends of the forms whose action is `action`, buttons left out."""

    def __init__(self, action: str) -> None:
        super().__init__(convert_charrefs=True)
        self.action = action
        self.fields: list[tuple[str, str]] = []
        self.inside = False
        self.textarea: str | None = None
        self.select: str | None = None
        self.text = ""

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = given.get("action") == self.action
        if not self.inside:
            return
        if tag == "textarea":
            self.textarea, self.text = given["name"], ""
        elif tag == "select":
            self.select = given["name"]
        elif tag == "option" and self.select and "selected" in given:
            self.fields.append((self.select, given["value"]))
        elif tag == "input":
            ticked = given["type"] not in {"radio", "checkbox"} or "checked" in given
            if ticked and "name" in given:
                self.fields.append((given["name"], given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = None
        elif tag == "textarea" and self.textarea is not None:
            # A browser drops the first line feed, and sends every other as two characters.
            text = self.text.removeprefix("\n").replace("\n", "\r\n")
            self.fields.append((self.textarea, text))
            self.textarea = None

    def handle_data(self, data: str) -> None:
        if self.textarea is not None:
            self.text += data


def form_on(page: str, action: str, **typed: str | list[str]) -> MultiDict[str, str]:
    """Return what a browser sends of `page` to `action`, with `typed` in place of what stood there.

    Names have hyphens, so `typed` is passed as `**{"q-seen_on-day": "2"}`.
    """
    reader = FormReader(action)
    reader.feed(page)
    fields: MultiDict[str, str] = MultiDict(reader.fields)
    for name, value in typed.items():
        fields.setlist(name, value if isinstance(value, list) else [value])
    return fields
