"""A browser over real HTTP: it keeps its cookie and sends forms as our pages do."""

import re
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from tests.web.sent_forms import form_on

_PATIENCE = 30  # seconds
Fields = MultiDict[str, str]


class Unanswered(Exception):
    """The server went away before it answered."""


@dataclass(frozen=True)
class Answered:
    """A response: its status, where it leads, and its page."""

    status: int
    leads_to: str
    text: str


@dataclass
class Visitor:
    """One browser at the server on `port` of this machine."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answered:
        """Open a page. Raises Unanswered."""
        return self._ask("GET", path, None)

    def post(self, path: str, fields: Fields) -> Answered:
        """Send a form. Raises Unanswered."""
        return self._ask("POST", path, urlencode(list(fields.items(multi=True))).encode())

    def send(self, page: str, action: str, **typed: str) -> Answered:
        """Open `page`, type into the form that goes to `action`, and send it."""
        return self.post(action, form_on(self.get(page).text, action, **typed))

    def sign_in(self, name: str) -> "Visitor":
        """Sign in as the demo person called `name`, and return this browser."""
        page = self.get("/sign-in").text
        forms = re.findall(
            r'<form method="post" action="/sign-in/demo">.*?</form>', page, re.DOTALL
        )
        (own,) = [form for form in forms if f"Sign in as {name}," in form]
        assert self.post("/sign-in/demo", form_on(own, "/sign-in/demo")).status == 303
        return self

    def start(self, family: str) -> str:
        """Start an assessment of a new family; return its address."""
        typed = {
            "form": "child_risk_assessment",
            "family": "new",
            "new_family": family,
            "level": "3",
        }
        made = self.send("/assessments/new", "/assessments/new", **typed)
        assert made.status == 303, made.text
        return made.leads_to.removesuffix("/people")

    def add_child(self, record: str, name: str) -> str:
        """Add a child of about two to an assessment; return the id."""
        made = self.send(
            f"{record}/people/child", f"{record}/people/child", name=name, age_years="2"
        )
        assert made.status == 303, made.text
        page = self.get(f"{record}/people").text
        return str(re.findall(rf'{record}/people/child/(\w+)"', page)[-1])

    def _ask(self, method: str, path: str, body: bytes | None) -> Answered:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode("utf-8", errors="replace")
        except (OSError, HTTPException) as problem:
            raise Unanswered(path) from problem
        finally:
            connection.close()
        for cookie in response.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answered(response.status, response.headers.get("Location", ""), text)
