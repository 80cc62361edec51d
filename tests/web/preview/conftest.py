"""A small folder of definitions, and a browser-like client of its preview."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from riskform.web.preview.app import create_preview
from tests.web.applications import COMPILED

TODAY = date(2026, 3, 2)
HOME = """\
section: home
title: The home
questions:
  - {id: danger, label: Is anyone in danger now?, type: yes_no, required: true}
"""
SLEEP = """\
section: sleep
title: Sleep
ask: each child
questions:
  - id: night
    label: Where did {child} sleep?
    type: choice
    required: true
    options: {cot: In a cot, sofa: On a sofa}
    if_blank: Nobody asked where {child} slept.
  - id: plan
    label: What is the plan for {child}?
    type: text
    show_if: child.age_months < 24 and night is sofa
findings:
  - {id: sofa, kind: concern, when: night is sofa, says: "{child} slept on a sofa.", do: Agree.}
"""
SCENARIO = """\
scenario: A baby in a cot
given:
  on: 2026-03-02
  level: 2
  children: {una: {name: Una, date_of_birth: 2025-05-06}}
  answers: {una: {sleep.night: cot}}
"""
FILES = {
    "sections/home.yaml": HOME,
    "sections/sleep.yaml": SLEEP,
    "visit/form.yaml": "form: visit\nversion: 1\ntitle: A visit\nsections: [home, sleep]\n",
    "other/form.yaml": "form: other\nversion: 1\ntitle: Another form\nsections: [home]\n",
    "visit/scenarios/cot.yaml": SCENARIO,
}
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass
class Author:
    """Somebody who looks at the preview of `folder`."""

    folder: Path
    client: FlaskClient

    def see(self, path: str, status: int = 200) -> str:
        """Return a page."""
        shown = self.client.get(path)
        assert shown.status_code == status, shown.text
        return shown.text

    def send(self, path: str, **fields: str | list[str]) -> TestResponse:
        """Send a form with its token, as its page does."""
        found = _TOKEN.search(self.see("/forms/visit"))
        assert found is not None
        names = {name.replace("__", "-"): value for name, value in fields.items()}
        return self.client.post(path, data={"csrf_token": found[1], **names})

    def write(self, file: str, text: str) -> None:
        """Save a file of the folder."""
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


@pytest.fixture
def author(tmp_path: Path) -> Author:
    """Give an author whose forms have no problem."""
    for file, text in FILES.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text)
    app = create_preview(tmp_path, lambda: TODAY)
    app.jinja_env.bytecode_cache = COMPILED
    return Author(tmp_path, app.test_client())
