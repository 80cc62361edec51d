"""Requests that no page of ours sends: refused everywhere, and nothing of them in any log."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from werkzeug.datastructures import MultiDict

from tests.services.office import Office
from tests.soak.servers import Server
from tests.soak.visitors import Visitor
from tests.web.browsing import Browser
from tests.web.policy import WAYS
from tests.web.sent_forms import form_on

ADDRESSES = sorted(rule for method, rule in WAYS if method == "POST" and rule != "/sign-in/demo")


FORM = "application/x-www-form-urlencoded"
FILE = (
    b"--edge\r\n"
    b'Content-Disposition: form-data; name="file"; filename="x.txt"\r\n\r\nx\r\n'
    b"--edge--\r\n"
)


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("multipart/form-data; boundary=edge", FILE, 400),
        (FORM, b"a=" + b"x" * (2 * 1024 * 1024), 413),
        (FORM, b"&".join([b"on-page=x"] * 2_001), 413),
        ("application/json", b'{"name": ["Kit"], "level": true}', 400),
        ("text/plain", b"\xff\xfe\x00", 400),
        (FORM, b"\xff=%00%ff&%zz", 400),
    ],
    ids=["file", "2 MB", "2,001 fields", "JSON", "no form", "no text"],
)
def test_what_no_page_of_ours_sends_is_refused_everywhere(
    priya: Browser, kind: str, body: bytes, status: int
) -> None:
    paths = [re.sub(r"<\w+>", "x", address) for address in ADDRESSES]
    answers = {path: priya.post(path, data=body, content_type=kind).status_code for path in paths}
    assert {path: got for path, got in answers.items() if got != status} == {}


@pytest.mark.parametrize(
    "strange",
    [
        [("seen_revision", "-1")],
        [("seen_revision", "٣")],
        [("seen_revision", "9" * 5_000)],
        [("q-last_night", "cot"), ("q-last_night", "sofa")],
        [("q-last_night-day", "1"), ("q-seen_on", "2026-01-01")],
        [("q-", "x"), ("on-page", "nothing"), ("on-page", "last_night")],
        [("add-item", "last_night"), ("clear-answer", "x-y-z")],
        [("then", "https://127.0.0.1:9/")],
        [("q-last_night\x00", "\udcff".encode("utf-8", "surrogatepass").decode("latin-1"))],
    ],
)
def test_fields_of_the_wrong_kind_are_no_failure(
    priya: Browser, office: Office, strange: list[tuple[str, str]]
) -> None:
    reference = office.start()
    kit = office.child(reference)
    fields: MultiDict[str, str] = MultiDict([("csrf_token", priya.token()), *strange])
    got = priya.post(f"/assessments/{reference}/sleep/{kit}", data=fields)
    assert got.status_code in {303, 409, 422}
    assert got.headers.get("Location", "/").startswith("/assessments/")


@pytest.mark.browser
def test_nothing_that_was_typed_stands_in_the_log_or_the_audit(tmp_path: Path) -> None:
    server = Server(tmp_path, workers=1)
    server.start()
    try:
        priya = Visitor(server.port).sign_in("Priya Nair")
        record = priya.start("CANARY family")
        child = priya.add_child(record, "CANARY child")
        page = f"{record}/analysis/{child}"
        assert priya.send(page, page, **{"q-danger": "CANARY answer"}).status == 303
        assert priya.send(page, page, **{"q-danger": "CANARY" * 4_000}).status == 422
        stale = form_on(priya.get(page).text, page, **{"q-danger": "CANARY", "seen_revision": "1"})
        assert priya.post(page, stale).status == 409
        assert priya.post(page, MultiDict({"q-danger": "CANARY without a token"})).status == 400
        assert priya.get("/CANARY?name=CANARY").status == 404
        with closing(sqlite3.connect(server.database)) as database:
            audit = str(database.execute("SELECT * FROM audit_event").fetchall())
            fails = form_on(priya.get(page).text, page, **{"q-impact": "CANARY in a failure"})
            database.execute("DROP TABLE raised_finding")
        assert priya.post(page, fails).status == 500
    finally:
        server.kill_everything()
    said = server.log.read_text()
    assert "Failure " in said
    assert "CANARY" not in said
    assert "CANARY" not in audit
